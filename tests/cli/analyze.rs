//! What `zopa analyze` says and writes.

use crate::support::Folder;

const STANDOFF: &str = r#"
name = "A standoff"

[[issue]]
id = "border"
options = ["west", "middle", "east"]
status_quo = "middle"

[[party]]
id = "red"
name = "Red"
interest = [{ issue = "border", weight = 1, value = { table = { west = 0, middle = 0.5, east = 1 } } }]
reservation = 0.3
strategy = [{ bidding = "linear" }]

[[party.condition]]
id = "not_west"
said = "Never west"
require = { issue = "border", is_not = "west" }
firmness = 1

[[party.condition]]
id = "not_west_either"
said = "The river is ours"
require = { issue = "border", is_not = "west" }
firmness = 1

[[party]]
id = "blue"
name = "Blue"
interest = [{ issue = "border", weight = 1, value = { table = { west = 1, middle = 0.5, east = 0 } } }]
reservation = 0.6
strategy = [{ bidding = "linear" }]

[protocol]
kind = "alternating_offers"

[time]
rounds = 4
"#;

#[test]
fn an_analysis_is_told_in_a_table() {
    let folder = Folder::with_starter();
    insta::assert_snapshot!(folder.zopa("analyze talks.toml").transcript());
}

#[test]
fn an_analysis_in_json_has_the_shape_promised() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa("analyze talks.toml --json --quiet");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let found = outcome.json();
    assert_eq!(found["packages"], 588);
    assert!(found["rational"].as_u64().is_some_and(|n| n > 0));
    let pareto = &found["pareto"];
    let indices = pareto["indices"].as_array().expect("a list");
    assert_eq!(Some(indices.len() as u64), pareto["packages"].as_u64());
    let distinct = pareto["distinct"].as_array().expect("a list");
    assert_eq!(Some(distinct.len() as u64), pareto["size"].as_u64());
    for name in ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"] {
        let solution = &found[name][0];
        assert!(
            indices.contains(&solution["index"]),
            "{name} is on the frontier"
        );
        assert_eq!(
            solution["utilities"].as_array().map(Vec::len),
            Some(2),
            "{name}"
        );
        assert_eq!(
            solution["package"].as_object().map(serde_json::Map::len),
            Some(4),
            "{name}"
        );
    }
    assert_eq!(
        folder.names(),
        ["talks.toml"],
        "nothing is written unless asked for"
    );
}

#[test]
fn draws_are_the_same_for_any_number_of_threads() {
    let folder = Folder::with_starter();
    let draws = |threads: u32| {
        folder
            .zopa(&format!(
                "analyze talks.toml --draws 150 --json --threads {threads}"
            ))
            .stdout
    };
    let one = draws(1);
    assert_eq!(one, draws(3));
    let found: serde_json::Value = serde_json::from_str(&one).expect("JSON");
    let shares = &found["draws"];
    assert_eq!(shares["draws"], 150);
    let [low, share, high] =
        ["low", "share", "high"].map(|key| shares["zone"][key].as_f64().expect("a number"));
    assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
    let options = shares["solutions"][0]["options"][0]["shares"]
        .as_array()
        .expect("a list");
    let sum: f64 = options.iter().filter_map(|o| o["share"].as_f64()).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
}

#[test]
fn an_empty_zone_is_explained() {
    let folder = Folder::new();
    folder.write("standoff.toml", STANDOFF);
    // Only `west` suits Blue, and two red lines of Red forbid it; Red would not take it either.
    let lowered = "analyze standoff.toml --set party.red.reservation=0";
    let found = folder.zopa(&format!("{lowered} --json")).json();
    assert_eq!(found["zone"], 0);
    let sets = found["blockers"]["red_lines"].as_array().expect("a list");
    assert_eq!(sets.len(), 1, "neither red line alone");
    let ids: Vec<&str> = sets[0]
        .as_array()
        .expect("a pair")
        .iter()
        .filter_map(|l| l["condition"].as_str())
        .collect();
    assert_eq!(ids, ["not_west", "not_west_either"]);
    insta::assert_snapshot!(folder.zopa(lowered).transcript());
    let text = folder.zopa("analyze standoff.toml").stdout;
    assert!(
        text.contains("no-deal value of Blue alone would open it"),
        "{text}"
    );
}

#[test]
fn powers_and_disagreement_points_move_the_solution() {
    let folder = Folder::new();
    assert_eq!(folder.zopa("init house.toml --from house-price").code, 0);
    let seller = |more: &str| {
        let found = folder
            .zopa(&format!("analyze house.toml --json {more}"))
            .json();
        found["nash"][0]["utilities"][0]
            .as_f64()
            .expect("a utility")
    };
    assert!(seller("--power seller=3") > seller(""));
    assert!(seller("--power buyer=3") < seller(""));
    let found = folder
        .zopa("analyze house.toml --json --from status-quo")
        .json();
    assert_eq!(found["disagreement"]["kind"], "status_quo");
    let found = folder.zopa("analyze house.toml --json --lotteries").json();
    let draws = found["nash_lottery"]["draws"].as_array().expect("a list");
    let total: f64 = draws.iter().filter_map(|d| d["probability"].as_f64()).sum();
    assert!((total - 1.0).abs() < 1e-12, "{total}");
}

#[test]
fn no_chart_of_red_lines_is_drawn_where_nobody_stated_a_condition() {
    let folder = Folder::new();
    assert_eq!(folder.zopa("init house.toml --from house-price").code, 0);
    let outcome = folder.zopa("analyze house.toml --charts --format svg");
    let wrote = "wrote 1 chart to output/house/analysis-1/charts\n";
    assert!(outcome.stdout.ends_with(wrote), "{}", outcome.stdout);
    let tree = folder.tree("output/house/analysis-1/charts");
    assert!(tree.contains_key("frontier.svg") && !tree.contains_key("conditions.svg"));
}

#[test]
fn charts_are_drawn_when_asked_for() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa("analyze talks.toml --charts --format svg");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome
            .stdout
            .ends_with("wrote 2 charts to output/talks/analysis-1/charts\n")
    );
    let tree = folder.tree("output/talks/analysis-1");
    for file in [
        "charts/frontier.svg",
        "charts/frontier.csv",
        "charts/conditions.txt",
        "manifest.json",
    ] {
        assert!(tree.contains_key(file), "{file}");
    }
    // Nothing was simulated, and nothing says so.
    assert!(
        folder
            .read("output/talks/analysis-1/manifest.json")
            .contains("\"replications\": 0,")
    );
    for chart in ["frontier", "conditions"] {
        let drawn = folder.read(&format!("output/talks/analysis-1/charts/{chart}.svg"));
        assert!(drawn.contains("10,000 draws, nothing played"), "{chart}");
    }
    let alt = folder.read("output/talks/analysis-1/charts/frontier.txt");
    assert!(
        alt.contains("Some packages suit enough parties to be signed"),
        "{alt}"
    );
    assert_eq!(
        folder.zopa("analyze talks.toml --charts --format svg").code,
        0
    );
    assert_eq!(tree, folder.tree("output/talks/analysis-1"));
    let other = folder.zopa("analyze talks.toml --charts --format svg --set time.rounds=7");
    assert_eq!(other.code, 1, "{}", other.stdout);
    assert_eq!(
        tree,
        folder.tree("output/talks/analysis-1"),
        "never over another result"
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = Folder::with_starter();
    for (arguments, code, expected) in [
        (
            "analyze talks.toml --power nobody=2",
            2,
            "there is no party `nobody`",
        ),
        ("analyze talks.toml --power ada=0", 2, "0.001 to 1000"),
        ("analyze talks.toml --power ada", 2, "PARTY=POWER"),
        (
            "analyze talks.toml --from middle",
            2,
            "invalid value 'middle'",
        ),
        ("analyze talks.toml --force", 2, "--charts"),
        ("analyze missing.toml", 3, "missing.toml"),
    ] {
        let outcome = folder.zopa(arguments);
        assert_eq!(outcome.code, code, "{arguments}: {}", outcome.stderr);
        assert!(
            outcome.stderr.contains(expected),
            "{arguments}: {}",
            outcome.stderr
        );
        assert_eq!(outcome.stdout, "", "{arguments}");
    }
}
