//! A progress bar on standard error, for work that takes more than a second.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter work shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts steps, and shows them once the work has taken a second.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    /// Begins work of `steps` steps, none when nobody knows how many, that `what` names.
    pub(super) fn of(steps: Option<usize>, what: &'static str) -> Self {
        let steps = steps.map(|steps| steps as u64);
        let bar = ProgressBar::with_draw_target(steps, ProgressDrawTarget::hidden()).with_message(what);
        let look = if steps.is_some() { "{msg} {wide_bar} {pos}/{len} {eta}" } else { "{msg} {spinner} {pos}" };
        if let Ok(style) = ProgressStyle::with_template(look) {
            bar.set_style(style);
        }
        Self { bar, begun: Instant::now() }
    }

    /// Counts so many steps that are done.
    pub(super) fn advance(&self, steps: usize) {
        if self.bar.is_hidden() && self.begun.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(steps as u64);
    }

    /// Lets `print` write lines without the bar between them.
    pub(super) fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
