//! Limits hold under every way of talking: what is agreed keeps to them, and what is best is best among
//! the packages that do.

#[allow(dead_code)]
#[path = "support/pie.rs"]
mod pie;

use pie::{play, read};

/// Most that the three issues of [`council`] may add up to.
const BUDGET: u16 = 12;

/// Two parties who want more of everything, each of something else most, and a budget.
fn council(protocol: &str) -> String {
    let mut text = String::from("name = \"Council\"\n");
    for issue in ["roads", "schools", "parks"] {
        text += &format!(
            "[[issue]]\nid = \"{issue}\"\nstatus_quo = 1\nnumbers = {{ from = 0, to = 10, step = 1 }}\n"
        );
    }
    text +=
        &format!("[[limit]]\nissues = [\"roads\", \"schools\", \"parks\"]\nat_most = {BUDGET}\n");
    for (party, weights) in [("hill", [3, 1, 2]), ("valley", [1, 3, 2])] {
        text += &format!("[[party]]\nid = \"{party}\"\n");
        for (issue, weight) in ["roads", "schools", "parks"].iter().zip(weights) {
            text += &format!(
                "[[party.interest]]\nissue = \"{issue}\"\nweight = {weight}\nvalue = {{ linear = \"rising\" }}\n"
            );
        }
    }
    format!("{text}{protocol}\n[time]\nrounds = 30\n")
}

/// Per party, its utility of a package, as the rules of the file say: weights times shares, over what
/// its best package within the budget gives.
fn utilities(package: &[u16]) -> [f64; 2] {
    [[3.0, 1.0, 2.0], [1.0, 3.0, 2.0]].map(|weights: [f64; 3]| {
        let sum: f64 = weights
            .iter()
            .zip(package)
            .map(|(w, &o)| w * f64::from(o))
            .sum();
        // Ten of what it wants most, two of the second.
        sum / (3.0 * 10.0 + 2.0 * 2.0)
    })
}

/// Product of gains over the status quo.
fn product(package: &[u16]) -> f64 {
    let stands = utilities(&[1, 1, 1]);
    let gains = utilities(package).into_iter().zip(stands);
    gains.map(|(u, s)| (u - s).max(0.0)).product()
}

fn best_product() -> f64 {
    let mut best = 0.0_f64;
    for number in 0..11 * 11 * 11 {
        let package = [number / 121, number / 11 % 11, number % 11];
        if package.iter().sum::<u16>() <= BUDGET {
            best = best.max(product(&package));
        }
    }
    best
}

#[test]
fn every_way_of_talking_keeps_to_the_budget() {
    let best = best_product();
    for (protocol, least) in [
        ("[protocol]\nkind = \"alternating_offers\"", 0.6),
        (
            "[protocol]\nkind = \"alternating_offers\"\nproposer = \"random\"",
            0.6,
        ),
        ("[protocol]\nkind = \"simultaneous_concession\"", 1.0),
        ("[protocol]\nkind = \"single_text\"", 0.9),
        (
            "[protocol]\nkind = \"issue_by_issue\"\nagenda = [\"parks\", \"roads\", \"schools\"]",
            0.0,
        ),
        ("[protocol]\nkind = \"legislative\"\nquota = 2", 0.6),
        (
            "[protocol]\nkind = \"legislative\"\nquota = 2\nrule = \"open\"",
            0.6,
        ),
    ] {
        let scenario = read(&council(protocol));
        let (mut deals, mut sum) = (0, 0.0);
        for run in play(&scenario, 100) {
            let spent: u16 = run.package.iter().sum();
            assert!(spent <= BUDGET, "{protocol}: {:?}", run.package);
            if run.deal.is_some() {
                deals += 1;
                sum += product(&run.package) / best;
                for (found, expected) in run.utilities.iter().zip(utilities(&run.package)) {
                    assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
                }
            }
        }
        let mean = sum / f64::from(deals.max(1));
        assert!(
            deals > 0 && mean >= least - 1e-9,
            "{protocol}: {deals} deals, {mean:.3} of the best"
        );
    }
}

/// A table that does not know what another has spent in secret cannot spend it again: what it agrees to
/// does not stand.
#[test]
fn secret_spending_is_spent() {
    let tables = |result: &str| {
        format!(
            "[protocol]\nkind = \"tracks\"\n[[track]]\nid = \"first\"\nparties = [\"hill\", \"valley\"]\n\
             issues = [\"roads\"]\nkind = \"alternating_offers\"\nresult = \"{result}\"\n\
             [[track]]\nid = \"second\"\nparties = [\"shore\", \"port\"]\n\
             issues = [\"schools\", \"parks\"]\nkind = \"alternating_offers\"\nafter = \"first\""
        )
    };
    let third = |id: &str| {
        let wants = |issue: &str| {
            format!("{{ issue = \"{issue}\", weight = 1, value = {{ linear = \"rising\" }} }}")
        };
        let both = [wants("schools"), wants("parks")].join(", ");
        format!("[[party]]\nid = \"{id}\"\ninterest = [{both}]\n")
    };
    // All that the first table can spend leaves four for the second.
    let budget = BUDGET + 4;
    let mut seconds = Vec::new();
    for result in ["public", "secret"] {
        let others = third("shore") + &third("port") + &tables(result);
        let mut text = council(&others).replacen(
            &format!("at_most = {BUDGET}"),
            &format!("at_most = {budget}"),
            1,
        );
        for (issue, who) in [
            ("roads", "\"hill\", \"valley\""),
            ("schools", "\"shore\", \"port\""),
            ("parks", "\"shore\", \"port\""),
        ] {
            let id = format!("id = \"{issue}\"\n");
            text = text.replacen(&id, &format!("{id}consent = [{who}]\n"), 1);
        }
        let mut deals = 0;
        for run in play(&read(&text), 100) {
            let spent: u16 = run.package.iter().sum();
            assert!(spent <= budget, "{result}: {:?}", run.package);
            assert_eq!(run.package[0], 10, "{result}: {:?}", run.package);
            deals += u32::from(run.package[1..] != [1, 1]);
        }
        seconds.push(deals);
    }
    // Those who know spend what is left; those who do not ask for more than there is.
    assert_eq!(seconds, [100, 0]);
}

/// Whoever reads the card of a scenario sees its limits.
#[test]
fn the_card_tells_the_limit() {
    let scenario = read(&council("[protocol]\nkind = \"legislative\"\nquota = 2"));
    let card = zopa::report::card::Card::of(&scenario);
    let told = card.talks.join("\n");
    assert!(
        told.contains("limit: Roads + Schools + Parks at most 12"),
        "{told}"
    );
    assert!(told.contains("closed rule: 2 of 2 votes"), "{told}");
}
