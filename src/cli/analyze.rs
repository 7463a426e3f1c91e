//! `zopa analyze`: what can be said of a scenario without playing it.

use super::args::{Analyze, From, Global};
use super::console::Console;
use super::failure::Failure;
use super::interrupt;
use super::load::load;
use crate::analysis::{self, Disagreement, MOST_PACKAGES, Settings, SharesError};
use crate::model::Scenario;
use crate::report::analysis_text;
use crate::report::manifest::json;
use crate::report::number::packages;

pub(super) fn analyze(args: &Analyze, global: &Global, console: Console) -> Result<(), Failure> {
    let scenario = load(&args.file, global, console)?.scenario;
    let settings = settings(args, &scenario)?;
    let mut found = analysis::analyze(&scenario, &settings);
    if args.draws > 0 {
        interrupt::watch();
        let threads = global.threads.unwrap_or(0);
        let mut watch = |_| !interrupt::requested();
        let shares = analysis::shares(
            &scenario,
            &settings,
            args.draws,
            global.seed,
            threads,
            &mut watch,
        );
        found.draws = Some(shares.map_err(|error| failure(error, &scenario))?);
    }
    if global.json {
        console.result(&json(&found))
    } else {
        let (width, paint) = (console.width(), console.on_stdout());
        console.text(&analysis_text::render(&scenario, &found, width, paint))
    }
}

fn settings(args: &Analyze, scenario: &Scenario) -> Result<Settings, Failure> {
    let mut settings = Settings {
        disagreement: match args.from {
            From::Reservation => Disagreement::Reservation,
            From::StatusQuo => Disagreement::StatusQuo,
        },
        lotteries: args.lotteries,
        ..Settings::usual(scenario)
    };
    for (id, power) in &args.power {
        let party = scenario.parties.iter().position(|party| party.id == *id);
        let Some(party) = party else {
            let ids: Vec<String> = scenario
                .parties
                .iter()
                .map(|p| format!("`{}`", p.id))
                .collect();
            return Err(
                Failure::usage(format!("`--power`: there is no party `{id}`"))
                    .with_help(format!("the parties are {}", ids.join(", "))),
            );
        };
        settings.powers[party] = *power;
    }
    Ok(settings)
}

fn failure(error: SharesError, scenario: &Scenario) -> Failure {
    match error {
        SharesError::TooManyPackages => Failure::running(format!(
            "`--draws` looks at every package in every draw, and {} are too many",
            packages(scenario.packages())
        ))
        .with_help(format!(
            "spaces of up to {} packages can be analyzed over draws",
            packages(u128::from(MOST_PACKAGES))
        )),
        SharesError::Interrupted => Failure::interrupted("stopped; nothing was written"),
        SharesError::Threads(error) => Failure::running(format!("cannot start threads: {error}"))
            .with_help("`--threads N` asks for fewer"),
    }
}
