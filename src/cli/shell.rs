//! Commands that the reader can paste into a shell.

/// The words as one line, quoted where the shell would take them apart.
pub(super) fn line<S: AsRef<str>>(words: &[S]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| quote(word.as_ref())).collect();
    quoted.join(" ")
}

fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=,:@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_shell_would_take_apart_are_quoted() {
        assert_eq!(line(&["zopa", "run", "a.toml"]), "zopa run a.toml");
        assert_eq!(line(&["a b", "it's", "*"]), r"'a b' 'it'\''s' '*'");
        assert_eq!(line(&[""]), "''");
    }
}
