//! Walks over everything in a scenario that has a path, in the order of the file.

use super::diagnostic::shortened;
use super::format::{Key, Kind, PREDICATE, SCENARIO, STATE_PREDICATE, TableFormat};
use super::node::{Node, Table, Value};

/// A value that overrides reach.
pub(super) struct Leaf<'a> {
    /// Its dotted path.
    pub path: String,
    /// What it is, for people: `Russia: firmness of "no NATO"`.
    pub name: String,
    pub key: &'static Key,
    pub node: &'a Node,
}

/// Visits every value that is no table of further keys.
pub(super) fn leaves<'a>(tree: &'a Node, visit: &mut dyn FnMut(Leaf<'a>)) {
    let mut walk = Walk {
        tree,
        path: Vec::new(),
        subjects: Vec::new(),
        visit,
    };
    if let Some(table) = tree.table() {
        walk.table(table, &SCENARIO);
    }
}

/// The identifier of a table among its like: its `id`, the `issue` it is about, or its position.
pub(super) fn identifier(item: &Node, format: &TableFormat, position: usize) -> String {
    let key = if format.key("id").is_some() {
        "id"
    } else if matches!(format.name, "interest" | "clause") {
        "issue"
    } else {
        ""
    };
    let named = item.table().and_then(|table| table.text(key));
    named.map_or_else(|| position.to_string(), shortened)
}

/// A segment of a path, quoted where it holds more than letters, digits, `_` and `-`.
pub(super) fn segment(text: &str) -> String {
    if !text.is_empty() && text.chars().all(super::shape::is_id_character) {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

struct Walk<'a, 'v> {
    tree: &'a Node,
    path: Vec<String>,
    /// Names of the tables around, the outermost first.
    subjects: Vec<String>,
    visit: &'v mut dyn FnMut(Leaf<'a>),
}

impl<'a> Walk<'a, '_> {
    fn table(&mut self, table: &'a Table, format: &'static TableFormat) {
        for entry in &table.entries {
            if let Some(key) = format.key(&entry.key) {
                self.path.push(entry.key.clone());
                self.value(&entry.node, key);
                self.path.pop();
            }
        }
    }

    fn value(&mut self, node: &'a Node, key: &'static Key) {
        match &key.kind {
            Kind::Table(format) => self.one(node, format, None),
            Kind::Predicate => self.one(node, &PREDICATE, None),
            Kind::StatePredicate => self.one(node, &STATE_PREDICATE, None),
            Kind::Tables(format) => self.many(node, format),
            Kind::Predicates => self.many(node, &PREDICATE),
            Kind::StatePredicates => self.many(node, &STATE_PREDICATE),
            Kind::OneOrMore(format) => match &node.value {
                Value::Array(_) => self.many(node, format),
                _ => self.one(node, format, None),
            },
            Kind::ByOption(_) | Kind::FixedByOption(_) | Kind::NamesByOption => {
                self.by_option(node, key);
            }
            _ => self.leaf(node, key, None),
        }
    }

    fn one(&mut self, node: &'a Node, format: &'static TableFormat, subject: Option<String>) {
        let Some(table) = node.table() else { return };
        let depth = self.subjects.len();
        self.subjects.extend(subject);
        self.table(table, format);
        self.subjects.truncate(depth);
    }

    fn many(&mut self, node: &'a Node, format: &'static TableFormat) {
        for (position, item) in node.items().iter().enumerate() {
            self.path.push(segment(&identifier(item, format, position)));
            self.one(item, format, self.subject(item, format));
            self.path.pop();
        }
    }

    fn by_option(&mut self, node: &'a Node, key: &'static Key) {
        let Some(table) = node.table() else { return };
        for entry in &table.entries {
            self.path.push(segment(&shortened(&entry.key)));
            self.leaf(&entry.node, key, Some(&entry.key));
            self.path.pop();
        }
    }

    fn leaf(&mut self, node: &'a Node, key: &'static Key, option: Option<&str>) {
        let leaf = Leaf {
            path: self.path.join("."),
            name: self.name(key, option),
            key,
            node,
        };
        (self.visit)(leaf);
    }

    /// What a table is called within the names of its values.
    fn subject(&self, item: &Node, format: &TableFormat) -> Option<String> {
        let table = item.table()?;
        match format.name {
            "condition" => Some(format!("\"{}\"", shortened(table.text("said")?))),
            "interest" | "clause" | "statement about packages" | "statement about endings" => {
                Some(self.issue_name(table.text("issue")?))
            }
            "strategy" => {
                let name = table.text("name").or_else(|| table.text("bidding"));
                Some(format!("strategy {}", shortened(name.unwrap_or("linear"))))
            }
            _ => {
                let name = table.text("name").or_else(|| table.text("id"))?;
                Some(shortened(name))
            }
        }
    }

    fn issue_name(&self, id: &str) -> String {
        let issues = self.tree.table().and_then(|table| table.get("issue"));
        let mut tables = issues.into_iter().flat_map(|n| n.items()).take(64);
        let issue = tables.find_map(|issue| {
            let table = issue.table()?;
            (table.text("id") == Some(id)).then_some(table)
        });
        shortened(issue.and_then(|issue| issue.text("name")).unwrap_or(id))
    }

    /// `Russia: firmness of "no NATO"`, `Time: breakdown`, `The cards`.
    fn name(&self, key: &Key, option: Option<&str>) -> String {
        let mut what = match (key.name, option) {
            ("reservation", _) => "no-deal value".to_owned(),
            ("reservation_over_status_quo", _) => "no-deal value over the status quo".to_owned(),
            ("value", _) if self.path.first().is_some_and(|p| p == "input") => String::new(),
            (_, Some(option)) if self.path.iter().any(|p| p == "value") => {
                format!("worth of {}", shortened(option))
            }
            (name, None) if self.path.iter().rev().nth(1).is_some_and(|p| p == "value") => {
                format!("{} value", name.replace('_', " "))
            }
            (name, _) => name.replace('_', " "),
        };
        let Some((owner, inner)) = self.subjects.split_first() else {
            let section = self.path.first().filter(|_| self.path.len() > 1);
            return match section {
                Some(section) => format!("{}: {what}", capitalised(section)),
                None => capitalised(&what),
            };
        };
        if let Some(subject) = inner.last() {
            let joint = if what.starts_with("worth of") {
                "in"
            } else {
                "of"
            };
            what = format!("{what} {joint} {subject}");
        }
        if what.is_empty() {
            owner.clone()
        } else {
            format!("{owner}: {what}")
        }
    }
}

fn capitalised(text: &str) -> String {
    let plain = text.replace('_', " ");
    let mut chars = plain.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
