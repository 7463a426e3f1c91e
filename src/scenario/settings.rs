//! Everything in a scenario that overrides reach and that changes what it means: numbers, words,
//! flags, and the identifiers that stand for a choice.

use super::Setting;
use super::format::Kind;
use super::hash::json;
use super::node::Node;
use super::walk::{Leaf, leaves};

/// All settings, uncertain ones first, else in the order of the file.
pub(super) fn settings(tree: &Node) -> Vec<Setting> {
    let mut settings = Vec::new();
    leaves(tree, &mut |leaf| {
        if is_setting(&leaf) {
            settings.push(Setting {
                path: public_path(&leaf),
                value: json(leaf.node, false),
                uncertain: is_uncertain(&leaf),
                about: leaf.key.about.to_owned(),
                name: leaf.name,
                whole: matches!(leaf.key.kind, Kind::Whole(_)),
            });
        }
    });
    settings.sort_by_key(|setting| !setting.uncertain);
    settings
}

fn is_setting(leaf: &Leaf<'_>) -> bool {
    if leaf.path.starts_with("sweep.") {
        return false;
    }
    let kind = &leaf.key.kind;
    if let (Kind::Reference(_), Some(id)) = (kind, leaf.node.text()) {
        // The issue of an interest or a clause is its name in the path, not a choice.
        let within = leaf.path.rsplit('.').nth(1);
        return within != Some(id);
    }
    matches!(
        kind,
        Kind::Flag
            | Kind::Whole(_)
            | Kind::Fixed(_)
            | Kind::Number(_)
            | Kind::Word(_)
            | Kind::Place
            | Kind::ByOption(_)
            | Kind::FixedByOption(_)
            | Kind::Distribution
    )
}

/// Whether a value is a distribution, or fed by inputs that have one.
fn is_uncertain(leaf: &Leaf<'_>) -> bool {
    let kind = &leaf.key.kind;
    let may_be = matches!(
        kind,
        Kind::Number(_) | Kind::ByOption(_) | Kind::Distribution
    );
    may_be && leaf.node.table().is_some()
}

/// A named input's value goes by the input's own path.
fn public_path(leaf: &Leaf<'_>) -> String {
    match leaf.path.strip_suffix(".value") {
        Some(path) if matches!(leaf.key.kind, Kind::Distribution) => path.to_owned(),
        _ => leaf.path.clone(),
    }
}
