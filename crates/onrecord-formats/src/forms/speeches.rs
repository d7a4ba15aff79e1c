//! Speeches in a record of a hearing: `Q.`, `A.`, `THE COURT:`, `BY MR. SAYLE:`.

use super::paper::{Paper, is_shouted};
use super::phrases;
use onrecord_record::Span;

/// What was seen of speeches in a paper's head and foot.
#[derive(Default)]
pub(super) struct Speeches {
    /// How many lines begin one.
    pub(super) count: usize,
    pub(super) first: Option<Span>,
    /// The first that only hearings have.
    pub(super) of_court: Option<Span>,
}

pub(super) fn look(paper: &Paper) -> Speeches {
    let mut found = Speeches::default();
    for line in paper.head.iter().chain(&paper.foot) {
        let words = paper.words(line.span);
        let first = words.split_whitespace().next().unwrap_or_default();
        let question = matches!(first, "Q" | "A" | "Q." | "A." | "Q:" | "A:" | "Q.)" | "[Q]");
        let speaker = speaker(words);
        let heading = is_heading(words);
        if question || speaker.is_some() {
            found.count += 1;
            found.first = found.first.or(Some(line.span));
        }
        if found.of_court.is_none() && (heading || speaker.is_some_and(is_of_court)) {
            found.of_court = Some(line.span);
        }
    }
    found
}

/// The name before a colon in capitals at a line's start: `MR. SAYLE:`.
fn speaker(words: &str) -> Option<&str> {
    let (name, _) = words.split_once(':')?;
    let fits = name.len() <= 40 && (is_shouted(name) || is_titled(name));
    let plain = name.chars().all(|c| !c.is_ascii_digit() && c != ',') && !name.ends_with(' ');
    let of_head = phrases::begins("no-speaker", name);
    (fits && plain && !of_head && name.split_whitespace().count() <= 5).then_some(name)
}

fn is_titled(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with(char::is_uppercase) && phrases::opening("titled-speaker", &lower).is_some()
}

fn is_of_court(name: &str) -> bool {
    let upper = name.to_uppercase();
    phrases::begins("speaker", &upper)
}

fn is_heading(words: &str) -> bool {
    let upper = words.to_uppercase();
    let bare = upper.trim_matches(|c: char| !c.is_alphabetic());
    words.len() <= 90
        && (phrases::class("examination")
            .iter()
            .any(|h| phrases::starts(bare, h) && (bare.len() <= h.len() + 40))
            && (is_shouted(words) || words.len() <= 40)
            || bare.starts_with("EXAMINED BY")
            || bare.starts_with("CROSS-EXAMINED BY")
            || bare.starts_with("RE-EXAMINED BY")
            || bare.starts_with("EXAMINATION BY")
            || bare.starts_with("CROSS-EXAMINATION BY")
            || bare.starts_with("DIRECT EXAMINATION BY"))
}

/// Who took the transcript down: `Reported by: Ann Lee, CSR`, `Ann Lee, RPR`.
pub(super) fn reporter(paper: &Paper) -> Option<Span> {
    paper.foot.iter().chain(&paper.head).find_map(|line| {
        line.cells.iter().find_map(|cell| {
            let words = paper.words(cell.span);
            if words.len() > 120 {
                return None;
            }
            let upper = words.to_uppercase();
            for label in phrases::class("reported-by") {
                if phrases::starts(&upper, label) && upper.len() == words.len() {
                    let start = label.len();
                    let end = words
                        .get(start..)?
                        .find(',')
                        .map_or(words.len(), |e| start + e);
                    let span = paper.part(cell.span, start..end)?;
                    let shown = paper.words(span);
                    return super::paper::is_name(shown).then_some(span);
                }
            }
            let (name, office) = words.split_once(',')?;
            let office = office.to_uppercase();
            let fits = office
                .split(|c: char| !c.is_alphabetic() && c != ' ')
                .any(|part| phrases::has("reporter", part.trim()));
            (fits && super::paper::is_name(name)).then(|| paper.part(cell.span, 0..name.len()))?
        })
    })
}
