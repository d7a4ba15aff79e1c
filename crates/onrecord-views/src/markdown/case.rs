//! The lists of a case as Markdown.

use super::{Of, escaped, item, place};
use crate::outline::{Section, counts, groups};
use crate::{CaseDisagreementView, CaseEntry, CaseList, CasePersonView, CaseView, ReadingView};
use std::fmt::Write;

/// What stands above the lists of a case: its name, how much is in it, what to know of it.
pub fn case_head(case: &CaseView, summary: &str) -> String {
    let mut text = format!("# {}\n\n{}\n", escaped(&case.name), escaped(summary));
    for note in &case.notes {
        let _ = write!(text, "\n> **Note:** {}\n", escaped(&note.message));
    }
    text.push('\n');
    text
}

/// A list of a case, handed to `write` piece by piece.
///
/// `documents` come in the order in which `case` numbers them. The first error of `documents` or
/// `write` ends it.
pub fn case_list<E>(
    list: CaseList,
    case: &CaseView,
    documents: impl IntoIterator<Item = Result<ReadingView, E>>,
    mut write: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    write(&format!("## {}\n", list.title()))?;
    if list == CaseList::People {
        let people: String = case.people.iter().map(person).collect();
        return write(&or_empty(people, list));
    }
    if CaseList::OF_ENTRIES.contains(&list) {
        let entries: String = case.entries(list).iter().map(case_entry).collect();
        return write(&or_empty(entries, list));
    }
    let mut some = false;
    let mut titles = Vec::new();
    let mut inside = String::new();
    for (number, view) in documents.into_iter().enumerate() {
        let view = view?;
        let title = view.document.title().to_owned();
        let piece = match list {
            CaseList::Documents => heading(number, &view),
            CaseList::Said => section(number, &view, Section::Said),
            CaseList::Dates => section(number, &view, Section::Dates),
            CaseList::Grounds => section(number, &view, Section::Grounds),
            _ => {
                inside.push_str(&section(number, &view, Section::Disagreements));
                String::new()
            }
        };
        titles.push(title);
        some |= !piece.is_empty();
        write(&piece)?;
    }
    let between: String = case
        .disagreements
        .iter()
        .filter(|_| list == CaseList::Disagreements)
        .map(|disagreement| between(disagreement, &titles))
        .collect();
    let rest = between + &inside;
    if some {
        write(&rest)
    } else {
        write(&or_empty(rest, list))
    }
}

fn or_empty(text: String, list: CaseList) -> String {
    if text.is_empty() {
        format!("\n{}\n", list.empty())
    } else {
        text
    }
}

fn heading(number: usize, view: &ReadingView) -> String {
    let document = &view.document;
    let mut text = format!(
        "\n{}. **{}**\n   <br>{}\n   <br>{}\n   <br>{}\n",
        number + 1,
        escaped(document.title()),
        escaped(&document.summary()),
        escaped(&counts(view)),
        escaped(&document.name),
    );
    for note in &view.notes {
        let _ = writeln!(text, "   <br>**Note:** {}", escaped(&note.message));
    }
    text
}

fn section(number: usize, view: &ReadingView, section: Section) -> String {
    let groups = groups(view, section);
    if groups.is_empty() {
        return String::new();
    }
    let title = view.document.title();
    let mut text = format!("\n### {} · {}\n", number + 1, escaped(title));
    for group in &groups {
        if !group.title.is_empty() {
            let _ = write!(text, "\n#### {}\n", escaped(&group.title));
        }
        text.push('\n');
        for entry in &group.entries {
            item(&mut text, entry, Of::Among(number));
        }
    }
    text
}

fn person(person: &CasePersonView) -> String {
    let mut text = format!("\n- **{}**", escaped(&person.headed()));
    if person.to_confirm {
        text.push_str(" · to be confirmed");
    }
    text.push('\n');
    if !person.aliases.is_empty() {
        let _ = writeln!(text, "  <br>also {}", escaped(&person.aliases.join(", ")));
    }
    let _ = writeln!(text, "  <br>in {}", escaped(&person.places()));
    if !person.why.is_empty() {
        let _ = writeln!(text, "  <br>{}", escaped(&person.why));
    }
    text
}

fn case_entry(entry: &CaseEntry) -> String {
    let mut text = format!("\n- {} **{}**", escaped(&entry.badge), escaped(&entry.head));
    for tag in &entry.tags {
        let _ = write!(text, " · {}", escaped(tag));
    }
    text.push('\n');
    for detail in &entry.details {
        let _ = writeln!(text, "  <br>{}", escaped(detail));
    }
    for line in &entry.lines {
        let item = line
            .item
            .map_or_else(String::new, |item| format!("·{}", item.badge()));
        let _ = write!(
            text,
            "\n  - {}{item} {}\n",
            line.document + 1,
            escaped(&line.lead)
        );
        if let Some(evidence) = &line.evidence {
            let words = escaped(&evidence.words);
            let _ = write!(text, "\n    > {words}\n    > ({})\n", place(evidence));
        }
    }
    text
}

fn between(disagreement: &CaseDisagreementView, titles: &[String]) -> String {
    let mut text = format!(
        "\n- **≠{} {}**",
        disagreement.number,
        escaped(&disagreement.about)
    );
    if disagreement.possible {
        text.push_str(" · only possible");
    }
    text.push('\n');
    if let Some(ambiguity) = &disagreement.ambiguity {
        let _ = writeln!(text, "  <br>it hangs on: {}", escaped(ambiguity));
    }
    for given in &disagreement.places {
        let title = titles.get(given.document as usize);
        let _ = write!(
            text,
            "\n  - {}, {} in {}, {}\n",
            escaped(&given.place.shown),
            escaped(&given.place.asserter.attribution()),
            given.document + 1,
            escaped(title.map_or("", String::as_str)),
        );
        if let Some(quoted) = given.place.quoted() {
            let words = escaped(&quoted.words);
            let _ = write!(text, "\n    > {words}\n    > ({})\n", place(quoted));
        }
    }
    for value in &disagreement.values {
        let _ = write!(text, "\n  {}\n", escaped(&value.line()));
    }
    let status = disagreement
        .status
        .as_deref()
        .unwrap_or("no status given by the reader");
    let _ = write!(text, "\n  status: {}\n", escaped(status));
    if let Some(more) = disagreement.and_more() {
        let _ = write!(text, "\n  {more}\n");
    }
    text
}
