//! Work on many inputs, on all cores.
//!
//! Comes in: inputs and what is done with each. Goes out: what comes of it, one after the other in the order of the inputs,
//! whatever was done first. May call: nothing.

use std::num::NonZeroUsize;
use std::sync::mpsc::{self, Receiver};
use std::thread;

/// The number of processors.
pub(crate) fn processors() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Does `work` on each of `inputs`, on `threads` threads, and hands what comes of it to `take` in the order of the inputs.
///
/// Each thread does every so many-th input and waits with the next until the last but one was taken, so that no more results
/// are in memory than twice the number of threads and one. A single input is worked on where the caller is.
///
/// # Errors
/// The first that `take` returns; then the threads end with the input that they are at.
pub(crate) fn in_order<I: Sync, T: Send, E>(
    inputs: &[I],
    threads: NonZeroUsize,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(&I, T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.get().min(inputs.len());
    if threads <= 1 {
        return inputs.iter().try_for_each(|input| take(input, work(input)));
    }
    thread::scope(|scope| {
        let mut workers: Vec<Receiver<T>> = Vec::new();
        for first in 0..threads {
            let (sender, receiver) = mpsc::sync_channel(1);
            let (own, work) = (inputs.iter().skip(first).step_by(threads), &work);
            scope.spawn(move || own.map(work).try_for_each(|done| sender.send(done)));
            workers.push(receiver);
        }
        for (place, input) in inputs.iter().enumerate() {
            // A worker that panicked has hung up; the scope passes the panic on.
            let Ok(done) = workers[place % threads].recv() else { break };
            take(input, done)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(count: u32, threads: usize, most: u32) -> (Vec<u32>, Result<(), u32>) {
        let inputs: Vec<u32> = (0..count).collect();
        let mut taken = Vec::new();
        let ended = in_order(
            &inputs,
            NonZeroUsize::new(threads).unwrap(),
            |number| number * number,
            |_, square| {
                taken.push(square);
                if square < most { Ok(()) } else { Err(square) }
            },
        );
        (taken, ended)
    }

    #[test]
    fn results_come_in_the_order_of_the_inputs() {
        let expected: Vec<u32> = (0..50).map(|number| number * number).collect();
        for threads in [1, 3, 80] {
            assert_eq!(squares(50, threads, u32::MAX), (expected.clone(), Ok(())));
        }
        assert_eq!(squares(0, 2, 1), (Vec::new(), Ok(())));
    }

    #[test]
    fn an_error_ends_the_work() {
        assert_eq!(squares(1000, 2, 9), (vec![0, 1, 4, 9], Err(9)));
    }
}
