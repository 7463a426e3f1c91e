//! The options of a row in words: neighbours on a scale of numbers as a range, with the unit once.

/// The chosen ones of an issue's options, in order: "0 to 2, 5 days a week", or "frozen, barred" where
/// they are no numbers.
pub fn words(names: &[String], chosen: &[usize]) -> String {
    let Some((numbers, unit)) = scale(names) else {
        let chosen: Vec<&str> = chosen.iter().map(|&k| names[k].as_str()).collect();
        return chosen.join(", ");
    };
    let run = |run: &[usize]| match *run {
        [first, .., last] => format!("{} to {}", numbers[first], numbers[last]),
        _ => run.iter().map(|&k| numbers[k]).collect(),
    };
    let runs: Vec<String> = chosen.chunk_by(|a, b| a + 1 == *b).map(run).collect();
    format!("{} {unit}", runs.join(", ")).trim_end().to_owned()
}

/// The numbers as written and their unit, where all options are ascending numbers in one unit.
fn scale(names: &[String]) -> Option<(Vec<&str>, &str)> {
    let parts = names
        .iter()
        .map(|name| name.split_once(' ').unwrap_or((name, "")));
    let (numbers, units): (Vec<&str>, Vec<&str>) = parts.unzip();
    let unit = *units.first()?;
    let values: Option<Vec<f64>> = numbers.iter().map(|n| n.parse().ok()).collect();
    let ascending = values?.is_sorted_by(|a, b| a < b);
    let alike = units.iter().all(|other| *other == unit);
    (ascending && alike).then_some((numbers, unit))
}

#[cfg(test)]
mod tests {
    use super::words;

    fn said(names: &[&str], chosen: &[usize]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        words(&names, chosen)
    }

    #[test]
    fn neighbouring_numbers_are_a_range() {
        let days = [
            "0 days a week",
            "1 days a week",
            "2 days a week",
            "3 days a week",
        ];
        assert_eq!(said(&days, &[0, 1, 2]), "0 to 2 days a week");
        assert_eq!(said(&days, &[0, 1, 3]), "0 to 1, 3 days a week");
        assert_eq!(said(&days, &[2]), "2 days a week");
        assert_eq!(
            said(&["-0.2 %", "-0.1 %", "0 %"], &[0, 1]),
            "-0.2 to -0.1 %"
        );
        assert_eq!(said(&["10", "20", "30"], &[1, 2]), "20 to 30");
    }

    #[test]
    fn what_is_no_scale_is_listed() {
        assert_eq!(
            said(&["open", "frozen", "barred"], &[1, 2]),
            "frozen, barred"
        );
        let prizes = ["1 ship", "2 cows", "3 cows"];
        assert_eq!(said(&prizes, &[0, 1]), "1 ship, 2 cows");
        assert_eq!(said(&["2 %", "1 %"], &[0, 1]), "2 %, 1 %");
    }
}
