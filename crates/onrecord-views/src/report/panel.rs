//! The side of what was read: sections of lines that lead to their words.

use super::links::{Links, class};
use super::timeline::{Dot, timeline};
use crate::outline::{Detail, Entry, Group, Quotation, Section, groups};
use crate::visible::{one_line, shortened, within_marks};
use crate::vocabulary::event_label;
use crate::{DateView, ItemId, ItemLayer, ReadingView};
use maud::{Markup, html};
use onrecord_record::EntityKind;

/// How many characters of a quotation are shown before its middle is left out.
const QUOTED: usize = 320;

/// All sections, with a way to each.
pub(super) fn panel(view: &ReadingView, links: &Links) -> Markup {
    let sections: Vec<(Section, Vec<Group>)> = Section::ALL
        .into_iter()
        .map(|section| (section, groups(view, section)))
        .collect();
    html! {
        aside.panel id=(links.anchor("lines")) tabindex="-1" aria-label="What was read in this document" {
            nav.tabs aria-label="Sections" {
                @for (section, groups) in &sections {
                    a href=(links.to(section.key())) {
                        (tab(*section)) " " span.count { (count(groups)) }
                    }
                }
                (person_choice(view))
            }
            @for (section, groups) in &sections {
                section.list id=(links.anchor(section.key())) tabindex="-1"
                    aria-labelledby=(links.anchor(&format!("h-{}", section.key()))) {
                    h2 id=(links.anchor(&format!("h-{}", section.key()))) { (section.title()) }
                    @if groups.is_empty() { p.quiet { (section.empty()) } }
                    @if *section == Section::Dates { (timeline(&dots(view, links, ItemId::badge))) }
                    @for group in groups { (list(group, links)) }
                }
            }
        }
    }
}

/// A section's name where there is little room.
pub(super) const fn tab(section: Section) -> &'static str {
    match section {
        Section::People => "People",
        Section::Said => "Said",
        Section::Dates => "Dates",
        Section::Facts => "Facts",
        Section::Grounds => "Grounds",
        Section::Disagreements => "Disagreements",
    }
}

fn count(groups: &[Group]) -> usize {
    groups.iter().map(|g| g.entries.len()).sum()
}

/// People to choose from; the script shows it and makes it work.
fn person_choice(view: &ReadingView) -> Markup {
    let people = view
        .entities
        .iter()
        .filter(|e| matches!(e.kind, EntityKind::Person | EntityKind::Organisation));
    html! {
        label.choice hidden {
            span.hide { "Show only lines about" }
            select {
                option value="" { "Everybody" }
                @for person in people {
                    option value=(person.id) { (shortened(&person.name, 40)) }
                }
            }
        }
    }
}

/// What has a date, to be drawn; `badge` names each.
pub(super) fn dots(
    view: &ReadingView,
    links: &Links,
    badge: impl Fn(ItemId) -> String,
) -> Vec<Dot> {
    view.chronology
        .iter()
        .filter_map(|entry| {
            let date: &DateView = entry.date.as_ref()?;
            let label = match entry.item.layer() {
                ItemLayer::Event => event_label(view.event(entry.item)?.kind),
                _ => view.statement(entry.item)?.speaker.shown(),
            };
            Some(Dot {
                date: date.clone(),
                label: label.to_owned(),
                badge: badge(entry.item),
                class: class(entry.item),
                href: links.to_line(entry.item),
            })
        })
        .collect()
}

fn list(group: &Group, links: &Links) -> Markup {
    html! {
        @if !group.title.is_empty() { h3 { (one_line(&group.title)) } }
        @if !group.note.is_empty() { p.quiet { (group.note) } }
        ol.lines {
            @for entry in &group.entries {
                (line(entry, links))
            }
        }
    }
}

/// One line. A statement that stands in the chronology too has its line among the statements, and
/// its place there without an id.
fn line(entry: &Entry, links: &Links) -> Markup {
    let again = entry.when.is_some() && entry.id.layer() == ItemLayer::Statement;
    let people: Vec<String> = entry.concerns.iter().map(ItemId::to_string).collect();
    let target = if again {
        links.to_line(entry.id)
    } else {
        links.to_words(entry.id, 0)
    };
    html! {
        li.line.(class(entry.id)) id=[(!again).then(|| links.line(entry.id))] tabindex=[(!again).then_some("-1")]
            data-p=(people.join(" ")) {
            a.b.(class(entry.id)) href=(target) aria-label={ (entry.id.badge()) ": show the words" } {
                (entry.id.badge())
            }
            div {
                p.head {
                    @if let Some(when) = &entry.when { span.when { (when) } " " }
                    strong { bdi { (one_line(&entry.head)) } }
                    @for tag in &entry.tags { " " span.tag { (one_line(tag)) } }
                }
                @if !entry.details.is_empty() {
                    ul.details {
                        @for detail in &entry.details { li { (self::detail(detail, links)) } }
                    }
                }
                @for (part, quote) in entry.quotes.iter().enumerate() {
                    (quotation(entry, part, quote, links))
                }
            }
        }
    }
}

fn detail(detail: &Detail, links: &Links) -> Markup {
    html! {
        @if !detail.label.is_empty() { span.label { (detail.label) } " " }
        @if !detail.value.is_empty() { bdi { (one_line(&detail.value)) } " " }
        @for id in &detail.links {
            a.b.(class(*id)) href=(links.to_line(*id)) { (id.badge()) } " "
        }
    }
}

fn quotation(entry: &Entry, part: usize, quote: &Quotation, links: &Links) -> Markup {
    let evidence = quote.evidence;
    let words = one_line(&evidence.words);
    let said_already = quote.lead.is_empty() && entry.head.contains(&words);
    let place = format!(
        "{}, {}–{}",
        evidence.citation(),
        evidence.code_points.start,
        evidence.code_points.end
    );
    let one_place = matches!(entry.id.layer(), ItemLayer::Event);
    let part = if one_place { 0 } else { part };
    html! {
        @if !quote.lead.is_empty() { p.lead { (one_line(&quote.lead)) } }
        @if said_already {
            p.at { a href=(links.to_words(entry.id, part)) { span.where { (place) } } }
        } @else {
            blockquote.q {
                a href=(links.to_words(entry.id, part)) {
                    q dir="auto" { (within_marks(&shortened(&words, QUOTED))) } " "
                    span.where { (place) }
                }
            }
        }
    }
}
