//! How well beliefs over private no-deal values are calibrated, over 10,000 random games; the chart
//! in the gallery:
//!
//! ```text
//! cargo run --release --example belief_calibration output/gallery/beliefs
//! ```

use std::error::Error;
use std::path::PathBuf;
use zopa::chart::{ImageFormat, Reliability, draw_reliability};
use zopa::experiment::calibration::Calibration;

#[path = "../tests/support/games.rs"]
mod games;
use games::{Manner, judge};

const GAMES: u64 = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = PathBuf::from(folder.as_deref().unwrap_or("output/beliefs"));
    let played = |manner| {
        let mut calibration = Calibration::default();
        (0..GAMES / 2).for_each(|game| judge(game, manner, &mut calibration));
        calibration
    };
    let [clock, others] = [Manner::Clock, Manner::Others].map(played);
    let groups = [
        ("Parties that go by the clock", &clock),
        ("Parties whose manner is only guessed", &others),
    ];
    for (name, calibration) in groups {
        println!(
            "{name}: expected calibration error {:.4}, Brier score {:.4}, {} statements",
            calibration.error(),
            calibration.brier(),
            calibration.count()
        );
    }
    let reliability = Reliability {
        groups: &groups,
        name: "10,000 random games of two",
        statement: "What each side states at the end of the talks: that the other's no-deal value lies at or below a quartile of its \
                    distribution.",
        footer: &format!(
            "10,000 random games, 3 statements a side · zopa {} · conditional on the stated assumptions",
            env!("CARGO_PKG_VERSION")
        ),
    };
    let drawing = draw_reliability(reliability, ImageFormat::Png)?;
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("calibration.png"), drawing.image)?;
    std::fs::write(folder.join("calibration.csv"), drawing.csv)?;
    std::fs::write(folder.join("calibration.txt"), drawing.alt + "\n")?;
    println!("wrote {}", folder.join("calibration.png").display());
    Ok(())
}
