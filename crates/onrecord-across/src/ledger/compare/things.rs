//! Whether two places, or two crimes, can both be meant.

use super::{Fit, Given};
use onrecord_record::EventKind;

/// What it hangs on whether two places are one.
pub(in super::super) const IN_THE_OTHER: &str = "whether one place lies in the other";

/// Names that hold one another do not disagree; nor do a room and a street, or a name and a part that any
/// place has.
pub(super) fn places(a: &Given, b: &Given) -> Fit {
    let (x, y) = (a.value.to_lowercase(), b.value.to_lowercase());
    if x.contains(&y) || y.contains(&x) || shared(&x, &y) {
        return Fit::Fits;
    }
    // A car park may be anywhere, but is no garden.
    if !is_room(&x) && !is_room(&y) && is_part(&x) != is_part(&y) {
        return Fit::Fits;
    }
    let sense = !a.qualifier.is_empty() && a.qualifier == b.qualifier;
    match (a.event.or(b.event), sense) {
        (Some(EventKind::Offence | EventKind::Arrest), true) if sort(&x) == sort(&y) => {
            match a.qualifier {
                // Somebody can be found in one place and seen to be brought from another.
                "found" => Fit::Possible(IN_THE_OTHER.to_owned()),
                _ if is_only_one_named(&x, &y) => Fit::Possible(IN_THE_OTHER.to_owned()),
                _ => Fit::Excluded,
            }
        }
        (Some(EventKind::Offence | EventKind::Arrest), true) => Fit::Fits,
        // Which of two names holds the other, no document needs to say.
        (Some(EventKind::Offence | EventKind::Death), false) => {
            Fit::Possible(IN_THE_OTHER.to_owned())
        }
        _ => Fit::Fits,
    }
}

/// Sorts of places: two of one sort are not one in the other.
fn sort(place: &str) -> &'static str {
    let is = |class: &str| {
        place
            .split(' ')
            .any(|word| super::super::lexicon::is(class, word))
    };
    if is_room(place) {
        "room"
    } else if is("way") {
        "way"
    } else if is("water") {
        "water"
    } else if is("site") {
        "building"
    } else {
        "town"
    }
}

/// Whether nothing but the sort of a part of some place is said: "parking lot", "corner of the street".
fn is_part(place: &str) -> bool {
    let is = super::super::lexicon::has;
    let words: Vec<&str> = place.split(' ').collect();
    let mut rest = words.as_slice();
    let mut parts = 0;
    while let [first, after @ ..] = rest {
        rest = match after {
            [second, after @ ..] if is("part", &format!("{first} {second}")) => {
                parts += 1;
                after
            }
            _ if is("part", first) => {
                parts += 1;
                after
            }
            _ if is("between-parts", first) => after,
            _ => return false,
        };
    }
    parts > 0
}

/// Whether only the sort of a place is said: "store", where the other has a name.
fn is_only_one_named(x: &str, y: &str) -> bool {
    let bare = |place: &str| super::super::lexicon::has("site", place);
    bare(x) != bare(y)
}

fn is_room(place: &str) -> bool {
    let last = place.rsplit(' ').next().unwrap_or(place);
    super::super::lexicon::is("room", place)
        || super::super::lexicon::is("room", last)
        || last == "room"
}

/// Whether two names share a word that tells a place apart: "the Pell quarry", "Pell pit". The plain
/// noun alone is enough where it is all that one of them says.
fn shared(x: &str, y: &str) -> bool {
    let telling = |w: &&str| w.len() > 3 && !super::super::lexicon::is("site", w) && *w != "room";
    x.split(' ')
        .filter(telling)
        .any(|word| y.split(' ').any(|other| other == word))
}

/// Crimes of one family exclude one another, as far as one deed is spoken of: murder and
/// manslaughter, the first degree and the second. Other words may be other counts.
pub(super) fn charges(a: &Given, b: &Given) -> Fit {
    let (x, y) = (a.value.to_lowercase(), b.value.to_lowercase());
    if a.again || b.again || x.contains(&y) || y.contains(&x) {
        return Fit::Fits;
    }
    let (p, q) = (parts(&x), parts(&y));
    let family = |name: &str| super::super::lexicon::crime_named(name).map(|crime| crime.family);
    let (Some(of_x), Some(of_y)) = (family(p.name), family(q.name)) else {
        return Fit::Fits;
    };
    if of_x != of_y {
        return Fit::Fits;
    }
    let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
    let one_noun = last(p.name) == last(q.name);
    let degrees = p.degree.is_some() && q.degree.is_some() && p.degree != q.degree;
    if one_noun && !degrees {
        return Fit::Possible("whether both names are of one charge".to_owned());
    }
    if a.event == Some(EventKind::Conviction) && (one_noun || of_x == "homicide") {
        Fit::Excluded
    } else {
        Fit::Possible("whether the charge was changed, or is another count".to_owned())
    }
}

/// A charge by its degree and its crime.
struct Parts<'v> {
    degree: Option<&'v str>,
    name: &'v str,
}

fn parts(value: &str) -> Parts<'_> {
    match value.split_once("-degree ") {
        Some((degree, name)) => Parts {
            degree: Some(degree),
            name,
        },
        None => Parts {
            degree: None,
            name: value,
        },
    }
}
