//! Reading values from columns.

use super::near::{Near, Way, Within, Written};
use super::{ColumnsError, DEEPEST, FORMAT, Shape, says_shape, unzigzag};
use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, Visitor};

/// Most records without any field at all places together: they take no bytes.
const MOST_EMPTY: u64 = 1 << 16;

/// Values at all places together for each byte. One takes a byte at least, but records have none of their
/// own, and few records lie in one another without anything else.
const VALUES_PER_BYTE: u64 = 16;

/// Bytes of all strings together, each as often as it is pointed at, and as many again for each byte: the
/// same name may stand at many places, but not a megabyte at thousands.
const MOST_TEXT: u64 = 1 << 26;
const TEXT_PER_BYTE: u64 = 64;

/// Reads a value from what [`super::to_bytes`] wrote.
///
/// # Errors
/// Where these are no such bytes, or the value is another one than what is asked for.
pub(crate) fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ColumnsError> {
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
    T::deserialize(Value {
        node: &mut { whole },
        strings: &strings,
        near: Near::default(),
        written: &mut { Written::Other },
    })
}

/// The columns of one place, and how far they have been read.
struct Node<'b> {
    shapes: Vec<Shape>,
    /// Names and nodes of the fields.
    fields: Vec<(u32, Node<'b>)>,
    /// Empty where all have the only shape.
    shape_of: Column<'b>,
    bools: &'b [u8],
    numbers: Column<'b>,
    /// How the numbers are written.
    way: Way,
    /// The sum of the steps so far.
    before: i64,
    floats: &'b [u8],
    texts: Column<'b>,
    lengths: Column<'b>,
    element: Option<Box<Node<'b>>>,
    entry: Option<Box<(Node<'b>, Node<'b>)>>,
}

/// Numbers that are decoded as they are taken; all were looked at before.
#[derive(Clone, Copy, Default)]
struct Column<'b> {
    rest: &'b [u8],
}

impl Column<'_> {
    fn next(&mut self) -> Option<u64> {
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

fn cut_short() -> ColumnsError {
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

    fn shape(&mut self) -> Result<Shape, ColumnsError> {
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
                Shape::Record(self.times(count, field)?)
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
        let shapes: Vec<Shape> = self.times(shapes, Self::shape)?;
        let fields = self.number()?;
        let names: Vec<u32> = self.times(fields, |input| input.below(strings.len()))?;
        let (counts, shape_of) = Counts::of(self, count, &shapes, names.len())?;
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
        shapes: &[Shape],
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
            if *shape == Shape::Record(Vec::new()) {
                spend(&mut input.empty, count, "empty records")?;
            }
            counts.add(shape, count)?;
        }
        Ok((counts, shape_of))
    }

    fn add(&mut self, shape: &Shape, count: u64) -> Result<(), ColumnsError> {
        match shape {
            Shape::Nothing => {}
            Shape::Bool => self.bools += count,
            Shape::Unsigned | Shape::Negative => self.numbers += count,
            Shape::Float => self.floats += count,
            Shape::String => self.texts += count,
            Shape::List | Shape::Map => self.lists_and_maps += count,
            Shape::Record(fields) => {
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

/// The next value of a place, what it may be near to, and what it was when it has been read.
struct Value<'n, 'b> {
    node: &'n mut Node<'b>,
    strings: &'n [&'b str],
    near: Near,
    written: &'n mut Written,
}

/// The shape of a value, without what it holds.
enum Sort {
    Nothing,
    Bool,
    Unsigned,
    Negative,
    Float,
    String,
    List,
    Map,
    /// Which shape.
    Record(usize),
}

impl<'b> Value<'_, 'b> {
    fn sort(&mut self) -> Result<Sort, ColumnsError> {
        let index = if says_shape(&self.node.shapes) {
            self.node.shape_of.next().ok_or_else(cut_short)? as usize
        } else {
            0
        };
        Ok(match self.node.shapes.get(index).ok_or_else(cut_short)? {
            Shape::Nothing => Sort::Nothing,
            Shape::Bool => Sort::Bool,
            Shape::Unsigned => Sort::Unsigned,
            Shape::Negative => Sort::Negative,
            Shape::Float => Sort::Float,
            Shape::String => Sort::String,
            Shape::List => Sort::List,
            Shape::Map => Sort::Map,
            Shape::Record(_) => Sort::Record(index),
        })
    }

    fn whole(&mut self) -> Result<i64, ColumnsError> {
        let number = unzigzag(self.node.numbers.next().ok_or_else(cut_short)?);
        let number = if self.node.way.is_steps() {
            self.node.before = self.node.before.wrapping_add(number);
            self.node.before
        } else {
            number
        };
        let base = if self.node.way.is_near() {
            self.near.base()
        } else {
            self.near.plain()
        };
        let number = number.wrapping_add(base);
        *self.written = Written::Number(number);
        Ok(number)
    }

    fn bool(&mut self) -> Result<bool, ColumnsError> {
        let (first, rest) = self.node.bools.split_first().ok_or_else(cut_short)?;
        self.node.bools = rest;
        Ok(*first != 0)
    }

    fn float(&mut self) -> Result<f64, ColumnsError> {
        let (first, rest) = self.node.floats.split_first_chunk().ok_or_else(cut_short)?;
        self.node.floats = rest;
        Ok(f64::from_le_bytes(*first))
    }

    fn text(&mut self) -> Result<&'b str, ColumnsError> {
        let index = self.node.texts.next().ok_or_else(cut_short)?;
        let index = usize::try_from(index).ok();
        let text = index.and_then(|index| self.strings.get(index));
        text.copied()
            .ok_or_else(|| ColumnsError::custom("a string that is not there"))
    }

    fn visit<'de, V: Visitor<'de>>(
        mut self,
        sort: &Sort,
        visitor: V,
    ) -> Result<V::Value, ColumnsError> {
        *self.written = Written::Other;
        match sort {
            Sort::Nothing => visitor.visit_unit(),
            Sort::Bool => visitor.visit_bool(self.bool()?),
            Sort::Unsigned => visitor.visit_u64(self.whole()?.cast_unsigned()),
            Sort::Negative => visitor.visit_i64(self.whole()?),
            Sort::Float => visitor.visit_f64(self.float()?),
            Sort::String => visitor.visit_str(self.text()?),
            Sort::List => {
                let left = self.node.lengths.next().ok_or_else(cut_short)?;
                let node = self.node.element.as_deref_mut().ok_or_else(cut_short)?;
                let mut list = List {
                    node,
                    strings: self.strings,
                    left,
                    within: Within::new(self.near),
                };
                let value = visitor.visit_seq(&mut list)?;
                *self.written = list.within.written();
                whole_was_read(list.left, value)
            }
            Sort::Map => {
                let left = self.node.lengths.next().ok_or_else(cut_short)?;
                let entry = self.node.entry.as_deref_mut().ok_or_else(cut_short)?;
                let mut map = Map {
                    entry,
                    strings: self.strings,
                    left,
                };
                let value = visitor.visit_map(&mut map)?;
                whole_was_read(map.left, value)
            }
            Sort::Record(shape) => {
                let mut record = Record {
                    shapes: &self.node.shapes,
                    fields: &mut self.node.fields,
                    shape: *shape,
                    next: 0,
                    strings: self.strings,
                    within: Within::new(self.near),
                };
                let value = visitor.visit_map(&mut record)?;
                *self.written = record.within.written();
                whole_was_read(record.left() as u64, value)
            }
        }
    }
}

/// What was not read would be taken for what comes next.
fn whole_was_read<T>(left: u64, value: T) -> Result<T, ColumnsError> {
    if left == 0 {
        Ok(value)
    } else {
        Err(ColumnsError::custom("longer than what is asked for"))
    }
}

impl<'de> de::Deserializer<'de> for Value<'_, '_> {
    type Error = ColumnsError;

    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, ColumnsError> {
        let sort = self.sort()?;
        self.visit(&sort, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, ColumnsError> {
        match self.sort()? {
            Sort::Nothing => {
                *self.written = Written::Other;
                visitor.visit_none()
            }
            sort => visitor.visit_some(Begun { value: self, sort }),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ColumnsError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ColumnsError> {
        let sort = self.sort()?;
        self.enumeration(&sort, visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl Value<'_, '_> {
    fn enumeration<'de, V: Visitor<'de>>(
        mut self,
        sort: &Sort,
        visitor: V,
    ) -> Result<V::Value, ColumnsError> {
        *self.written = Written::Other;
        match sort {
            Sort::String => {
                let name: StrDeserializer<'_, ColumnsError> = self.text()?.into_deserializer();
                visitor.visit_enum(name)
            }
            Sort::Record(shape) => {
                let Some(Shape::Record(fields)) = self.node.shapes.get(*shape) else {
                    return Err(cut_short());
                };
                let [only] = fields.as_slice() else {
                    return Err(ColumnsError::custom("a variant has one field"));
                };
                let field = self
                    .node
                    .fields
                    .get_mut(*only as usize)
                    .ok_or_else(cut_short)?;
                let name = self.strings.get(field.0 as usize).ok_or_else(cut_short)?;
                visitor.visit_enum(Variant {
                    name,
                    node: &mut field.1,
                    strings: self.strings,
                    near: self.near.inside(),
                    written: self.written,
                })
            }
            _ => Err(ColumnsError::custom("no variant")),
        }
    }
}

/// A value of which it is known already what sort it is.
struct Begun<'n, 'b> {
    value: Value<'n, 'b>,
    sort: Sort,
}

impl<'de> de::Deserializer<'de> for Begun<'_, '_> {
    type Error = ColumnsError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ColumnsError> {
        self.value.visit(&self.sort, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ColumnsError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ColumnsError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ColumnsError> {
        self.value.enumeration(&self.sort, visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// A list being read.
struct List<'n, 'b> {
    node: &'n mut Node<'b>,
    strings: &'n [&'b str],
    left: u64,
    within: Within,
}

impl<'de> de::SeqAccess<'de> for &mut List<'_, '_> {
    type Error = ColumnsError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ColumnsError> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let mut written = Written::Other;
        let value = seed.deserialize(Value {
            node: &mut *self.node,
            strings: self.strings,
            near: self.within.near(),
            written: &mut written,
        })?;
        self.within.after(written);
        Ok(Some(value))
    }

    fn size_hint(&self) -> Option<usize> {
        usize::try_from(self.left).ok()
    }
}

/// A map being read.
struct Map<'n, 'b> {
    entry: &'n mut (Node<'b>, Node<'b>),
    strings: &'n [&'b str],
    left: u64,
}

impl<'de> de::MapAccess<'de> for &mut Map<'_, '_> {
    type Error = ColumnsError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ColumnsError> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let value = Value {
            node: &mut self.entry.0,
            strings: self.strings,
            near: Near::default(),
            written: &mut { Written::Other },
        };
        // Maps are written by the keys' names, as in JSON.
        let key = de::Deserialize::deserialize(value)?;
        let name = match key {
            Key::Name(name) => name,
            Key::Number(number) => return seed.deserialize(number.into_deserializer()).map(Some),
        };
        let name: StringDeserializer<ColumnsError> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, ColumnsError> {
        seed.deserialize(Value {
            node: &mut self.entry.1,
            strings: self.strings,
            near: Near::default(),
            written: &mut { Written::Other },
        })
    }
}

/// The key of a map.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Key {
    Name(String),
    Number(u64),
}

/// A record being read.
struct Record<'n, 'b> {
    shapes: &'n [Shape],
    fields: &'n mut [(u32, Node<'b>)],
    shape: usize,
    /// Which of the shape's fields is the next.
    next: usize,
    strings: &'n [&'b str],
    within: Within,
}

impl<'b> Record<'_, 'b> {
    fn numbers(&self) -> &[u32] {
        match self.shapes.get(self.shape) {
            Some(Shape::Record(fields)) => fields,
            _ => &[],
        }
    }

    fn left(&self) -> usize {
        self.numbers().len().saturating_sub(self.next)
    }

    fn field(&mut self) -> Option<&mut (u32, Node<'b>)> {
        let number = *self.numbers().get(self.next)?;
        self.fields.get_mut(number as usize)
    }
}

impl<'de> de::MapAccess<'de> for &mut Record<'_, '_> {
    type Error = ColumnsError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ColumnsError> {
        let Some((name, _)) = self.field() else {
            return Ok(None);
        };
        let name = *name as usize;
        let name = self.strings.get(name).ok_or_else(cut_short)?;
        let name: StrDeserializer<'_, ColumnsError> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, ColumnsError> {
        let (strings, near) = (self.strings, self.within.near());
        let mut written = Written::Other;
        let (_, node) = self.field().ok_or_else(cut_short)?;
        let value = seed.deserialize(Value {
            node,
            strings,
            near,
            written: &mut written,
        })?;
        self.within.after(written);
        self.next += 1;
        Ok(value)
    }
}

/// A variant that holds something.
struct Variant<'n, 'b> {
    name: &'b str,
    node: &'n mut Node<'b>,
    strings: &'n [&'b str],
    near: Near,
    written: &'n mut Written,
}

impl Variant<'_, '_> {
    fn read<'de, T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ColumnsError> {
        let value = seed.deserialize(Value {
            node: self.node,
            strings: self.strings,
            near: self.near,
            written: &mut *self.written,
        });
        *self.written = self.written.inside();
        value
    }
}

impl<'de> de::EnumAccess<'de> for Variant<'_, '_> {
    type Error = ColumnsError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self), ColumnsError> {
        let name: StrDeserializer<'_, ColumnsError> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

/// Reads whatever there is for a visitor.
struct For<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for For<V> {
    type Value = V::Value;

    fn deserialize<D: de::Deserializer<'de>>(self, from: D) -> Result<V::Value, D::Error> {
        from.deserialize_any(self.0)
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_, '_> {
    type Error = ColumnsError;

    fn unit_variant(self) -> Result<(), ColumnsError> {
        self.read(std::marker::PhantomData)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, ColumnsError> {
        self.read(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ColumnsError> {
        self.read(For(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ColumnsError> {
        self.read(For(visitor))
    }
}
