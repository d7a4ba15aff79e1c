//! The entries of statements, facts and grounds.

use super::{Entry, Group, Quotation};
use crate::model::longest;
use crate::vocabulary::{ground_label, statement_label};
use crate::{Asserted, AsserterView, Evidence, FactView, GroundView, ReadingView, StatementView};
use onrecord_record::{GroundCode, SpeechAct};

pub(super) fn statements(view: &ReadingView) -> Vec<Entry<'_>> {
    view.statements
        .iter()
        .map(|of| {
            let mut entry = statement(of);
            if let Some(told) = view.told.get(&of.id) {
                let origins = match told.origins {
                    1 => "1 origin".to_owned(),
                    origins => format!("{origins} origins"),
                };
                entry
                    .tags
                    .push(format!("said in {} documents, {origins}", told.documents));
            }
            entry
        })
        .collect()
}

fn statement(statement: &StatementView) -> Entry<'_> {
    let mut entry = Entry::new(statement.id, statement.speaker.shown());
    entry.tags.push(statement_label(statement.kind).to_owned());
    if statement.act == SpeechAct::Attitude {
        entry.tags.push("attitude, not a statement".to_owned());
    }
    entry
        .tags
        .extend(statement.speaker.caution().map(str::to_owned));
    how_said(statement, &mut entry);
    if let Some(within) = statement.within {
        entry.linked("inside statement", "", vec![within]);
    }
    if let Some(continues) = statement.continues {
        entry.linked("goes on from", "", vec![continues]);
    }
    if let Some(medium) = &statement.medium {
        let shown = medium.bracketed(&medium.value.name);
        entry.linked(
            "medium",
            carried_over(shown, medium.carried_over),
            from(medium.from),
        );
    }
    if let Some(said) = &statement.said {
        let shown = said.bracketed(&said.value.shown);
        entry.linked(
            "when",
            carried_over(shown, said.carried_over),
            from(said.from),
        );
    }
    if let Some(addressee) = &statement.addressee {
        entry.detail("to", addressee.name.clone());
        entry.concern(addressee.entity);
    }
    if !statement.relay.is_empty() {
        let mut chain = vec![statement.speaker.shown()];
        chain.extend(statement.relay.iter().map(|p| p.name.as_str()));
        chain.push("this document");
        entry.detail("passed on", chain.join(" → "));
    }
    entry.concern(statement.speaker.entity());
    for carrier in &statement.relay {
        entry.concern(carrier.entity);
    }
    entry.quotes = statement.content().map(quotation).collect();
    entry
}

/// The text's own words for who spoke and that they did; the sort of saying where it has none.
fn how_said(statement: &StatementView, entry: &mut Entry<'_>) {
    if !statement.named.is_empty() {
        entry.detail("named", format!("“{}”", statement.named));
    }
    if statement.cue.is_empty() {
        entry.detail("no cue:", format!("read as {}", statement.verb()));
    } else {
        entry.detail("cue", format!("“{}”", statement.cue));
    }
}

fn carried_over(shown: String, is: bool) -> String {
    if is {
        format!("{shown} carried over")
    } else {
        shown
    }
}

fn from(statement: Option<crate::ItemId>) -> Vec<crate::ItemId> {
    statement.into_iter().collect()
}

pub(super) fn facts(view: &ReadingView) -> Vec<Entry<'_>> {
    view.facts.iter().map(fact).collect()
}

fn fact(fact: &Asserted<FactView>) -> Entry<'_> {
    let head = match fact.subject.name.as_str() {
        "" => format!("{}: {}", fact.attribute_line(), fact.shown),
        name => format!("{name} — {}: {}", fact.attribute_line(), fact.shown),
    };
    let mut entry = Entry::new(fact.id, head);
    asserted(&mut entry, fact.asserter());
    if fact.subject.item.layer() == crate::ItemLayer::Entity {
        entry.concern(Some(fact.subject.item));
    }
    if let Some(ambiguity) = &fact.ambiguity {
        entry.detail("may be read otherwise:", ambiguity.clone());
    }
    entry.quotes = longest(&fact.evidence).map(quotation).into_iter().collect();
    entry
}

/// One group for each code that somebody asserts, in the registry's order.
pub(super) fn grounds(view: &ReadingView) -> Vec<Group<'_>> {
    GroundCode::ALL
        .iter()
        .map(|code| Group {
            title: ground_label(*code).to_owned(),
            note: if code.is_factor() {
                "one of the National Registry of Exonerations’ contributing factors"
            } else {
                ""
            },
            entries: view
                .grounds
                .iter()
                .filter(|g| g.code == *code)
                .map(ground)
                .collect(),
        })
        .collect()
}

fn ground(ground: &Asserted<GroundView>) -> Entry<'_> {
    let mut entry = Entry::new(ground.id, ground.standing());
    if let Some(statement) = ground.asserter().statement() {
        entry.linked("in statement", "", vec![statement]);
    }
    if let Some(about) = &ground.about {
        entry.detail("about the case of", about.name.clone());
        entry.concern(about.entity);
    }
    entry.concern(ground.asserter().entity());
    entry.quotes = ground.evidence.iter().map(quotation).collect();
    entry
}

/// Says who stands behind an entry.
pub(super) fn asserted(entry: &mut Entry<'_>, asserter: &AsserterView) {
    entry.linked("", asserter.attribution(), from(asserter.statement()));
    entry.concern(asserter.entity());
}

pub(super) fn quotation(evidence: &Evidence) -> Quotation<'_> {
    Quotation {
        lead: String::new(),
        evidence,
    }
}
