//! Which packages a look at a space sees: all of them, or evenly spread ones of a space that is too large.
//!
//! Package `k` of a sample is a multiple of the golden ratio, written in the mixed radix of the issues.
//! What breaks a limit is cut down to it: first come, first served, in an order of the issues
//! that turns with `k`, so that every issue is among the first in some packages.

use crate::game::Space;

/// Most packages looked at ...
const MOST: u64 = 2_000_000;
/// ... and most numbers added up for that: one per package, party and issue.
const MOST_NUMBERS: u64 = 256 * MOST;

/// The golden ratio's fraction.
const GOLDEN: u128 = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835;

/// A sample of the packages of a space.
pub(super) struct Sample<'a> {
    space: &'a Space,
    sizes: Vec<u128>,
    total: u128,
    /// Number of packages.
    pub size: u64,
    /// Whether these are all packages.
    pub whole: bool,
}

impl<'a> Sample<'a> {
    /// A sample for so many parties.
    pub fn of(space: &'a Space, parties: usize) -> Self {
        let issues = 0..space.issues();
        let sizes: Vec<u128> = issues.map(|i| space.options_of(i) as u128).collect();
        let total = sizes.iter().fold(1u128, |n, &size| n.saturating_mul(size));
        let all = u64::try_from(total).ok().filter(|&n| n <= MOST);
        let numbers = (parties * space.issues()).max(1) as u64;
        Self {
            space,
            sizes,
            total,
            size: all.unwrap_or_else(|| (MOST_NUMBERS / numbers).clamp(1, MOST)),
            whole: all.is_some(),
        }
    }

    /// Writes the package looked at as number `k`.
    pub fn pick(&self, k: u64, package: &mut [u16]) {
        let mut rest = match self.whole {
            true => u128::from(k),
            false => spread(u128::from(k), self.total),
        };
        for (issue, (option, size)) in package.iter_mut().zip(&self.sizes).enumerate().rev() {
            if self.total == u128::MAX {
                // No number reaches all packages: each issue goes its own way.
                let step = GOLDEN.rotate_left(1 + 7 * issue as u32) | 1;
                let fraction = u128::from(k + 1).wrapping_mul(step) >> 64;
                *option = ((fraction * size) >> 64) as u16;
                continue;
            }
            *option = (rest % size) as u16;
            rest /= size;
        }
        if !self.whole {
            self.cut_down(k, package);
        }
    }

    /// Lowers options, the last in the order of `k` first, until every limit is kept.
    fn cut_down(&self, k: u64, package: &mut [u16]) {
        let space = self.space;
        for limit in space.limits() {
            let numbers =
                |issue: usize| &limit.numbers[space.offset(issue)..space.offset(issue + 1)];
            let issues = 0..space.issues();
            let chosen: f64 = issues
                .clone()
                .map(|i| numbers(i)[package[i] as usize])
                .sum();
            let mut beyond = chosen - limit.at_most;
            let first = k as usize % space.issues();
            let in_order = issues.map(|n| (first + n) % space.issues());
            for issue in in_order.rev() {
                if beyond <= 0.0 {
                    break;
                }
                let numbers = numbers(issue);
                let before = numbers[package[issue] as usize];
                // Numbers ascend. The largest that is low enough, or the least there is.
                let fit = numbers.partition_point(|number| *number <= before - beyond);
                let option = fit.saturating_sub(1).min(package[issue] as usize);
                package[issue] = option as u16;
                beyond -= before - numbers[option];
            }
        }
    }
}

/// Multiples of the golden ratio spread evenly in every digit of the mixed radix.
fn spread(k: u128, total: u128) -> u128 {
    let fraction = (k + 1).wrapping_mul(GOLDEN) >> 64;
    if total >> 64 == 0 {
        (fraction * total) >> 64
    } else {
        (k + 1).wrapping_mul(GOLDEN) % total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::parse;

    /// Divides 100 among some, each with an issue of its own.
    fn pie(parties: usize) -> String {
        let mut text = String::from("name = \"Pie\"\n");
        let ids: Vec<String> = (0..parties).map(|p| format!("\"s{p}\"")).collect();
        for id in &ids {
            text += &format!(
                "[[issue]]\nid = {id}\nstatus_quo = 0\nnumbers = {{ from = 0, to = 100, step = 1 }}\n"
            );
        }
        text += &format!("[[limit]]\nissues = [{}]\nat_most = 100\n", ids.join(", "));
        for (p, id) in ids.iter().enumerate() {
            text += &format!(
                "[[party]]\nid = \"p{p}\"\ninterest = [{{ issue = {id}, weight = 1, value = {{ linear = \"rising\" }} }}]\nstrategy = {{ model = \"none\" }}\n"
            );
        }
        text + "[protocol]\nkind = \"legislative\"\n[time]\nrounds = 3\n"
    }

    #[test]
    fn a_sample_keeps_to_limits_and_gives_everybody_its_turn() {
        for parties in [5, 60] {
            let scenario = parse("pie.toml", pie(parties).as_bytes(), &[])
                .expect("valid")
                .scenario;
            let space = Space::new(&scenario);
            let sample = Sample::of(&space, parties);
            assert!(!sample.whole);
            assert!(sample.size * (parties * parties) as u64 <= MOST_NUMBERS);
            let mut package = vec![0; parties];
            let (mut most, mut full) = (vec![0; parties], 0);
            for k in 0..2000 {
                sample.pick(k, &mut package);
                assert!(space.keeps_limits(&package), "{package:?}");
                full += u32::from(package.iter().sum::<u16>() == 100);
                most.iter_mut()
                    .zip(&package)
                    .for_each(|(m, p)| *m = *p.max(m));
            }
            assert!(most.iter().all(|m| *m > 70), "{most:?}");
            assert!(full > 1500, "{full}");
        }
    }
}
