//! How far something has come: a bar on a terminal, nothing anywhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// Draws at most this often a second.
const RATE: u8 = 10;

/// A bar on the standard error; hidden where that is no terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar that counts `what`; how many there are is said with [`Progress::of`].
    pub(crate) fn new(what: &'static str) -> Self {
        let target = ProgressDrawTarget::stderr_with_hz(RATE);
        let bar = ProgressBar::with_draw_target(None, target);
        let template = format!("{{bar:24}} {{pos}} of {{len}} {what}  {{wide_msg}}");
        // The template is one of ours, all of the same shape; a plain bar would do as well.
        let style = ProgressStyle::with_template(&template)
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("━━─"));
        bar.enable_steady_tick(Duration::from_millis(250));
        Self { bar }
    }

    /// Nothing at all, for who asked for quiet.
    pub(crate) fn hidden() -> Self {
        Self {
            bar: ProgressBar::hidden(),
        }
    }

    /// How many there are to do.
    pub(crate) fn of(&self, all: u64) {
        if self.bar.length() != Some(all) {
            self.bar.set_length(all);
        }
    }

    /// So many are done; `name` is what is in hand.
    pub(crate) fn at(&self, done: u64, name: &str) {
        self.bar.set_position(done);
        self.bar.set_message(name.to_owned());
    }

    /// What other threads say of their work with.
    pub(crate) fn ticker(&self) -> Ticker {
        Ticker {
            bar: self.bar.clone(),
        }
    }

    /// Does something that prints, with the bar out of the way.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Takes the bar away.
    pub(crate) fn finish(self) {
        self.bar.finish_and_clear();
    }
}

/// Says beside the bar what a thread is at.
pub(crate) struct Ticker {
    bar: ProgressBar,
}

impl Ticker {
    /// So many pages of `name` were recognised by now.
    pub(crate) fn pages(&self, name: &str, pages: u32) {
        self.bar
            .set_message(format!("{name}: page {pages} recognised"));
    }
}
