//! The model card as terminal text.

use super::Paint;
use super::card::{Card, InputCard};
use super::conflicts::Conflict;
use super::number::{count, in_100};
use super::table::{Align, Table};
use super::text::{beside, clean, wrap};

/// How many inputs and conflicts are listed before "and N more".
const LISTED: usize = 12;

/// The card, in lines of about `cells` cells.
pub fn render(card: &Card, cells: usize, paint: Paint) -> String {
    let mut text = format!("{}\n", paint.bold(&clean(&card.name)));
    let sizes = [
        count(card.parties.len() as u128, "party"),
        count(card.issues.len() as u128, "issue"),
        format!("{} packages", card.packages),
        count(card.inputs.len() as u128, "uncertain input"),
        format!("{}@{}", card.id, card.hash),
    ];
    text.push_str(&lines(&sizes.join(" · "), cells));
    if !card.about.is_empty() {
        text.push('\n');
        text.push_str(&lines(&clean(&card.about), cells));
    }
    for part in [parties(card), issues(card)] {
        text.push('\n');
        text.push_str(&part.render(cells, paint));
    }
    text.push('\n');
    for (row, line) in card.talks.iter().enumerate() {
        text.push_str(&beside(
            if row == 0 { "Talks" } else { "" },
            &clean(line),
            10,
            cells,
        ));
    }
    let outcomes: Vec<String> = card.outcomes.iter().map(|name| clean(name)).collect();
    text.push_str(&beside("Outcomes", &outcomes.join(" · "), 10, cells));
    if !card.inputs.is_empty() {
        text.push('\n');
        text.push_str(&inputs(&card.inputs).render(cells, paint));
        text.push_str(&more(card.inputs.len(), "zopa list inputs FILE"));
    }
    text.push_str(&conflicts(&card.conflicts, cells, paint));
    text
}

fn lines(body: &str, cells: usize) -> String {
    wrap(body, cells).join("\n") + "\n"
}

fn more(n: usize, how: &str) -> String {
    match n.saturating_sub(LISTED) {
        0 => String::new(),
        rest => format!("… and {rest} more: {how}\n"),
    }
}

fn parties(card: &Card) -> Table {
    let mut table = Table::new(&[
        ("Party", Align::Left),
        ("role", Align::Left),
        ("interests", Align::Right),
        ("conditions", Align::Right),
        ("strategies", Align::Left),
    ])
    .wrapping();
    for party in &card.parties {
        table.row(vec![
            clean(&party.name),
            party.role.to_owned(),
            party.interests.to_string(),
            party.conditions.to_string(),
            clean(&party.strategies.join(", ")),
        ]);
    }
    table
}

fn issues(card: &Card) -> Table {
    let mut table = Table::new(&[
        ("Issue", Align::Left),
        ("status quo", Align::Left),
        ("consent of", Align::Left),
        ("options", Align::Left),
    ])
    .wrapping();
    for issue in &card.issues {
        table.row(vec![
            clean(&issue.name),
            issue.status_quo.as_deref().map_or("–".to_owned(), clean),
            match &issue.consent[..] {
                [] => "a vote".to_owned(),
                names => clean(&names.join(", ")),
            },
            clean(&issue.options),
        ]);
    }
    table
}

fn inputs(inputs: &[InputCard]) -> Table {
    let mut table = Table::new(&[("Uncertain input", Align::Left), ("spread", Align::Left)]);
    for input in inputs.iter().take(LISTED) {
        table.row(vec![clean(&input.name), clean(&input.spread)]);
    }
    table
}

fn conflicts(conflicts: &[Conflict], cells: usize, paint: Paint) -> String {
    if conflicts.is_empty() {
        return "\nNo two conditions of different parties exclude each other, or an option between them.\n".to_owned();
    }
    let head = "Conditions that exclude each other (in so many of 100 runs both are red lines)";
    let mut text = format!("\n{}\n", paint.bold(head));
    for conflict in conflicts.iter().take(LISTED) {
        let [first, second] = [&conflict.first, &conflict.second].map(|side| {
            let said = clean(&side.said);
            format!("\"{said}\" ({}.{})", side.party, side.condition)
        });
        let share = format!("  {}", in_100(conflict.both));
        let options: Vec<String> = conflict.rules_out.iter().map(|o| clean(&o.name)).collect();
        let what = if options.is_empty() {
            "leave no package at all".to_owned()
        } else {
            format!("together rule out {}", options.join(" · "))
        };
        text.push_str(&beside(
            &share,
            &format!("{first} and {second} {what}"),
            7,
            cells,
        ));
    }
    text.push_str(&more(conflicts.len(), "zopa check FILE --json"));
    text
}
