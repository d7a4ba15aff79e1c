//! The caption of a court's paper: court, case number, parties.

use super::paper::{Paper, is_shouted, is_title_case, one_line};
use super::phrases;
use onrecord_record::{Sourced, Span};

/// How many lines from the top may belong to the caption.
const LINES: usize = 60;
/// Most words of a court's name on one line.
const COURT_WORDS: usize = 16;
/// Most lines of a court's name.
const COURT_LINES: usize = 4;

/// What a caption says.
#[derive(Default)]
pub(super) struct Caption {
    pub(super) court: Option<Sourced<String>>,
    pub(super) number: Option<Sourced<String>>,
    pub(super) parties: Option<Sourced<String>>,
}

pub(super) fn read(paper: &Paper) -> Caption {
    Caption {
        court: court(paper),
        number: number(paper),
        parties: parties(paper),
    }
}

/// The court: its line, and those under it that go on with its name.
fn court(paper: &Paper) -> Option<Sourced<String>> {
    let (i, cell) = paper
        .head_cells()
        .filter(|(i, _)| *i < LINES)
        .find(|(_, cell)| is_court(paper.words(cell.span)))?;
    let mut span = without_opening(paper, cell.span);
    // "UNITED STATES DISTRICT COURT" goes on in the next line, "SUPREME COURT OF TEXAS" does not.
    for line in paper.head.iter().skip(i + 1).take(COURT_LINES - 1) {
        let Some(next) = line.cells.first().filter(|_| line.cells.len() == 1) else {
            break;
        };
        if !goes_on_with_court(paper.words(next.span)) {
            break;
        }
        span = span.cover(next.span);
    }
    Some(paper.value(span, "caption"))
}

fn without_opening(paper: &Paper, span: Span) -> Span {
    let words = paper.words(span);
    let lower = words.to_lowercase();
    for opening in ["in the ", "before the ", "to the ", "the "] {
        if lower.starts_with(opening)
            && let Some(rest) = paper.part(span, opening.len()..words.len())
        {
            return rest;
        }
    }
    span
}

/// Words that may stand after "Court" in the name of one.
const AFTER_COURT: [&str; 16] = [
    "OF",
    "FOR",
    "AT",
    "IN",
    "DIVISION",
    "SITTING",
    "(CRIMINAL",
    "(CIVIL",
    "(APPELLATE",
    "HOUSE",
    "HOLDEN",
    "CASE",
    "NO",
    "DISTRICT",
    "DEPARTMENT",
    "AND",
];

pub(super) fn is_court(words: &str) -> bool {
    let words = words.trim();
    if words.len() > 140 || words.split_whitespace().count() > COURT_WORDS {
        return false;
    }
    let upper = words.to_uppercase();
    let list: Vec<&str> = upper
        .split_whitespace()
        .map(|w| w.trim_matches([',', '.', ':', ';', ')']))
        .collect();
    let at = list.iter().position(|w| {
        matches!(
            *w,
            "COURT" | "COURTS" | "TRIBUNAL" | "ASSIZES" | "BOARD" | "COMMISSION"
        ) || matches!(*w, "COURT'S")
    });
    let Some(at) = at else { return false };
    let word = list.get(at).copied().unwrap_or_default();
    if matches!(word, "BOARD" | "COMMISSION") && !upper.contains("APPEALS BOARD") {
        return false;
    }
    let opens = upper.starts_with("IN THE ") || upper.starts_with("BEFORE THE ");
    if !(is_shouted(words) || is_title_case(words) || opens) {
        return false;
    }
    let after = list.get(at + 1).copied();
    let fits = after.is_none_or(|w| AFTER_COURT.contains(&w) || w.starts_with('('));
    let refused = [
        "ON APPEAL",
        "APPEAL FROM",
        "APPEALS FROM",
        "ON WRIT",
        "CERTIORARI",
        "OPINION OF",
        "BY THE COURT",
        "ORDER OF",
        "CLERK OF",
        "OFFICER OF",
        "THE COURT:",
        "THE COURT",
        "COURT REPORTER",
        "FROM THE",
        "COURT OF",
        "FOR THE COURT",
        "DATE OF",
        "COURT BELOW",
        "THIS COURT",
        "JUDGE OF",
        "ON PETITION",
        "FROM THE",
        "ON REFERRAL",
    ];
    let refused = refused.iter().any(|r| {
        if matches!(*r, "THE COURT" | "THE COURT:") {
            upper == *r
        } else if *r == "COURT OF" {
            false
        } else {
            upper.starts_with(r)
        }
    });
    // "COURT" alone names none; one that opens a line names one by what follows.
    let named = list.len() > 1 && (at > 0 || after.is_some());
    fits && !refused
        && named
        && !words.ends_with(['?', '!'])
        && !(words.ends_with('.') && !is_shouted(words))
        && !words.contains(['“', '"', '$'])
        && (is_shouted(words) || opens || list.iter().all(|w| !PROSE.contains(w)))
}

/// Words of headlines that no court has in its name.
const PROSE: [&str; 16] = [
    "RULES",
    "ORDERS",
    "REJECTS",
    "SAYS",
    "TO",
    "HEARS",
    "FINDS",
    "UPHOLDS",
    "OVERTURNS",
    "GRANTS",
    "DENIES",
    "FREES",
    "CASE",
    "AFTER",
    "WITH",
    "AGAIN",
];

fn goes_on_with_court(words: &str) -> bool {
    let upper = words.to_uppercase();
    let opens = [
        "FOR THE ",
        "FOR ",
        "OF THE ",
        "COUNTY OF ",
        "IN AND FOR ",
        "WITHIN AND FOR ",
        "DISTRICT OF ",
        "NORTHERN DISTRICT",
        "SOUTHERN DISTRICT",
        "EASTERN DISTRICT",
        "WESTERN DISTRICT",
        "MIDDLE DISTRICT",
        "CENTRAL DISTRICT",
        "CRIMINAL DIVISION",
        "FAMILY DIVISION",
        "LAW DIVISION",
        "KING'S BENCH",
        "QUEEN'S BENCH",
        "KING’S BENCH",
        "QUEEN’S BENCH",
        "(CRIMINAL DIVISION)",
        "ADMINISTRATIVE COURT",
        "STATE OF ",
        "IN THE COUNTY OF",
        "SITTING AT",
        "AT ",
    ];
    let named = upper.ends_with(" COUNTY")
        || upper.ends_with(" DISTRICT")
        || upper.ends_with(" DIVISION")
        || upper.ends_with(" CIRCUIT");
    let fits = opens.iter().any(|o| upper.starts_with(o)) || named;
    fits && words.len() <= 80
        && words.split_whitespace().count() <= 10
        && (is_shouted(words) || is_title_case(words))
        && !upper.contains(" V. ")
}

/// How good a label for a case number is; 0 for labels of other numbers.
fn rank(label: &str) -> u8 {
    let label = label.to_uppercase();
    let has = |words: &[&str]| {
        words
            .iter()
            .any(|w| label.split(|c: char| !c.is_alphanumeric()).any(|l| l == *w))
    };
    if has(&[
        "BAR",
        "BADGE",
        "EXHIBIT",
        "BOX",
        "PAGE",
        "ROOM",
        "PHONE",
        "TEL",
        "TELEPHONE",
        "UNIT",
        "SUITE",
        "DEPT",
        "ID",
        "ACCOUNT",
        "VOLUME",
        "VOL",
        "PART",
        "COUNT",
        "GROUND",
        "QUESTION",
        "LICENSE",
        "ENTRY",
        "INMATE",
        "DOB",
        "SECTION",
        "WITNESS",
        "FAX",
        "CERTIFICATE",
        "COMMISSION",
        "CSR",
        "ARTICLE",
        "RULE",
        "STREET",
        "APARTMENT",
        "PRISONER",
        "DOC",
        "SERIAL",
        "LAWS",
        "CHAPTER",
        "ACT",
        "STATION",
        "REGISTRATION",
        "PAGES",
    ]) {
        return 0;
    }
    if has(&["NEUTRAL"]) {
        return 1;
    }
    if has(&["STATE", "OUR", "YOUR", "REF"]) && has(&["FILE", "REF"]) {
        return 2;
    }
    if has(&["LOWER", "TRIAL", "D", "L", "T"]) {
        return 2;
    }
    if has(&["CASE", "CASES"]) {
        return 7;
    }
    if has(&[
        "DOCKET",
        "CAUSE",
        "INDICTMENT",
        "INDEX",
        "CHARGE",
        "SUIT",
        "RECORD",
        "CRIMINAL",
        "CRIM",
        "CIVIL",
        "ACTION",
        "CLAIM",
        "APPEAL",
        "CRL",
        "BILL",
        "PETITION",
        "INFORMATION",
        "COURT",
        "INCIDENT",
        "REPORT",
        "FIR",
        "OCCURRENCE",
        "COMPLAINT",
        "CR",
        "MISC",
        "APPLICATION",
        "CRIME",
        "BAIL",
        "INQUEST",
        "LAB",
        "LABORATORY",
        "AUTOPSY",
        "MATTER",
        "FILE",
        "WRIT",
    ]) {
        return 6;
    }
    3
}

/// The case number: after the best label in the head, else a neutral citation or what has the shape of
/// a docket number.
fn number(paper: &Paper) -> Option<Sourced<String>> {
    let mut best: Option<(u8, Span)> = None;
    for (i, line) in paper.head.iter().take(LINES).enumerate() {
        for (c, cell) in line.cells.iter().enumerate() {
            let words = paper.words(cell.span);
            if words.len() > 200 {
                continue;
            }
            let Some((rank, label_end)) = label_of_number(words) else {
                continue;
            };
            if rank == 0 || best.is_some_and(|(before, _)| before >= rank) {
                continue;
            }
            let rest = words.get(label_end..).unwrap_or_default();
            let found = value_of_number(rest)
                .and_then(|v| paper.part(cell.span, label_end + v.start..label_end + v.end));
            let found = found.or_else(|| {
                // The value stands beside its label, or under it.
                let bare = rest.trim_matches([':', '.', ' ', '#']).is_empty();
                let next = line
                    .cells
                    .get(c + 1)
                    .or_else(|| paper.head.get(i + 1)?.cells.first());
                let next = next.filter(|_| bare)?;
                let value = value_of_number(paper.words(next.span))?;
                paper.part(next.span, value)
            });
            if let Some(found) = found {
                best = Some((rank, found));
            }
        }
    }
    if let Some((_, span)) = best.filter(|(rank, _)| *rank > 1) {
        return Some(paper.value(span, "caption"));
    }
    let shaped = paper
        .head_cells()
        .filter(|(i, _)| *i < LINES)
        .find_map(|(_, cell)| {
            let words = paper.words(cell.span);
            if let Some(range) = neutral_citation(words) {
                return paper.part(cell.span, range);
            }
            is_docket(words).then_some(cell.span)
        });
    let span = shaped.or(best.map(|(_, span)| span))?;
    Some(paper.value(span, "caption"))
}

/// The rank of the label that stands in `words`, and where it ends.
fn label_of_number(words: &str) -> Option<(u8, usize)> {
    let mut before = 0;
    let mut at = 0;
    for word in words.split_inclusive([' ', '\t', '\u{a0}']) {
        let start = at;
        at += word.len();
        let bare = word
            .trim()
            .trim_end_matches([':', '.', ','])
            .trim_end_matches("(s)");
        let (bare, glued) = match bare.find([':', '#']) {
            Some(colon) if colon > 0 => (bare.get(..colon)?, Some(start + colon + 1)),
            _ => (bare, None),
        };
        let upper = bare.to_uppercase();
        let label = words.get(..start)?;
        let is_number = matches!(
            upper.as_str(),
            "NO" | "NOS" | "NUMBER" | "NUMBERS" | "#" | "NUM" | "№" | "NO'S"
        ) || upper
            .strip_prefix("NO.")
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        if is_number {
            // "No" is a label only where it opens a cell or follows words with capitals.
            let shown = label.split_whitespace().all(|w| {
                !w.starts_with(char::is_lowercase) || matches!(w, "of" | "and" | "case" | "docket")
            });
            if !shown
                || before > 7
                || bare == "no"
                || (upper == "NO" && !word.contains(['.', ':']) && before == 0)
            {
                return None;
            }
            let end = glued.unwrap_or(if upper.len() > 3 && upper.starts_with("NO.") {
                start + 3
            } else {
                at
            });
            let digits_before = label.chars().any(|c| c.is_ascii_digit());
            if digits_before && before > 2 {
                return None;
            }
            return Some((rank(label), end));
        }
        let is_label = matches!(
            upper.as_str(),
            "CASE" | "DOCKET" | "CAUSE" | "INCIDENT" | "CR" | "FIR"
        );
        if is_label && (word.trim().ends_with([':', '#']) || glued.is_some()) && before <= 2 {
            return Some((rank(bare), glued.unwrap_or(at)));
        }
        before += 1;
        if before > 8 {
            return None;
        }
    }
    None
}

/// Where the number at the start of `words` stands.
fn value_of_number(words: &str) -> Option<std::ops::Range<usize>> {
    const MOST: usize = 8;
    let start = words.find(|c: char| c.is_alphanumeric() || c == '[')?;
    if words
        .get(..start)?
        .chars()
        .any(|c| !" \t:.#-–(\u{a0}".contains(c))
    {
        return None;
    }
    let mut tokens: Vec<(usize, &str)> = Vec::new();
    let mut at = start;
    for word in words.get(start..)?.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if !bare.is_empty() {
            tokens.push((at, bare));
        }
        at += word.len();
    }
    let has_digit = |w: &str| w.contains(|c: char| c.is_ascii_digit());
    let mut end = None;
    let mut i = 0;
    while let Some((at, token)) = tokens.get(i).copied() {
        if i >= MOST {
            break;
        }
        let bare = token.trim_end_matches([',', '.', ';', ')']);
        let joined = tokens
            .get(i + 1)
            .is_some_and(|(_, next)| has_digit(next) && !is_month_or_word(next));
        let short = bare.len() <= 4
            && bare
                .chars()
                .all(|c| c.is_ascii_uppercase() || c == '-' || c == '.' || c == '/')
            && !bare.is_empty();
        let glue = matches!(bare, "of" | "OF" | "Of" | "&" | "and" | "No" | "AND") && joined;
        if has_digit(bare) {
            end = Some(at + bare.len());
        } else if short
            && (joined
                || (end.is_some() && i > 0 && !matches!(bare, "IN" | "OF" | "ON" | "BY" | "JR.")))
        {
            if !joined {
                end = Some(at + bare.len());
                break;
            }
        } else if !(glue && end.is_some()) {
            break;
        }
        let more = token.ends_with(',')
            && tokens
                .get(i + 1)
                .is_some_and(|(_, next)| has_digit(next) && next.contains(['-', '–']));
        if token.ends_with([',', ';', ')']) && !more
            || token.ends_with('.') && bare.len() > 3 && has_digit(bare)
        {
            break;
        }
        i += 1;
    }
    Some(start..end?)
}

fn is_month_or_word(token: &str) -> bool {
    token.chars().filter(|c| c.is_lowercase()).count() > 2
}

/// `[2021] EWCA Crim 12`, `2011 VT 904`: where it stands.
fn neutral_citation(words: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    let tokens: Vec<(usize, &str)> = words
        .split_inclusive(' ')
        .map(|w| {
            let at = start;
            start += w.len();
            (at, w.trim_end())
        })
        .collect();
    if tokens.len() > 6 {
        return None;
    }
    for (i, (at, token)) in tokens.iter().enumerate() {
        let year = token.trim_matches(['[', ']']);
        let bracketed = token.starts_with('[') && token.ends_with(']');
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let court = tokens.get(i + 1).map_or("", |t| t.1);
        let court_fits = (2..=8).contains(&court.len())
            && court.chars().all(|c| c.is_ascii_uppercase() || c == '-')
            || (bracketed
                && (2..=10).contains(&court.len())
                && court.starts_with(char::is_uppercase));
        if !is_year || !court_fits {
            continue;
        }
        let last = tokens.iter().skip(i + 2).take(2).find(|(_, t)| {
            t.trim_matches(['(', ')', '.', ','])
                .bytes()
                .all(|b| b.is_ascii_digit())
        })?;
        return Some(*at..last.0 + last.1.trim_end_matches(['.', ',']).len());
    }
    None
}

/// `5:19-cr-00123-ABC`, `17-2543`: figures and hyphens alone in a cell.
fn is_docket(words: &str) -> bool {
    let figures = words.chars().filter(char::is_ascii_digit).count();
    let fits = words
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | ':'));
    let federal = words.contains("-cr-")
        || words.contains("-cv-")
        || words.contains("-CR-")
        || words.contains("-CV-");
    let year_and_number = words.split_once(['-', '–']).is_some_and(|(year, number)| {
        year.len() == 2
            && (3..=6).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit())
            && year.bytes().all(|b| b.is_ascii_digit())
    });
    fits && figures >= 5 && (federal || year_and_number)
}

const VERSUS: [&str; 14] = [
    "v.",
    "v",
    "vs.",
    "vs",
    "versus",
    "-v-",
    "- v -",
    "–v–",
    "-against-",
    "against",
    "- against -",
    "-vs-",
    "-vs.-",
    "v.:",
];

/// The parties: `Commonwealth v. Renmark`.
fn parties(paper: &Paper) -> Option<Sourced<String>> {
    let between = paper.head.iter().take(LINES).any(|line| {
        paper
            .words(line.span)
            .trim_end_matches([':', ' '])
            .eq_ignore_ascii_case("between")
    });
    for (i, cell) in paper.head_cells().filter(|(i, _)| *i < LINES) {
        let words = paper.words(cell.span);
        if words.len() > 200 {
            continue;
        }
        let lower = words.to_lowercase();
        let bare = lower.trim_matches(|c: char| c.is_whitespace() || c == ',' || c == ':');
        let and = between && matches!(bare, "and" | "-and-" | "- and -" | "–and–" | "– and –");
        let cell_lines = (i, cell.column);
        if VERSUS.contains(&bare) || and {
            let left = party_above(paper, cell_lines)?;
            let right = party_below(paper, cell_lines)?;
            return Some(joined(paper, left, right));
        }
        if let Some(found) = inline(paper, cell_lines, cell.span, &lower) {
            return Some(found);
        }
    }
    paper
        .head_cells()
        .filter(|(i, _)| *i < LINES)
        .find_map(|(_, cell)| {
            let words = paper.words(cell.span);
            let upper = words.to_uppercase();
            let opens = [
                "IN RE ",
                "IN RE: ",
                "EX PARTE ",
                "IN THE MATTER OF ",
                "IN THE INTEREST OF ",
                "MATTER OF ",
            ]
            .iter()
            .any(|o| upper.starts_with(o));
            (opens && words.len() < 90 && (is_shouted(words) || is_title_case(words)))
                .then(|| paper.value(cell.span, "caption"))
        })
}

/// `STATE v. RENMARK` in one cell, or with one side in the next line or the one before.
fn inline(
    paper: &Paper,
    place: (usize, usize),
    span: Span,
    lower: &str,
) -> Option<Sourced<String>> {
    let words = paper.words(span);
    if words.len() != lower.len() {
        return None;
    }
    for mark in [" v. ", " vs. ", " v ", " vs ", " versus ", " -v- "] {
        let padded = format!("{lower} ");
        let Some(at) = padded.find(mark) else {
            continue;
        };
        let end = (at + mark.len()).min(words.len());
        let left = paper.part(span, 0..at)?;
        let right = paper.part(span, end..words.len());
        let shown = |s: Span| {
            let w = paper.words(s);
            (is_shouted(w) || is_title_case(w) || w.len() <= 3)
                && w.split_whitespace().count() <= 12
                && !w.contains(['“', '"', '?'])
                && w.matches(',').count() <= 3
        };
        let right = match right {
            Some(right) => right,
            None => party_below(paper, place)?,
        };
        let cited = paper.words(right).matches(char::is_numeric).count() > 3;
        let sentence = paper.words(right).contains(", no. ");
        if shown(left) && shown(right) && !cited && !sentence {
            return Some(joined(paper, left, right));
        }
    }
    None
}

fn joined(paper: &Paper, left: Span, right: Span) -> Sourced<String> {
    let (left, right) = (party(paper, left), party(paper, right));
    let name = |s: Span| {
        one_line(paper.words(s))
            .trim_end_matches([',', ' ', ';'])
            .to_owned()
    };
    Sourced {
        value: format!("{} v. {}", name(left), name(right)),
        span: Some(left.cover(right)),
        from: "caption".to_owned(),
    }
}

/// A party's words without its part in the case: `TOBIAS RENMARK, JR., Petitioner,` without the last.
fn party(paper: &Paper, span: Span) -> Span {
    let words = paper.words(span);
    let mut end = words.len();
    let lower = words.to_lowercase();
    if lower.len() == words.len() {
        for (at, _) in lower.match_indices([',', ' ']) {
            let rest = lower.get(at + 1..).unwrap_or_default().trim_start();
            if at > 2 && rest.split(' ').count() <= 6 && starts_with_role(rest) {
                end = at;
                break;
            }
        }
        for cut in [
            ", no. ",
            ", case no",
            " no. ",
            ", son of",
            ", s/o",
            ", aged",
            " (",
            ", resident",
        ] {
            if let Some(at) = lower.find(cut) {
                end = end.min(at);
            }
        }
    }
    let digits = |c: char| c.is_ascii_digit() || c == ',' || c.is_whitespace();
    paper
        .part(span, 0..end)
        .map_or(span, |part| paper.text.trim_matches(part, digits))
}

fn starts_with_role(lower: &str) -> bool {
    let first = lower
        .split(|c: char| !(c.is_alphabetic() || c == '\''))
        .next()
        .unwrap_or_default();
    !first.is_empty() && phrases::class("role").contains(&first)
}

fn is_role_or_number(words: &str) -> bool {
    let lower = words.to_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let numbered = lower.starts_with(|c: char| c.is_ascii_digit()) && !lower.contains(". ");
    starts_with_role(lower)
        || numbered
        || label_of_number(words).is_some_and(|(rank, _)| rank > 0)
        || lower.starts_with("between")
        || lower.len() < 2 && lower != "r"
}

/// How many lines a party may stand away from the mark between both.
const PARTY_LINES: usize = 9;
/// How far, in bytes, the cells of one column may stand apart.
const COLUMN: usize = 30;

fn party_above(paper: &Paper, (line, column): (usize, usize)) -> Option<Span> {
    let first = line.saturating_sub(PARTY_LINES);
    let mut found: Option<Span> = None;
    for i in (first..line).rev() {
        let Some(here) = paper.head.get(i) else {
            continue;
        };
        let Some(cell) = here.cells.first() else {
            continue;
        };
        let words = paper.words(cell.span);
        if let Some(before) = found {
            let goes_on = words.ends_with(',') && !is_court(words) && !is_role_or_number(words)
                || paper.words(before).to_uppercase().starts_with("ET AL");
            let below_apart = paper.head.get(i + 1).is_some_and(|l| l.apart);
            if goes_on && (!below_apart || paper.words(before).to_uppercase().starts_with("ET AL"))
            {
                found = Some(cell.span.cover(before));
                continue;
            }
            break;
        }
        let is_party = !is_role_or_number(words)
            && !is_court(words)
            && cell.column <= column + COLUMN
            && words.len() < 160
            && words.chars().any(char::is_alphabetic)
            && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '(');
        if is_party {
            found = Some(cell.span);
        } else if is_court(words) {
            break;
        }
    }
    found
}

fn party_below(paper: &Paper, (line, column): (usize, usize)) -> Option<Span> {
    for here in paper.head.iter().skip(line + 1).take(PARTY_LINES) {
        let Some(cell) = here.cells.first() else {
            continue;
        };
        let words = paper.words(cell.span);
        let is_party = !is_role_or_number(words)
            && cell.column <= column + COLUMN
            && words.len() < 160
            && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if is_party {
            return Some(cell.span);
        }
    }
    None
}
