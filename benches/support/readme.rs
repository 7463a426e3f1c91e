//! The tables of `benches/README.md` that a bench writes: what lies between `<!-- NAME -->` and
//! `<!-- /NAME -->`, on lines of their own.

use std::ops::Range;
use std::path::PathBuf;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/README.md")
}

fn text() -> String {
    std::fs::read_to_string(path()).expect("benches/README.md is there")
}

fn place(text: &str, name: &str) -> Range<usize> {
    let marks = [format!("<!-- {name} -->\n"), format!("<!-- /{name} -->")];
    let [start, end] = marks.map(|mark| {
        let at = text.find(&mark);
        let at = at.unwrap_or_else(|| panic!("benches/README.md has no `{}`", mark.trim()));
        [at, at + mark.len()]
    });
    start[1]..end[0]
}

/// What stands there.
#[allow(dead_code)] // Only `instructions.rs` reads what it has written.
pub fn read(name: &str) -> String {
    let text = text();
    text[place(&text, name)].to_owned()
}

/// Writes something else there; it ends with a newline.
pub fn write(name: &str, lines: &str) {
    let mut text = text();
    let place = place(&text, name);
    text.replace_range(place, lines);
    std::fs::write(path(), text).expect("benches/README.md can be written");
}

/// A number with a comma between thousands.
#[allow(dead_code)] // `growth.rs` shows millions.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
