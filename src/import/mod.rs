//! Other programs' negotiations as scenarios.
//!
//! ```text
//! files --genius, geniusweb, negmas, negolog--> Domain and Profiles --write--> scenario file (TOML or JSON)
//! ```
//! GENIUS (Lin et al. 2014, doi:10.1111/j.1467-8640.2012.00463.x), GeniusWeb, NegMAS (Mohammad et al. 2021) and NegoLog
//! hold a domain (issues with their values) and a profile per party (what each value is worth to it). Each format has a
//! file here that turns it into the same `domain` structure; `write` makes an ordinary scenario of that:
//! utilities as given, no status quo, no deal worth the reservation value, issues and values in the order of the file.
//!
//! Mistakes come back all at once, each with file and line; what a file says and a scenario cannot keep is a warning.

mod domain;
mod encoding;
mod folder;
mod genius;
mod geniusweb;
mod ids;
mod negmas;
mod negolog;
mod tree;
mod write;
mod xml;
mod yaml;

use crate::scenario::diagnostic::{Diagnostic, Findings, Source};
use crate::scenario::{self, Problems};
use domain::{Domain, Profile};
use std::borrow::Cow;
use std::path::Path;

pub use folder::Folder;

/// Whose files they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// GENIUS: XML, a domain and a utility space per party.
    Genius,
    /// GeniusWeb: JSON, a domain and a LinearAdditive profile per party.
    GeniusWeb,
    /// NegMAS: YAML, an outcome space and a utility function per party.
    Negmas,
    /// NegoLog: JSON, a profile per party.
    Negolog,
}

impl Format {
    /// The word for it in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Genius => "GENIUS",
            Self::GeniusWeb => "GeniusWeb",
            Self::Negmas => "NegMAS",
            Self::Negolog => "NegoLog",
        }
    }
}

/// How GENIUS files are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// As GENIUS means them: evaluations over the largest of their issue; linear evaluators start at the lower bound and
    /// stay within 0 and 1; rectangles over the greatest utility.
    #[default]
    Genius,
    /// As NegMAS loads them, for comparison: evaluations and rectangles as they stand, rectangles without their edges;
    /// linear evaluators start at 0 and have no bounds.
    Negmas,
}

/// What the files do not say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How GENIUS files are understood.
    pub reading: Reading,
    /// Rounds of the talks, from 1; a discount over the whole negotiation is spread over them.
    pub rounds: u32,
    /// Into how many steps the range of a real issue is cut, from 1. GENIUS itself lists 21 values.
    pub steps: u32,
    /// Whether weights that do not add up to 1 are taken as they are.
    pub any_weights: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            reading: Reading::Genius,
            rounds: 100,
            steps: 20,
            any_weights: false,
        }
    }
}

/// A file to import.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name, for messages and for the party's identifier.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// Reads a file of at most 4 MiB.
    ///
    /// # Errors
    /// That it cannot be read, or is larger.
    pub fn read(path: &Path) -> Result<Self, Problems> {
        let name = path.display().to_string();
        match scenario::read(path) {
            Ok(bytes) => Ok(Self { name, bytes }),
            Err(diagnostic) => {
                let mut findings = Findings::default();
                findings.push(*diagnostic);
                let text = String::new();
                Err(findings.into_problems(vec![Source { name, text }]))
            }
        }
    }
}

/// A negotiation that was read.
#[derive(Debug)]
pub struct Imported {
    /// The scenario as a TOML file, with its origin in comments.
    pub toml: String,
    /// The same as a JSON file.
    pub json: String,
    /// What could not be kept, and what else the reader should know; no errors among them.
    pub warnings: Problems,
}

/// Reads the files of one negotiation. Parties sit in the order of their files.
///
/// ```
/// use zopa::import::{File, Format, Settings, import};
/// let profile = |name: &str, values: &str| File {
///     name: name.to_owned(),
///     bytes: format!(
///         r#"{{ "reservationValue": 0.2, "issueWeights": {{ "price": 1 }}, "issues": {{ "price": {{ {values} }} }} }}"#
///     )
///     .into_bytes(),
/// };
/// let files = [profile("buyer.json", r#""low": 1, "high": 0"#), profile("seller.json", r#""low": 0.5, "high": 1"#)];
/// let imported = import(Format::Negolog, &files, &Settings::default()).unwrap();
/// let loaded = zopa::scenario::parse("prices.toml", imported.toml.as_bytes(), &[]).unwrap();
/// assert_eq!(loaded.scenario.packages(), 2);
/// assert_eq!(loaded.scenario.parties[1].id, "seller");
/// ```
///
/// # Errors
/// All mistakes of the files at once.
pub fn import(format: Format, files: &[File], settings: &Settings) -> Result<Imported, Problems> {
    let mut findings = Findings::default();
    let mut sources = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let bytes = match format {
            Format::Genius => encoding::utf8(&file.bytes),
            _ => Cow::Borrowed(&file.bytes[..]),
        };
        let text = scenario::text(index, &file.name, &bytes, &mut findings);
        sources.push(Source {
            name: file.name.clone(),
            text,
        });
    }
    if sources.is_empty() {
        sources.push(Source {
            name: String::new(),
            text: String::new(),
        });
    }
    let read = (findings.errors() == 0).then(|| match format {
        Format::Genius => genius::read(&sources, settings, &mut findings),
        Format::GeniusWeb => geniusweb::read(&sources, settings, &mut findings),
        Format::Negmas => negmas::read(&sources, settings, &mut findings),
        Format::Negolog => negolog::read(&sources, settings, &mut findings),
    });
    let (domain, profiles) = match read.flatten() {
        Some((mut domain, mut profiles)) if findings.errors() == 0 => {
            domain::settle(&mut domain, &mut profiles, &mut findings);
            if findings.errors() > 0 {
                return Err(findings.into_problems(sources));
            }
            (domain, profiles)
        }
        _ => return Err(findings.into_problems(sources)),
    };
    let written = written(format, &domain, &profiles, settings, files);
    match check(&written, &mut findings) {
        Ok(()) => Ok(Imported {
            warnings: findings.into_problems(sources),
            ..written
        }),
        Err(problems) => Err(problems),
    }
}

fn written(
    format: Format,
    domain: &Domain,
    profiles: &[Profile],
    settings: &Settings,
    files: &[File],
) -> Imported {
    let scenario = write::scenario(format, domain, profiles, settings, files);
    Imported {
        toml: write::toml(&scenario, format, settings, files),
        json: write::json(&scenario),
        warnings: Findings::default().into_problems(Vec::new()),
    }
}

/// Whether what was written is a scenario: a few things only a scenario refuses (red tape such as
/// its size), and they are told of the scenario, not of the files.
fn check(written: &Imported, findings: &mut Findings) -> Result<(), Problems> {
    debug_assert_eq!(findings.errors(), 0);
    scenario::parse("imported.toml", written.toml.as_bytes(), &[])?;
    Ok(())
}

/// Reports something that a scenario cannot keep.
fn not_kept(
    findings: &mut Findings,
    span: crate::scenario::node::Span,
    what: impl Into<String>,
    label: &str,
) {
    findings.push(Diagnostic::warning("Z0610", what).at(span, label));
}
