//! What each code of a diagnostic means, with an example that is wrong and the same put right.

mod files;
mod imports;
mod logic;
mod names;
mod numbers;
mod structure;
mod tables;
mod votes;

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// The code: `Z0203`.
    pub code: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What is wrong, why it matters and what to do.
    pub text: &'static str,
    /// Part of a scenario file with the mistake, or arguments of a command; empty where neither
    /// can show it.
    pub wrong: &'static str,
    /// The same put right; empty like `wrong`.
    pub right: &'static str,
}

/// All codes, in ascending order.
pub fn all() -> impl Iterator<Item = &'static Explanation> {
    let tables = [
        files::CODES,
        structure::CODES,
        names::CODES,
        numbers::CODES,
        logic::CODES,
        tables::CODES,
        votes::CODES,
        files::OVERRIDES,
        imports::CODES,
    ];
    let mut codes: Vec<&Explanation> = tables.into_iter().flatten().collect();
    codes.sort_by_key(|explanation| explanation.code);
    codes.into_iter()
}

/// What a code means; capital or small letters are the same.
///
/// ```
/// let unknown = zopa::scenario::codes::explain("z0203").unwrap();
/// assert!(unknown.title.contains("does not exist"));
/// assert_eq!(zopa::scenario::codes::explain("Z9999"), None);
/// ```
pub fn explain(code: &str) -> Option<&'static Explanation> {
    all().find(|explanation| explanation.code.eq_ignore_ascii_case(code.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Loaded, Override, Problems, parse};
    use std::collections::BTreeSet;

    /// A scenario without any finding; an example replaces the parts it has itself.
    const BASE: [(&str, &str); 5] = [
        ("name", "name = \"Example\"\n"),
        (
            "issue",
            "[[issue]]\nid = \"price\"\noptions = [\"low\", \"high\"]\nordered = true\nstatus_quo = \"low\"\n",
        ),
        (
            "party",
            "[[party]]\nid = \"seller\"\ninterest = [{ issue = \"price\", weight = 1, value = { linear = \"rising\" } }]\n",
        ),
        ("protocol", "[protocol]\nkind = \"alternating_offers\"\n"),
        ("time", "[time]\nrounds = 10\n"),
    ];

    fn compose(example: &str) -> String {
        let has = |key: &str| {
            let mut headers = example.lines().filter(|line| line.starts_with('['));
            headers.any(|line| line.trim_matches(['[', ']']) == key)
        };
        let (head, tables) = BASE.split_at(1);
        let rest = tables.iter().filter(|(key, _)| !has(key));
        let rest: String = rest.map(|(_, text)| *text).collect();
        format!("{}{example}\n{rest}", head[0].1)
    }

    fn check(example: &str) -> Result<Loaded, Problems> {
        if let Some(arguments) = example.strip_prefix("--set ") {
            let change = arguments.trim().trim_matches('\'');
            let change: Override = change.parse().expect("examples have an equals sign");
            return parse("example.toml", compose("").as_bytes(), &[change]);
        }
        if example.starts_with('{') {
            return parse("example.json", example.as_bytes(), &[]);
        }
        parse("example.toml", compose(example).as_bytes(), &[])
    }

    fn codes(result: &Result<Loaded, Problems>) -> BTreeSet<&'static str> {
        match result {
            Ok(loaded) => loaded.warnings.codes().collect(),
            Err(problems) => problems.codes().collect(),
        }
    }

    #[test]
    fn the_base_has_no_findings() {
        assert_eq!(codes(&check("")), BTreeSet::new());
    }

    #[test]
    fn every_wrong_example_has_its_code_and_no_other() {
        let mut bad = Vec::new();
        for explanation in all().filter(|e| !e.wrong.is_empty()) {
            let result = check(explanation.wrong);
            if codes(&result) != BTreeSet::from([explanation.code]) {
                bad.push(format!("{}: {}", explanation.code, told(&result)));
            }
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    }

    #[test]
    fn every_right_example_has_no_findings() {
        let mut bad = Vec::new();
        for explanation in all().filter(|e| !e.right.is_empty()) {
            let result = check(explanation.right);
            if result.is_err() || !codes(&result).is_empty() {
                bad.push(format!("{}: {}", explanation.code, told(&result)));
            }
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    }

    fn told(result: &Result<Loaded, Problems>) -> String {
        match result {
            Ok(loaded) => loaded.warnings.render(false),
            Err(problems) => problems.render(false),
        }
    }

    #[test]
    fn examples_come_in_pairs_and_codes_once() {
        let mut seen = BTreeSet::new();
        for explanation in all() {
            assert!(seen.insert(explanation.code), "{}", explanation.code);
            assert_eq!(explanation.wrong.is_empty(), explanation.right.is_empty());
            assert!(explanation.text.ends_with('.'), "{}", explanation.code);
        }
    }

    #[test]
    fn every_code_in_use_is_explained() {
        let sources = [
            include_str!("../mod.rs"),
            include_str!("../toml.rs"),
            include_str!("../json.rs"),
            include_str!("../shape.rs"),
            include_str!("../extends.rs"),
            include_str!("../logic.rs"),
            include_str!("../overrides.rs"),
            include_str!("../sweep.rs"),
            include_str!("../../import/mod.rs"),
            include_str!("../../import/domain.rs"),
            include_str!("../../import/xml.rs"),
            include_str!("../../import/genius.rs"),
            include_str!("../../import/genius/evaluator.rs"),
            include_str!("../decode/mod.rs"),
            include_str!("../decode/agenda.rs"),
            include_str!("../decode/tracks.rs"),
            include_str!("../decode/correlations.rs"),
            include_str!("../decode/names.rs"),
            include_str!("../decode/options.rs"),
            include_str!("../decode/issues.rs"),
            include_str!("../decode/legislature.rs"),
            include_str!("../decode/limits.rs"),
            include_str!("../decode/parties.rs"),
            include_str!("../decode/predicates.rs"),
            include_str!("../decode/protocol/mod.rs"),
            include_str!("../decode/protocol/concession.rs"),
            include_str!("../decode/protocol/offers.rs"),
            include_str!("../decode/protocol/single_text.rs"),
            include_str!("../equilibrium/mod.rs"),
            include_str!("../equilibrium/votes.rs"),
            include_str!("../decode/quantities.rs"),
            include_str!("../decode/strategies.rs"),
            include_str!("../decode/talks.rs"),
            include_str!("../decode/outcomes.rs"),
        ];
        let mut used = BTreeSet::new();
        for source in sources {
            for piece in source.split("\"Z0").skip(1) {
                used.insert(format!("Z0{}", &piece[..3]));
            }
        }
        let known: BTreeSet<String> = all().map(|e| e.code.to_owned()).collect();
        assert_eq!(used, known);
    }
}
