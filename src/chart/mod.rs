//! Charts of a forecast, as PNG or SVG with their data and a description in words.

use crate::simulate::forecast::{Details, Forecast};

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
}

impl Chart {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Outcomes,
        Self::Conditions,
        Self::Package,
        Self::Payoffs,
        Self::Frontier,
        Self::Dance,
        Self::Concessions,
        Self::Timing,
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
}

/// Draws a chart in memory.
///
/// # Errors
/// A message if the image cannot be encoded.
pub fn draw(
    _chart: Chart,
    _forecast: &Forecast,
    _details: &Details,
    _format: ImageFormat,
) -> Result<Drawing, String> {
    todo!()
}
