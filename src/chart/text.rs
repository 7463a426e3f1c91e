//! Text as the embedded fonts set it: how wide it is, where it breaks, how it is shortened.
//!
//! Sizes are in pixels per em, widths in pixels. DejaVu is embedded so that an image has the same
//! bytes on every machine, with or without fonts of its own.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, PxScale, ScaleFont};

/// How heavy the strokes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// For most text.
    Regular,
    /// For titles and what matters.
    Bold,
}

static REGULAR: LazyLock<FontRef<'static>> =
    LazyLock::new(|| embedded(include_bytes!("fonts/DejaVuSans.ttf")));
static BOLD: LazyLock<FontRef<'static>> =
    LazyLock::new(|| embedded(include_bytes!("fonts/DejaVuSans-Bold.ttf")));

fn embedded(bytes: &'static [u8]) -> FontRef<'static> {
    FontRef::try_from_slice(bytes).expect("the embedded font is a valid font file")
}

impl Weight {
    /// The font of this weight.
    pub fn font(self) -> &'static FontRef<'static> {
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        }
    }

    /// The scale at which an em is `size` pixels.
    pub fn scale(self, size: f64) -> PxScale {
        let font = self.font();
        let em = font.units_per_em().unwrap_or(2048.0);
        PxScale::from(size as f32 * font.height_unscaled() / em)
    }
}

/// Width of a text in pixels.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let font = weight.font().as_scaled(weight.scale(size));
    let mut total = 0.0_f32;
    let mut last = None;
    for c in text.chars() {
        let glyph = font.glyph_id(c);
        total += font.h_advance(glyph) + last.map_or(0.0, |before| font.kern(before, glyph));
        last = Some(glyph);
    }
    f64::from(total)
}

/// The text without what cannot be drawn or stored in an image: control characters and line breaks
/// become single spaces.
pub fn clean(text: &str) -> String {
    let drawable = |c: char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let spaced: String = text
        .chars()
        .map(|c| if drawable(c) { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text, or as much of its beginning as fits with "…" behind it.
pub fn shorten(text: &str, size: f64, weight: Weight, max: f64) -> String {
    let text = clean(text);
    if fits(&text, size, weight, max) {
        return text;
    }
    let font = weight.font().as_scaled(weight.scale(size));
    let mut room = max - width("…", size, weight);
    let mut kept = String::new();
    for c in text.chars() {
        room -= f64::from(font.h_advance(font.glyph_id(c)));
        if room < 0.0 {
            break;
        }
        kept.push(c);
    }
    kept.truncate(kept.trim_end_matches([' ', ',', ';', ':', '(', '…']).len());
    kept.push('…');
    kept
}

/// Whether a text is at most `max` pixels wide. Texts of absurd length are not measured.
fn fits(text: &str, size: f64, weight: Weight, max: f64) -> bool {
    text.chars().count() <= 1000 && width(text, size, weight) <= max
}

/// The text in lines of at most `max` pixels, at most `lines` of them; the last is shortened where
/// more would be needed. At least one line, which may be empty.
pub fn wrap(text: &str, size: f64, weight: Weight, max: f64, lines: usize) -> Vec<String> {
    let text = clean(text);
    let mut done: Vec<String> = Vec::new();
    let units = units(&text);
    let mut words = units.iter().map(String::as_str).peekable();
    while done.len() + 1 < lines && words.peek().is_some() {
        let mut line = String::new();
        while let Some(word) = words.peek() {
            let longer = if line.is_empty() {
                (*word).to_owned()
            } else {
                format!("{line} {word}")
            };
            if !line.is_empty() && !fits(&longer, size, weight, max) {
                break;
            }
            line = longer;
            words.next();
        }
        done.push(shorten(&line, size, weight, max));
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    if !rest.is_empty() || done.is_empty() {
        done.push(shorten(&rest, size, weight, max));
    }
    done
}

/// Words, those that belong to a number joined to it: "24 in 100" does not break.
fn units(text: &str) -> Vec<String> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut units: Vec<String> = Vec::new();
    let mut last = "";
    for word in text.split(' ') {
        let before = matches!(last, "in" | "of" | "day") && digit(word.chars().next());
        let after = matches!(word, "in" | "of") && digit(last.chars().last());
        match units.last_mut() {
            Some(unit) if before || after => {
                unit.push(' ');
                unit.push_str(word);
            }
            _ => units.push(word.to_owned()),
        }
        last = word;
    }
    units
}

/// The text in as few lines as `wrap` needs, but lines of about equal length.
pub fn balance(text: &str, size: f64, weight: Weight, max: f64, lines: usize) -> Vec<String> {
    let whole = wrap(text, size, weight, max, lines);
    let narrower = [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
    let tried = narrower
        .iter()
        .map(|part| wrap(text, size, weight, max * part, lines));
    let said = whole.join(" ");
    let mut good = tried.filter(|lines| lines.len() == whole.len() && lines.join(" ") == said);
    good.next().unwrap_or(whole)
}

/// A name for use in a sentence: whole where it is short, else its beginning with "…".
pub fn brief(name: &str, chars: usize) -> String {
    let name = clean(name);
    if name.chars().count() <= chars {
        return name;
    }
    let start: String = name.chars().take(chars.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_text_is_wider() {
        assert!(width("mm", 20.0, Weight::Regular) > width("m", 20.0, Weight::Regular));
        assert!(width("text", 20.0, Weight::Bold) > width("text", 20.0, Weight::Regular));
        let ratio = width("text", 40.0, Weight::Regular) / width("text", 20.0, Weight::Regular);
        assert!((ratio - 2.0).abs() < 0.01);
    }

    #[test]
    fn an_em_of_dejavu_has_its_documented_advance() {
        // The figure 0 of DejaVu Sans is 1303 of 2048 units wide.
        let expected = 100.0 * 1303.0 / 2048.0;
        assert!((width("0", 100.0, Weight::Regular) - expected).abs() < 0.01);
    }

    #[test]
    fn shortened_text_fits() {
        let long = "a ceasefire only as part of a permanent settlement";
        let short = shorten(long, 24.0, Weight::Regular, 300.0);
        assert!(short.ends_with('…'));
        assert!(width(&short, 24.0, Weight::Regular) <= 300.0);
        assert_eq!(shorten("peace", 24.0, Weight::Regular, 300.0), "peace");
    }

    #[test]
    fn wrapped_lines_fit_and_lose_nothing_while_there_is_room() {
        let text = "one two three four five six seven eight nine ten";
        let lines = wrap(text, 24.0, Weight::Regular, 260.0, 9);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), text);
        for line in &lines {
            assert!(width(line, 24.0, Weight::Regular) <= 260.0);
        }
        let cut = wrap(text, 24.0, Weight::Regular, 260.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…'));
    }

    #[test]
    fn balanced_lines_say_the_same_without_orphans() {
        let text = "one two three four five six seven eight nine ten";
        let size = 24.0;
        let room = width(text, size, Weight::Bold) - 5.0;
        let lines = balance(text, size, Weight::Bold, room, 2);
        assert_eq!(lines.join(" "), text);
        assert_eq!(lines.len(), 2);
        assert!(width(&lines[1], size, Weight::Bold) > room * 0.3);
    }

    #[test]
    fn numbers_stay_with_what_they_count() {
        let said = units("done by day 7; 24 in 100 runs end");
        assert_eq!(said, ["done", "by", "day 7;", "24 in 100", "runs", "end"]);
    }

    #[test]
    fn nothing_undrawable_stays() {
        assert_eq!(clean("a\n\tb\u{0}c  d"), "a b c d");
        assert_eq!(wrap("", 24.0, Weight::Regular, 260.0, 2), [""]);
    }
}
