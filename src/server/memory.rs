//! Rows that are sorted, grouped or made distinct are held in memory, half a gigabyte a second in the worst case. When all
//! queries together have taken too much, all that run are cancelled: better a few refusals than no server.
//!
//! What counts is what the process has grown by since no query was running. Memory that is free again but not given
//! back to the system is thereby no reason to refuse the next query, which uses it again.

use oxigraph::sparql::CancellationToken;
use std::collections::HashMap;
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{MissedTickBehavior, interval};

/// How often the memory is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// The running queries.
#[derive(Default)]
pub(super) struct Running {
    next: AtomicU64,
    tokens: Mutex<HashMap<u64, Run>>,
}

struct Run {
    token: CancellationToken,
    exceeded: bool,
}

/// A query that runs until this is dropped.
pub(super) struct Runs {
    running: Arc<Running>,
    number: u64,
}

impl Running {
    /// Enters a query that `token` cancels.
    pub(super) fn enter(self: &Arc<Self>, token: CancellationToken) -> Runs {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.with(|tokens| tokens.insert(number, Run { token, exceeded: false }));
        Runs { running: Arc::clone(self), number }
    }

    fn with<T>(&self, change: impl FnOnce(&mut HashMap<u64, Run>) -> T) -> T {
        change(&mut self.tokens.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn cancel_all(&self) -> usize {
        self.with(|tokens| {
            for run in tokens.values_mut() {
                run.exceeded = true;
                run.token.cancel();
            }
            tokens.len()
        })
    }
}

impl Runs {
    /// Whether the query was cancelled because too much memory was taken.
    pub(super) fn exceeded(&self) -> bool {
        self.running.with(|tokens| tokens.get(&self.number).is_some_and(|run| run.exceeded))
    }
}

impl Drop for Runs {
    fn drop(&mut self) {
        self.running.with(|tokens| tokens.remove(&self.number));
    }
}

/// Cancels the running queries whenever they have taken more than `limit` bytes; `places` are all free when none runs. Returns at
/// once on a system that does not tell a process its memory.
pub(super) async fn watch(running: Arc<Running>, places: Arc<Semaphore>, all: u32, limit: u64) {
    let Some(mut idle) = resident() else { return };
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        let Some(now) = resident() else { return };
        if running.with(|tokens| tokens.is_empty()) {
            idle = now;
        } else if now > idle.saturating_add(limit) {
            let number = running.cancel_all();
            tracing::warn!("{number} queries took more than {limit} bytes of memory and are cancelled");
            // Nobody begins until all have ended.
            let Ok(_places) = places.acquire_many(all).await else { return };
            idle = resident().unwrap_or(now);
        }
    }
}

/// The bytes of memory that the process has, as Linux tells.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_is_cancelled() {
        let running = Arc::new(Running::default());
        let (first, second) = (CancellationToken::new(), CancellationToken::new());
        let ended = running.enter(first.clone());
        drop(ended);
        let runs = running.enter(second.clone());
        assert_eq!(running.cancel_all(), 1);
        assert!(!first.is_cancelled() && second.is_cancelled() && runs.exceeded());
    }
}
