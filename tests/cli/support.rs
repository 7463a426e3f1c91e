//! Runs the program in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder to run the program in.
pub struct Folder(TempDir);

/// What came out of a run.
#[derive(Debug)]
pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    /// A folder that holds the starter scenario as `talks.toml`.
    pub fn with_starter() -> Self {
        let folder = Self::new();
        assert_eq!(folder.zopa("init talks.toml").code, 0);
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        fs::write(path, text).expect("written");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text file")
    }

    /// A command of the program, its arguments separated by blanks.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zopa"));
        command
            .args(arguments.split_whitespace())
            .current_dir(self.0.path())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn zopa(&self, arguments: &str) -> Outcome {
        let output = self
            .command(arguments)
            .output()
            .expect("the program starts");
        self.outcome(&output)
    }

    pub fn outcome(&self, output: &Output) -> Outcome {
        Outcome {
            code: output.status.code().unwrap_or(-1),
            stdout: self.normal(&output.stdout),
            stderr: self.normal(&output.stderr),
        }
    }

    /// Runs a command where no file may grow beyond 100 blocks, as if the disk were full.
    #[cfg(target_os = "linux")]
    pub fn on_a_full_disk(&self, command: &str) -> Outcome {
        let zopa = env!("CARGO_BIN_EXE_zopa");
        let full = format!("trap '' XFSZ; ulimit -f 100; exec '{zopa}' {command}");
        let output = Command::new("bash")
            .args(["-c", &full])
            .current_dir(self.path(""))
            .output();
        self.outcome(&output.expect("bash starts"))
    }

    /// Runs a command that lasts, and presses Ctrl-C once `lines` in its folder `there` has one.
    #[cfg(unix)]
    pub fn interrupted(&self, command: &str, lines: &str) -> Outcome {
        use std::time::{Duration, Instant};
        let lines = format!("there/{lines}");
        let child = self
            .command(&format!("{command} --out there"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let start = Instant::now();
        while !self.path(&lines).exists() || self.read(&lines).is_empty() {
            let waited = start.elapsed();
            assert!(waited < Duration::from_secs(60), "no line after a minute");
            std::thread::sleep(Duration::from_millis(20));
        }
        let kill = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        assert!(kill.expect("kill starts").success());
        self.outcome(&child.wait_with_output().expect("it ends"))
    }

    /// The text without what differs from run to run: folders and times.
    fn normal(&self, bytes: &[u8]) -> String {
        let text =
            String::from_utf8_lossy(bytes).replace(&self.0.path().display().to_string(), "DIR");
        let lines = text.lines().map(|line| match line.split_once(" in ") {
            Some((runs, rest)) if rest.ends_with(" per second)") => format!("{runs} in TIME"),
            _ => line.to_owned(),
        });
        lines.map(|line| line + "\n").collect()
    }

    /// All files below `name`, with their bytes.
    pub fn tree(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(name);
        let mut found = BTreeMap::new();
        walk(&root, &root, &mut found);
        found
    }

    /// Names of all files and folders at the top.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder").flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn walk(root: &Path, dir: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(dir) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("below the root");
            let bytes = fs::read(&path).expect("readable");
            found.insert(name.to_string_lossy().replace('\\', "/"), bytes);
        }
    }
}

impl Outcome {
    /// Both streams and the exit code, for a snapshot.
    pub fn transcript(&self) -> String {
        format!(
            "exit code {}\n---- stdout\n{}---- stderr\n{}",
            self.code, self.stdout, self.stderr
        )
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
