//! One of several equal parts of a study, for one machine of many.

use std::ops::Range;

/// Part `number` of `of`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub number: u64,
    /// Of how many.
    pub of: u64,
}

/// Not `i/n` with 1 ≤ i ≤ n.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAShard;

impl std::fmt::Display for NotAShard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a shard is written i/n, from 1/n to n/n: 3/8 is the third of eight")
    }
}

impl std::error::Error for NotAShard {}

impl std::str::FromStr for Shard {
    type Err = NotAShard;

    /// From `i/n`.
    ///
    /// ```
    /// use zopa::experiment::Shard;
    /// let shard: Shard = "3/8".parse().unwrap();
    /// assert_eq!((shard.number, shard.of), (3, 8));
    /// assert!("0/8".parse::<Shard>().is_err());
    /// assert!("9/8".parse::<Shard>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, NotAShard> {
        let (number, of) = text.split_once('/').ok_or(NotAShard)?;
        let parse = |text: &str| text.trim().parse().map_err(|_| NotAShard);
        let shard = Self {
            number: parse(number)?,
            of: parse(of)?,
        };
        let exists = (1..=shard.of).contains(&shard.number) && shard.of <= 100_000;
        exists.then_some(shard).ok_or(NotAShard)
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl Shard {
    /// Its part of so many pieces. The parts follow each other, none is missing, and their lengths
    /// differ by at most one.
    ///
    /// ```
    /// use zopa::experiment::Shard;
    /// let parts = [1, 2, 3].map(|number| Shard { number, of: 3 }.part(10));
    /// assert_eq!(parts, [0..3, 3..6, 6..10]);
    /// ```
    pub fn part(self, pieces: u64) -> Range<u64> {
        let end = |n: u64| (u128::from(pieces) * u128::from(n) / u128::from(self.of)) as u64;
        end(self.number - 1)..end(self.number)
    }
}
