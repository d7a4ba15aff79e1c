//! Names in speakers' labels and in the lines that say who stands behind them: persons, whatever their
//! letters look like.

use super::gazetteer;
use super::names::{Name, is_in_next_cell, is_marker, push};
use super::page::Page;
use onrecord_record::{DetailKind, DocumentKind, Span, TokenKind};
use std::ops::Range;

/// Most words of a family name, and of what stands after it and a comma.
const MOST_OF_FAMILY: usize = 3;
const MOST_OF_GIVEN: usize = 3;

/// Adds them to `names`, in place of what was found there.
pub(crate) fn find<'d>(page: &Page<'_, 'd>, names: &mut Vec<Name<'d>>) {
    let turns = &page.draft.turns;
    let correspondents = correspondents(page);
    let fields = fields(page);
    if turns.is_empty() && correspondents.is_empty() && fields.is_empty() {
        return;
    }
    for span in turns.names.iter().chain(&correspondents).chain(&fields) {
        let all = page.draft.tokens_in(*span);
        if page.draft.words(*span).starts_with('@') {
            continue;
        }
        let start = after_titles(page, all.clone());
        let title = start
            .checked_sub(1)
            .filter(|t| all.contains(t))
            .and_then(|t| Some((t, gazetteer::title(page.word(t))?)));
        names.retain(|n| n.tokens.end <= all.start || n.tokens.start >= all.end);
        push(page, all.start, start..all.end, title, names);
        if let Some(name) = names.last_mut() {
            name.titled = false;
            turn_round(page, name);
        }
    }
    names.sort_by_key(|n| n.tokens.start);
}

/// Names in the head of a letter or mail that stand as "Lee, Ann": without knowing that they are one,
/// each would be two.
fn correspondents(page: &Page) -> Vec<Span> {
    let document = page.draft.document;
    if document.kind != DocumentKind::Letter {
        return Vec::new();
    }
    let metadata = &document.metadata;
    let details = metadata.details.iter();
    let others = details
        .filter(|d| matches!(d.kind, DetailKind::Recipient | DetailKind::Copy))
        .map(|d| &d.value);
    let all = metadata.authors.iter().chain(others);
    all.filter(|person| person.value.contains(", "))
        .filter_map(|person| person.span)
        .filter(|span| inverted(page, page.draft.tokens_in(*span)).is_some())
        .collect()
}

/// Names in fields of forms that stand as "VICTIM: Lee, Ann P.  W/F": the tokens up to what is no
/// part of the name.
fn fields(page: &Page) -> Vec<Span> {
    let mut spans = Vec::new();
    for colon in 1..page.draft.tokens.len() {
        if page.word(colon) != ":" {
            continue;
        }
        // "VICTIM 2:", "Suspect (S1):".
        let numbered = page.word(colon - 1).bytes().all(|c| c.is_ascii_digit());
        let back = match page.word(colon - 1) {
            ")" => 4,
            _ if numbered => 2,
            _ => 1,
        };
        let label = colon.checked_sub(back);
        if !label.is_some_and(|at| gazetteer::is_name_field(page.word(at))) {
            continue;
        }
        let first = colon + 1;
        let mut comma = None;
        let mut end = first;
        while end < first + MOST_OF_FAMILY + 1 + MOST_OF_GIVEN {
            let word = page.word(end);
            let cell = end > first && is_in_next_cell(page, end);
            if cell || is_marker(page, end) || ends_line(page, end.saturating_sub(1), end, first) {
                break;
            }
            if word == "," && comma.is_none() && end > first {
                comma = Some(end);
            } else if !page.is_capital(end) || gazetteer::is_name_field(word) {
                break;
            }
            end += 1;
        }
        if comma.is_some_and(|comma| comma + 1 < end)
            && let Some(span) = page.draft.span_of_tokens(first..end)
            && inverted(page, first..end).is_some()
        {
            spans.push(span);
        }
    }
    spans
}

/// Whether a line ends between two tokens of a field.
fn ends_line(page: &Page, before: usize, at: usize, first: usize) -> bool {
    let (Some(before), Some(token)) = (page.draft.tokens.get(before), page.draft.tokens.get(at))
    else {
        return true;
    };
    at > first
        && before
            .span
            .gap_to(token.span)
            .is_some_and(|gap| page.draft.text().slice(gap).contains('\n'))
}

/// The token of the comma in "Lee, Ann"; nothing in "Ann Lee, Jr." or "Ann Lee, MD".
fn inverted(page: &Page, tokens: Range<usize>) -> Option<usize> {
    let mut commas = tokens.clone().filter(|i| page.word(*i) == ",");
    let comma = commas.next()?;
    if commas.next().is_some() {
        return None;
    }
    let count = |range: Range<usize>| range.filter(|i| page.kind(*i) == TokenKind::Word).count();
    let (family, given) = (count(tokens.start..comma), count(comma + 1..tokens.end));
    let short = |i: usize| {
        let word = page.word(i);
        let small = word.chars().skip(1).all(char::is_lowercase);
        (small || page.word(tokens.start).chars().all(char::is_uppercase))
            && !crate::phrases::is_name_suffix(word)
    };
    let fits = (1..=MOST_OF_FAMILY).contains(&family) && (1..=MOST_OF_GIVEN).contains(&given);
    (fits && short(comma + 1)).then_some(comma)
}

/// "Lee, Ann" is Ann Lee.
fn turn_round(page: &Page, name: &mut Name) {
    let Some(comma) = inverted(page, name.tokens.clone()) else {
        return;
    };
    let family = (name.tokens.start..comma)
        .filter(|i| name.words.contains(&page.word(*i)))
        .count();
    if family < name.words.len() {
        name.words.rotate_left(family);
    }
}

/// Past the titles that `tokens` begin with; at least one token is left.
fn after_titles(page: &Page, tokens: Range<usize>) -> usize {
    let mut at = tokens.start;
    while at + 1 < tokens.end && gazetteer::title(page.word(at)).is_some() {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_field_of_a_form_names_whoever_stands_there_turned_round() {
        let text = "OFFENSE REPORT\n\nVICTIM: Tandy, Walter P.  W/M  DOB 03/02/41\nSUSPECT: BELLOWS, Ray T.  B/M  Age 20\nWEAPON: Revolver, chrome\n\nWalter Tandy was shot.\n";
        let reading = read(&Document::from_text(text, None));
        let people = reading
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Person);
        let names: Vec<&str> = people.map(|e| e.name.as_str()).collect();
        // Who is named again in the story is the same person.
        assert_eq!(names, ["Tandy, Walter P", "BELLOWS, Ray T."]);
    }

    use crate::read;
    use onrecord_record::{
        Detail, DetailKind, Document, DocumentKind, EntityKind, Mention, MentionKind, Reading,
        Sourced, Span,
    };

    fn sourced(document: &Document, value: &str) -> Sourced<String> {
        let at = document.text.as_str().find(value).unwrap();
        let mut sourced = Sourced::given(value.to_owned());
        sourced.span = document.text.span(at..at + value.len());
        sourced
    }

    fn read_mail(head: &str, author: &str, recipient: &str) -> (Document, Reading) {
        let mut document = Document::from_text(head, None);
        document.kind = DocumentKind::Letter;
        document.metadata.authors = vec![sourced(&document, author)];
        document.metadata.details = vec![Detail {
            kind: DetailKind::Recipient,
            value: sourced(&document, recipient),
        }];
        let reading = read(&document);
        (document, reading)
    }

    #[test]
    fn a_correspondent_whose_family_name_stands_first_is_one_person() {
        let text = "From: Lee, Ann <ann@example.org>\nTo: Marsh, Bo <bo@example.org>\n\nI saw Bo Marsh there, and I told Ruth Vance.\n";
        let (document, reading) = read_mail(text, "Lee, Ann", "Marsh, Bo");
        let of = |m: &Mention| m.entity;
        let named = |words: &str| {
            let at = document.text.as_str().find(words).unwrap();
            let span: Span = document.text.span(at..at + words.len()).unwrap();
            let mention = reading.mentions.iter().find(|m| m.span == span);
            mention.and_then(of).expect(words)
        };
        assert_eq!(named("Marsh, Bo"), named("Bo Marsh"));
        let first =
            |m: &&Mention| m.kind == MentionKind::Pronoun && document.text.slice(m.span) == "I";
        let who = reading.mentions.iter().find(first).and_then(of);
        assert_eq!(who, Some(named("Lee, Ann")));
    }

    #[test]
    fn a_name_with_letters_after_it_is_not_turned_round() {
        let text = "From: Ann Lee, MD <ann@example.org>\nTo: Bo Marsh, Jr. <bo@example.org>\n\nI saw Ann Lee there.\n";
        let (document, reading) = read_mail(text, "Ann Lee, MD", "Bo Marsh, Jr.");
        let names: Vec<&str> = reading.entities.iter().map(|e| e.name.as_str()).collect();
        assert!(
            names.contains(&"Ann Lee"),
            "{names:?} in {}",
            document.text.as_str()
        );
    }
}
