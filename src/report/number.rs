//! Numbers as people read them: "47", "46.9", "559,872", "+0.14".
//!
//! Shares are fractions from 0 to 1 and are told as so many in 100. A share that is not exactly
//! 0 or 1 is never rounded to it: something that happened once must not read as "never".

/// A share as a whole number out of 100: "47", "<1", ">99", "0", "100".
///
/// ```
/// use zopa::report::number::in_100;
/// assert_eq!(in_100(0.469), "47");
/// assert_eq!(in_100(0.001), "<1");
/// assert_eq!(in_100(0.999), ">99");
/// assert_eq!(in_100(0.0), "0");
/// assert_eq!(in_100(1.0), "100");
/// ```
pub fn in_100(share: f64) -> String {
    let rounded = (share * 100.0).round();
    if share > 0.0 && rounded < 1.0 {
        "<1".to_owned()
    } else if share < 1.0 && rounded > 99.0 {
        ">99".to_owned()
    } else {
        fixed(rounded, 0)
    }
}

/// A share with one digit more, for comparing with a bound: "46.9".
///
/// ```
/// assert_eq!(zopa::report::number::tenths(0.4691), "46.9");
/// ```
pub fn tenths(share: f64) -> String {
    fixed(share * 100.0, 1)
}

/// Half the width of an interval between two shares, in points out of 100: "1.1".
///
/// ```
/// assert_eq!(zopa::report::number::half_width(0.458, 0.480), "1.1");
/// ```
pub fn half_width(low: f64, high: f64) -> String {
    fixed((high - low) / 2.0 * 100.0, 1)
}

/// A difference of shares in points out of 100, without sign: "18", "0.4" below one point.
///
/// ```
/// use zopa::report::number::points;
/// assert_eq!(points(-0.18), "18");
/// assert_eq!(points(0.004), "0.4");
/// ```
pub fn points(difference: f64) -> String {
    let size = difference.abs() * 100.0;
    fixed(size, usize::from(size < 0.95))
}

/// A utility: two decimals.
///
/// ```
/// assert_eq!(zopa::report::number::utility(0.5), "0.50");
/// ```
pub fn utility(value: f64) -> String {
    fixed(value, 2)
}

/// A change of utility: two decimals and a sign.
///
/// ```
/// use zopa::report::number::gain;
/// assert_eq!(gain(0.137), "+0.14");
/// assert_eq!(gain(-0.2), "−0.20");
/// ```
pub fn gain(value: f64) -> String {
    let text = fixed(value.abs(), 2);
    if text == "0.00" {
        text
    } else if value < 0.0 {
        format!("−{text}")
    } else {
        format!("+{text}")
    }
}

/// A number with its sign and so many decimals; what rounds to 0 has no sign.
///
/// ```
/// use zopa::report::number::signed;
/// assert_eq!(signed(20.31, 1), "+20.3");
/// assert_eq!(signed(-0.0042, 3), "−0.004");
/// assert_eq!(signed(-0.0042, 1), "0.0");
/// ```
pub fn signed(value: f64, decimals: usize) -> String {
    let text = fixed(value.abs(), decimals);
    if text.chars().all(|c| c == '0' || c == '.') {
        text
    } else if value < 0.0 {
        format!("−{text}")
    } else {
        format!("+{text}")
    }
}

/// A whole number with thousands separators.
///
/// ```
/// assert_eq!(zopa::report::number::thousands(559_872), "559,872");
/// ```
pub fn thousands(n: u128) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of packages: exact up to 15 digits, then as a power of ten ("about 10^23").
///
/// ```
/// use zopa::report::number::packages;
/// assert_eq!(packages(559_872), "559,872");
/// assert_eq!(packages(u128::MAX), "more than 10^38");
/// ```
pub fn packages(n: u128) -> String {
    let digits = n.to_string().len();
    match n {
        u128::MAX => format!("more than 10^{}", digits - 1),
        _ if digits > 15 => format!("about 10^{}", digits - 1),
        _ => thousands(n),
    }
}

/// Any number in at most four significant digits, without trailing zeros: "0.35", "1,250", "30".
///
/// ```
/// use zopa::report::number::short;
/// assert_eq!(short(0.350_04), "0.35");
/// assert_eq!(short(1250.0), "1,250");
/// assert_eq!(short(-0.5), "−0.5");
/// assert_eq!(short(0.0000123), "0.0000123");
/// ```
pub fn short(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "–".to_owned()
        } else if value < 0.0 {
            "−∞".to_owned()
        } else {
            "∞".to_owned()
        };
    }
    let size = value.abs();
    let text = if size >= 1e15 {
        format!("{size:.3e}")
    } else if size >= 1000.0 {
        thousands(size.round() as u128)
    } else {
        significant(size)
    };
    if value < 0.0 && text != "0" {
        format!("−{text}")
    } else {
        text
    }
}

/// Four significant digits of a number from 0 to 1000.
fn significant(size: f64) -> String {
    // `{:.3e}` names the power of ten exactly, without a logarithm that may err by one.
    let scientific = format!("{size:.3e}");
    let exponent = scientific
        .split_once('e')
        .and_then(|(_, power)| power.parse::<i32>().ok())
        .unwrap_or(0);
    let decimals = (3 - exponent).clamp(0, 12) as usize;
    let text = format!("{size:.decimals$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// "1 run", "10,000 runs".
///
/// ```
/// use zopa::report::number::count;
/// assert_eq!(count(1, "run"), "1 run");
/// assert_eq!(count(2, "party"), "2 parties");
/// ```
pub fn count(n: u128, noun: &str) -> String {
    let number = thousands(n);
    if n == 1 {
        return format!("{number} {noun}");
    }
    let consonant_y = noun.ends_with('y') && !noun.ends_with("ay");
    match noun.strip_suffix('y') {
        Some(stem) if consonant_y => format!("{number} {stem}ies"),
        _ => format!("{number} {noun}s"),
    }
}

/// A number of days: whole where it is whole.
///
/// ```
/// use zopa::report::number::day;
/// assert_eq!(day(Some(6.0)), "6");
/// assert_eq!(day(Some(6.5)), "6.5");
/// assert_eq!(day(None), "–");
/// ```
pub fn day(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), short)
}

/// Fixed decimals, and never "-0".
fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| c == '0' || c == '.') => rest.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_never_reads_as_never() {
        for n in 1..1000u32 {
            let share = f64::from(n) / 1000.0;
            assert_ne!(in_100(share), "0");
            assert_ne!(in_100(share), "100");
        }
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(tenths(-0.000_01), "0.0");
        assert_eq!(gain(-0.001), "0.00");
        assert_eq!(short(-0.0), "0");
    }

    #[test]
    fn digits_are_grouped_from_the_right() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn days_keep_their_y() {
        assert_eq!(count(3, "day"), "3 days");
        assert_eq!(count(0, "strategy"), "0 strategies");
    }
}
