//! The words that name where something was said: `data/media.tsv`.

use crate::folded::Folded;
use crate::table::rows;
use onrecord_record::{Medium, MediumKind};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The medium that `word`, alone or before `next`, names; whether both words were needed.
pub(crate) fn named(word: &str, next: &str) -> Option<(Medium, bool)> {
    let (word, next) = (Folded::of(word), Folded::of(next));
    let rows = table().get(word.as_str())?;
    let row = rows
        .iter()
        .find(|r| r.second == next.as_str() && !r.second.is_empty())
        .or_else(|| rows.iter().find(|r| r.second.is_empty()))?;
    let medium = Medium {
        kind: row.kind,
        name: row.name.to_owned(),
    };
    Some((medium, !row.second.is_empty()))
}

struct Row {
    second: &'static str,
    kind: MediumKind,
    name: &'static str,
}

fn table() -> &'static HashMap<&'static str, Vec<Row>> {
    static TABLE: OnceLock<HashMap<&'static str, Vec<Row>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<&'static str, Vec<Row>> = HashMap::new();
        for row in rows(include_str!("../../data/media.tsv")) {
            let mut cells = row.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            let (words, kind, name) = (cell(), kind(cell()), cell());
            let (first, second) = words.split_once(' ').unwrap_or((words, ""));
            if let Some(kind) = kind {
                table
                    .entry(first)
                    .or_default()
                    .push(Row { second, kind, name });
            }
        }
        table
    })
}

fn kind(name: &str) -> Option<MediumKind> {
    Some(match name {
        "post" => MediumKind::Post,
        "court-filing" => MediumKind::CourtFiling,
        "court-ruling" => MediumKind::CourtRuling,
        "court-hearing" => MediumKind::CourtHearing,
        "testimony" => MediumKind::Testimony,
        "affidavit" => MediumKind::Affidavit,
        "interview" => MediumKind::Interview,
        "statement" => MediumKind::Statement,
        "press-conference" => MediumKind::PressConference,
        "letter" => MediumKind::Letter,
        "report" => MediumKind::Report,
        "broadcast" => MediumKind::Broadcast,
        "phone" => MediumKind::Phone,
        "other" => MediumKind::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed() {
        let rows = include_str!("../../data/media.tsv").lines();
        for row in rows.filter(|l| !l.starts_with('#')).skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 4, "{row}");
            assert!(kind(cells[1]).is_some(), "{row}");
        }
    }

    #[test]
    fn two_words_are_better_than_one() {
        assert_eq!(
            named("Court", "papers").map(|m| m.0.kind),
            Some(MediumKind::CourtFiling)
        );
        assert_eq!(
            named("court", "on").map(|m| m.0.kind),
            Some(MediumKind::CourtHearing)
        );
        assert_eq!(named("house", "").map(|m| m.0.name), None);
    }
}
