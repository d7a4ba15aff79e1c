//! What went wrong, by layer and kind, as pages in which each error leads to its words.
//!
//! What counts as an error is what the scorers count: the two sides are matched by them.

mod pages;

use crate::annotated::{Annotated, Layer, Place, Statement, Timex};
use crate::corpora::Part;
use crate::score::{self, Compared, Cut, naming};
use std::collections::{BTreeMap, BTreeSet};

/// Code points of text that are shown around the words of an error.
const AROUND: usize = 120;

/// The errors of a part of a corpus.
pub struct Errors {
    title: String,
    folder: String,
    /// By kind.
    kinds: BTreeMap<String, Vec<Wrong>>,
    /// Texts, and where the errors lead in them.
    texts: Vec<(String, String, Vec<Place>)>,
}

struct Wrong {
    document: usize,
    anchor: usize,
    gold: String,
    read: String,
    words: String,
}

impl Errors {
    /// None yet.
    pub fn new(corpus: &str, part: Part) -> Self {
        Self {
            title: format!("{corpus} {}", part.name()),
            folder: format!("{corpus}-{}", part.name()),
            kinds: BTreeMap::new(),
            texts: Vec::new(),
        }
    }

    /// How many of each kind, the kinds in the order of their names.
    pub fn counts(&self) -> impl Iterator<Item = (&str, usize)> {
        let kinds = self.kinds.iter();
        kinds.map(|(kind, wrong)| (kind.as_str(), wrong.len()))
    }

    /// Those of a document, in the layers that are annotated in it.
    pub fn add(&mut self, layers: &[Layer], gold: &Annotated, read: &Annotated) {
        self.texts
            .push((gold.id.clone(), gold.text.clone(), Vec::new()));
        for layer in layers.iter().filter(|layer| gold.layers.contains(layer)) {
            match layer {
                Layer::Statements => self.statements(gold, read),
                Layer::Speakers => self.speakers(gold, read),
                Layer::Timexes => self.timexes(gold, read),
                Layer::Names => self.names(gold, read),
                Layer::Coreference => self.coreference(gold, read),
                Layer::People => self.people(gold, read),
                Layer::Events => self.events(gold, read),
                Layer::Facts => self.facts(gold, read),
                Layer::Grounds => self.grounds(gold, read),
                Layer::Tags => self.tags(gold, read),
                Layer::Pronouns => self.pronouns(gold, read),
            }
        }
    }

    fn statements(&mut self, gold: &Annotated, read: &Annotated) {
        let required = score::required(gold);
        let compared = score::compared_statements(&required, read);
        let words = score::Words::of(&gold.text);
        // What a corpus does not annotate is no error.
        let is_annotated = |role: &str| match role {
            "cue" => gold.statements.iter().any(|s| !s.cue.is_empty()),
            "source" => gold.statements.iter().any(|s| !s.source.is_empty()),
            _ => true,
        };
        for (statement, found) in &compared.found {
            let (place, shown) = (whole(&statement.content), told(gold, statement));
            let as_read = told(gold, found);
            for role in score::roles_otherwise(&words, statement, found) {
                if is_annotated(role) {
                    let kind = format!("{role} with other ends");
                    self.push(&kind, place.clone(), &shown, &as_read, gold);
                }
            }
            for (what, wanted, got) in [
                ("kind", &statement.kind, &found.kind),
                ("medium", &statement.medium, &found.medium),
                ("date of a statement", &statement.said, &found.said),
            ] {
                if !wanted.is_empty() && wanted != got {
                    let shown = format!("{wanted} · {shown}");
                    self.push(&format!("{what} wrong"), place.clone(), &shown, got, gold);
                }
            }
        }
        for statement in &compared.missed {
            let kind = or(&statement.kind, "kind not annotated");
            let (place, shown) = (whole(&statement.content), told(gold, statement));
            self.push(
                &format!("statement missed, {kind}"),
                place,
                &shown,
                "",
                gold,
            );
        }
        for statement in &compared.spurious {
            let kind = format!("no statement, rule {}", or(&statement.rule, "unknown"));
            let (place, shown) = (whole(&statement.content), told(gold, statement));
            self.push(&kind, place, "", &shown, gold);
        }
    }

    fn speakers(&mut self, gold: &Annotated, read: &Annotated) {
        let required = score::required(gold);
        for (statement, found) in score::compared_statements(&required, read).found {
            let how = match naming(gold, statement) {
                Some(how) => format!("{how:?}").to_lowercase(),
                None => "no source".to_owned(),
            };
            let kind = match (&statement.speaker, &found.speaker) {
                (Some(_), _) if score::is_right_speaker(gold, statement, found) => continue,
                (Some(_), Some(_)) => format!("speaker wrong, {how}"),
                (Some(_), None) => format!("speaker not named, {how}"),
                (None, Some(_)) => format!("speaker named that is open, {how}"),
                (None, None) => continue,
            };
            let wanted = statement.speaker.as_deref().unwrap_or("nobody");
            let shown = format!("{wanted} · {}", told(gold, statement));
            let got = found.speaker.as_deref().unwrap_or("nobody");
            self.push(&kind, whole(&statement.content), &shown, got, gold);
        }
    }

    fn timexes(&mut self, gold: &Annotated, read: &Annotated) {
        let told = |t: &Timex| format!("{} {} “{}”", t.kind, t.value, gold.words(&t.place));
        let compared = score::compared_timexes(gold, read);
        for (timex, found) in &compared.found {
            for (what, right) in [
                ("ends", found.place == timex.place),
                ("type", found.kind == timex.kind),
                ("value", score::is_value(timex, found)),
            ] {
                if !right {
                    let kind = format!("timex with another {what}");
                    let place = timex.place.clone();
                    self.push(&kind, place, &told(timex), &told(found), gold);
                }
            }
        }
        self.rest("timex", &compared, gold, |t| {
            (t.kind.clone(), told(t), t.place.clone())
        });
    }

    fn names(&mut self, gold: &Annotated, read: &Annotated) {
        let (golds, reads) = score::compared_names(gold, read);
        let told = |place: &(usize, usize), sort: &str| {
            format!("{sort} “{}”", gold.words(&(place.0..place.1)))
        };
        for (place, sort) in &golds {
            let (kind, got) = match reads.get(place) {
                None => (format!("name missed, {sort}"), String::new()),
                Some(got) if got != sort => ("name of another sort".to_owned(), told(place, got)),
                Some(_) => continue,
            };
            self.push(&kind, place.0..place.1, &told(place, sort), &got, gold);
        }
        for (place, sort) in reads.iter().filter(|(place, _)| !golds.contains_key(place)) {
            let kind = format!("no name, {sort}");
            self.push(&kind, place.0..place.1, "", &told(place, sort), gold);
        }
    }

    /// Mentions that only one side has; entities that are taken apart, and such as are run together.
    fn coreference(&mut self, gold: &Annotated, read: &Annotated) {
        let clusters = [score::clusters(gold, gold), score::clusters(read, gold)];
        let [golds, reads] = clusters.each_ref().map(|of| score::places_of_clusters(of));
        let words = |place: &(usize, usize)| format!("“{}”", gold.words(&(place.0..place.1)));
        for place in golds.keys().filter(|place| !reads.contains_key(place)) {
            self.push("mention missed", place.0..place.1, &words(place), "", gold);
        }
        for place in reads.keys().filter(|place| !golds.contains_key(place)) {
            self.push("no mention", place.0..place.1, "", &words(place), gold);
        }
        let [gold_clusters, read_clusters] = &clusters;
        for (kind, of, other) in [
            ("entity taken apart", gold_clusters, &reads),
            ("entities run together", read_clusters, &golds),
        ] {
            for cluster in of {
                let mut parts: BTreeMap<usize, Vec<String>> = BTreeMap::new();
                let mut first = BTreeSet::new();
                for place in cluster {
                    if let Some(at) = other.get(place) {
                        parts.entry(*at).or_default().push(words(place));
                        first.insert(*place);
                    }
                }
                if parts.len() > 1
                    && let Some(place) = first.first()
                {
                    let all: Vec<String> = first.iter().map(words).collect();
                    let parts: Vec<String> = parts.values().map(|part| part.join(" ")).collect();
                    let (one, apart) = (all.join(" "), parts.join(" | "));
                    let is_gold = std::ptr::eq(of, gold_clusters);
                    let (shown, got) = if is_gold {
                        (&one, &apart)
                    } else {
                        (&apart, &one)
                    };
                    self.push(kind, place.0..place.1, shown, got, gold);
                }
            }
        }
    }

    fn people(&mut self, gold: &Annotated, read: &Annotated) {
        let place = |name: &str| place_of(&gold.text, name);
        let compared = score::compared_people(gold, read);
        for person in &compared.missed {
            self.push("person missed", place(&person.name), &person.name, "", gold);
        }
        for person in &compared.spurious {
            self.push("no person", place(&person.name), "", &person.name, gold);
        }
        for (person, found) in &compared.found {
            let folded = |form: &String| form.to_lowercase();
            let read_forms = std::iter::once(&found.name).chain(&found.aliases);
            let read_forms: BTreeSet<String> = read_forms.map(folded).collect();
            let has = |form: &&String| read_forms.contains(&folded(form));
            let forms = std::iter::once(&person.name).chain(&person.aliases);
            for form in forms.filter(|form| !has(form)) {
                self.push(
                    "form of a name not linked",
                    place(form),
                    form,
                    &found.name,
                    gold,
                );
            }
        }
        for (found, of) in score::merged_people(gold, read) {
            let names: Vec<&str> = of.iter().map(|e| e.name.as_str()).collect();
            let (at, names) = (place(&found.name), names.join(" | "));
            self.push("people run together", at, &names, &found.name, gold);
        }
    }

    fn events(&mut self, gold: &Annotated, read: &Annotated) {
        let compared = score::compared_events(gold, read);
        for (event, found) in &compared.found {
            if !event.date.is_empty() && !score::is_date(event, found) {
                let place = whole(&event.evidence);
                let shown = format!("{} {}", event.kind, event.date);
                self.push("event with another date", place, &shown, &found.date, gold);
            }
        }
        self.rest("event", &compared, gold, |e| {
            let told = format!("{} {}", e.kind, e.date);
            (e.kind.clone(), told, whole(&e.evidence))
        });
    }

    fn facts(&mut self, gold: &Annotated, read: &Annotated) {
        let compared = score::compared_facts(gold, read);
        for (fact, found) in &compared.found {
            let kind = if fact.value != found.value {
                "fact with another value"
            } else if score::is_subject(fact, found) {
                continue;
            } else {
                "fact of another subject"
            };
            let told =
                [fact, found].map(|f| format!("{} {} of {}", f.attribute, f.value, f.subject));
            let [shown, got] = &told;
            self.push(kind, fact.place.clone(), shown, got, gold);
        }
        self.rest("fact", &compared, gold, |f| {
            let told = format!("{} {} of {}", f.attribute, f.value, f.subject);
            (f.attribute.clone(), told, f.place.clone())
        });
    }

    fn grounds(&mut self, gold: &Annotated, read: &Annotated) {
        let compared = score::compared_grounds(gold, read);
        for (ground, found) in &compared.found {
            if !score::is_asserter(ground, found) {
                let place = whole(&ground.evidence);
                let shown = format!("{} by {}", ground.code, ground.asserter);
                self.push(
                    "ground by another asserter",
                    place,
                    &shown,
                    &found.asserter,
                    gold,
                );
            }
        }
        self.rest("ground", &compared, gold, |g| {
            let told = format!("{} by {}", g.code, g.asserter);
            (g.code.clone(), told, whole(&g.evidence))
        });
    }

    fn tags(&mut self, gold: &Annotated, read: &Annotated) {
        for (token, as_read) in score::compared_tags(gold, read) {
            let shown = format!("{} “{}”", token.tag, gold.words(&token.place));
            match as_read {
                Cut::Right => {}
                Cut::Otherwise => {
                    self.push("token cut otherwise", token.place.clone(), &shown, "", gold);
                }
                Cut::As(tag) => {
                    let kind = format!("tag {} read as {tag}", token.tag);
                    self.push(&kind, token.place.clone(), &shown, tag, gold);
                }
            }
        }
    }

    fn pronouns(&mut self, gold: &Annotated, read: &Annotated) {
        for pronoun in &gold.pronouns {
            for (name, means, read_so) in score::answers_of_pronouns(read, pronoun) {
                let kind = match (means, read_so) {
                    (true, false) => "pronoun not linked to its name",
                    (false, true) => "pronoun linked to another name",
                    _ => continue,
                };
                let told = |so: bool| if so { gold.words(name) } else { String::new() };
                self.push(
                    kind,
                    pronoun.place.clone(),
                    &told(means),
                    &told(read_so),
                    gold,
                );
            }
        }
    }

    /// What was missed, and what is none; `told` gives the sort, what is shown, and where it is.
    fn rest<T>(
        &mut self,
        what: &str,
        compared: &Compared<'_, T>,
        gold: &Annotated,
        told: impl Fn(&T) -> (String, String, Place),
    ) {
        for one in &compared.missed {
            let (sort, shown, place) = told(one);
            self.push(&format!("{what} missed, {sort}"), place, &shown, "", gold);
        }
        for one in &compared.spurious {
            let (sort, shown, place) = told(one);
            self.push(&format!("no {what}, {sort}"), place, "", &shown, gold);
        }
    }

    fn push(&mut self, kind: &str, place: Place, gold: &str, read: &str, text: &Annotated) {
        let document = self.texts.len().saturating_sub(1);
        let Some((_, _, places)) = self.texts.last_mut() else {
            return;
        };
        let anchor = places.iter().position(|p| *p == place).unwrap_or_else(|| {
            places.push(place.clone());
            places.len() - 1
        });
        let around = place.start.saturating_sub(AROUND)..place.end.saturating_add(AROUND);
        self.kinds.entry(kind.to_owned()).or_default().push(Wrong {
            document,
            anchor,
            gold: gold.to_owned(),
            read: read.to_owned(),
            words: text.words(&around),
        });
    }
}

/// Where the words stand first; the beginning of the text where they do not.
fn place_of(text: &str, words: &str) -> Place {
    let Some((before, _)) = text.split_once(words) else {
        return 0..0;
    };
    let start = before.chars().count();
    start..start + words.chars().count()
}

fn or<'a>(value: &'a str, other: &'a str) -> &'a str {
    if value.is_empty() { other } else { value }
}

fn told(text: &Annotated, statement: &Statement) -> String {
    let words = |places: &[Place]| {
        let words: Vec<String> = places.iter().map(|place| text.words(place)).collect();
        words.join(" … ")
    };
    let (source, cue) = (words(&statement.source), words(&statement.cue));
    format!("[{source}] {{{cue}}} <{}>", words(&statement.content))
}

fn whole(places: &[Place]) -> Place {
    let start = places.iter().map(|p| p.start).min().unwrap_or(0);
    let end = places.iter().map(|p| p.end).max().unwrap_or(0);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpora;
    use crate::measure::Measured;
    use std::path::Path;

    /// What the pages list is what the figures count.
    #[test]
    fn there_are_as_many_errors_as_the_figures_say() {
        let mut checked = 0;
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
        for (name, layer, measure, missed, spurious) in [
            (
                "onrecord-own",
                Layer::Statements,
                "found",
                "statement missed",
                "no statement",
            ),
            (
                "onrecord-own",
                Layer::Timexes,
                "relaxed",
                "timex missed",
                "no timex",
            ),
            (
                "onrecord-own",
                Layer::Names,
                "span",
                "name missed",
                "no name",
            ),
            (
                "onrecord-own",
                Layer::Coreference,
                "mentions",
                "mention missed",
                "no mention",
            ),
            (
                "onrecord-own",
                Layer::Events,
                "found",
                "event missed",
                "no event",
            ),
            (
                "onrecord-own",
                Layer::Facts,
                "found",
                "fact missed",
                "no fact",
            ),
            (
                "onrecord-own",
                Layer::Grounds,
                "found",
                "ground missed",
                "no ground",
            ),
            ("gum", Layer::Names, "span", "name missed", "no name"),
        ] {
            let corpus = corpora::named(name).expect("a corpus");
            let folder = if name == "gum" {
                corpora::fixture(name)
            } else {
                own.clone()
            };
            let part = if corpus.parts().contains(&Part::Dev) {
                Part::Dev
            } else {
                Part::Train
            };
            let mut errors = Errors::new(corpus.name(), part);
            let layers = [layer];
            let mut look = |gold: &Annotated, read: &Annotated| errors.add(&layers, gold, read);
            let measured = Measured::of(corpus, &folder, part, &layers, &mut look).expect("read");
            let rows = measured.rows(layer);
            let row = rows
                .iter()
                .find(|row| row.measure == measure)
                .expect("a row");
            let counts = row.figure.counts;
            let of = |kind: &str| {
                let kinds = errors.counts().filter(|(name, _)| name.starts_with(kind));
                kinds.map(|(_, count)| count).sum::<usize>() as f64
            };
            assert_eq!(
                of(missed),
                counts.gold - counts.covered,
                "{} {layer:?}",
                corpus.name()
            );
            assert_eq!(
                of(spurious),
                counts.found - counts.right,
                "{} {layer:?}",
                corpus.name()
            );
            checked += usize::from(counts.gold > 0.0);
        }
        assert_eq!(checked, 8);
    }
}
