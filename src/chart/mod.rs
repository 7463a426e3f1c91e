//! Charts of a forecast, as PNG or SVG with their data and a description in words.
//!
//! Each chart is a file of its own that turns numbers into a finding, a drawing and a table, from
//! the forecast alone. To add one: a variant of [`Chart`], and a file like the shortest of these.

mod axis;
mod canvas;
mod compare;
mod concessions;
mod conditions;
mod dance;
mod font;
mod frontier;
mod inputs;
mod layout;
mod levers;
mod marks;
mod matrix;
mod numbers;
mod outcomes;
mod package;
mod palette;
mod payoffs;
mod peeling;
mod reliability;
mod sweep;
mod table;
mod text;
mod timing;
mod tornado;

use crate::model::{Input, Scenario};
use crate::simulate::forecast::{Details, Forecast};
pub use compare::{Differences, draw_differences};
pub use font::add_font;
pub use levers::{LeverChart, draw_levers};
pub use matrix::{Matrix, draw_matrix};
pub use peeling::draw_peeling;
pub use reliability::{Reliability, draw_reliability};
pub use sweep::draw_sweep;
pub use tornado::draw_tornado;

use canvas::Canvas;
use table::Table;

/// Which chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// How will it end?
    Outcomes,
    /// Who cannot live with what?
    Conditions,
    /// Which clauses come together?
    Package,
    /// What does each side get?
    Payoffs,
    /// Was anything left on the table?
    Frontier,
    /// How did the talks go?
    Dance,
    /// How far and how fast does each side give way?
    Concessions,
    /// When is it settled, if at all?
    Timing,
    /// What do the runs start from?
    Inputs,
}

impl Chart {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Self::Outcomes,
        Self::Conditions,
        Self::Package,
        Self::Payoffs,
        Self::Frontier,
        Self::Dance,
        Self::Concessions,
        Self::Timing,
        Self::Inputs,
    ];

    /// The word for it in files and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Outcomes => "outcomes",
            Self::Conditions => "conditions",
            Self::Package => "package",
            Self::Payoffs => "payoffs",
            Self::Frontier => "frontier",
            Self::Dance => "dance",
            Self::Concessions => "concessions",
            Self::Timing => "timing",
            Self::Inputs => "inputs",
        }
    }

    /// The question it answers.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Outcomes => "How will it end?",
            Self::Conditions => "Who cannot live with what?",
            Self::Package => "Which clauses come together?",
            Self::Payoffs => "What does each side get?",
            Self::Frontier => "Was anything left on the table?",
            Self::Dance => "How did the talks go?",
            Self::Concessions => "How far and how fast does each side give way?",
            Self::Timing => "When is it settled, if at all?",
            Self::Inputs => "What do the runs start from?",
        }
    }

    /// Whether a scenario has anything for it: the inputs' chart needs named inputs, that of red lines
    /// needs conditions.
    pub fn suits(self, scenario: &Scenario) -> bool {
        match self {
            Self::Inputs => scenario.inputs.iter().any(Input::is_named),
            Self::Conditions => scenario.parties.iter().any(|p| !p.conditions.is_empty()),
            _ => true,
        }
    }

    /// The same, by a forecast and its material.
    pub fn has(self, forecast: &Forecast, details: &Details) -> bool {
        match self {
            Self::Inputs => !details.inputs.is_empty(),
            Self::Conditions => !forecast.conditions.is_empty(),
            _ => true,
        }
    }
}

/// File format of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// Pixels.
    Png,
    /// Lines and text.
    Svg,
}

/// A chart, drawn.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The image file's bytes.
    pub image: Vec<u8>,
    /// The numbers it shows, as CSV.
    pub csv: String,
    /// What it shows, in words, for those who cannot see it; its first sentence is the title.
    pub alt: String,
    /// Characters that are drawn as empty boxes, since no font has them, each once; see [`add_font`].
    pub lacking: String,
}

/// A chart before it is encoded.
struct Plate {
    canvas: Canvas,
    table: Table,
    alt: String,
}

impl Plate {
    /// Encodes it.
    fn drawing(self, format: ImageFormat) -> Result<Drawing, String> {
        Ok(Drawing {
            lacking: self.canvas.lacking(format),
            image: self.canvas.render(format)?,
            csv: self.table.write()?,
            alt: self.alt,
        })
    }
}

/// Draws a chart in memory. The same numbers give the same bytes. Whatever the numbers are, it
/// draws what can be drawn of them and says in words what cannot.
///
/// # Errors
/// A message if the image or the table cannot be encoded.
pub fn draw(
    chart: Chart,
    forecast: &Forecast,
    details: &Details,
    format: ImageFormat,
) -> Result<Drawing, String> {
    plate(chart, forecast, details).drawing(format)
}

fn plate(chart: Chart, forecast: &Forecast, details: &Details) -> Plate {
    match chart {
        Chart::Outcomes => outcomes::plate(forecast),
        Chart::Conditions => conditions::plate(forecast),
        Chart::Package => package::plate(forecast),
        Chart::Payoffs => payoffs::plate(forecast, details),
        Chart::Frontier => frontier::plate(forecast, details),
        Chart::Dance => dance::plate(forecast, details),
        Chart::Concessions => concessions::plate(forecast, details),
        Chart::Timing => timing::plate(forecast),
        Chart::Inputs => inputs::plate(forecast, details),
    }
}

#[cfg(test)]
mod tests;
