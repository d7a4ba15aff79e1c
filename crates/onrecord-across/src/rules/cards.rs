//! Rules of law as a file has them.

use onrecord_record::{Attribute, Day, GroundCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A rule of law with the days between which it holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
    /// Short name, once in all files.
    pub id: String,
    /// A line for people.
    pub title: String,
    /// Whose law.
    pub jurisdiction: String,
    /// What the days are about.
    pub counts: Counts,
    /// The first day; none where it has no beginning that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day; none where it holds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// What the rule says.
    pub text: String,
    /// The statute or decision.
    pub source: String,
    /// What it is of interest for.
    pub touches: Touches,
}

/// What the days of a rule are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// The day of the offence must lie between them, whatever day it is now.
    Offence,
    /// The decision or law stands between them.
    Decision,
}

/// What a rule is of interest for.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Touches {
    /// Grounds for review.
    #[serde(default)]
    pub grounds: Vec<GroundCode>,
    /// What facts are about.
    #[serde(default)]
    pub attributes: Vec<Attribute>,
    /// Names of places or courts, one of which papers must give; none means anywhere.
    #[serde(default)]
    pub words: Vec<String>,
}

/// What is wrong with a file of rules.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// It is no TOML at all.
    #[error("the file is not TOML: {0}")]
    Syntax(String),
    /// It holds something other than cards.
    #[error("the file holds `{0}`, which is not known; write each rule under [[card]]")]
    Unknown(String),
    /// A field of a card is missing or not what it should be.
    #[error("card {card}, field `{field}`: {why}")]
    Field {
        /// Its id, or its number in the file where it has none.
        card: String,
        /// The field.
        field: String,
        /// What is wrong, and what it should be.
        why: String,
    },
}

/// The rules of a file.
///
/// # Errors
/// Where the file is not TOML, or a card lacks a field or has a wrong one; the error names both.
pub fn load(text: &str) -> Result<Vec<Card>, RulesError> {
    let table: toml::Table = toml::from_str(text)
        .map_err(|error: toml::de::Error| RulesError::Syntax(error.message().to_owned()))?;
    if let Some(name) = table.keys().find(|name| *name != "card") {
        return Err(RulesError::Unknown(name.clone()));
    }
    let Some(cards) = table.get("card") else {
        return Ok(Vec::new());
    };
    let Some(cards) = cards.as_array() else {
        return Err(RulesError::Unknown("card".to_owned()));
    };
    let mut ids = BTreeSet::new();
    let mut all = Vec::new();
    for (index, value) in cards.iter().enumerate() {
        let card = card(value).map_err(|(field, why)| RulesError::Field {
            card: value
                .get("id")
                .and_then(|id| id.as_str())
                .map_or_else(|| format!("number {}", index + 1), |id| format!("`{id}`")),
            field,
            why,
        })?;
        if !ids.insert(card.id.clone()) {
            return Err(RulesError::Field {
                card: format!("`{}`", card.id),
                field: "id".to_owned(),
                why: "another card has the same".to_owned(),
            });
        }
        all.push(card);
    }
    Ok(all)
}

/// The fields of a card and of what it touches.
const FIELDS: [&str; 9] = [
    "id",
    "title",
    "jurisdiction",
    "counts",
    "from",
    "until",
    "text",
    "source",
    "touches",
];
const TOUCHES: [&str; 3] = ["grounds", "attributes", "words"];

type Wrong = (String, String);

fn card(value: &toml::Value) -> Result<Card, Wrong> {
    known(value, &FIELDS)?;
    let touches = value
        .get("touches")
        .ok_or_else(|| wrong("touches", "missing"))?;
    known(touches, &TOUCHES)?;
    let card = Card {
        id: required(value, "id")?,
        title: required(value, "title")?,
        jurisdiction: required(value, "jurisdiction")?,
        counts: match required(value, "counts")?.as_str() {
            "offence" => Counts::Offence,
            "decision" => Counts::Decision,
            _ => return Err(wrong("counts", "must be \"offence\" or \"decision\"")),
        },
        from: day(value, "from")?,
        until: day(value, "until")?,
        text: required(value, "text")?,
        source: required(value, "source")?,
        touches: Touches {
            grounds: list(touches, "grounds", GroundCode::from_name)?,
            attributes: list(touches, "attributes", Attribute::from_name)?,
            words: list(touches, "words", |word| Some(word.to_owned()))?,
        },
    };
    if card
        .from
        .zip(card.until)
        .is_some_and(|(from, until)| from > until)
    {
        return Err(wrong("until", "lies before `from`"));
    }
    if card.touches.grounds.is_empty() && card.touches.attributes.is_empty() {
        return Err(wrong("touches", "names neither grounds nor attributes"));
    }
    Ok(card)
}

fn known(value: &toml::Value, fields: &[&str]) -> Result<(), Wrong> {
    let table = value
        .as_table()
        .ok_or_else(|| wrong("touches", "must be a table"))?;
    match table.keys().find(|name| !fields.contains(&name.as_str())) {
        Some(name) => Err(wrong(name, "is not known")),
        None => Ok(()),
    }
}

fn required(value: &toml::Value, field: &str) -> Result<String, Wrong> {
    let found = value.get(field).ok_or_else(|| wrong(field, "missing"))?;
    let text = found
        .as_str()
        .ok_or_else(|| wrong(field, "must be a text in quotation marks"))?;
    match text.trim() {
        "" => Err(wrong(field, "is empty")),
        text => Ok(text.to_owned()),
    }
}

fn day(value: &toml::Value, field: &str) -> Result<Option<Day>, Wrong> {
    let Some(found) = value.get(field) else {
        return Ok(None);
    };
    let bare = found.as_datetime().map(ToString::to_string);
    let text = found
        .as_str()
        .map(str::to_owned)
        .or(bare)
        .unwrap_or_default();
    let day = text
        .parse()
        .map_err(|_| wrong(field, "must be a day written YYYY-MM-DD"))?;
    Ok(Some(day))
}

fn list<T>(
    value: &toml::Value,
    field: &str,
    of: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Wrong> {
    let name = format!("touches.{field}");
    let Some(found) = value.get(field) else {
        return Ok(Vec::new());
    };
    let items = found
        .as_array()
        .ok_or_else(|| wrong(&name, "must be a list"))?;
    let items = items.iter().map(|item| {
        let text = item
            .as_str()
            .ok_or_else(|| wrong(&name, "must be a list of texts"))?;
        of(text).ok_or_else(|| wrong(&name, &format!("{text:?} is not known")))
    });
    items.collect()
}

fn wrong(field: &str, why: &str) -> Wrong {
    (field.to_owned(), why.to_owned())
}

static SHIPPED: LazyLock<Vec<Card>> =
    LazyLock::new(|| load(include_str!("../../data/rules.toml")).unwrap_or_default());

/// The rules that come with the program.
pub fn shipped() -> &'static [Card] {
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_loads_and_every_card_gives_its_source() {
        let cards = load(include_str!("../../data/rules.toml")).unwrap();
        assert_eq!(cards.len(), 6);
        assert_eq!(shipped(), cards);
        let advice = [" should ", " must file", "you ", "we recommend"];
        for card in &cards {
            assert!(
                !advice.iter().any(|word| card.text.contains(word)),
                "{}",
                card.id
            );
        }
    }

    #[test]
    fn an_error_names_the_card_and_the_field() {
        let good = "[[card]]\nid = \"a\"\ntitle = \"t\"\njurisdiction = \"j\"\ncounts = \"decision\"\nfrom = \"2001-02-03\"\ntext = \"x\"\nsource = \"s\"\n[card.touches]\ngrounds = [\"dna\"]\n";
        assert_eq!(load(good).unwrap().len(), 1);
        let error = |from: &str, to: &str| load(&good.replace(from, to)).unwrap_err().to_string();
        assert_eq!(
            error("2001-02-03", "2001-02-30"),
            "card `a`, field `from`: must be a day written YYYY-MM-DD"
        );
        assert_eq!(
            error("\"dna\"", "\"dnb\""),
            "card `a`, field `touches.grounds`: \"dnb\" is not known"
        );
        assert_eq!(
            error("id = \"a\"\n", ""),
            "card number 1, field `id`: missing"
        );
        assert_eq!(
            error("title", "titel"),
            "card `a`, field `titel`: is not known"
        );
        assert_eq!(
            error("[[card]]", "[[rule]]"),
            "the file holds `rule`, which is not known; write each rule under [[card]]"
        );
        assert!(error("= \"t\"", "= ").starts_with("the file is not TOML"));
        let twice = good.to_owned() + good;
        assert!(
            load(&twice)
                .unwrap_err()
                .to_string()
                .contains("another card has the same")
        );
    }

    #[test]
    fn a_day_may_stand_without_quotation_marks() {
        let text = include_str!("../../data/rules.toml").replace("\"2020-04-20\"", "2020-04-20");
        assert_eq!(load(&text).unwrap(), shipped());
    }
}
