//! Searches that are not made, because their answers are remembered.

use super::memo::{Asked, Found, Memo, Start};
use super::{Limits, Objective, Search};
use crate::game::Space;

impl Search {
    /// Looks questions up in a memo from now on, and adds to it; returns the one used until now.
    pub fn remember(&mut self, memo: Option<Memo>) -> Option<Memo> {
        std::mem::replace(&mut self.memo, memo)
    }

    /// Whether questions are remembered.
    pub fn remembers(&self) -> bool {
        self.memo.is_some()
    }

    /// The answer to a question that need not be posed, if it was asked before, perhaps with another floor: whether there
    /// is a package, which is then in [`best`](Self::best).
    pub fn recall(&mut self, asked: &Asked) -> Option<bool> {
        let found = self.memo.as_mut()?.recall(asked, &mut self.best)?;
        Some(self.take_over(found))
    }

    /// Finds the answer to a question that could not be recalled, as it is posed now, and remembers it.
    pub fn maximise_asked<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        asked: Asked,
        limits: Limits,
    ) -> bool {
        // One that may stop early finds what it comes across first.
        let in_full = limits.nodes == u64::MAX && limits.enough == f64::INFINITY;
        let limits = Limits {
            rivals: in_full,
            ..limits
        };
        let any = self.solve(space, objective, asked.at_least, limits);
        let certain = in_full && !(any && self.found.has_rival);
        let gives = any.then(|| {
            let point = &mut self.lead.point;
            self.problem.utilities(space, &self.best, point);
            point[0][0]
        });
        let found = self.last();
        if let Some(memo) = &mut self.memo {
            let package = gives.map(|gives| (gives, &self.best[..]));
            memo.note(asked, certain, found, package);
        }
        any
    }

    /// Finds the package with the greatest worth above `at_least` that keeps to the limits of the
    /// space, unless the question was asked before and is remembered; it is then in
    /// [`best`](Self::best). Returns whether there is one.
    pub fn maximise<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        at_least: f64,
        limits: Limits,
    ) -> bool {
        let start = Start {
            at_least,
            limits,
            hint: &self.hint,
            price: self.price,
        };
        let memo = self.memo.as_mut();
        let known = memo
            .and_then(|memo| memo.answer(space, &self.problem, objective, start, &mut self.best));
        if let Some(found) = known {
            return self.take_over(found);
        }
        let any = self.solve(space, objective, at_least, limits);
        let found = self.last();
        if let Some(memo) = &mut self.memo {
            memo.keep(found, &self.best);
        }
        any
    }

    /// What the last search found.
    fn last(&self) -> Found {
        Found {
            worth: self.worth,
            nodes: self.nodes,
            price: self.price,
        }
    }

    /// Takes what was found before as what was found now; returns whether there is a package.
    fn take_over(&mut self, found: Found) -> bool {
        (self.worth, self.nodes, self.price) = (found.worth, found.nodes, found.price);
        !self.best.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sum;
    use super::*;
    use crate::game::{Compiler, Draw, Streams};

    /// A seller and a buyer; what the buyer thinks of the colours is filled in.
    const TEXT: &str = r#"
        name = "A chair"
        protocol = { kind = "alternating_offers" }
        time = { rounds = 5 }
        [[issue]]
        id = "price"
        numbers = { from = 0, to = 10, step = 1 }
        status_quo = 0
        [[issue]]
        id = "colour"
        options = ["red", "blue", "green"]
        status_quo = "red"
        [[party]]
        id = "seller"
        reservation = 0.1
        strategy = { bidding = "linear" }
        interest = [{ issue = "price", weight = 1, value = { linear = "rising" } }]
        [[party]]
        id = "buyer"
        reservation = 0.1
        strategy = { bidding = "linear" }
        interest = [
          { issue = "price", weight = 3, value = { linear = "falling" } },
          { issue = "colour", weight = 1, value = { table = { red = 0, blue = BLUE, green = 1 } } },
        ]
    "#;

    /// What the buyer likes best of what gives the seller this much; whether that is then known for other floors.
    fn is_known_for(others: [f64; 2], blue: &str) -> [bool; 2] {
        let text = TEXT.replace("BLUE", blue);
        let loaded = crate::scenario::parse("chair.toml", text.as_bytes(), &[]);
        let scenario = loaded
            .unwrap_or_else(|bad| panic!("{}", bad.render(false)))
            .scenario;
        let (space, mut draw, mut search) = (Space::new(&scenario), Draw::default(), Search::new());
        draw.draw(&scenario, &Streams::new(1), 0);
        let compiler = Compiler::new(&scenario);
        let valuations = compiler.compile_all(&scenario, &space, &draw, &mut search);
        search.remember(Some(Memo::default()));
        let asked = |floor, way| Asked {
            about: 1,
            floor,
            at_least: f64::NEG_INFINITY,
            way,
        };
        assert_eq!(search.recall(&asked(0.55, 1)), None);
        search.begin(&space, space.start(), |_| true);
        search.add(&valuations[0], 0.55);
        search.add(&valuations[1], f64::NEG_INFINITY);
        let limits = Limits {
            nodes: u64::MAX,
            ..Limits::EXACT
        };
        assert!(search.maximise_asked(&space, &Sum(&[0.0, 1.0]), asked(0.55, 1), limits));
        assert_eq!(search.best[0], 6, "the least price that will do");
        let found = search.best.clone();
        assert_eq!(search.recall(&asked(0.55, 1)), Some(true));
        assert_eq!(search.best, found);
        others.map(|floor| search.recall(&asked(floor, 2)).is_some())
    }

    #[test]
    fn an_answer_without_an_equal_holds_up_to_what_it_gives() {
        assert_eq!(is_known_for([0.58, 0.6], "0.9"), [true, true]);
        assert_eq!(is_known_for([0.54, 0.61], "0.9"), [false, false]);
        // Blue is as good as green: which is found hangs on how one asks.
        assert_eq!(is_known_for([0.55, 0.58], "1"), [false, false]);
    }
}
