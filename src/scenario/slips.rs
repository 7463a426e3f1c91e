//! What is meant where a value is not TOML: numbers with a comma or a unit, and other quotes than straight ones.
//!
//! A parser tells what it expected next; people wrote `0,6` or `60%` and want to know how that is written here.

use super::diagnostic::{Diagnostic, quoted};
use super::node::Span;

/// Signs that open and close text in letters, and not here.
const QUOTES: &str = "“”„‟‘’‚«»";
/// Signs between which a value stands.
const AROUND: &str = "=[]{}\"'#";

/// The diagnosis of a slip at which a parser stopped, if it is one.
pub(super) fn find(text: &str, source: usize, at: usize) -> Option<Diagnostic> {
    let at = text.floor_char_boundary(at);
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let (start, end) = word(&text[line..end], at - line)?;
    let (start, end) = (line + start, line + end);
    let span = Span { source, start, end };
    let written = &text[start..end];
    quotes(written, span).or_else(|| number(written, span))
}

/// The line's value around a byte: up to blanks and brackets, within a list also up to commas.
fn word(line: &str, at: usize) -> Option<(usize, usize)> {
    let in_list = innermost(&line[..at])? == Some('[');
    let ends = |c: char| c.is_whitespace() || AROUND.contains(c) || (in_list && c == ',');
    let start = beginning(line, at, &ends);
    let mut end = ending(line, start, at, &ends);
    // What stands before an equals sign is a key, which a comma may part from the value.
    if line[end..].trim_start().starts_with('=') {
        end = start + line[start..end].rfind(',')?;
    }
    let end = start + line[start..end].trim_end_matches(',').len();
    (end > start && end >= at).then_some((start, end))
}

/// Where a word begins; a unit belongs to the number before a blank.
fn beginning(line: &str, at: usize, ends: &dyn Fn(char) -> bool) -> usize {
    let last_word = |before: &str| {
        let end = before.char_indices().rfind(|&(_, c)| ends(c));
        end.map_or(0, |(end, c)| end + c.len_utf8())
    };
    let start = last_word(&line[..at]);
    if start == at && line[at..].starts_with(is_unit) {
        let before = line[..at].trim_end();
        let number = last_word(before);
        if starts_number(&before[number..]) {
            return number;
        }
    }
    start
}

/// Where it ends: text in other quotes where they close, a number with the unit behind a blank.
fn ending(line: &str, start: usize, at: usize, ends: &dyn Fn(char) -> bool) -> usize {
    let end = at + line[at..].find(ends).unwrap_or(line.len() - at);
    if line[start..].starts_with(|c| QUOTES.contains(c)) {
        let mut inner = line[start..].char_indices().skip(1);
        let close = inner.find(|&(_, c)| QUOTES.contains(c));
        return close.map_or(end, |(close, c)| start + close + c.len_utf8());
    }
    let unit = line[end..].trim_start();
    let behind = unit.find(|c| !is_unit(c)).unwrap_or(unit.len());
    if behind > 0 && starts_number(&line[start..end]) {
        return line.len() - unit.len() + behind;
    }
    end
}

/// The innermost bracket open at the end of a line's beginning, if one is; nothing within quotes or a comment.
fn innermost(before: &str) -> Option<Option<char>> {
    let mut open = Vec::new();
    let mut quote = None;
    for c in before.chars() {
        match (quote, c) {
            (Some(q), _) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => return None,
            (None, '[' | '{') => open.push(c),
            (None, ']' | '}') => drop(open.pop()),
            _ => {}
        }
    }
    quote.is_none().then(|| open.last().copied())
}

fn quotes(written: &str, span: Span) -> Option<Diagnostic> {
    if !written.starts_with(|c| QUOTES.contains(c)) {
        return None;
    }
    let diagnostic = slip("text stands in straight quotes", span, "these are others");
    let inner = written.trim_matches(|c| QUOTES.contains(c));
    let whole = written.ends_with(|c| QUOTES.contains(c)) && written.chars().count() > 1;
    let plain = whole && !inner.contains(['"', '\\']);
    Some(if plain {
        let straight = format!("\"{inner}\"");
        let help = format!("written `{straight}`");
        diagnostic.patch(span, straight, help)
    } else {
        diagnostic.help("straight quotes are `\"`")
    })
}

fn number(written: &str, span: Span) -> Option<Diagnostic> {
    let signed = written.trim_start_matches(is_currency);
    let bare = signed.trim_end_matches(is_unit);
    let unit = &signed[bare.len()..];
    let bare = bare.trim();
    let cut_short = matches!(unit, "e" | "E") || (bare == "0" && unit.starts_with(['x', 'o', 'b']));
    if cut_short {
        return None;
    }
    let (plain, comma) = without_comma(bare)?;
    let unit = bare.len() < written.len();
    let title = match (comma, unit) {
        (Comma::None, false) => return None,
        (Comma::None, true) => "numbers stand without a unit",
        (Comma::Decimal, false) => "a number has a point before its decimals, no comma",
        (Comma::Thousands, false) => "a number has no comma between its thousands",
        (_, true) => "numbers stand without commas and units",
    };
    let diagnostic = slip(title, span, "a number is meant here");
    let number: f64 = plain.replace('_', "").parse().ok()?;
    Some(if unit && written.contains('%') {
        let share = number / 100.0;
        diagnostic.help(format!(
            "`{plain}`, or `{share}` where a share from 0 to 1 is meant"
        ))
    } else {
        let help = format!("written {}", quoted(&plain));
        diagnostic.patch(span, plain, help)
    })
}

fn slip(title: &str, span: Span, label: &str) -> Diagnostic {
    Diagnostic::error("Z0105", format!("this is not TOML: {title}")).at(span, label)
}

fn starts_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c))
}

/// Whether a sign can belong to a unit after a number: a letter, or a sign such as `%` and `€`.
fn is_unit(c: char) -> bool {
    c.is_alphabetic() || is_currency(c) || "%‰°".contains(c)
}

/// Whether a sign can stand before a number.
fn is_currency(c: char) -> bool {
    "€$£¥".contains(c)
}

/// What a comma in a number stands for.
#[derive(Clone, Copy, PartialEq)]
enum Comma {
    None,
    Decimal,
    Thousands,
}

/// A number as TOML has it, without the commas it is written with.
fn without_comma(bare: &str) -> Option<(String, Comma)> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let unsigned = bare.strip_prefix(['+', '-']).unwrap_or(bare);
    let (whole, decimals) = unsigned
        .split_once('.')
        .map_or((unsigned, None), |(w, d)| (w, Some(d)));
    if decimals.is_some_and(|decimals| !digits(decimals)) {
        return None;
    }
    let parts: Vec<&str> = whole.split(',').collect();
    match &parts[..] {
        [whole] => digits(&whole.replace('_', "")).then(|| (bare.to_owned(), Comma::None)),
        [first, rest @ ..]
            if digits(first)
                && first.len() <= 3
                && !first.starts_with('0')
                && rest.iter().all(|part| part.len() == 3 && digits(part)) =>
        {
            Some((bare.replace(',', ""), Comma::Thousands))
        }
        [whole, part] if decimals.is_none() && digits(whole) && digits(part) => {
            Some((bare.replace(',', "."), Comma::Decimal))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    /// The title and the help for a slip in place of `|`.
    fn told(marked: &str) -> Option<(String, String)> {
        let at = marked.find('|').expect("marked");
        let diagnostic = find(&marked.replace('|', ""), 0, at)?;
        let title = diagnostic.title.trim_start_matches("this is not TOML: ");
        Some((title.to_owned(), diagnostic.help?.text))
    }

    #[test]
    fn slips_are_told_in_words() {
        let cases = [
            (
                "firmness = 0|,6",
                "a number has a point before its decimals, no comma",
                "written `0.6`",
            ),
            (
                "x = { a = 1|,5, b = 2 }",
                "a number has a point before its decimals, no comma",
                "written `1.5`",
            ),
            (
                "x = { to = 2|,000, b = 2 }",
                "a number has no comma between its thousands",
                "written `2000`",
            ),
            (
                "x = {to=2|,000,b=2}",
                "a number has no comma between its thousands",
                "written `2000`",
            ),
            (
                "x = 1|,234,567.5 # 1",
                "a number has no comma between its thousands",
                "written `1234567.5`",
            ),
            (
                "firmness = |60%",
                "numbers stand without a unit",
                "`60`, or `0.6` where a share from 0 to 1 is meant",
            ),
            (
                "firmness = 60 |%",
                "numbers stand without a unit",
                "`60`, or `0.6` where a share from 0 to 1 is meant",
            ),
            (
                "firmness = |60 %",
                "numbers stand without a unit",
                "`60`, or `0.6` where a share from 0 to 1 is meant",
            ),
            (
                "x = { uniform = [1, |80%] }",
                "numbers stand without a unit",
                "`80`, or `0.8` where a share from 0 to 1 is meant",
            ),
            (
                "to = |2000€",
                "numbers stand without a unit",
                "written `2000`",
            ),
            (
                "to = |$2,000",
                "numbers stand without commas and units",
                "written `2000`",
            ),
            (
                "days = |-30days",
                "numbers stand without a unit",
                "written `-30`",
            ),
            (
                "id = |“sell”",
                "text stands in straight quotes",
                "written `\"sell\"`",
            ),
            (
                "name = |„Haus & Hof“ # “",
                "text stands in straight quotes",
                "written `\"Haus & Hof\"`",
            ),
            (
                "name = |‘sell",
                "text stands in straight quotes",
                "straight quotes are `\"`",
            ),
            (
                "x = [\"a\", |“b”]",
                "text stands in straight quotes",
                "written `\"b\"`",
            ),
        ];
        for (marked, title, help) in cases {
            let expected = Some((title.to_owned(), help.to_owned()));
            assert_eq!(told(marked), expected, "{marked}");
        }
    }

    #[test]
    fn what_is_no_slip_is_left_to_the_parser() {
        for marked in [
            "name = |",
            "about = |no quotes",
            "sources = [\"a\" |\"b\"]",
            "about = \"costs 0|,6",
            "x = 1 # 0|,6",
            "x = |1.2.3",
            "x = |0xg",
            "x = |1e",
            "id = |room5",
            "x = 1|,2,3",
            "|60% = 1",
            "x = [1, 2|, 3",
        ] {
            assert_eq!(told(marked), None, "{marked}");
        }
    }
}
