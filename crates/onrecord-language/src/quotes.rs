//! Quotations: which words stand between quotation marks.
//!
//! Works on characters, before any grammar. Marks are told apart by their neighbours, so that a
//! lost closing mark spoils its own paragraph at most, and a quotation that goes on in the next
//! paragraph (which opens with a mark again, without the last one having closed) is joined to it.

use crate::{Draft, Paragraph, Quote};
use onrecord_record::{Span, Text};

/// The quotations, in order of their opening mark.
pub(crate) fn find(draft: &Draft) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut left_open: Option<usize> = None;
    for paragraph in &draft.paragraphs {
        let first = quotes.len();
        let mut found = Scanner::new(draft.text(), *paragraph).scan();
        found.sort_by_key(|q| (q.span.start(), std::cmp::Reverse(q.span.end())));
        // Those that have not ended where the next one begins.
        let mut around: Vec<usize> = Vec::new();
        for quote in found {
            let goes_on = |i: &usize| {
                quotes
                    .get(*i)
                    .is_some_and(|o| !o.span.is_before(quote.span))
            };
            while around.pop_if(|i| !goes_on(i)).is_some() {}
            let holds = |i: &&usize| {
                quotes
                    .get(**i)
                    .is_some_and(|o| o.inner.contains(quote.span))
            };
            let within = around.iter().rev().find(holds).copied();
            around.push(quotes.len());
            quotes.push(Quote { within, ..quote });
        }
        if let Some(next) = quotes.get_mut(first)
            && next.span.start() == paragraph.span.start()
        {
            next.continues = left_open;
        }
        // Only a quotation that opens the paragraph or follows its lead-in and runs to its end goes on.
        left_open = (first..quotes.len()).find(|i| {
            quotes
                .get(*i)
                .is_some_and(|q| !q.closed && q.within.is_none())
        });
    }
    quotes
}

/// The shapes that quotation marks come in. A mark closes only what the same shape opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    Double,
    Single,
    Guillemet,
}

/// What a mark may be, by itself and its neighbours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Opens,
    Closes,
    Either,
}

/// A mark that was opened and not yet closed.
struct Open {
    shape: Shape,
    /// Start of the mark and start of the words after it, in bytes from the paragraph's start.
    mark: usize,
    inner: usize,
}

struct Scanner<'t> {
    text: &'t Text,
    paragraph: Paragraph,
    words: &'t str,
    open: Vec<Open>,
    found: Vec<Quote>,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t Text, paragraph: Paragraph) -> Self {
        Self {
            text,
            paragraph,
            words: text.slice(paragraph.span),
            open: Vec::new(),
            found: Vec::new(),
        }
    }

    fn scan(mut self) -> Vec<Quote> {
        let mut before: Option<char> = None;
        let mut chars = self.words.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let mut end = at + c.len_utf8();
            // Typewriter doubles: `` and '', or '' on both sides.
            if matches!(c, '`' | '\'') && chars.peek().is_some_and(|(_, next)| *next == c) {
                chars.next();
                end += c.len_utf8();
                let after = chars.peek().map(|(_, c)| *c);
                let opens = opens_by_place(before, after) && !closes_by_place(before, after);
                let role = match c {
                    '`' => Role::Opens,
                    _ if opens && self.depth(Shape::Double) == 0 => Role::Opens,
                    _ => Role::Closes,
                };
                self.mark(Shape::Double, role, at, end);
                before = Some(c);
                continue;
            }
            let after = chars.peek().map(|(_, c)| *c);
            if let Some((shape, role)) = self.classify(c, before, after, end) {
                self.mark(shape, role, at, end);
            }
            before = Some(c);
        }
        self.close_all();
        self.found
    }

    /// What `c` is between `before` and `after`; nothing where it is no quotation mark.
    fn classify(
        &self,
        c: char,
        before: Option<char>,
        after: Option<char>,
        end: usize,
    ) -> Option<(Shape, Role)> {
        match c {
            '“' | '„' | '‟' => Some((Shape::Double, Role::Opens)),
            // Some writers close and open with the same curly mark.
            '”' if opens_by_place(before, after) && self.depth(Shape::Double) == 0 => {
                Some((Shape::Double, Role::Opens))
            }
            '”' => Some((Shape::Double, Role::Closes)),
            '«' => Some((Shape::Guillemet, Role::Opens)),
            '»' => Some((Shape::Guillemet, Role::Closes)),
            '"' | '＂' => {
                let role = match (
                    opens_by_place(before, after),
                    closes_by_place(before, after),
                ) {
                    (true, false) => Role::Opens,
                    (false, true) => Role::Closes,
                    _ => Role::Either,
                };
                // 6'2": a measure, unless something is open.
                let measure =
                    before.is_some_and(|b| b.is_ascii_digit()) && self.depth(Shape::Double) == 0;
                (!measure).then_some((Shape::Double, role))
            }
            '‘' | '\'' | '’' => self.classify_single(c, before, after, end),
            _ => None,
        }
    }

    /// Single marks are apostrophes most of the time.
    fn classify_single(
        &self,
        c: char,
        before: Option<char>,
        after: Option<char>,
        end: usize,
    ) -> Option<(Shape, Role)> {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if is_letter(before) && is_letter(after) {
            return None;
        }
        if self.depth(Shape::Single) > 0 && c != '‘' && closes_by_place(before, after) {
            // The plural's possessive ("the jurors' votes") closes nothing while a better mark follows.
            let possessive = before == Some('s')
                && after == Some(' ')
                && self.words.get(end..).is_some_and(has_closing_single);
            return (!possessive).then_some((Shape::Single, Role::Closes));
        }
        let may_open = c != '’' && opens_by_place(before, after) && self.depth(Shape::Single) == 0;
        let rest = self.words.get(end..).unwrap_or_default();
        (may_open && !is_elision(rest) && has_closing_single(rest))
            .then_some((Shape::Single, Role::Opens))
    }

    fn depth(&self, shape: Shape) -> usize {
        self.open.iter().filter(|o| o.shape == shape).count()
    }

    fn mark(&mut self, shape: Shape, role: Role, at: usize, end: usize) {
        let opens = match role {
            Role::Opens => true,
            Role::Closes => false,
            Role::Either => self.depth(shape) == 0,
        };
        if opens {
            // The outermost stays: it may run to the paragraph's end.
            if self.open.len() >= MOST_OPEN {
                self.open.remove(1);
            }
            self.open.push(Open {
                shape,
                mark: at,
                inner: end,
            });
            return;
        }
        let Some(matching) = self.open.iter().rposition(|o| o.shape == shape) else {
            return;
        };
        // What was opened inside and never closed was no quotation: an apostrophe, a measure.
        self.open.truncate(matching + 1);
        if let Some(open) = self.open.pop() {
            self.add(&open, at, end, true);
        }
    }

    /// At the paragraph's end the outermost open quotation runs to the end; the rest were none.
    fn close_all(&mut self) {
        let outermost = self.open.drain(..).find(|o| o.shape != Shape::Single);
        if let Some(open) = outermost {
            let end = self.words.len();
            self.add(&open, end, end, false);
        }
    }

    fn add(&mut self, open: &Open, inner_end: usize, end: usize, closed: bool) {
        let within = |range| self.text.within(self.paragraph.span, range);
        let spans: Option<(Span, Span)> = within(open.mark..end).zip(within(open.inner..inner_end));
        if let Some((span, inner)) = spans.filter(|(_, inner)| !inner.is_empty()) {
            self.found.push(Quote {
                span,
                inner,
                closed,
                continues: None,
                within: None,
            });
        }
    }
}

/// Whether a mark between these characters can open a quotation.
fn opens_by_place(before: Option<char>, after: Option<char>) -> bool {
    let free = before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | '[' | '{' | '-' | '–' | '—' | '/' | '"' | '“' | '\'' | '‘' | ':' | '.'
            )
    });
    free && after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | ')' | ']'))
}

/// Whether a mark between these characters can close a quotation.
fn closes_by_place(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{'))
        && after.is_none_or(|c| !c.is_alphanumeric())
}

/// How many marks may wait for their closing ones at once: a bound on hostile input.
const MOST_OPEN: usize = 64;

/// How far a closing single mark is looked for, in characters: a bound on hostile input.
const LONGEST_SINGLE: usize = 2000;

/// Whether some single mark in `rest` can close: after a letter or a full stop, before no letter.
fn has_closing_single(rest: &str) -> bool {
    let mut before = None;
    let mut chars = rest.chars().take(LONGEST_SINGLE).peekable();
    while let Some(c) = chars.next() {
        if matches!(c, '\'' | '’')
            && closes_by_place(before, chars.peek().copied())
            && before != Some('s')
        {
            return true;
        }
        before = Some(c);
    }
    // A plural's possessive is better than nothing where it ends the words.
    rest.trim_end().ends_with(['\'', '’'])
}

/// Whether a word begins here that is written with an apostrophe in front: '90s, 'em, 'til.
fn is_elision(rest: &str) -> bool {
    let word: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(8)
        .flat_map(char::to_lowercase)
        .collect();
    rest.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word.as_str(),
            "em" | "til" | "till" | "cause" | "bout" | "twas" | "tis" | "round" | "n" | "cos"
        )
}

#[cfg(test)]
mod tests {
    use crate::Draft;
    use onrecord_record::Document;
    use proptest::prelude::*;

    /// The quotations of `text`, marks included; `+` before one that goes on from the paragraph
    /// before, `>` before one inside another.
    fn quotes(text: &str) -> Vec<String> {
        let document = Document::from_text(text, None);
        let mut draft = Draft::new(&document);
        draft.paragraphs = crate::structure::paragraphs(&document);
        super::find(&draft)
            .iter()
            .map(|q| {
                let mark = match (q.continues, q.within) {
                    (Some(_), _) => "+",
                    (_, Some(_)) => ">",
                    _ => "",
                };
                format!("{mark}{}", document.text.slice(q.span))
            })
            .collect()
    }

    #[test]
    fn straight_and_curly_marks() {
        assert_eq!(
            quotes("\"No,\" she said. “Never.” He is 6'2\" tall."),
            ["\"No,\"", "“Never.”"]
        );
    }

    #[test]
    fn typewriter_doubles() {
        assert_eq!(quotes("``We left,'' she said."), ["``We left,''"]);
        assert_eq!(
            quotes("''We left,'' she said. ''It was late.''"),
            ["''We left,''", "''It was late.''"]
        );
    }

    #[test]
    fn apostrophes_open_nothing() {
        assert!(quotes("The jurors' votes in the '90s weren't counted; rock 'n' roll.").is_empty());
    }

    #[test]
    fn single_marks_as_the_british_press_has_them() {
        assert_eq!(
            quotes("‘It wasn’t the jurors’ fault,’ he said. 'They're right,' she added."),
            ["‘It wasn’t the jurors’ fault,’", "'They're right,'"]
        );
    }

    #[test]
    fn quotations_inside_quotations() {
        assert_eq!(
            quotes("\"He told me, 'Run!' and I ran,\" she said."),
            ["\"He told me, 'Run!' and I ran,\"", ">'Run!'"]
        );
    }

    #[test]
    fn a_speech_that_runs_over_paragraphs() {
        assert_eq!(
            quotes("\"First,\" he said. \"Second.\n\n\"Third.\"\n\n\"Fourth.\""),
            ["\"First,\"", "\"Second.", "+\"Third.\"", "\"Fourth.\""]
        );
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text(s in "[ab \"'“”‘’`,.\n]{0,60}") {
            let document = Document::from_text(&s, None);
            let mut draft = Draft::new(&document);
            draft.paragraphs = crate::structure::paragraphs(&document);
            for quote in super::find(&draft) {
                prop_assert!(quote.span.contains(quote.inner));
                prop_assert!(!document.text.slice(quote.inner).is_empty());
            }
        }
    }
}
