//! The signals by which a process is asked to stop.

use std::io;
use tokio::sync::watch;

/// A value that becomes true when the process is asked to stop, by SIGINT (Ctrl-C) or SIGTERM.
///
/// # Errors
/// The system does not let signals be heard.
#[cfg(unix)]
pub(super) fn signals() -> io::Result<watch::Receiver<bool>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
        // The second time the system's own way is taken, which ends the process.
        let _ = stop.send(true);
        stop.closed().await;
    });
    Ok(stopping)
}

/// A value that becomes true when the process is asked to stop by Ctrl-C.
///
/// # Errors
/// None on this system.
#[cfg(not(unix))]
pub(super) fn signals() -> io::Result<watch::Receiver<bool>> {
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            let _ = stop.send(true);
            stop.closed().await;
        }
    });
    Ok(stopping)
}
