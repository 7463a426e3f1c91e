//! What a party could change about an outcome, as `zopa levers` prints and writes it.

use super::Paint;
use super::columns::Values;
use super::number::{count, signed, tenths, thousands};
use super::table::{Align, Table};
use super::text::{clean, shorten, wrap};
use crate::experiment::levers::{Effect, Found, Lever, Levers, Run};
use crate::simulate::forecast::ScenarioLabel;
use crate::stats::Estimate;
use serde::{Deserialize, Serialize};

/// The whole text, in lines of about `cells` cells.
pub fn levers(
    found: &Levers,
    scenario: (&str, &ScenarioLabel),
    seed: u64,
    cells: usize,
    paint: Paint,
) -> String {
    let (party, outcome) = (clean(&found.party_name), clean(&found.outcome_name));
    let head = shorten(
        &format!("{party}: what it could do for \"{outcome}\""),
        cells,
    );
    let (title, label) = scenario;
    let of = format!(
        "{} · {}@{} · {} screened with {} each, the best {} again with {} fresh ones · seed {seed} · zopa {}",
        clean(title),
        clean(&label.id),
        label.hash,
        count(found.levers.len() as u128, "change"),
        count(found.screen.into(), "run"),
        found.kept,
        thousands(found.runs.into()),
        env!("CARGO_PKG_VERSION")
    );
    let of: Vec<String> = wrap(&of, cells).iter().map(|l| paint.dim(l)).collect();
    let mut text = format!("{}\n{}\n\n", paint.bold(&head), of.join("\n"));
    if found.levers.is_empty() {
        text.push_str("Nothing that the file says is within its own power.\n");
        return text;
    }
    text.push_str(&table(found).render(cells, paint));
    text.push('\n');
    for line in wrap(&finding(found), cells) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn table(found: &Levers) -> Table {
    let mut table = Table::new(&[
        ("Single change", Align::Left),
        ("in 100", Align::Right),
        ("points", Align::Right),
        ("95% interval", Align::Right),
        ("its utility", Align::Right),
        ("95% interval", Align::Right),
    ]);
    table.row(vec!["as it stands".to_owned(), tenths(found.share.value)]);
    for (lever, effect) in found.best() {
        table.row(vec![
            clean(&lever.name),
            tenths(effect.share.value),
            signed(100.0 * effect.difference.value, 1),
            interval(effect.difference, 100.0, 1),
            signed(effect.utility.value, 3),
            interval(effect.utility, 1.0, 3),
        ]);
    }
    table
}

fn interval(found: Estimate, scale: f64, decimals: usize) -> String {
    let [low, high] = [found.low, found.high].map(|end| signed(scale * end, decimals));
    format!("{low} to {high}")
}

/// What came out, in a sentence.
pub fn finding(found: &Levers) -> String {
    let (party, outcome) = (clean(&found.party_name), clean(&found.outcome_name));
    let raising = found
        .best()
        .filter(|(_, effect)| effect.difference.low > 0.0);
    let raising: Vec<(&Found, Effect)> = raising.collect();
    let Some((best, effect)) = raising.first() else {
        return format!(
            "No single change within the power of {party} raises \"{outcome}\" by more than sampling error."
        );
    };
    let from = tenths(found.share.value);
    let to = tenths(effect.share.value);
    let cost = cost(&party, effect.utility);
    let mut said = format!(
        "{} can raise \"{outcome}\" from {from} to {to} in 100: {}. {cost}",
        party,
        clean(&best.name)
    );
    let free = raising.iter().skip(1).find(|(_, e)| e.utility.low >= 0.0);
    if effect.utility.low < 0.0
        && let Some((lever, effect)) = free
    {
        said.push_str(&format!(
            " It gains by another: {}, to {} in 100.",
            clean(&lever.name),
            tenths(effect.share.value)
        ));
    }
    said
}

fn cost(party: &str, utility: Estimate) -> String {
    let size = signed(utility.value, 3);
    if utility.high < 0.0 {
        format!(
            "That costs {party} {} in utility.",
            size.trim_start_matches('−')
        )
    } else if utility.low > 0.0 {
        format!(
            "That gains {party} {} in utility too.",
            size.trim_start_matches('+')
        )
    } else {
        format!("What that costs {party}, if anything, is within sampling error.")
    }
}

/// What `levers.json` holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Version of zopa.
    pub zopa: String,
    /// Which scenario.
    pub scenario: ScenarioLabel,
    /// Seed of all randomness.
    pub seed: u64,
    /// What was found.
    pub levers: Levers,
    /// The same in a sentence.
    pub finding: String,
}

/// Columns of the runs: whether they screened or are fresh, the change with what it sets (nothing as it stands),
/// the number of the run, whether it ended in the outcome class, and the party's utility.
pub const ROWS: [&str; 6] = ["stage", "change", "set", "run", "ends_so", "utility"];

/// A run as text, one entry per column.
pub fn row_fields(run: &Run, lever: Option<&Lever>) -> [String; 6] {
    let stage = if run.fresh { "fresh" } else { "screen" };
    [
        stage.to_owned(),
        lever.map_or(String::new(), |lever| clean(&lever.name)),
        lever.map_or(String::new(), |lever| lever.set().join(" ")),
        run.run.to_string(),
        u8::from(run.hit).to_string(),
        run.utility.to_string(),
    ]
}

/// What a column of the tables holds, by its name.
pub fn kind(name: &str) -> Values {
    match name {
        "stage" | "change" | "kind" | "set" => Values::Text(Vec::new()),
        "run" | "ends_so" => Values::Whole(Vec::new()),
        _ => Values::Number(Vec::new()),
    }
}

/// All changes as CSV: what screening showed, and what fresh runs showed of the best.
///
/// # Errors
/// A message if it cannot be written.
pub fn csv(found: &Levers) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut header: Vec<String> = ["change", "kind", "set"].map(str::to_owned).into();
    for stage in ["screened", "fresh"] {
        for what in ["share", "difference", "utility"] {
            header.extend(["", "_low", "_high"].map(|end| format!("{stage}_{what}{end}")));
        }
    }
    let told = |error: csv::Error| error.to_string();
    writer.write_record(&header).map_err(told)?;
    for lever in &found.levers {
        let kind = serde_json::to_value(lever.kind).unwrap_or_default();
        let kind = kind.as_str().unwrap_or_default().to_owned();
        let mut row = vec![clean(&lever.name), kind, lever.set.join(" ")];
        for effect in [Some(lever.screened), lever.effect] {
            let estimates = effect.map(|e| [e.share, e.difference, e.utility]);
            match estimates {
                Some(estimates) => row.extend(
                    estimates
                        .iter()
                        .flat_map(|e| [e.value, e.low, e.high].map(|x| format!("{:.6}", x + 0.0))),
                ),
                None => row.extend(vec![String::new(); 9]),
            }
        }
        writer.write_record(&row).map_err(told)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}
