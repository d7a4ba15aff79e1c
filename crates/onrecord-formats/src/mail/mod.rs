//! Messages (EML): one document for what was written, with its head, and one for each attached file.
//!
//! The message is taken apart here, in one pass over its lines and within limits (`parts`), since
//! every word has to lead back to its bytes; mail-parser reads what single fields say.

mod attached;
mod contents;
mod date;
mod fields;
mod head;
pub(crate) mod mbox;
pub(crate) mod mhtml;
mod parts;
mod quoted;
mod sniffed;
mod transfer;
mod words;

pub(crate) use attached::{Names, label};
pub(crate) use sniffed::sniff;

use crate::derived::Derived;
use crate::driver::{Sink, Source};
use crate::encoding::{self, Decoded};
use crate::{FormatError, html, readers};
use encoding_rs::Encoding;
use onrecord_record::{Block, BlockKind, Document, DocumentKind, Format, Warning};
use parts::Part;
use std::ops::Range;
use transfer::Unpacked;
use words::{Flow, Words};

/// Reads a message.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    let range = sniffed::message(source.bytes);
    let bytes = source.bytes.get(..range.end).unwrap_or(source.bytes);
    let parts = parts::split(bytes, range.start);
    let contents = contents::sort(bytes, &parts.root);
    let mut writer = Writer::default();
    let parsed = parts.root.head.parsed(bytes);
    let written = head::write(
        bytes,
        &parts.root.head,
        parsed.as_ref(),
        &mut writer.derived,
        &mut writer.blocks,
    );
    for part in &contents.bodies {
        writer.body(bytes, part, sink)?;
    }
    let mut document = writer.finish();
    let text = document.text.clone();
    head::fill(
        &mut document.metadata,
        &parts.root.head,
        bytes,
        parsed.as_ref(),
        &written,
        &text,
    );
    let said = [
        (contents.encrypted || is_armoured(document.text.as_str())).then(encrypted),
        parts.broken_off.then(broken_off),
        parts.too_many.then(too_many),
        document.metadata.published.is_none().then(no_date),
    ];
    document.warnings.extend(said.into_iter().flatten());
    if !document.text.as_str().trim().is_empty() {
        sink.document(document);
    }
    attached::read(bytes, &contents.attached, sink);
    Ok(())
}

/// Writes the text of a message.
#[derive(Default)]
struct Writer {
    derived: Derived,
    blocks: Vec<(Range<usize>, BlockKind)>,
    encoding: Option<&'static str>,
    replaced: usize,
}

impl Writer {
    /// Adds the words of a body.
    fn body(
        &mut self,
        bytes: &[u8],
        part: &Part,
        sink: &mut Sink<'_, '_>,
    ) -> Result<(), FormatError> {
        let unpacked = transfer::unpack(bytes, part.body.clone(), &part.transfer);
        sink.unpacked(unpacked.bytes.len() as u64)?;
        let is_page = part.kind == "text/html"
            || part.kind.is_empty() && html::begins_as_page(&unpacked.bytes);
        let decoded = decoded(&unpacked, part, is_page);
        let source = decoded.text.as_str();
        let Words {
            derived, blocks, ..
        } = if is_page {
            words::of_page(source)
        } else {
            let flow = Flow {
                flowed: part.flowed,
                delsp: part.delsp,
            };
            words::of_plain(source, flow)
        };
        if blocks.is_empty() {
            return Ok(());
        }
        if !self.blocks.is_empty() {
            self.derived.inserted("\n\n", part.body.start as u64);
        }
        let start = self.derived.len();
        let (text, map) = derived.through(&decoded.text).finish();
        unpacked.add(&text, &map, &mut self.derived);
        let moved = blocks
            .into_iter()
            .map(|(range, kind)| (range.start + start..range.end + start, kind));
        self.blocks.extend(moved);
        self.encoding = self.encoding.or(decoded.encoding);
        self.replaced += decoded.replaced;
        Ok(())
    }

    fn finish(self) -> Document {
        let (text, map) = self.derived.finish();
        let mut document = readers::document_of(Format::Mail, text, map);
        let text = &document.text;
        let blocks = self.blocks.into_iter().filter_map(|(range, kind)| {
            Some(Block {
                span: text.span(range)?,
                kind,
            })
        });
        document.blocks = blocks.collect();
        document.kind = DocumentKind::Letter;
        document.metadata.encoding = self.encoding.map(str::to_owned);
        document.warnings = readers::replaced(self.replaced).into_iter().collect();
        document
    }
}

/// The characters of an unpacked part.
fn decoded(unpacked: &Unpacked, part: &Part, is_page: bool) -> Decoded {
    let told = part.charset.as_deref();
    // What calls itself ASCII and has other bytes says nothing.
    let told = told.filter(|name| {
        !name.eq_ignore_ascii_case("us-ascii") && !name.eq_ignore_ascii_case("ascii")
    });
    let declared = told
        .and_then(|name| Encoding::for_label(name.as_bytes()))
        .or_else(|| html::declared_encoding(&unpacked.bytes).filter(|_| is_page));
    encoding::decode(&unpacked.bytes, declared)
}

fn is_armoured(text: &str) -> bool {
    text.contains("-----BEGIN PGP MESSAGE-----")
}

fn warning(code: &str, message: &str) -> Warning {
    Warning {
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

fn encrypted() -> Warning {
    warning(
        "encrypted-body",
        "the message is encrypted, and only what stands around it was read: decrypt it in the mail \
         program that has the key, save it as text, and add that",
    )
}

fn broken_off() -> Warning {
    warning(
        "broken-off",
        "the message ends before its last part does, and was read as far as it goes: compare with \
         the original, or get another copy",
    )
}

fn too_many() -> Warning {
    warning(
        "too-many-parts",
        "the message has more parts, or parts deeper inside one another, than are read: save what is \
         missing from a mail program, and add that",
    )
}

fn no_date() -> Warning {
    warning(
        "no-date",
        "the message does not say when it was sent, so relative dates stay open: give the day with \
         --date",
    )
}
