//! Files that are made to do harm: streams that unpack to far more than they are, pages that paint
//! without end. Told before anything is unpacked or painted.

use crate::FormatError;
use flate2::read::ZlibDecoder;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{ANNOTS, AP, N, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashMap;
use std::io::Read;

/// Most operators of one page, those of the forms on it counted as often as they are painted.
pub(super) const MOST_OPERATORS: u64 = 5_000_000;
/// Most forms inside one another; the library goes no deeper either.
const DEEPEST: u32 = 50;
/// Most filters one after the other that are counted through.
const MOST_FILTERS: usize = 4;
/// How far before the word `stream` its dictionary is looked for, in bytes.
const DICTIONARY: usize = 4096;
/// How often all bytes of a file may be gone through, where its streams overlap.
const MOST_PASSES: u64 = 8;

/// Whether all streams of a file unpack to no more than `most` bytes together. Streams are found by
/// their marks, since the file's own tables may lie. Those that are encrypted cannot be counted.
pub(super) fn check_streams(bytes: &[u8], most: u64) -> Result<(), FormatError> {
    let too_large = FormatError::UnpacksTooLarge { limit: most };
    let mut unpacked = 0u64;
    let mut packed = 0u64;
    let mut at = 0;
    while let Some(found) = find(bytes.get(at..).unwrap_or_default(), b"stream") {
        let mark = at + found;
        at = mark + 6;
        if bytes.get(..mark).unwrap_or_default().ends_with(b"end") {
            continue;
        }
        let mut start = at;
        start += usize::from(bytes.get(start) == Some(&b'\r'));
        start += usize::from(bytes.get(start) == Some(&b'\n'));
        let head = bytes
            .get(mark.saturating_sub(DICTIONARY)..mark)
            .unwrap_or_default();
        let head = head
            .get(rfind(head, b"obj").unwrap_or(0)..)
            .unwrap_or_default();
        let stages = count(head, b"FlateDecode") + count(head, b"/Fl ") + count(head, b"/Fl]");
        if stages == 0 {
            continue;
        }
        if stages > MOST_FILTERS {
            return Err(FormatError::TooNested {
                what: "the packing of one of its streams",
                limit: MOST_FILTERS as u32,
            });
        }
        let data = bytes.get(start..).unwrap_or_default();
        let (used, made) = inflate(data, stages, most.saturating_sub(unpacked));
        unpacked = unpacked.saturating_add(made);
        packed = packed.saturating_add(used as u64);
        if unpacked > most || packed > (bytes.len() as u64).saturating_mul(MOST_PASSES) {
            return Err(too_large);
        }
        at = at.max(start + used.saturating_sub(8));
    }
    Ok(())
}

/// How many bytes are used up and made when `data` is unpacked so many times, up to a little over
/// `most`.
fn inflate(data: &[u8], stages: usize, most: u64) -> (usize, u64) {
    let mut counted = Counted { data, used: 0 };
    let mut made = 0u64;
    {
        let mut reader: Box<dyn Read + '_> = Box::new(ZlibDecoder::new(&mut counted));
        for _ in 1..stages {
            reader = Box::new(ZlibDecoder::new(reader));
        }
        let mut buffer = vec![0; 1 << 16];
        loop {
            match reader.read(&mut buffer) {
                Ok(read) if read > 0 && made <= most => made += read as u64,
                _ => break,
            }
        }
    }
    (counted.used, made)
}

/// Bytes that are read, and how many were.
struct Counted<'b> {
    data: &'b [u8],
    used: usize,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        // Small bites: what is taken beyond the stream's end must not hide the next stream.
        let length = buffer.len().min(4096);
        let bite = buffer.get_mut(..length).unwrap_or_default();
        let read = self.data.read(bite)?;
        self.used += read;
        Ok(read)
    }
}

pub(super) fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    bytes
        .windows(word.len())
        .filter(|window| *window == word)
        .count()
}

/// What painting a page costs.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Cost {
    /// Operators, as often as they are carried out.
    pub(super) operators: u64,
    /// Bytes that are unpacked for it.
    pub(super) bytes: u64,
}

impl Cost {
    fn add(&mut self, other: Self) {
        self.operators = self.operators.saturating_add(other.operators);
        self.bytes = self.bytes.saturating_add(other.bytes);
    }
}

/// What forms cost that were counted before.
#[derive(Default)]
pub(super) struct Costs {
    forms: HashMap<(ObjectIdentifier, u32), Cost>,
}

impl Costs {
    /// What the page alone costs, and what it costs with all forms and annotations on it.
    pub(super) fn of(&mut self, page: &Page<'_>) -> (Cost, Cost) {
        let stream = page.page_stream().unwrap_or_default();
        let mut own = Cost {
            operators: 0,
            bytes: stream.len() as u64,
        };
        let mut all = own;
        let (operators, forms) = self.content(stream, page.resources(), 0);
        own.operators = operators;
        all.operators = operators;
        all.add(forms);
        if let Some(annotations) = page.raw().get::<Array<'_>>(ANNOTS) {
            for annotation in annotations.iter::<Dict<'_>>() {
                own.operators += 1;
                let painted = annotation.get::<Dict<'_>>(AP);
                if let Some(form) = painted.and_then(|ap| ap.get::<Stream<'_>>(N)) {
                    all.add(self.form(&form, page.resources(), 1));
                }
            }
        }
        (own, all)
    }

    /// How many operators a stream has, and what the forms that it paints cost.
    fn content(&mut self, stream: &[u8], resources: &Resources<'_>, depth: u32) -> (u64, Cost) {
        let mut operators = 0u64;
        let mut forms = Cost::default();
        let mut iter = TypedIter::new(stream);
        while let Some(instruction) = iter.next() {
            operators += 1;
            if let TypedInstruction::XObject(name) = instruction
                && let Some(form) = resources.get_x_object(name.0)
                && form
                    .dict()
                    .get::<Name<'_>>(SUBTYPE)
                    .is_some_and(|kind| kind.as_ref() == b"Form")
            {
                forms.add(self.form(&form, resources, depth + 1));
            }
            if operators > MOST_OPERATORS || forms.operators > MOST_OPERATORS {
                break;
            }
        }
        (operators, forms)
    }

    fn form(&mut self, form: &Stream<'_>, around: &Resources<'_>, depth: u32) -> Cost {
        if depth > DEEPEST {
            return Cost::default();
        }
        let key = (form.obj_id(), depth);
        if let Some(cost) = self.forms.get(&key) {
            return *cost;
        }
        let mut cost = Cost::default();
        if let Ok(data) = form.decoded_data() {
            let own = form.dict().get::<Dict<'_>>(RESOURCES).map(Resources::new);
            let (operators, forms) = self.content(&data, own.as_ref().unwrap_or(around), depth);
            cost.operators = operators.saturating_add(1);
            cost.bytes = data.len() as u64;
            cost.add(forms);
        }
        self.forms.insert(key, cost);
        cost
    }
}
