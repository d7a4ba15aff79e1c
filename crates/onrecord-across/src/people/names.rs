//! Whom one document names.

use super::tables;
use onrecord_record::{Document, EntityId, EntityKind, Gender, Mention, MentionKind, Reading};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many descriptions of somebody are kept.
const MOST_ROLES: usize = 2;

/// How many bytes of text may stand between two names that the text says are one person's.
const MOST_BETWEEN: usize = 48;

/// Whom a document names.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Names {
    /// Everybody with a name of their own, in the order of the reading's entities.
    pub named: Vec<Named>,
}

/// Somebody or something with a name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Named {
    /// Which entity of the reading.
    pub entity: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name, without titles where the text has them apart.
    pub name: String,
    /// Other names, with titles where the text has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Accounts, with `@`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handles: Vec<String>,
    /// As the document has it.
    pub gender: Gender,
    /// What the document calls it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// How often it is named.
    pub mentions: u32,
    /// A first name, a surname or an account only.
    pub short: bool,
    /// Entities of this document that its words say are the same ("Lorna Pike, now Lorna Hale").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<EntityId>,
}

impl Names {
    /// Those of a document.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        let mut also = said_to_be_one(document, reading);
        let mut named = Vec::new();
        for (number, entity) in reading.entities.iter().enumerate() {
            let kind = matches!(
                entity.kind,
                EntityKind::Person | EntityKind::Organisation | EntityKind::Other
            );
            let mentions: Vec<&Mention> = entity
                .mentions
                .iter()
                .filter_map(|id| reading.mention(*id))
                .filter(|mention| is_name(mention))
                .collect();
            if !kind || entity.plural || mentions.is_empty() {
                continue;
            }
            let id = EntityId::new(number);
            let (handles, aliases) = std::iter::once(&entity.name)
                .chain(&entity.aliases)
                .cloned()
                .partition::<Vec<String>, _>(|name| name.starts_with('@'));
            let roles = entity.descriptions.iter().take(MOST_ROLES);
            named.push(Named {
                entity: id,
                kind: entity.kind,
                name: entity.name.clone(),
                aliases: aliases.into_iter().filter(|a| *a != entity.name).collect(),
                handles,
                gender: entity.gender,
                roles: roles
                    .map(|role| document.text.slice(role.span).to_owned())
                    .collect(),
                mentions: mentions.len() as u32,
                short: entity.kind == EntityKind::Person
                    && entity.name.split_whitespace().count() < 2,
                also: also.remove(&id).unwrap_or_default(),
            });
        }
        Self { named }
    }
}

fn is_name(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Name | MentionKind::Handle)
}

/// Pairs of entities between whose names stand words such as "now" or "formerly".
fn said_to_be_one(document: &Document, reading: &Reading) -> BTreeMap<EntityId, Vec<EntityId>> {
    let mut names: Vec<&Mention> = reading.mentions.iter().filter(|m| is_name(m)).collect();
    names.sort_by_key(|mention| (mention.span.start(), mention.span.end()));
    let mut pairs: BTreeMap<EntityId, Vec<EntityId>> = BTreeMap::new();
    for (first, second) in names.iter().zip(names.iter().skip(1)) {
        let (Some(a), Some(b)) = (first.entity, second.entity) else {
            continue;
        };
        let Some(gap) = first.span.gap_to(second.span) else {
            continue;
        };
        if a == b || gap.len() > MOST_BETWEEN {
            continue;
        }
        let words = document
            .text
            .slice(gap)
            .to_lowercase()
            .replace([',', '(', ')', '"', '“', '”', '–', '—'], " ");
        let words: Vec<&str> = words.split_whitespace().collect();
        if tables::ALSO_KNOWN.contains(words.join(" ").as_str()) {
            pairs.entry(a).or_default().push(b);
        }
    }
    pairs
}
