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
    fn answer(&mut self, place: &mut Place<'_, '_>, offer: Number) -> Answer {
        let least = match self {
            Self::TimeDependent(strategy) => strategy.threshold(place.round),
            Self::Micro(strategy) => strategy.threshold(),
            Self::Other(strategy) => return strategy.answer(&mut place.view(), offer),
        };
        Answer::accept_if(place.side.table.utility(offer) >= least)
    }

    #[inline]
    fn propose(&mut self, place: &mut Place<'_, '_>) -> Option<Number> {
        match self {
            Self::TimeDependent(strategy) => strategy.offer(place.round),
            Self::Micro(strategy) => {
                let side = place.side;
                strategy.offer(side.table, side.reservation, place.chance)
            }
            Self::Other(strategy) => strategy.propose(&mut place.view()),
        }
    }

    #[inline]
    fn observe(&mut self, place: &mut Place<'_, '_>, by: usize, offer: Number) {
        match self {
            // It cares for what others offer only to answer it.
            Self::TimeDependent(_) => {}
            Self::Micro(strategy) => strategy.hear(offer),
            Self::Other(strategy) => strategy.observe(&mut place.view(), by, offer),
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
            let (seat, mut place) = arena.seat(party, 0);
            seat.strategy().sit(&mut place.view());
        }
        arena
    }

    /// A party's seat, and what it sees from there.
    #[inline]
    fn seat(&mut self, party: usize, round: u32) -> (&mut Seat, Place<'_, 'a>) {
        let place = Place {
            party,
            parties: self.sides.len(),
            round,
            rounds: self.rounds,
            side: &self.sides[party],
            numbering: self.numbering,
            chance: &mut self.chances[party],
        };
        (&mut self.seats[party], place)
    }

    /// Plays a game. `hear` is told every offer: the party and the package.
    pub fn play(&mut self, game: u64, mut hear: impl FnMut(usize, Number)) -> Result {
        let parties = self.sides.len();
        for party in 0..parties {
            self.chances[party].turn_to(game, party);
            let (seat, mut place) = self.seat(party, 0);
            seat.strategy().begin(&mut place.view());
        }
        let mut standing: Option<Number> = None;
        let mut supporters = 0;
        for round in 1..=self.rounds {
            for party in 0..parties {
                let (seat, mut place) = self.seat(party, round);
                if let Some(offer) = standing {
                    match seat.answer(&mut place, offer) {
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
                standing = seat.propose(&mut place);
                supporters = 1;
                let Some(offer) = standing else { continue };
                hear(party, offer);
                if parties == 1 {
                    let agreement = Some(offer);
                    return Result { agreement, round };
                }
                for other in (0..parties).filter(|&other| other != party) {
                    let (seat, mut place) = self.seat(other, round);
                    seat.observe(&mut place, party, offer);
                }
            }
        }
        Result {
            agreement: None,
            round: self.rounds,
        }
    }
}

/// What a party sees from its seat: a [`View`] once somebody asks for one.
struct Place<'a, 's> {
    party: usize,
    parties: usize,
    round: u32,
    rounds: u32,
    side: &'a Side<'s>,
    numbering: &'a Numbering,
    chance: &'a mut Chance,
}

impl Place<'_, '_> {
    fn view(&mut self) -> View<'_> {
        View {
            party: self.party,
            parties: self.parties,
            round: self.round,
            rounds: self.rounds,
            table: self.side.table,
            reservation: self.side.reservation,
            numbering: self.numbering,
            chance: self.chance,
        }
    }
}
