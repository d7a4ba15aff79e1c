//! Which lines of a message are words of an earlier one that a reply or forward carries along.

/// `what`, `language`, `words`; one a line.
const TABLE: &str = include_str!("../../data/quoted_replies.tsv");

/// Longest line that can be a mark, in bytes.
const LONGEST: usize = 400;
/// Over how many lines the line above a quotation may be broken.
const LONGEST_WROTE: usize = 4;
/// How many lines after `From:` the other lines of a head are looked for in.
const LONGEST_HEAD: usize = 8;
/// How many digits a day and a time have at least.
const FEWEST_DIGITS: usize = 6;
/// How many other lines of a head there must be.
const ENOUGH: usize = 2;

/// A line without its marks and without white space at both ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Line<'t> {
    pub(crate) words: &'t str,
    /// It is marked as quoted.
    pub(crate) marked: bool,
    /// It is set apart as a quotation, which may be of anything.
    pub(crate) set_apart: bool,
}

/// For each line whether it is quoted.
pub(crate) fn quoted(lines: &[Line]) -> Vec<bool> {
    let marks = Marks::new();
    let lines = &marked_where_named(lines, &marks);
    let mut quoted: Vec<bool> = lines.iter().map(|line| line.marked).collect();
    let last_marked = quoted.iter().rposition(|marked| *marked);
    let mut at = 0;
    while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.first().filter(|line| !line.marked);
        if first.is_none_or(|line| line.words.is_empty() || line.words.len() > LONGEST) {
            at += 1;
            continue;
        }
        let ends_here = marks.is_line(rest) || marks.is_head(rest);
        let wrote = marks.wrote(rest);
        let follows = wrote.is_some_and(|count| {
            let next = rest.iter().skip(count).find(|line| !line.words.is_empty());
            next.is_some_and(|line| line.marked)
        });
        // Without any marks below, only a line with a time or an address begins a quotation.
        let unmarked = wrote.is_some_and(|count| {
            last_marked.is_none_or(|last| last < at) && is_exact(rest.get(..count).unwrap_or(rest))
        });
        if ends_here || unmarked {
            let from = at - usize::from(at > 0 && lines.get(at - 1).is_some_and(is_rule));
            quoted
                .iter_mut()
                .skip(from)
                .for_each(|quoted| *quoted = true);
            break;
        }
        let count = wrote.filter(|_| follows).unwrap_or_default();
        quoted
            .iter_mut()
            .skip(at)
            .take(count)
            .for_each(|quoted| *quoted = true);
        at += count.max(1);
    }
    quoted
}

/// The lines, marked also where they are set apart and the line above names whose words they are.
fn marked_where_named<'t>(lines: &[Line<'t>], marks: &Marks) -> Vec<Line<'t>> {
    let mut lines = lines.to_vec();
    let mut named = false;
    let mut before = false;
    for at in 0..lines.len() {
        let (above, rest) = lines.split_at_mut(at);
        let Some(line) = rest.first_mut() else {
            break;
        };
        if line.set_apart && !before {
            named = names_writer(above, marks);
        }
        before = line.set_apart || line.words.is_empty() && before;
        line.marked |= line.set_apart && named;
    }
    lines
}

/// Whether the last of these lines end what stands above a quotation.
fn names_writer(above: &[Line], marks: &Marks) -> bool {
    let filled = above.iter().rposition(|line| !line.words.is_empty());
    let end = filled.map_or(0, |last| last + 1);
    (1..=LONGEST_WROTE.min(end)).any(|count| {
        let lines = above.get(end - count..end).unwrap_or_default();
        marks.wrote(lines) == Some(count)
    })
}

/// A line of nothing but strokes.
fn is_rule(line: &Line) -> bool {
    line.words.len() >= 5
        && line
            .words
            .chars()
            .all(|c| matches!(c, '_' | '-' | '—' | '─'))
}

/// Whether the line above a quotation names a time of day or an address.
fn is_exact(lines: &[Line]) -> bool {
    lines.iter().any(|line| {
        let bytes = line.words.as_bytes();
        line.words.contains('@')
            || bytes.windows(3).any(|w| {
                matches!(w, [a, b':' | b'.' | b'h', b] if a.is_ascii_digit() && b.is_ascii_digit())
            }) && bytes.windows(4).any(|w| w.iter().all(u8::is_ascii_digit))
    })
}

struct Marks {
    /// How it begins, and the word it has later.
    wrote: Vec<(&'static str, &'static str)>,
    /// Between dashes; in lower case.
    lines: Vec<String>,
    /// Without dashes.
    begin: Vec<&'static str>,
    heads: Vec<(&'static str, Vec<&'static str>)>,
}

impl Marks {
    fn new() -> Self {
        let mut marks = Self {
            wrote: Vec::new(),
            lines: Vec::new(),
            begin: Vec::new(),
            heads: Vec::new(),
        };
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(what), Some(_), Some(words)) = (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            match (what, words.split_once('|')) {
                ("wrote", Some(pair)) => marks.wrote.push(pair),
                ("head", Some((first, rest))) => {
                    marks.heads.push((first, rest.split('|').collect()));
                }
                ("line", _) => marks.lines.push(words.to_lowercase()),
                ("begin", _) => marks.begin.push(words),
                _ => {}
            }
        }
        marks
    }

    /// `-----Original Message-----`, `Begin forwarded message:`.
    fn is_line(&self, lines: &[Line]) -> bool {
        let Some(line) = lines.first() else {
            return false;
        };
        if self.begin.contains(&line.words) {
            return true;
        }
        let Some(rest) = line.words.strip_prefix("--") else {
            return false;
        };
        let words = rest.trim_matches(['-', ' ']).to_lowercase();
        self.lines.contains(&words)
    }

    /// `From: Ann`, and on the lines after it `Sent:`, `To:`. Some programs write them in another order.
    fn is_head(&self, lines: &[Line]) -> bool {
        let Some((label, rest)) = lines
            .split_first()
            .and_then(|(l, rest)| Some((label(l)?, rest)))
        else {
            return false;
        };
        let head = || {
            let lines = rest.iter().take(LONGEST_HEAD);
            lines.take_while(|line| !line.words.is_empty())
        };
        let labels = || head().filter_map(self::label);
        // The head of a memorandum names people and no addresses.
        let has_address = head().any(|line| line.words.contains('@'));
        self.heads.iter().any(|(first, others)| {
            let found = labels().filter(|label| others.contains(label));
            let enough = found.take(ENOUGH).count() == ENOUGH;
            let stands_later = has_address && labels().any(|label| label == *first);
            enough && (*first == label || stands_later && others.contains(&label))
        })
    }

    /// How many lines `On 3 March 2021, at 10:02, Ann Lee wrote:` takes; nothing where there is none.
    fn wrote(&self, lines: &[Line]) -> Option<usize> {
        let first = lines.first()?.words;
        // As Yahoo writes it: `--- On Mon, 3/2/20, Bo <bo@example.org> wrote:`.
        let first = first.strip_prefix("--- ").unwrap_or(first);
        let begun: Vec<&str> = self
            .wrote
            .iter()
            .filter(|(start, _)| {
                first
                    .strip_prefix(start)
                    .is_some_and(|rest| rest.starts_with([' ', '\u{A0}']))
            })
            .map(|(_, word)| *word)
            .collect();
        if begun.is_empty() {
            return names_in_any_language(lines);
        }
        let mut digits = false;
        let mut word = false;
        for (i, line) in lines.iter().take(LONGEST_WROTE).enumerate() {
            if line.words.is_empty() || line.marked || line.words.len() > LONGEST {
                return None;
            }
            digits |= line.words.contains(|c: char| c.is_ascii_digit());
            word |= begun.iter().any(|word| line.words.contains(word));
            if line.words.ends_with([':', '：']) {
                return (digits && word).then_some(i + 1);
            }
        }
        None
    }
}

/// How many lines `02.03.2020, 16:15, "Bo Marsh" <bo@example.org>:` takes, in whatever language: days and
/// times are figures, and an address stands between brackets.
fn names_in_any_language(lines: &[Line]) -> Option<usize> {
    let mut digits = 0;
    let mut address = false;
    for (i, line) in lines.iter().take(2).enumerate() {
        if line.words.is_empty() || line.marked || line.words.len() > LONGEST {
            return None;
        }
        let outside = line.words.split('<').next().unwrap_or_default();
        digits += outside.bytes().filter(u8::is_ascii_digit).count();
        if digits < FEWEST_DIGITS {
            return None;
        }
        address |= line.words.contains('@') && line.words.contains('>');
        if line.words.ends_with([':', '：']) {
            return address.then_some(i + 1);
        }
    }
    None
}

/// The label at the start of a line: `From` of `*From:* Ann`.
fn label<'t>(line: &Line<'t>) -> Option<&'t str> {
    let words = line.words.trim_start_matches('*');
    let (label, _) = words.split_once(':')?;
    Some(label.trim_matches(['*', ' ', '\u{A0}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The new lines of a message; lines with `>` are marked.
    fn new(message: &str) -> Vec<&str> {
        let lines: Vec<Line> = message
            .lines()
            .map(|line| Line {
                words: line.trim_start_matches(['>', '|']).trim(),
                marked: line.starts_with('>'),
                set_apart: line.starts_with('|'),
            })
            .collect();
        let quoted = quoted(&lines);
        let kept = lines.iter().zip(quoted).filter(|(_, quoted)| !quoted);
        kept.map(|(line, _)| line.words)
            .filter(|words| !words.is_empty())
            .collect()
    }

    #[test]
    fn every_line_of_the_table_is_whole() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let pair = matches!(fields[0], "wrote" | "head");
            assert_eq!(fields.len(), 3, "{line}");
            assert_eq!(pair, fields[2].contains('|'), "{line}");
        }
    }

    #[test]
    fn what_stands_between_quotations_is_new() {
        let message = "Yes.\n\nOn Mon, 2 Mar 2020 at 16:15, Bo\nMarsh wrote:\n\n> Was it you?\n\nNo.\n> Who?\nBen.";
        assert_eq!(new(message), ["Yes.", "No.", "Ben."]);
    }

    #[test]
    fn an_earlier_message_without_marks_goes_to_the_end() {
        for mark in [
            "-----Original Message-----",
            "________________________________\nFrom: Bo\nSent: Monday\nTo: Ann",
            "*From:* Bo\n*Sent:* Monday\n*To:* Ann",
            "Begin forwarded message:",
            "---------- Forwarded message ---------",
            "-----Ursprüngliche Nachricht-----",
            "De : Bo\nEnvoyé : lundi\nÀ : Ann",
            "Le lun. 2 mars 2020 à 16:15, Bo <bo@example.org> a écrit :",
            "Am 02.03.2020 um 16:15 schrieb Bo <bo@example.org>:",
            "On Monday, March 2, 2020, 4:15 PM, Bo <bo@example.org> wrote:",
            "--- On Mon, 3/2/20 16:15 2020, Bo <bo@example.org> wrote:",
            "Date: Mon, 2 Mar 2020 16:15\nSubject: The yard\nFrom: bo@example.org\nTo: ann@example.org",
            "От: Bo\nОтправлено: понедельник\nКому: Ann",
        ] {
            let message = format!("Yes.\n\n{mark}\n\nWas it you?\nWho?");
            assert_eq!(new(&message), ["Yes."], "{mark}");
        }
    }

    #[test]
    fn whose_words_are_quoted_is_told_in_any_language() {
        for mark in [
            "2020/3/2 Bo Marsh <bo@example.org>:",
            "02.03.2020 16:15 пользователь \"bo@example.org\" <\nbo@example.org> написал:",
        ] {
            let message = format!("Yes.\n{mark}\n\n> Was it you?");
            assert_eq!(new(&message), ["Yes."], "{mark}");
        }
    }

    #[test]
    fn what_is_set_apart_is_an_earlier_message_where_its_writer_is_named() {
        let mail = "Yes.\n02.03.2020, 16:15, \"Bo\" <bo@example.org>:\n| Was it you?\n| Who?\nNo.";
        assert_eq!(new(mail), ["Yes.", "No."]);
        let letter = "The rule says:\n| No one may enter.\nIt is plain.";
        assert_eq!(
            new(letter),
            ["The rule says:", "No one may enter.", "It is plain."]
        );
    }

    #[test]
    fn words_of_a_letter_are_no_mark() {
        for letter in [
            "On May 3, 2010, Detective Hale wrote:\nShe saw nothing.",
            "From: nine\nthe yard was dark.",
            "On the tape he wrote nothing\nat all.",
            "-- \nAnn Lee",
            "Date: 2 March\nTo: the board\nThe yard was dark.",
            "Date: 2 March\nTo: the board\nSubject: the yard\nFrom: Ann Lee\nIt was dark.",
            "She wrote to <bo@example.org> at 16:15 on 2 March 2020:\nnothing.",
        ] {
            let lines: Vec<&str> = letter.lines().map(str::trim).collect();
            assert_eq!(new(letter), lines);
        }
    }
}
