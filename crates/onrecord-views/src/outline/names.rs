//! The entries of people, organisations and places.

use super::{Entry, Group, Quotation};
use crate::{EntityView, ItemId, ReadingView};
use onrecord_record::EntityKind;

/// People first, then whatever else has a name.
pub(super) fn groups(view: &ReadingView) -> Vec<Group<'_>> {
    const GROUPS: [(&str, &[EntityKind]); 4] = [
        ("People", &[EntityKind::Person, EntityKind::Group]),
        ("Organisations", &[EntityKind::Organisation]),
        ("Places", &[EntityKind::Place, EntityKind::Facility]),
        (
            "Papers, hashtags and other names",
            &[EntityKind::Document, EntityKind::Hashtag, EntityKind::Other],
        ),
    ];
    GROUPS
        .iter()
        .map(|(title, kinds)| Group {
            title: (*title).to_owned(),
            note: "",
            entries: view
                .entities
                .iter()
                .filter(|e| kinds.contains(&e.kind))
                .map(|e| entry(view, e))
                .collect(),
        })
        .collect()
}

fn entry<'v>(view: &'v ReadingView, entity: &'v EntityView) -> Entry<'v> {
    let mut entry = Entry::new(entity.id, entity.name.clone());
    entry.concerns.push(entity.id);
    if entity.unresolved {
        entry
            .tags
            .push("who this is, the text does not say".to_owned());
    }
    if entity.kind == EntityKind::Group {
        entry.tags.push("several people".to_owned());
    }
    if !entity.aliases.is_empty() {
        entry.detail("also", entity.aliases.join(", "));
    }
    let called = entity.descriptions();
    if !called.is_empty() {
        let called: Vec<String> = called.iter().map(|words| format!("“{words}”")).collect();
        entry.detail("the text says", called.join(", "));
    }
    for suggestion in &entity.maybe {
        entry.linked(
            "maybe",
            format!("{}: to be confirmed", suggestion.name),
            vec![suggestion.entity],
        );
    }
    let said: Vec<ItemId> = view
        .statements
        .iter()
        .filter(|s| s.speaker.entity() == Some(entity.id))
        .map(|s| s.id)
        .collect();
    if !said.is_empty() {
        entry.linked("said", "", said);
    }
    entry.detail("", times_mentioned(entity.mentions.len()));
    entry.quotes = entity
        .evidence
        .iter()
        .filter(|e| e.role == "name")
        .map(|evidence| Quotation {
            lead: String::new(),
            evidence,
        })
        .collect();
    entry
}

fn times_mentioned(count: usize) -> String {
    match count {
        1 => "mentioned once".to_owned(),
        n => format!("mentioned {n} times"),
    }
}
