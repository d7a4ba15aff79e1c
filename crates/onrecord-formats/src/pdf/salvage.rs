//! Files that were cut off or damaged: told by their end, and given a list of pages where theirs is
//! lost.
//!
//! A PDF's list of pages and the table of its objects stand at its end in most files. The library finds
//! objects again without the table; where the list is lost too, one is written here of the pages found.

use super::bombs::find;
use flate2::read::ZlibDecoder;
use hayro_syntax::object::dict::keys::CONTENTS;
use hayro_syntax::object::{Array, Stream};
use hayro_syntax::page::Page;
use std::collections::BTreeMap;
use std::io::Read;

/// Most bytes that are unpacked in search of pages, all together.
const MOST_UNPACKED: u64 = 64 << 20;
/// Most objects packed together that are looked at in one packet.
const MOST_PACKED: usize = 100_000;
/// Most streams of a page that are looked at.
const MOST_STREAMS: usize = 1_000;
/// Longest number of an object, in digits.
const LONGEST_NUMBER: usize = 9;

/// Whether the file ends before it should: objects stand after its last end mark, or it has none.
pub(super) fn is_cut_off(bytes: &[u8]) -> bool {
    let mark = bytes.windows(5).rposition(|window| window == b"%%EOF");
    let rest = bytes.get(mark.unwrap_or(0)..).unwrap_or_default();
    find(rest, b"endobj").is_some()
}

/// The file with a list of the pages found in it; nothing where there are none, or its words are
/// encrypted, since how is said at its end as well.
pub(super) fn with_pages(bytes: &[u8]) -> Option<Vec<u8>> {
    if find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let found = Found::of(bytes);
    let (list, catalog) = (found.last + 1, found.last + 2);
    let mut all = bytes.to_vec();
    // What is broken off in the middle must not swallow what comes.
    all.extend_from_slice(b"\nendstream endobj\n");
    let list = match (found.tree, found.pages.is_empty()) {
        (Some((number, generation)), _) => format!("{number} {generation} R"),
        (None, true) => return None,
        (None, false) => {
            let mut pages: Vec<_> = found.pages.iter().collect();
            pages.sort_by_key(|(_, place)| **place);
            let kids: Vec<String> = pages
                .iter()
                .map(|((number, generation), _)| format!("{number} {generation} R"))
                .collect();
            let words = format!(
                "{list} 0 obj <</Type/Pages/Count {}/Kids[{}]>> endobj\n",
                kids.len(),
                kids.join(" ")
            );
            all.extend_from_slice(words.as_bytes());
            format!("{list} 0 R")
        }
    };
    let words = format!(
        "{catalog} 0 obj <</Type/Catalog/Pages {list}>> endobj\n\
         trailer <</Root {catalog} 0 R/Size {}>>\n",
        catalog + 1
    );
    all.extend_from_slice(words.as_bytes());
    Some(all)
}

/// Whether all that a page is painted with is there and can be unpacked.
pub(super) fn is_whole(page: &Page<'_>) -> bool {
    let unpacks = |stream: &Stream<'_>| {
        stream.raw_data().trim_ascii().is_empty() || stream.decoded_data().is_ok()
    };
    let dict = page.raw();
    if let Some(stream) = dict.get::<Stream<'_>>(CONTENTS) {
        return unpacks(&stream);
    }
    match dict.get::<Array<'_>>(CONTENTS) {
        Some(streams) => {
            let all = streams.raw_iter().take(MOST_STREAMS).count();
            let found = streams.iter::<Stream<'_>>().take(MOST_STREAMS);
            found.filter(unpacks).count() == all
        }
        None => dict.get_ref(CONTENTS).is_none(),
    }
}

/// Number and generation of an object.
type Id = (u64, u64);

/// What a search through all objects found.
#[derive(Default)]
struct Found {
    /// The pages, and where each stands: of the file's bytes, and in a packet.
    pages: BTreeMap<Id, (usize, usize)>,
    /// The list of pages that belongs to no other, if there is one.
    tree: Option<Id>,
    /// The highest number of an object.
    last: u64,
}

impl Found {
    fn of(bytes: &[u8]) -> Self {
        let mut found = Self::default();
        let mut room = MOST_UNPACKED;
        let mut at = 0;
        while let Some(next) = find(bytes.get(at..).unwrap_or_default(), b"obj") {
            let mark = at + next;
            at = mark + 3;
            let Some(id) = id_before(bytes.get(..mark).unwrap_or_default()) else {
                continue;
            };
            let rest = bytes.get(at..).unwrap_or_default();
            let rest = rest.get(..find(rest, b"obj").unwrap_or(rest.len()));
            let rest = rest.unwrap_or_default();
            let stream = find(rest, b"stream");
            let head = rest.get(..stream.unwrap_or(rest.len())).unwrap_or_default();
            found.object(id, head, (mark, 0));
            if let Some(stream) = stream
                && is_of_type(head, b"ObjStm")
            {
                found.packed(bytes, at + stream + 6, head, mark, &mut room);
            }
        }
        found
    }

    fn object(&mut self, id: Id, head: &[u8], place: (usize, usize)) {
        self.last = self.last.max(id.0);
        if is_of_type(head, b"Page") {
            self.pages.insert(id, place);
        } else if is_of_type(head, b"Pages") && find(head, b"/Parent").is_none() {
            self.tree = Some(id);
        }
    }

    /// Objects packed together from `start` on.
    fn packed(&mut self, bytes: &[u8], start: usize, head: &[u8], mark: usize, room: &mut u64) {
        let (Some(count), Some(first)) = (number_after(head, b"/N"), number_after(head, b"/First"))
        else {
            return;
        };
        let start = start
            + usize::from(bytes.get(start) == Some(&b'\r'))
            + usize::from(
                bytes
                    .get(start..)
                    .is_some_and(|rest| rest.starts_with(b"\n") || rest.starts_with(b"\r\n")),
            );
        let data = bytes.get(start..).unwrap_or_default();
        let mut made = Vec::new();
        // What can be unpacked before damage counts.
        let _ = ZlibDecoder::new(data).take(*room).read_to_end(&mut made);
        *room = room.saturating_sub(made.len() as u64);
        let table = made.get(..first).unwrap_or_default();
        let numbers: Vec<usize> = table
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty())
            .take(count.min(MOST_PACKED) * 2)
            .map_while(number)
            .collect();
        let pairs: Vec<(usize, usize)> = numbers
            .chunks_exact(2)
            .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
            .collect();
        for (i, (number, offset)) in pairs.iter().enumerate() {
            let from = first.saturating_add(*offset);
            let end = pairs
                .get(i + 1)
                .map(|(_, next)| first.saturating_add(*next));
            let end = end.unwrap_or(made.len()).min(made.len());
            if let Some(object) = made.get(from..end) {
                self.object((*number as u64, 0), object, (mark, i));
            }
        }
    }
}

/// The number and generation that stand before the word `obj`.
fn id_before(bytes: &[u8]) -> Option<Id> {
    let (rest, generation) = number_before(bytes)?;
    let (_, number) = number_before(rest)?;
    Some((number as u64, generation as u64))
}

/// The number that stands at the end before white space, and what stands before it.
fn number_before(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let bytes = bytes.trim_ascii_end();
    let digits = bytes
        .iter()
        .rev()
        .take(LONGEST_NUMBER + 1)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (rest, digits) = bytes.split_at_checked(bytes.len() - digits)?;
    Some((rest, number(digits)?))
}

/// The number after a name in a dictionary.
fn number_after(head: &[u8], name: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let after = from + find(head.get(from..)?, name)? + name.len();
        let rest = head.get(after..)?.trim_ascii_start();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 {
            return number(rest.get(..digits)?);
        }
        from = after;
    }
}

fn number(digits: &[u8]) -> Option<usize> {
    if digits.is_empty() || digits.len() > LONGEST_NUMBER {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Whether a dictionary says that it is of this type.
fn is_of_type(head: &[u8], kind: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = find(head.get(from..).unwrap_or_default(), b"/Type") {
        from += at + 5;
        let rest = head.get(from..).unwrap_or_default().trim_ascii_start();
        let name = rest.strip_prefix(b"/");
        let after = name.and_then(|name| name.strip_prefix(kind));
        if after.is_some_and(|after| !after.first().is_some_and(u8::is_ascii_alphanumeric)) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"%PDF-1.4\n3 0 obj\n<</Type /Page/Contents 4 0 R>>\nendobj\n\
        12 0 obj <</Type/Page>> endobj 2 0 obj <</Type/Pages/Parent 1 0 R>> endobj\n";

    #[test]
    fn what_has_no_end_is_cut_off() {
        assert!(is_cut_off(BODY));
        let whole = [BODY, b"startxref\n0\n%%EOF\n\0\0 sent by a court"].concat();
        assert!(!is_cut_off(&whole));
        assert!(is_cut_off(&[&whole, BODY].concat()));
    }

    #[test]
    fn a_list_of_pages_is_written_where_there_is_none() {
        let all = String::from_utf8(with_pages(BODY).unwrap()).unwrap();
        assert!(all.contains("13 0 obj <</Type/Pages/Count 2/Kids[3 0 R 12 0 R]>>"));
        assert!(all.contains("14 0 obj <</Type/Catalog/Pages 13 0 R>>"));
    }

    #[test]
    fn a_list_of_pages_that_is_left_is_taken() {
        let bytes = [BODY, b"7 0 obj<</Type/Pages /Kids[3 0 R]>>endobj"].concat();
        let all = String::from_utf8(with_pages(&bytes).unwrap()).unwrap();
        assert!(all.contains("14 0 obj <</Type/Catalog/Pages 7 0 R>>"));
    }

    #[test]
    fn nothing_is_made_of_files_without_pages_or_with_a_lock() {
        assert!(with_pages(b"%PDF-1.4 1 0 obj <</Type/Font>> endobj").is_none());
        assert!(with_pages(&[BODY, b"trailer<</Encrypt 9 0 R>>"].concat()).is_none());
        assert!(with_pages(b"obj obj 1 obj 99999999999 0 obj /Type/Page").is_none());
    }
}
