//! How long each chart takes as PNG and as SVG, on a forecast in the shape of the first scenario.
//! Goal: below 100 ms each.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use zopa::chart::{Chart, ImageFormat, draw};

#[path = "../tests/support/sample.rs"]
mod sample;

fn charts(criterion: &mut Criterion) {
    let (forecast, details) = (sample::forecast(), sample::details());
    let mut group = criterion.benchmark_group("charts");
    group.sample_size(20);
    group.throughput(Throughput::Elements(1));
    for chart in Chart::ALL {
        let formats = [("png", ImageFormat::Png), ("svg", ImageFormat::Svg)];
        for (name, format) in formats {
            group.bench_function(format!("{}/{name}", chart.id()), |bencher| {
                bencher.iter(|| {
                    let drawing = draw(chart, black_box(&forecast), &details, format);
                    let drawing = drawing.expect("the sample can be drawn");
                    assert!(!drawing.image.is_empty() && !drawing.csv.is_empty());
                    drawing
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, charts);
criterion_main!(benches);
