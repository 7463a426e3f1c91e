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
                Some(self.name_in("issue", table.text("issue")?))
            }
            "effect" => {
                let input = || Some(self.name_in("input", table.text("input")?));
                let party = table.text("party").map(|id| self.name_in("party", id));
                party.or_else(input)
            }
            "strategy" => {
                let name = table.text("name").or_else(|| table.text("bidding"));
                Some(format!("\"{}\"", shortened(name.unwrap_or("linear"))))
            }
            _ => {
                let id = || table.text("id").map(capitalised);
                let name = table.text("name").map(str::to_owned).or_else(id)?;
                Some(shortened(&name))
            }
        }
    }

    /// The table of a list of the scenario that has this identifier.
    fn find(&self, list: &str, id: &str) -> Option<&'a Table> {
        let tables = self.tree.table().and_then(|table| table.get(list));
        let mut tables = tables.into_iter().flat_map(|n| n.items()).take(64);
        tables.find_map(|item| item.table().filter(|table| table.text("id") == Some(id)))
    }

    fn name_in(&self, list: &str, id: &str) -> String {
        let table = self.find(list, id);
        shortened(table.and_then(|table| table.text("name")).unwrap_or(id))
    }

    /// `Russia: firmness of "no NATO"`, `Time: breakdown`, `The cards`.
    fn name(&self, key: &Key, option: Option<&str>) -> String {
        let named_input = matches!(key.kind, Kind::Distribution);
        if let (true, Some(input)) = (named_input, self.subjects.first()) {
            return input.clone();
        }
        let what = match option {
            Some(option) => format!("{} of {}", aspect(key.name), self.option_name(option)),
            None => aspect(key.name),
        };
        let section = self.path.first().filter(|_| self.path.len() > 1);
        let section = section.map(|section| capitalised(section));
        let (owner, inner) = match self.subjects.split_first() {
            // Clauses belong to the implementation, which has no name of its own.
            Some(_) if self.path[0] == "implementation" => (section, self.subjects.last()),
            Some((owner, inner)) => (Some(owner.clone()), inner.last()),
            None => (section, None),
        };
        let joint = if option.is_some() { "in" } else { "of" };
        let what = match inner {
            Some(subject) => format!("{what} {joint} {subject}"),
            None => what,
        };
        match owner {
            Some(owner) => format!("{owner}: {what}"),
            None => capitalised(&what),
        }
    }

    /// The name of an option of the issue at hand, which the path names.
    fn option_name(&self, option: &str) -> String {
        let at = self
            .path
            .iter()
            .position(|key| key == "interest" || key == "issue");
        let issue = at.and_then(|at| self.path.get(at + 1));
        let issue = issue.and_then(|id| self.find("issue", id));
        let names = issue
            .and_then(|issue| issue.get("names"))
            .and_then(Node::table);
        let name = names.and_then(|names| names.text(option));
        shortened(name.unwrap_or(&option.replace('_', " ")))
    }
}

/// What a key is about, in words.
fn aspect(key: &str) -> String {
    match key {
        "reservation" => "no-deal value".to_owned(),
        "reservation_over_status_quo" => "no-deal value over the status quo".to_owned(),
        "table" => "worth".to_owned(),
        "peaked" => "ideal place".to_owned(),
        "issue" | "is" | "is_not" | "one_of" | "at_least" | "at_most" => format!("`{key}`"),
        key => key.replace('_', " "),
    }
}

fn capitalised(text: &str) -> String {
    let plain = text.replace('_', " ");
    let mut chars = plain.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
