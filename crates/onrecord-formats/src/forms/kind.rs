//! What sort of paper it is, from what stands where only such papers have it.

use super::caption::{self, Caption};
use super::letters::Letter;
use super::numbered::Numbered;
use super::paper::{Cell, Paper, capital_words, is_shouted, is_title_case};
use super::{phrases, reports, rulings, speeches, sworn};
use onrecord_record::{DocumentKind, Span};

/// How many lines from the top may have the title.
const TITLE_LINES: usize = 70;
/// Most words of a title's line.
const TITLE_WORDS: usize = 24;
/// Most lines of a title.
const TITLE_MOST_LINES: usize = 5;
/// How far, in bytes, the lines of a title in one column may begin apart.
const COLUMN: usize = 12;
/// Most words in capitals before the word that tells the paper.
const WORDS_BEFORE: usize = 7;

/// A title and the paper that its words make.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    pub(super) span: Span,
    pub(super) kind: DocumentKind,
}

/// The title: the first line of the head that the words of a title stand in.
pub(super) fn title(paper: &Paper) -> Option<Title> {
    let mut weak = None;
    for (i, line) in paper.head.iter().take(TITLE_LINES).enumerate() {
        for cell in &line.cells {
            let words = paper.words(cell.span);
            if words.len() > 200 || words.split_whitespace().count() > TITLE_WORDS {
                continue;
            }
            let Some(kind) = kind_of_title(words) else {
                continue;
            };
            let title = Title {
                span: whole(paper, i, *cell),
                kind,
            };
            if is_shouted(words) {
                return Some(title);
            }
            weak = weak.or(Some(title));
        }
    }
    weak
}

/// The title from its first line on, over the lines that go on with it.
fn whole(paper: &Paper, first: usize, cell: Cell) -> Span {
    let shouted = is_shouted(paper.words(cell.span));
    let single = paper.head.get(first).is_some_and(|l| l.cells.len() == 1);
    let mut span = cell.span;
    let mut column = cell.column;
    for line in paper.head.iter().skip(first + 1).take(TITLE_MOST_LINES - 1) {
        if line.apart {
            break;
        }
        let alone = single && line.cells.len() == 1;
        let next = line.cells.iter().find(|next| {
            alone || next.column.abs_diff(column) <= COLUMN && next.column > 0 && column > 0
        });
        let Some(next) = next else { break };
        let words = paper.words(next.span);
        let fits = if shouted {
            is_shouted(words)
        } else {
            is_title_case(words) && words.split_whitespace().count() <= 12
        };
        let other = caption::is_court(words)
            || words.starts_with('(')
            || kind_of_title(words).is_some()
                && !words.to_uppercase().starts_with("AND ")
                && !paper.words(span).ends_with(" AND")
            || words.ends_with(':')
            || words.to_lowercase().starts_with("before")
            || words.chars().filter(char::is_ascii_digit).count() > 3
                && words.to_lowercase().contains("no.");
        if !fits || other {
            break;
        }
        span = span.cover(next.span);
        column = next.column;
    }
    // A column's title is cut off from what the other column has between its lines.
    if single { span } else { cell.span.cover(span) }
}

/// What a line with the words of a title makes a paper.
fn kind_of_title(words: &str) -> Option<DocumentKind> {
    let shouted = is_shouted(words);
    if !shouted && delivered(words) {
        return Some(DocumentKind::Order);
    }
    if !shouted && !is_title_case(words) || words.ends_with('?') {
        return None;
    }
    let list = capital_words(words);
    let first = list.first()?.as_str();
    // A day's date, an appeal from a judgment, or whose lawyer somebody is: no title.
    let second = list.get(1).map_or("", String::as_str);
    if phrases::has("no-title", first) && !(first == "IN" && second == "SUPPORT")
        || list.iter().any(|w| w == "V" || w == "VS")
    {
        return None;
    }
    for at in 0..list.len().min(WORDS_BEFORE) {
        if let Some(title) = phrases::title_at(&list, at) {
            let after = at + title.words.split(' ').count();
            // "CRIMINAL PETITION NO. 12": a number, no title.
            let numbered = list
                .iter()
                .skip(after)
                .take(3)
                .any(|w| matches!(w.as_str(), "NO" | "NOS" | "NUMBER" | "DATE" | "DATED"));
            if numbered {
                return None;
            }
            if title.kind != DocumentKind::Report
                && words.trim_end().ends_with(':')
                && list.len() < 4
                && !shouted
            {
                return None;
            }
            let before = list.get(..at).unwrap_or_default();
            let fits = shouted || before.iter().all(|w| is_qualifier(w));
            return fits.then_some(title.kind);
        }
    }
    None
}

/// `JUDGMENT of the Court delivered on the 3rd day of May 2018 by Lee J.`
fn delivered(words: &str) -> bool {
    let Some((first, rest)) = words.split_once(' ') else {
        return false;
    };
    let lower = rest.to_lowercase();
    matches!(
        first.to_uppercase().as_str(),
        "JUDGMENT" | "JUDGEMENT" | "RULING" | "DECISION" | "OPINION"
    ) && lower.contains("delivered")
        && words.split_whitespace().count() <= 26
        && first.starts_with(char::is_uppercase)
        && (lower.starts_with("of ") || lower.starts_with("delivered") || lower.starts_with("by "))
}

/// Words that stand before the name of a paper in its title.
fn is_qualifier(word: &str) -> bool {
    word.ends_with("'S")
        || word.ends_with("S'")
        || word.ends_with('\'')
        || phrases::has("qualifier", word)
}

/// What speaks for one kind of paper.
struct Case {
    kind: DocumentKind,
    points: u32,
    seen: Vec<Span>,
}

/// Fewest points that make a paper of a kind.
const ENOUGH: u32 = 3;

/// What the paper is, and the words that told it, best first.
pub(super) fn decide(
    paper: &Paper,
    title: Option<Title>,
    caption: &Caption,
    letter: &Letter,
    numbered: Option<&Numbered>,
) -> Option<(DocumentKind, Vec<Span>)> {
    let titled = |kind| title.filter(|t| t.kind == kind).map(|t| t.span);
    let strong = title.is_some_and(|t| is_shouted(paper.words(t.span)));
    let title_points = if strong { 2 } else { 1 };
    let court = caption.court.as_ref().and_then(|c| c.span);
    let number = caption.number.as_ref().and_then(|c| c.span);
    let parties = caption.parties.as_ref().and_then(|c| c.span);
    let mut cases: Vec<Case> = Vec::new();
    let mut case = |kind: DocumentKind, seen: &[(Option<Span>, u32)]| {
        let found = || {
            seen.iter()
                .filter_map(|(span, points)| Some(((*span)?, *points)))
        };
        cases.push(Case {
            kind,
            points: found().map(|f| f.1).sum(),
            seen: found().map(|f| f.0).collect(),
        });
    };
    let spoken = speeches::look(paper);
    let lines = numbered.and_then(|n| n.lines.first()).map(|l| l.span);
    let of_court = spoken
        .of_court
        .or(titled(DocumentKind::Transcript))
        .or(court);
    let enough = |n: usize| (spoken.count >= n).then_some(spoken.first).flatten();
    if of_court.is_some() && spoken.count >= 3
        || titled(DocumentKind::Transcript).is_some() && (spoken.count >= 1 || lines.is_some())
    {
        case(
            DocumentKind::Transcript,
            &[
                (titled(DocumentKind::Transcript), 3),
                (spoken.of_court, 2),
                (enough(3), 2),
                (enough(6), 1),
                (lines, 2),
            ],
        );
    }
    let opening = sworn::opening(paper);
    let oath = opening.as_ref().map(|o| o.oath);
    let jurat = sworn::jurat(paper);
    let truth = sworn::truth(paper);
    if oath.is_some() || jurat.is_some() || truth.is_some() {
        let venue = venue(paper);
        let sworn_title = titled(DocumentKind::Affidavit);
        // A pleading that is verified at its end stays one.
        let other = title.is_some_and(|t| t.kind != DocumentKind::Affidavit) && strong;
        let opened = oath.filter(|_| {
            !other || opening.as_ref().is_some_and(|o| o.name.is_some()) && court.is_none()
        });
        if sworn_title.is_some() || opened.is_some() {
            case(
                DocumentKind::Affidavit,
                &[
                    (sworn_title, 2),
                    (opened, 2),
                    (jurat, 1),
                    (truth, 2),
                    (venue, 1),
                    (court, 1),
                ],
            );
        }
    }
    let (labels, label) = reports::labels(paper);
    let agency = reports::agency(paper);
    if titled(DocumentKind::Report).is_some() || labels >= 4 && agency.is_some() && oath.is_none() {
        case(
            DocumentKind::Report,
            &[
                (titled(DocumentKind::Report), 2),
                (label.filter(|_| labels >= 2), 1),
                (label.filter(|_| labels >= 4), 1),
                (label.filter(|_| labels >= 6), 1),
                (agency, 1),
            ],
        );
    }
    let ordered = first_phrase(paper, "ordered");
    let pleaded = first_phrase(paper, "filing");
    let judges = rulings::judges(paper);
    let decided = rulings::dispositions(paper, title.map(|t| t.span));
    let caption_points = |span: Option<Span>| (span, 1);
    if court.is_some() || parties.is_some() && number.is_some() {
        let order_title = titled(DocumentKind::Order);
        let filing_title = titled(DocumentKind::Filing);
        case(
            DocumentKind::Order,
            &[
                (order_title, title_points + 1),
                caption_points(court),
                caption_points(parties),
                (ordered, 2),
                (
                    judges.first().copied(),
                    if filing_title.is_some() { 0 } else { 2 },
                ),
                (
                    decided.first().copied().filter(|_| filing_title.is_none()),
                    1,
                ),
            ],
        );
        case(
            DocumentKind::Filing,
            &[
                (filing_title, title_points + 1),
                caption_points(court),
                caption_points(parties),
                (
                    pleaded.filter(|_| filing_title.is_some() || order_title.is_none()),
                    2,
                ),
            ],
        );
    }
    let dear = letter.dear;
    let day = letter.date.as_ref().and_then(|d| d.span);
    if dear.is_some() && (letter.closing.is_some() || day.is_some()) {
        case(
            DocumentKind::Letter,
            &[
                (dear, 3),
                (letter.closing, 2),
                (day, 1),
                (letter.subject, 1),
            ],
        );
    } else if letter.fields >= 3 && letter.from.is_some() {
        case(
            DocumentKind::Letter,
            &[
                (letter.from, 2),
                (letter.recipients.first().copied(), 1),
                (day, 1),
            ],
        );
    }
    let best = cases.iter().map(|c| c.points).max()?;
    let enough = |c: &&Case| {
        let least = match c.kind {
            // Captions alone are quoted everywhere.
            DocumentKind::Order | DocumentKind::Filing => ENOUGH + 1,
            _ => ENOUGH,
        };
        c.points == best && c.points >= least
    };
    let case = cases.iter().find(enough)?;
    Some((case.kind, case.seen.clone()))
}

/// `) ss.`, `State of Oregon, County of Wessel, ss:`.
fn venue(paper: &Paper) -> Option<Span> {
    paper.head_cells().take(60).find_map(|(_, cell)| {
        let words = paper.words(cell.span);
        let lower = words.to_lowercase();
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
        (matches!(bare, "ss" | "s.s")
            || words.len() < 80
                && (lower.ends_with(" ss.") || lower.ends_with(" ss:") || lower.ends_with(", ss")))
        .then_some(cell.span)
    })
}

/// The first line, of head or foot, that begins with or shouts a phrase of the class.
fn first_phrase(paper: &Paper, class: &str) -> Option<Span> {
    paper.head.iter().chain(&paper.foot).find_map(|line| {
        let words = paper.words(line.span);
        let start = words.get(..sworn::boundary(words, 400))?;
        let lower = start.to_lowercase();
        if lower.len() != start.len() {
            return None;
        }
        let found = phrases::find(class, &lower)?;
        let shouted = start.get(found.clone()).is_some_and(is_shouted);
        let quoted = start
            .get(..found.start)
            .is_some_and(|b| b.contains(['“', '"']));
        let near = found.start <= 24;
        ((near || shouted) && !quoted).then(|| paper.text.within(line.span, found))?
    })
}
