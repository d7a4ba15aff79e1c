//! Reading values from columns.

use super::near::{Near, Within, Written};
use super::nodes::{self, Node, cut_short};
use super::{ColumnsError, Shape, says_shape, unzigzag};
use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, Visitor};

/// Reads a value from what [`super::to_bytes`] wrote.
///
/// # Errors
/// Where these are no such bytes, or the value is another one than what is asked for.
pub(crate) fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ColumnsError> {
    let (whole, strings) = nodes::of(bytes)?;
    T::deserialize(Value {
        node: &mut { whole },
        strings: &strings,
        near: Near::default(),
        written: &mut { Written::Other },
        shape: None,
    })
}

/// The next value of a place, what it may be near to, and what it was when it has been read.
struct Value<'n, 'b> {
    node: &'n mut Node<'b>,
    strings: &'n [&'b str],
    near: Near,
    written: &'n mut Written,
    /// Its shape, where that was taken from the column already.
    shape: Option<Shape>,
}

impl<'b> Value<'_, 'b> {
    /// The shape of the value, which is taken from its column once.
    fn shape(&mut self) -> Result<Shape, ColumnsError> {
        if let Some(known) = self.shape.take() {
            return Ok(known);
        }
        let index = if says_shape(&self.node.shapes) {
            self.node.shape_of.next().ok_or_else(cut_short)? as usize
        } else {
            0
        };
        self.node.shapes.get(index).copied().ok_or_else(cut_short)
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

    fn visit<'de, V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, ColumnsError> {
        *self.written = Written::Other;
        match self.shape()? {
            Shape::Nothing => visitor.visit_unit(),
            Shape::Bool => visitor.visit_bool(self.bool()?),
            Shape::Unsigned => visitor.visit_u64(self.whole()?.cast_unsigned()),
            Shape::Negative => visitor.visit_i64(self.whole()?),
            Shape::Float => visitor.visit_f64(self.float()?),
            Shape::String => visitor.visit_str(self.text()?),
            Shape::List => {
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
            Shape::Map => {
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
            Shape::Record(record) => {
                let numbers = self.node.records.get(record).ok_or_else(cut_short)?;
                let mut record = Record {
                    numbers,
                    fields: &mut self.node.fields,
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

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ColumnsError> {
        self.visit(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, ColumnsError> {
        match self.shape()? {
            Shape::Nothing => {
                *self.written = Written::Other;
                visitor.visit_none()
            }
            shape => {
                self.shape = Some(shape);
                visitor.visit_some(self)
            }
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
        *self.written = Written::Other;
        match self.shape()? {
            Shape::String => {
                let name: StrDeserializer<'_, ColumnsError> = self.text()?.into_deserializer();
                visitor.visit_enum(name)
            }
            Shape::Record(record) => {
                let fields = self.node.records.get(record).ok_or_else(cut_short)?;
                let [only] = fields.as_slice() else {
                    return Err(ColumnsError::custom("a variant has one field"));
                };
                let field = self.node.fields.get_mut(*only as usize);
                let field = field.ok_or_else(cut_short)?;
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
            shape: None,
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
            shape: None,
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
            shape: None,
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
    /// Which of the fields it has.
    numbers: &'n [u32],
    fields: &'n mut [(u32, Node<'b>)],
    /// Which of the numbers is the next.
    next: usize,
    strings: &'n [&'b str],
    within: Within,
}

impl<'b> Record<'_, 'b> {
    fn left(&self) -> usize {
        self.numbers.len().saturating_sub(self.next)
    }

    fn field(&mut self) -> Option<&mut (u32, Node<'b>)> {
        let number = *self.numbers.get(self.next)?;
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
            shape: None,
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
            shape: None,
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
