//! Statements about packages, and about how talks ended.

/// A statement about a package, as a tree over sets of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Predicate {
    /// The issue's option is one of those marked.
    OneOf {
        /// The issue.
        issue: usize,
        /// One mark per option of the issue.
        allowed: Vec<bool>,
    },
    /// Every part holds; true without parts.
    All(Vec<Predicate>),
    /// Some part holds; false without parts.
    Any(Vec<Predicate>),
    /// The part does not hold.
    Not(Box<Predicate>),
}

impl Predicate {
    /// Whether the package, one option index per issue, satisfies the statement.
    ///
    /// ```
    /// use zopa::model::Predicate;
    /// let barred = Predicate::OneOf { issue: 0, allowed: vec![false, true] };
    /// let not_barred = Predicate::Not(Box::new(barred.clone()));
    /// assert!(barred.holds(&[1]) && !not_barred.holds(&[1]));
    /// ```
    pub fn holds(&self, package: &[u16]) -> bool {
        match self {
            Self::OneOf { issue, allowed } => allowed[package[*issue] as usize],
            Self::All(parts) => parts.iter().all(|part| part.holds(package)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(package)),
            Self::Not(part) => !part.holds(package),
        }
    }

    /// Whether the statement holds for a package of which only some issues are settled: `None`
    /// where that depends on the others. `settled(issue)` gives the option, or `None`.
    pub fn holds_partly(&self, settled: &impl Fn(usize) -> Option<u16>) -> Option<bool> {
        match self {
            Self::OneOf { issue, allowed } => settled(*issue).map(|o| allowed[o as usize]),
            Self::All(parts) => all_of(parts.iter().map(|part| part.holds_partly(settled))),
            Self::Any(parts) => {
                all_of(parts.iter().map(|p| p.holds_partly(settled).map(|b| !b))).map(|b| !b)
            }
            Self::Not(part) => part.holds_partly(settled).map(|b| !b),
        }
    }

    /// The issues it speaks of, in ascending order, each once.
    pub fn issues(&self) -> Vec<usize> {
        let mut found = Vec::new();
        self.collect_issues(&mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Collects which options every statement about an issue allows.
    pub fn statements_on<'a>(&'a self, issue: usize, found: &mut Vec<&'a [bool]>) {
        match self {
            Self::OneOf {
                issue: own,
                allowed,
            } if *own == issue => found.push(allowed),
            Self::OneOf { .. } => {}
            Self::All(parts) | Self::Any(parts) => {
                parts
                    .iter()
                    .for_each(|part| part.statements_on(issue, found));
            }
            Self::Not(part) => part.statements_on(issue, found),
        }
    }

    fn collect_issues(&self, found: &mut Vec<usize>) {
        match self {
            Self::OneOf { issue, .. } => found.push(*issue),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.collect_issues(found));
            }
            Self::Not(part) => part.collect_issues(found),
        }
    }
}

/// Three-valued "and".
fn all_of(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => open = true,
        }
    }
    if open { None } else { Some(true) }
}

/// How talks came to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Nothing was left to settle, or the scenario stops after a deal.
    Concluded,
    /// The last round passed.
    Deadline,
    /// Talks broke down by chance.
    Breakdown,
    /// A party whose consent was needed left.
    WalkOut,
}

impl How {
    /// The word for it in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Concluded => "concluded",
            Self::Deadline => "deadline",
            Self::Breakdown => "breakdown",
            Self::WalkOut => "walk_out",
        }
    }

    /// All of them, in order.
    pub const ALL: [Self; 4] = [
        Self::Concluded,
        Self::Deadline,
        Self::Breakdown,
        Self::WalkOut,
    ];
}

/// A statement about how a replication ended: the package that stands, who signed, what held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatePredicate {
    /// About the package that stands at the end.
    Package(Predicate),
    /// Whether anything at all was agreed.
    Deal(bool),
    /// The party signed something.
    SignedBy(usize),
    /// The issue ended off its first status quo.
    Moved(usize),
    /// The issue was agreed on and its clause was kept by all, to its term or to the end.
    Held(usize),
    /// The issue was agreed on and its clause was broken.
    Breached(usize),
    /// How the talks ended.
    Ended(How),
    /// Every part holds.
    All(Vec<StatePredicate>),
    /// Some part holds.
    Any(Vec<StatePredicate>),
    /// The part does not hold.
    Not(Box<StatePredicate>),
}
