//! Text in columns of a terminal: how wide it is, how to cut it and how to wrap it.
//!
//! Width is counted in terminal cells (Unicode Standard Annex 11): a Chinese character takes two, a
//! combining accent none. Control characters are taken out, so that a name in a scenario file
//! cannot send codes to the reader's terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Number of terminal cells the text takes.
///
/// ```
/// use zopa::report::text::width;
/// assert_eq!(width("énergie"), 7);
/// assert_eq!(width("停火"), 4);
/// ```
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text on one line, without control characters; runs of white space become one blank.
///
/// ```
/// assert_eq!(zopa::report::text::clean("a\n  b\u{1b}[31m"), "a b[31m");
/// ```
pub fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_direction_mark(*c))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks that reorder the text after them, and could make a line read as something else.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text in at most `cells` cells, cut with "…" where it is longer.
///
/// ```
/// use zopa::report::text::shorten;
/// assert_eq!(shorten("Energy pause", 12), "Energy pause");
/// assert_eq!(shorten("Energy pause", 8), "Energy…");
/// assert_eq!(shorten("停火協議", 5), "停火…");
/// ```
pub fn shorten(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > cells {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

/// The text in lines of at most `cells` cells, broken at blanks; a longer word keeps its own line.
///
/// ```
/// use zopa::report::text::wrap;
/// assert_eq!(wrap("one two three", 8), ["one two", "three"]);
/// ```
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && width(&line) + 1 + width(word) > cells {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// A label in a column of its own, with a text wrapped beside it; ends in a newline.
///
/// ```
/// use zopa::report::text::beside;
/// assert_eq!(beside("Blocked", "one two", 10, 14), "Blocked   one\n          two\n");
/// ```
pub fn beside(label: &str, body: &str, indent: usize, total: usize) -> String {
    let room = total.saturating_sub(indent).max(4);
    let mut text = String::new();
    for (row, line) in wrap(body, room).iter().enumerate() {
        let head = if row == 0 { label } else { "" };
        text.push_str(&pad_right(head, indent));
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The text with blanks after it, to `cells` cells.
pub fn pad_right(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}

/// The text with blanks before it, to `cells` cells.
pub fn pad_left(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
}

/// Words joined as in a sentence: "a", "a and b", "a, b and c".
///
/// ```
/// use zopa::report::text::join;
/// assert_eq!(join(&["a", "b", "c"], "and"), "a, b and c");
/// ```
pub fn join<S: AsRef<str>>(words: &[S], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., end] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", first.join(", "), end.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_text_fits() {
        for cells in 1..14 {
            assert!(width(&shorten("停火協議 and more", cells)) <= cells);
        }
    }

    #[test]
    fn nothing_reaches_the_terminal_but_text() {
        assert_eq!(clean("\u{1b}]0;title\u{7}x\u{202e}y"), "]0;titlexy");
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(wrap("", 10), [""]);
    }
}
