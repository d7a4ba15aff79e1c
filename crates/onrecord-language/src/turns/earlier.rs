//! The earlier messages that a mail carries along: what each says is its sender's, never the
//! answerer's.
//!
//! Which lines are of earlier messages, the reader of mails has found; here it is told who wrote them,
//! by the line above ("On 2 March 2020 at 16:15, Bo Marsh wrote:") or by their head ("From: Bo Marsh").

use super::{Turn, Turns, Who};
use crate::Draft;
use onrecord_record::{BlockKind, Span};
use std::ops::Range;

/// Labels of the lines of a message's head, in lower case.
const LABELS: [&str; 12] = [
    "from",
    "sent",
    "date",
    "to",
    "cc",
    "bcc",
    "subject",
    "reply-to",
    "sent by",
    "importance",
    "attachments",
    "organization",
];
/// How many other lines of a head there must be.
const ENOUGH: usize = 2;
/// How many lines a head, and the line above an earlier message, may take.
const LONGEST_HEAD: usize = 10;
const LONGEST_WROTE: usize = 4;
/// Words of times after the figures, in lower case and without marks.
const OF_TIMES: [&str; 18] = [
    "am", "pm", "utc", "gmt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "bst", "cet",
    "cest", "ist", "jst", "at",
];

/// A line of an earlier message.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// The paragraph it stands in, by place.
    paragraph: usize,
    /// Its words, without marks of quotation.
    words: Span,
    /// How many such marks there are.
    depth: usize,
}

/// How an earlier message begins.
struct Opening {
    /// The line or lines that say who wrote it.
    lines: usize,
    who: Who,
    /// The words that name who wrote it.
    label: Span,
    cue: Option<Span>,
    /// Where its day is told.
    when: Option<Span>,
}

/// An earlier message that may go on.
struct Open {
    opening: Opening,
    /// How many marks the line above it has.
    above: usize,
    /// How many marks its own words have, once there are some.
    depth: Option<usize>,
}

/// The turns that earlier messages are; none where the document carries none along.
pub(super) fn find(draft: &Draft) -> Turns {
    let lines = lines(draft);
    let mut found = Turns::default();
    let mut open: Vec<Open> = Vec::new();
    let mut goes_on = false;
    let mut at = 0;
    while let Some(line) = lines.get(at).copied() {
        let follows = at.checked_sub(1).and_then(|before| lines.get(before));
        goes_on &= follows.is_some_and(|before| line.paragraph - before.paragraph <= 1);
        let rest = lines.get(at..).unwrap_or_default();
        if let Some(opening) = opening(draft, rest) {
            for line in rest.iter().take(opening.lines) {
                label(draft, *line, &mut found.labels);
            }
            if let Who::Named(name) = opening.who {
                found.names.push(name);
            }
            at += opening.lines;
            open.retain(|open| open.depth.unwrap_or(open.above + 1) <= line.depth);
            open.push(Open {
                opening,
                above: line.depth,
                depth: None,
            });
            goes_on = false;
            continue;
        }
        at += 1;
        if is_separator(draft.words(line.words)) {
            label(draft, line, &mut found.labels);
            // Whose message begins here, the next line may tell.
            open.retain(|open| open.depth.unwrap_or(open.above + 1) <= line.depth);
            if line.depth == 0 {
                open.clear();
            }
            goes_on = false;
            continue;
        }
        let before = open.len();
        open.retain(|open| open.depth.is_none_or(|depth| depth <= line.depth));
        goes_on &= before == open.len();
        if let Some(last) = open.last_mut().filter(|last| last.depth.is_none()) {
            last.depth = Some(line.depth);
        }
        let owner = open.last().filter(|o| o.depth == Some(line.depth));
        say(line, owner, goes_on, &mut found.all);
        goes_on = true;
    }
    found
}

/// Adds the words of a line to the last turn, or as a new one.
fn say(line: Line, owner: Option<&Open>, goes_on: bool, turns: &mut Vec<Turn>) {
    let (label, cue, who, when) = match owner {
        Some(Open { opening, .. }) => (
            opening.label,
            opening.cue,
            opening.who.clone(),
            opening.when,
        ),
        None => (line.words.at_start(), None, Who::Nobody, None),
    };
    let same = |turn: &Turn| goes_on && turn.who == who && (owner.is_none() || turn.label == label);
    match turns.last_mut().filter(|turn| same(turn)) {
        Some(turn) => turn.content.push(line.words),
        None => turns.push(Turn {
            label,
            cue,
            content: vec![line.words],
            who,
            to: Who::Nobody,
            when,
        }),
    }
}

/// The lines of earlier messages, in order, without empty ones. What stands in one paragraph is one
/// line, unless a head is in it.
fn lines(draft: &Draft) -> Vec<Line> {
    let text = draft.text();
    let mut lines = Vec::new();
    let quoted = draft.paragraphs.iter().enumerate();
    for (paragraph, p) in quoted.filter(|(_, p)| p.kind == BlockKind::QuotedReply) {
        let words = text.slice(p.span);
        let mut depth = 0;
        let mut start = 0;
        for (i, c) in words.char_indices() {
            match c {
                '>' => depth += 1,
                ' ' => {}
                _ => {
                    start = i;
                    break;
                }
            }
        }
        let has_head = words.lines().filter(|line| is_labelled(line)).count() >= ENOUGH;
        let mut add = |range: Range<usize>| {
            let words = text.within(p.span, range).map(|span| text.trim(span));
            lines.extend(words.filter(|words| !words.is_empty()).map(|words| Line {
                paragraph,
                words,
                depth,
            }));
        };
        if !has_head {
            add(start..words.len());
            continue;
        }
        for line in words.get(start..).unwrap_or_default().split_inclusive('\n') {
            add(start..start + line.len());
            start += line.len();
        }
    }
    lines
}

/// Keeps the words as a label, with the marks before them where they begin their paragraph.
fn label(draft: &Draft, line: Line, labels: &mut Vec<Span>) {
    let paragraph = draft.paragraphs.get(line.paragraph).map(|p| p.span);
    match labels.last_mut() {
        // The lines of one paragraph are one label.
        Some(last) if paragraph.is_some_and(|p| p.contains(*last)) => {
            *last = last.cover(line.words);
        }
        _ => labels.push(paragraph.map_or(line.words, |p| p.at_start().cover(line.words))),
    }
}

/// Who wrote what follows, where the lines begin by saying so.
fn opening(draft: &Draft, lines: &[Line]) -> Option<Opening> {
    head(draft, lines).or_else(|| wrote(draft, lines))
}

/// `From: Bo Marsh <bo@example.org>`, and on the lines after it `Sent:`, `To:`.
fn head(draft: &Draft, lines: &[Line]) -> Option<Opening> {
    let first = lines.first()?;
    let (name, value) = field(draft.words(first.words))?;
    if name != "from" {
        return None;
    }
    let mut count = 1;
    let mut others = 0;
    let mut when = None;
    for (before, line) in lines.iter().zip(lines.iter().skip(1)).take(LONGEST_HEAD) {
        if line.depth != first.depth || line.paragraph - before.paragraph > 1 {
            break;
        }
        match field(draft.words(line.words)) {
            Some((name, _)) => {
                others += 1;
                if matches!(name.as_str(), "sent" | "date") {
                    when = Some(line.words);
                }
            }
            // The people it was sent to may take several lines.
            None if line.paragraph == before.paragraph && draft.words(line.words).contains('@') => {
            }
            None => break,
        }
        count += 1;
    }
    let who = who(draft, draft.text().within(first.words, value)?)?;
    (others >= ENOUGH).then(|| Opening {
        lines: count,
        label: label_of(&who, first.words),
        who,
        cue: None,
        when,
    })
}

/// `On Mon, Mar 2, 2020 at 4:15 PM Bo Marsh <bo@example.org> wrote:`.
fn wrote(draft: &Draft, lines: &[Line]) -> Option<Opening> {
    let text = draft.text();
    let first = lines.first()?;
    if !draft.words(first.words).starts_with("On ") {
        return None;
    }
    for (i, line) in lines.iter().take(LONGEST_WROTE).enumerate() {
        let all = first.words.cover(line.words);
        let words = text.slice(all);
        let Some(rest) = words.trim_end().strip_suffix(':') else {
            continue;
        };
        let rest = rest.trim_end();
        let verb = ["wrote", "writes"].iter().find(|v| rest.ends_with(*v))?;
        let end = rest.len() - verb.len();
        let start = past_time(rest.get(..end)?)?;
        let who = who(draft, text.within(all, start..end)?)?;
        return Some(Opening {
            lines: i + 1,
            label: label_of(&who, all),
            who,
            cue: text.within(all, end..rest.len()),
            when: text.within(all, 0..start).map(|span| text.trim(span)),
        });
    }
    None
}

/// Where the day and time end that the words begin with; nothing where there is none.
fn past_time(words: &str) -> Option<usize> {
    let until = words.find(['<', '@']).unwrap_or(words.len());
    let mut end = None;
    let mut at = 0;
    for word in words.get(..until)?.split_inclusive(char::is_whitespace) {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .replace('.', "")
            .to_lowercase();
        let of_time = word.contains(|c: char| c.is_ascii_digit())
            || end == Some(at) && (word.starts_with('(') || OF_TIMES.contains(&bare.as_str()));
        at += word.len();
        if of_time {
            end = Some(at);
        }
    }
    end
}

/// Whom the words name: a person, else an address.
fn who(draft: &Draft, span: Span) -> Option<Who> {
    let text = draft.text();
    let words = text.slice(span);
    let end = words.find(['<', '[']).unwrap_or(words.len());
    let marks = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '*' | ',' | '“' | '”');
    let name = text.trim_matches(text.within(span, 0..end)?, marks);
    let named = text.slice(name);
    if !named.is_empty() && !named.contains('@') {
        return Some(Who::Named(name));
    }
    let address = words
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '(' | ')'))
        .map(|word| word.trim_start_matches("mailto:"))
        .find(|word| word.contains('@'))?;
    Some(Who::Role(address.to_owned()))
}

fn label_of(who: &Who, all: Span) -> Span {
    match who {
        Who::Named(name) => *name,
        _ => all,
    }
}

/// The label of a head's line, in lower case, and where what follows it stands.
fn field(line: &str) -> Option<(String, Range<usize>)> {
    let colon = line.find(':')?;
    let label = line.get(..colon)?.trim_matches(['*', ' ', '\u{A0}']);
    let label = label.to_lowercase();
    LABELS
        .contains(&label.as_str())
        .then_some((label, colon + 1..line.len()))
}

fn is_labelled(line: &str) -> bool {
    field(line.trim_start_matches(['>', ' '])).is_some()
}

/// `-----Original Message-----`, `Begin forwarded message:`, a line of strokes.
fn is_separator(words: &str) -> bool {
    let dashed = words.starts_with("---") && words.ends_with("---");
    let strokes = words.len() >= 5 && words.chars().all(|c| matches!(c, '_' | '-' | '—' | '─'));
    dashed || strokes || words == "Begin forwarded message:"
}

#[cfg(test)]
mod tests {
    use crate::read;
    use onrecord_record::{Block, BlockKind, Document, DocumentKind, Sourced, Speaker};

    /// Who says what in a mail of Ann Lee; paragraphs that begin with `~` are of earlier messages.
    fn said(paragraphs: &[&str]) -> Vec<(String, String)> {
        let words: Vec<&str> = paragraphs
            .iter()
            .map(|p| p.trim_start_matches('~'))
            .collect();
        let mut document = Document::from_text(&words.join("\n\n"), None);
        document.kind = DocumentKind::Letter;
        document.metadata.authors = vec![Sourced::given("Ann Lee".to_owned())];
        let mut at = 0;
        for (words, marked) in words.iter().zip(paragraphs) {
            let kind = if marked.starts_with('~') {
                BlockKind::QuotedReply
            } else {
                BlockKind::Paragraph
            };
            let span = document.text.span(at..at + words.len()).unwrap();
            document.blocks.push(Block { span, kind });
            at += words.len() + 2;
        }
        let reading = read(&document);
        let statements = reading
            .statements
            .iter()
            .filter(|s| s.reason.rule.as_ref() == "turn");
        statements
            .map(|s| {
                let who = match &s.speaker {
                    Speaker::Known { entity, .. } => reading.name(*entity).to_owned(),
                    Speaker::Described { name } => name.clone(),
                    _ => String::new(),
                };
                let words = s.content.iter().map(|c| document.text.slice(*c));
                (who, words.collect::<Vec<_>>().join(" "))
            })
            .collect()
    }

    fn pairs(said: &[(String, String)]) -> Vec<(&str, &str)> {
        said.iter()
            .map(|(who, words)| (who.as_str(), words.as_str()))
            .collect()
    }

    #[test]
    fn the_line_above_tells_who_wrote() {
        for line in [
            "On Mon, Mar 2, 2020 at 4:15 PM Bo Marsh <bo@example.org> wrote:",
            "On Monday, March 2, 2020, 04:15:12 PM EST, Bo Marsh <bo@example.org> wrote:",
            "On 3/2/20 4:15 PM, Bo Marsh wrote:",
            "On Mon, Mar 02, 2020 at 04:15:12PM -0500, Bo Marsh wrote:",
            "On Mon, 2 Mar 2020 at 16:15, Bo\nMarsh wrote:",
            "On Mar 2, 2020, at 4:15 PM, Bo Marsh <bo@example.org> wrote:",
        ] {
            let line = format!("~{line}");
            let said = said(&[
                "From: Ann Lee",
                "Yes.",
                &line,
                "~> I was at home all night.",
            ]);
            let name = said[0].0.replace('\n', " ");
            assert_eq!((name.as_str(), said.len()), ("Bo Marsh", 1), "{line}");
            assert_eq!(said[0].1, "I was at home all night.");
        }
    }

    #[test]
    fn a_head_tells_who_wrote() {
        let all = [
            "From: Ann Lee",
            "I saw nobody.",
            "~-----Original Message-----",
            "~From: Bo Marsh <bo@example.org>\nSent: Monday, March 2, 2020 4:15 PM\nTo: Ann Lee",
            "~I was at home all night.",
            "~From: Pat Quill <pat@example.org>",
            "~Date: Sunday, March 1, 2020 9:00 AM",
            "~To: Bo Marsh",
            "~Subject: what I heard",
            "~I heard two shots.",
        ];
        let said = said(&all);
        assert_eq!(
            pairs(&said),
            [
                ("Bo Marsh", "I was at home all night."),
                ("Pat Quill", "I heard two shots."),
            ]
        );
    }

    #[test]
    fn deeper_words_are_of_whom_the_deeper_line_names() {
        let all = [
            "From: Ann Lee",
            "~On Mon, Mar 2, 2020 at 4:15 PM Bo Marsh <bo@example.org> wrote:",
            "~> I was at home.",
            "~> On Sun, Mar 1, 2020 at 9:00 AM Pat Quill <pat@example.org> wrote:",
            "~>> I heard two shots.",
            "~> I heard none.",
            "No, you did.",
            "~> I went to bed.",
            "~>>> Who was there?",
        ];
        let said = said(&all);
        assert_eq!(
            pairs(&said),
            [
                ("Bo Marsh", "I was at home."),
                ("Pat Quill", "I heard two shots."),
                ("Bo Marsh", "I heard none."),
                ("Bo Marsh", "I went to bed."),
                ("", "Who was there?"),
            ]
        );
    }

    #[test]
    fn times_in_an_earlier_message_are_counted_from_its_day() {
        let text = "I saw nobody.\n\nOn Mon, Mar 2, 2020 at 4:15 PM Bo Marsh <bo@example.org> wrote:\n\nI saw Carl Dunn yesterday.";
        let day = "2020-03-09".parse().ok();
        let mut document = Document::from_text(text, day);
        document.kind = DocumentKind::Letter;
        let mut at = 0;
        for (i, words) in text.split("\n\n").enumerate() {
            let kind = if i == 0 {
                BlockKind::Paragraph
            } else {
                BlockKind::QuotedReply
            };
            let span = document.text.span(at..at + words.len()).unwrap();
            document.blocks.push(Block { span, kind });
            at += words.len() + 2;
        }
        let reading = read(&document);
        let timex = reading
            .timexes
            .iter()
            .find(|t| document.text.slice(t.span) == "yesterday");
        assert_eq!(timex.unwrap().value.as_deref(), Some("2020-03-01"));
    }

    #[test]
    fn without_a_line_above_nobody_is_named() {
        let said = said(&["From: Ann Lee", "~> I was at home.", "No."]);
        assert_eq!(pairs(&said), [("", "I was at home.")]);
    }
}
