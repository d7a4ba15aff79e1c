//! What is compared: an entity of a document with the parts of its names.

use super::form::{Form, folded, is_nickname_of};
use super::{Named, Names};
use crate::EntityRef;
use onrecord_record::{EntityKind, Gender};
use std::collections::BTreeSet;

/// An entity of a document.
#[derive(Debug)]
pub(super) struct Node<'n> {
    pub at: EntityRef,
    pub named: &'n Named,
    /// Its full names.
    pub forms: Vec<Form>,
    /// Its only word, where it has one only.
    pub short: Option<Form>,
}

/// Everybody with a name. What the reading could not place counts where its name is a person's.
pub(super) fn nodes<'n>(documents: &[&'n Names]) -> Vec<Node<'n>> {
    let named = || {
        (0u32..)
            .zip(documents)
            .flat_map(|(d, names)| names.named.iter().map(move |n| (d, n)))
    };
    let people = named().filter(|(_, named)| named.kind == EntityKind::Person && !named.short);
    let people: BTreeSet<String> = people.map(|(_, named)| folded(&named.name)).collect();
    named()
        .filter(|(_, n)| n.kind != EntityKind::Other || people.contains(&folded(&n.name)))
        .map(|(document, named)| Node {
            at: EntityRef {
                document,
                entity: named.entity,
            },
            named,
            forms: forms(named),
            short: Form::of(&named.name)
                .filter(|form| !form.is_full() && !named.name.starts_with('@')),
        })
        .collect()
}

/// The full names of somebody; with another surname that the document uses, that one, too.
fn forms(named: &Named) -> Vec<Form> {
    if named.kind == EntityKind::Organisation {
        return Vec::new();
    }
    let all = std::iter::once(&named.name).chain(&named.aliases);
    let all: Vec<Form> = all
        .filter(|name| !name.starts_with('@'))
        .filter_map(|name| Form::of(name))
        .collect();
    let mut forms: BTreeSet<Form> = all.iter().filter(|form| form.is_full()).cloned().collect();
    let Some(main) = all
        .first()
        .filter(|form| form.is_full() && form.first().len() > 1)
    else {
        return forms.into_iter().collect();
    };
    for short in all
        .iter()
        .filter(|form| !form.is_full() && form.last.len() > 2)
    {
        let word = &short.last;
        let known =
            main.given.contains(word) || main.last == *word || main.nick.as_ref() == Some(word);
        if named.gender != Gender::Male && !known && !is_nickname_of(word, main.first()) {
            forms.insert(Form {
                given: main.given.iter().take(1).cloned().collect(),
                last: word.clone(),
                ..Form::default()
            });
        }
    }
    forms.into_iter().collect()
}
