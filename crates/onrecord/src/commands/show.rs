//! `onrecord show`: what a case holds.

use super::{Outcome, WrongUse};
use crate::arguments::{OutputFormat, Part, Show};
use crate::held::Held;
use crate::output::{self, Sink};
use crate::wording::{bytes, counted};
use onrecord_record::Day;
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
    let mut held = Held::open_with_real_names(&arguments.case)?;
    held.take_cards(arguments.rules.as_deref())?;
    let as_of = arguments.as_of.unwrap_or_else(crate::wording::today);
    let lists = lists(arguments);
    let hangs_on = hangs_on(arguments, &held, &lists, as_of);
    let part = arguments.part.map_or("all", |part| list(part).key());
    if let Some(text) = held.printed(part, &hangs_on)? {
        output::print(&text)?;
        return Ok(Outcome::Fine);
    }
    if !arguments.real_names {
        held.hide_protected()?;
    }
    let mut sink = Copying::new(Sink::new(None)?);
    print(arguments, &mut held, &lists, as_of, &mut sink)?;
    if let Some(text) = sink.finish()? {
        held.keep_printed(part, &hangs_on, &text)?;
    }
    Ok(Outcome::Fine)
}

/// What a printed list hangs on, besides what is in the case.
fn hangs_on(arguments: &Show, held: &Held, lists: &[CaseList], as_of: Day) -> String {
    let style = output::style();
    let day = lists.contains(&CaseList::Rules).then_some(as_of);
    format!(
        "{:?} {:?} {} {} {} {day:?}",
        arguments.case,
        arguments.format,
        arguments.limit,
        format_args!("{} {}", style.width, style.colour),
        !arguments.real_names && held.protects_somebody(),
    )
}

fn lists(arguments: &Show) -> Vec<CaseList> {
    match arguments.part {
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
    }
}

/// Prints, and remembers what it printed as long as that is short.
struct Copying {
    sink: Sink,
    copy: Option<String>,
}

/// A printed text of up to so many bytes is kept; what is longer was asked for as a whole, and is
/// made anew.
const MOST_KEPT: usize = 4 * 1024 * 1024;

impl Copying {
    fn new(sink: Sink) -> Self {
        Self {
            sink,
            copy: Some(String::new()),
        }
    }

    fn write(&mut self, text: &str) -> anyhow::Result<()> {
        if let Some(copy) = &mut self.copy {
            copy.push_str(text);
        }
        self.copy.take_if(|copy| copy.len() > MOST_KEPT);
        self.sink.write(text)
    }

    /// All that was printed, if it is to be kept.
    fn finish(self) -> anyhow::Result<Option<String>> {
        self.sink.finish()?;
        Ok(self.copy)
    }
}

fn print(
    arguments: &Show,
    held: &mut Held,
    lists: &[CaseList],
    as_of: Day,
    sink: &mut Copying,
) -> anyhow::Result<()> {
    let case = held.across(lists, as_of)?;
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
        OutputFormat::Json if arguments.part.is_none() => whole_as_json(held, sink)?,
        OutputFormat::Json => {
            for list in lists {
                json::case_list(*list, &case, held.views(), |line| sink.write(line))?;
            }
        }
        OutputFormat::Md => {
            if arguments.part.is_none() {
                sink.write(&markdown::case_head(&case, &summary(held)?))?;
            }
            for list in lists {
                markdown::case_list(*list, &case, held.views(), |piece| sink.write(piece))?;
            }
        }
        OutputFormat::Terminal | OutputFormat::Html => {
            if arguments.part.is_none() {
                sink.write(&terminal::case_head(
                    &case,
                    &summary(held)?,
                    &output::style(),
                ))?;
            }
            for (number, list) in lists.iter().enumerate() {
                if number > 0 || arguments.part.is_none() {
                    sink.write("\n")?;
                }
                in_terminal(*list, &case, held, limit, sink)?;
            }
            if arguments.part.is_none() && held.len() > 0 {
                let name = output::one_line(&arguments.case.display().to_string());
                sink.write(&format!(
                    "\nMore: onrecord show {name} said | dates | grounds | stories | origins | missing\n"
                ))?;
            }
        }
    }
    Ok(())
}

fn in_terminal(
    list: CaseList,
    case: &CaseView,
    held: &Held,
    limit: usize,
    sink: &mut Copying,
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
fn whole_as_json(held: &Held, sink: &mut Copying) -> anyhow::Result<()> {
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
