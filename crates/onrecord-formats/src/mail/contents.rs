//! Which parts of a message are its body, and which are files that came with it.

use super::parts::Part;
use super::transfer;

/// Pictures that are shown in the text and have fewer bytes than this, as packed, are logos and
/// signatures, and no documents.
pub(crate) const SMALLEST_PICTURE: usize = 27_000;

/// Longest text that is taken for a notice like "This message needs an HTML viewer", in bytes.
const LONGEST_NOTICE: usize = 240;

/// Body and attachments, each in the message's order.
#[derive(Debug, Default)]
pub(crate) struct Contents<'p> {
    pub(crate) bodies: Vec<&'p Part>,
    pub(crate) attached: Vec<&'p Part>,
    /// The body is encrypted.
    pub(crate) encrypted: bool,
}

/// Sorts the parts of a message.
pub(crate) fn sort<'p>(bytes: &[u8], root: &'p Part) -> Contents<'p> {
    let mut contents = Contents::default();
    sort_part(bytes, root, true, &mut contents);
    if contents.bodies.is_empty() {
        // Some programs give the body a file's name.
        let named = contents.attached.iter().position(|part| {
            matches!(part.kind.as_str(), "text/plain" | "text/html") && !part.is_attachment
        });
        contents
            .bodies
            .extend(named.map(|named| contents.attached.remove(named)));
    }
    contents
}

/// Parts lie at most [`super::parts::DEEPEST`] deep.
fn sort_part<'p>(bytes: &[u8], part: &'p Part, may_be_body: bool, contents: &mut Contents<'p>) {
    if !part.is_multipart() {
        if may_be_body && is_body(part) {
            contents.bodies.push(part);
        } else if is_attached(part) {
            contents.attached.push(part);
        }
        return;
    }
    match part.kind.as_str() {
        "multipart/alternative" => {
            let chosen = alternative(bytes, &part.parts);
            for (i, child) in part.parts.iter().enumerate() {
                let before = contents.bodies.len();
                sort_part(bytes, child, may_be_body, contents);
                if Some(i) != chosen {
                    contents.bodies.truncate(before);
                }
            }
        }
        "multipart/related" => {
            let root = part.start.as_ref().and_then(|start| {
                let is_start = |child: &Part| child.id.as_ref() == Some(start);
                part.parts.iter().position(is_start)
            });
            let root = root.unwrap_or_default();
            for (i, child) in part.parts.iter().enumerate() {
                sort_part(bytes, child, may_be_body && i == root, contents);
            }
        }
        "multipart/encrypted" => {
            contents.encrypted = true;
        }
        _ => {
            for child in &part.parts {
                sort_part(bytes, child, may_be_body, contents);
            }
        }
    }
}

/// Whether words are shown as the message's own.
fn is_body(part: &Part) -> bool {
    let is_text = matches!(
        part.kind.as_str(),
        "text/plain" | "text/html" | "" | "text/"
    ) || part.kind.starts_with("multipart/");
    is_text
        && !part.is_attachment
        && (part.name.is_none() || part.is_inline && part.kind == "text/html")
}

/// Whether a part is worth a document of its own: not signatures, not small pictures in the text.
fn is_attached(part: &Part) -> bool {
    let small = part.body.len() < SMALLEST_PICTURE;
    let in_text = !part.is_attachment && (part.id.is_some() || part.is_inline);
    let is_signature = matches!(
        part.kind.as_str(),
        "application/pkcs7-signature"
            | "application/x-pkcs7-signature"
            | "application/pgp-signature"
    );
    let is_unnamed_style = matches!(
        part.kind.as_str(),
        "text/css" | "text/x-amp-html" | "text/watch-html"
    );
    let is_blank = part.body.is_empty();
    !(part.kind.starts_with("image/") && in_text && small
        || is_signature
        || is_unnamed_style
        || is_blank)
}

/// Which alternative is read: the first of plain text that says something, else the first page.
fn alternative(bytes: &[u8], parts: &[Part]) -> Option<usize> {
    let plain = parts
        .iter()
        .position(|part| says_something(bytes, part, "text/plain"));
    plain
        .or_else(|| {
            parts
                .iter()
                .position(|part| says_something(bytes, part, "text/html"))
        })
        .or_else(|| parts.len().checked_sub(1))
}

fn says_something(bytes: &[u8], part: &Part, kind: &str) -> bool {
    if part.is_multipart() {
        return part
            .parts
            .iter()
            .any(|part| says_something(bytes, part, kind));
    }
    let is_kind = part.kind == kind || part.kind.is_empty() && kind == "text/plain";
    if !is_kind || !is_body(part) {
        return false;
    }
    let unpacked = transfer::unpack(bytes, part.body.clone(), &part.transfer);
    let blank = unpacked.bytes.iter().all(u8::is_ascii_whitespace);
    let notice = kind == "text/plain" && is_notice(&unpacked.bytes);
    !blank && !notice
}

/// Whether plain text is only a notice that there is a page to read instead.
fn is_notice(bytes: &[u8]) -> bool {
    let words = String::from_utf8_lossy(bytes.get(..LONGEST_NOTICE + 1).unwrap_or(bytes));
    bytes.len() <= LONGEST_NOTICE && words.to_lowercase().contains("html")
}
