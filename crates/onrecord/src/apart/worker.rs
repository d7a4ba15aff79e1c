//! The process, seen from outside.

use super::frames;
use super::{Answer, Request, Said};
use crate::reading::Unreadable;
use std::env;
use std::io;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How many answers may wait to be taken.
const AHEAD: usize = 16;

/// A process that reads. It is ended when this is dropped.
pub(super) struct Worker {
    process: Child,
    to: ChildStdin,
    answers: Receiver<io::Result<Option<Answer>>>,
    patience: Duration,
}

impl Worker {
    /// Starts one.
    pub(super) fn start(patience: Duration) -> io::Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        command.arg(crate::arguments::READ_APART);
        Self::of(command, patience)
    }

    fn of(mut command: Command, patience: Duration) -> io::Result<Self> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(to), Some(mut from)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (sender, answers) = mpsc::sync_channel(AHEAD);
        // It ends with the process, or when nobody takes the answers any more.
        thread::spawn(move || {
            loop {
                let answer = frames::take(&mut from);
                let is_last = !matches!(answer, Ok(Some(_)));
                if sender.send(answer).is_err() || is_last {
                    break;
                }
            }
        });
        Ok(Self {
            process,
            to,
            answers,
            patience,
        })
    }

    /// Asks it, and takes what it says as it comes.
    pub(super) fn ask(
        &mut self,
        request: &Request,
        bytes: &[u8],
        mut take: impl FnMut(Said),
    ) -> Result<(String, Vec<(String, String)>), Unreadable> {
        frames::send(&mut self.to, request)
            .and_then(|()| frames::send_bytes(&mut self.to, bytes))
            .map_err(|_| self.ended())?;
        loop {
            match self.answers.recv_timeout(self.patience) {
                Ok(Ok(Some(Answer::Busy))) => take(Said::Page),
                Ok(Ok(Some(Answer::Document(read)))) => take(Said::Document(read)),
                Ok(Ok(Some(Answer::Done { taken_for, unread }))) => return Ok((taken_for, unread)),
                Ok(Ok(Some(Answer::Failed(why)))) => return Err(Unreadable::Apart(why)),
                Ok(Ok(None) | Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    return Err(self.ended());
                }
                Err(RecvTimeoutError::Timeout) => {
                    return Err(Unreadable::TooSlow(self.patience.as_secs()));
                }
            }
        }
    }

    /// The error of a process that is no more.
    fn ended(&mut self) -> Unreadable {
        let status = self.process.wait();
        Unreadable::Ended(status.map_or_else(|e| e.to_string(), |status| status.to_string()))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Both fail only where it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::reading::Wishes;

    fn ask(program: &str, arguments: &[&str]) -> Unreadable {
        let mut command = Command::new(program);
        command.args(arguments);
        let mut worker = Worker::of(command, Duration::from_millis(200)).unwrap();
        let wishes = Wishes::default();
        let request = Request::Read { name: None, wishes };
        let never = |_| panic!("no document comes");
        worker.ask(&request, b"%PDF-1.7", never).unwrap_err()
    }

    #[test]
    fn a_process_that_hangs_is_given_up() {
        assert!(matches!(ask("sleep", &["60"]), Unreadable::TooSlow(_)));
    }

    #[test]
    fn a_process_that_ends_is_told() {
        assert!(matches!(ask("false", &[]), Unreadable::Ended(_)));
        assert!(matches!(
            ask("echo", &["nonsense, and a lot of it"]),
            Unreadable::Ended(_)
        ));
    }
}
