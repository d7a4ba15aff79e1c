//! `onrecord log`: everything that was done to a case.

use super::Outcome;
use crate::output::{self, Sink};
use clap::Args;
use onrecord_case::LogEntry;
use serde_json::{Value, json};
use std::path::PathBuf;

/// `log`
#[derive(Debug, Args)]
pub(crate) struct Log {
    /// The case file
    pub(crate) case: PathBuf,
    /// Print a JSON object a line, with all that an entry says and its hash
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn run(arguments: &Log) -> anyhow::Result<Outcome> {
    let case = crate::held::open(&arguments.case)?;
    let mut sink = Sink::new(None)?;
    for entry in case.log()? {
        let line = if arguments.json {
            in_json(&entry).to_string()
        } else {
            in_words(&entry)
        };
        sink.write(&line)?;
        sink.write("\n")?;
    }
    sink.finish()?;
    Ok(Outcome::Fine)
}

/// An entry with everything in it.
pub(super) fn in_json(entry: &LogEntry) -> Value {
    json!({
        "number": entry.number,
        "at": crate::wording::moment(entry.at),
        "who": entry.who,
        "program": entry.program,
        "action": entry.action,
        "details": entry.details,
        "hash": entry.hash,
    })
}

fn in_words(entry: &LogEntry) -> String {
    let details = match &entry.details {
        None => "(what it said was removed with a paper)".to_owned(),
        Some(details) => said(&entry.action, details),
    };
    format!(
        "{:>5}  {}  {}  {}  {}",
        entry.number,
        crate::wording::moment(entry.at),
        output::one_line(&entry.who),
        output::one_line(&entry.action),
        output::one_line(&details),
    )
}

/// What an entry says, in short.
fn said(action: &str, details: &Value) -> String {
    let text = |name: &str| {
        details
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let number = |name: &str| {
        details
            .get(name)
            .and_then(Value::as_u64)
            .unwrap_or_default()
    };
    match action {
        "add" => format!("{} (SHA-256 {})", text("path"), text("original")),
        "keep" => format!("{}, not read: {}", text("path"), text("reason")),
        "undo" => format!("entry {}", number("undoes")),
        "remove" => format!("original {}: {}", text("original"), text("because")),
        "upgrade" => format!("from file version {} to {}", number("from"), number("to")),
        "report" | "export" => text("file").to_owned(),
        "save-search" => format!("{}: {}", text("name"), text("query")),
        _ => decided(details),
    }
}

fn decided(details: &Value) -> String {
    let Some(decision) = details.get("decision").and_then(Value::as_object) else {
        return String::new();
    };
    let values: Vec<String> = decision
        .iter()
        .filter(|(name, _)| name.as_str() != "action")
        .filter_map(|(name, value)| Some(format!("{name} {}", value.as_str()?)))
        .collect();
    let targets = details.get("targets").and_then(Value::as_array);
    let says = |target: &Value| {
        let words = target.pointer("/anchors/0/words").and_then(Value::as_str);
        format!("\u{201c}{}\u{201d}", words.unwrap_or_default())
    };
    let mut parts = values;
    if let Some(targets) = targets {
        parts.extend(targets.iter().take(2).map(says));
        if targets.len() > 2 {
            parts.push(format!("and {} more lines", targets.len() - 2));
        }
    }
    parts.join(", ")
}
