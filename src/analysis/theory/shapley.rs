//! The Shapley value of a game with transferable utility: what each player adds to those before it, on
//! average over all orders of arrival (Shapley 1953, doi:10.1515/9781400881970-018):
//! `phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S and i) - v(S))`.

/// Most players: their coalitions are gone through one by one.
pub const MOST_PLAYERS: usize = 24;

/// The value of each of `n` players; `worth` takes a coalition as bits, player 0 the lowest. `None`
/// beyond 24 players.
///
/// ```
/// use zopa::analysis::theory::shapley_value;
/// // Player 0 has a left glove, 1 and 2 a right one each; a pair is worth 1.
/// let pairs = |players: u32| f64::from(players & 1 == 1 && players & 6 != 0);
/// let found = shapley_value(3, pairs).expect("few players");
/// assert!((found[0] - 2.0 / 3.0).abs() < 1e-15);
/// ```
pub fn shapley_value(n: usize, worth: impl Fn(u32) -> f64) -> Option<Vec<f64>> {
    if n > MOST_PLAYERS {
        return None;
    }
    // Orders in which a coalition of a size comes before a player: 1 / (n (n - 1 choose size)).
    let mut shares = vec![1.0 / n as f64; n];
    for size in 1..n {
        shares[size] = shares[size - 1] * size as f64 / (n - size) as f64;
    }
    let mut values = vec![0.0; n];
    for coalition in 0..1u32 << n {
        let alone = worth(coalition);
        for (player, value) in values.iter_mut().enumerate() {
            if coalition >> player & 1 == 0 {
                let added = worth(coalition | 1 << player) - alone;
                *value += shares[coalition.count_ones() as usize] * added;
            }
        }
    }
    Some(values)
}
