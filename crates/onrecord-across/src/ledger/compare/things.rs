//! Whether two places, or two crimes, can both be meant.

use super::{Fit, Given};
use onrecord_record::EventKind;

/// Names that hold one another do not disagree; nor do a room and a street.
pub(super) fn places(a: &Given, b: &Given) -> Fit {
    let (x, y) = (a.value.to_lowercase(), b.value.to_lowercase());
    if x.contains(&y) || y.contains(&x) || shared(&x, &y) {
        return Fit::Fits;
    }
    let sense = !a.qualifier.is_empty() && a.qualifier == b.qualifier;
    match (a.event.or(b.event), sense) {
        (Some(EventKind::Offence | EventKind::Arrest), true) if sort(&x) == sort(&y) => {
            match a.qualifier {
                // Somebody can be found in one place and seen to be brought from another.
                "found" => Fit::Possible("whether one place lies in the other".to_owned()),
                _ => Fit::Excluded,
            }
        }
        (Some(EventKind::Offence | EventKind::Arrest), true) => Fit::Fits,
        // Which of two names holds the other, no document needs to say.
        (Some(EventKind::Offence | EventKind::Death), false) => {
            Fit::Possible("whether one place lies in the other".to_owned())
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
