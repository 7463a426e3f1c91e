//! Drawing charts into a result: image, data and description of each.

use super::args::{Format, Images};
use super::failure::Failure;
use super::fonts;
use super::interrupt;
use crate::chart::{self, Chart, Drawing, ImageFormat};
use crate::report::markdown::ChartLink;
use crate::report::output::Place;
use crate::simulate::forecast::{Details, Forecast};
use rayon::prelude::*;

impl Format {
    /// The image formats it stands for.
    pub(super) fn images(self) -> &'static [ImageFormat] {
        match self {
            Self::Png => &[ImageFormat::Png],
            Self::Svg => &[ImageFormat::Svg],
            Self::Both => &[ImageFormat::Png, ImageFormat::Svg],
        }
    }
}

impl Images {
    /// The image formats asked for; none where no charts are wanted.
    pub(super) fn formats(&self) -> &'static [ImageFormat] {
        if self.no_charts {
            &[]
        } else {
            self.format.images()
        }
    }
}

/// The ending of image files.
pub(super) const fn ending(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Png => "png",
        ImageFormat::Svg => "svg",
    }
}

/// Path of a chart's files without an ending.
fn stem(chart: Chart) -> String {
    format!("charts/{}", chart.id())
}

fn path(chart: Chart, ending: &str) -> String {
    format!("{}.{ending}", stem(chart))
}

/// Paths of the files that drawing these charts writes.
pub(super) fn planned(charts: &[Chart], formats: &[ImageFormat]) -> Vec<String> {
    let of_chart = |&chart: &Chart| files(&stem(chart), formats);
    charts.iter().flat_map(of_chart).collect()
}

/// Paths of the files of one chart; `name` is theirs without an ending.
pub(super) fn files(name: &str, formats: &[ImageFormat]) -> Vec<String> {
    if formats.is_empty() {
        return Vec::new();
    }
    let endings = formats.iter().map(|&format| ending(format));
    let endings = endings.chain(["csv", "txt"]);
    endings.map(|ending| format!("{name}.{ending}")).collect()
}

/// One chart with its data and its description: the files of [`files`] with their bytes.
pub(super) fn drawn(
    name: &str,
    formats: &[ImageFormat],
    draw: impl Fn(ImageFormat) -> Result<Drawing, String>,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for &format in formats {
        let drawing = draw(format)
            .map_err(|error| Failure::running(format!("cannot draw `{name}`: {error}")))?;
        fonts::note(&drawing);
        if files.is_empty() {
            files.push((format!("{name}.csv"), drawing.csv.into_bytes()));
            files.push((format!("{name}.txt"), (drawing.alt + "\n").into_bytes()));
        }
        files.push((format!("{name}.{}", ending(format)), drawing.image));
    }
    Ok(files)
}

/// The formats that a saved recipe names.
pub(super) fn named(endings: &[String]) -> Vec<ImageFormat> {
    let all = [ImageFormat::Png, ImageFormat::Svg].into_iter();
    all.filter(|&format| endings.iter().any(|name| name == ending(format)))
        .collect()
}

/// Draws charts and writes them with their data (CSV) and description (text). Stops early where
/// Ctrl-C was pressed; the caller looks.
pub(super) fn write(
    place: &mut Place,
    forecast: &Forecast,
    details: &Details,
    charts: &[Chart],
    formats: &[ImageFormat],
    threads: Option<usize>,
) -> Result<Vec<ChartLink>, Failure> {
    let mut links = Vec::new();
    for (chart, drawings) in draw(forecast, details, charts, formats, threads) {
        for (format, drawing) in formats.iter().zip(drawings) {
            let drawing = drawing.map_err(|error| {
                Failure::running(format!("cannot draw the chart `{}`: {error}", chart.id()))
            })?;
            fonts::note(&drawing);
            let image = path(chart, ending(*format));
            place.write(&image, &drawing.image)?;
            if links.last().is_none_or(|(last, _)| *last != chart) {
                place.write(&path(chart, "csv"), drawing.csv.as_bytes())?;
                place.write(&path(chart, "txt"), (drawing.alt.clone() + "\n").as_bytes())?;
                let link = ChartLink {
                    path: image,
                    alt: drawing.alt,
                    question: chart.question().to_owned(),
                };
                links.push((chart, link));
            }
        }
    }
    Ok(links.into_iter().map(|(_, link)| link).collect())
}

/// A chart with its drawing in each format.
type Drawn = (Chart, Vec<Result<Drawing, String>>);

/// Draws in parallel; the order is that of `charts`.
fn draw(
    forecast: &Forecast,
    details: &Details,
    charts: &[Chart],
    formats: &[ImageFormat],
    threads: Option<usize>,
) -> Vec<Drawn> {
    let one = |&chart: &Chart| -> Option<Drawn> {
        if interrupt::requested() {
            return None;
        }
        let drawings = formats
            .iter()
            .map(|&format| chart::draw(chart, forecast, details, format));
        Some((chart, drawings.collect()))
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build();
    match pool {
        Ok(pool) => pool.install(|| charts.par_iter().filter_map(one).collect()),
        Err(_) => charts.iter().filter_map(one).collect(),
    }
}
