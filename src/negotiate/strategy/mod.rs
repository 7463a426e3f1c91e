//! Strategies: how parties bargain.
//!
//! The strategies that scenario files name are compositions of bidding, acceptance and opponent
//! model, played by the engine; their formulas stand here, a file each (`behaviour`, `hybrid`, …).
//! [`Strategy`] is the seat that anything else can take: two functions of what a party may know.
//! The presets of [`negmas`] are such strategies, and so is whatever a user of the library writes.

pub mod behaviour;
pub mod hybrid;
pub mod negmas;
pub mod nice;
pub mod registry;
pub mod similarity;

pub use registry::{Entrant, NotAStrategy, Way};

use crate::game::search::{Number, Numbering, Table};
use crate::game::{Purpose, Streams, uniform};
use rand_chacha::ChaCha8Rng;

/// What a party may know when it decides: its own utilities, the clock, and nobody else's mind.
#[derive(Debug)]
pub struct View<'a> {
    /// Which party it is, from 0.
    pub party: usize,
    /// Number of parties.
    pub parties: usize,
    /// The round, from 1.
    pub round: u32,
    /// Rounds until the deadline.
    pub rounds: u32,
    /// Its packages in order of its utility.
    pub table: &'a Table,
    /// What no deal is worth to it, in its utility.
    pub reservation: f64,
    /// How packages are numbered.
    pub numbering: &'a Numbering,
    /// Its random numbers.
    pub chance: &'a mut Chance,
}

impl View<'_> {
    /// Share of the talks that has passed: 0 in the first round, 1 in the last.
    pub fn time(&self) -> f64 {
        match self.rounds {
            0 | 1 => 1.0,
            rounds => (f64::from(self.round) - 1.0) / f64::from(rounds - 1),
        }
    }

    /// The cheapest package that is worth at least `utility` to the party, and no less than no deal.
    pub fn at_least(&self, utility: f64) -> Option<Number> {
        let table = self.table;
        table.at(table.rank_at_or_above(utility.max(self.reservation)))
    }
}

/// Random numbers of a party in one game: the stream is opened when the first one is asked for. It
/// depends on seed, game and party alone, and lies far from those that the engine draws from.
#[derive(Debug)]
pub struct Chance {
    streams: Streams,
    stream: u64,
    open: Option<ChaCha8Rng>,
}

/// The first stream of strategies.
const FIRST: u64 = 1 << 59;
/// Streams per game, one for each party.
const PER_GAME: u64 = crate::model::MAX_PARTIES as u64;

impl Chance {
    /// The random numbers of a seed; those of the first party in game 0 until
    /// [`turn_to`](Self::turn_to) is called.
    pub fn new(seed: u64) -> Self {
        Self {
            streams: Streams::new(seed),
            stream: FIRST,
            open: None,
        }
    }

    /// Turns to the random numbers of a party in a game.
    pub fn turn_to(&mut self, game: u64, party: usize) {
        let offset = game.wrapping_mul(PER_GAME).wrapping_add(party as u64);
        self.stream = FIRST.wrapping_add(offset);
        self.open = None;
    }

    /// A uniform number in (0, 1).
    pub fn uniform(&mut self) -> f64 {
        let open = || self.streams.stream(self.stream, Purpose::Decisions);
        uniform(self.open.get_or_insert_with(open))
    }
}

/// An answer to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Stands behind it.
    Accept,
    /// Turns it down, and may make an offer of its own.
    Refuse,
    /// Leaves the talks for good.
    Leave,
}

impl Answer {
    /// Accepts if `yes`, else refuses.
    pub fn accept_if(yes: bool) -> Self {
        if yes { Self::Accept } else { Self::Refuse }
    }
}

/// A way to bargain over a space that is small enough to be listed. Packages are numbered row-major;
/// [`View::numbering`] turns a number into options.
///
/// ```
/// use zopa::game::search::Number;
/// use zopa::negotiate::strategy::{Answer, Strategy, View};
///
/// /// Asks for its best package, and takes anything better than no deal.
/// struct Easygoing;
///
/// impl Strategy for Easygoing {
///     fn answer(&mut self, view: &mut View<'_>, offer: Number) -> Answer {
///         Answer::accept_if(view.table.utility(offer) >= view.reservation)
///     }
///     fn propose(&mut self, view: &mut View<'_>) -> Option<Number> {
///         view.table.best()
///     }
/// }
/// ```
pub trait Strategy: Send {
    /// Takes a seat. Utilities, no-deal value and deadline in `view` are those of all games until
    /// the next call.
    fn sit(&mut self, view: &mut View<'_>) {
        let _ = view;
    }

    /// A game begins.
    fn begin(&mut self, view: &mut View<'_>) {
        let _ = view;
    }

    /// Another party made an offer.
    fn observe(&mut self, view: &mut View<'_>, by: usize, offer: Number) {
        let _ = (view, by, offer);
    }

    /// Answers the offer on the table.
    fn answer(&mut self, view: &mut View<'_>, offer: Number) -> Answer;

    /// Makes an offer, or none.
    fn propose(&mut self, view: &mut View<'_>) -> Option<Number>;
}
