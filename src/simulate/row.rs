//! One replication as a row of a table.

use crate::model::{How, Scenario};

/// How one replication ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which replication, from 0.
    pub run: u64,
    /// Index of its outcome class.
    pub outcome: usize,
    /// How the talks ended.
    pub ended: How,
    /// Round of the last deal; the last round of the talks where there was none.
    pub round: u32,
    /// Final package: an option index per issue; [`crate::game::UNSETTLED`] on all of them where
    /// nothing was agreed and nothing stands.
    pub package: Vec<u16>,
    /// Utility per party.
    pub utilities: Vec<f64>,
    /// No-deal value per party.
    pub no_deal: Vec<f64>,
}

impl Row {
    /// Names of the columns.
    pub fn header(scenario: &Scenario) -> Vec<String> {
        let mut names: Vec<String> = ["run", "outcome", "ended", "round", "day"]
            .map(str::to_owned)
            .into();
        names.extend(
            scenario
                .issues
                .iter()
                .map(|issue| format!("issue.{}", issue.id)),
        );
        names.extend(
            scenario
                .parties
                .iter()
                .map(|party| format!("utility.{}", party.id)),
        );
        names.extend(
            scenario
                .parties
                .iter()
                .map(|party| format!("no_deal.{}", party.id)),
        );
        names
    }

    /// Whether the final package has an option on every issue.
    pub fn is_settled(&self) -> bool {
        !self.package.contains(&crate::game::UNSETTLED)
    }

    /// The row as text, one entry per column; empty for an issue that nothing settles.
    pub fn fields(&self, scenario: &Scenario) -> Vec<String> {
        let mut fields = vec![
            self.run.to_string(),
            scenario.outcomes[self.outcome].id.clone(),
            self.ended.id().to_owned(),
            self.round.to_string(),
            (f64::from(self.round) * scenario.time.days_per_round).to_string(),
        ];
        let options = scenario.issues.iter().zip(&self.package);
        fields.extend(options.map(|(issue, &option)| {
            let option = issue.options.get(option as usize);
            option.map_or(String::new(), |option| option.id.clone())
        }));
        fields.extend(
            self.utilities
                .iter()
                .chain(&self.no_deal)
                .map(|u| format!("{u:.6}")),
        );
        fields
    }
}
