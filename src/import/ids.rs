//! Identifiers made from any words: letters, digits, `_` and `-`, at most 64, each once in its list.

use std::collections::HashSet;

/// Longest identifier, with room for a number that tells equals apart.
const LONGEST: usize = 56;

/// An identifier per word, as like it as can be; `other` stands where a word has no fitting character.
///
/// Case is kept; two words that lead to the same identifier get numbers.
pub(super) fn unique<'a>(words: impl IntoIterator<Item = &'a str>, other: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let words = words.into_iter().enumerate();
    let ids = words.map(|(index, word)| {
        let plain = plain(word);
        let first = if plain.is_empty() {
            format!("{other}_{}", index + 1)
        } else {
            plain
        };
        let mut id = first.clone();
        let mut number = 2;
        while !seen.insert(id.clone()) {
            id = format!("{first}_{number}");
            number += 1;
        }
        id
    });
    ids.collect()
}

fn plain(word: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let parts = word.split(|c| !fits(c)).filter(|part| !part.is_empty());
    let joined = parts.collect::<Vec<_>>().join("_");
    joined.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_like_their_words_and_each_once() {
        let words = [
            "19'' LCD",
            "19 LCD",
            "",
            "日本",
            "Size of Fund",
            "-5",
            "0.5",
        ];
        let ids = unique(words, "option");
        let expected = [
            "19_LCD",
            "19_LCD_2",
            "option_3",
            "option_4",
            "Size_of_Fund",
            "-5",
            "0_5",
        ];
        assert_eq!(ids, expected);
        let long = "x".repeat(300);
        let two = unique([long.as_str(), long.as_str()], "option");
        assert!(two[0].len() <= 64 && two[1].len() <= 64 && two[0] != two[1]);
    }
}
