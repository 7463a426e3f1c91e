//! Text as fonts set it: how wide it is, where it breaks, how it is shortened.
//!
//! Sizes are in pixels per em, widths in pixels.

use super::font::letters;

/// How heavy the strokes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// For most text.
    Regular,
    /// For titles and what matters.
    Bold,
}

/// Width of a text in pixels.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let letters = letters(text, size, weight);
    f64::from(letters.fold(0.0, |total, letter| total + (letter.advance + letter.kern)))
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
    let mut room = max - width("…", size, weight);
    let mut kept = String::new();
    for (c, letter) in text.chars().zip(letters(&text, size, weight)) {
        room -= f64::from(letter.advance);
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
    let mut words = units.iter().peekable();
    while done.len() + 1 < lines && words.peek().is_some() {
        let mut line = String::new();
        while let Some(word) = words.peek() {
            let longer = if line.is_empty() {
                word.text.clone()
            } else {
                format!("{line}{}{}", word.gap, word.text)
            };
            if !line.is_empty() && !fits(&longer, size, weight, max) {
                break;
            }
            line = longer;
            words.next();
        }
        done.push(shorten(&line, size, weight, max));
    }
    let rest: String = words
        .flat_map(|word| [word.gap, word.text.as_str()])
        .collect();
    let rest = rest.trim_start();
    if !rest.is_empty() || done.is_empty() {
        done.push(shorten(rest, size, weight, max));
    }
    done
}

/// What stays on one line, and what is between it and the unit before: a space, or nothing.
#[derive(Debug, PartialEq, Eq)]
struct Unit {
    gap: &'static str,
    text: String,
}

/// Words, those that belong to a number joined to it: "24 in 100" does not break. Chinese and Japanese have no spaces and
/// break between any two signs.
fn units(text: &str) -> Vec<Unit> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut units: Vec<Unit> = Vec::new();
    let mut last = "";
    for word in text.split(' ') {
        let before = matches!(last, "in" | "of" | "day") && digit(word.chars().next());
        let after = matches!(word, "in" | "of") && digit(last.chars().last());
        match units.last_mut() {
            Some(unit) if before || after => {
                unit.text.push(' ');
                unit.text.push_str(word);
            }
            _ => add_pieces(word, &mut units),
        }
        last = word;
    }
    units
}

/// Adds a word, in pieces where it may break.
fn add_pieces(word: &str, units: &mut Vec<Unit>) {
    let unit = |gap| Unit {
        gap,
        text: String::new(),
    };
    let mut piece = unit(" ");
    let mut last = None;
    for c in word.chars() {
        if last.is_some_and(|last| breaks_between(last, c)) {
            units.push(std::mem::replace(&mut piece, unit("")));
        }
        piece.text.push(c);
        last = Some(c);
    }
    units.push(piece);
}

/// Whether a line may end between two characters that no space parts: beside a sign of Chinese or Japanese, but neither
/// before what closes nor after what opens.
fn breaks_between(before: char, after: char) -> bool {
    let is_sign = |c| {
        matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}')
    };
    let closes = "、。，．・：；！？ー）］｝」』】》〉”’…—,.:;!?)]}%";
    let opens = "（［｛「『【《〈“‘([{";
    (is_sign(before) || is_sign(after)) && !closes.contains(after) && !opens.contains(before)
}

/// The text in as few lines as `wrap` needs, but lines of about equal length.
pub fn balance(text: &str, size: f64, weight: Weight, max: f64, lines: usize) -> Vec<String> {
    let whole = wrap(text, size, weight, max, lines);
    let narrower = [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
    let tried = narrower
        .iter()
        .map(|part| wrap(text, size, weight, max * part, lines));
    // Not all lines end at a space.
    let said = |lines: &[String]| lines.concat().replace(' ', "");
    let mut good = tried.filter(|lines| lines.len() == whole.len() && said(lines) == said(&whole));
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
        let said: Vec<&str> = said.iter().map(|unit| unit.text.as_str()).collect();
        assert_eq!(said, ["done", "by", "day 7;", "24 in 100", "runs", "end"]);
    }

    #[test]
    fn chinese_and_japanese_break_between_signs() {
        let said = units("停火（30 天）、撤军 in 24");
        let said: Vec<_> = said
            .iter()
            .map(|unit| (unit.gap, unit.text.as_str()))
            .collect();
        let expected = [
            (" ", "停"),
            ("", "火"),
            ("", "（30"),
            (" ", "天）、"),
            ("", "撤"),
            ("", "军"),
            (" ", "in 24"),
        ];
        assert_eq!(said, expected);
        let text = "能源停火与黑海休战";
        let lines = wrap(text, 24.0, Weight::Regular, 100.0, 9);
        assert!(lines.len() > 1 && lines.concat() == text, "{lines:?}");
        let even = balance(text, 24.0, Weight::Regular, 150.0, 4);
        assert_eq!(even.concat(), text);
    }

    #[test]
    fn nothing_undrawable_stays() {
        assert_eq!(clean("a\n\tb\u{0}c  d"), "a b c d");
        assert_eq!(wrap("", 24.0, Weight::Regular, 260.0, 2), [""]);
    }
}
