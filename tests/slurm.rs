//! A study as a Slurm array: the script of `examples/`, under a real `slurmctld` and `slurmd` where they
//! are installed and may be started (Debian: slurm-wlm and munge, as root), else part by part.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PARTS: usize = 4;

fn script() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/examples/slurm-array.sh").to_owned()
}

fn zopa(home: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_zopa"))
        .args(arguments)
        .current_dir(home)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
}

fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(dir).expect("a folder").flatten();
    entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("readable"))
        })
        .collect()
}

/// A folder with a study, and what one run makes of it.
fn study(home: &Path) -> BTreeMap<String, Vec<u8>> {
    zopa(home, &["init", "talks.toml"]);
    let talks = fs::read_to_string(home.join("talks.toml")).expect("read");
    let table = "\n[sweep]\nvary = [\"time.rounds=4:12:3\"]\nruns = 1500\n";
    fs::write(home.join("talks.toml"), talks + table).expect("written");
    zopa(home, &["sweep", "talks.toml", "--out", "one"]);
    files(&home.join("one"))
}

fn joined(home: &Path) -> BTreeMap<String, Vec<u8>> {
    let parts: Vec<String> = (1..=PARTS).map(|n| format!("result/part-{n}")).collect();
    let mut arguments = vec!["merge", "--out", "whole"];
    arguments.extend(parts.iter().map(String::as_str));
    zopa(home, &arguments);
    files(&home.join("whole"))
}

#[test]
fn an_array_of_parts_is_one_run() {
    let home = tempfile::tempdir().expect("a folder");
    let expected = study(home.path());
    part_by_part(home.path(), "sweep");
    assert!(joined(home.path()) == expected);
}

#[test]
fn an_array_of_parts_of_a_discovery_is_one_run() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    zopa(home, &["init", "talks.toml"]);
    let whole = ["discover", "talks.toml", "--runs", "700", "--out", "one"];
    zopa(home, &whole);
    part_by_part(home, "discover --runs 700");
    assert!(joined(home) == files(&home.join("one")));
}

/// Runs the script once per part.
fn part_by_part(home: &Path, command: &str) {
    for part in 1..=PARTS {
        let output = Command::new(script())
            .env("SLURM_ARRAY_TASK_ID", part.to_string())
            .env("SLURM_ARRAY_TASK_COUNT", PARTS.to_string())
            .env("STUDY", "talks.toml")
            .env("RESULT", "result")
            .env("COMMAND", command)
            .env("ZOPA", env!("CARGO_BIN_EXE_zopa"))
            .current_dir(home)
            .output()
            .expect("the script starts");
        assert!(output.status.success(), "{output:?}");
    }
}

/// Processes that end with the test.
struct Daemons(Vec<Child>);

impl Drop for Daemons {
    fn drop(&mut self) {
        for daemon in &mut self.0 {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }
}

fn installed(program: &str) -> bool {
    let which = Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .stdout(Stdio::null())
        .status();
    which.is_ok_and(|status| status.success())
}

fn daemon(program: &str, arguments: &[&str], log: &Path) -> Option<Child> {
    let log = fs::File::create(log).ok()?;
    Command::new(program)
        .args(arguments)
        .stdout(log.try_clone().ok()?)
        .stderr(log)
        .spawn()
        .ok()
}

/// Starts a cluster of this machine alone; none where Slurm is not at hand.
fn cluster(home: &Path) -> Option<Daemons> {
    let root = Command::new("id").arg("-u").output().ok()?.stdout == b"0\n";
    let needed = ["slurmctld", "slurmd", "sbatch", "munged"];
    if !root || !needed.iter().all(|program| installed(program)) {
        return None;
    }
    let shown = home.display();
    let host = String::from_utf8(Command::new("hostname").arg("-s").output().ok()?.stdout).ok()?;
    let host = host.trim();
    let conf = format!(
        "ClusterName=test\nSlurmctldHost={host}(127.0.0.1)\nSlurmctldPort=26817\nSlurmdPort=26818\n\
         SlurmUser=root\nAuthType=auth/munge\nAuthInfo=socket={shown}/munge.socket\nCryptoType=crypto/munge\n\
         CredType=cred/munge\n\
         ProctrackType=proctrack/linuxproc\nTaskPlugin=task/none\nSelectType=select/cons_tres\n\
         SelectTypeParameters=CR_Core\nStateSaveLocation={shown}/state\nSlurmdSpoolDir={shown}/spool\n\
         SlurmctldPidFile={shown}/slurmctld.pid\nSlurmdPidFile={shown}/slurmd.pid\nReturnToService=2\n\
         MpiDefault=none\nNodeName={host} NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN\n\
         PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP\n"
    )
    .replace("CryptoType=crypto/munge\n", "");
    fs::write(home.join("slurm.conf"), conf).ok()?;
    for dir in ["state", "spool"] {
        fs::create_dir_all(home.join(dir)).ok()?;
    }
    // A key of 64 bytes that only its owner reads, as munged demands.
    let key = home.join("munge.key");
    fs::write(&key, [7u8; 64]).ok()?;
    let chmod = Command::new("chmod").arg("600").arg(&key).status().ok()?;
    let path = |name: &str| format!("{shown}/{name}");
    let munged = [
        format!("--key-file={}", key.display()),
        format!("--socket={}", path("munge.socket")),
        format!("--pid-file={}", path("munge.pid")),
        format!("--seed-file={}", path("munge.seed")),
        format!("--log-file={}", path("munge.log")),
        "--foreground".to_owned(),
        "--force".to_owned(),
    ];
    let munged: Vec<&str> = munged.iter().map(String::as_str).collect();
    let conf = path("slurm.conf");
    let mut daemons = Daemons(Vec::new());
    daemons
        .0
        .push(daemon("munged", &munged, &home.join("munged.out"))?);
    std::thread::sleep(Duration::from_millis(500));
    for (program, arguments) in [
        ("slurmctld", vec!["-D", "-f", &conf]),
        ("slurmd", vec!["-D", "-f", &conf]),
    ] {
        let log = home.join(format!("{program}.out"));
        daemons.0.push(daemon(program, &arguments, &log)?);
        std::thread::sleep(Duration::from_millis(500));
    }
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(40) {
        let info = Command::new("sinfo")
            .args(["-h", "-o", "%T"])
            .env("SLURM_CONF", &conf)
            .output()
            .ok()?;
        if chmod.success() && info.stdout.starts_with(b"idle") {
            return Some(daemons);
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    let log = |name: &str| fs::read_to_string(home.join(name)).unwrap_or_default();
    println!(
        "Slurm does not come up:\n{}\n{}\n{}",
        log("munged.out"),
        log("slurmctld.out"),
        log("slurmd.out")
    );
    None
}

#[test]
fn under_slurm_it_is_the_same() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let Some(daemons) = cluster(home) else {
        println!("Slurm is not at hand or cannot be started here; the parts are played one by one");
        return;
    };
    let expected = study(home);
    let exported = format!(
        "--export=ALL,STUDY=talks.toml,RESULT=result,ZOPA={}",
        env!("CARGO_BIN_EXE_zopa")
    );
    // A cluster that comes up and then schedules nothing must not hold up everything else.
    let output = Command::new("timeout")
        .args([
            "180",
            "sbatch",
            "--wait",
            &format!("--array=1-{PARTS}"),
            &exported,
        ])
        .arg(script())
        .env("SLURM_CONF", home.join("slurm.conf"))
        .current_dir(home)
        .output()
        .expect("sbatch starts");
    if output.status.code() == Some(124) {
        println!("Slurm is up, but played nothing in three minutes: {output:?}");
        return;
    }
    assert!(output.status.success(), "{output:?}");
    assert!(joined(home) == expected);
    drop(daemons);
}
