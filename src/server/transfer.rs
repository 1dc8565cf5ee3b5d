//! A connection that has to be broken off, because the answer on it cannot be finished and must not look finished.

use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

/// Whether a connection can still be used.
#[derive(Debug, Default)]
pub(super) struct Transfer {
    broken: AtomicBool,
    notify: Notify,
}

impl Transfer {
    /// Ends the connection, whatever is on its way.
    pub(super) fn break_off(&self) {
        self.broken.store(true, Ordering::SeqCst);
        self.notify.notify_one();
    }

    pub(super) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::SeqCst)
    }

    /// Returns when the connection must be ended.
    pub(super) async fn broken(&self) {
        self.notify.notified().await;
    }
}
