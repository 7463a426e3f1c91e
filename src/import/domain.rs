//! A negotiation as all formats have it: issues with their values, and what they are worth to each party.

use super::Settings;
use crate::model::{MAX_ISSUES, MAX_OPTIONS, MAX_PARTIES};
use crate::scenario::diagnostic::{Diagnostic, Findings, quoted};
use crate::scenario::grid;
use crate::scenario::node::Span;

/// The issues.
#[derive(Debug, Clone)]
pub(super) struct Domain {
    /// What the file calls it.
    pub name: String,
    /// In the order of the file; at least one.
    pub issues: Vec<Issue>,
}

/// An issue with its values.
#[derive(Debug, Clone)]
pub(super) struct Issue {
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    pub values: Values,
}

/// The values of an issue, in the order of the file; at least two once [`settle`] has run.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Values {
    /// Words.
    Words(Vec<String>),
    /// Numbers at equal distances, ascending, as a scenario numbers them.
    Numbers {
        from: f64,
        to: f64,
        step: f64,
        ids: Vec<String>,
    },
}

impl Values {
    /// One number, at an arbitrary distance from the next.
    pub fn single(number: f64) -> Self {
        Self::Numbers {
            from: number,
            to: number,
            step: 1.0,
            ids: grid(number, 1.0, 0),
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Numbers { ids, .. } => ids.len(),
        }
    }

    /// Index of the value that a word names: exactly, else without blanks around it, else as the same number.
    pub fn index(&self, word: &str) -> Option<usize> {
        match self {
            Self::Words(words) => {
                let exact = words.iter().position(|known| known == word);
                exact.or_else(|| words.iter().position(|known| known.trim() == word.trim()))
            }
            Self::Numbers { .. } => self.nearest(word.trim().parse().ok()?),
        }
    }

    /// Index of a number.
    pub fn nearest(&self, number: f64) -> Option<usize> {
        let Self::Numbers {
            from, step, ids, ..
        } = self
        else {
            return None;
        };
        let place = ((number - from) / step).round();
        let near = (from + place * step - number).abs() <= 1e-6 * step;
        (near && place >= 0.0 && place < ids.len() as f64).then_some(place as usize)
    }

    /// The numbers of a numeric issue.
    pub fn numbers(&self) -> Vec<f64> {
        match self {
            Self::Words(_) => Vec::new(),
            Self::Numbers { ids, .. } => ids.iter().map(|id| id.parse().unwrap_or(0.0)).collect(),
        }
    }

    /// The value in words.
    pub fn word(&self, index: usize) -> &str {
        match self {
            Self::Words(words) => &words[index],
            Self::Numbers { ids, .. } => &ids[index],
        }
    }
}

/// What one party wants.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    /// The file's name without its ending.
    pub name: String,
    /// Per issue of the domain; none where only rectangles count.
    pub interests: Vec<Option<Interest>>,
    /// Rewards for packages within a range of several issues.
    pub rectangles: Vec<Rectangle>,
    /// What the sum is divided by.
    pub divisor: f64,
    /// What no deal is worth.
    pub reservation: f64,
    /// What a deal at the very end is worth of one at once, if less than all.
    pub discount: Option<f64>,
}

/// `weight x value`, a value per value of the issue.
#[derive(Debug, Clone)]
pub(super) struct Interest {
    pub weight: f64,
    pub values: Vec<f64>,
}

/// A reward for packages whose options all lie within ranges; or for all others.
#[derive(Debug, Clone)]
pub(super) struct Rectangle {
    pub utility: f64,
    /// Issue, first and last option.
    pub sides: Vec<(usize, usize, usize)>,
    /// Whether packages inside earn it, or those outside.
    pub inside: bool,
}

impl Profile {
    /// Nothing wanted yet.
    pub fn new(source: &str, issues: usize) -> Self {
        let path = std::path::Path::new(source);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        Self {
            name: stem.into_owned(),
            interests: vec![None; issues],
            rectangles: Vec::new(),
            divisor: 1.0,
            reservation: 0.0,
            discount: None,
        }
    }

    /// Counts a constant with an issue: `constant + weight x value` at a weight of 1.
    pub fn add_constant(&mut self, issue: usize, options: usize, constant: f64) {
        let interest = self.interests[issue].get_or_insert_with(|| Interest {
            weight: 0.0,
            values: vec![0.0; options],
        });
        let weight = std::mem::replace(&mut interest.weight, 1.0);
        let values = interest.values.iter_mut();
        values.for_each(|value| *value = constant + weight * *value);
    }

    /// The least that a package can be worth; rectangles are not looked at.
    pub fn worst(&self) -> f64 {
        let wanted = self.interests.iter().flatten();
        wanted.fold(0.0, |sum, interest| {
            let terms = interest.values.iter().map(|value| interest.weight * value);
            sum + terms.fold(f64::INFINITY, f64::min)
        })
    }

    /// Weights times values of one package, in the order of the issues.
    pub fn sum(&self, package: &[Option<usize>]) -> f64 {
        let wanted = self.interests.iter().zip(package);
        wanted.fold(0.0, |sum, (interest, option)| match (interest, option) {
            (Some(interest), Some(option)) => sum + interest.weight * interest.values[*option],
            _ => sum,
        })
    }
}

/// A whole or real range cut into steps, or a single value; reports one that is none.
pub(super) fn range(
    (from, to): (f64, f64),
    steps: Option<u32>,
    (name, span): (&str, Span),
    findings: &mut Findings,
) -> Option<Values> {
    let issue = quoted(name);
    let whole = steps.is_none();
    if !(from.is_finite() && to.is_finite() && from <= to)
        || (whole && (from.fract(), to.fract()) != (0.0, 0.0))
    {
        let title = format!("the values of issue {issue} run from {from} to {to}");
        let label = if whole {
            "the lower bound may not be above the upper one, and both must be whole"
        } else {
            "the lower bound may not be above the upper one"
        };
        findings.push(Diagnostic::error("Z0608", title).at(span, label));
        return None;
    }
    if from == to {
        return Some(Values::single(from));
    }
    let count = steps.map_or(to - from, f64::from);
    if count >= MAX_OPTIONS as f64 {
        too_many(name, count + 1.0, span, findings);
        return None;
    }
    let step = if whole { 1.0 } else { (to - from) / count };
    Some(Values::Numbers {
        from,
        to,
        step,
        ids: grid(from, step, count as usize),
    })
}

fn too_many(name: &str, count: f64, span: Span, findings: &mut Findings) {
    let title = format!("issue {} has {count} values", quoted(name));
    findings.push(
        Diagnostic::error("Z0608", title).at(span, format!("at most {MAX_OPTIONS} are possible")),
    );
}

/// Checks what every domain must hold: issues and values in numbers that a scenario can have, each once.
pub(super) fn check(domain: &Domain, whole: Span, findings: &mut Findings) {
    let count = domain.issues.len();
    if count == 0 || count > MAX_ISSUES {
        let title = format!("the domain has {count} issues");
        let label = format!("1 to {MAX_ISSUES} are possible");
        findings.push(Diagnostic::error("Z0609", title).at(whole, label));
    }
    for (index, issue) in domain.issues.iter().enumerate() {
        if domain.issues[..index]
            .iter()
            .any(|other| other.name == issue.name)
        {
            let title = format!("the domain has issue {} twice", quoted(&issue.name));
            findings.push(Diagnostic::error("Z0605", title).at(issue.span, "second time"));
        }
        let Values::Words(words) = &issue.values else {
            continue;
        };
        if words.is_empty() {
            let title = format!("issue {} has no values", quoted(&issue.name));
            let label = "there is nothing to choose from";
            findings.push(Diagnostic::error("Z0608", title).at(issue.span, label));
        } else if words.len() > MAX_OPTIONS {
            too_many(&issue.name, words.len() as f64, issue.span, findings);
        } else {
            let mut seen = std::collections::HashSet::new();
            if let Some(twice) = words.iter().find(|word| !seen.insert(word.as_str())) {
                let title = format!(
                    "issue {} has value {} twice",
                    quoted(&issue.name),
                    quoted(twice)
                );
                findings.push(Diagnostic::error("Z0605", title).at(issue.span, "declared here"));
            }
        }
    }
}

/// Takes out issues with a single value, which leave nothing to agree on; what they are worth counts
/// with the next issue that is left, or with the one before.
pub(super) fn settle(domain: &mut Domain, profiles: &mut [Profile], findings: &mut Findings) {
    let single: Vec<bool> = domain.issues.iter().map(|i| i.values.len() == 1).collect();
    if single.iter().all(|single| *single) {
        let title = "every issue has a single value";
        let span = domain.issues[0].span;
        findings.push(Diagnostic::error("Z0609", title).at(span, "there is nothing to agree on"));
        return;
    }
    for issue in domain.issues.iter().filter(|i| i.values.len() == 1) {
        let title = format!(
            "issue {} has a single value and is left out",
            quoted(&issue.name)
        );
        let label = "what it is worth counts with the issue after it";
        findings.push(Diagnostic::warning("Z0610", title).at(issue.span, label));
    }
    let kept: Vec<usize> = (0..single.len()).filter(|&issue| !single[issue]).collect();
    for profile in profiles {
        for issue in (0..single.len()).filter(|&issue| single[issue]) {
            let Some(gone) = profile.interests[issue].take() else {
                continue;
            };
            let after = kept.iter().find(|&&other| other > issue);
            let with = *after.unwrap_or(&kept[kept.len() - 1]);
            let options = domain.issues[with].values.len();
            profile.add_constant(with, options, gone.weight * gone.values[0]);
        }
        let mut index = 0;
        profile.interests.retain(|_| {
            index += 1;
            !single[index - 1]
        });
        for rectangle in &mut profile.rectangles {
            // The single value lies within each side that was kept.
            rectangle.sides.retain(|side| !single[side.0]);
        }
        for side in profile.rectangles.iter_mut().flat_map(|r| &mut r.sides) {
            side.0 -= single[..side.0].iter().filter(|single| **single).count();
        }
    }
    domain.issues.retain(|issue| issue.values.len() > 1);
}

/// Checks how many parties there are.
pub(super) fn check_parties(count: usize, findings: &mut Findings) {
    let title = match count {
        // A file that cannot be read may have been one.
        0 if findings.errors() > 0 => return,
        0 => "none of the files is a party's profile".to_owned(),
        n if n > MAX_PARTIES => {
            format!("there are {n} profiles; at most {MAX_PARTIES} are possible")
        }
        _ => return,
    };
    findings.push(
        Diagnostic::error("Z0609", title)
            .help("a profile per party is needed, and at most one domain"),
    );
}

/// How far from 1 a sum of weights may lie: published domains are up to 0.011 off.
const WEIGHTS_OFF: f64 = 0.05;

/// Reports weights that do not add up to 1, unless they are to be taken as they are.
pub(super) fn check_weights(
    profile: &Profile,
    span: Span,
    settings: &Settings,
    findings: &mut Findings,
) {
    let sum: f64 = profile.interests.iter().flatten().map(|i| i.weight).sum();
    let off = (sum - 1.0).abs();
    if off <= 1e-6 || settings.any_weights {
        return;
    }
    let title = format!(
        "the weights of {} add up to {sum}, not to 1",
        quoted(&profile.name)
    );
    if off <= WEIGHTS_OFF {
        let label = "taken as they are: the best package may be worth more or less than 1";
        findings.push(Diagnostic::warning("Z0611", title).at(span, label));
    } else {
        let diagnostic = Diagnostic::error("Z0607", title).at(span, "of this profile");
        findings.push(diagnostic.help("`--any-weights` takes them as they are"));
    }
}
