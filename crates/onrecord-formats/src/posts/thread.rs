//! Messages between people as one document: each under a line that says whose it is and when it was
//! sent, the oldest first.

use super::header;
use super::post::File;
use crate::derived::Derived;
use crate::table::row;
use onrecord_record::{Block, BlockKind, Document, Moment, Sourced};

/// A message.
pub(crate) struct Message {
    pub(crate) name: String,
    pub(crate) when: Option<Moment>,
    pub(crate) words: Derived,
}

/// The messages as one document; nothing where none has words. They are taken in the order of their
/// times, as they come where there are none.
pub(crate) fn document(
    file: &File,
    part: &str,
    title: Option<String>,
    mut messages: Vec<Message>,
) -> Option<Document> {
    messages.retain(|message| !message.words.as_str().trim().is_empty());
    if messages.iter().all(|message| message.when.is_some()) {
        messages.sort_by(|a, b| order(a).cmp(&order(b)));
    }
    let mut derived = Derived::default();
    let mut blocks: Vec<(usize, usize, usize)> = Vec::new();
    for message in &messages {
        let at = message.words.extent().start;
        if derived.len() > 0 {
            derived.inserted("\n\n", at);
        }
        let start = derived.len();
        let line = header::line(Some(&message.name), None, message.when.as_ref());
        derived.inserted(&line, at);
        let head = derived.len();
        if head > start {
            derived.inserted("\n", at);
        }
        let words = message.words.as_str();
        message.words.copy_to(row::trimmed(words), &mut derived);
        blocks.push((start, head, derived.len()));
    }
    if blocks.is_empty() {
        return None;
    }
    let mut document = file.document(part, derived);
    for (start, head, end) in blocks {
        let line = document
            .text
            .span(start..head)
            .filter(|span| !span.is_empty());
        document.blocks.extend(line.map(|span| Block {
            span,
            kind: BlockKind::Byline,
        }));
        let from = if head > start { head + 1 } else { start };
        let paragraphs = row::paragraphs(&document, from..end);
        document.blocks.extend(paragraphs);
    }
    let mut names: Vec<&str> = Vec::new();
    for message in &messages {
        if !names.contains(&message.name.as_str()) && names.len() < MOST_NAMES {
            names.push(&message.name);
        }
    }
    let sourced = |value: String, from: &str| Sourced {
        value,
        span: None,
        from: from.to_owned(),
    };
    let metadata = &mut document.metadata;
    let named = names.iter().filter(|name| !name.is_empty());
    metadata.authors = named
        .map(|n| sourced((*n).to_owned(), "the messages' senders"))
        .collect();
    metadata.title = title.map(|title| sourced(title, "the thread's title"));
    let last = messages
        .iter()
        .rev()
        .find_map(|message| message.when.clone());
    metadata.published = last.map(|value| Sourced {
        value,
        span: None,
        from: "the last message's time".to_owned(),
    });
    Some(document)
}

/// Most senders of a thread that are named as its authors.
const MOST_NAMES: usize = 100;

fn order(message: &Message) -> Option<(onrecord_record::Day, &str)> {
    let when = message.when.as_ref()?;
    Some((when.day, when.time.as_deref().unwrap_or_default()))
}
