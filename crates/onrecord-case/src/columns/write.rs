//! Writing values as columns.

use super::near::{Near, Way, Within, Written};
use super::{ColumnsError, FORMAT, Shape, says_shape, zigzag};
use serde::ser::{self, Serialize};
use std::collections::HashMap;

/// Writes a value as columns: the same value always as the same bytes.
///
/// # Errors
/// Where its own `Serialize` fails, where it has numbers of 128 bits, or maps whose keys are neither
/// strings nor whole numbers.
pub(crate) fn to_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, ColumnsError> {
    let mut writer = Writer {
        nodes: vec![Node::default()],
        ..Writer::default()
    };
    let whole = Place {
        writer: &mut writer,
        node: 0,
        near: Near::default(),
    };
    value.serialize(whole)?;
    Ok(writer.bytes())
}

/// The columns of one place.
#[derive(Default)]
struct Node {
    shapes: Vec<Shape>,
    /// The sorts of records: which fields they have, by their numbers.
    records: Vec<Vec<u32>>,
    /// Which shape each value has.
    shape_of: Vec<u32>,
    bools: Vec<u8>,
    numbers: Vec<i64>,
    /// The same, less the number that they are near to.
    near: Vec<i64>,
    floats: Vec<f64>,
    strings: Vec<u32>,
    /// Of lists and maps.
    lengths: Vec<u64>,
    /// Names and nodes of the fields.
    fields: Vec<(&'static str, usize)>,
    element: Option<usize>,
    /// The nodes of the keys and the values.
    entry: Option<(usize, usize)>,
}

impl Node {
    fn push(&mut self, shape: Shape) {
        // Mostly it is that of the value before.
        if let Some(last) = self.shape_of.last()
            && self.shapes.get(*last as usize) == Some(&shape)
        {
            self.shape_of.push(*last);
            return;
        }
        let known = self.shapes.iter().position(|known| *known == shape);
        let number = known.unwrap_or_else(|| {
            self.shapes.push(shape);
            self.shapes.len() - 1
        });
        self.shape_of.push(number as u32);
    }

    fn push_record(&mut self, fields: Vec<u32>) {
        let known = self.records.iter().position(|known| *known == fields);
        let record = known.unwrap_or_else(|| {
            self.records.push(fields);
            self.records.len() - 1
        });
        self.push(Shape::Record(record));
    }
}

#[derive(Default)]
struct Writer {
    nodes: Vec<Node>,
    strings: Vec<String>,
    number_of: HashMap<String, u32>,
}

impl Writer {
    /// The number of a string; `last` is one that it may well be.
    fn string_like(&mut self, string: &str, last: Option<u32>) -> u32 {
        match last {
            Some(last) if self.strings.get(last as usize).is_some_and(|l| l == string) => last,
            _ => self.string(string),
        }
    }

    fn string(&mut self, string: &str) -> u32 {
        if let Some(known) = self.number_of.get(string) {
            return *known;
        }
        let number = self.strings.len() as u32;
        self.strings.push(string.to_owned());
        self.number_of.insert(string.to_owned(), number);
        number
    }

    fn node(&mut self, node: usize) -> Result<&mut Node, ColumnsError> {
        self.nodes
            .get_mut(node)
            .ok_or_else(|| ser::Error::custom("no such place"))
    }

    fn new_node(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    /// The number and the node of a field; it is looked for from where the last one was found.
    fn field(
        &mut self,
        node: usize,
        name: &'static str,
        from: usize,
    ) -> Result<(u32, usize), ColumnsError> {
        let fields = &self.node(node)?.fields;
        let expected = fields.get(from).filter(|(known, _)| *known == name);
        if let Some((_, child)) = expected {
            return Ok((from as u32, *child));
        }
        if let Some(number) = fields.iter().position(|(known, _)| *known == name) {
            let child = fields.get(number).map_or(0, |(_, child)| *child);
            return Ok((number as u32, child));
        }
        let child = self.new_node();
        let fields = &mut self.node(node)?.fields;
        fields.push((name, child));
        Ok((fields.len() as u32 - 1, child))
    }

    fn element(&mut self, node: usize) -> Result<usize, ColumnsError> {
        if let Some(element) = self.node(node)?.element {
            return Ok(element);
        }
        let element = self.new_node();
        self.node(node)?.element = Some(element);
        Ok(element)
    }

    fn entry(&mut self, node: usize) -> Result<(usize, usize), ColumnsError> {
        if let Some(entry) = self.node(node)?.entry {
            return Ok(entry);
        }
        let entry = (self.new_node(), self.new_node());
        self.node(node)?.entry = Some(entry);
        Ok(entry)
    }

    fn bytes(mut self) -> Vec<u8> {
        // Names of fields are strings as well.
        let names: Vec<Vec<u32>> = (0..self.nodes.len())
            .map(|node| {
                let fields = self.nodes.get(node).map(|node| &node.fields);
                let names: Vec<&'static str> = fields
                    .into_iter()
                    .flatten()
                    .map(|(name, _)| *name)
                    .collect();
                names.into_iter().map(|name| self.string(name)).collect()
            })
            .collect();
        let mut out = vec![FORMAT];
        number(&mut out, self.strings.len() as u64);
        for string in &self.strings {
            number(&mut out, string.len() as u64);
        }
        for string in &self.strings {
            out.extend_from_slice(string.as_bytes());
        }
        self.write_node(0, &names, &mut out);
        out
    }

    fn write_node(&self, index: usize, names: &[Vec<u32>], out: &mut Vec<u8>) {
        let (Some(node), Some(names_here)) = (self.nodes.get(index), names.get(index)) else {
            return;
        };
        number(out, node.shapes.len() as u64);
        for shape in &node.shapes {
            out.push(shape.byte());
            if let Shape::Record(record) = shape
                && let Some(fields) = node.records.get(*record)
            {
                number(out, fields.len() as u64);
                fields.iter().for_each(|field| number(out, (*field).into()));
            }
        }
        number(out, names_here.len() as u64);
        names_here
            .iter()
            .for_each(|name| number(out, (*name).into()));
        if says_shape(&node.shapes) {
            node.shape_of
                .iter()
                .for_each(|shape| number(out, (*shape).into()));
        }
        out.extend_from_slice(&node.bools);
        numbers(out, &node.numbers, &node.near);
        node.floats
            .iter()
            .for_each(|float| out.extend(float.to_le_bytes()));
        node.strings
            .iter()
            .for_each(|string| number(out, (*string).into()));
        node.lengths.iter().for_each(|length| number(out, *length));
        for (_, child) in &node.fields {
            self.write_node(*child, names, out);
        }
        // A place without values has a node all the same: whoever reads cannot know that there are none.
        if node.shapes.contains(&Shape::List) {
            match node.element {
                Some(element) => self.write_node(element, names, out),
                None => out.extend(EMPTY),
            }
        }
        if node.shapes.contains(&Shape::Map) {
            match node.entry {
                Some((key, value)) => {
                    self.write_node(key, names, out);
                    self.write_node(value, names, out);
                }
                None => {
                    out.extend(EMPTY);
                    out.extend(EMPTY);
                }
            }
        }
    }
}

/// A node without shapes and fields.
const EMPTY: [u8; 2] = [0, 0];

fn number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// How many bytes a number takes: seven bits to a byte; 0 takes one as well.
const fn length(number: i64) -> usize {
    (64 - (zigzag(number) | 1).leading_zeros() as usize).div_ceil(7)
}

/// A column of whole numbers in the shortest of the ways of [`Way`].
fn numbers(out: &mut Vec<u8>, plain: &[i64], near: &[i64]) {
    if plain.is_empty() {
        return;
    }
    let of_steps = |column| steps(column).map(length).sum();
    let of_numbers = |column: &[i64]| column.iter().copied().map(length).sum();
    let ways: [(Way, usize); 4] = [
        (Way::PLAIN, of_numbers(plain)),
        (Way::STEPS, of_steps(plain)),
        (Way::NEAR, of_numbers(near)),
        (Way::NEAR_STEPS, of_steps(near)),
    ];
    let shortest = ways.into_iter().min_by_key(|(_, length)| *length);
    let way = shortest.map_or(Way::PLAIN, |(way, _)| way);
    out.push(way.0);
    let column = if way.is_near() { near } else { plain };
    if way.is_steps() {
        steps(column).for_each(|step| number(out, zigzag(step)));
    } else {
        column.iter().for_each(|each| number(out, zigzag(*each)));
    }
}

/// What is added from one number to the next.
fn steps(column: &[i64]) -> impl Iterator<Item = i64> {
    let mut before = 0i64;
    column.iter().map(move |now| {
        let step = now.wrapping_sub(before);
        before = *now;
        step
    })
}

/// Where a value is to be written, and what it may be near to.
struct Place<'w> {
    writer: &'w mut Writer,
    node: usize,
    near: Near,
}

impl<'w> Place<'w> {
    fn push(&mut self, shape: Shape) -> Result<&mut Node, ColumnsError> {
        let node = self.writer.node(self.node)?;
        node.push(shape);
        Ok(node)
    }

    fn whole(mut self, shape: Shape, value: i64) -> Result<Written, ColumnsError> {
        let (plain, near) = (self.near.plain(), self.near.base());
        let node = self.push(shape)?;
        node.numbers.push(value.wrapping_sub(plain));
        node.near.push(value.wrapping_sub(near));
        Ok(Written::Number(value))
    }

    /// The place of the value of a variant, which is a record with one field.
    fn variant(self, name: &'static str) -> Result<Place<'w>, ColumnsError> {
        let (field, child) = self.writer.field(self.node, name, 0)?;
        self.writer.node(self.node)?.push_record(vec![field]);
        Ok(Place {
            writer: self.writer,
            node: child,
            near: self.near.inside(),
        })
    }

    fn list(self) -> Result<List<'w>, ColumnsError> {
        let element = self.writer.element(self.node)?;
        Ok(List {
            writer: self.writer,
            node: self.node,
            element,
            length: 0,
            within: Within::new(self.near),
        })
    }

    fn record(self) -> Record<'w> {
        Record {
            writer: self.writer,
            node: self.node,
            fields: Vec::new(),
            within: Within::new(self.near),
        }
    }
}

macro_rules! whole {
    ($($unsigned:ident $signed:ident: $u:ty, $i:ty;)*) => {$(
        fn $unsigned(self, value: $u) -> Result<Written, ColumnsError> {
            self.whole(Shape::Unsigned, u64::from(value).cast_signed())
        }
        fn $signed(self, value: $i) -> Result<Written, ColumnsError> {
            let value = i64::from(value);
            let shape = if value < 0 { Shape::Negative } else { Shape::Unsigned };
            self.whole(shape, value)
        }
    )*};
}

impl<'w> ser::Serializer for Place<'w> {
    type Ok = Written;
    type Error = ColumnsError;
    type SerializeSeq = List<'w>;
    type SerializeTuple = List<'w>;
    type SerializeTupleStruct = List<'w>;
    type SerializeTupleVariant = List<'w>;
    type SerializeMap = Map<'w>;
    type SerializeStruct = Record<'w>;
    type SerializeStructVariant = Record<'w>;

    whole! {
        serialize_u8 serialize_i8: u8, i8;
        serialize_u16 serialize_i16: u16, i16;
        serialize_u32 serialize_i32: u32, i32;
        serialize_u64 serialize_i64: u64, i64;
    }

    fn serialize_bool(mut self, value: bool) -> Result<Written, ColumnsError> {
        self.push(Shape::Bool)?.bools.push(value.into());
        Ok(Written::Other)
    }

    fn serialize_f32(self, value: f32) -> Result<Written, ColumnsError> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(mut self, value: f64) -> Result<Written, ColumnsError> {
        self.push(Shape::Float)?.floats.push(value);
        Ok(Written::Other)
    }

    fn serialize_char(self, value: char) -> Result<Written, ColumnsError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(mut self, value: &str) -> Result<Written, ColumnsError> {
        let last = self.writer.node(self.node)?.strings.last().copied();
        let number = self.writer.string_like(value, last);
        self.push(Shape::String)?.strings.push(number);
        Ok(Written::Other)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Written, ColumnsError> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<Written, ColumnsError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Written, ColumnsError> {
        value.serialize(self)
    }

    fn serialize_unit(mut self) -> Result<Written, ColumnsError> {
        self.push(Shape::Nothing)?;
        Ok(Written::Other)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Written, ColumnsError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Written, ColumnsError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Written, ColumnsError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Written, ColumnsError> {
        let written = value.serialize(self.variant(variant)?)?;
        Ok(written.inside())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'w>, ColumnsError> {
        self.list()
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'w>, ColumnsError> {
        self.list()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'w>, ColumnsError> {
        self.list()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<List<'w>, ColumnsError> {
        self.variant(variant)?.list()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Map<'w>, ColumnsError> {
        let entry = self.writer.entry(self.node)?;
        Ok(Map {
            writer: self.writer,
            node: self.node,
            entry,
            length: 0,
        })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Record<'w>, ColumnsError> {
        Ok(self.record())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Record<'w>, ColumnsError> {
        Ok(self.variant(variant)?.record())
    }
}

/// A list being written.
struct List<'w> {
    writer: &'w mut Writer,
    node: usize,
    element: usize,
    length: u64,
    within: Within,
}

impl List<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ColumnsError> {
        self.length += 1;
        let written = value.serialize(Place {
            writer: &mut *self.writer,
            node: self.element,
            near: self.within.near(),
        })?;
        self.within.after(written);
        Ok(())
    }

    fn done(self) -> Result<Written, ColumnsError> {
        let node = self.writer.node(self.node)?;
        node.push(Shape::List);
        node.lengths.push(self.length);
        Ok(self.within.written())
    }
}

macro_rules! list {
    ($($of:ident $add:ident;)*) => {$(
        impl ser::$of for List<'_> {
            type Ok = Written;
            type Error = ColumnsError;
            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ColumnsError> {
                self.add(value)
            }
            fn end(self) -> Result<Written, ColumnsError> {
                self.done()
            }
        }
    )*};
}

list! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

/// A map being written.
struct Map<'w> {
    writer: &'w mut Writer,
    node: usize,
    entry: (usize, usize),
    length: u64,
}

impl ser::SerializeMap for Map<'_> {
    type Ok = Written;
    type Error = ColumnsError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), ColumnsError> {
        self.length += 1;
        key.serialize(Place {
            writer: &mut *self.writer,
            node: self.entry.0,
            near: Near::default(),
        })?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ColumnsError> {
        value.serialize(Place {
            writer: &mut *self.writer,
            node: self.entry.1,
            near: Near::default(),
        })?;
        Ok(())
    }

    fn end(self) -> Result<Written, ColumnsError> {
        let node = self.writer.node(self.node)?;
        node.push(Shape::Map);
        node.lengths.push(self.length);
        Ok(Written::Other)
    }
}

/// A record being written.
struct Record<'w> {
    writer: &'w mut Writer,
    node: usize,
    fields: Vec<u32>,
    within: Within,
}

impl Record<'_> {
    fn add<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), ColumnsError> {
        let next = self.fields.last().map_or(0, |last| *last as usize + 1);
        let (field, node) = self.writer.field(self.node, name, next)?;
        self.fields.push(field);
        let written = value.serialize(Place {
            writer: &mut *self.writer,
            node,
            near: self.within.near(),
        })?;
        self.within.after(written);
        Ok(())
    }

    fn done(self) -> Result<Written, ColumnsError> {
        self.writer.node(self.node)?.push_record(self.fields);
        Ok(self.within.written())
    }
}

macro_rules! record {
    ($($of:ident;)*) => {$(
        impl ser::$of for Record<'_> {
            type Ok = Written;
            type Error = ColumnsError;
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), ColumnsError> {
                self.add(name, value)
            }
            fn end(self) -> Result<Written, ColumnsError> {
                self.done()
            }
        }
    )*};
}

record! {
    SerializeStruct;
    SerializeStructVariant;
}
