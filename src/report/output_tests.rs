//! What may happen to the folder of a result, on a real file system.

use super::super::ledger::{Ledger, Start};
use super::super::manifest::tests::recipe;
use super::*;
use serde_json::Map;

fn scratch() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// The paths of a result with one chart.
fn planned() -> Vec<String> {
    ["summary.json", "charts/outcomes.png"]
        .map(String::from)
        .into()
}

/// Writes a result; the files hold `word`.
fn write(dir: &Path, recipe: &Recipe, word: &str, force: bool) -> Result<(), OutputError> {
    let mut place = Place::claim(dir, recipe, &planned(), force)?;
    for path in planned() {
        place.write(&path, word.as_bytes())?;
    }
    let manifest = Manifest {
        recipe: recipe.clone(),
        replications: 10,
        files: place.files(),
    };
    place.commit(Some(&manifest))
}

/// All files below a folder with what they hold, the manifest aside.
fn files(dir: &Path) -> Vec<(String, String)> {
    fn walk(root: &Path, dir: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(dir).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy();
                let text = fs::read_to_string(&path).expect("text");
                found.push((name.replace('\\', "/"), text));
            }
        }
    }
    let mut found = Vec::new();
    walk(dir, dir, &mut found);
    found.retain(|(name, _)| name != manifest::FILE);
    found.sort();
    found
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

fn other_seed() -> Recipe {
    Recipe {
        seed: 2,
        ..recipe()
    }
}

#[test]
fn a_new_result_comes_with_its_parents() {
    let root = scratch();
    let dir = root.path().join("output/call/10-1");
    write(&dir, &recipe(), "one", false).expect("written");
    assert_eq!(
        files(root.path().join("output").as_path()).len(),
        3,
        "two files and the manifest, which is not at the top here"
    );
    assert!(dir.join(manifest::FILE).exists());
}

#[test]
fn the_same_recipe_replaces_its_files() {
    let root = scratch();
    let dir = root.path().join("result");
    write(&dir, &recipe(), "one", false).expect("written");
    write(&dir, &recipe(), "two", false).expect("replaced");
    assert_eq!(
        files(&dir),
        pairs(&[("charts/outcomes.png", "two"), ("summary.json", "two")])
    );
}

#[test]
fn another_recipe_needs_force() {
    let root = scratch();
    let dir = root.path().join("result");
    write(&dir, &recipe(), "one", false).expect("written");
    let error = write(&dir, &other_seed(), "two", false).expect_err("refused");
    assert!(matches!(error, OutputError::OtherResult { .. }), "{error}");
    assert_eq!(files(&dir)[0].1, "one");
    write(&dir, &other_seed(), "two", true).expect("forced");
    assert_eq!(files(&dir)[0].1, "two");
}

#[test]
fn foreign_files_are_never_touched() {
    let root = scratch();
    let dir = root.path().join("result");
    write(&dir, &recipe(), "one", false).expect("written");
    fs::write(dir.join("notes.md"), "mine").expect("written");
    fs::write(dir.join("charts/mine.png"), "mine").expect("written");
    let error = write(&dir, &recipe(), "two", false).expect_err("refused");
    match error {
        OutputError::Foreign { files, .. } => assert_eq!(files, ["charts/mine.png", "notes.md"]),
        other => panic!("{other}"),
    }
    write(&dir, &other_seed(), "two", true).expect("forced");
    assert_eq!(
        files(&dir),
        pairs(&[
            ("charts/mine.png", "mine"),
            ("charts/outcomes.png", "two"),
            ("notes.md", "mine"),
            ("summary.json", "two"),
        ])
    );
}

#[test]
fn force_takes_away_what_the_new_result_lacks() {
    let root = scratch();
    let dir = root.path().join("result");
    write(&dir, &recipe(), "one", false).expect("written");
    let mut place = Place::claim(&dir, &other_seed(), &[], true).expect("claimed");
    place.write("summary.json", b"two").expect("written");
    let manifest = Manifest {
        recipe: other_seed(),
        replications: 10,
        files: place.files(),
    };
    place.commit(Some(&manifest)).expect("moved");
    assert_eq!(files(&dir), pairs(&[("summary.json", "two")]));
    assert!(!dir.join("charts").exists());
}

#[test]
fn a_dropped_place_leaves_nothing() {
    let root = scratch();
    let dir = root.path().join("output/call/10-1");
    let mut place = Place::claim(&dir, &recipe(), &planned(), false).expect("claimed");
    place.write("summary.json", b"half").expect("written");
    drop(place);
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 0);
}

#[test]
fn a_dropped_place_leaves_the_old_result() {
    let root = scratch();
    let dir = root.path().join("result");
    write(&dir, &recipe(), "one", false).expect("written");
    let mut place = Place::claim(&dir, &recipe(), &planned(), false).expect("claimed");
    place.write("summary.json", b"half").expect("written");
    drop(place);
    assert_eq!(files(&dir)[1].1, "one");
    assert_eq!(fs::read_dir(&dir).expect("a folder").count(), 3);
}

#[test]
fn a_move_that_fails_brings_the_old_result_back() {
    let root = scratch();
    let dir = root.path().join("result");
    write(&dir, &recipe(), "one", false).expect("written");
    let mut place = Place::claim(&dir, &other_seed(), &planned(), true).expect("claimed");
    place.write("summary.json", b"two").expect("written");
    place.write("zzz/late.txt", b"two").expect("written");
    // Appears while the simulation runs: the last move will fail.
    fs::write(dir.join("zzz"), "mine").expect("written");
    let error = place.commit(None).expect_err("`zzz` is a file");
    assert!(matches!(error, OutputError::Write { .. }), "{error}");
    assert_eq!(
        files(&dir),
        pairs(&[
            ("charts/outcomes.png", "one"),
            ("summary.json", "one"),
            ("zzz", "mine"),
        ])
    );
}

#[test]
fn files_and_folders_in_the_way_are_found_before_the_work() {
    let root = scratch();
    let file = root.path().join("file");
    fs::write(&file, "mine").expect("written");
    for target in [file.clone(), file.join("deeper/still")] {
        let error = Place::claim(&target, &recipe(), &planned(), true).expect_err("a file");
        assert!(matches!(error, OutputError::NotAFolder(path) if path == file));
    }
    let dir = root.path().join("result");
    fs::create_dir_all(dir.join("summary.json")).expect("created");
    let error = Place::claim(&dir, &recipe(), &planned(), true).expect_err("a folder");
    assert!(matches!(error, OutputError::FolderInTheWay(_)), "{error}");
}

#[test]
fn edited_files_are_noticed() {
    let root = scratch();
    let dir = root.path().join("result");
    write(&dir, &recipe(), "one", false).expect("written");
    fs::write(dir.join("summary.json"), "by hand").expect("written");
    let place = Place::claim(&dir, &recipe(), &planned(), false).expect("claimed");
    assert_eq!(place.edited(), ["summary.json"]);
}

#[test]
fn an_amended_result_keeps_its_other_files() {
    let root = scratch();
    let dir = root.path().join("result");
    write(&dir, &recipe(), "one", false).expect("written");
    let planned = [
        "charts/outcomes.png".to_owned(),
        "charts/outcomes.svg".to_owned(),
    ];
    let mut place = Place::amend(&dir, &planned).expect("claimed");
    for path in &planned {
        place.write(path, b"two").expect("written");
    }
    let manifest = Manifest {
        recipe: recipe(),
        replications: 10,
        files: place.files(),
    };
    place.commit(Some(&manifest)).expect("moved");
    assert_eq!(
        files(&dir),
        pairs(&[
            ("charts/outcomes.png", "two"),
            ("charts/outcomes.svg", "two"),
            ("summary.json", "one"),
        ])
    );
    fs::write(dir.join("charts/mine.png"), "mine").expect("written");
    let error = Place::amend(&dir, &["charts/mine.png".to_owned()]).expect_err("not ours");
    assert!(matches!(error, OutputError::Foreign { .. }), "{error}");
}

#[test]
fn a_manifest_that_zopa_did_not_write_survives_an_amendment() {
    let root = scratch();
    fs::write(root.path().join(manifest::FILE), "mine").expect("written");
    let planned = ["charts/outcomes.png".to_owned()];
    let mut place = Place::amend(root.path(), &planned).expect("claimed");
    place.write(&planned[0], b"two").expect("written");
    place.commit(None).expect("moved");
    let text = fs::read_to_string(root.path().join(manifest::FILE)).expect("still there");
    assert_eq!(text, "mine");
}

#[test]
fn a_place_that_another_run_took_meanwhile_is_told() {
    let root = scratch();
    let dir = root.path().join("result");
    let mut place = Place::claim(&dir, &recipe(), &planned(), true).expect("claimed");
    place.write("summary.json", b"late").expect("written");
    write(&dir, &recipe(), "first", true).expect("the other run");
    let error = place.commit(None).expect_err("taken");
    assert!(
        matches!(&error, OutputError::Taken(path) if *path == dir),
        "{error}"
    );
    assert_eq!(files(&dir)[1].1, "first");
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_nowhere_is_told_before_the_work() {
    let root = scratch();
    let link = root.path().join("link");
    std::os::unix::fs::symlink(root.path().join("gone"), &link).expect("linked");
    for target in [link.clone(), link.join("deeper")] {
        let error = Place::claim(&target, &recipe(), &planned(), true).expect_err("nowhere");
        assert!(
            matches!(&error, OutputError::DeadLink(path) if *path == link),
            "{error}"
        );
        let error = Ledger::open(&target, Map::new(), "lines", &[], Start::Fresh);
        let error = error.expect_err("nowhere");
        assert!(
            matches!(&error, OutputError::DeadLink(path) if *path == link),
            "{error}"
        );
    }
}
