//! Checks of the log: its chain, and whether it knows what the case holds.

use super::{Difference, Place, Report};
use crate::CaseError;
use crate::log::{Log, LogEntry, LogFault, REMOVE};
use crate::originals::Original;
use crate::store::Store;
use serde_json::Value;
use std::collections::BTreeSet;

pub(super) fn verify(
    store: &Store,
    originals: &[Original],
    report: &mut Report,
) -> Result<(), CaseError> {
    let log = Log::of(store)?;
    let faults = log.faults();
    report.log_entries = log.len();
    report.log_head = log.head();
    let is_whole = faults.is_empty();
    for fault in faults {
        let LogFault { number, what } = fault;
        report.fail(Place::default(), Difference::Log { number, what });
    }
    // A log that was meddled with says nothing about what the case should hold.
    if is_whole {
        verify_originals(log.into_entries(store)?, originals, report);
    }
    Ok(())
}

fn verify_originals(entries: Vec<LogEntry>, originals: &[Original], report: &mut Report) {
    let mut expected = BTreeSet::new();
    for entry in entries {
        let details = entry.details.unwrap_or_default();
        match entry.action.as_str() {
            "add" | "keep" => expected.extend(hashes(details.get("original"))),
            "upgrade" => expected.extend(hashes(details.get("originals"))),
            REMOVE => {
                for hash in hashes(details.get("original")) {
                    expected.remove(&hash);
                }
            }
            _ => {}
        }
    }
    for original in originals {
        if !expected.remove(&original.sha256.to_string()) {
            let place = Place::original(&format!("original {}", original.sha256));
            report.fail(place, Difference::NotInLog);
        }
    }
    for hash in expected {
        report.fail(
            Place::original(&format!("original {hash}")),
            Difference::Gone,
        );
    }
}

/// A hash, or a list of them.
fn hashes(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(hash)) => vec![hash.clone()],
        Some(Value::Array(hashes)) => hashes
            .iter()
            .filter_map(|hash| hash.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}
