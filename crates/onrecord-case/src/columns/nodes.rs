//! Taking bytes apart into the columns of each place, with everything in them looked at and counted.

use super::near::Way;
use super::{ColumnsError, DEEPEST, FORMAT, Shape, says_shape};
use serde::de::Error as _;

/// Most records without any field at all places together: they take no bytes.
const MOST_EMPTY: u64 = 1 << 16;

/// Values at all places together for each byte. One takes a byte at least, but records have none of their
/// own, and few records lie in one another without anything else.
const VALUES_PER_BYTE: u64 = 16;

/// Bytes of all strings together, each as often as it is pointed at, and as many again for each byte: the
/// same name may stand at many places, but not a megabyte at thousands.
const MOST_TEXT: u64 = 1 << 26;
const TEXT_PER_BYTE: u64 = 64;

/// The node of the whole, and the strings.
pub(super) fn of(bytes: &[u8]) -> Result<(Node<'_>, Vec<&str>), ColumnsError> {
    let length = bytes.len() as u64;
    let mut input = Input {
        rest: bytes,
        values: length.saturating_mul(VALUES_PER_BYTE),
        empty: MOST_EMPTY,
        text: length
            .saturating_mul(TEXT_PER_BYTE)
            .saturating_add(MOST_TEXT),
    };
    if input.byte()? != FORMAT {
        return Err(ColumnsError::custom("written in a way not known here"));
    }
    let strings = input.strings()?;
    let whole = input.node(1, &strings, 0)?;
    if !input.rest.is_empty() {
        return Err(ColumnsError::custom("more follows than belongs to it"));
    }
    Ok((whole, strings))
}

/// The columns of one place, and how far they have been read.
pub(super) struct Node<'b> {
    pub(super) shapes: Vec<Shape>,
    /// The sorts of records: which fields they have, by their numbers.
    pub(super) records: Vec<Vec<u32>>,
    /// Names and nodes of the fields.
    pub(super) fields: Vec<(u32, Node<'b>)>,
    /// Empty where all have the only shape.
    pub(super) shape_of: Column<'b>,
    pub(super) bools: &'b [u8],
    pub(super) numbers: Column<'b>,
    /// How the numbers are written.
    pub(super) way: Way,
    /// The sum of the steps so far.
    pub(super) before: i64,
    pub(super) floats: &'b [u8],
    pub(super) texts: Column<'b>,
    pub(super) lengths: Column<'b>,
    pub(super) element: Option<Box<Node<'b>>>,
    pub(super) entry: Option<Box<(Node<'b>, Node<'b>)>>,
}

/// Numbers that are decoded as they are taken; all were looked at before.
#[derive(Clone, Copy, Default)]
pub(super) struct Column<'b> {
    rest: &'b [u8],
}

impl Column<'_> {
    pub(super) fn next(&mut self) -> Option<u64> {
        let (number, rest) = leb128(self.rest)?;
        self.rest = rest;
        Some(number)
    }
}

/// The number at the beginning, and what follows; nothing where it is cut short or too large.
fn leb128(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0u64;
    let mut rest = bytes;
    for shift in (0..64).step_by(7) {
        let (byte, more) = rest.split_first()?;
        rest = more;
        number |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some((number, rest));
        }
    }
    None
}

/// The bytes not yet read.
struct Input<'b> {
    rest: &'b [u8],
    /// How many more values there may be, of them records without fields, and bytes of strings.
    values: u64,
    empty: u64,
    text: u64,
}

/// Takes what is needed from what there still may be.
fn spend(left: &mut u64, needed: u64, of: &str) -> Result<(), ColumnsError> {
    let rest = left.checked_sub(needed);
    *left = rest.ok_or_else(|| ColumnsError::custom(format!("has too many {of}")))?;
    Ok(())
}

pub(super) fn cut_short() -> ColumnsError {
    ColumnsError::custom("cut short")
}

impl<'b> Input<'b> {
    fn byte(&mut self) -> Result<u8, ColumnsError> {
        let (first, rest) = self.rest.split_first().ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(*first)
    }

    fn take(&mut self, length: u64) -> Result<&'b [u8], ColumnsError> {
        let length = usize::try_from(length).map_err(|_| cut_short())?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u64, ColumnsError> {
        let (number, rest) = leb128(self.rest).ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(number)
    }

    /// As many numbers, each of which takes a byte at least; `look` is shown each of them.
    fn column(
        &mut self,
        count: u64,
        mut look: impl FnMut(u64) -> Result<(), ColumnsError>,
    ) -> Result<Column<'b>, ColumnsError> {
        let from = self.rest;
        for _ in 0..count {
            look(self.number()?)?;
        }
        let taken = from.len() - self.rest.len();
        Ok(Column {
            rest: from.get(..taken).unwrap_or_default(),
        })
    }

    /// A number below a bound.
    fn below(&mut self, bound: usize) -> Result<u32, ColumnsError> {
        let number = self.number()?;
        if number < bound as u64 {
            Ok(number as u32)
        } else {
            Err(ColumnsError::custom("points at what is not there"))
        }
    }

    fn strings(&mut self) -> Result<Vec<&'b str>, ColumnsError> {
        let count = self.number()?;
        let mut lengths = self.column(count, |_| Ok(()))?;
        let mut strings = Vec::new();
        while let Some(length) = lengths.next() {
            let string = std::str::from_utf8(self.take(length)?);
            strings.push(string.map_err(|_| ColumnsError::custom("not UTF-8"))?);
        }
        Ok(strings)
    }

    /// A shape; the fields of a record are put with those of the records before.
    fn shape(&mut self, records: &mut Vec<Vec<u32>>) -> Result<Shape, ColumnsError> {
        Ok(match self.byte()? {
            0 => Shape::Nothing,
            1 => Shape::Bool,
            2 => Shape::Unsigned,
            3 => Shape::Negative,
            4 => Shape::Float,
            5 => Shape::String,
            6 => Shape::List,
            7 => Shape::Map,
            8 => {
                let count = self.number()?;
                let field = |input: &mut Self| input.below(u32::MAX as usize);
                records.push(self.times(count, field)?);
                Shape::Record(records.len() - 1)
            }
            _ => return Err(ColumnsError::custom("a sort of value not known here")),
        })
    }

    /// The node of a place with this many values.
    fn node(
        &mut self,
        count: u64,
        strings: &[&str],
        depth: usize,
    ) -> Result<Node<'b>, ColumnsError> {
        if depth > DEEPEST {
            return Err(ColumnsError::custom("too deep"));
        }
        spend(&mut self.values, count, "values")?;
        let shapes = self.number()?;
        let mut records = Vec::new();
        let shapes: Vec<Shape> = self.times(shapes, |input| input.shape(&mut records))?;
        let fields = self.number()?;
        let names: Vec<u32> = self.times(fields, |input| input.below(strings.len()))?;
        let (counts, shape_of) = Counts::of(self, count, (&shapes, &records), names.len())?;
        let bools = self.take(counts.bools)?;
        let way = if counts.numbers == 0 {
            Way::PLAIN
        } else {
            Way(self.byte()?)
        };
        if way.0 > Way::NEAR_STEPS.0 {
            return Err(ColumnsError::custom(
                "numbers written in a way not known here",
            ));
        }
        let numbers = self.column(counts.numbers, |_| Ok(()))?;
        let floats = self.take(counts.floats.checked_mul(8).ok_or_else(cut_short)?)?;
        let mut text = self.text;
        let texts = self.column(counts.texts, |text_number| {
            let string = usize::try_from(text_number).ok();
            let string = string.and_then(|string| strings.get(string));
            let string = string.ok_or_else(|| ColumnsError::custom("a string not there"))?;
            spend(&mut text, string.len() as u64, "strings")
        })?;
        self.text = text;
        let lengths = self.column(counts.lists_and_maps, |_| Ok(()))?;
        let (in_lists, in_maps) = totals(&shapes, shape_of, lengths)?;
        let mut fields = Vec::new();
        for (name, count) in names.into_iter().zip(counts.of_fields) {
            fields.push((name, self.node(count, strings, depth + 1)?));
        }
        let element = if shapes.contains(&Shape::List) {
            Some(Box::new(self.node(in_lists, strings, depth + 1)?))
        } else {
            None
        };
        let entry = if shapes.contains(&Shape::Map) {
            let keys = self.node(in_maps, strings, depth + 1)?;
            Some(Box::new((keys, self.node(in_maps, strings, depth + 1)?)))
        } else {
            None
        };
        Ok(Node {
            shapes,
            records,
            fields,
            shape_of,
            bools,
            numbers,
            way,
            before: 0,
            floats,
            texts,
            lengths,
            element,
            entry,
        })
    }

    fn times<T>(
        &mut self,
        count: u64,
        mut read: impl FnMut(&mut Self) -> Result<T, ColumnsError>,
    ) -> Result<Vec<T>, ColumnsError> {
        if count > self.rest.len() as u64 {
            return Err(cut_short());
        }
        (0..count).map(|_| read(self)).collect()
    }
}

/// How many values of each sort a node has.
#[derive(Default)]
struct Counts {
    bools: u64,
    numbers: u64,
    floats: u64,
    texts: u64,
    lists_and_maps: u64,
    of_fields: Vec<u64>,
}

impl Counts {
    /// The counts, and which shape each value has, where they say so.
    fn of<'b>(
        input: &mut Input<'b>,
        count: u64,
        (shapes, records): (&[Shape], &[Vec<u32>]),
        fields: usize,
    ) -> Result<(Self, Column<'b>), ColumnsError> {
        let mut of_shapes = vec![0u64; shapes.len()];
        let mut shape_of = Column::default();
        if says_shape(shapes) {
            shape_of = input.column(count, |shape| {
                let shape = usize::try_from(shape).ok();
                let of_shape = shape.and_then(|shape| of_shapes.get_mut(shape));
                *of_shape.ok_or_else(|| ColumnsError::custom("a shape that is not there"))? += 1;
                Ok(())
            })?;
        } else {
            of_shapes.fill(count);
        }
        let mut counts = Self {
            of_fields: vec![0; fields],
            ..Self::default()
        };
        for (shape, count) in shapes.iter().zip(of_shapes) {
            let fields = match shape {
                Shape::Record(record) => records.get(*record).map_or(&[][..], Vec::as_slice),
                _ => &[],
            };
            if matches!(shape, Shape::Record(_)) && fields.is_empty() {
                spend(&mut input.empty, count, "empty records")?;
            }
            counts.add(*shape, fields, count)?;
        }
        Ok((counts, shape_of))
    }

    fn add(&mut self, shape: Shape, fields: &[u32], count: u64) -> Result<(), ColumnsError> {
        match shape {
            Shape::Nothing => {}
            Shape::Bool => self.bools += count,
            Shape::Unsigned | Shape::Negative => self.numbers += count,
            Shape::Float => self.floats += count,
            Shape::String => self.texts += count,
            Shape::List | Shape::Map => self.lists_and_maps += count,
            Shape::Record(_) => {
                for field in fields {
                    let of_field = self.of_fields.get_mut(*field as usize);
                    let of_field = of_field
                        .ok_or_else(|| ColumnsError::custom("a field that is not there"))?;
                    *of_field = of_field.checked_add(count).ok_or_else(cut_short)?;
                }
            }
        }
        Ok(())
    }
}

/// How many elements all lists, and how many entries all maps of a node have.
fn totals(
    shapes: &[Shape],
    mut shape_of: Column<'_>,
    mut lengths: Column<'_>,
) -> Result<(u64, u64), ColumnsError> {
    let (mut lists, mut maps) = (0u64, 0u64);
    let only = if says_shape(shapes) {
        None
    } else {
        shapes.first()
    };
    loop {
        let shape = match only {
            Some(only) => Some(only),
            None => {
                let Some(shape) = shape_of.next() else { break };
                usize::try_from(shape)
                    .ok()
                    .and_then(|shape| shapes.get(shape))
            }
        };
        let sum = match shape {
            Some(Shape::List) => &mut lists,
            Some(Shape::Map) => &mut maps,
            // The only shape is neither.
            _ if only.is_some() => break,
            _ => continue,
        };
        let Some(length) = lengths.next() else { break };
        *sum = sum.checked_add(length).ok_or_else(cut_short)?;
    }
    Ok((lists, maps))
}
