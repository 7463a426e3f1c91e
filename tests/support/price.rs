//! A price between a seller who follows a script and a buyer with a strategy of the scenario format.

use zopa::game::search::Number;
use zopa::model::Scenario;
use zopa::negotiate::strategy::{Answer, Strategy, View};
use zopa::negotiate::{Happening, Listener, Player, Setting, Talks};

/// Offers what it is told, round by round, and accepts nothing.
pub struct Script(pub Vec<Number>);

impl Strategy for Script {
    fn answer(&mut self, _: &mut View<'_>, _: Number) -> Answer {
        Answer::Refuse
    }

    fn propose(&mut self, view: &mut View<'_>) -> Option<Number> {
        self.0.get(view.round as usize - 1).copied()
    }
}

/// A price from 0 to 100, which the seller wants high and the buyer low; no deal is worth nothing.
/// `keys` is the buyer's strategy.
pub fn price(rounds: u32, keys: &str) -> Scenario {
    let text = format!(
        r#"name = "A price"
        [[issue]]
        id = "price"
        numbers = {{ from = 0, to = 100, step = 1 }}
        [[party]]
        id = "seller"
        reservation = 0
        interest = [{{ issue = "price", weight = 1, value = {{ linear = "rising" }} }}]
        [[party]]
        id = "buyer"
        reservation = 0
        interest = [{{ issue = "price", weight = 1, value = {{ linear = "falling" }} }}]
        strategy = [{{ {keys} }}]
        [protocol]
        kind = "alternating_offers"
        after_deal = "stop"
        [time]
        rounds = {rounds}
        "#
    );
    zopa::scenario::parse("price.toml", text.as_bytes(), &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

/// What is heard of talks over a price.
#[derive(Default)]
pub struct Offers {
    /// Prices that the buyer offers.
    pub buyer: Vec<u16>,
    /// Round and price of the deal.
    pub deal: Option<(u32, u16)>,
}

impl Listener for Offers {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        match happening {
            Happening::Offer {
                party: 1, package, ..
            } => self.buyer.push(package[0]),
            Happening::Deal { package, .. } => self.deal = Some((talks.round, package[0])),
            _ => {}
        }
    }
}

/// What a buyer offers, and how it ends, where the seller asks for these prices.
pub fn against(seller: &[Number], rounds: u32, keys: &str) -> Offers {
    let scenario = price(rounds, keys);
    let setting = Setting::new(&scenario);
    let mut player = Player::new(&setting, 1);
    assert!(player.seat(0, Box::new(Script(seller.to_vec()))));
    let mut offers = Offers::default();
    player.play(0, &mut offers);
    offers
}
