//! Stacked alternating offers on listed packages: the fast way to play many games in which every
//! package needs everybody's consent and nothing but the clock moves.
//!
//! In each round every party in turn answers the offer on the table and, if it does not accept,
//! puts another in its place; making an offer counts as accepting it. There is a deal as soon as
//! everybody stands behind an offer (Aydoğan, Festen, Hindriks & Jonker 2017,
//! doi:10.1007/978-3-319-51563-2_10).

use super::strategy::negmas::{Micro, TimeDependent};
use super::strategy::{Answer, Chance, Strategy, View};
use crate::game::search::{Number, Numbering, Table};

/// A party at the table.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its packages in order of its utility.
    pub table: &'a Table,
    /// What no deal is worth to it.
    pub reservation: f64,
}

/// Who sits where. The presets are told apart so that a game of theirs has no virtual call in it.
pub enum Seat {
    /// Concedes by the clock.
    TimeDependent(TimeDependent),
    /// MiCRO.
    Micro(Micro),
    /// Anything else.
    Other(Box<dyn Strategy>),
}

impl Seat {
    /// Whoever sits there.
    pub fn strategy(&mut self) -> &mut dyn Strategy {
        match self {
            Self::TimeDependent(strategy) => strategy,
            Self::Micro(strategy) => strategy,
            Self::Other(strategy) => strategy.as_mut(),
        }
    }

    #[inline]
    fn answer(&mut self, view: &mut View<'_>, offer: Number) -> Answer {
        match self {
            Self::TimeDependent(strategy) => strategy.answer(view, offer),
            Self::Micro(strategy) => strategy.answer(view, offer),
            Self::Other(strategy) => strategy.answer(view, offer),
        }
    }

    #[inline]
    fn propose(&mut self, view: &mut View<'_>) -> Option<Number> {
        match self {
            Self::TimeDependent(strategy) => strategy.propose(view),
            Self::Micro(strategy) => strategy.propose(view),
            Self::Other(strategy) => strategy.propose(view),
        }
    }

    /// Whether it cares what others offer, other than to answer it.
    #[inline]
    fn listens(&self) -> bool {
        !matches!(self, Self::TimeDependent(_))
    }

    #[inline]
    fn observe(&mut self, view: &mut View<'_>, by: usize, offer: Number) {
        match self {
            Self::TimeDependent(_) => {}
            Self::Micro(strategy) => strategy.observe(view, by, offer),
            Self::Other(strategy) => strategy.observe(view, by, offer),
        }
    }
}

impl std::fmt::Debug for Seat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TimeDependent(_) => "TimeDependent",
            Self::Micro(_) => "Micro",
            Self::Other(_) => "Other",
        })
    }
}

/// How a game ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Result {
    /// The package agreed on, if any.
    pub agreement: Option<Number>,
    /// Rounds run, the agreeing one included.
    pub round: u32,
}

/// Parties who sit together and play games, all alike but for their random numbers.
#[derive(Debug)]
pub struct Arena<'a> {
    sides: &'a [Side<'a>],
    numbering: &'a Numbering,
    rounds: u32,
    seats: Vec<Seat>,
    chances: Vec<Chance>,
}

impl<'a> Arena<'a> {
    /// Seats strategies, one per side, for games of at most `rounds` rounds.
    ///
    /// # Panics
    /// Unless there are as many seats as sides.
    pub fn new(
        sides: &'a [Side<'a>],
        numbering: &'a Numbering,
        seats: Vec<Seat>,
        rounds: u32,
        seed: u64,
    ) -> Self {
        assert_eq!(sides.len(), seats.len(), "a seat per side");
        let mut arena = Self {
            chances: (0..sides.len()).map(|_| Chance::new(seed)).collect(),
            sides,
            numbering,
            rounds,
            seats,
        };
        for party in 0..sides.len() {
            let (seat, mut view) = arena.seat(party, 0);
            seat.strategy().sit(&mut view);
        }
        arena
    }

    /// A party's seat, and what it sees.
    #[inline]
    fn seat(&mut self, party: usize, round: u32) -> (&mut Seat, View<'_>) {
        let side = &self.sides[party];
        let view = View {
            party,
            parties: self.sides.len(),
            round,
            rounds: self.rounds,
            table: side.table,
            reservation: side.reservation,
            numbering: self.numbering,
            chance: &mut self.chances[party],
        };
        (&mut self.seats[party], view)
    }

    /// Plays a game. `hear` is told every offer: the party and the package.
    pub fn play(&mut self, game: u64, mut hear: impl FnMut(usize, Number)) -> Result {
        let parties = self.sides.len();
        for party in 0..parties {
            self.chances[party].turn_to(game, party);
            let (seat, mut view) = self.seat(party, 0);
            seat.strategy().begin(&mut view);
        }
        let mut standing: Option<Number> = None;
        let mut supporters = 0;
        for round in 1..=self.rounds {
            for party in 0..parties {
                let (seat, mut view) = self.seat(party, round);
                if let Some(offer) = standing {
                    match seat.answer(&mut view, offer) {
                        Answer::Accept => {
                            supporters += 1;
                            if supporters == parties {
                                let agreement = Some(offer);
                                return Result { agreement, round };
                            }
                            continue;
                        }
                        Answer::Refuse => {}
                        Answer::Leave => {
                            let agreement = None;
                            return Result { agreement, round };
                        }
                    }
                }
                standing = seat.propose(&mut view);
                supporters = 1;
                let Some(offer) = standing else { continue };
                hear(party, offer);
                if parties == 1 {
                    let agreement = Some(offer);
                    return Result { agreement, round };
                }
                for other in 0..parties {
                    if other == party || !self.seats[other].listens() {
                        continue;
                    }
                    let (seat, mut view) = self.seat(other, round);
                    seat.observe(&mut view, party, offer);
                }
            }
        }
        Result {
            agreement: None,
            round: self.rounds,
        }
    }
}
