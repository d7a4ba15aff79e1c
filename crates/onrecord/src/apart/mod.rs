//! Reading intricate formats in a process of its own, with limits on memory and time, so that a file
//! made to do harm, or a fault in a reader, costs that file and no more.
//!
//! The process is this very program, started with a hidden command. It is given one original after
//! another over its standard input, and answers over its standard output; each thread that reads has
//! one, started when first needed. It opens no file but what it needs to start (and Tesseract, where
//! pictures of words are to be recognised).

mod frames;
mod inside;
mod worker;

pub(crate) use inside::serve;

use crate::reading::{Contents, Unreadable, Wishes};
use onrecord_record::{Document, ReaderId, Reading};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::time::Duration;
use worker::Worker;

/// Most memory the process may take, in bytes, where the system can hold it to that (Linux and other
/// Unix systems; elsewhere only time is limited).
const MEMORY: u64 = 4 << 30;

/// How long it may be silent. It says something after every document and every recognised page.
const PATIENCE: Duration = Duration::from_secs(300);

/// What the process is asked; the original's bytes follow.
#[derive(Debug, Serialize, Deserialize)]
enum Request {
    /// To read an original, and what is in its documents.
    Read {
        name: Option<String>,
        wishes: Wishes,
    },
    /// To derive the documents of an original again.
    Again { reader: ReaderId },
}

/// What it answers: any number of the first two, then one of the others.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    /// A page was recognised.
    Busy,
    /// A document, and its reading where that was asked for.
    Document(Box<(Document, Option<Reading>)>),
    /// That was all.
    Done {
        taken_for: String,
        unread: Vec<(String, String)>,
    },
    /// It could not be read.
    Failed(String),
}

/// What it says before it is done.
enum Said {
    /// A page was recognised.
    Page,
    /// A document, and its reading where that was asked for.
    Document(Box<(Document, Option<Reading>)>),
}

thread_local! {
    /// This thread's process, if one was started.
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
}

/// Reads an original and what is in its documents. `busy` is told after every recognised page how many
/// there were so far.
pub(crate) fn read(
    bytes: &[u8],
    name: Option<String>,
    wishes: &Wishes,
    busy: &dyn Fn(u32),
) -> Result<Contents, Unreadable> {
    let wishes = wishes.clone();
    let (mut documents, mut pages) = (Vec::new(), 0);
    let request = Request::Read { name, wishes };
    let (taken_for, unread) = ask(&request, bytes, |said| match said {
        Said::Page => {
            pages += 1;
            busy(pages);
        }
        Said::Document(read) => {
            if let (document, Some(reading)) = *read {
                documents.push(onrecord_case::ReadDocument::new(document, reading));
            }
        }
    })?;
    Ok(Contents {
        documents,
        unread,
        taken_for,
    })
}

/// Derives the documents of an original again, as the reader once did.
pub(crate) fn read_again(bytes: &[u8], reader: &ReaderId) -> Result<Vec<Document>, Unreadable> {
    let reader = reader.clone();
    let mut documents = Vec::new();
    ask(&Request::Again { reader }, bytes, |said| {
        if let Said::Document(read) = said {
            documents.push(read.0);
        }
    })?;
    Ok(documents)
}

/// Asks this thread's process. One that failed is ended, and the next question starts another.
fn ask(
    request: &Request,
    bytes: &[u8],
    take: impl FnMut(Said),
) -> Result<(String, Vec<(String, String)>), Unreadable> {
    WORKER.with_borrow_mut(|worker| {
        let mut ready = match worker.take() {
            Some(ready) => ready,
            None => Worker::start(PATIENCE).map_err(Unreadable::NoProcess)?,
        };
        let asked = ready.ask(request, bytes, take);
        // A process that answered, even with a refusal, is sound.
        if !matches!(asked, Err(Unreadable::Ended(_) | Unreadable::TooSlow(_))) {
            *worker = Some(ready);
        }
        asked
    })
}
