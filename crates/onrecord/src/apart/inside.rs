//! The process, seen from inside: takes requests until there are no more.

use super::{Answer, MEMORY, Request, frames};
use crate::in_order::in_order;
use crate::output;
use crate::reading::{self, Unreadable, Wishes};
use crate::recognition::Tesseract;
use onrecord_formats::{Limits, Recognise, RecognisedWord};
use onrecord_record::{Document, ReaderId};
use std::io::{self, Write as _};

/// Answers requests on the standard input.
pub(crate) fn serve() -> anyhow::Result<()> {
    limit_memory();
    let mut from = io::stdin().lock();
    while let Some(request) = frames::take::<Request>(&mut from)? {
        let Some(bytes) = frames::take_bytes(&mut from)? else {
            break;
        };
        let answer = match &request {
            Request::Read { name, wishes } => read(&bytes, name.clone(), wishes),
            Request::Again { reader } => again(&bytes, reader),
        };
        say(&answer.unwrap_or_else(|error| Answer::Failed(error.to_string())))?;
    }
    Ok(())
}

/// Reads an original, and says each document as soon as it is read.
fn read(bytes: &[u8], name: Option<String>, wishes: &Wishes) -> Result<Answer, Unreadable> {
    let tesseract = wishes.recognise.then(Tesseract::find).flatten();
    let telling = tesseract.map(Telling);
    let recogniser = telling.as_ref().map(|telling| telling as &dyn Recognise);
    let read = reading::guarded(|| {
        let hint = wishes.hint(name);
        Ok(onrecord_formats::read_with(
            bytes,
            &hint,
            &Limits::default(),
            recogniser,
        )?)
    })?;
    let (taken_for, unread) = reading::told(&read);
    // A mailbox or an archive may hold thousands of documents: they are read on all cores.
    let read_one = |document: &Document| {
        reading::guarded(|| Ok(reading::read_document(document.clone(), wishes.day)))
    };
    in_order(&read.documents, output::cores(), read_one, |_, read| {
        let read = read?;
        let (document, reading) = (read.document, Some(read.reading));
        say(&Answer::Document(Box::new((document, reading))))?;
        Ok::<(), Unreadable>(())
    })?;
    Ok(Answer::Done { taken_for, unread })
}

/// Derives documents again.
fn again(bytes: &[u8], reader: &ReaderId) -> Result<Answer, Unreadable> {
    for document in read_again(bytes, reader)? {
        say(&Answer::Document(Box::new((document, None))))?;
    }
    Ok(Answer::Done {
        taken_for: String::new(),
        unread: Vec::new(),
    })
}

fn read_again(bytes: &[u8], reader: &ReaderId) -> Result<Vec<Document>, Unreadable> {
    reading::guarded(|| {
        let read = onrecord_formats::reread(bytes, reader);
        let read = read.ok_or_else(|| {
            Unreadable::Apart("this version of the program does not have that reader".to_owned())
        })?;
        Ok(read?.documents)
    })
}

fn say(answer: &Answer) -> io::Result<()> {
    let mut to = io::stdout().lock();
    frames::send(&mut to, answer)?;
    to.flush()
}

/// Recognises, and says after every page that it is still at work.
struct Telling(Tesseract);

impl Recognise for Telling {
    fn name(&self) -> String {
        self.0.name()
    }

    fn recognise(&self, png: &[u8], dots_per_inch: u32) -> Result<Vec<RecognisedWord>, String> {
        let words = self.0.recognise(png, dots_per_inch);
        // Whether anybody listens is seen when the answer is sent.
        let _ = say(&Answer::Busy);
        words
    }
}

/// Holds this process to its memory, where the system can.
fn limit_memory() {
    #[cfg(unix)]
    {
        use rlimit::Resource;
        // Where it is refused, a lower limit is in force already.
        let _ = Resource::AS.set(MEMORY, MEMORY);
        let _ = Resource::CORE.set(0, 0);
    }
    #[cfg(not(unix))]
    let _ = MEMORY;
}
