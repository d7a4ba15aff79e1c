//! `onrecord diff`: which lines came, went or changed, between two versions of the engine or two captures
//! of one article.

use super::{Outcome, WrongUse};
use crate::held::Held;
use crate::output::{self, Sink};
use crate::wording::counted;
use clap::Args;
use onrecord_case::{Change, LineChange, differences};
use onrecord_record::{Document, Layer};
use onrecord_views::ItemId;
use serde_json::json;
use similar::{ChangeTag, TextDiff};
use std::path::PathBuf;

/// `diff`
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The case file
    pub(crate) case: PathBuf,
    /// Two documents, by their numbers: two captures of one article. Without any, every document's
    /// last two readings are compared
    #[arg(value_name = "NUMBER", num_args = 0..=2)]
    pub(crate) documents: Vec<usize>,
    /// Print a JSON object a line
    #[arg(long)]
    pub(crate) json: bool,
    /// Also mentions and temporal expressions
    #[arg(long)]
    pub(crate) all: bool,
}

pub(crate) fn run(arguments: &Diff) -> anyhow::Result<Outcome> {
    let held = Held::open_with_real_names(&arguments.case)?;
    let mut sink = Sink::new(None)?;
    match arguments.documents.as_slice() {
        [first, second] => captures(&held, (*first, *second), arguments, &mut sink)?,
        [_] => {
            return Err(WrongUse(
                "give the numbers of two documents to compare them, or none to compare readings"
                    .to_owned(),
            )
            .into());
        }
        _ => readings(&held, arguments, &mut sink)?,
    }
    sink.finish()?;
    Ok(Outcome::Fine)
}

/// Two documents: their texts, paragraph by paragraph, then their lines.
fn captures(
    held: &Held,
    (first, second): (usize, usize),
    arguments: &Diff,
    sink: &mut Sink,
) -> anyhow::Result<()> {
    let get = |number: usize| -> anyhow::Result<_> {
        let index = number.checked_sub(1);
        let found = index
            .map(|index| held.document(index))
            .transpose()?
            .flatten();
        Ok(found.ok_or_else(|| WrongUse(format!("there is no document {number} in the case")))?)
    };
    let (a, b) = (get(first)?, get(second)?);
    if arguments.json {
        for (tag, words) in paragraphs(&a.document, &b.document) {
            let change = if tag == ChangeTag::Insert {
                "came"
            } else {
                "went"
            };
            let line = json!({ "text": change, "words": words });
            sink.write(&format!("{line}\n"))?;
        }
    } else {
        sink.write(&format!(
            "{first}: {}\n{second}: {}\n\nText\n",
            output::one_line(&a.path),
            output::one_line(&b.path)
        ))?;
        let mut some = false;
        for (tag, words) in paragraphs(&a.document, &b.document) {
            let sign = if tag == ChangeTag::Insert { "+" } else { "-" };
            sink.write(&format!("{sign} {}\n", output::one_line(&words)))?;
            some = true;
        }
        if !some {
            sink.write("the same words in the same order\n")?;
        }
        sink.write("\nLines\n")?;
    }
    let changes = differences((&a.document, &a.reading), (&b.document, &b.reading));
    print(&changes, (first, second), arguments, sink)
}

/// The paragraphs that only one of the texts has.
fn paragraphs(a: &Document, b: &Document) -> Vec<(ChangeTag, String)> {
    let split = |document: &Document| -> Vec<String> {
        let lines = document.text.as_str().lines().map(str::trim);
        lines
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (old, new) = (split(a), split(b));
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.iter().map(String::as_str).collect(),
        new.iter().map(String::as_str).collect(),
    );
    let diff = TextDiff::from_slices(&old, &new);
    diff.iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal)
        .map(|change| (change.tag(), change.value().to_owned()))
        .collect()
}

/// Every document's last two readings.
fn readings(held: &Held, arguments: &Diff, sink: &mut Sink) -> anyhow::Result<()> {
    let mut compared = 0u64;
    for (index, id) in held.ids().iter().enumerate() {
        let readings = held.case().readings(*id)?;
        let [.., before, after] = readings.as_slice() else {
            continue;
        };
        compared += 1;
        let document = held.case().document(*id)?;
        let changes = differences((&document, before), (&document, after));
        if !arguments.json {
            sink.write(&format!(
                "{}  {}: {}/{} to {}/{}\n",
                index + 1,
                output::one_line(&held.case().entry(*id)?.path()),
                before.engine.name,
                before.engine.version,
                after.engine.name,
                after.engine.version,
            ))?;
        }
        print(&changes, (index + 1, index + 1), arguments, sink)?;
    }
    if compared == 0 && !arguments.json {
        sink.write(
            "no document has two readings to compare: `onrecord reread` reads them anew with a newer version\n",
        )?;
    }
    Ok(())
}

fn print(
    changes: &[LineChange],
    (first, second): (usize, usize),
    arguments: &Diff,
    sink: &mut Sink,
) -> anyhow::Result<()> {
    let small = |change: &&LineChange| {
        arguments.all || !matches!(change.layer, Layer::Mention | Layer::Timex)
    };
    let name = |document: usize, layer: Layer, index: Option<u32>| {
        let item = ItemId::of_line(layer, index?);
        Some(format!(
            "{document}.{}",
            item.to_string().to_ascii_uppercase()
        ))
    };
    let mut counts = [0u64; 3];
    for change in changes.iter().filter(small) {
        let before = name(first, change.layer, change.before);
        let after = name(second, change.layer, change.after);
        let (what, count) = match change.change {
            Change::Came => ("came", 0),
            Change::Went => ("went", 1),
            Change::Changed => ("changed", 2),
        };
        counts[count] += 1;
        if arguments.json {
            let line = json!({
                "change": what, "before": before, "after": after, "words": change.words,
                "said": change.said, "says": change.says,
            });
            sink.write(&format!("{line}\n"))?;
            continue;
        }
        let says = match change.change {
            Change::Came => change.says.clone(),
            Change::Went => change.said.clone(),
            Change::Changed => format!("{} \u{2192} {}", change.said, change.says),
        };
        let names: Vec<String> = before.into_iter().chain(after).collect();
        let line = output::one_line(&format!("{says}: \u{201c}{}\u{201d}", change.words));
        sink.write(&format!(
            "  {what:<7} {}  {line}\n",
            names.join(" \u{2192} ")
        ))?;
    }
    if !arguments.json {
        let [came, went, changed] = counts;
        sink.write(&format!(
            "  {} came, {went} went, {changed} changed\n",
            counted(came, "line")
        ))?;
    }
    Ok(())
}
