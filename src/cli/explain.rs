//! `zopa explain`: an error code, a term of the field, or a key of the scenario format.

use super::args::{Explain, Global};
use super::console::Console;
use super::failure::Failure;
use crate::report::manifest::json;
use crate::report::terms::{self, TERMS, Term};
use crate::report::text::wrap;
use crate::report::{Paint, keys};
use crate::scenario::codes::{self, Explanation as Code};
use serde_json::{Value, json};

pub(super) fn explain(args: &Explain, global: &Global, console: Console) -> Result<(), Failure> {
    let word = args.what.join(" ");
    if word.trim().is_empty() {
        return index(global, console);
    }
    let Some(explanation) = Explanation::of(word.trim()) else {
        return Err(unknown(word.trim()));
    };
    if global.json {
        return console.result(&json(&explanation.as_json()));
    }
    console.text(&explanation.as_text(console.width(), console.on_stdout()))
}

/// What a word may mean. Codes come first, then terms, then keys of the format; a word that is
/// both a term and a key is explained as both.
struct Explanation {
    code: Option<&'static Code>,
    term: Option<&'static Term>,
    keys: Vec<(String, keys::Found)>,
}

impl Explanation {
    fn of(word: &str) -> Option<Self> {
        let found = Self {
            code: codes::explain(word),
            term: terms::find(word),
            keys: keys::find(word),
        };
        let some = found.code.is_some() || found.term.is_some() || !found.keys.is_empty();
        some.then_some(found)
    }

    fn as_text(&self, cells: usize, paint: Paint) -> String {
        let mut parts = Vec::new();
        if let Some(code) = self.code {
            parts.push(code_text(code, cells, paint));
        }
        if let Some(term) = self.term {
            parts.push(format!(
                "{}\n{}\n\nExample:\n{}",
                paint.bold(term.name),
                paragraph(term.meaning, cells),
                example(term.example, cells)
            ));
        }
        if let Some(keys) = self.keys_text(cells, paint) {
            parts.push(keys);
        }
        parts.join("\n")
    }

    fn keys_text(&self, cells: usize, paint: Paint) -> Option<String> {
        let texts: Vec<String> = self
            .keys
            .iter()
            .map(|(path, found)| {
                let key = found.key;
                let must = if key.required { "required" } else { "optional" };
                format!(
                    "{}  ({must} key of scenario files)\n{}\nTakes {}\n",
                    paint.bold(path),
                    paragraph(key.about, cells),
                    paragraph(&format!("{}.", keys::takes(&key.kind)), cells)
                )
            })
            .collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    }

    fn as_json(&self) -> Value {
        json!({
            "code": self.code.map(|code| json!({
                "code": code.code, "title": code.title, "explanation": code.text,
                "wrong": code.wrong, "right": code.right,
            })),
            "term": self.term.map(|term| json!({
                "name": term.name, "also": term.also,
                "meaning": term.meaning, "example": term.example,
            })),
            "keys": self.keys.iter().map(|(path, found)| json!({
                "path": path, "about": found.key.about, "required": found.key.required,
                "takes": keys::takes(&found.key.kind),
            })).collect::<Vec<_>>(),
        })
    }
}

fn code_text(code: &Code, cells: usize, paint: Paint) -> String {
    let title = paint.bold(&format!("{}: {}", code.code, code.title));
    let mut text = format!("{title}\n{}\n", paragraph(code.text, cells));
    for (head, example) in [("Wrong", code.wrong), ("Right", code.right)] {
        if !example.is_empty() {
            text.push_str(&format!("\n{head}:\n{}", indented(example)));
        }
    }
    text
}

fn paragraph(text: &str, cells: usize) -> String {
    wrap(text, cells).join("\n")
}

/// An example: prose is wrapped, what stands in several lines keeps them.
fn example(text: &str, cells: usize) -> String {
    if text.contains('\n') {
        indented(text)
    } else {
        indented(&wrap(text, cells.saturating_sub(4)).join("\n"))
    }
}

fn indented(text: &str) -> String {
    let lines = text.trim_end().lines();
    lines
        .map(|line| format!("    {line}").trim_end().to_owned() + "\n")
        .collect()
}

/// Everything that can be explained.
fn index(global: &Global, console: Console) -> Result<(), Failure> {
    let codes: Vec<&str> = codes::all().map(|code| code.code).collect();
    let terms: Vec<&str> = TERMS.iter().map(|term| term.name).collect();
    let keys: Vec<String> = keys::all().into_iter().map(|(path, _)| path).collect();
    if global.json {
        return console.result(&json(
            &json!({ "codes": codes, "terms": terms, "keys": keys }),
        ));
    }
    let paint = console.on_stdout();
    let parts = [
        ("Terms", terms.join(" · ")),
        ("Codes", codes.join(" · ")),
        ("Keys of scenario files", keys.join(" · ")),
    ]
    .map(|(head, body)| {
        format!(
            "{}\n{}\n",
            paint.bold(head),
            paragraph(&body, console.width())
        )
    });
    console.text(&parts.join("\n"))
}

fn unknown(word: &str) -> Failure {
    let failure = Failure::usage(format!("`{word}` is no code, term or key that zopa knows"));
    let known: Vec<String> = codes::all()
        .map(|code| code.code.to_owned())
        .chain(TERMS.iter().flat_map(|term| {
            let names = term.also.iter().chain([&term.name]);
            names.map(|name| (*name).to_owned()).collect::<Vec<_>>()
        }))
        .chain(keys::all().into_iter().map(|(path, _)| path))
        .collect();
    match nearest(word, &known) {
        Some(similar) => failure.with_help(format!("a similar one is `{similar}`")),
        None => failure.with_help("`zopa explain` alone lists them all"),
    }
}

/// The most similar of the known words, if any is similar at all.
fn nearest<'a>(word: &str, known: &'a [String]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let scored = known
        .iter()
        .map(|name| (strsim::jaro_winkler(&word, &name.to_lowercase()), name));
    scored
        .filter(|(score, _)| *score > 0.8)
        .fold(
            None,
            |best: Option<(f64, &String)>, (score, name)| match best {
                Some((most, _)) if most >= score => best,
                _ => Some((score, name)),
            },
        )
        .map(|(_, name)| name.as_str())
}
