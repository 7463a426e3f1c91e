//! The charts on a realistic sample and on edge cases: what they say, that nothing is cut off or
//! overlaps, that equal numbers give equal bytes, that no numbers make them panic.

use super::*;

mod edges;
mod random;
#[path = "../../tests/support/sample.rs"]
pub(super) mod sample;

fn plates(forecast: &Forecast, details: &Details) -> Vec<(&'static str, Plate)> {
    let each = Chart::ALL.into_iter();
    each.map(|chart| (chart.id(), plate(chart, forecast, details)))
        .collect()
}

/// Title of a chart: the first sentence of its description.
fn title(chart: Chart, forecast: &Forecast, details: &Details) -> String {
    let alt = plate(chart, forecast, details).alt;
    alt.split(". ").next().unwrap_or_default().to_owned()
}

/// Every text is whole, apart from the others and large enough.
fn assert_readable(forecast: &Forecast, details: &Details) {
    for (chart, plate) in plates(forecast, details) {
        let canvas = &plate.canvas;
        assert_eq!(canvas.cut_off(), [""; 0], "cut off in {chart}");
        assert_eq!(canvas.overlaps(), [("", ""); 0], "overlaps in {chart}");
        assert!(canvas.smallest_text() >= 20.0, "small text in {chart}");
    }
}

fn csv(chart: Chart) -> String {
    let (forecast, details) = (sample::forecast(), sample::details());
    let drawing = draw(chart, &forecast, &details, ImageFormat::Svg);
    drawing.expect("the sample can be drawn").csv
}

#[test]
fn titles_state_the_findings() {
    let expected = [
        "Energy-strike pause only is the likeliest end: 47 in 100 runs",
        "“Foreign military aid and intelligence: ends” is a red line for Ukraine in 81 and United States in 56 of 100 \
         runs",
        "The commonest deal, 23 in 100, joins “Energy strikes: paused for 30 days” and “Prisoners: 175 for 175 \
         exchanged”",
        "United States gains most over no deal (+0.12 on average), Ukraine least (+0.04)",
        "Both Russia and Ukraine could have had more in 86 of 100 deals, perhaps at the expense of others",
        "Energy-strike pause only on day 6 after 13 offers, in the most typical run",
        "The median demand of United States falls by 0.30, that of Russia by 0.09",
        "Half of all deals are done by day 7; 24 in 100 runs end without one",
        "Who has the cards and Price of oil move together: rank correlation 0.49, where the file says 0.50",
    ];
    let (forecast, details) = (sample::forecast(), sample::details());
    for (chart, expected) in Chart::ALL.into_iter().zip(expected) {
        assert_eq!(title(chart, &forecast, &details), expected);
    }
}

#[test]
fn the_sample_is_readable() {
    assert_readable(&sample::forecast(), &sample::details());
}

#[test]
fn tables_hold_the_numbers_drawn() {
    let outcomes = csv(Chart::Outcomes);
    let mut lines = outcomes.lines();
    let header = "outcome,name,count,share,low,high,median_day,gain.us,gain.russia,gain.ukraine";
    assert_eq!(lines.next(), Some(header));
    let first = lines.next().expect("a row per outcome");
    assert!(first.starts_with("energy_only,Energy-strike pause only,4690,0.469,0.459"));
    assert!(first.ends_with(",6,0.11,0.14,0.05"));
    assert_eq!(outcomes.lines().count(), 11);
    let conditions = csv(Chart::Conditions);
    assert!(conditions.contains("\noption,aid,ends,ukraine,,,0.81,"));
    assert!(
        conditions.contains("\ncondition,,,russia,no_nato,Ukraine renounces joining NATO,0.62,")
    );
    let package = csv(Chart::Package);
    assert!(
        package
            .contains("\npackage,1,energy=paused + prisoners=exchanged,energy_only,0.172,0.2251")
    );
    assert!(package.contains("\nclause,1,energy=paused,,0.64,0.8376"));
    assert!(csv(Chart::Payoffs).contains("\nrussia,utility_mean,,0.53\n"));
    assert!(csv(Chart::Frontier).contains("\nus,russia,no_deal,,0.38,0.43,\n"));
    assert!(csv(Chart::Dance).contains("\n6,accept,ukraine,Ukraine accepts,0.64,0.63,0.5\n"));
    assert!(csv(Chart::Concessions).contains("\nus,1,9750,0.811,"));
    assert!(csv(Chart::Timing).contains("\n30,30,no_deal,0.236,0.22"));
}

#[test]
fn the_same_numbers_give_the_same_bytes() {
    let (forecast, details) = (sample::forecast(), sample::details());
    for chart in Chart::ALL {
        for format in [ImageFormat::Png, ImageFormat::Svg] {
            let once = draw(chart, &forecast, &details, format).expect("the sample can be drawn");
            let again = draw(chart, &forecast, &details, format).expect("the sample can be drawn");
            assert_eq!(once.image, again.image, "{}", chart.id());
            assert_eq!(once.csv, again.csv);
            assert_eq!(once.alt, again.alt);
        }
    }
}

#[test]
fn a_png_is_a_picture_of_the_promised_size() {
    let (forecast, details) = (sample::forecast(), sample::details());
    let drawing = draw(Chart::Outcomes, &forecast, &details, ImageFormat::Png);
    let bytes = drawing.expect("the sample can be drawn").image;
    let picture = image::load_from_memory(&bytes)
        .expect("a valid PNG")
        .to_rgb8();
    assert_eq!(picture.dimensions(), (2000, 1125));
    assert_eq!(picture.get_pixel(5, 5).0, [255, 255, 255]);
    let grey = palette::NO_DEAL.rgb;
    assert!(
        picture.pixels().any(|pixel| pixel.0 == grey),
        "no deal is grey"
    );
}

#[test]
fn an_svg_says_its_title_and_escapes_names() {
    let (mut forecast, details) = (sample::forecast(), sample::details());
    forecast.scenario.name = "a < b & \"c\"\u{0}".to_owned();
    let drawing = draw(Chart::Outcomes, &forecast, &details, ImageFormat::Svg);
    let text = String::from_utf8(drawing.expect("drawn").image).expect("SVG is UTF-8");
    assert!(text.contains("is the likeliest end: 47 in 100 runs"));
    assert!(text.contains("a &lt; b &amp; &quot;c&quot;"));
    assert!(!text.contains('\u{0}') && !text.contains("NaN"));
    assert!(text.trim_end().ends_with("</svg>"));
}

#[test]
fn nearly_equal_outcomes_are_not_ranked() {
    let mut forecast = sample::forecast();
    let rival = forecast.outcomes[0].clone();
    let no_deal = forecast.outcomes.iter_mut().find(|o| o.id == "no_deal");
    let no_deal = no_deal.expect("no_deal always exists");
    (no_deal.count, no_deal.share) = (rival.count - 10, rival.share - 0.001);
    (no_deal.low, no_deal.high) = (rival.low, rival.high);
    let said = title(Chart::Outcomes, &forecast, &sample::details());
    assert_eq!(
        said,
        "Energy-strike pause only and No agreement by the deadline are about equally likely: 47 and 47 in 100 runs"
    );
}

#[test]
fn without_any_deal_the_charts_say_so() {
    let (forecast, details) = edges::no_deals();
    let said = |chart| title(chart, &forecast, &details);
    assert_eq!(
        said(Chart::Outcomes),
        "Every run ends the same way: No agreement by the deadline"
    );
    assert_eq!(
        said(Chart::Package),
        "No deal in any run, so no package to show"
    );
    assert_eq!(said(Chart::Timing), "No run reaches a deal by day 30");
    assert_eq!(
        said(Chart::Frontier),
        "No deal was struck; in 16 of 100 runs some package suited enough parties to be signed"
    );
    assert_readable(&forecast, &details);
}

#[test]
fn conditions_that_forbid_only_combinations_are_quoted() {
    let cases = edges::edge_cases();
    let bare = cases.iter().find(|(name, ..)| *name == "nothing-forbidden");
    let (_, forecast, details) = bare.expect("it is among them");
    assert_eq!(
        title(Chart::Conditions, forecast, details),
        "“Aid and intelligence go on” is a red line for Ukraine in 81 of 100 runs"
    );
    let alt = plate(Chart::Conditions, &sample::forecast(), details).alt;
    assert!(
        alt.contains("“A ceasefire only as part of a permanent settlement” – Russia 54 in 100")
    );
    assert!(
        !alt.contains("“Ukraine renounces joining NATO”"),
        "an option says it already"
    );
}

#[test]
fn edge_cases_are_readable() {
    for (_, forecast, details) in edges::edge_cases() {
        assert_readable(&forecast, &details);
    }
}

#[test]
fn utilities_as_given_are_told_as_such() {
    let (mut forecast, mut details) = (sample::forecast(), sample::details());
    details.frontiers.clear();
    let alt = |chart, forecast: &Forecast| plate(chart, forecast, &details).alt;
    forecast.parties[0].as_given = true;
    for chart in [Chart::Payoffs, Chart::Dance] {
        assert!(alt(chart, &forecast).contains("or as the file gives it"));
    }
    forecast
        .parties
        .iter_mut()
        .for_each(|party| party.as_given = true);
    for chart in [Chart::Payoffs, Chart::Dance] {
        let alt = alt(chart, &forecast);
        assert!(
            alt.contains("as the file gives it") && !alt.contains("worst"),
            "{alt}"
        );
    }
    assert_readable(&forecast, &details);
}
