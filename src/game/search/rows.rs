//! Rows: numbers of four dimensions side by side, which are added and compared at once.

/// Dimensions that are added up together.
pub(super) const LANES: usize = 4;

/// Numbers of four dimensions, or of fewer and noughts.
pub(super) type Row = [f64; LANES];

/// The sum of two rows.
#[inline(always)]
pub(super) fn plus(a: &Row, b: &Row) -> Row {
    std::array::from_fn(|k| a[k] + b[k])
}

/// The difference of two rows.
#[inline(always)]
pub(super) fn minus(a: &Row, b: &Row) -> Row {
    std::array::from_fn(|k| a[k] - b[k])
}

/// Whether a row is nowhere below another.
#[inline(always)]
pub(super) fn reaches(row: &Row, least: &Row) -> bool {
    // All at once: four tests one after the other take longer.
    (row[0] >= least[0]) & (row[1] >= least[1]) & (row[2] >= least[2]) & (row[3] >= least[3])
}

/// Writes numbers into the first lane of rows, and noughts into the others.
#[inline]
pub(super) fn begin_rows(rows: &mut [Row], numbers: impl Iterator<Item = f64>) {
    for (row, number) in rows.iter_mut().zip(numbers) {
        *row = [0.0; LANES];
        row[0] = number;
    }
}

/// Writes numbers into one lane of rows.
#[inline]
pub(super) fn into_lane(rows: &mut [Row], lane: usize, numbers: impl Iterator<Item = f64>) {
    fn write<const LANE: usize>(rows: &mut [Row], numbers: impl Iterator<Item = f64>) {
        for (row, number) in rows.iter_mut().zip(numbers) {
            row[LANE] = number;
        }
    }
    match lane {
        0 => write::<0>(rows, numbers),
        1 => write::<1>(rows, numbers),
        2 => write::<2>(rows, numbers),
        _ => write::<3>(rows, numbers),
    }
}

/// Writes numbers into all lanes of rows, a slice of as many numbers into each.
#[inline]
pub(super) fn side_by_side(numbers: [&[f64]; LANES], rows: &mut [Row]) {
    let [a, b, c, d] = numbers.map(|numbers| &numbers[..rows.len()]);
    for (place, row) in rows.iter_mut().enumerate() {
        *row = [a[place], b[place], c[place], d[place]];
    }
}

/// Adds slopes times rows to the scores, two at a time.
#[inline]
pub(super) fn add_up<const DIMS: usize>(slopes: [f64; DIMS], rows: &[Row], scores: &mut [f64]) {
    let (pairs, rest) = scores.as_chunks_mut::<2>();
    let (pairs_of_rows, rest_of_rows) = rows.as_chunks::<2>();
    for (scores, rows) in pairs.iter_mut().zip(pairs_of_rows) {
        add_up_each(slopes, rows, scores);
    }
    for (score, row) in rest.iter_mut().zip(rest_of_rows) {
        add_up_each(slopes, &[*row], std::array::from_mut(score));
    }
}

/// Adds slopes times as many rows to as many scores.
#[inline(always)]
fn add_up_each<const DIMS: usize, const ROWS: usize>(
    slopes: [f64; DIMS],
    rows: &[Row; ROWS],
    scores: &mut [f64; ROWS],
) {
    let mut sums = *scores;
    for (k, slope) in slopes.iter().enumerate() {
        sums = std::array::from_fn(|n| sums[n] + slope * rows[n][k]);
    }
    *scores = sums;
}

/// Writes a number per dimension into rows, and another where there is no dimension.
pub(super) fn fill_rows(numbers: &[f64], other: f64, rows: &mut Vec<Row>) {
    rows.clear();
    for numbers in numbers.chunks(LANES) {
        let mut row = [other; LANES];
        row[..numbers.len()].copy_from_slice(numbers);
        rows.push(row);
    }
}

/// No row at all: the least is above everything, and the most below.
pub(super) const NOTHING: (Row, Row) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);

/// Least and most of some rows, number by number.
#[inline(always)]
pub(super) fn ends_of<'a>(rows: impl Iterator<Item = &'a Row>) -> (Row, Row) {
    rows.fold(NOTHING, |ends, row| {
        (least(row, &ends.0), most(row, &ends.1))
    })
}

/// The lesser of two rows, number by number; the second where they are equal.
#[inline(always)]
pub(super) fn least(a: &Row, b: &Row) -> Row {
    std::array::from_fn(|k| if a[k] < b[k] { a[k] } else { b[k] })
}

/// The greater of two rows, number by number; the second where they are equal.
#[inline(always)]
pub(super) fn most(a: &Row, b: &Row) -> Row {
    std::array::from_fn(|k| if a[k] > b[k] { a[k] } else { b[k] })
}
