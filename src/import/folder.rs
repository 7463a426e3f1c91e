//! The files of a negotiation that has a folder of its own: those with the format's ending that look like a domain
//! or a profile, by name, numbers within names as numbers (`util2` before `util10`). Folders within are not looked at.

use super::{File, Format};
use crate::scenario::Problems;
use crate::scenario::diagnostic::{Diagnostic, Findings, Source, quoted};
use std::path::{Path, PathBuf};

/// What a folder holds.
#[derive(Debug)]
pub struct Folder {
    /// Domain and profiles, in the order of their names.
    pub files: Vec<File>,
    /// Names of files with the right ending that are neither.
    pub others: Vec<String>,
}

impl Folder {
    /// Reads a folder.
    ///
    /// # Errors
    /// That it or a file in it cannot be read, that a file is larger than 4 MiB, or that there is no file of this format.
    pub fn read(path: &Path, format: Format) -> Result<Self, Problems> {
        let mut paths = listed(path, format).map_err(|error| {
            let title = format!("{} cannot be read: {error}", quoted(&name(path)));
            problem(path, Diagnostic::error("Z0101", title))
        })?;
        paths.sort_by_cached_key(|path| natural(&name(path)));
        let mut folder = Self {
            files: Vec::new(),
            others: Vec::new(),
        };
        for path in paths {
            let file = File::read(&path)?;
            if looks_like(&file, format) {
                folder.files.push(file);
            } else {
                folder.others.push(file.name);
            }
        }
        if folder.files.is_empty() {
            let title = format!("{} holds no {} files", quoted(&name(path)), format.name());
            let diagnostic = Diagnostic::error("Z0609", title);
            let endings = endings(format).join(" or .");
            let help = format!("a domain and profiles whose names end in .{endings} are needed");
            return Err(problem(path, diagnostic.help(help)));
        }
        Ok(folder)
    }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

fn problem(path: &Path, diagnostic: Diagnostic) -> Problems {
    let mut findings = Findings::default();
    findings.push(diagnostic);
    findings.into_problems(vec![Source {
        name: name(path),
        text: String::new(),
    }])
}

const fn endings(format: Format) -> &'static [&'static str] {
    match format {
        Format::Genius => &["xml"],
        Format::GeniusWeb | Format::Negolog => &["json"],
        Format::Negmas => &["yml", "yaml"],
    }
}

fn listed(path: &Path, format: Format) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let fits = endings(format)
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known));
        if fits && path.is_file() {
            found.push(path);
        }
    }
    Ok(found)
}

/// Whether a file holds a word that only domains and profiles of the format have. Broken ones do too,
/// and are told of when they are read.
fn looks_like(file: &File, format: Format) -> bool {
    let words: &[&str] = match format {
        Format::Genius => &["<utility_space", "<negotiation_template"],
        Format::GeniusWeb => &["\"issuesValues\"", "UtilitySpace\""],
        Format::Negmas => &["issues:", "weights:", "UtilityFunction", "UFun"],
        Format::Negolog => &["\"issueWeights\"", "\"NumberOfBids\"", "\"NumberOfIssues\""],
    };
    let bytes = super::encoding::utf8(&file.bytes);
    let text = String::from_utf8_lossy(&bytes);
    words.iter().any(|word| text.contains(word))
}

/// A part of a name: words before numbers of the same place.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Word(String),
    Number(u128, String),
}

fn natural(name: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        let number = part.parse().ok().filter(|_| digits);
        let part = part.to_owned();
        parts.push(match number {
            Some(number) => Part::Number(number, part),
            None => Part::Word(part),
        });
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = ["d_util10.xml", "d_util2.xml", "d.xml", "d_util1.xml"];
        names.sort_by_key(|name| natural(name));
        let expected = ["d.xml", "d_util1.xml", "d_util2.xml", "d_util10.xml"];
        assert_eq!(names, expected);
    }
}
