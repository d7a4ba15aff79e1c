//! Work on all cores, results in the order of the input.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How many results may wait for their turn, for each worker: bounds memory where one large
/// document holds up many small ones.
const AHEAD_PER_WORKER: usize = 8;

/// Which items were handed out, and which results wait for their turn.
struct Board<T> {
    next_to_start: usize,
    next_to_take: usize,
    done: BTreeMap<usize, T>,
    stopped: bool,
}

/// Does `work` on every item, on as many threads as `workers` says, and hands the results to `take`
/// on this thread in the order of the items. Where `take` fails, no further work is begun and its
/// error is returned.
///
/// `work` must not panic: a result that never comes would be waited for.
pub(crate) fn in_order<I: Sync, T: Send, E>(
    items: &[I],
    workers: usize,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(&I, T) -> Result<(), E>,
) -> Result<(), E> {
    let workers = workers.clamp(1, items.len().max(1));
    let ahead = workers * AHEAD_PER_WORKER;
    let board = Mutex::new(Board {
        next_to_start: 0,
        next_to_take: 0,
        done: BTreeMap::new(),
        stopped: false,
    });
    let changed = Condvar::new();
    let lock = || board.lock().unwrap_or_else(PoisonError::into_inner);
    let start = || {
        let mut board = lock();
        while !board.stopped && board.next_to_start >= board.next_to_take + ahead {
            board = changed.wait(board).unwrap_or_else(PoisonError::into_inner);
        }
        let index = board.next_to_start;
        board.next_to_start += 1;
        (!board.stopped).then_some(index)
    };
    let worker = || {
        while let Some(index) = start()
            && let Some(item) = items.get(index)
        {
            let result = work(item);
            lock().done.insert(index, result);
            changed.notify_all();
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(worker);
        }
        for (index, item) in items.iter().enumerate() {
            let mut board = lock();
            let result = loop {
                match board.done.remove(&index) {
                    Some(result) => break result,
                    None => {
                        board = changed.wait(board).unwrap_or_else(PoisonError::into_inner);
                    }
                }
            };
            board.next_to_take = index + 1;
            drop(board);
            changed.notify_all();
            if let Err(error) = take(item, result) {
                lock().stopped = true;
                changed.notify_all();
                return Err(error);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..500).collect();
        let mut taken = Vec::new();
        // The first items take longest, so that the last are done before their turn.
        let slow_first = |n: &u64| {
            for step in 0..(500 - n) * 40 {
                std::hint::black_box(step);
            }
            *n
        };
        in_order(&items, 4, slow_first, |_, n| {
            taken.push(n);
            Ok::<(), ()>(())
        })
        .unwrap();
        assert_eq!(taken, items);
    }

    #[test]
    fn an_error_stops_the_rest() {
        let items: Vec<usize> = (0..10_000).collect();
        let result = in_order(
            &items,
            3,
            |n| *n,
            |_, n| if n == 7 { Err(n) } else { Ok(()) },
        );
        assert_eq!(result, Err(7));
    }

    #[test]
    fn nothing_to_do_is_done() {
        assert_eq!(in_order(&[], 4, |(): &()| (), |_, ()| Err("no")), Ok(()));
    }
}
