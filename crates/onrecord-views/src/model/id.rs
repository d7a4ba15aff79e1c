//! Ids that join items inside one view.

use onrecord_record::{
    DisagreementId, EntityId, EventId, FactId, GroundId, Layer, MentionId, StatementId, TimexId,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// Which list of a view an item stands in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum ItemLayer {
    /// `entities`, written `p`.
    Entity,
    /// `mentions`, written `m`.
    Mention,
    /// `statements`, written `s`.
    Statement,
    /// `timexes`, written `t`.
    Timex,
    /// `events`, written `e`.
    Event,
    /// `facts`, written `f`.
    Fact,
    /// `grounds`, written `g`.
    Ground,
    /// `disagreements`, written `d`.
    Disagreement,
}

impl ItemLayer {
    const ALL: [ItemLayer; 8] = [
        ItemLayer::Entity,
        ItemLayer::Mention,
        ItemLayer::Statement,
        ItemLayer::Timex,
        ItemLayer::Event,
        ItemLayer::Fact,
        ItemLayer::Ground,
        ItemLayer::Disagreement,
    ];

    /// The letter its ids begin with.
    pub const fn letter(self) -> char {
        match self {
            ItemLayer::Entity => 'p',
            ItemLayer::Mention => 'm',
            ItemLayer::Statement => 's',
            ItemLayer::Timex => 't',
            ItemLayer::Event => 'e',
            ItemLayer::Fact => 'f',
            ItemLayer::Ground => 'g',
            ItemLayer::Disagreement => 'd',
        }
    }
}

/// An item of one view: a letter for its list and its number there, counted from 1 (`s3`).
///
/// Good for joining inside one view only; what is to last hangs on [`Evidence`](super::Evidence).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ItemId {
    layer: ItemLayer,
    number: u32,
}

impl ItemId {
    pub(crate) const fn at(layer: ItemLayer, index: usize) -> Self {
        Self {
            layer,
            number: index as u32 + 1,
        }
    }

    /// The item of a line of a reading.
    pub const fn of_line(layer: Layer, index: u32) -> Self {
        let layer = match layer {
            Layer::Mention => ItemLayer::Mention,
            Layer::Entity => ItemLayer::Entity,
            Layer::Timex => ItemLayer::Timex,
            Layer::Statement => ItemLayer::Statement,
            Layer::Event => ItemLayer::Event,
            Layer::Fact => ItemLayer::Fact,
            Layer::Ground => ItemLayer::Ground,
            Layer::Disagreement => ItemLayer::Disagreement,
        };
        Self::at(layer, index as usize)
    }

    /// The line of the reading: its layer, and its index there from 0.
    pub const fn line(self) -> (Layer, u32) {
        let layer = match self.layer {
            ItemLayer::Mention => Layer::Mention,
            ItemLayer::Entity => Layer::Entity,
            ItemLayer::Timex => Layer::Timex,
            ItemLayer::Statement => Layer::Statement,
            ItemLayer::Event => Layer::Event,
            ItemLayer::Fact => Layer::Fact,
            ItemLayer::Ground => Layer::Ground,
            ItemLayer::Disagreement => Layer::Disagreement,
        };
        (layer, self.number - 1)
    }

    /// Which list the item stands in.
    pub const fn layer(self) -> ItemLayer {
        self.layer
    }

    /// Its number in the list, from 1.
    pub const fn number(self) -> u32 {
        self.number
    }

    /// Its place in the list, from 0, where that is the list of `layer`.
    pub(crate) fn index_in(self, layer: ItemLayer) -> Option<usize> {
        (self.layer == layer).then_some(self.number as usize - 1)
    }

    /// The name on its badge: `S3`.
    pub(crate) fn badge(self) -> String {
        format!(
            "{}{}",
            self.layer.letter().to_ascii_uppercase(),
            self.number
        )
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.layer.letter(), self.number)
    }
}

/// A string that is no id of an item.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an item's id, such as s3: {0:?}")]
pub struct ParseItemIdError(String);

impl FromStr for ItemId {
    type Err = ParseItemIdError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let mut chars = s.chars();
            let letter = chars.next()?;
            let layer = ItemLayer::ALL.into_iter().find(|l| l.letter() == letter)?;
            let number: u32 = chars.as_str().parse().ok()?;
            (number > 0).then_some(Self { layer, number })
        };
        parse().ok_or_else(|| ParseItemIdError(s.to_owned()))
    }
}

impl Serialize for ItemId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ItemId {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for ItemId {
    fn schema_name() -> Cow<'static, str> {
        "ItemId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[pmstefgd][1-9][0-9]*$",
            "description": "An item of this view: p entities, m mentions, s statements, t timexes, e events, f facts, g grounds, d disagreements; numbered from 1. Good inside this view only."
        })
    }
}

macro_rules! from_record {
    ($($id:ident => $layer:ident,)*) => {$(
        impl From<$id> for ItemId {
            fn from(id: $id) -> Self {
                Self::at(ItemLayer::$layer, id.index())
            }
        }
    )*};
}

from_record! {
    EntityId => Entity,
    MentionId => Mention,
    StatementId => Statement,
    TimexId => Timex,
    EventId => Event,
    FactId => Fact,
    GroundId => Ground,
    DisagreementId => Disagreement,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_a_letter_and_a_number_from_one() {
        let id = ItemId::from(StatementId(2));
        assert_eq!(id.to_string(), "s3");
        assert_eq!("s3".parse(), Ok(id));
        for bad in ["", "s", "s0", "x1", "s-1", "3"] {
            assert!(bad.parse::<ItemId>().is_err(), "{bad}");
        }
    }
}
