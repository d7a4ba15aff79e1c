//! `onrecord show`: what a case holds.

use super::{Outcome, WrongUse};
use crate::arguments::{OutputFormat, Part, Show};
use crate::held::Held;
use crate::output::{self, Sink};
use crate::wording::{bytes, counted};
use onrecord_views::terminal::{self, CaseList};
use onrecord_views::{CaseView, json, markdown};

/// Prints a part of the case, or all of it in short.
pub(crate) fn run(arguments: &Show) -> anyhow::Result<Outcome> {
    if arguments.format == OutputFormat::Html {
        return Err(WrongUse(
            "a case is shown in the browser by its report: `onrecord report CASE -o FILE.html`"
                .to_owned(),
        )
        .into());
    }
    let mut held = if arguments.real_names {
        Held::open_with_real_names(&arguments.case)?
    } else {
        Held::open(&arguments.case)?
    };
    held.take_cards(arguments.rules.as_deref())?;
    let as_of = arguments.as_of.unwrap_or_else(crate::wording::today);
    let mut sink = Sink::new(None)?;
    let lists: Vec<CaseList> = match arguments.part {
        // How they stand, before who asserts each.
        Some(Part::Grounds) if arguments.format != OutputFormat::Json => {
            vec![CaseList::Standing, CaseList::Rules, CaseList::Grounds]
        }
        Some(part) => vec![list(part)],
        None => vec![
            CaseList::Documents,
            CaseList::People,
            CaseList::Disagreements,
        ],
    };
    let case = held.across(&lists, as_of)?;
    if lists.contains(&CaseList::Said) || arguments.part.is_none() {
        held.count_tellings()?;
    }
    let limit = match arguments.limit {
        0 => usize::MAX,
        // All of it in short is a page or two.
        limit if arguments.part.is_none() => limit.min(IN_SHORT),
        limit => limit,
    };
    match arguments.format {
        OutputFormat::Json if arguments.part.is_none() => whole_as_json(&held, &mut sink)?,
        OutputFormat::Json => {
            for list in lists {
                json::case_list(list, &case, held.views(), |line| sink.write(line))?;
            }
        }
        OutputFormat::Md => {
            if arguments.part.is_none() {
                sink.write(&markdown::case_head(&case, &summary(&held)?))?;
            }
            for list in lists {
                markdown::case_list(list, &case, held.views(), |piece| sink.write(piece))?;
            }
        }
        OutputFormat::Terminal | OutputFormat::Html => {
            if arguments.part.is_none() {
                sink.write(&terminal::case_head(
                    &case,
                    &summary(&held)?,
                    &output::style(),
                ))?;
            }
            for (number, list) in lists.iter().enumerate() {
                if number > 0 || arguments.part.is_none() {
                    sink.write("\n")?;
                }
                in_terminal(*list, &case, &held, limit, &mut sink)?;
            }
            if arguments.part.is_none() && held.len() > 0 {
                let name = output::one_line(&arguments.case.display().to_string());
                sink.write(&format!(
                    "\nMore: onrecord show {name} said | dates | grounds | stories | origins | missing\n"
                ))?;
            }
        }
    }
    sink.finish()?;
    Ok(Outcome::Fine)
}

fn in_terminal(
    list: CaseList,
    case: &CaseView,
    held: &Held,
    limit: usize,
    sink: &mut Sink,
) -> anyhow::Result<()> {
    let numbers = documents_for(list, held, limit)?;
    let some = numbers.len() < held.len() || held.len() > limit;
    let views = held.numbered_views(numbers);
    terminal::show(list, case, views, limit, &output::style(), |piece| {
        sink.write(piece)
    })?;
    if some && !matches!(list, CaseList::People) {
        sink.write(&format!(
            "  the first lines only: --limit 0 shows all, --limit {} more\n",
            limit.saturating_mul(5)
        ))?;
    }
    Ok(())
}

/// Which documents are needed to show the first lines of a list.
fn documents_for(list: CaseList, held: &Held, limit: usize) -> anyhow::Result<Vec<usize>> {
    let all = || (0..held.len()).collect();
    if held.len() <= limit && limit != usize::MAX && held.len() <= SMALL {
        return Ok(all());
    }
    let limit = limit as u64;
    let ids = match list {
        CaseList::Documents | CaseList::Said => return Ok(all()),
        CaseList::Dates => held.case().documents_with(&["event", "statement"], limit)?,
        CaseList::Grounds => held.case().documents_with(&["ground"], limit)?,
        CaseList::Disagreements => held
            .case()
            .documents_with_disagreements(limit.min(SMALL as u64))?,
        _ => Vec::new(),
    };
    Ok(held.numbers_of(&ids))
}

/// Up to so many documents are gone through as a whole.
const SMALL: usize = 40;

/// Lines of each list, where all of a case is shown in short.
const IN_SHORT: usize = 40;

/// The reading of every document, a line each, as `read` prints them.
fn whole_as_json(held: &Held, sink: &mut Sink) -> anyhow::Result<()> {
    for view in held.views() {
        sink.write(&json::line(&view?))?;
    }
    Ok(())
}

/// How much is in the case.
fn summary(held: &Held) -> anyhow::Result<String> {
    let counts = held.case().counts()?;
    Ok(format!(
        "{}, {} of originals, {}",
        counted(counts.documents, "document"),
        bytes(counts.bytes),
        counted(counts.lines, "line"),
    ))
}

const fn list(part: Part) -> CaseList {
    match part {
        Part::People => CaseList::People,
        Part::Said => CaseList::Said,
        Part::Dates => CaseList::Dates,
        Part::Grounds => CaseList::Grounds,
        Part::Disagreements => CaseList::Disagreements,
        Part::Documents => CaseList::Documents,
        Part::Stories => CaseList::Stories,
        Part::Standing => CaseList::Standing,
        Part::Rules => CaseList::Rules,
        Part::Origins => CaseList::Origins,
        Part::Missing => CaseList::Missing,
    }
}
