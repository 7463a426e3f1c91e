//! One scenario under every protocol.

#[path = "support/protocols.rs"]
mod protocols;

use protocols::{PROTOCOLS, budget};
use std::collections::BTreeSet;
use zopa::simulate::{Runs, Settings, run};

/// Wars of attrition and double auctions are between two, and have tests of their own.
#[test]
fn every_protocol_of_the_format_is_tried() {
    let mut tried: BTreeSet<&str> = PROTOCOLS.iter().map(|case| case.kind).collect();
    tried.extend(["attrition", "double_auction"]);
    let words = zopa::scenario::format::PROTOCOLS.iter();
    assert_eq!(tried, words.map(|(word, _)| *word).collect());
}

/// The budget runs under all protocols, some line moves now and then, and shares add up.
#[test]
fn the_budget_runs_under_every_protocol() {
    for case in PROTOCOLS {
        let scenario = budget(case);
        assert_eq!(scenario.protocol.id(), case.kind);
        let settings = Settings {
            seed: 1,
            runs: Runs::Fixed(40),
            threads: 2,
        };
        let found = run(&scenario, &settings, None, &mut |_| true)
            .unwrap_or_else(|error| panic!("{}: {error:?}", case.kind))
            .forecast;
        let sum: f64 = found.outcomes.iter().map(|outcome| outcome.share).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{}: {sum}", case.kind);
        let no_deal = found.outcomes.iter().find(|o| o.id == "no_deal");
        let no_deal = no_deal.expect("always there").share;
        assert!(no_deal < 1.0, "{}: never a deal", case.kind);
    }
}
