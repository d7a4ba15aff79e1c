//! Turns: words that a label at the start of a line gives to somebody, as transcripts, interviews,
//! reports of parliaments, chats and threads of posts write them.
//!
//! [`labels`] and [`posts`] say what looks like a label; [`belief`] decides for the whole document
//! which of them are; [`walk`] reads the lines in order and keeps [`parties`]: who examines, who was
//! sworn, who presides. Which entity that is, is for the people and the statements to tell.

mod belief;
mod earlier;
mod labels;
mod lines;
mod names;
mod parties;
mod posts;
mod times;
mod walk;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use names::is_person_like;

use crate::Draft;
use onrecord_record::{BlockKind, Span};

/// Who speaks in a turn, as far as labels and headers settle it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Who {
    /// The one whom these words name.
    Named(Span),
    /// One known by the role alone, in the words to show.
    Role(String),
    /// The document does not say.
    Nobody,
}

/// Words that a label gives to somebody.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    /// The label without marks.
    pub(crate) label: Span,
    /// "wrote" in "Ada Moon wrote:".
    pub(crate) cue: Option<Span>,
    /// What is said, in order, without stage directions.
    pub(crate) content: Vec<Span>,
    /// Who says it.
    pub(crate) who: Who,
    /// The other party, where there are only two who take turns.
    pub(crate) to: Who,
    /// Where it is told when it was said.
    pub(crate) when: Option<Span>,
}

impl Turn {
    /// From the first to the last word.
    pub(crate) fn extent(&self) -> Option<Span> {
        Some(self.content.first()?.cover(*self.content.last()?))
    }
}

/// All turns of a document; empty for most.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns {
    /// In order.
    pub(crate) all: Vec<Turn>,
    /// Labels with their marks, in order.
    labels: Vec<Span>,
    /// Words that name persons in labels and headers, in order.
    pub(crate) names: Vec<Span>,
}

impl Turns {
    /// Whether the document has none.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether `span` lies in a label.
    pub(crate) fn in_label(&self, span: Span) -> bool {
        let i = self.labels.partition_point(|l| l.end() <= span.start());
        self.labels.get(i).is_some_and(|l| l.contains(span))
    }

    /// Whether words that name a person in a label or header begin or end with `span`.
    pub(crate) fn in_name(&self, span: Span) -> bool {
        let i = self.names.partition_point(|n| n.end() <= span.start());
        self.names.get(i).is_some_and(|n| n.contains(span))
    }

    /// The paragraph without the label it begins with; nothing where no word is left.
    pub(crate) fn without_label(&self, draft: &Draft, paragraph: Span) -> Option<Span> {
        let i = self
            .labels
            .partition_point(|l| l.end() <= paragraph.start());
        let Some(label) = self.labels.get(i).filter(|l| l.start() < paragraph.end()) else {
            return Some(paragraph);
        };
        let rest = label.at_end().cover(paragraph.at_end());
        Some(draft.text().trim(rest)).filter(|s| !s.is_empty())
    }

    /// Whether words of a turn lie in `span`.
    pub(crate) fn overlaps(&self, span: Span) -> bool {
        let i = self.before(span);
        self.all
            .get(i)
            .and_then(Turn::extent)
            .is_some_and(|e| e.overlaps(span))
    }

    /// The first turn that does not end before `span`.
    fn before(&self, span: Span) -> usize {
        self.all
            .partition_point(|t| t.content.last().is_none_or(|c| c.end() <= span.start()))
    }

    /// These and the turns that earlier messages are, which their reader has told apart: of those, no
    /// label tells anything else.
    fn with(mut self, draft: &Draft, mut earlier: Turns) -> Self {
        if earlier.is_empty() {
            return self;
        }
        let is_earlier = |span: Span| {
            let i = draft
                .paragraphs
                .partition_point(|p| p.span.end() <= span.start());
            let paragraphs = draft.paragraphs.iter().skip(i);
            paragraphs
                .take_while(|p| p.span.start() < span.end().max(span.start() + 1))
                .any(|p| p.kind == BlockKind::QuotedReply)
        };
        self.all
            .retain(|turn| turn.extent().is_some_and(|extent| !is_earlier(extent)));
        self.labels.retain(|label| !is_earlier(*label));
        self.names.retain(|name| !is_earlier(*name));
        self.all.append(&mut earlier.all);
        self.labels.append(&mut earlier.labels);
        self.names.append(&mut earlier.names);
        self.all
            .sort_by_key(|turn| turn.content.first().map(|c| c.start()));
        self.labels.sort_by_key(|label| label.start());
        self.names.sort_by_key(|name| name.start());
        self
    }

    /// The turn that `span` is said in.
    pub(crate) fn at(&self, span: Span) -> Option<usize> {
        let i = self.before(span);
        self.all
            .get(i)
            .filter(|t| t.extent().is_some_and(|e| e.contains(span)))
            .map(|_| i)
    }
}

/// The turns of the draft's paragraphs.
pub(crate) fn find(draft: &Draft) -> Turns {
    let seen = belief::look(draft);
    let turns = if belief::decide(draft, &seen) {
        walk::walk(draft, &belief::accepted(draft, seen))
    } else {
        Turns::default()
    };
    turns.with(draft, earlier::find(draft))
}

/// Whether a line begins a new paragraph because a label opens it. `before` is the line before it.
pub(crate) fn may_begin(line: &str, before: &str) -> bool {
    let Some(label) = labels::label(line) else {
        return posts::header(line).is_some_and(|h| h.sure);
    };
    let ended = before
        .trim_end()
        .ends_with(['.', '?', '!', '"', '”', ')', ']', ':', '—', '-', '…']);
    let shown = line.get(label.words.clone()).is_some_and(names::is_upper);
    label.timed
        || ended
        || label.shape == labels::Shape::Named
            && shown
            && label.strength >= labels::Strength::Likely
}
