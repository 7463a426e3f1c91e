//! Peak memory does not grow with the number of runs: a million of them stay under 200 MB.
#![cfg(target_os = "linux")]

use std::path::Path;
use zopa::simulate::{Runs, Settings, run};

/// Most memory that this process ever held, in kB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("on Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|n| n.parse().ok()).expect("a number of kB")
}

/// The only test of its file, so that the process holds nothing else.
#[test]
fn a_million_runs_stay_under_200_megabytes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/split-the-pie.toml");
    let loaded = zopa::scenario::load(&path, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    let settings = Settings {
        seed: 1,
        runs: Runs::Fixed(1_000_000),
        threads: 2,
    };
    let found = run(&loaded.scenario, &settings, None, &mut |_| true);
    assert_eq!(found.map(|found| found.forecast.runs).ok(), Some(1_000_000));
    let peak = peak();
    println!("peak: {} MB", peak / 1000);
    assert!(peak < 200_000, "{peak} kB");
}
