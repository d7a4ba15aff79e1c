//! What stands at the top and bottom of pages and is no running text: headers, footers, page numbers,
//! stamps. Only what stands at the edge, and is repeated or counts from page to page, is taken for it.

use super::page::Page;
use super::rows::{self, Row};
use onrecord_record::AsideKind;
use std::collections::BTreeMap;

/// How far from the top or bottom such lines may stand, in parts of the page's height.
const ZONE: f32 = 0.2;
/// Most such lines at one edge.
const MOST_ROWS: usize = 5;
/// A gap of this many parts of the size parts what stands on one line at an edge.
const WIDE: f32 = 2.0;
/// How far the places of one line may differ from page to page, in points.
const PLACE: f32 = 8.0;

/// What was found at the edges of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Margins {
    /// For every word of the page, whether it is taken out of the running text.
    pub(super) taken: Vec<bool>,
    pub(super) asides: Vec<(AsideKind, String)>,
    pub(super) label: Option<String>,
    pub(super) bates: Option<String>,
}

/// A line, or a piece of one, at the edge of a page.
struct Candidate {
    page: usize,
    top: bool,
    /// How many lines are between it and the edge.
    rank: usize,
    /// How many pieces the line has; all of it where it has one.
    pieces: usize,
    row: Row,
    text: String,
    key: String,
    numbers: Vec<u64>,
}

/// Looks through the edges of all pages. Words that are `taken` already count as not there.
pub(super) fn margins(pages: &[Page], taken: Vec<Vec<bool>>) -> Vec<Margins> {
    let mut found: Vec<Margins> = taken
        .into_iter()
        .map(|taken| Margins {
            taken,
            ..Margins::default()
        })
        .collect();
    let mut candidates = Vec::new();
    for (i, page) in pages.iter().enumerate() {
        let taken = found.get(i).map(|m| m.taken.as_slice()).unwrap_or_default();
        candidates.extend(at_edges(i, page, taken));
    }
    let body = body_size(pages);
    let kinds = kinds(&candidates, pages, body);
    let mut by_page: BTreeMap<(usize, bool, usize), Vec<usize>> = BTreeMap::new();
    for (i, candidate) in candidates.iter().enumerate() {
        let place = (candidate.page, !candidate.top, candidate.rank);
        by_page.entry(place).or_default().push(i);
    }
    let mut stopped: Option<(usize, bool)> = None;
    for ((page, bottom, _), members) in &by_page {
        if stopped == Some((*page, *bottom)) {
            continue;
        }
        let whole = members
            .iter()
            .copied()
            .find(|i| candidates.get(*i).is_some_and(|c| c.pieces == 0) && kinds.contains_key(i));
        let chosen: Vec<usize> = match whole {
            Some(whole) => vec![whole],
            None => members
                .iter()
                .copied()
                .filter(|i| kinds.contains_key(i))
                .collect(),
        };
        let pieces = members
            .iter()
            .filter_map(|i| candidates.get(*i))
            .map(|c| c.pieces)
            .max();
        if whole.is_none() && chosen.len() < pieces.unwrap_or(0).max(1) {
            stopped = Some((*page, *bottom));
        }
        for i in chosen {
            let (Some(candidate), Some(kind), Some(margins)) =
                (candidates.get(i), kinds.get(&i), found.get_mut(*page))
            else {
                continue;
            };
            take(margins, candidate, kind);
        }
    }
    found
}

fn take(margins: &mut Margins, candidate: &Candidate, kind: &Kind) {
    for word in &candidate.row.words {
        if let Some(taken) = margins.taken.get_mut(*word) {
            *taken = true;
        }
    }
    let of_edge = if candidate.top {
        AsideKind::Header
    } else {
        AsideKind::Footer
    };
    let aside = match kind {
        Kind::Bates => {
            margins.bates.get_or_insert_with(|| candidate.text.clone());
            AsideKind::Bates
        }
        Kind::Line => of_edge,
        Kind::Page(label) => {
            margins.label.get_or_insert_with(|| label.clone());
            of_edge
        }
    };
    margins.asides.push((aside, candidate.text.clone()));
}

/// What a line at the edge is.
#[derive(Clone, Debug)]
enum Kind {
    Line,
    /// It has the number of the page, as printed.
    Page(String),
    Bates,
}

fn at_edges(index: usize, page: &Page, taken: &[bool]) -> Vec<Candidate> {
    let mut rows: Vec<Row> = rows::rows(&page.words, 0..page.words.len())
        .into_iter()
        .filter_map(|row| {
            let left = |i: &usize| !taken.get(*i).copied().unwrap_or(false);
            Row::of(row.words.into_iter().filter(left).collect(), &page.words)
        })
        .collect();
    rows.sort_by(|a, b| a.base.total_cmp(&b.base));
    let height = page.size.1;
    let top = rows
        .iter()
        .take(MOST_ROWS)
        .take_while(|row| row.base <= ZONE * height)
        .enumerate()
        .map(|(rank, row)| (true, rank, row));
    let bottom = rows
        .iter()
        .rev()
        .take(MOST_ROWS)
        .take_while(|row| row.edges.top >= (1.0 - ZONE) * height)
        .enumerate()
        .map(|(rank, row)| (false, rank, row));
    let mut found = Vec::new();
    for (top, rank, row) in top.chain(bottom) {
        let mut add = |row: Row, pieces: usize| {
            let text = row.text(&page.words);
            let (key, numbers) = key_of(&text);
            found.push(Candidate {
                page: index,
                top,
                rank,
                pieces,
                row,
                text,
                key,
                numbers,
            });
        };
        let pieces = row.pieces(&page.words, WIDE);
        add(row.clone(), 0);
        if pieces.len() > 1 {
            let count = pieces.len();
            for piece in pieces {
                add(piece, count);
            }
        }
    }
    found
}

/// What a line is when its numbers are left open, and the numbers. A line that is nothing but a Roman
/// numeral is a number too.
fn key_of(text: &str) -> (String, Vec<u64>) {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(value) = roman(bare) {
        return (text.replace(bare, "#"), vec![value]);
    }
    let mut key = String::new();
    let mut numbers = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            key.push('#');
            numbers.push(digits.parse().unwrap_or(u64::MAX));
            digits.clear();
        }
        key.extend(c.to_lowercase());
    }
    (key.trim().to_owned(), numbers)
}

/// The value of a small Roman numeral in one case.
fn roman(word: &str) -> Option<u64> {
    let lower = word.to_lowercase();
    if word.is_empty() || word.len() > 6 || word != lower && word != word.to_uppercase() {
        return None;
    }
    let values: Option<Vec<u64>> = lower
        .chars()
        .map(|c| match c {
            'i' => Some(1),
            'v' => Some(5),
            'x' => Some(10),
            'l' => Some(50),
            'c' => Some(100),
            _ => None,
        })
        .collect();
    let values = values?;
    let mut sum = 0;
    for (i, value) in values.iter().enumerate() {
        match values.get(i + 1) {
            Some(next) if next > value => sum -= *value as i64,
            _ => sum += *value as i64,
        }
    }
    u64::try_from(sum).ok()
}

/// Which candidates are no running text.
fn kinds(candidates: &[Candidate], pages: &[Page], body: f32) -> BTreeMap<usize, Kind> {
    let count = pages.len();
    let mut groups: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (i, candidate) in candidates.iter().enumerate() {
        let key = (candidate.top, candidate.key.as_str());
        groups.entry(key).or_default().push(i);
    }
    let mut kinds = BTreeMap::new();
    for ((_, key), members) in &groups {
        for members in by_place(members, candidates) {
            let of: Vec<&Candidate> = members.iter().filter_map(|i| candidates.get(*i)).collect();
            let mut on: Vec<usize> = of.iter().map(|c| c.page).collect();
            on.dedup();
            let size = of.first().map_or(0.0, |c| c.row.size);
            let enough = match count {
                1 => 2,
                2..=5 => 2,
                _ => 3,
            };
            let Some(counting) = counting(&of) else {
                continue;
            };
            // A title that stands over every other page, beside a number that counts as the pages do.
            let alternates = on.len() == 2
                && of.iter().all(|c| c.rank == 0 && c.pieces == 0)
                && page_number(key).is_none()
                && is_with_number(key)
                && counts_on(&of, &counting);
            let repeated = (on.len() >= enough || alternates)
                && (size <= body * 1.25 || on.len() >= 4)
                && !key.trim_matches('#').is_empty() | !counting.is_empty();
            let page_number = page_number(key);
            // Pages that stand alone: a number that is that of the page.
            let own = page_number.is_some()
                && on.len() < enough
                && count <= 3
                && of.iter().all(|c| {
                    let at = page_number.and_then(|at| c.numbers.get(at));
                    at.copied() == Some(c.page as u64 + 1)
                });
            let stamp = is_court_stamp(key);
            if !(repeated || own || stamp) {
                continue;
            }
            for (i, candidate) in members.iter().zip(&of) {
                let bates = counting.len() == 1 && is_bates(&candidate.text);
                let label = page_number
                    .filter(|at| counting.contains(at) || own)
                    .map(|at| printed(&candidate.text, at));
                let kind = match label {
                    _ if bates => Kind::Bates,
                    Some(label) => Kind::Page(label),
                    None => Kind::Line,
                };
                kinds.insert(*i, kind);
            }
        }
    }
    for (i, candidate) in candidates.iter().enumerate() {
        if !kinds.contains_key(&i)
            && count == 1
            && is_bates(&candidate.text)
            && is_padded(&candidate.text)
        {
            kinds.insert(i, Kind::Bates);
        }
    }
    running_heads(candidates, pages, &mut kinds);
    // One note on every page counts as the pages do: its raised mark tells it from a footer.
    let is_note = |candidate: &Candidate| {
        let words = pages.get(candidate.page).map(|page| &page.words);
        let first = candidate.row.words.first();
        let first = first.and_then(|i| words.and_then(|words| words.get(*i)));
        first.is_some_and(|word| word.raised)
    };
    kinds.retain(|i, _| candidates.get(*i).is_some_and(|c| !is_note(c)));
    kinds
}

/// Members of a group that stand at the same height.
fn by_place(members: &[usize], candidates: &[Candidate]) -> Vec<Vec<usize>> {
    let mut places: Vec<(f32, Vec<usize>)> = Vec::new();
    for i in members {
        let Some(base) = candidates.get(*i).map(|c| c.row.base) else {
            continue;
        };
        match places.iter_mut().find(|(at, _)| (at - base).abs() <= PLACE) {
            Some((_, place)) => place.push(*i),
            None => places.push((base, vec![*i])),
        }
    }
    places.into_iter().map(|(_, place)| place).collect()
}

/// Which numbers of the lines count as the pages do; nothing where some neither count nor stay.
fn counting(of: &[&Candidate]) -> Option<Vec<usize>> {
    let length = of.first().map_or(0, |c| c.numbers.len());
    let mut counting = Vec::new();
    for at in 0..length {
        let values = || {
            of.iter()
                .filter_map(|c| Some((c.page, *c.numbers.get(at)?)))
        };
        let most = |key: &dyn Fn((usize, u64)) -> i128| {
            let mut counts: BTreeMap<i128, usize> = BTreeMap::new();
            for value in values() {
                *counts.entry(key(value)).or_default() += 1;
            }
            counts.values().copied().max().unwrap_or(0)
        };
        let stays = most(&|(_, value)| i128::from(value));
        let counts = most(&|(page, value)| i128::from(value) - page as i128);
        // One in five may be off, as numbers are that were read in a picture.
        let nearly = |count: usize| count * 5 >= of.len() * 4;
        match () {
            () if nearly(counts) && (of.len() > 1 || counts > stays) => counting.push(at),
            () if nearly(stays) => {}
            () => return None,
        }
    }
    Some(counting)
}

/// Whether a line has one number, at its beginning or end, beside words.
fn is_with_number(key: &str) -> bool {
    let count = key.chars().filter(|c| *c == '#').count();
    count == 1 && key.len() > 4 && (key.starts_with("# ") || key.ends_with(" #"))
}

/// Whether numbers that count do so on pages that do not follow one another.
fn counts_on(of: &[&Candidate], counting: &[usize]) -> bool {
    match (of, counting) {
        ([a, b], [at]) => match (a.numbers.get(*at), b.numbers.get(*at)) {
            (Some(x), Some(y)) => {
                b.page > a.page + 1 && y.checked_sub(*x) == Some((b.page - a.page) as u64)
            }
            _ => false,
        },
        _ => false,
    }
}

/// Which of the numbers of a line is that of the page, where the line is nothing else.
fn page_number(key: &str) -> Option<usize> {
    let kept: String = key
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '#')
        .collect();
    matches!(
        kept.as_str(),
        "#" | "page#"
            | "page#of#"
            | "#of#"
            | "p#"
            | "pg#"
            | "pageno#"
            | "pg#of#"
            | "seite#"
            | "seite#von#"
    )
    .then_some(0)
}

/// The number at this place, as printed.
fn printed(text: &str, at: usize) -> String {
    let numbers = || {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
    };
    match numbers().nth(at) {
        Some(number) => number.to_owned(),
        None => text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned(),
    }
}

/// `Case 2:19-cv-00123 Document 45 Filed 01/02/20 Page 3 of 17`, and as courts of appeal have it.
fn is_court_stamp(key: &str) -> bool {
    let has = |word: &str| key.contains(word);
    has("case")
        && has("page")
        && has("#")
        && (has("document") && has("filed") || has("date filed") || has("entry"))
}

/// A stamp of discovery productions: letters and a number of at least three digits.
fn is_bates(text: &str) -> bool {
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let prefix = text.get(..text.len() - digits).unwrap_or_default();
    let letters = prefix.trim_end_matches([' ', '-', '_', '.', ':']);
    let is_prefix = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || " -_.&/".contains(c);
    digits >= 3
        && letters.chars().filter(char::is_ascii_uppercase).count() >= 2
        && letters.len() <= 30
        && letters.chars().all(is_prefix)
        && !letters.ends_with("NO")
}

fn is_padded(text: &str) -> bool {
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits = text.get(start..).unwrap_or_default();
    digits.len() >= 5 && digits.starts_with('0')
}

/// Heads of chapters: the words change, the number at their left or right counts.
fn running_heads(candidates: &[Candidate], pages: &[Page], kinds: &mut BTreeMap<usize, Kind>) {
    if pages.len() < 4 {
        return;
    }
    let mut groups: BTreeMap<(bool, i32, i64), Vec<usize>> = BTreeMap::new();
    for (i, candidate) in candidates.iter().enumerate() {
        if candidate.pieces != 0 || candidate.rank != 0 {
            continue;
        }
        let first = candidate.text.split_whitespace().next();
        let last = candidate.text.split_whitespace().next_back();
        for end in [first, last].into_iter().flatten() {
            if let Ok(number) = end.parse::<i64>() {
                let place = (candidate.row.base / 4.0).round() as i32;
                let key = (candidate.top, place, number - candidate.page as i64);
                groups.entry(key).or_default().push(i);
            }
        }
    }
    for ((_, _, offset), mut members) in groups {
        members.dedup();
        if members.len() < 4 {
            continue;
        }
        for i in members {
            if let Some(candidate) = candidates.get(i) {
                let number = candidate.page as i64 + offset;
                let page = || Kind::Page(number.to_string());
                kinds.entry(i).or_insert_with(page);
            }
        }
    }
}

/// The size that most letters of all pages have.
pub(super) fn body_size(pages: &[Page]) -> f32 {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for word in pages.iter().flat_map(|page| &page.words) {
        let size = (word.size * 2.0).round() as i32;
        *counts.entry(size).or_default() += word.text.len();
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(10.0, |(size, _)| size as f32 / 2.0)
}
