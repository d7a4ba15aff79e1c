//! The document's side: its text with numbered highlights.

use super::highlight::{Mark, Segment, marks, segments};
use super::links::{Links, class, noun};
use super::page::promise;
use crate::visible::{one_line, visible};
use crate::{ItemId, ItemLayer, ReadingView};
use maud::{Markup, html};
use std::collections::HashMap;
use std::ops::Range;

/// The document with its head and all of its text.
pub(super) fn paper(view: &ReadingView, links: &Links) -> Markup {
    let document = &view.document;
    html! {
        article.paper id=(links.anchor("text")) tabindex="-1"
            aria-label={ "Text of " (one_line(document.title())) } {
            header.about {
                p.kind { (one_line(&document.summary())) }
                @if links.is_among_others() {
                    h2.title { (one_line(document.title())) }
                } @else {
                    h1 { (one_line(document.title())) }
                }
                @if document.title() != document.name {
                    p.file { (one_line(&document.name)) }
                }
                @for note in &view.notes {
                    p.note role="note" { strong { "Note: " } (one_line(&note.message)) }
                }
                @if !links.is_among_others() { (promise()) }
                (origin(view))
            }
            div.text { (text(view, links)) }
        }
    }
}

/// Hashes and readers, folded away.
fn origin(view: &ReadingView) -> Markup {
    let document = &view.document;
    let metadata = &document.metadata;
    let given = [
        ("Title", &metadata.title),
        ("Publisher", &metadata.publisher),
        ("Court", &metadata.court),
        ("Case number", &metadata.case_number),
        ("Published", &metadata.published),
        ("Changed", &metadata.modified),
        ("Copied", &metadata.captured),
        ("Address", &metadata.url),
    ];
    html! {
        details.origin {
            summary { "Where this text comes from" }
            dl {
                @for (label, value) in given {
                    @if let Some(value) = value {
                        dt { (label) }
                        dd { (one_line(&value.value)) " " span.quiet { "(" (one_line(&value.from)) ")" } }
                    }
                }
                @if !document.part.is_empty() {
                    dt { "Part" } dd { (one_line(&document.part)) }
                }
                dt { "SHA-256 of the original" } dd { code { (document.original) } }
                dt { "SHA-256 of the text" } dd { code { (document.text_hash) } }
                dt { "Read by" }
                dd { (one_line(&document.reader)) ", engine " (one_line(&view.engine.name)) "/" (view.engine.version) }
            }
        }
    }
}

/// A piece of the text that is set as a paragraph.
struct Piece {
    range: Range<usize>,
    kind: String,
    /// Number of the paragraph or line; none for marks of the format.
    number: Option<usize>,
}

fn text(view: &ReadingView, links: &Links) -> Markup {
    let pieces = pieces(view);
    let marks = marks(view);
    let breaks: Vec<usize> = pieces
        .iter()
        .flat_map(|p| [p.range.start, p.range.end])
        .collect();
    let segments = segments(0..view.document.text.len(), &marks, &breaks);
    let setter = Setter::new(view, links, &marks);
    let unit = if view.document.blocks.is_empty() {
        "line"
    } else {
        "paragraph"
    };
    html! {
        @for piece in &pieces {
            @let inside = within(&segments, &piece.range);
            @match piece.kind.as_str() {
                "headline" | "heading" => {
                    p.heading.(piece.kind) role="heading" aria-level="3" dir="auto"
                        data-n=[piece.number] { (setter.set(inside)) }
                },
                "block-quote" => {
                    blockquote dir="auto" data-n=[piece.number] { (setter.set(inside)) }
                },
                kind => {
                    p.(kind) dir="auto" data-n=[piece.number]
                        title=[piece.number.map(|n| format!("{unit} {n}"))] { (setter.set(inside)) }
                },
            }
        }
    }
}

/// The segments that lie in `range`.
fn within<'s>(segments: &'s [Segment], range: &Range<usize>) -> &'s [Segment] {
    let first = segments.partition_point(|s| s.range.start < range.start);
    let last = segments.partition_point(|s| s.range.end <= range.end);
    segments.get(first..last).unwrap_or_default()
}

/// The document's blocks with what stands between them, or its lines where it has none.
fn pieces(view: &ReadingView) -> Vec<Piece> {
    let text = &view.document.text;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |range: Range<usize>, kind: &str, number: Option<usize>| {
        if text
            .get(range.clone())
            .is_some_and(|words| !words.trim().is_empty())
        {
            pieces.push(Piece {
                range,
                kind: kind.to_owned(),
                number,
            });
        }
    };
    let mut at = 0;
    if view.document.blocks.is_empty() {
        for (i, line) in text.split_inclusive('\n').enumerate() {
            let end = at + line.trim_end_matches(['\n', '\r']).len();
            add(at..end, "line", Some(i + 1));
            at += line.len();
        }
        return pieces;
    }
    let mut number = 0;
    for block in &view.document.blocks {
        let (start, end) = (block.bytes.0 as usize, block.bytes.1 as usize);
        if start < at || end < start {
            continue;
        }
        add(at..start, "markup", None);
        if block.kind == "markup" {
            add(start..end, "markup", None);
        } else {
            number += 1;
            add(start..end, &block.kind, Some(number));
        }
        at = end;
    }
    add(at..text.len(), "markup", None);
    pieces
}

/// Sets segments as HTML.
struct Setter<'v> {
    view: &'v ReadingView,
    links: &'v Links,
    marks: &'v [Mark],
    /// What a badge says aloud.
    spoken: HashMap<ItemId, String>,
}

impl<'v> Setter<'v> {
    fn new(view: &'v ReadingView, links: &'v Links, marks: &'v [Mark]) -> Self {
        let mut spoken = HashMap::new();
        for statement in &view.statements {
            spoken.insert(statement.id, one_line(statement.speaker.shown()));
        }
        for event in &view.events {
            spoken.insert(event.id, one_line(&event.headline()));
        }
        Self {
            view,
            links,
            marks,
            spoken,
        }
    }

    fn set(&self, segments: &[Segment]) -> Markup {
        html! {
            @for segment in segments {
                @for mark in segment.opening.iter().filter_map(|m| self.marks.get(*m)) {
                    (self.badge(mark))
                }
                (self.words(segment))
            }
        }
    }

    /// The number before a highlight's words, which leads to its line. People have no badge: their
    /// first mention carries the place only.
    fn badge(&self, mark: &Mark) -> Markup {
        let id = self.links.words(mark.id, mark.part);
        let spoken = self.spoken.get(&mark.id).map_or("", String::as_str);
        html! {
            @if mark.id.layer() == ItemLayer::Entity {
                @if mark.part == 0 { span.place id=(id) tabindex="-1" {} }
            } @else {
                a.b.(class(mark.id)) id=(id) href=(self.links.to_line(mark.id))
                    aria-label={ (noun(mark.id)) " " (mark.id.number()) @if !spoken.is_empty() { ": " (spoken) } } {
                    (mark.id.badge())
                }
            }
        }
    }

    fn words(&self, segment: &Segment) -> Markup {
        let words = self
            .view
            .document
            .text
            .get(segment.range.clone())
            .unwrap_or_default();
        let covering: Vec<ItemId> = segment
            .covering
            .iter()
            .filter_map(|m| self.marks.get(*m))
            .map(|m| m.id)
            .collect();
        if covering.is_empty() {
            return html! { (visible(words)) };
        }
        let ids: Vec<String> = covering.iter().map(|id| self.links.line(*id)).collect();
        html! {
            mark class=(classes(&covering)) data-i=(ids.join(" ")) { (visible(words)) }
        }
    }
}

/// One class for each layer that covers a segment; `n` where statements lie inside one another.
fn classes(covering: &[ItemId]) -> String {
    let mut classes: Vec<&str> = Vec::new();
    for id in covering {
        if !classes.contains(&class(*id)) {
            classes.push(class(*id));
        }
    }
    let statements = covering
        .iter()
        .filter(|id| id.layer() == ItemLayer::Statement);
    if statements.count() > 1 {
        classes.push("n");
    }
    classes.join(" ")
}
