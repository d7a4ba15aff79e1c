//! One walk through the document: each mention is linked to a figure seen so far, makes a new one, or
//! is left alone where the text does not settle it.

use super::cast::{Calling, Cast, Figure, Sighting, words_of};
use super::definite;
use super::gazetteer;
use super::handles;
use super::names::Name;
use super::nominals::{self, Pronoun};
use super::nouns::noun;
use super::page::Page;
use super::pairs::{self, Pair};
use super::parties::Part;
use super::person_name::{Fit, PersonName};
use super::pronouns;
use super::salience::{self, Role, Salience};
use onrecord_record::{EntityKind, Gender, MentionKind, Tag};

/// What the walk knows.
pub(crate) struct Walk<'w, 'a, 'd> {
    pub(crate) page: &'w Page<'a, 'd>,
    pub(crate) names: &'w [Name<'d>],
    pub(crate) cast: Cast,
    pub(crate) salience: Salience,
    /// For each sighting that describes a neighbour: which.
    pairs: Vec<Option<Pair>>,
    /// When each figure was last named in full or by the family name: twice the sentence, one more for
    /// a subject; zero where it never was.
    named_at: Vec<usize>,
    /// How often each figure was named.
    named: Vec<usize>,
    /// How often each figure was called by the family name alone.
    by_family_name: Vec<usize>,
    /// Role of each sighting.
    pub(crate) roles: Vec<Role>,
    /// Sentence of each sighting.
    pub(crate) sentences: Vec<usize>,
    /// Quotation around each sighting.
    pub(crate) quotes: Vec<Option<usize>>,
    /// Who speaks each quotation, where a name stands right beside it: index of the sighting.
    pub(crate) speakers: Vec<Option<usize>>,
    /// The parts in the case that the caption gives.
    pub(crate) parts: Vec<Part>,
}

/// Links every sighting of `cast`.
pub(crate) fn walk<'d>(
    page: &Page<'_, 'd>,
    names: &[Name<'d>],
    mut cast: Cast,
    parts: Vec<Part>,
) -> Cast {
    cast.sightings
        .sort_by_key(|s| (s.head.start, s.tokens.start));
    let pairs = pairs::find(page, &cast);
    let of_span = |s: &Sighting| page.draft.span_of_tokens(s.tokens.clone());
    let roles = cast
        .sightings
        .iter()
        .map(|s| salience::role(page, s))
        .collect();
    let sentences = cast
        .sightings
        .iter()
        .map(|s| {
            of_span(s)
                .and_then(|span| page.draft.sentence_of(span))
                .unwrap_or_default()
        })
        .collect();
    let quotes: Vec<Option<usize>> = cast
        .sightings
        .iter()
        .map(|s| of_span(s).and_then(|span| page.draft.quote_around(span)))
        .collect();
    let speakers = pronouns::speakers(page, &cast, &quotes);
    let mut walk = Walk {
        page,
        names,
        cast,
        salience: Salience::default(),
        pairs,
        named_at: Vec::new(),
        named: Vec::new(),
        by_family_name: Vec::new(),
        roles,
        sentences,
        quotes,
        speakers,
        parts,
    };
    for i in 0..walk.cast.sightings.len() {
        walk.visit(i);
    }
    super::later_named::settle(&mut walk);
    walk.cast
}

impl Walk<'_, '_, '_> {
    /// The sighting at `i`.
    pub(crate) fn sighting(&self, i: usize) -> Option<&Sighting> {
        self.cast.sightings.get(i)
    }

    /// The sentence of the sighting at `i`.
    pub(crate) fn sentence(&self, i: usize) -> usize {
        self.sentences.get(i).copied().unwrap_or_default()
    }

    /// The role of the sighting at `i`.
    pub(crate) fn role(&self, i: usize) -> Role {
        self.roles.get(i).copied().unwrap_or(Role::Object)
    }

    /// The quotation around the sighting at `i`.
    pub(crate) fn quote(&self, i: usize) -> Option<usize> {
        self.quotes.get(i).copied().flatten()
    }

    /// The description pair of the sighting at `i`.
    fn pair(&self, i: usize) -> Option<Pair> {
        self.pairs.get(i).copied().flatten()
    }

    fn visit(&mut self, i: usize) {
        let Some(sighting) = self.sighting(i) else {
            return;
        };
        match sighting.kind {
            MentionKind::Name => self.visit_name(i),
            MentionKind::Nominal => self.visit_nominal(i),
            MentionKind::Pronoun => pronouns::visit(self, i),
            MentionKind::Handle => handles::link_spelled(self.page, &mut self.cast, i),
            MentionKind::Hashtag => {}
        }
        self.raise(i);
    }

    fn raise(&mut self, i: usize) {
        let Some(sighting) = self.sighting(i) else {
            return;
        };
        let Some(figure) = sighting.figure else {
            return;
        };
        let kind = sighting.kind;
        // Who speaks is not therefore spoken of.
        if self.page.is_label(sighting.tokens.start) {
            return;
        }
        // A description beside its name adds nothing to the name.
        if kind == MentionKind::Nominal && self.pair(i).is_some() {
            return;
        }
        self.salience
            .raise(figure, self.sentence(i), self.role(i), kind, self.quote(i));
    }

    /// Links the sighting.
    pub(crate) fn link(
        &mut self,
        i: usize,
        figure: usize,
        rule: &'static str,
        detail: String,
        confidence: f32,
    ) {
        if let Some(sighting) = self.cast.sightings.get_mut(i) {
            sighting.figure = Some(figure);
            sighting.reason = (rule, detail);
            sighting.confidence = confidence;
        }
    }

    fn visit_name(&mut self, i: usize) {
        let Some(sighting) = self.sighting(i) else {
            return;
        };
        if sighting.figure.is_none() {
            self.resolve_short(i);
        }
        let Some(figure) = self.sighting(i).and_then(|s| s.figure) else {
            return;
        };
        self.take_descriptions(i, figure);
        self.take_title(i, figure);
        if self.named.len() <= figure {
            self.named.resize(figure + 1, 0);
            self.named_at.resize(figure + 1, 0);
        }
        let relational = self.cast.figure(figure).is_some_and(|f| f.relational);
        let count = self.named.get(figure).copied().unwrap_or_default() + 1;
        if let Some(slot) = self.named.get_mut(figure) {
            *slot = count;
        }
        // Somebody's mother, named once, does not take over the family name; nor does who is called
        // by the first name.
        if self
            .sighting(i)
            .is_some_and(|s| matches!(s.reason.0, "family-name" | "short-form-last-named"))
        {
            count_one(&mut self.by_family_name, figure);
        }
        let by_first_name = self
            .sighting(i)
            .is_some_and(|s| matches!(s.reason.0, "first-name" | "short-first-name"));
        let subject = usize::from(self.role(i) == Role::Subject);
        let at = self.sentence(i) * 2 + subject + 1;
        if (!relational || count > 1)
            && !by_first_name
            && let Some(slot) = self.named_at.get_mut(figure)
        {
            *slot = at.max(*slot);
        }
    }

    /// Descriptions before the name that wait for it, and lower-case words inside its own phrase.
    fn take_descriptions(&mut self, i: usize, figure: usize) {
        for j in (i.saturating_sub(4)..i).rev() {
            if self.pair(j).is_some_and(|p| p.named == i) {
                self.describe(j, figure);
                let rule = self.pair(j).map_or("description", |p| p.rule);
                self.link(j, figure, rule, String::new(), 0.9);
                self.note_relation(j, figure);
            }
        }
    }

    /// "Judge Ann Lee": what the title says she is.
    fn take_title(&mut self, i: usize, figure: usize) {
        let title = self
            .sighting(i)
            .and_then(|s| self.names.get(s.name?))
            .and_then(|n| n.title);
        let Some((at, _)) = title else {
            return;
        };
        let office = nominals::office(self.page, at);
        let is_person = noun(&office.noun).is_some_and(|n| n.kind == EntityKind::Person);
        let Some(span) = self.page.draft.span_of_tokens(office.tokens) else {
            return;
        };
        if let Some(figure) = self.cast.figures.get_mut(figure)
            && is_person
        {
            figure.call(Calling {
                span,
                noun: office.noun,
                rule: "title",
            });
        }
    }

    /// Adds the words of nominal `j` to the figure's descriptions.
    fn describe(&mut self, j: usize, figure: usize) {
        let Some(sighting) = self.sighting(j) else {
            return;
        };
        let Some(span) = self.page.draft.span_of_tokens(sighting.tokens.clone()) else {
            return;
        };
        let calling = Calling {
            span,
            noun: nominals::head_noun(self.page, sighting),
            rule: self.pair(j).map_or("definite-description", |p| p.rule),
        };
        if let Some(figure) = self.cast.figures.get_mut(figure) {
            figure.call(calling);
        }
    }

    /// Keeps whose relative the figure is, where the description says so.
    fn note_relation(&mut self, j: usize, figure: usize) {
        let Some(owner) = self.possessor(j) else {
            return;
        };
        let Some(sighting) = self.sighting(j) else {
            return;
        };
        let noun = nominals::head_noun(self.page, sighting);
        if owner != figure
            && let Some(figure) = self.cast.figures.get_mut(figure)
        {
            figure.relational |= figure.relation.is_none();
            figure.relation.get_or_insert((owner, noun));
        }
    }

    /// The figure that possesses nominal `j`: "her lawyer", "Lee's mother".
    pub(crate) fn possessor(&self, j: usize) -> Option<usize> {
        let nominal = self.sighting(j)?;
        (j.saturating_sub(4)..j)
            .rev()
            .filter_map(|k| Some((k, self.sighting(k)?)))
            .find(|(k, s)| {
                s.tokens.start >= nominal.tokens.start
                    && s.tokens.end <= nominal.head.start
                    && self.role(*k) == Role::Possessor
            })
            .and_then(|(_, s)| s.figure)
    }

    /// Links a name of one word, or another short form, or gives it a figure of its own.
    fn resolve_short(&mut self, i: usize) {
        let Some(name) = self
            .sighting(i)
            .and_then(|s| s.name)
            .and_then(|n| self.names.get(n))
        else {
            return;
        };
        let words = words_of(&name.words);
        let gender = name.title_gender();
        let titled = name.title.is_some_and(|(_, t)| t.honorific);
        if self.is_family(i) {
            return self.link_family(i, &words);
        }
        let mut fits: Vec<(usize, Fit)> = self
            .cast
            .figures
            .iter()
            .enumerate()
            .filter(|(_, f)| f.is_person() && agrees(f.gender, gender))
            .filter_map(|(f, figure)| Some((f, figure.fit(&words)?)))
            .collect();
        if let Some(suffix) = name.suffix {
            let suffix = suffix.to_lowercase();
            fits.retain(|(f, _)| {
                self.cast
                    .figure(*f)
                    .and_then(|f| f.names.first())
                    .is_none_or(|n| n.suffix.is_none() || n.suffix.as_ref() == Some(&suffix))
            });
        }
        narrow(&mut fits, titled);
        if let Some(couple) = self.couple(i, &fits) {
            return self.link(i, couple, "shared-family-name", String::new(), 0.85);
        }
        match fits.as_slice() {
            [] => self.introduce(i, &words, gender),
            [(one, fit)] => {
                let confidence = if *fit == Fit::Nickname { 0.7 } else { 0.9 };
                self.link(i, *one, rule_of(*fit), String::new(), confidence);
            }
            several => {
                let detail = format!("{} persons bear this name", several.len());
                let named_at = |f: usize| self.named_at.get(f).copied().unwrap_or_default();
                let hint = self.next_pronoun_gender(i);
                let fits_hint = |f: usize| {
                    let gender = self.cast.figure(f).map_or(Gender::Unknown, |f| f.gender);
                    hint.is_none_or(|hint| agrees(hint, gender)) && named_at(f) > 0
                };
                let some_fit = several.iter().any(|(f, _)| fits_hint(*f));
                let owner = self
                    .named_just_before(i, several)
                    .or_else(|| self.family_name_owner(several))
                    .filter(|owner| !some_fit || fits_hint(*owner));
                let best = several
                    .iter()
                    .filter(|(f, _)| !some_fit || fits_hint(*f))
                    .filter(|(f, _)| owner.is_none_or(|owner| owner == *f))
                    .max_by_key(|(f, fit)| (named_at(*f), *fit, std::cmp::Reverse(*f)));
                if let Some((best, _)) = best {
                    self.link(i, *best, "short-form-last-named", detail, 0.6);
                }
            }
        }
        let linked = self.sighting(i).and_then(|s| s.figure);
        if let Some(figure) = linked.and_then(|f| self.cast.figures.get_mut(f)) {
            figure.learn_gender(gender);
        }
    }

    /// Who did something under the full name one or two sentences back: "Bo Marsh wants a retrial. "…,"
    /// Marsh said."
    fn named_just_before(&self, i: usize, fits: &[(usize, Fit)]) -> Option<usize> {
        let sentence = self.sentence(i);
        let mut just: Vec<usize> = (i.saturating_sub(30)..i)
            .filter(|k| {
                let back = sentence.saturating_sub(self.sentence(*k));
                (1..=2).contains(&back) && self.role(*k) == Role::Subject
            })
            .filter_map(|k| self.sighting(k))
            .filter(|s| s.kind == MentionKind::Name && s.head.len() > 1)
            .filter_map(|s| s.figure)
            .filter(|f| fits.iter().any(|(fit, _)| fit == f))
            .collect();
        just.dedup();
        match just.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// Whom the text has made it a habit to call by the family name alone: a relative who is brought in
    /// later by the full name does not take it over.
    fn family_name_owner(&self, fits: &[(usize, Fit)]) -> Option<usize> {
        let times = |f: usize| self.by_family_name.get(f).copied().unwrap_or_default();
        let (owner, most) = fits
            .iter()
            .map(|(f, _)| (*f, times(*f)))
            .max_by_key(|(f, times)| (*times, std::cmp::Reverse(*f)))?;
        let others: usize = fits.iter().map(|(f, _)| times(*f)).sum::<usize>() - most;
        (most >= 2 && most >= 3 * others).then_some(owner)
    }

    /// The gender of the next "he" or "she" in the sentence, or of the one that opens the next: it
    /// often is of the one just named.
    fn next_pronoun_gender(&self, i: usize) -> Option<Gender> {
        let (sentence, quote) = (self.sentence(i), self.quote(i));
        for k in i + 1..(i + 12).min(self.cast.sightings.len()) {
            let next = self.sentence(k);
            if next > sentence + 1 || self.quote(k) != quote {
                continue;
            }
            let sighting = self.sighting(k)?;
            if next == sentence && sighting.kind == MentionKind::Name {
                return None;
            }
            if let Some(Pronoun::Third(gender)) = self.pronoun(k) {
                let opens = self.page.is_opening(sighting.tokens.start);
                return (next == sentence || opens).then_some(gender);
            }
            if next > sentence {
                return None;
            }
        }
        None
    }

    /// "Carl and Ada Dent": the first of them is the Dent of that first name.
    fn couple(&self, i: usize, fits: &[(usize, Fit)]) -> Option<usize> {
        let end = self.sighting(i)?.tokens.end;
        if self.page.word(end) != "and" {
            return None;
        }
        let partner = self.sighting(i + 1).filter(|s| s.tokens.start == end + 1)?;
        let family = self
            .cast
            .figure(partner.figure?)?
            .names
            .first()?
            .last()
            .to_owned();
        fits.iter().map(|(f, _)| *f).find(|f| {
            self.cast
                .figure(*f)
                .and_then(|f| f.names.first())
                .is_some_and(|n| n.is_full() && n.last() == family)
        })
    }

    /// "the Dents": the plural of a family name.
    fn is_family(&self, i: usize) -> bool {
        let Some(sighting) = self.sighting(i) else {
            return false;
        };
        let start = sighting.tokens.start;
        let the = start > 0 && self.page.word(start - 1).eq_ignore_ascii_case("the");
        the && self.page.word(start).ends_with('s') && sighting.head.len() == 1
    }

    fn link_family(&mut self, i: usize, words: &[String]) {
        let key = words.join(" ");
        let found = self
            .cast
            .figures
            .iter()
            .position(|f| f.kind == EntityKind::Group && f.key == key);
        let figure = found.unwrap_or_else(|| {
            let mut figure = Figure::new(EntityKind::Group);
            figure.plural = true;
            figure.key = key;
            self.cast.add(figure)
        });
        self.link(i, figure, "family", String::new(), 0.7);
    }

    /// A figure of its own for a name that fits nobody.
    fn introduce(&mut self, i: usize, words: &[String], gender: Gender) {
        let mut figure = Figure::new(EntityKind::Person);
        figure.gender = gender;
        if let [word] = words {
            figure.learn_gender(gazetteer::first_name(word).map_or(Gender::Unknown, |n| n.gender));
        }
        figure.names.push(PersonName {
            words: words.to_vec(),
            suffix: None,
            nickname: None,
        });
        let figure = self.cast.add(figure);
        self.link(i, figure, "name", String::new(), 0.8);
    }

    fn visit_nominal(&mut self, i: usize) {
        if let Some(pair) = self.pair(i) {
            if pair.named > i {
                return;
            }
            if let Some(figure) = self.sighting(pair.named).and_then(|s| s.figure)
                && self.cast.figure(figure).is_some_and(Figure::is_person)
            {
                self.describe(i, figure);
                self.link(i, figure, pair.rule, String::new(), 0.85);
                self.note_relation(i, figure);
                return;
            }
        }
        if self.is_predicate(i) {
            return;
        }
        if let Some((figure, rule, confidence)) = definite::resolve(self, i) {
            self.link(i, figure, rule, String::new(), confidence);
            if rule == "definite-of-subject" {
                self.describe(i, figure);
                self.take_over_unnamed(i, figure);
            }
            return;
        }
        if self.is_bare(i) {
            return;
        }
        let maybe = definite::suggested(self, i);
        let Some(figure) = self.described_figure(i) else {
            return;
        };
        let figure = self.cast.add(figure);
        if let (Some(maybe), Some(figure)) = (maybe, self.cast.figures.get_mut(figure)) {
            figure.maybe.push((maybe, "description-of-last-subject"));
        }
        self.describe(i, figure);
        self.note_relation(i, figure);
        self.link(i, figure, "description", String::new(), 0.7);
    }

    /// "voting to convict", "as artist and leader": a noun for one person without a determiner brings
    /// in nobody.
    fn is_bare(&self, i: usize) -> bool {
        let Some(sighting) = self.sighting(i) else {
            return true;
        };
        let one = noun(self.page.word(sighting.head.start))
            .is_some_and(|n| n.kind == EntityKind::Person && !n.plural);
        let plain = |t: usize| {
            matches!(self.page.tag(t), Tag::DT | Tag::PRPS | Tag::CD) || self.page.is_possessive(t)
        };
        one && !sighting.tokens.clone().any(plain)
    }

    /// "be the father", "as a lawyer": says what somebody is or was, and refers to nobody by itself.
    fn is_predicate(&self, i: usize) -> bool {
        let Some(before) = self.sighting(i).and_then(|s| s.tokens.start.checked_sub(1)) else {
            return false;
        };
        matches!(
            self.page.word(before),
            "be" | "been" | "become" | "becoming" | "being"
        )
    }

    /// Whoever was brought in as "a rapper" before "the rapper" was settled is the same.
    fn take_over_unnamed(&mut self, i: usize, figure: usize) {
        let Some(sighting) = self.sighting(i) else {
            return;
        };
        let head = nominals::head_noun(self.page, sighting);
        let unnamed = self.cast.figures.iter().position(|f| {
            f.is_person()
                && f.names.is_empty()
                && f.key.is_empty()
                && f.relation.is_none()
                && f.callings.first().is_some_and(|c| c.noun == head)
        });
        let Some(unnamed) = unnamed.filter(|u| *u != figure) else {
            return;
        };
        for k in 0..i {
            if self.sighting(k).is_some_and(|s| s.figure == Some(unnamed)) {
                self.link(k, figure, "later-definite-description", String::new(), 0.5);
            }
        }
        if let Some(figure) = self.cast.figures.get_mut(unnamed) {
            figure.given_up = true;
        }
    }

    /// A figure known by description alone.
    fn described_figure(&self, i: usize) -> Option<Figure> {
        let sighting = self.sighting(i)?;
        let word = self.page.word(sighting.head.start);
        let found = noun(word);
        let kind = found.map_or(EntityKind::Person, |n| n.kind);
        let plural =
            found.is_some_and(|n| n.plural) || self.page.tag(sighting.head.start) == Tag::NNS;
        let mut figure = Figure::new(match kind {
            EntityKind::Person if plural => EntityKind::Group,
            kind => kind,
        });
        figure.plural = plural || kind == EntityKind::Group;
        figure.gender = found.map_or(Gender::Unknown, |n| n.gender);
        Some(figure)
    }

    /// The sort of pronoun the sighting at `i` is.
    pub(crate) fn pronoun(&self, i: usize) -> Option<Pronoun> {
        salience::sort_of(self.page, self.sighting(i)?)
    }
}

/// Keeps the fits of the best sort: with a title, family names only; nicknames only where alone.
fn narrow(fits: &mut Vec<(usize, Fit)>, titled: bool) {
    let has = |fits: &[(usize, Fit)], fit: Fit| fits.iter().any(|(_, f)| *f == fit);
    if has(fits, Fit::Whole) {
        // A mononym and a full name that begins with it stay apart only if the mononym came first.
        fits.retain(|(_, f)| *f == Fit::Whole);
    } else if has(fits, Fit::Last) && titled {
        fits.retain(|(_, f)| *f == Fit::Last);
    } else if has(fits, Fit::Last) || has(fits, Fit::First) {
        fits.retain(|(_, f)| matches!(f, Fit::Last | Fit::First));
    } else if has(fits, Fit::Middle) {
        fits.retain(|(_, f)| *f == Fit::Middle);
    } else if fits.len() > 1 {
        fits.clear();
    }
}

fn count_one(counts: &mut Vec<usize>, at: usize) {
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

fn rule_of(fit: Fit) -> &'static str {
    match fit {
        Fit::Whole => "same-name",
        Fit::Last => "family-name",
        Fit::First => "first-name",
        Fit::Middle => "middle-name",
        Fit::Nickname => "short-first-name",
    }
}

/// Whether nothing speaks against two genders being one's.
pub(crate) fn agrees(a: Gender, b: Gender) -> bool {
    a == b || matches!(a, Gender::Unknown) || matches!(b, Gender::Unknown)
}
