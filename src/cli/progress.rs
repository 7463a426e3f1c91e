//! The progress bar: on a terminal only, with the current estimate.

use super::console::Console;
use crate::report::number::{half_width, tenths};
use crate::report::text::clean;
use crate::simulate::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how far a simulation has come, on standard error; nothing where that is no terminal.
pub(super) struct Bar {
    bar: ProgressBar,
    shown: bool,
}

impl Bar {
    /// A bar for so many runs; for as many as it takes, where that is not known.
    pub fn new(console: Console, total: Option<u64>) -> Self {
        let template = match total {
            Some(_) => "  simulating {bar:20} {human_pos} runs  eta {eta}  {wide_msg}",
            None => "  simulating {spinner} {human_pos} runs  {wide_msg}",
        };
        Self::with(console, total, template)
    }

    /// A bar for so many games of a tournament.
    pub fn of_games(console: Console, total: u64) -> Self {
        let template = "  playing {bar:20} {human_pos} of {human_len} games  eta {eta}";
        Self::with(console, Some(total), template)
    }

    /// A bar for so many runs of a study.
    pub fn of_study(console: Console, total: u64) -> Self {
        let template = "  simulating {bar:20} {human_pos} of {human_len} runs  eta {eta}";
        Self::with(console, Some(total), template)
    }

    fn with(console: Console, total: Option<u64>, template: &str) -> Self {
        let bar = ProgressBar::hidden();
        if !console.is_quiet() {
            if let Some(total) = total {
                bar.set_length(total);
            }
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style.progress_chars("██░"));
            }
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
        let shown = !bar.is_hidden();
        Self { bar, shown }
    }

    /// So many games or runs are played.
    pub fn games(&self, done: u64) {
        self.bar.set_position(done);
    }

    /// Shows the estimate so far.
    pub fn show(&self, progress: &Progress) {
        let ends = [-1.0, 1.0].map(|side| progress.share + side * progress.half_width);
        self.bar.set_message(format!(
            "{} in 100 ±{} {}",
            tenths(progress.share),
            half_width(ends[0], ends[1]),
            clean(&progress.headline)
        ));
        self.bar.set_position(progress.done);
    }

    /// Counts a run that begins; estimates come much more seldom.
    pub fn begin_run(&self) {
        if self.shown {
            self.bar.inc(1);
        }
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
