//! Where the equilibrium of legislative bargaining is known: under the closed rule, of a pie of any size
//! or of packages that are few enough to be looked at one by one, by parties who know each other.

use super::{Check, privates};
use crate::model::{Legislature, MOST_LISTED, Rule};

impl Check<'_> {
    pub(super) fn votes(&mut self, legislature: &Legislature) {
        let scenario = self.scenario;
        if legislature.rule == Rule::Open {
            self.because(
                "under the open rule, what a motion is worth hangs on the amendments that may follow",
                "`protocol.rule=closed` has every motion voted on at once",
            );
        }
        if !scenario.are_few_packages() && !scenario.divides_a_pie() {
            let most = format!("{},000", MOST_LISTED / 1000);
            self.because(
                format!("there are more than {most} packages, and they do not divide a pie"),
                format!(
                    "up to {most} packages (a million utilities of all parties), or a `limit` that holds shares of which each matters to one party alone"
                ),
            );
        }
        for (index, party) in scenario.parties.iter().enumerate() {
            for private in privates(party) {
                self.because_private(index, private, private.remedy());
            }
        }
    }
}
