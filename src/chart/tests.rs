//! The charts on a realistic sample and on edge cases: what they say, that nothing is cut off or
//! overlaps, that equal numbers give equal bytes.

use super::*;

#[path = "../../tests/support/sample.rs"]
mod sample;

fn plates() -> Vec<(Chart, Plate)> {
    let (forecast, details) = (sample::forecast(), sample::details());
    let each = Chart::ALL.into_iter();
    each.map(|chart| (chart, plate(chart, &forecast, &details)))
        .collect()
}

#[test]
fn titles_state_the_findings() {
    let expected = [
        "Energy-strike pause only is the likeliest end: 47 in 100 runs",
        "“Foreign military aid and intelligence: ends” is a red line for Ukraine in 81 and United States in 56 of 100 \
         runs",
        "The commonest deal joins “Energy strikes: paused for 30 days” and “Prisoners: 175 for 175 exchanged”: 23 in \
         100 deals",
        "United States gains most over no deal (+0.12 on average), Ukraine least (+0.04)",
        "Both Russia and Ukraine could have had more in 86 of 100 deals",
        "Energy-strike pause only on day 6 after 13 offers, in the most typical run",
        "United States gives way most: its median demand falls by 0.30, that of Russia by 0.09",
        "Half of all deals are done by day 7; 24 in 100 runs end without one by day 30",
    ];
    for ((chart, plate), expected) in plates().into_iter().zip(expected) {
        let title = plate.alt.split(". ").next();
        assert_eq!(title, Some(expected), "{}", chart.id());
    }
}

#[test]
fn texts_of_the_sample_are_whole_apart_and_large_enough() {
    for (chart, plate) in plates() {
        let chart = chart.id();
        assert!(
            plate.canvas.cut_off().is_empty(),
            "{chart}: {:?}",
            plate.canvas.cut_off()
        );
        assert!(
            plate.canvas.overlaps().is_empty(),
            "{chart}: {:?}",
            plate.canvas.overlaps()
        );
        assert!(plate.canvas.smallest_text() >= 20.0, "{chart}");
    }
}
