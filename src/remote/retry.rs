//! Trying again: an engine that restarts or is busy is asked again after pauses that grow, or after the time that it names.

use std::thread;
use std::time::Duration;

use super::error::RemoteError;

/// Longer than this nothing is waited for.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Does `work` until it succeeds, fails for good, or has failed `times` times more than once. The first pause is `pause`, each that
/// follows twice as long. `tell` learns of a failure and the pause that follows it.
///
/// # Errors
/// The last failure.
pub fn retry<T>(
    times: u32,
    mut pause: Duration,
    mut work: impl FnMut() -> Result<T, RemoteError>,
    mut tell: impl FnMut(&RemoteError, Duration),
) -> Result<T, RemoteError> {
    for _ in 0..times {
        let error = match work() {
            Err(error) if error.is_transient() => error,
            done => return done,
        };
        let asked = match &error {
            RemoteError::Status { retry_after, .. } => *retry_after,
            _ => None,
        };
        let now = asked.unwrap_or(pause);
        if now > LONGEST_PAUSE {
            return Err(error);
        }
        tell(&error, now);
        thread::sleep(now);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    work()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn busy(retry_after: Option<u64>) -> RemoteError {
        RemoteError::Status {
            url: "http://127.0.0.1/".parse().unwrap(),
            status: 503,
            said: String::new(),
            retry_after: retry_after.map(Duration::from_secs),
            has_credentials: false,
        }
    }

    fn pauses(times: u32, failure: impl Fn(usize) -> Option<RemoteError>) -> (bool, Vec<Duration>) {
        let (mut count, mut pauses) = (0, Vec::new());
        let work = || {
            count += 1;
            failure(count).map_or(Ok(()), Err)
        };
        let done = retry(times, Duration::from_millis(1), work, |_, pause| pauses.push(pause)).is_ok();
        (done, pauses)
    }

    #[test]
    fn the_pauses_grow_until_it_succeeds() {
        let (done, pauses) = pauses(5, |count| (count < 4).then(|| busy(None)));
        assert!(done);
        assert_eq!(pauses, [1, 2, 4].map(Duration::from_millis));
    }

    #[test]
    fn the_server_names_the_pause_and_too_long_a_one_ends_it() {
        assert_eq!(pauses(5, |count| (count < 2).then(|| busy(Some(0)))), (true, vec![Duration::ZERO]));
        assert_eq!(pauses(5, |_| Some(busy(Some(3600)))), (false, vec![]));
    }

    #[test]
    fn what_fails_for_good_or_too_often_is_given_up() {
        let moved = |_| Some(RemoteError::Refused("the endpoint is elsewhere".to_owned()));
        assert_eq!(pauses(5, moved), (false, vec![]));
        assert_eq!(pauses(2, |_| Some(busy(None))).1.len(), 2);
    }
}
