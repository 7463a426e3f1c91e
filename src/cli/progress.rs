//! The progress bar: on a terminal only, with the current estimate.

use super::console::Console;
use crate::report::number::{half_width, tenths};
use crate::report::text::clean;
use crate::simulate::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how far a simulation has come, on standard error; nothing where that is no terminal.
pub(super) struct Bar {
    bar: ProgressBar,
    quiet: bool,
    started: bool,
}

impl Bar {
    pub fn new(console: Console) -> Self {
        Self {
            bar: ProgressBar::hidden(),
            quiet: console.is_quiet(),
            started: false,
        }
    }

    pub fn show(&mut self, progress: &Progress) {
        let ends = [-1.0, 1.0].map(|side| progress.share + side * progress.half_width);
        self.bar.set_message(format!(
            "{} in 100 ±{} {}",
            tenths(progress.share),
            half_width(ends[0], ends[1]),
            clean(&progress.headline)
        ));
        self.bar.set_position(progress.done);
        if !self.started && !self.quiet {
            self.start(progress.total);
        }
        self.started = true;
    }

    /// Shows how many of a tournament's games are played.
    pub fn games(&mut self, done: u64, all: u64) {
        self.bar.set_position(done);
        if !self.started && !self.quiet {
            self.bar.set_length(all);
            self.draw("  playing {bar:20} {human_pos} of {human_len} games  eta {eta}");
        }
        self.started = true;
    }

    /// Shows the bar once it knows what to show.
    fn start(&self, total: Option<u64>) {
        let template = match total {
            Some(total) => {
                self.bar.set_length(total);
                "  simulating {bar:20} {human_pos} runs  eta {eta}  {wide_msg}"
            }
            None => "  simulating {spinner} {human_pos} runs  {wide_msg}",
        };
        self.draw(template);
    }

    fn draw(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("██░"));
        }
        self.bar
            .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
