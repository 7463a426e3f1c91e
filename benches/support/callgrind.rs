//! Counts the instructions of this very program under callgrind (Weidendorfer, Kowarschik & Trinitis 2004,
//! doi:10.1007/978-3-540-24688-6_58): those of user mode in the whole process, its start and all threads included.
//!
//! They are the same on a busy machine as on an idle one, and hardly depend on the processor; on the compiler
//! they do.

use std::path::Path;
use std::process::Command;

/// The processor's kind and the compiler that counts belong to.
pub fn compiler() -> String {
    let said = Command::new("rustc").arg("--version").output();
    let said = said.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let version = said.unwrap_or_default();
    let version = version.split_whitespace().nth(1).unwrap_or("unknown");
    format!("rustc {version}, {}", std::env::consts::ARCH)
}

/// Whether valgrind can be run; says so where it cannot.
pub fn is_here() -> bool {
    let here = Command::new("valgrind").arg("--version").output().is_ok();
    if !here {
        println!("nothing is counted: valgrind is not installed");
    }
    here
}

/// Instructions of this program when it is called with these arguments.
///
/// # Panics
/// If valgrind cannot be run, or the program fails.
pub fn instructions(arguments: &[&str]) -> u64 {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("callgrind{}.out", arguments.join("-")));
    let program = std::env::current_exe().expect("it runs");
    let run = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg(program)
        .args(arguments)
        .output();
    let run =
        run.unwrap_or_else(|error| panic!("valgrind is needed to count instructions: {error}"));
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{arguments:?} failed:\n{said}");
    let profile = std::fs::read_to_string(&file).expect("valgrind has written it");
    let total = profile
        .lines()
        .find_map(|line| line.strip_prefix("totals: "));
    let total = total.and_then(|total| total.trim().parse().ok());
    total.unwrap_or_else(|| panic!("{} has no total", file.display()))
}

/// Instructions of one replication more: the difference between calls with `few` and `many` as the last argument,
/// divided by how many they are apart.
#[allow(dead_code)] // `instructions.rs` counts whole jobs.
pub fn each(arguments: &[&str], few: u64, many: u64) -> f64 {
    let count = |times: u64| {
        let times = times.to_string();
        instructions(&[arguments, &[times.as_str()]].concat()) as f64
    };
    (count(many) - count(few)) / (many - few) as f64
}
