//! Colours: what stands for what, in every chart alike.
//!
//! Parties have the Okabe-Ito colours (Okabe & Ito 2008), which people with any common kind of
//! colour vision tell apart; outcome classes have shades of viridis, no deal is always grey.

use crate::simulate::forecast::Forecast;

/// A colour with its opacity from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Color {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// Opacity.
    pub alpha: f64,
}

impl Color {
    /// An opaque colour from `0xRRGGBB`.
    pub const fn hex(code: u32) -> Self {
        let [_, r, g, b] = code.to_be_bytes();
        Self {
            rgb: [r, g, b],
            alpha: 1.0,
        }
    }

    /// The colour mixed with white: `amount` 1 keeps it, 0 is white. Opaque, so that what overlaps
    /// does not darken.
    pub fn tint(self, amount: f64) -> Self {
        let mix = |c: u8| (255.0 - (255.0 - f64::from(c)) * amount.clamp(0.0, 1.0)).round() as u8;
        Self {
            rgb: self.rgb.map(mix),
            alpha: 1.0,
        }
    }

    /// The colour, see-through.
    pub fn fade(self, alpha: f64) -> Self {
        Self { alpha, ..self }
    }

    /// Relative luminance from 0 (black) to 1 (white), without the gamma step: enough to choose
    /// between dark and light text.
    pub fn lightness(self) -> f64 {
        let [r, g, b] = self.rgb.map(f64::from);
        (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255.0
    }

    /// The colour, darkened until small text in it can be read on white.
    pub fn for_text(self) -> Self {
        let scale = (0.42 / self.lightness().max(0.42)).min(1.0);
        Self {
            rgb: self.rgb.map(|c| (f64::from(c) * scale).round() as u8),
            alpha: 1.0,
        }
    }
}

/// Titles, numbers, what matters.
pub const INK: Color = Color::hex(0x222222);
/// Explanations, axes.
pub const MUTED: Color = Color::hex(0x666666);
/// Grid lines.
pub const GRID: Color = Color::hex(0xE8E8E8);
/// Paper.
pub const WHITE: Color = Color::hex(0xFFFFFF);
/// No deal.
pub const NO_DEAL: Color = Color::hex(0x999999);
/// Packages that fit no outcome class.
pub const OTHER: Color = Color::hex(0xB8A27E);
/// Quantities that belong to no party and no outcome class.
pub const PLAIN: Color = Color::hex(0x3B5B7A);

const OKABE_ITO: [Color; 6] = [
    Color::hex(0x0072B2),
    Color::hex(0xD55E00),
    Color::hex(0x009E73),
    Color::hex(0xCC79A7),
    Color::hex(0xE69F00),
    Color::hex(0x56B4E9),
];

/// The colour of a party by its index. Beyond six, colours come again: the label tells them apart.
pub const fn party(index: usize) -> Color {
    OKABE_ITO[index % OKABE_ITO.len()]
}

/// Viridis at nine even steps (Smith & van der Walt 2015), without its lightest tenth, which
/// cannot be told from white paper.
const VIRIDIS: [Color; 9] = [
    Color::hex(0x440154),
    Color::hex(0x482878),
    Color::hex(0x3E4989),
    Color::hex(0x31688E),
    Color::hex(0x26828E),
    Color::hex(0x1F9E89),
    Color::hex(0x35B779),
    Color::hex(0x6ECE58),
    Color::hex(0xB5DE2B),
];

/// A shade between dark (0) and light (1).
pub fn viridis(position: f64) -> Color {
    let place = position.clamp(0.0, 1.0) * (VIRIDIS.len() - 1) as f64;
    let below = (place as usize).min(VIRIDIS.len() - 2);
    let part = place - below as f64;
    let [from, to] = [VIRIDIS[below].rgb, VIRIDIS[below + 1].rgb];
    let mix = |k: usize| f64::from(from[k]) + (f64::from(to[k]) - f64::from(from[k])) * part;
    Color {
        rgb: [0, 1, 2].map(|k| mix(k).round() as u8),
        alpha: 1.0,
    }
}

/// Colours of the outcome classes of a forecast, by index: shades by rank, the commonest darkest.
pub fn outcomes(forecast: &Forecast) -> Vec<Color> {
    let classes = forecast.outcomes.iter();
    classes_by(classes.map(|outcome| (outcome.id.as_str(), outcome.count as f64)))
}

/// Colours of outcome classes, each with its id and how much it weighs.
pub fn classes_by<'a>(classes: impl Iterator<Item = (&'a str, f64)>) -> Vec<Color> {
    let classes: Vec<(&str, f64)> = classes.collect();
    let mut ranked: Vec<usize> = (0..classes.len())
        .filter(|&k| !matches!(classes[k].0, "no_deal" | "other"))
        .collect();
    ranked.sort_by(|&a, &b| classes[b].1.total_cmp(&classes[a].1));
    let mut colors: Vec<Color> = classes
        .iter()
        .map(|(id, _)| match *id {
            "no_deal" => NO_DEAL,
            _ => OTHER,
        })
        .collect();
    // The first few take the whole range: rarer ones are seldom drawn.
    let steps = (ranked.len().clamp(2, 8) - 1) as f64;
    for (rank, &k) in ranked.iter().enumerate() {
        colors[k] = viridis(0.15 + 0.75 * (rank as f64 / steps).min(1.0));
    }
    colors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tint_runs_from_white_to_the_colour() {
        assert_eq!(party(0).tint(0.0), WHITE);
        assert_eq!(party(0).tint(1.0), party(0));
    }

    #[test]
    fn viridis_meets_its_ends() {
        assert_eq!(viridis(-1.0), VIRIDIS[0]);
        assert_eq!(viridis(0.5), VIRIDIS[4]);
        assert_eq!(viridis(2.0), VIRIDIS[8]);
    }

    #[test]
    fn text_is_never_pale() {
        for k in 0..6 {
            assert!(party(k).for_text().lightness() < 0.43);
        }
    }
}
