//! Mistakes and doubts about a scenario, collected so that all are told at once.

use super::node::Span;

/// Most errors, and most warnings, that are told in full; the rest is only counted.
const MOST: usize = 100;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Error,
    Warning,
}

/// One finding.
#[derive(Debug, Clone)]
pub(crate) struct Diagnostic {
    pub code: &'static str,
    pub level: Level,
    pub title: String,
    /// The place that is wrong comes first, then places that matter for it.
    pub labels: Vec<(Span, String)>,
    pub notes: Vec<String>,
    pub help: Option<Help>,
}

/// How to put it right, as a statement; with an exact replacement where one is known.
#[derive(Debug, Clone)]
pub(crate) struct Help {
    pub text: String,
    pub patch: Option<(Span, String)>,
}

impl Diagnostic {
    pub fn error(code: &'static str, title: impl Into<String>) -> Self {
        Self {
            code,
            level: Level::Error,
            title: title.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    pub fn warning(code: &'static str, title: impl Into<String>) -> Self {
        Self {
            level: Level::Warning,
            ..Self::error(code, title)
        }
    }

    /// Labels a place; the first is the one that is wrong.
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.labels.push((span, label.into()));
        self
    }

    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(Help {
            text: text.into(),
            patch: None,
        });
        self
    }

    pub fn patch(
        mut self,
        span: Span,
        replacement: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        self.help = Some(Help {
            text: text.into(),
            patch: Some((span, replacement.into())),
        });
        self
    }
}

/// Findings as they come in.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Findings {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let count = match diagnostic.level {
            Level::Error => &mut self.errors,
            Level::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= MOST {
            self.list.push(diagnostic);
        }
    }

    pub const fn errors(&self) -> usize {
        self.errors
    }

    /// Whether more errors would only be counted, so that looking for advice is in vain.
    pub const fn full(&self) -> bool {
        self.errors >= MOST
    }

    /// The findings in the order of the file, those about the command line last.
    pub fn into_problems(mut self, sources: Vec<Source>) -> Problems {
        self.list.sort_by_key(|diagnostic| {
            let place = diagnostic.labels.first().map(|(span, _)| *span);
            place.map(|span| (span.source, span.start))
        });
        // A change that reaches several places is one mistake.
        self.list.dedup_by(|a, b| {
            let twice = a.code == b.code && a.title == b.title && a.labels == b.labels;
            if twice {
                match a.level {
                    Level::Error => self.errors -= 1,
                    Level::Warning => self.warnings -= 1,
                }
            }
            twice
        });
        Problems {
            sources,
            list: self.list,
            errors: self.errors,
            warnings: self.warnings,
        }
    }
}

/// A text that places point into: the file, or an override of the command line.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub name: String,
    pub text: String,
}

/// The mistakes of a scenario file, and what else its author should know.
#[derive(Debug)]
pub struct Problems {
    pub(crate) sources: Vec<Source>,
    pub(crate) list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Problems {
    /// How many errors.
    pub const fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings.
    pub const fn warnings(&self) -> usize {
        self.warnings
    }

    /// The codes of the findings told in full, in the order of the file.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().map(|diagnostic| diagnostic.code)
    }

    /// As text for people: rustc-style, with colours if asked for. Empty where there is nothing
    /// to say.
    pub fn render(&self, color: bool) -> String {
        super::render::render(self, color)
    }

    /// How many findings are only counted.
    pub(crate) const fn untold(&self) -> usize {
        self.errors + self.warnings - self.list.len()
    }
}

impl std::fmt::Display for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

/// Text of the file within a message: in backticks, on one line, cut where it is long.
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", shortened(text))
}

/// Text on one line, cut after 64 characters.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 64;
    let mut out: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

/// "1 option", "2 options".
pub(crate) fn counted(n: usize, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

/// "`a`, `b` and `c`", at most 12 of them.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    const MOST_LISTED: usize = 12;
    let words: Vec<String> = words.into_iter().map(quoted).collect();
    if words.len() > MOST_LISTED {
        let rest = words.len() - MOST_LISTED;
        return format!("{} and {rest} more", words[..MOST_LISTED].join(", "));
    }
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
