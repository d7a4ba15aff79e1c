//! What of a case a rule touches, on which day.

use super::{Card, Counts};
use crate::grounds::{Standing, Status};
use crate::origins::words::{hash, words};
use crate::{Gist, LineRef};
use onrecord_record::{Day, Layer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A rule that touches something of a case.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Touched {
    /// The [`Card::id`].
    pub card: String,
    /// Why it is shown, in short sentences for people.
    pub because: Vec<String>,
    /// Whether it held on the day asked for.
    pub held_as_of: bool,
    /// The lines that it touches, in order; at least one.
    pub lines: Vec<TouchedLine>,
}

/// A line that a rule touches.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TouchedLine {
    /// The line.
    pub line: LineRef,
    /// The day of its document, if known.
    pub day: Option<Day>,
    /// Whether the rule held on that day already; none where the document has none.
    pub held: Option<bool>,
}

/// Which rules touch the case, in the order of the cards: those of whose grounds or attributes papers
/// speak, whose places they name, and whose days do not all lie elsewhere.
pub fn touching(
    cards: &[Card],
    gists: &[&Gist],
    standing: &[Standing],
    as_of: Day,
) -> Vec<Touched> {
    cards
        .iter()
        .filter_map(|card| touched(card, gists, standing, as_of))
        .collect()
}

fn touched(card: &Card, gists: &[&Gist], standing: &[Standing], as_of: Day) -> Option<Touched> {
    let mut because = Vec::new();
    let mut lines = BTreeSet::new();
    for stands in standing {
        if card.touches.grounds.contains(&stands.code) && stands.status != Status::NotFoundHere {
            let all = stands.asserted.iter().chain(&stands.contradicted);
            lines.extend(all.map(|(line, _)| *line));
        }
    }
    if !lines.is_empty() {
        because.push(format!(
            "papers speak of a ground that the rule is about ({} lines)",
            lines.len()
        ));
    }
    let facts = facts(card, gists);
    if !facts.is_empty() {
        because.push(format!(
            "papers give facts that the rule is about ({} lines)",
            facts.len()
        ));
    }
    lines.extend(facts);
    if lines.is_empty() {
        return None;
    }
    because.extend(place(card, gists)?);
    because.extend(days(card, gists, as_of)?);
    let lines = lines.into_iter().map(|line| {
        let day = gists.get(line.document as usize).and_then(|gist| gist.day);
        TouchedLine {
            line,
            day,
            held: day.map(|day| held(card, day)),
        }
    });
    Some(Touched {
        card: card.id.clone(),
        because,
        held_as_of: held(card, as_of),
        lines: lines.collect(),
    })
}

/// Whether the rule was there on a day. One that counts by offences is there from its first offence
/// on, and stays for the offences it is about.
fn held(card: &Card, day: Day) -> bool {
    let begun = card.from.is_none_or(|from| from <= day);
    begun && (card.counts == Counts::Offence || card.until.is_none_or(|until| day <= until))
}

fn facts(card: &Card, gists: &[&Gist]) -> BTreeSet<LineRef> {
    let documents = gists.iter().enumerate();
    let lines = documents.flat_map(|(document, gist)| {
        let attributes = card.touches.attributes.iter();
        attributes
            .filter_map(|attribute| gist.grounds.facts.get(attribute))
            .flatten()
            .map(move |index| LineRef {
                document: document as u32,
                layer: Layer::Fact,
                index: *index,
            })
    });
    lines.collect()
}

/// Why the rule's place is that of the case; nothing where papers do not name it.
fn place(card: &Card, gists: &[&Gist]) -> Option<Option<String>> {
    if card.touches.words.is_empty() {
        return Some(None);
    }
    card.touches.words.iter().find_map(|name| {
        let hashes: Vec<u32> = words(name, 0)
            .iter()
            .map(|word| hash(word.folded().as_bytes()))
            .collect();
        let naming = gists.iter().filter(|gist| {
            let places = &gist.grounds.places;
            !hashes.is_empty() && hashes.iter().all(|hash| places.binary_search(hash).is_ok())
        });
        match naming.count() {
            0 => None,
            1 => Some(Some(format!("one document names {name}"))),
            n => Some(Some(format!("{n} documents name {name}"))),
        }
    })
}

/// What the days say; nothing where every date of the offence lies outside of those of the rule.
fn days(card: &Card, gists: &[&Gist], as_of: Day) -> Option<Vec<String>> {
    if card.counts == Counts::Decision {
        let why = match (card.from, card.until) {
            (Some(from), _) if as_of < from => format!("it stands from {from} on, after {as_of}"),
            (_, Some(until)) if until < as_of => format!("it stood until {until}, before {as_of}"),
            (Some(from), _) => format!("it stands from {from} on"),
            _ => return Some(Vec::new()),
        };
        return Some(vec![why]);
    }
    let dates: BTreeSet<&str> = gists
        .iter()
        .flat_map(|gist| &gist.grounds.offence)
        .map(String::as_str)
        .collect();
    let fits: Vec<Option<bool>> = dates.iter().map(|date| lies_between(card, date)).collect();
    if fits.iter().all(Option::is_none) {
        return Some(vec![
            "papers do not date the offence: whether it applies is open".to_owned(),
        ]);
    }
    let known = dates
        .iter()
        .zip(&fits)
        .filter(|(_, fit)| **fit == Some(true));
    let inside: Vec<&str> = known.map(|(date, _)| *date).collect();
    if inside.is_empty() {
        return None;
    }
    let mut because = vec![format!(
        "papers date an offence {}, within the rule's days",
        inside.join(", ")
    )];
    if fits.contains(&Some(false)) {
        because.push("papers give other dates of an offence too, outside of them".to_owned());
    }
    Some(because)
}

/// Whether an EDTF date lies between the days of a rule; nothing where it cannot be told, as of a
/// year in which the rule began.
fn lies_between(card: &Card, date: &str) -> Option<bool> {
    let (first, last) = bounds(date)?;
    let after = card.from.is_none_or(|from| from <= first);
    let before = card.until.is_none_or(|until| last <= until);
    let outside =
        card.from.is_some_and(|from| last < from) || card.until.is_some_and(|until| until < first);
    match (after && before, outside) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// The first and the last day that a date may mean: `1996`, `1996-11`, `1996-11-04`, `1996/1998`.
fn bounds(date: &str) -> Option<(Day, Day)> {
    let (first, last) = date.split_once('/').unwrap_or((date, date));
    let first = [
        first.to_owned(),
        format!("{first}-01"),
        format!("{first}-01-01"),
    ];
    let ends = ["", "-31", "-30", "-29", "-28", "-12-31"];
    let last = ends
        .iter()
        .find_map(|end| format!("{last}{end}").parse().ok());
    Some((first.iter().find_map(|day| day.parse().ok())?, last?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grounds::standing;
    use crate::people::Register;
    use crate::rules::shipped;
    use onrecord_record::{Attribute, Document, Reading};

    fn gist(place: &str, offence: &str, day: &str) -> Gist {
        let document = Document::from_text("", day.parse().ok());
        let mut gist = Gist::of(&document, &Reading::default());
        gist.grounds.facts.insert(Attribute::JuryVote, vec![2]);
        gist.grounds.offence.insert(offence.to_owned());
        gist.grounds.places = vec![hash(place.as_bytes())];
        gist
    }

    fn ids(gist: &Gist, as_of: &str) -> Vec<(String, bool)> {
        let standing = standing(&[gist], &Register::default());
        let touched = touching(shipped(), &[gist], &standing, as_of.parse().unwrap());
        touched
            .into_iter()
            .map(|t| (t.card, t.held_as_of))
            .collect()
    }

    #[test]
    fn cards_touch_a_case_of_their_place_and_day() {
        let gist_of = gist("louisiana", "1996-11", "1997-09-20");
        let found = ids(&gist_of, "2021-06-01");
        let names: Vec<_> = found
            .iter()
            .map(|(id, held)| (id.as_str(), *held))
            .collect();
        assert_eq!(
            names,
            [
                ("la-jury-before-2019", true),
                ("ramos-2020", true),
                ("edwards-2021", true),
                ("reddick-2022", false)
            ]
        );
        assert!(ids(&gist("ohio", "1996", "1997-09-20"), "2021-06-01").is_empty());
        let oregon = ids(&gist("oregon", "2003", "2010-01-01"), "2023-01-01");
        assert_eq!(oregon.last().map(|o| o.0.as_str()), Some("watkins-2022"));
        let standing = standing(&[&gist_of], &Register::default());
        let touched = touching(
            shipped(),
            &[&gist_of],
            &standing,
            "2021-06-01".parse().unwrap(),
        );
        assert_eq!(
            touched[1].lines[0].held,
            Some(false),
            "no such rule in 1997"
        );
        assert!(
            touched[0]
                .because
                .contains(&"one document names Louisiana".to_owned())
        );
    }

    #[test]
    fn dates_of_any_length_have_a_first_and_a_last_day() {
        let day = |d: &str| d.parse::<Day>().unwrap();
        assert_eq!(bounds("2019"), Some((day("2019-01-01"), day("2019-12-31"))));
        assert_eq!(
            bounds("2019-02"),
            Some((day("2019-02-01"), day("2019-02-28")))
        );
        assert_eq!(
            bounds("2017/2018-04"),
            Some((day("2017-01-01"), day("2018-04-30")))
        );
        assert_eq!(bounds("sometime"), None);
    }
}
