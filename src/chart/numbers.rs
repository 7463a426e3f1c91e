//! Numbers in the words of the charts: "47 in 100", never "46.93%".

/// The number itself, or `otherwise` where it is none or infinite.
pub fn finite(x: f64, otherwise: f64) -> f64 {
    if x.is_finite() { x } else { otherwise }
}

/// A share between 0 and 1, whatever came in; also no −0, which a sum of no shares is.
pub fn share(x: f64) -> f64 {
    finite(x, 0.0).clamp(0.0, 1.0) + 0.0
}

/// A utility for drawing: 0 to 1 by definition, a little beyond where levers cost.
pub fn utility(x: f64) -> f64 {
    finite(x, 0.0).clamp(-9.0, 9.0)
}

/// A share as a number out of 100: "47"; "<1" and ">99" rather than a 0 or 100 that is not meant.
pub fn in_100(x: f64) -> String {
    let x = share(x);
    match (100.0 * x).round() {
        0.0 if x > 0.0 => "<1".to_owned(),
        100.0 if x < 1.0 => ">99".to_owned(),
        whole => format!("{whole}"),
    }
}

/// An interval of shares: "46–48", or "47" where both ends are the same in whole numbers.
pub fn interval([low, high]: [f64; 2]) -> String {
    let ends = [in_100(low), in_100(high)];
    match [ends[0].as_str(), ends[1].as_str()] {
        [low, high] if low == high => low.to_owned(),
        ["<1", high] => format!("0–{high}"),
        [low, ">99"] => format!("{low}–100"),
        [low, high] => format!("{low}–{high}"),
    }
}

/// Ends of the 95% Wilson interval (Wilson 1927) for a share found in `n` trials; all of 0 to 1
/// without trials.
pub fn wilson(x: f64, n: f64) -> [f64; 2] {
    const Z: f64 = 1.959_963_984_540_054;
    if !(n.is_finite() && n > 0.0) {
        return [0.0, 1.0];
    }
    let x = share(x);
    let z2 = Z * Z / n;
    let center = (x + z2 / 2.0) / (1.0 + z2);
    let half = Z * ((x * (1.0 - x) + z2 / 4.0) / n).sqrt() / (1.0 + z2);
    [(center - half).max(0.0), (center + half).min(1.0)]
}

/// A count with commas: "10,000".
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut spaced = String::with_capacity(digits.len() + 6);
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            spaced.push(',');
        }
        spaced.push(digit);
    }
    spaced
}

/// A difference with its sign and two decimals: "+0.14", "−0.05".
pub fn signed(x: f64) -> String {
    let x = finite(x, 0.0);
    let size = format!("{:.2}", x.abs());
    match size.as_str() {
        "0.00" => "±0.00".to_owned(),
        _ if x < 0.0 => format!("−{size}"),
        _ => format!("+{size}"),
    }
}

/// A quantity on an axis or in a sentence: as many decimals as `step` between neighbours needs,
/// with a true minus sign.
pub fn plain(x: f64, step: f64) -> String {
    let x = finite(x, 0.0);
    let decimals = match step.abs() {
        s if s >= 1.0 => 0,
        s if s >= 0.1 => 1,
        s if s >= 0.01 => 2,
        _ => 3,
    };
    let size = format!("{:.decimals$}", x.abs());
    let zero = size.chars().all(|c| matches!(c, '0' | '.'));
    if x < 0.0 && !zero {
        format!("−{size}")
    } else {
        size
    }
}

/// A day or a round: whole where it is whole, else with one decimal.
pub fn day(x: f64) -> String {
    let x = finite(x, 0.0).clamp(-1e15, 1e15);
    let tenths = (x * 10.0).round() / 10.0;
    if tenths >= 10_000.0 {
        return count(tenths.round() as u64);
    }
    if tenths == tenths.trunc() {
        format!("{tenths}")
    } else {
        format!("{tenths:.1}")
    }
}

/// What a chart leaves out, as a sentence to append: " And 3 more parties."; nothing for 0.
pub fn and_more(n: usize, [one, many]: [&str; 2]) -> String {
    match n {
        0 => String::new(),
        1 => format!(" And 1 {one}."),
        n => format!(" And {n} {many}."),
    }
}

/// Names as a list in a sentence: "A", "A and B", "A, B and C".
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_out_of_a_hundred() {
        assert_eq!(in_100(0.469), "47");
        assert_eq!(in_100(0.0), "0");
        assert_eq!(in_100(0.001), "<1");
        assert_eq!(in_100(0.999), ">99");
        assert_eq!(in_100(1.0), "100");
        assert_eq!(in_100(f64::NAN), "0");
        assert_eq!(in_100(std::iter::empty::<f64>().sum()), "0");
        assert_eq!(interval([0.46, 0.48]), "46–48");
        assert_eq!(interval([0.469, 0.471]), "47");
        assert_eq!(interval([0.001, 0.02]), "0–2");
    }

    #[test]
    fn wilson_is_the_textbook_interval() {
        // Agresti & Coull (1998), 0 of 10: the upper end is z2 / (n + z2) = 0.2775.
        let [low, high] = wilson(0.0, 10.0);
        assert_eq!(low, 0.0);
        assert!((high - 0.277_533).abs() < 1e-6);
        assert_eq!(wilson(0.5, 0.0), [0.0, 1.0]);
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(count(0), "0");
        assert_eq!(count(559_872), "559,872");
        assert_eq!(signed(-0.051), "−0.05");
        assert_eq!(signed(0.001), "±0.00");
        assert_eq!(plain(-0.0001, 0.2), "0.0");
        assert_eq!(day(6.0), "6");
        assert_eq!(day(6.25), "6.3");
        assert_eq!(day(12_000.5), "12,001");
        let names = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(list(&names), "A, B and C");
        assert_eq!(list(&names[..2]), "A and B");
        assert_eq!(and_more(1, ["more row", "more rows"]), " And 1 more row.");
        assert_eq!(and_more(0, ["more row", "more rows"]), "");
    }
}
