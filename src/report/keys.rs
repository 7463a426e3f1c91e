//! The keys of scenario files, told to people: what a key means and what it takes.

use crate::report::number::short;
use crate::scenario::format::{Key, Kind, Range, SCENARIO, TableFormat};

/// A key with the path of the tables it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// The table it stands in, as a path: `party.strategy`; empty at the top.
    pub table: &'static str,
    /// What the table says.
    pub about_table: &'static str,
    /// The key.
    pub key: &'static Key,
}

/// Every key of the format, with its dotted path, in the order of the format.
pub fn all() -> Vec<(String, Found)> {
    let mut found = Vec::new();
    collect(&SCENARIO, "", &mut found);
    found
}

fn collect(table: &'static TableFormat, prefix: &str, found: &mut Vec<(String, Found)>) {
    for key in table.keys {
        let path = format!("{prefix}{}", key.name);
        found.push((
            path.clone(),
            Found {
                table: table.name,
                about_table: table.about,
                key,
            },
        ));
        if let Some(inner) = inner(&key.kind) {
            collect(inner, &format!("{path}."), found);
        }
    }
}

/// The table that a key holds.
fn inner(kind: &Kind) -> Option<&'static TableFormat> {
    match kind {
        Kind::Table(table) | Kind::Tables(table) | Kind::OneOrMore(table) => Some(table),
        _ => None,
    }
}

/// The keys that a word may mean: the one with this path, else all that end in it.
///
/// ```
/// use zopa::report::keys::find;
/// assert_eq!(find("party.patience").len(), 1);
/// assert_eq!(find("patience")[0].0, "party.patience");
/// assert!(find("id").len() > 1);
/// assert!(find("xyz").is_empty());
/// ```
pub fn find(word: &str) -> Vec<(String, Found)> {
    let keys = all();
    if let Some(exact) = keys.iter().find(|(path, _)| path == word) {
        return vec![exact.clone()];
    }
    let ending = format!(".{word}");
    let ends = |path: &str| path.ends_with(&ending);
    keys.into_iter().filter(|(path, _)| ends(path)).collect()
}

/// What a key takes, in words.
pub fn takes(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Texts => "a list of texts".to_owned(),
        Kind::Id => "an identifier: letters, digits, `_` and `-`".to_owned(),
        Kind::Flag => "true or false".to_owned(),
        Kind::Whole(range) => format!("a whole number {}", between(range)),
        Kind::Fixed(range) => format!("a number {}", between(range)),
        Kind::Number(range) => format!("a number or a distribution {}", between(range)),
        Kind::Word(words) => {
            let words: Vec<String> = words
                .iter()
                .map(|(word, about)| format!("`{word}` ({about})"))
                .collect();
            format!("one of {}", words.join(", "))
        }
        Kind::Reference(target) => format!("the identifier of an existing {}", target.word()),
        Kind::References(target) => {
            format!(
                "a list of identifiers, each of an existing {}",
                target.word()
            )
        }
        Kind::Place => "an option of the issue: its identifier, or its number".to_owned(),
        Kind::Places => "a list of options of the issue".to_owned(),
        Kind::ByOption(range) => {
            format!(
                "a number or a distribution for each option {}",
                between(range)
            )
        }
        Kind::FixedByOption(range) => format!("a number for each option {}", between(range)),
        Kind::NamesByOption => "a text for each option".to_owned(),
        Kind::Options => "a list of identifiers".to_owned(),
        Kind::Table(_) => "a table".to_owned(),
        Kind::Tables(_) => "one or more tables".to_owned(),
        Kind::OneOrMore(_) => "a table, or a list of tables".to_owned(),
        Kind::Predicates => "a list of statements about packages".to_owned(),
        Kind::StatePredicates => "a list of statements about how talks ended".to_owned(),
        Kind::Parameters(names) => format!("a list of numbers: {}", names.join(", ")),
        Kind::Shares => "a list of pairs of a value and its share".to_owned(),
        Kind::Predicate => {
            "a statement about packages, such as { issue = \"price\", at_most = 250 }; \
                            parts are joined with all, any and not"
                .to_owned()
        }
        Kind::StatePredicate => {
            "a statement about how talks ended: one about packages, or { deal = true }, \
             { signed_by = \"buyer\" }, { moved = \"price\" }, { held = \"price\" }, \
             { breached = \"price\" }, { ended = \"walk_out\" }"
                .to_owned()
        }
        Kind::Distribution => {
            "a number or a distribution, such as { uniform = [0, 1] } (zopa list distributions)"
                .to_owned()
        }
    }
}

fn between(range: &Range) -> String {
    let numbers = format!("from {} to {}", short(range.low), short(range.high));
    format!("{numbers} {}", range.unit).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_can_be_found_by_its_path() {
        for (path, found) in all() {
            let again = find(&path);
            assert_eq!(again.len(), 1, "{path}");
            assert_eq!(again[0].1.key.name, found.key.name);
            assert!(!takes(&found.key.kind).is_empty());
        }
    }

    #[test]
    fn ranges_name_their_unit() {
        let words = takes(&find("time.rounds")[0].1.key.kind);
        assert_eq!(words, "a whole number from 1 to 100,000 rounds");
    }
}
