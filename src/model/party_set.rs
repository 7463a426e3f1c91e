//! A set of parties as the bits of one word, so that signatories can be joined and compared in the
//! round loop without memory.

/// A set of party indices, each below [`super::MAX_PARTIES`].
///
/// ```
/// use zopa::model::PartySet;
/// let set: PartySet = [0, 2].into_iter().collect();
/// assert!(set.contains(2) && !set.contains(1));
/// assert_eq!(set.iter().collect::<Vec<_>>(), [0, 2]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct PartySet(u128);

impl PartySet {
    /// The set without members.
    pub const EMPTY: Self = Self(0);

    /// The set of one party.
    pub const fn of(party: usize) -> Self {
        Self(1 << party)
    }

    /// Whether `party` is in the set.
    pub const fn contains(self, party: usize) -> bool {
        self.0 >> party & 1 == 1
    }

    /// Whether every member of `other` is in the set.
    pub const fn contains_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// Members of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Members of `self` that are not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the sets share a member.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nobody is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Number of members.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The members, in ascending order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let party = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                party
            })
        })
    }
}

impl FromIterator<usize> for PartySet {
    fn from_iter<I: IntoIterator<Item = usize>>(parties: I) -> Self {
        parties
            .into_iter()
            .fold(Self::EMPTY, |set, party| set.union(Self::of(party)))
    }
}
