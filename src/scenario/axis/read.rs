//! The values of an axis as they are written: `FROM:TO:N`, `a,b,c` or `LO..HI`.

use super::{AxisError, FORMS, Level, MOST_VALUES, Values, error, number, tidy};

/// Reads the values of the axis at `path`; `whole` where only whole numbers make sense.
pub fn read(path: &str, text: &str, whole: bool) -> Result<Values, AxisError> {
    if let Some((low, high)) = text.split_once("..") {
        return between(path, [low, high], whole);
    }
    let parts: Vec<&str> = text.split(':').collect();
    if let [from, to, steps] = parts[..]
        && !text.contains(['{', '[', '"', '\'', ','])
    {
        return evenly(path, [from, to], steps, whole);
    }
    if parts.len() > 1 && parts.iter().all(|part| number(part.trim()).is_some()) {
        return error(
            format!(
                "`{path}={text}` is no range: it has {} numbers",
                parts.len()
            ),
            "FROM:TO:N has three, the last how many values",
        );
    }
    let items = items(text);
    let levels: Vec<Level> = items.iter().map(|item| Level::parse(item)).collect();
    if items.iter().any(|item| item.is_empty()) {
        return error(
            format!("`{path}={text}` has an empty value"),
            "commas stand between values",
        );
    }
    for (index, level) in levels.iter().enumerate() {
        if levels[..index].contains(level) {
            return error(
                format!("`{path}` takes the value {level} twice"),
                "each value is played once",
            );
        }
    }
    if let [only] = &levels[..] {
        return error(
            format!("`{path}` takes one value only, {only}"),
            "`FROM:TO:N` or `a,b,c` are several; a value that stays the same is set with `--set`",
        );
    }
    Ok(Values::Levels(levels))
}

fn between(path: &str, ends: [&str; 2], whole: bool) -> Result<Values, AxisError> {
    let [low, high] = numbers(path, ends)?;
    if low >= high {
        return error(
            format!("`{path}`: {low}..{high} is empty"),
            "the lower end comes first",
        );
    }
    if whole && (low.fract() != 0.0 || high.fract() != 0.0) {
        return error(
            format!("`{path}` takes whole numbers, not {low}..{high}"),
            "both ends must be whole",
        );
    }
    Ok(Values::Between { low, high })
}

fn evenly(path: &str, ends: [&str; 2], steps: &str, whole: bool) -> Result<Values, AxisError> {
    let [from, to] = numbers(path, ends)?;
    let count = match steps.trim().parse::<u64>() {
        Ok(count @ 2..=MOST_VALUES) => count,
        _ => {
            return error(
                format!("`{path}`: {:?} is no number of values", steps.trim()),
                "N in FROM:TO:N is a whole number from 2 to 100,000",
            );
        }
    };
    if from == to {
        return error(
            format!("`{path}`: from {from} to {to} is an empty range"),
            "FROM and TO must differ",
        );
    }
    let last = (count - 1) as f64;
    let at = |k: u64| tidy(from + (to - from) * (k as f64 / last));
    let values: Vec<f64> = (0..count).map(at).collect();
    if whole && values.iter().any(|value| value.fract() != 0.0) {
        return error(
            format!(
                "`{path}` takes whole numbers; {from}:{to}:{count} has {} among them",
                values
                    .iter()
                    .find(|value| value.fract() != 0.0)
                    .copied()
                    .unwrap_or_default()
            ),
            "N - 1 must divide TO - FROM",
        );
    }
    if values.windows(2).any(|pair| pair[0] == pair[1]) {
        return error(
            format!("`{path}`: {from} and {to} are too near each other for {count} values"),
            "fewer values, or ends further apart",
        );
    }
    Ok(Values::Levels(
        values.into_iter().map(Level::Number).collect(),
    ))
}

fn numbers(path: &str, texts: [&str; 2]) -> Result<[f64; 2], AxisError> {
    let mut found = [0.0; 2];
    for (slot, text) in found.iter_mut().zip(texts) {
        match number(text.trim()) {
            Some(number) => *slot = number,
            None => {
                return error(
                    format!("`{path}`: {:?} is not a finite number", text.trim()),
                    FORMS,
                );
            }
        }
    }
    Ok(found)
}

/// The parts between commas, but for commas within brackets or quotes.
fn items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                items.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(text[start..].trim());
    items
}

#[cfg(test)]
mod tests {
    use super::super::Axis;
    use super::Level;

    fn levels(text: &str) -> Vec<String> {
        let axis = Axis::parse(text, &[]).expect("an axis");
        axis.levels().iter().map(Level::to_string).collect()
    }

    fn wrong(text: &str) -> String {
        Axis::parse(text, &[]).expect_err("no axis").what
    }

    #[test]
    fn steps_are_even_and_round() {
        assert_eq!(levels("a=0.1:0.5:5"), ["0.1", "0.2", "0.3", "0.4", "0.5"]);
        assert_eq!(levels("a=1:-1:3"), ["1", "0", "-1"]);
        assert_eq!(
            levels("a=1e-9:3e-9:3"),
            ["0.000000001", "0.000000002", "0.000000003"]
        );
    }

    #[test]
    fn lists_keep_what_is_in_brackets_together() {
        assert_eq!(levels("a=x, y,z"), ["x", "y", "z"]);
        assert_eq!(
            levels("a={ uniform = [0, 1] },0.5,\"b,c\""),
            ["{ uniform = [0, 1] }", "0.5", "\"b,c\""]
        );
    }

    #[test]
    fn mistakes_are_told() {
        for (text, part) in [
            ("a", "no `=`"),
            ("a=", "lacks"),
            ("a=1:4", "it has 2 numbers"),
            ("a=1:1:4", "empty range"),
            ("a=0:1:0", "no number of values"),
            ("a=0:1:1000000000000", "no number of values"),
            ("a=NaN:1:3", "not a finite number"),
            ("a=0:inf:3", "not a finite number"),
            ("a=2..1", "is empty"),
            ("a=1,,2", "empty value"),
            ("a=1,2,1.0", "twice"),
            ("a=1", "one value only"),
            ("a=1:1.0000000000001:5", "too near"),
        ] {
            let said = wrong(text);
            assert!(said.contains(part), "{text}: {said}");
        }
    }
}
