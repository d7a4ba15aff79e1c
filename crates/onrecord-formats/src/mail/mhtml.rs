//! Saved pages in one file (MHTML), as Chromium, Edge, Internet Explorer and Word write them: the page
//! is read as a web page is; its pictures and styles are passed over.

use super::fields::Head;
use super::parts::{self, Part};
use super::{broken_off, date, decoded, transfer};
use crate::derived::Derived;
use crate::driver::{Sink, Source};
use crate::readers::Input;
use crate::{FormatError, Hint, html};
use onrecord_record::{Format, Sourced};

/// How far the head is looked at, in bytes.
const HEAD: usize = 64 << 10;

/// Fields that only messages that were sent have.
const OF_MAIL: [&str; 7] = [
    "to",
    "cc",
    "bcc",
    "received",
    "delivered-to",
    "return-path",
    "in-reply-to",
];

/// Told by its head: who saved it, or parts that belong together and nobody to whom they were sent.
pub(crate) fn sniff(bytes: &[u8], hint: &Hint) -> Option<String> {
    let start = super::sniffed::message(bytes).start;
    let head = Head::new(bytes.get(..start + HEAD).unwrap_or(bytes), start, |_| false);
    head.field("mime-version")
        .or_else(|| head.field("content-type"))?;
    let from = head.raw(bytes, "from").unwrap_or_default();
    if from.trim_start_matches(['<', '"']).starts_with("Saved by ")
        || head.field("snapshot-content-location").is_some()
    {
        return Some("its head says that a browser saved it".to_owned());
    }
    let sent = OF_MAIL.iter().any(|name| head.field(name).is_some()) || from.contains('@');
    let kind = head.raw(bytes, "content-type")?.to_ascii_lowercase();
    let ending = hint.ending();
    let named = matches!(ending.as_str(), "mht" | "mhtml");
    let is_page = kind.starts_with("multipart/related") || named && kind.starts_with("text/html");
    (is_page && !sent).then(|| {
        "it is a page with what belongs to it, and nobody is named to whom it was sent".to_owned()
    })
}

/// Reads the page.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    let bytes = source.bytes;
    let start = super::sniffed::message(bytes).start;
    let parts = parts::split(bytes, start);
    let page = page(&parts.root).ok_or(FormatError::NothingInIt)?;
    let unpacked = transfer::unpack(bytes, page.body.clone(), &page.transfer);
    sink.unpacked(unpacked.bytes.len() as u64)?;
    let input = Input {
        decoded: decoded(&unpacked, page, true),
    };
    let root = &parts.root.head;
    let parsed = root.parsed(bytes);
    let url = [
        (
            root,
            "snapshot-content-location",
            "Snapshot-Content-Location",
        ),
        (&page.head, "content-location", "Content-Location"),
        (root, "content-location", "Content-Location"),
    ];
    let url = url.iter().find_map(|(head, name, label)| {
        let value = head.raw(bytes, name)?;
        (value.starts_with("http://") || value.starts_with("https://")).then(|| Sourced {
            // Long addresses are folded, and have no blanks.
            value: value.split_whitespace().collect(),
            span: None,
            from: format!("the file's {label}"),
        })
    });
    for mut document in html::read(&input)? {
        let mut derived = Derived::default();
        unpacked.add(&document.text, &document.map, &mut derived);
        (document.text, document.map) = derived.finish();
        document.format = Format::Mhtml;
        document.metadata.url = url.clone().or(document.metadata.url);
        document.metadata.captured = root
            .raw(bytes, "date")
            .and_then(|date| date::moment(&date))
            .map(|value| Sourced {
                value,
                span: None,
                from: "the file's Date".to_owned(),
            });
        if document.metadata.title.is_none() {
            document.metadata.title = parsed.as_ref().and_then(|parsed| {
                Some(Sourced {
                    value: parsed.subject()?.to_owned(),
                    span: None,
                    from: "the file's Subject".to_owned(),
                })
            });
        }
        document.warnings.extend(parts.broken_off.then(broken_off));
        sink.document(document);
    }
    Ok(())
}

/// The part that is the page: the one named as the start, else the first page. Parts lie at most
/// [`parts::DEEPEST`] deep.
fn page(part: &Part) -> Option<&Part> {
    if !part.is_multipart() {
        let is_page = matches!(part.kind.as_str(), "text/html" | "application/xhtml+xml");
        return is_page.then_some(part);
    }
    let start = part.start.as_ref().and_then(|start| {
        let is_start = |child: &&Part| child.id.as_ref() == Some(start);
        part.parts.iter().find(is_start)
    });
    start
        .and_then(page)
        .or_else(|| part.parts.iter().find_map(page))
}
