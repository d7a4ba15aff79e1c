//! Bytes to characters, with an exact way back.
//!
//! UTF-8 is taken as it is, byte order mark and all. Other encodings are told by their byte order
//! mark, by a declaration (the `charset` of a web page), by the pattern of NUL bytes (UTF-16 without
//! a mark), or guessed by chardetng, and converted by encoding_rs. Runs that are the same bytes in
//! UTF-8 stay verbatim in the map; the others are mapped run by run.

use crate::FormatError;
use crate::derived::Derived;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Up to how many bytes of UTF-16 are mapped word by word; longer originals line by line, since a
/// map of every word would take more memory than the text.
const MAPPED_BY_WORD: usize = 16 << 20;

/// How many bytes are looked at where a sample tells enough.
const SAMPLE: usize = 64 << 10;

/// Characters, where they came from, and what was done to get them.
#[derive(Clone, Debug)]
pub(crate) struct Decoded {
    /// The characters.
    pub(crate) text: Derived,
    /// The encoding's name, where it is not UTF-8.
    pub(crate) encoding: Option<&'static str>,
    /// How many places were no valid characters and became U+FFFD.
    pub(crate) replaced: usize,
    /// Where the first NUL byte stands that is no half of a UTF-16 character.
    pub(crate) nul: Option<usize>,
}

/// Decodes `bytes`. `declared` is the encoding that the format itself names, if it does; it counts
/// only where the bytes are neither UTF-8 nor marked otherwise.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, _)) = Encoding::for_bom(bytes).filter(|(e, _)| *e != UTF_8) {
        return utf_16(bytes, encoding);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if let Some(encoding) = unmarked_utf_16(sample) {
        return utf_16(bytes, encoding);
    }
    let nul = bytes.iter().position(|byte| *byte == 0);
    // Its bytes are all ASCII, and so UTF-8 too; escape characters tell it.
    if declared == Some(ISO_2022_JP) && bytes.contains(&0x1B) {
        let decoded = legacy(bytes, ISO_2022_JP);
        return Decoded { nul, ..decoded };
    }
    let decoded = match std::str::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: Derived::identity(text.to_owned()),
            encoding: None,
            replaced: 0,
            nul: None,
        },
        Err(_) if mostly_utf_8(bytes) => damaged_utf_8(bytes),
        Err(_) => match declared.unwrap_or_else(|| guess(bytes)) {
            encoding if encoding == UTF_8 => damaged_utf_8(bytes),
            encoding if encoding == UTF_16LE || encoding == UTF_16BE => damaged_utf_8(bytes),
            encoding => legacy(bytes, encoding),
        },
    };
    Decoded { nul, ..decoded }
}

/// Whether the first bytes are UTF-16 without its mark: text of Latin letters, every other byte NUL.
fn unmarked_utf_16(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.chunks_exact(2);
    let (mut first, mut second, mut all) = (0usize, 0usize, 0usize);
    for pair in pairs {
        all += 1;
        first += usize::from(pair.first() == Some(&0));
        second += usize::from(pair.last() == Some(&0));
    }
    let most = |n: usize| n * 10 >= all * 7;
    let few = |n: usize| n * 50 <= all;
    match all {
        0 | 1 => None,
        _ if most(second) && few(first) => Some(UTF_16LE),
        _ if most(first) && few(second) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether broken UTF-8 is UTF-8 all the same: many characters of it for each broken place, or its
/// mark at the start.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bytes.starts_with(b"\xEF\xBB\xBF") || good >= bad * 10
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

fn damaged_utf_8(bytes: &[u8]) -> Decoded {
    let mut text = Derived::default();
    let mut replaced = 0;
    let mut at = 0u64;
    for chunk in bytes.utf8_chunks() {
        text.verbatim(chunk.valid(), at);
        at += chunk.valid().len() as u64;
        let broken = chunk.invalid().len() as u64;
        if broken > 0 {
            text.converted("\u{FFFD}", at..at + broken);
            replaced += 1;
        }
        at += broken;
    }
    Decoded {
        text,
        encoding: None,
        replaced,
        nul: None,
    }
}

fn utf_16(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let unit = |pair: &[u8]| match *pair {
        [a, b] if encoding == UTF_16LE => u16::from_le_bytes([a, b]),
        [a, b] => u16::from_be_bytes([a, b]),
        _ => 0xFFFD,
    };
    let by_word = bytes.len() <= MAPPED_BY_WORD;
    let (mut text, mut run, mut replaced) = (Derived::default(), String::new(), 0);
    let (mut run_from, mut at) = (0u64, 0u64);
    for decoded in char::decode_utf16(bytes.chunks(2).map(unit)) {
        let c = decoded.unwrap_or_else(|_| {
            replaced += 1;
            char::REPLACEMENT_CHARACTER
        });
        let ends_run = c == '\n' || (by_word && c.is_whitespace());
        let after = at + 2 * c.len_utf16() as u64;
        if ends_run {
            text.converted(&run, run_from..at);
            run.clear();
            text.converted(c.encode_utf8(&mut [0; 4]), at..after);
            run_from = after;
        } else {
            run.push(c);
        }
        at = after;
    }
    text.converted(&run, run_from..bytes.len() as u64);
    Decoded {
        text,
        encoding: Some(encoding.name()),
        replaced: replaced + bytes.len() % 2,
        nul: None,
    }
}

/// Converts an encoding that has ASCII in it. The bytes are cut where no character can be cut (before
/// and after runs of white space; in single-byte encodings at every change from ASCII to others), and
/// decoded piece by piece.
fn legacy(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut text = Derived::default();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut replaced, mut from, mut at) = (0, 0u64, 0u64);
    let pieces = bytes.chunk_by(|a, b| belong_together(encoding, *a, *b));
    for piece in pieces {
        let mut words = String::with_capacity(piece.len() * 3 + 16);
        let after = at + piece.len() as u64;
        replaced += decode_piece(&mut decoder, piece, after == bytes.len() as u64, &mut words);
        if words.as_bytes() == piece && from == at {
            text.verbatim(&words, at);
            from = after;
        } else if !words.is_empty() {
            text.converted(&words, from..after);
            from = after;
        }
        at = after;
    }
    Decoded {
        text,
        encoding: Some(encoding.name()),
        replaced,
        nul: None,
    }
}

/// Whether the bytes `a` and `b` may be parts of one character, or lie in one run.
fn belong_together(encoding: &'static Encoding, a: u8, b: u8) -> bool {
    if encoding.is_single_byte() {
        return a.is_ascii() == b.is_ascii();
    }
    a.is_ascii_whitespace() == b.is_ascii_whitespace()
}

/// Decodes `piece` onto `words`; how many places had to be replaced.
fn decode_piece(
    decoder: &mut encoding_rs::Decoder,
    mut piece: &[u8],
    last: bool,
    words: &mut String,
) -> usize {
    let mut replaced = 0;
    loop {
        let needed = decoder
            .max_utf8_buffer_length_without_replacement(piece.len())
            .unwrap_or(piece.len());
        words.reserve(needed);
        let (result, read) = decoder.decode_to_string_without_replacement(piece, words, last);
        piece = piece.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return replaced,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                words.push(char::REPLACEMENT_CHARACTER);
                replaced += 1;
            }
        }
    }
}

/// Refuses characters that no text has: NUL bytes, or control characters in numbers. In a web page
/// single NUL bytes are let through, as browsers do.
pub(crate) fn refuse_binary(decoded: &Decoded, page: bool) -> Result<(), FormatError> {
    let binary = |sign, offset| FormatError::Binary {
        sign,
        offset: offset as u64,
    };
    if let Some(offset) = decoded.nul.filter(|_| !page) {
        return Err(binary("there is a NUL byte", offset));
    }
    let text = decoded.text.as_str();
    let sample = text.char_indices().take(SAMPLE);
    let mut controls = 0usize;
    let mut all = 0usize;
    let mut first = 0;
    for (at, c) in sample {
        all += 1;
        let odd = c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}');
        if odd || c == char::REPLACEMENT_CHARACTER {
            first = if controls == 0 { at } else { first };
            controls += 1;
        }
    }
    if controls * 20 > all {
        return Err(binary("control characters begin", first));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::SegmentKind;
    use proptest::prelude::*;

    fn text(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes, None);
        (decoded.text.as_str().to_owned(), decoded.encoding)
    }

    #[test]
    fn western_letters_of_an_old_file_are_found_and_mapped() {
        let bytes = b"The caf\xE9 owner, Ren\xE9e Dubois, said \x93no\x94 twice.";
        let (words, encoding) = text(bytes);
        assert_eq!(words, "The café owner, Renée Dubois, said “no” twice.");
        assert_eq!(encoding, Some("windows-1252"));
        let (text, map) = decode(bytes, None).text.finish();
        let of = |words: &str| {
            let at = text.as_str().find(words).unwrap();
            map.original(text.span(at..at + words.len()).unwrap())
        };
        assert_eq!(of("é owner"), vec![7..14]);
        assert_eq!(of("twice"), vec![40..45]);
    }

    #[test]
    fn utf_16_is_read_with_its_mark_and_without() {
        let words = "Ms. Okoye’s letter 👩‍⚖️\r\nSecond line";
        let le: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&le), (words.to_owned(), Some("UTF-16LE")));
        assert_eq!(text(&be), (words.to_owned(), Some("UTF-16BE")));
        let marked = [b"\xFF\xFE".as_slice(), &le].concat();
        assert_eq!(text(&marked).0, format!("\u{FEFF}{words}"));
        let (text, map) = decode(&be, None).text.finish();
        let at = words.find("letter").unwrap();
        assert_eq!(map.original(text.span(at..at + 6).unwrap()), vec![24..36]);
    }

    #[test]
    fn one_broken_place_does_not_make_utf_8_another_encoding() {
        let bytes = b"\xE2\x80\x9COne\xE2\x80\x9D \xE2\x80\x9Ctwo\xE2\x80\x9D \xE2\x80\x9Cthree\xE2\x80\x9D \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xFF end";
        let decoded = decode(bytes, None);
        assert_eq!(decoded.encoding, None);
        assert_eq!(decoded.replaced, 1);
        assert!(decoded.text.as_str().ends_with("éééé \u{FFFD} end"));
    }

    #[test]
    fn japanese_is_mapped_word_by_word() {
        let (bytes, ..) = encoding_rs::SHIFT_JIS
            .encode("証人 は 「見た」 と 証言した。 ok 東京地方裁判所で裁判官が判決を言い渡した。");
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding, Some("Shift_JIS"));
        let (text, map) = decoded.text.finish();
        let at = text.as_str().find("ok").unwrap();
        let range = map.original(text.span(at..at + 2).unwrap())[0].clone();
        assert_eq!(&bytes[range.start as usize..range.end as usize], b"ok");
    }

    #[test]
    fn binary_is_refused_and_says_where() {
        let refused = |bytes: &[u8]| {
            refuse_binary(&decode(bytes, None), false)
                .unwrap_err()
                .to_string()
        };
        assert!(refused(b"words\0words and words").contains("byte 5"));
        assert!(refused(&[1, 2, 3, 4, 5, 6, 7, 1, 2]).contains("control"));
    }

    proptest! {
        #[test]
        fn any_bytes_decode_to_a_covering_map(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            for declared in [None, Encoding::for_label(b"gb18030"), Encoding::for_label(b"iso-2022-jp")] {
                let (text, map) = decode(&bytes, declared).text.finish();
                let mut at = 0;
                let mut from = 0;
                for segment in &map.segments {
                    prop_assert_eq!(segment.text.start(), at);
                    prop_assert!(segment.from >= from && segment.to <= bytes.len() as u64);
                    if segment.kind == SegmentKind::Verbatim {
                        let original = &bytes[segment.from as usize..segment.to as usize];
                        prop_assert_eq!(text.slice(segment.text).as_bytes(), original);
                    }
                    at = segment.text.end();
                    from = segment.to;
                }
                prop_assert_eq!(at, text.len());
            }
        }
    }
}
