//! Web pages: the words a reader of the page sees, block by block, each leading back to its bytes.
//!
//! Four steps, one module each: `page` lists what the tokenizer finds, `main_text` asks the
//! extraction crate which of it is the article, `layout` writes the text with its map, `metadata`
//! reads what the page says of itself. The extraction crate only chooses: it cannot map back to
//! bytes, so no word of its output is used.
//!
//! Scripts never run and nothing is fetched. Whatever is written only by a script is not seen.

mod element;
mod json_ld;
mod layout;
mod main_text;
mod metadata;
mod page;
mod words;

use crate::derived::Derived;
use crate::readers::Input;
use crate::{FormatError, Hint};
use encoding_rs::Encoding;
use metadata::Claims;
use onrecord_record::{BlockKind, Document, Format};
use page::Page;
use std::ops::Range;

/// How far into a file its format and encoding are looked for, in bytes.
const HEAD: usize = 2048;

/// Tags that begin a page or a piece of one.
const OPENINGS: [&str; 16] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<title",
    "<meta",
    "<script",
    "<article",
    "<main",
    "<div",
    "<h1",
    "<p>",
    "<p ",
    "<section",
    "<table",
    "<link",
];

/// Told by what the file begins with, or by its ending where there is a tag at all.
pub(crate) fn sniff(input: &Input, hint: &Hint) -> Option<String> {
    let text = input.text();
    if begins_as_page(text.as_bytes()) {
        return Some("it begins as a web page does".to_owned());
    }
    let ending = hint.ending();
    let named = matches!(ending.as_str(), "html" | "htm" | "xhtml") && text.contains('<');
    named.then(|| format!("the file's name ends in .{ending} and it has tags"))
}

/// Whether the bytes begin with a tag of a page, after comments and an XML declaration.
pub(crate) fn begins_as_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut rest = head.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let after = match rest {
            r if r.starts_with("<!--") => r.split_once("-->"),
            r if r.starts_with("<?xml") => r.split_once("?>"),
            _ => None,
        };
        match after {
            Some((_, after)) => rest = after.trim_start(),
            None => break,
        }
    }
    OPENINGS.iter().any(|opening| rest.starts_with(opening))
}

/// The encoding that a page declares in its first bytes (`<meta charset=…>`, `<?xml encoding=…?>`).
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.contains('<').then(|| {
        head.split_once("charset=")
            .or_else(|| head.split_once("encoding="))
    })??;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    Encoding::for_label(label.get(..end?)?.as_bytes())
}

/// The words of a message in HTML, which has no menus and no teasers: all that is shown, with the way
/// back to `source`, and its layout. What a mail program sets as quoted is a quoted reply.
pub(crate) fn of_message(source: &str) -> (Derived, Vec<(Range<usize>, BlockKind)>) {
    let laid_out = layout::lay_out_all(&Page::new(source));
    (laid_out.derived, laid_out.blocks)
}

/// Reads the page's main text.
pub(crate) fn read(input: &Input) -> Result<Vec<Document>, FormatError> {
    let page = Page::new(input.text());
    let claims = Claims::new(&page);
    let choice = main_text::choose(&page);
    let laid_out = layout::lay_out(&page, &choice, &claims);
    if laid_out.derived.as_str().trim().is_empty() {
        return Err(FormatError::NoVisibleText);
    }
    let (text, map) = laid_out.derived.through(&input.decoded.text).finish();
    let mut document = input.document_of(Format::Html, text, map);
    document.blocks = layout::blocks(&document.text, &laid_out.blocks);
    document.warnings.extend(choice.warning());
    claims.fill(&mut document);
    Ok(vec![document])
}
