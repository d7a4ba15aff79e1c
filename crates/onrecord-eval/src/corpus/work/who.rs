//! Who is spoken of: entities by key.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use std::fmt;

/// Entities by key, in the order of the file.
#[derive(Debug, Default)]
pub struct Who(pub Vec<(String, Entity)>);

impl Who {
    /// The id of a key: `e1` for the first.
    pub fn id(&self, key: &str) -> Option<String> {
        let at = self.0.iter().position(|(k, _)| k == key)?;
        Some(format!("e{}", at + 1))
    }
}

impl<'de> Deserialize<'de> for Who {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Who;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys with entities")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Who, A::Error> {
                let mut who = Who::default();
                while let Some((key, entity)) = map.next_entry::<String, Entity>()? {
                    if who.id(&key).is_some() {
                        return Err(A::Error::custom(format!(
                            "the key {key} stands twice in who"
                        )));
                    }
                    who.0.push((key, entity));
                }
                Ok(who)
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// Somebody or something.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// The fullest name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Other names.
    #[serde(default)]
    pub forms: Vec<String>,
    /// What the text calls it besides.
    #[serde(default)]
    pub roles: Vec<String>,
    /// It has no name.
    #[serde(default)]
    pub unnamed: bool,
    /// Keys that it may be.
    #[serde(default)]
    pub maybe: Vec<String>,
    /// The text gives the name in pieces.
    #[serde(default)]
    pub assembled: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_numbered_by_the_file_and_no_key_stands_twice() {
        let who =
            r#"{"z": {"name": "Orr", "type": "person"}, "a": {"name": "Pell", "type": "person"}}"#;
        let who: Who = serde_json::from_str(who).unwrap();
        assert_eq!(
            (who.id("z").as_deref(), who.id("a").as_deref()),
            (Some("e1"), Some("e2"))
        );
        assert_eq!(who.id("b"), None);
        let twice =
            r#"{"z": {"name": "Orr", "type": "person"}, "z": {"name": "Pell", "type": "person"}}"#;
        let fault = serde_json::from_str::<Who>(twice).unwrap_err().to_string();
        assert!(fault.contains("the key z stands twice in who"), "{fault}");
    }
}
