//! Findings as text for people, in the shape of rustc's messages.
//!
//! The renderer gets only the lines around the labels, never a whole file, so that a large file
//! costs no more than a small one; of a very long line (minified JSON) it gets an excerpt.

use super::diagnostic::{Diagnostic, Level, Problems, Source, counted};
use super::node::Span;
use annotate_snippets::{AnnotationKind, Element, Group, Level as Style, Patch, Renderer, Snippet};
use std::ops::Range;

/// Most bytes between the labels of one snippet; labels further apart get a snippet each.
const WIDEST: usize = 64 * 1024;
/// Longest line that is shown as it is.
const LONGEST_LINE: usize = 2_000;
/// Bytes shown before and after the label in a longer line.
const EXCERPT: usize = 60;

/// All findings, and a last line that counts them.
pub(super) fn render(problems: &Problems, color: bool) -> String {
    if problems.errors() + problems.warnings() == 0 {
        return String::new();
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let sources: Vec<Lines<'_>> = problems.sources.iter().map(Lines::new).collect();
    let mut text = String::new();
    for diagnostic in &problems.list {
        text.push_str(&renderer.render(&report(diagnostic, &sources)));
        text.push_str("\n\n");
    }
    text.push_str(&tally(problems));
    text
}

fn tally(problems: &Problems) -> String {
    let mut parts = Vec::new();
    if problems.errors() > 0 {
        parts.push(counted(problems.errors(), "error"));
    }
    if problems.warnings() > 0 {
        parts.push(counted(problems.warnings(), "warning"));
    }
    let mut text = parts.join(", ");
    let untold = problems.untold();
    if untold > 0 {
        text.push_str(&format!(" ({untold} more than shown here)"));
    }
    text.push('\n');
    text
}

/// A source with its line starts.
struct Lines<'a> {
    name: &'a str,
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(source: &'a Source) -> Self {
        let newlines = source.text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        let starts = std::iter::once(0).chain(newlines.map(|(at, _)| at + 1));
        Self {
            name: &source.name,
            text: &source.text,
            starts: starts.collect(),
        }
    }

    /// Index from 0 of the line that a byte stands in.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at) - 1
    }

    /// The bytes of a line, without its end.
    fn range(&self, line: usize) -> Range<usize> {
        let start = self.starts[line];
        let next = self.starts.get(line + 1);
        let end = next.map_or(self.text.len(), |next| next - 1);
        start..end.max(start)
    }

    /// The part of a span on its first line, moved onto character boundaries.
    fn clip(&self, span: Span) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start);
        let end = self.range(self.line(start)).end;
        let end = self.text.ceil_char_boundary(span.end).min(end);
        start..end.max(start)
    }
}

fn report<'a>(diagnostic: &'a Diagnostic, sources: &'a [Lines<'a>]) -> Vec<Group<'a>> {
    let style = match diagnostic.level {
        Level::Error => Style::ERROR,
        Level::Warning => Style::WARNING,
    };
    let title = style
        .primary_title(diagnostic.title.as_str())
        .id(diagnostic.code);
    let mut main = Group::with_title(title).elements(snippets(diagnostic, sources));
    for note in &diagnostic.notes {
        main = main.element(Style::NOTE.message(note.as_str()));
    }
    let Some(help) = &diagnostic.help else {
        return vec![main];
    };
    let patch = help.patch.as_ref();
    let snippet = patch.and_then(|(span, new)| patched(*span, new, &sources[span.source]));
    match snippet {
        Some(snippet) => {
            let title = Style::HELP.secondary_title(help.text.as_str());
            vec![main, Group::with_title(title).element(snippet)]
        }
        None => vec![main.element(Style::HELP.message(help.text.as_str()))],
    }
}

/// Snippets with the labels, those of one neighbourhood together. On a very long line only the
/// place that is wrong is shown.
fn snippets<'a>(diagnostic: &'a Diagnostic, sources: &'a [Lines<'a>]) -> Vec<Element<'a>> {
    let Some((first, label)) = diagnostic.labels.first() else {
        return Vec::new();
    };
    if long(&sources[first.source], *first) {
        return excerpt(*first, label, &sources[first.source]);
    }
    let short = |index: &usize| {
        let span = diagnostic.labels[*index].0;
        !long(&sources[span.source], span)
    };
    let mut rest: Vec<usize> = (0..diagnostic.labels.len()).filter(short).collect();
    let mut elements = Vec::new();
    while let Some(&first) = rest.first() {
        let anchor = diagnostic.labels[first].0;
        let (near, far): (Vec<usize>, Vec<usize>) = rest.iter().partition(|&&index| {
            let span = diagnostic.labels[index].0;
            span.source == anchor.source && span.start.abs_diff(anchor.start) < WIDEST
        });
        elements.push(snippet(diagnostic, &near, &sources[anchor.source]));
        rest = far;
    }
    elements
}

fn long(lines: &Lines<'_>, span: Span) -> bool {
    lines.range(lines.line(span.start)).len() > LONGEST_LINE
}

/// Lines from the first label to the last.
fn snippet<'a>(diagnostic: &'a Diagnostic, labels: &[usize], lines: &'a Lines<'a>) -> Element<'a> {
    let clipped = labels
        .iter()
        .map(|&index| lines.clip(diagnostic.labels[index].0));
    let spans: Vec<Range<usize>> = clipped.collect();
    let first = lines.line(spans.iter().map(|span| span.start).min().unwrap_or(0));
    let last = lines.line(spans.iter().map(|span| span.start).max().unwrap_or(0));
    let window = lines.range(first).start..lines.range(last).end;
    let mut snippet = Snippet::source(&lines.text[window.clone()])
        .line_start(first + 1)
        .path(lines.name);
    for (&index, span) in labels.iter().zip(spans) {
        let kind = if index == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let range = span.start - window.start..span.end - window.start;
        let label = diagnostic.labels[index].1.as_str();
        snippet = snippet.annotation(kind.span(range).label(label));
    }
    Element::from(snippet)
}

/// Part of a very long line, and where it is.
fn excerpt<'a>(span: Span, label: &'a str, lines: &'a Lines<'a>) -> Vec<Element<'a>> {
    let span = lines.clip(span);
    let line = lines.line(span.start);
    let whole = lines.range(line);
    let end = span.end.min(span.start + EXCERPT);
    let from = span.start.saturating_sub(EXCERPT).max(whole.start);
    let from = lines.text.floor_char_boundary(from);
    let to = lines
        .text
        .ceil_char_boundary((end + EXCERPT).min(whole.end));
    let end = lines.text.ceil_char_boundary(end);
    let column = lines.text[whole.start..span.start].chars().count() + 1;
    let part = AnnotationKind::Primary.span(span.start - from..end - from);
    let snippet = Snippet::source(&lines.text[from..to])
        .line_start(line + 1)
        .annotation(part.label(label));
    let place = format!(
        "this is column {column} of line {} of {}",
        line + 1,
        lines.name
    );
    vec![
        Element::from(snippet),
        Element::from(Style::NOTE.message(place)),
    ]
}

/// The line as it should be; nothing where the line is too long to show.
fn patched<'a>(
    span: Span,
    replacement: &'a str,
    lines: &'a Lines<'a>,
) -> Option<Snippet<'a, Patch<'a>>> {
    let range = lines.clip(span);
    if long(lines, span) || range != (span.start..span.end) {
        return None;
    }
    let line = lines.line(range.start);
    let window = lines.range(line);
    let inside = range.start - window.start..range.end - window.start;
    let snippet = Snippet::source(&lines.text[window]).line_start(line + 1);
    Some(snippet.patch(Patch::new(inside, replacement)))
}
