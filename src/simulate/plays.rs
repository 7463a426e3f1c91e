//! Replications one by one, without the tallies of a forecast: what experiments are made of.
//!
//! A replication is the same here as in [`run`](super::run()) with the same seed: experiments that
//! play several scenarios with one seed compare them with common random numbers.

use super::Row;
use super::replicate::row;
use crate::game::search::Memo;
use crate::negotiate::{Player, Setting};

/// Plays replications of a setting, one at a time.
#[derive(Debug)]
pub struct Plays<'a, 's> {
    setting: &'a Setting<'s>,
    player: Player<'a, 's>,
}

impl<'a, 's> Plays<'a, 's> {
    /// With the random streams of a seed.
    ///
    /// ```
    /// use zopa::negotiate::Setting;
    /// use zopa::simulate::Plays;
    /// # let text = include_str!("../../scenarios/split-the-pie.toml");
    /// let loaded = zopa::scenario::parse("split-the-pie.toml", text.as_bytes(), &[]).unwrap();
    /// let setting = Setting::new(&loaded.scenario);
    /// let mut plays = Plays::new(&setting, 1);
    /// let first = plays.row(0);
    /// plays.row(1);
    /// assert_eq!(plays.row(0), first, "a replication depends on its number alone");
    /// ```
    pub fn new(setting: &'a Setting<'s>, seed: u64) -> Self {
        Self {
            setting,
            player: Player::new(setting, seed),
        }
    }

    /// Plays one replication.
    pub fn row(&mut self, run: u64) -> Row {
        self.player.talks.draw.given.clear();
        self.play(run)
    }

    /// The same, remembering what is asked about packages, and what was asked where another scenario, much like this
    /// one, was played: what is the same there need not be looked for again.
    pub fn row_remembering(&mut self, run: u64, memo: &mut Memo) -> Row {
        self.player.talks.remember(Some(std::mem::take(memo)));
        let row = self.row(run);
        *memo = self.player.talks.remember(None).unwrap_or_default();
        row
    }

    /// Plays one replication with every input put at a place in its distribution: `ranks` holds a
    /// number in (0, 1) per input of the scenario, uniform and independent; inputs that the scenario
    /// correlates are then moved together as its copula says. Everything else is drawn as in
    /// [`row`](Self::row).
    pub fn row_at(&mut self, run: u64, ranks: &[f64]) -> Row {
        let given = &mut self.player.talks.draw.given;
        given.clear();
        given.extend_from_slice(ranks);
        self.player.talks.draw.placed = false;
        self.play(run)
    }

    /// The same with every input put exactly at a place in its distribution, whatever the scenario
    /// correlates: the `ranks` are what [`ranks`](Self::ranks) then gives.
    pub fn row_placed(&mut self, run: u64, ranks: &[f64]) -> Row {
        let given = &mut self.player.talks.draw.given;
        given.clear();
        given.extend_from_slice(ranks);
        self.player.talks.draw.placed = true;
        self.play(run)
    }

    fn play(&mut self, run: u64) -> Row {
        let ending = self.player.play(run, &mut ());
        let (talks, clauses) = (&self.player.talks, &self.player.clauses);
        row(self.setting, talks, clauses, ending, run)
    }

    /// The values of the inputs in the replication played last, in the order of
    /// [`Scenario::inputs`](crate::model::Scenario::inputs).
    pub fn inputs(&self) -> &[f64] {
        &self.player.talks.draw.inputs
    }

    /// Their places in their distributions, from 0 to 1.
    pub fn ranks(&self) -> &[f64] {
        &self.player.talks.draw.ranks
    }
}
