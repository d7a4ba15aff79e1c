//! What people decided about the lines and the people of a case.
//!
//! A decision is an entry of the log. It is never changed and never taken out (but with a paper that
//! has to go for good); it is undone by a later entry, and that one in turn. Readings can be made again;
//! decisions hang on words and are looked for in whatever reading there is: see [`Target::find`].

mod fields;
mod marks;
mod target;

pub use fields::{fields_of, fitting};
pub use marks::{LineMark, Marks, Review};
pub use target::{Fate, Target};
pub(crate) use target::{says, spans_of};

use crate::CaseError;
use crate::log::{self, LogEntry};
use crate::store::Store;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What was decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum Action {
    /// The line is right.
    Confirm,
    /// The line is wrong: it is not shown as what the papers say.
    Reject,
    /// One thing in the line is otherwise: `speaker`, `value`, `date`, `kind`, `code`, `name`.
    Correct {
        /// What is otherwise.
        field: String,
        /// What it is.
        value: String,
    },
    /// A remark on the line.
    Note {
        /// The remark.
        text: String,
    },
    /// A label on the line.
    Label {
        /// The label.
        label: String,
    },
    /// The people of these lines are one.
    Merge,
    /// The person of the first line is none of the others.
    Split,
    /// The person of the first line is to be called so.
    Rename {
        /// The name.
        name: String,
    },
    /// What the person of the first line is in the case.
    Role {
        /// `defendant`, `victim`, `witness`, `juror`, …
        role: String,
    },
    /// The person of the first line is shown under another name only.
    Protect {
        /// Why: `minor`, `victim`, `juror`, `informant`, `protected`.
        kind: String,
        /// The name that is shown.
        pseudonym: String,
    },
    /// How things stand with the values of these lines, which cannot all hold.
    Status {
        /// `disputed-by-us`, `disputed-by-them`, `undisputed`, `unsure`, `resolved`.
        status: String,
        /// Why; may be empty.
        because: String,
    },
}

impl Action {
    /// Its name in the log.
    pub const fn name(&self) -> &'static str {
        match self {
            Action::Confirm => "confirm",
            Action::Reject => "reject",
            Action::Correct { .. } => "correct",
            Action::Note { .. } => "note",
            Action::Label { .. } => "label",
            Action::Merge => "merge",
            Action::Split => "split",
            Action::Rename { .. } => "rename",
            Action::Role { .. } => "role",
            Action::Protect { .. } => "protect",
            Action::Status { .. } => "status",
        }
    }

    const NAMES: [&str; 11] = [
        "confirm", "reject", "correct", "note", "label", "merge", "split", "rename", "role",
        "protect", "status",
    ];
}

/// A decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// The number of its entry in the log.
    pub entry: u64,
    /// When, in seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// By whom.
    pub who: String,
    /// What.
    pub action: Action,
    /// About which lines.
    pub targets: Vec<Target>,
    /// The entry that undid it, if it does not hold any more.
    pub undone: Option<u64>,
}

/// What a decision's entry says.
#[derive(Serialize, Deserialize)]
struct Details {
    decision: Action,
    targets: Vec<Target>,
}

/// The action of an entry that undoes another.
const UNDO: &str = "undo";

/// Writes a decision into the log; tells its number. Runs inside the caller's transaction.
pub(crate) fn put(store: &Store, action: Action, targets: Vec<Target>) -> Result<u64, CaseError> {
    let name = action.name();
    let details = Details {
        decision: action,
        targets,
    };
    log::append(store, name, &details)
}

/// All decisions, oldest first, those undone among them.
pub(crate) fn all(store: &Store) -> Result<Vec<Decision>, CaseError> {
    let mut actions = Action::NAMES.to_vec();
    actions.push(UNDO);
    let entries = log::entries_of(store, &actions)?;
    let undone = undone(&entries);
    let mut decisions = Vec::new();
    for entry in entries {
        if !Action::NAMES.contains(&entry.action.as_str()) {
            continue;
        }
        // What it said may have gone with a paper.
        let Some(details) = entry.details else {
            continue;
        };
        let details: Details = serde_json::from_value(details)
            .map_err(|what| store.damaged(format!("log entry {}", entry.number), what))?;
        decisions.push(Decision {
            entry: entry.number,
            at: entry.at,
            who: entry.who,
            action: details.decision,
            targets: details.targets,
            undone: undone.get(&entry.number).copied(),
        });
    }
    Ok(decisions)
}

/// Undoes the decision, or the undoing, with this number. Runs inside the caller's transaction.
pub(crate) fn undo(store: &Store, number: u64) -> Result<u64, CaseError> {
    let entries = log::entries(store, 1)?;
    let cannot = |why: &str| CaseError::CannotUndo {
        path: store.path.clone(),
        number,
        why: why.to_owned(),
    };
    let entry = entries
        .iter()
        .find(|entry| entry.number == number)
        .ok_or_else(|| cannot("the log has no entry of this number"))?;
    if entry.action != UNDO && !Action::NAMES.contains(&entry.action.as_str()) {
        return Err(cannot(&format!(
            "it is no decision, but `{}`",
            entry.action
        )));
    }
    if let Some(by) = undone(&entries).get(&number) {
        return Err(cannot(&format!("entry {by} undid it already")));
    }
    log::append(store, UNDO, &serde_json::json!({ "undoes": number }))
}

/// Which entries were undone, and by which: the last word counts.
fn undone(entries: &[LogEntry]) -> BTreeMap<u64, u64> {
    let mut undone = BTreeMap::new();
    for entry in entries.iter().rev().filter(|entry| entry.action == UNDO) {
        let undoes = entry.details.as_ref().and_then(|d| d.get("undoes"));
        if let Some(undoes) = undoes.and_then(Value::as_u64)
            && !undone.contains_key(&entry.number)
        {
            undone.insert(undoes, entry.number);
        }
    }
    undone
}
