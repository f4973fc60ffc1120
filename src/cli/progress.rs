//! What a person who waits is shown: one line on standard error, after a second, taken away at the end.

use std::{
    env,
    io::{self, IsTerminal, Write},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// What is done quicker than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(200);

/// The line, until it is dropped.
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to count things, such as "recordings audited". `all` is how many there will be, if that is known.
    ///
    /// Only a person is told: standard error is a terminal, and this is no run of a CI.
    pub(super) fn of(what: &'static str, all: Option<usize>, quiet: bool) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let watched = !quiet && io::stderr().is_terminal() && env::var_os("CI").is_none();
        let drawing = watched.then(|| {
            let (stop, stopped) = channel();
            let done = Arc::clone(&done);
            let thread = std::thread::spawn(move || {
                let (since, mut line, mut pause) = (Instant::now(), Line::default(), PATIENCE);
                while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                    let text = words(done.load(Ordering::Relaxed), all, what, since.elapsed());
                    line.show(&text, &mut io::stderr());
                    pause = STEP;
                }
                line.show("", &mut io::stderr());
            });
            (stop, thread)
        });
        Self { done, drawing }
    }

    /// That many more are done.
    pub(super) fn add(&self, count: usize) {
        self.done.fetch_add(count, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.drawing.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}

fn words(done: usize, all: Option<usize>, what: &str, since: Duration) -> String {
    let of = all.map(|all| format!(" of {all}")).unwrap_or_default();
    format!("{what}: {done}{of}, {} s", since.as_secs())
}

/// A line that is written over itself.
#[derive(Default)]
struct Line {
    shown: usize,
}

impl Line {
    /// Writes a text over the one before it; that it cannot be written changes nothing.
    fn show(&mut self, text: &str, out: &mut dyn Write) {
        if self.shown > 0 || !text.is_empty() {
            let (left, over) = (self.shown.saturating_sub(text.len()), if text.is_empty() { "\r" } else { "" });
            let _ = write!(out, "\r{text}{:left$}{over}", "").and_then(|()| out.flush());
        }
        self.shown = text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_written_over_and_taken_away() {
        let (mut line, mut out) = (Line::default(), Vec::new());
        line.show("", &mut out);
        assert!(out.is_empty(), "nothing was shown, nothing is taken away");
        for text in ["10 done", "2 done", ""] {
            line.show(text, &mut out);
        }
        assert_eq!(String::from_utf8_lossy(&out), "\r10 done\r2 done \r      \r");
    }

    #[test]
    fn it_counts_what_is_done() {
        assert_eq!(
            words(3, Some(12), "recordings audited", Duration::from_millis(4900)),
            "recordings audited: 3 of 12, 4 s"
        );
        assert_eq!(words(512, None, "claims judged", Duration::from_secs(1)), "claims judged: 512, 1 s");
        // Nobody watches a test.
        let progress = Progress::of("recordings audited", None, true);
        progress.add(2);
        assert_eq!(progress.done.load(Ordering::Relaxed), 2);
    }
}
