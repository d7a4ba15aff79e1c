//! Reading values from columns.

use super::near::{Near, Way, Within, Written};
use super::{ColumnsError, DEEPEST, FORMAT, Shape, says_shape, unzigzag};
use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, Visitor};

/// Most records without any field at one place: they take no bytes.
const MOST_EMPTY: u64 = 1 << 16;

/// Reads a value from what [`super::to_bytes`] wrote.
///
/// # Errors
/// Where these are no such bytes, or the value is another one than what is asked for.
pub(crate) fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ColumnsError> {
    let mut input = Input { rest: bytes };
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
struct Node {
    shapes: Vec<Shape>,
    /// Names and nodes of the fields.
    fields: Vec<(u32, Node)>,
    shape_of: std::vec::IntoIter<u64>,
    bools: std::vec::IntoIter<u8>,
    numbers: std::vec::IntoIter<i64>,
    /// How the numbers are written.
    way: Way,
    floats: std::vec::IntoIter<f64>,
    texts: std::vec::IntoIter<u64>,
    lengths: std::vec::IntoIter<u64>,
    element: Option<Box<Node>>,
    entry: Option<Box<(Node, Node)>>,
}

/// The bytes not yet read.
struct Input<'b> {
    rest: &'b [u8],
}

fn cut_short() -> ColumnsError {
    ColumnsError::custom("cut short")
}

impl Input<'_> {
    fn byte(&mut self) -> Result<u8, ColumnsError> {
        let (first, rest) = self.rest.split_first().ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(*first)
    }

    fn take(&mut self, length: u64) -> Result<&[u8], ColumnsError> {
        let length = usize::try_from(length).map_err(|_| cut_short())?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u64, ColumnsError> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(ColumnsError::custom("a number too large"))
    }

    /// As many numbers, each of which takes a byte at least.
    fn column(&mut self, count: u64) -> Result<Vec<u64>, ColumnsError> {
        if count > self.rest.len() as u64 {
            return Err(cut_short());
        }
        (0..count).map(|_| self.number()).collect()
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

    fn strings(&mut self) -> Result<Vec<String>, ColumnsError> {
        let count = self.number()?;
        let lengths = self.column(count)?;
        lengths
            .into_iter()
            .map(|length| {
                let bytes = self.take(length)?.to_vec();
                String::from_utf8(bytes).map_err(|_| ColumnsError::custom("not UTF-8"))
            })
            .collect()
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
                let fields = self.column(count)?;
                Shape::Record(fields.into_iter().map(|field| field as u32).collect())
            }
            _ => return Err(ColumnsError::custom("a sort of value not known here")),
        })
    }

    /// The node of a place with this many values.
    fn node(&mut self, count: u64, strings: &[String], depth: usize) -> Result<Node, ColumnsError> {
        if depth > DEEPEST {
            return Err(ColumnsError::custom("too deep"));
        }
        let shapes = self.number()?;
        let shapes: Vec<Shape> = self.times(shapes, Self::shape)?;
        let fields = self.number()?;
        let names: Vec<u32> = self.times(fields, |input| input.below(strings.len()))?;
        let counts = Counts::of(self, count, &shapes, names.len())?;
        let bools = self.take(counts.bools)?.to_vec();
        let (way, numbers) = self.numbers(counts.numbers)?;
        let floats: Vec<f64> = self
            .take(counts.floats.checked_mul(8).ok_or_else(cut_short)?)?
            .chunks_exact(8)
            .filter_map(|bytes| Some(f64::from_le_bytes(bytes.try_into().ok()?)))
            .collect();
        let texts = self.column(counts.texts)?;
        let (lists, maps) = (self.column(counts.lists_and_maps)?, counts.shape_of.clone());
        let (in_lists, in_maps) = totals(&shapes, &maps, &lists)?;
        let of_fields = counts.of_fields;
        let mut fields = Vec::new();
        for (name, count) in names.into_iter().zip(of_fields) {
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
            shape_of: counts.shape_of.into_iter(),
            bools: bools.into_iter(),
            numbers: numbers.into_iter(),
            way,
            floats: floats.into_iter(),
            texts: texts.into_iter(),
            lengths: lists.into_iter(),
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

    fn numbers(&mut self, count: u64) -> Result<(Way, Vec<i64>), ColumnsError> {
        if count == 0 {
            return Ok((Way::PLAIN, Vec::new()));
        }
        let way = Way(self.byte()?);
        if way.0 > Way::NEAR_STEPS.0 {
            return Err(ColumnsError::custom(
                "numbers written in a way not known here",
            ));
        }
        let mut before = 0i64;
        let column = self.column(count)?.into_iter().map(unzigzag);
        let numbers = column.map(|number| {
            before = if way.is_steps() {
                before.wrapping_add(number)
            } else {
                number
            };
            before
        });
        Ok((way, numbers.collect()))
    }
}

/// How many values of each sort a node has.
#[derive(Default)]
struct Counts {
    /// Empty where all have the only shape.
    shape_of: Vec<u64>,
    bools: u64,
    numbers: u64,
    floats: u64,
    texts: u64,
    lists_and_maps: u64,
    of_fields: Vec<u64>,
}

impl Counts {
    fn of(
        input: &mut Input<'_>,
        count: u64,
        shapes: &[Shape],
        fields: usize,
    ) -> Result<Self, ColumnsError> {
        let mut counts = Self {
            of_fields: vec![0; fields],
            ..Self::default()
        };
        if says_shape(shapes) {
            counts.shape_of = input.column(count)?;
            let mut of_shapes = vec![0u64; shapes.len()];
            for shape in &counts.shape_of {
                *usize::try_from(*shape)
                    .ok()
                    .and_then(|shape| of_shapes.get_mut(shape))
                    .ok_or_else(|| ColumnsError::custom("a shape that is not there"))? += 1;
            }
            for (shape, count) in shapes.iter().zip(of_shapes) {
                counts.add(shape, count)?;
            }
        } else {
            for shape in shapes {
                counts.add(shape, count)?;
            }
        }
        Ok(counts)
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
                if fields.is_empty() && count > MOST_EMPTY {
                    return Err(ColumnsError::custom("too many empty records"));
                }
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
fn totals(shapes: &[Shape], shape_of: &[u64], lengths: &[u64]) -> Result<(u64, u64), ColumnsError> {
    let add = |sum: u64, length: &u64| sum.checked_add(*length).ok_or_else(cut_short);
    if !shape_of.is_empty() {
        let mut lengths = lengths.iter();
        let (mut lists, mut maps) = (0, 0);
        for shape in shape_of {
            match usize::try_from(*shape)
                .ok()
                .and_then(|shape| shapes.get(shape))
            {
                Some(Shape::List) => lists = add(lists, lengths.next().unwrap_or(&0))?,
                Some(Shape::Map) => maps = add(maps, lengths.next().unwrap_or(&0))?,
                _ => {}
            }
        }
        return Ok((lists, maps));
    }
    let all = lengths.iter().try_fold(0, add)?;
    Ok(match shapes {
        [Shape::List] => (all, 0),
        [Shape::Map] => (0, all),
        _ => (0, 0),
    })
}

/// The next value of a place, what it may be near to, and what it was when it has been read.
struct Value<'n> {
    node: &'n mut Node,
    strings: &'n [String],
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

impl<'n> Value<'n> {
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
        let number = self.node.numbers.next().ok_or_else(cut_short)?;
        let base = if self.node.way.is_near() {
            self.near.base()
        } else {
            self.near.plain()
        };
        let number = number.wrapping_add(base);
        *self.written = Written::Number(number);
        Ok(number)
    }

    fn text(&mut self) -> Result<&'n str, ColumnsError> {
        let index = self.node.texts.next().ok_or_else(cut_short)?;
        let text = usize::try_from(index)
            .ok()
            .and_then(|index| self.strings.get(index));
        text.map(String::as_str)
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
            Sort::Bool => visitor.visit_bool(self.node.bools.next().ok_or_else(cut_short)? != 0),
            Sort::Unsigned => visitor.visit_u64(self.whole()?.cast_unsigned()),
            Sort::Negative => visitor.visit_i64(self.whole()?),
            Sort::Float => visitor.visit_f64(self.node.floats.next().ok_or_else(cut_short)?),
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

impl<'de> de::Deserializer<'de> for Value<'_> {
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

impl<'n> Value<'n> {
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
struct Begun<'n> {
    value: Value<'n>,
    sort: Sort,
}

impl<'de> de::Deserializer<'de> for Begun<'_> {
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
struct List<'n> {
    node: &'n mut Node,
    strings: &'n [String],
    left: u64,
    within: Within,
}

impl<'de> de::SeqAccess<'de> for &mut List<'_> {
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
struct Map<'n> {
    entry: &'n mut (Node, Node),
    strings: &'n [String],
    left: u64,
}

impl<'de> de::MapAccess<'de> for &mut Map<'_> {
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
struct Record<'n> {
    shapes: &'n [Shape],
    fields: &'n mut [(u32, Node)],
    shape: usize,
    /// Which of the shape's fields is the next.
    next: usize,
    strings: &'n [String],
    within: Within,
}

impl Record<'_> {
    fn numbers(&self) -> &[u32] {
        match self.shapes.get(self.shape) {
            Some(Shape::Record(fields)) => fields,
            _ => &[],
        }
    }

    fn left(&self) -> usize {
        self.numbers().len().saturating_sub(self.next)
    }

    fn field(&mut self) -> Option<&mut (u32, Node)> {
        let number = *self.numbers().get(self.next)?;
        self.fields.get_mut(number as usize)
    }
}

impl<'de> de::MapAccess<'de> for &mut Record<'_> {
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
        let name: StrDeserializer<'_, ColumnsError> = name.as_str().into_deserializer();
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
struct Variant<'n> {
    name: &'n str,
    node: &'n mut Node,
    strings: &'n [String],
    near: Near,
    written: &'n mut Written,
}

impl Variant<'_> {
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

impl<'de> de::EnumAccess<'de> for Variant<'_> {
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

impl<'de> de::VariantAccess<'de> for Variant<'_> {
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
