//! Findings as text for people, in the shape of rustc's messages.
//!
//! The renderer gets only the lines around the labels, never a whole file, so that a large file
//! costs no more than a small one; of a very long line (minified JSON) it gets an excerpt.

use super::diagnostic::{Diagnostic, Level, Problems, Source, counted};
use super::node::Span;
use annotate_snippets::{
    AnnotationKind, Element, Group, Level as Style, Origin, Patch, Renderer, Snippet,
};
use std::ops::Range;

/// Most bytes between the labels of one snippet; labels further apart get a snippet each.
const WIDEST: usize = 64 * 1024;
/// Longest line that is shown as it is.
const LONGEST_LINE: usize = 400;
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

/// Snippets with the labels, those of one neighbourhood together.
fn snippets<'a>(diagnostic: &'a Diagnostic, sources: &'a [Lines<'a>]) -> Vec<Element<'a>> {
    let mut elements = Vec::new();
    let mut rest: Vec<usize> = (0..diagnostic.labels.len()).collect();
    while let Some(&first) = rest.first() {
        let anchor = diagnostic.labels[first].0;
        let lines = &sources[anchor.source];
        let (near, far): (Vec<usize>, Vec<usize>) = rest.iter().partition(|&&index| {
            let span = diagnostic.labels[index].0;
            index == first
                || (!long(lines, anchor)
                    && span.source == anchor.source
                    && !long(lines, span)
                    && span.start.abs_diff(anchor.start) < WIDEST)
        });
        elements.extend(snippet(diagnostic, &near, lines));
        rest = far;
    }
    elements
}

fn long(lines: &Lines<'_>, span: Span) -> bool {
    lines.range(lines.line(span.start)).len() > LONGEST_LINE
}

fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    labels: &[usize],
    lines: &'a Lines<'a>,
) -> Vec<Element<'a>> {
    let spans = labels.iter().map(|&index| {
        let (span, label) = &diagnostic.labels[index];
        (index, lines.clip(*span), label)
    });
    let spans: Vec<_> = spans.collect();
    let first = lines.line(spans.iter().map(|s| s.1.start).min().unwrap_or(0));
    let last = lines.line(spans.iter().map(|s| s.1.start).max().unwrap_or(0));
    let mut window = lines.range(first).start..lines.range(last).end;
    let mut before = Vec::new();
    let mut path = Some(lines.name);
    if long(lines, diagnostic.labels[labels[0]].0) {
        let span = &spans[0].1;
        let start = span.start.saturating_sub(EXCERPT).max(window.start);
        let end = (span.end.min(span.start + EXCERPT) + EXCERPT).min(window.end);
        let column = lines.text[window.start..span.start].chars().count() + 1;
        window = lines.text.floor_char_boundary(start)..lines.text.ceil_char_boundary(end);
        let origin = Origin::path(lines.name).line(first + 1).char_column(column);
        before.push(Element::from(origin));
        path = None;
    }
    let mut snippet = Snippet::source(&lines.text[window.clone()]).line_start(first + 1);
    if let Some(path) = path {
        snippet = snippet.path(path);
    }
    for (index, span, label) in spans {
        let kind = if index == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let clip = |at: usize| at.clamp(window.start, window.end) - window.start;
        let range = clip(span.start)..clip(span.end);
        snippet = snippet.annotation(kind.span(range).label(label.as_str()));
    }
    before.push(Element::from(snippet));
    before
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
