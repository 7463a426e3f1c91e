//! The progress bar: on a terminal only, with the current estimate.

use super::console::Console;
use crate::report::number::{half_width, tenths};
use crate::report::text::{clean, shorten};
use crate::simulate::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how far a simulation has come, on standard error; nothing where that is no terminal.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub fn new(console: Console) -> Self {
        let target = if console.is_quiet() {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(10)
        };
        Self(ProgressBar::with_draw_target(None, target))
    }

    pub fn show(&self, progress: &Progress) {
        if self.0.length().is_none() {
            self.start(progress.total);
        }
        self.0.set_position(progress.done);
        let (low, high) = (
            progress.share - progress.half_width,
            progress.share + progress.half_width,
        );
        self.0.set_message(format!(
            "{} {} in 100 ±{}",
            shorten(&clean(&progress.headline), 32),
            tenths(progress.share),
            half_width(low, high)
        ));
    }

    fn start(&self, total: Option<u64>) {
        let template = match total {
            Some(total) => {
                self.0.set_length(total);
                "  simulating {bar:24} {human_pos} runs  {msg}  eta {eta}"
            }
            None => "  simulating {spinner} {human_pos} runs  {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style.progress_chars("██░"));
        }
    }

    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
