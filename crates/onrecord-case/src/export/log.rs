//! The log and the decisions as files.

use super::folder::Folder;
use super::records::LogRecord;
use super::tables::moment;
use crate::decisions::{Action, Decision};
use crate::log::StoredEntry;
use crate::store::Store;
use crate::{CaseError, log, packed};
use onrecord_record::ContentHash;
use std::collections::BTreeMap;

/// Numbers of the documents by original and part.
pub(super) type Numbers = BTreeMap<(ContentHash, String), u64>;

/// Writes `log.jsonl` and `log.csv`; tells how many entries there are.
pub(super) fn write(store: &Store, folder: &mut Folder) -> Result<u64, CaseError> {
    let entries = log::stored(store)?;
    let mut exact = folder.table("log.jsonl")?;
    let mut table = folder.table("log.csv")?;
    table.row([
        "entry", "time", "who", "program", "action", "details", "hash",
    ])?;
    for entry in &entries {
        exact.json(&record(entry))?;
        table.row([
            entry.number.to_string().as_str(),
            &moment(Some(entry.at)),
            &entry.who,
            &entry.program,
            &entry.action,
            entry.details.as_ref().map_or("", |(_, details)| details),
            &entry.hash.to_string(),
        ])?;
    }
    folder.close(exact)?;
    folder.close(table)?;
    Ok(entries.len() as u64)
}

fn record(entry: &StoredEntry) -> LogRecord {
    let salt = entry.details.as_ref().map(|(salt, _)| in_hex(salt));
    LogRecord {
        number: entry.number,
        at: entry.at,
        who: entry.who.clone(),
        program: entry.program.clone(),
        action: entry.action.clone(),
        details: entry.details.as_ref().map(|(_, text)| text.clone()),
        salt,
        details_sha256: entry.details_hash,
        hash: entry.hash,
    }
}

/// The entry of a line; or what is wrong with it.
pub(super) fn entry(record: LogRecord) -> Result<StoredEntry, String> {
    let details = match (record.salt, record.details) {
        (None, None) => None,
        (Some(salt), Some(details)) => {
            let salt = from_hex(&salt)
                .filter(|salt| salt.len() == log::SALT)
                .ok_or("its salt is not 32 hexadecimal digits")?;
            Some((salt, details))
        }
        _ => return Err("salt and details are there together or not at all".to_owned()),
    };
    Ok(StoredEntry {
        number: record.number,
        at: record.at,
        who: record.who,
        program: record.program,
        action: record.action,
        details_hash: record.details_sha256,
        details,
        hash: record.hash,
    })
}

/// Writes `decisions.csv`: a row for each line that a decision is about.
pub(super) fn write_decisions(
    folder: &mut Folder,
    decisions: &[Decision],
    numbers: &Numbers,
) -> Result<(), CaseError> {
    let mut table = folder.table("decisions.csv")?;
    table.row([
        "entry",
        "time",
        "who",
        "action",
        "field",
        "value",
        "because",
        "undone_by",
        "document",
        "original",
        "part",
        "layer",
        "words",
        "line_said",
        "first_byte",
        "end_byte",
        "first_code_point",
        "end_code_point",
    ])?;
    for decision in decisions {
        let (field, value, because) = said(&decision.action);
        for target in &decision.targets {
            let words: Vec<&str> = target.anchors.iter().map(|a| a.words.as_str()).collect();
            let anchor = target.anchors.first();
            let original = anchor.map(|a| a.original.to_string()).unwrap_or_default();
            let part = anchor.map(|a| a.part.clone()).unwrap_or_default();
            let number = anchor.and_then(|a| numbers.get(&(a.original, a.part.clone())));
            let last = target.anchors.last();
            let at = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
            table.row([
                decision.entry.to_string(),
                moment(Some(decision.at)),
                decision.who.clone(),
                decision.action.name().to_owned(),
                field.to_owned(),
                value.to_owned(),
                because.to_owned(),
                decision.undone.map(|n| n.to_string()).unwrap_or_default(),
                number.map(u64::to_string).unwrap_or_default(),
                original,
                part,
                packed::name(&target.layer).unwrap_or_default(),
                words.join(" \u{2026} "),
                target.says.clone(),
                at(anchor.map(|a| a.bytes.0)),
                at(last.map(|a| a.bytes.1)),
                at(anchor.map(|a| a.code_points.start)),
                at(last.map(|a| a.code_points.end)),
            ])?;
        }
    }
    folder.close(table)
}

/// Field, value and reason of a decision.
fn said(action: &Action) -> (&str, &str, &str) {
    match action {
        Action::Confirm | Action::Reject | Action::Merge | Action::Split => ("", "", ""),
        Action::Correct { field, value } => (field, value, ""),
        Action::Note { text } => ("note", text, ""),
        Action::Label { label } => ("label", label, ""),
        Action::Rename { name } => ("name", name, ""),
        Action::Role { role } => ("role", role, ""),
        Action::Protect { kind, pseudonym } => ("pseudonym", pseudonym, kind),
        Action::Status { status, because } => ("status", status, because),
    }
}

fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salts_come_back() {
        assert_eq!(from_hex(&in_hex(&[0, 1, 255])), Some(vec![0, 1, 255]));
        for wrong in ["0", "zz", "0\u{e9}", "+1"] {
            assert_eq!(from_hex(wrong), None, "{wrong}");
        }
    }
}
