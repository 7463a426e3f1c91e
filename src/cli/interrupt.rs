//! Ctrl-C, and being asked to end or hung up on: noted, so that the command can clean up and say where it stopped.

use std::sync::atomic::{AtomicBool, Ordering};

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// From now on, Ctrl-C (SIGINT, and SIGTERM and SIGHUP) is noted instead of ending the process.
pub(super) fn watch() {
    // Without a handler, Ctrl-C ends the process as usual; the hidden folder it leaves behind is
    // then the only harm.
    let _ = ctrlc::set_handler(|| REQUESTED.store(true, Ordering::Relaxed));
}

/// Whether Ctrl-C was pressed.
pub(super) fn requested() -> bool {
    REQUESTED.load(Ordering::Relaxed)
}
