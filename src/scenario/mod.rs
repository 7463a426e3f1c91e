//! Scenario files: from text that may be wrong to a [`Scenario`] that cannot be.
//!
//! ```text
//! bytes --toml, json--> tree of nodes with places --extends, overrides--> tree
//!       --shape (against format)--> --decode--> Scenario --logic--> warnings, or errors
//! ```
//! [`mod@format`] describes the file once; [`load`] tells every mistake of a file at once.

mod axis;
pub mod codes;
mod decode;
pub(crate) mod diagnostic;
mod endings;
mod equilibrium;
mod extends;
pub mod format;
mod hash;
pub(crate) mod json;
mod logic;
pub(crate) mod node;
mod overrides;
mod render;
mod schema;
mod settings;
mod shape;
mod similar;
mod slips;
mod sweep;
mod toml;
mod trends;
mod walk;

pub use axis::{Axis, AxisError, Level, Values, tidy};
pub(crate) use decode::{grid, readable};
pub use diagnostic::Problems;
pub(crate) use equilibrium::refused as refuse_equilibrium;
pub(crate) use similar::similar;
pub use sweep::SweepTable;

use crate::model::Scenario;
use diagnostic::{Diagnostic, Findings, Source, quoted};
use node::{Node, Span};
use std::io::Read;
use std::path::Path;

/// Largest file that is read, in bytes. A hostile file takes up to 250 times its size in memory while
/// it is parsed; the longest scenario written by hand has about 50 kB.
const MAX_BYTES: u64 = 4 << 20;
/// Deepest nesting of lists and tables.
const MAX_DEPTH: usize = 64;

/// A change to a scenario before it is checked: `party.russia.condition.no_nato.firmness=0.8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Where, as a dotted path.
    pub path: String,
    /// The new value, as it would stand in a TOML file; a bare word is text.
    pub value: String,
    /// The flag that messages show it with: `--set`, `--vary`.
    pub flag: &'static str,
}

impl std::str::FromStr for Override {
    type Err = NoEqualsSign;

    /// From `PATH=VALUE`.
    ///
    /// ```
    /// use zopa::scenario::Override;
    /// let change: Override = "time.rounds=10".parse().unwrap();
    /// assert_eq!((change.path.as_str(), change.value.as_str()), ("time.rounds", "10"));
    /// assert!("time.rounds".parse::<Override>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, NoEqualsSign> {
        let (path, value) = text.split_once('=').ok_or(NoEqualsSign)?;
        Ok(Self {
            path: path.trim().to_owned(),
            value: value.trim().to_owned(),
            flag: "--set",
        })
    }
}

/// An override without `=` between its path and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoEqualsSign;

impl std::fmt::Display for NoEqualsSign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a change is written PATH=VALUE, such as time.rounds=10")
    }
}

impl std::error::Error for NoEqualsSign {}

/// A number or choice of a scenario file that an [`Override`] reaches.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Setting {
    /// Its dotted path.
    pub path: String,
    /// Its value as it stands in the file, as JSON.
    pub value: serde_json::Value,
    /// Whether it is uncertain.
    pub uncertain: bool,
    /// What it means.
    pub about: String,
    /// What it is, for people: `Russia: firmness of "no NATO"`.
    pub name: String,
    /// Whether it must be a whole number.
    #[serde(skip)]
    pub whole: bool,
}

/// A scenario that was read, with what the reader should know.
#[derive(Debug)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// Warnings; no errors among them.
    pub warnings: Problems,
    /// All that overrides reach, uncertain ones first.
    pub settings: Vec<Setting>,
    /// The sweep that it carries.
    pub sweep: Option<SweepTable>,
}

/// Reads a scenario file (TOML, or JSON where its name ends in `.json`).
///
/// # Errors
/// All mistakes of the file at once.
pub fn load(path: &Path, overrides: &[Override]) -> Result<Loaded, Problems> {
    load_with_bytes(path, overrides).map(|(_, loaded)| loaded)
}

/// The same, with the bytes of the file, for those who read it again with other changes.
///
/// # Errors
/// All mistakes of the file at once.
pub fn load_with_bytes(path: &Path, overrides: &[Override]) -> Result<(Vec<u8>, Loaded), Problems> {
    let name = path.display().to_string();
    match read(path) {
        Ok(bytes) => {
            let loaded = parse(&name, &bytes, overrides)?;
            Ok((bytes, loaded))
        }
        Err(diagnostic) => {
            let mut findings = Findings::default();
            findings.push(*diagnostic);
            Err(findings.into_problems(vec![Source {
                name,
                text: String::new(),
            }]))
        }
    }
}

/// The bytes of a file, or why it cannot be read; never more than [`MAX_BYTES`].
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    let name = path.display().to_string();
    let unreadable = |error: std::io::Error| {
        let title = format!("{} cannot be read: {error}", quoted(&name));
        Box::new(Diagnostic::error("Z0101", title))
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let mut bytes = Vec::new();
    if size <= MAX_BYTES {
        // One byte more than allowed: special files have no size to trust.
        file.take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
    }
    if size > MAX_BYTES || bytes.len() as u64 > MAX_BYTES {
        return Err(Box::new(too_large(&name, size.max(bytes.len() as u64))));
    }
    Ok(bytes)
}

fn too_large(name: &str, size: u64) -> Diagnostic {
    let title = format!("{} is too large for a scenario", quoted(name));
    Diagnostic::error("Z0102", title).note(format!(
        "it has {:.1} MiB or more; at most {} MiB are read",
        size as f64 / f64::from(1 << 20),
        MAX_BYTES >> 20
    ))
}

/// Reads a scenario from bytes; `name` stands in messages, its ending tells TOML from JSON, and a
/// file that the scenario extends is looked for in its folder.
///
/// # Errors
/// All mistakes at once.
pub fn parse(name: &str, bytes: &[u8], overrides: &[Override]) -> Result<Loaded, Problems> {
    parse_among(name, bytes, overrides, &[])
}

/// Reads a scenario from bytes that may extend one of the named texts instead of a file.
///
/// # Errors
/// All mistakes at once.
pub(crate) fn parse_among(
    name: &str,
    bytes: &[u8],
    overrides: &[Override],
    others: &[(String, &str)],
) -> Result<Loaded, Problems> {
    let mut findings = Findings::default();
    let text = text(0, name, bytes, &mut findings);
    let mut sources = vec![Source {
        name: name.to_owned(),
        text,
    }];
    let loaded = interpret(name, overrides, others, &mut sources, &mut findings);
    match loaded {
        Some((scenario, settings, sweep)) if findings.errors() == 0 => Ok(Loaded {
            scenario,
            warnings: findings.into_problems(sources),
            settings,
            sweep,
        }),
        _ => Err(findings.into_problems(sources)),
    }
}

fn interpret(
    name: &str,
    overrides: &[Override],
    others: &[(String, &str)],
    sources: &mut Vec<Source>,
    findings: &mut Findings,
) -> Option<(Scenario, Vec<Setting>, Option<SweepTable>)> {
    if findings.errors() > 0 {
        return None;
    }
    let path = Path::new(name);
    let tree = document(name, &sources[0].text, 0, findings)?;
    let mut tree = extends::resolve(tree, path, others, sources, findings)?;
    let uncertain_before = (!overrides.is_empty()).then(|| decode::uncertain(&tree));
    overrides::apply(&mut tree, overrides, sources, findings);
    shape::check(&tree, findings);
    let id = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let hash = hash::hash(&tree);
    let (scenario, places) = decode::decode(
        &tree,
        id.unwrap_or_default(),
        hash,
        uncertain_before,
        findings,
    )?;
    logic::check(&scenario, &places, findings);
    let settings = settings::settings(&tree);
    trends::check(&scenario, &places.trends, (&tree, &settings), findings);
    let sweep = sweep::decode(&tree, &scenario, &settings, findings);
    Some((scenario, settings, sweep))
}

/// A scenario as one JSON document, joined with what it extends, without changes: read under a name of the
/// same stem that ends in `.json`, it is the same scenario, and needs no other file.
///
/// # Errors
/// All mistakes that keep it from being read.
///
/// ```
/// # let text = include_bytes!("../../scenarios/split-the-pie.toml");
/// let alone = zopa::scenario::standalone("pie.toml", text).unwrap();
/// let [a, b] = [("pie.toml", &text[..]), ("pie.json", alone.as_bytes())]
///     .map(|(name, bytes)| zopa::scenario::parse(name, bytes, &[]).unwrap().scenario);
/// assert_eq!((a.id, a.hash), (b.id, b.hash));
/// ```
pub fn standalone(name: &str, bytes: &[u8]) -> Result<String, Problems> {
    let mut findings = Findings::default();
    let mut sources = vec![Source {
        name: name.to_owned(),
        text: text(0, name, bytes, &mut findings),
    }];
    let tree = (findings.errors() == 0)
        .then(|| document(name, &sources[0].text, 0, &mut findings))
        .flatten();
    let joined = tree
        .and_then(|tree| extends::resolve(tree, Path::new(name), &[], &mut sources, &mut findings));
    match joined {
        Some(tree) if findings.errors() == 0 => Ok(format!("{:#}\n", hash::json(&tree, false))),
        _ => Err(findings.into_problems(sources)),
    }
}

/// The tree of a file's text, which is TOML or JSON by the file's name.
fn document(name: &str, text: &str, source: usize, findings: &mut Findings) -> Option<Node> {
    if is_json(Path::new(name)) {
        json::document(text, source, findings)
    } else {
        toml::document(text, source, findings)
    }
}

fn is_json(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("json"))
}

/// The text of a file, without a byte order mark; reports what is no text, or nothing at all.
pub(crate) fn text(source: usize, name: &str, bytes: &[u8], findings: &mut Findings) -> String {
    if bytes.len() as u64 > MAX_BYTES {
        findings.push(too_large(name, bytes.len() as u64));
        return String::new();
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            if text.trim().is_empty() {
                let title = format!("{} is empty", quoted(name));
                let help = "`zopa init FILE` writes a scenario to start from";
                findings.push(Diagnostic::error("Z0104", title).help(help));
            } else if let Some((at, sign)) = control_character(text) {
                let title = format!("{} is not plain text", quoted(name));
                let label = format!("control character U+{:04X}", u32::from(sign));
                let span = Span {
                    source,
                    start: at,
                    end: at + sign.len_utf8(),
                };
                let help = format!(
                    "this may be a file of another kind; within quotes such a character is written `\\u{:04X}`",
                    u32::from(sign)
                );
                findings.push(Diagnostic::error("Z0103", title).at(span, label).help(help));
            }
            text.to_owned()
        }
        Err(error) => {
            let at = error.valid_up_to();
            let title = format!("{} is not text in UTF-8", quoted(name));
            let label = format!("byte {at} is 0x{:02X}", bytes[at]);
            let end = at + '\u{FFFD}'.len_utf8();
            let span = Span {
                source,
                start: at,
                end,
            };
            let help = "editors save text in another encoding with \"Save as\" and UTF-8";
            findings.push(Diagnostic::error("Z0103", title).at(span, label).help(help));
            String::from_utf8_lossy(bytes).into_owned()
        }
    }
}

/// The first character that no text file has, and where it stands.
fn control_character(text: &str) -> Option<(usize, char)> {
    text.char_indices()
        .find(|&(_, sign)| sign.is_ascii_control() && !matches!(sign, '\t' | '\n' | '\r'))
}

fn too_deep(span: Span) -> Diagnostic {
    let title = format!("lists and tables are nested deeper than {MAX_DEPTH} levels");
    Diagnostic::error("Z0107", title).at(span, "the first level too many")
}

/// The strategy that a list of keys of the format describes, such as `bidding = "linear"`.
///
/// # Errors
/// All mistakes at once; the text is shown as it stands in a scenario made for it.
///
/// ```
/// let strategy = zopa::scenario::strategy("bidding = \"micro\", model = \"none\"").unwrap();
/// assert_eq!(strategy.name, "Micro");
/// assert!(zopa::scenario::strategy("bidding = \"mikro\"").is_err());
/// ```
pub fn strategy(keys: &str) -> Result<crate::model::Strategy, Problems> {
    let text = format!(
        "name = \"A strategy\"\nissue = [{{ id = \"a\", options = [\"b\", \"c\"], status_quo = \"b\" }}]\n\
         protocol = {{ kind = \"legislative\" }}\ntime = {{ rounds = 1 }}\n[[party]]\nid = \"p\"\n\
         interest = [{{ issue = \"a\", weight = 1, value = {{ table = {{ b = 0, c = 1 }} }} }}]\nstrategy = [{{ {keys} }}]\n"
    );
    let mut loaded = parse("strategy.toml", text.as_bytes(), &[])?;
    let mut party = loaded.scenario.parties.remove(0);
    Ok(party.strategies.remove(0).1)
}

/// The JSON Schema of the format, as text ending in a newline.
pub fn schema() -> String {
    schema::schema()
}
