//! The name that was probably meant.

/// Longest name for which others are looked up; comparing is quadratic in the length.
const LONGEST: usize = 64;
/// Most names that are compared.
const MOST: usize = 2_000;

/// The candidate most like `name`, if one is like it at all; the first of equally similar ones.
///
/// Names are alike when few letters have to be inserted, deleted, replaced or swapped
/// (Damerau-Levenshtein), when one begins with the other: `nato_membership` and `nato`; or when it is one of
/// several: `parties` and `party`.
pub fn similar<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let plain = name.to_lowercase().replace('-', "_");
    let mut best: Option<(f64, &str)> = None;
    let one = plain.strip_suffix("ies").map(|stem| format!("{stem}y"));
    for candidate in candidates.into_iter().take(MOST) {
        let of_one = one.as_ref().map_or(0.0, |one| likeness(one, candidate));
        let score = likeness(&plain, candidate).max(of_one);
        if score >= 0.6 && best.is_none_or(|(least, _)| score > least) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn likeness(plain: &str, candidate: &str) -> f64 {
    if candidate.len() > LONGEST || candidate.is_empty() {
        return 0.0;
    }
    let other = candidate.to_lowercase().replace('-', "_");
    let edits = strsim::normalized_damerau_levenshtein(plain, &other);
    let shorter = plain.len().min(other.len());
    let begins = plain.starts_with(&other) || other.starts_with(plain);
    if begins && shorter >= 3 {
        edits.max(0.7)
    } else {
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn finds_what_was_meant_and_nothing_else() {
        let names = ["nato", "aid", "energy_strikes"];
        assert_eq!(similar("nato_membership", names), Some("nato"));
        assert_eq!(similar("energy-strike", names), Some("energy_strikes"));
        assert_eq!(similar("NATO", names), Some("nato"));
        assert_eq!(similar("territory", names), None);
        assert_eq!(similar("parties", ["time", "party"]), Some("party"));
        assert_eq!(similar(&"n".repeat(1000), names), None);
    }
}
