//! Labels: the words at the start of a line that say who speaks.

use super::names;
use super::times;
use super::words::{self, Class};
use crate::people::gazetteer;
use std::ops::Range;

/// What a label looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// `Q.`
    Question,
    /// `A.`
    Answer,
    /// A name or role with a colon.
    Named,
    /// `RT @ada:`, words of another that are passed on.
    Passed,
}

/// How much the label's words alone speak for one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Strength {
    /// Capitalised words that nothing is known of.
    Weak,
    /// A person's name, or a role.
    Likely,
    /// A name with a title.
    Strong,
    /// Nothing but a label.
    Sure,
}

/// A label at the start of a paragraph; ranges are bytes from the paragraph's start.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) shape: Shape,
    pub(crate) strength: Strength,
    /// Its words, without marks and without brackets that hold no name or seat.
    pub(crate) words: Range<usize>,
    /// The words among them that name a person.
    pub(crate) name: Option<Range<usize>>,
    /// Where what is said begins.
    pub(crate) body: usize,
    /// In lower case, without "the": the same for every line of one speaker.
    pub(crate) key: String,
    /// A time stands beside it.
    pub(crate) timed: bool,
    /// It is in capitals.
    pub(crate) upper: bool,
}

/// Longest label, in bytes and words.
const LONGEST: usize = 110;
const MOST_WORDS: usize = 8;

/// The label that the paragraph begins with, if it looks like one.
pub(crate) fn label(par: &str) -> Option<Label> {
    let start = past_markup(par, 0);
    let (at, timed) = match times::past_stamp(par, start) {
        Some(at) => (past_markup(par, at), true),
        None => (start, false),
    };
    if let Some(label) = angled(par, at) {
        return Some(Label { timed, ..label });
    }
    let opened = par
        .get(at..)
        .is_some_and(|rest| rest.starts_with(['"', '“']));
    let inside = if opened {
        par.get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(at, |c| at + c.len_utf8())
    } else {
        at
    };
    if let Some(label) = question_or_answer(par, inside) {
        // "Q12 Ada Moon: …": the number of a question, then who puts it.
        let numbered = par.get(label.words.clone()).is_some_and(|w| w.len() > 1);
        let inner = if numbered {
            named(par, label.body).filter(|l| l.strength >= Strength::Likely)
        } else {
            None
        };
        return Some(inner.unwrap_or(label));
    }
    let label = named(par, at)
        .or_else(|| stopped(par, at))
        .or_else(|| spaced(par, at))?;
    Some(Label { timed, ..label })
}

/// A paragraph that is nothing but a speaker's name or role, with or without a colon.
pub(crate) fn alone(par: &str) -> Option<Label> {
    let core = par.trim_matches(|c: char| matches!(c, '*' | '_' | '#') || c.is_whitespace());
    let start = offset_in(par, core)?;
    let mut core = core.trim_end_matches([':', ' ']);
    if core.len() > 60 || core.contains(['\n', '.', '?', '!', ';']) && !core.contains(". ") {
        return None;
    }
    let mut timed = false;
    if let Some((before, time)) = core.rsplit_once([' ', '\t'])
        && times::is_clock(time.trim_matches(['(', ')', '[', ']']))
    {
        timed = true;
        core = before.trim_end_matches([' ', '\t', '-', '–', '|', '·']);
    }
    let mut label = classify(par, start..start + core.len())?;
    label.body = par.len();
    label.timed = timed;
    (core.split_whitespace().count() <= 6).then_some(label)
}

/// `<ada> text`, as chat logs have it.
fn angled(par: &str, at: usize) -> Option<Label> {
    let rest = par.get(at..)?.strip_prefix('<')?;
    let end = rest.find('>').filter(|e| (1..=30).contains(e))?;
    let name = rest.get(..end)?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    let follows = rest.get(end + 1..)?.starts_with(' ');
    (follows && name.chars().all(plain)).then(|| {
        let words = at + 1..at + 1 + end;
        Label {
            shape: Shape::Named,
            strength: Strength::Likely,
            name: Some(words.clone()),
            words,
            body: at + end + 3,
            key: name.to_lowercase(),
            timed: false,
            upper: false,
        }
    })
}

/// `Q.`, `A:`, `Q1.`, `Ans.`, `Question:`.
fn question_or_answer(par: &str, at: usize) -> Option<Label> {
    const FORMS: [(&str, Shape); 10] = [
        ("Question", Shape::Question),
        ("QUESTION", Shape::Question),
        ("Ques", Shape::Question),
        ("Q", Shape::Question),
        ("Answer", Shape::Answer),
        ("ANSWER", Shape::Answer),
        ("Ans", Shape::Answer),
        ("ANS", Shape::Answer),
        ("A", Shape::Answer),
        ("Q", Shape::Question),
    ];
    let rest = par.get(at..)?;
    FORMS.iter().find_map(|(form, shape)| {
        let after = rest.strip_prefix(form)?;
        let number = number_after(after);
        let label_end = form.len() + number;
        let mut tail = after.get(number..)?;
        let long = form.len() > 1;
        let unbold = tail.trim_start_matches(['*', '_']);
        let marked = unbold.starts_with(['.', ':', ')', '-'])
            && (!long || number > 0 || unbold.starts_with([':', '.']));
        let spaced = !long && (tail.starts_with('\t') || tail.starts_with("  ") || tail.is_empty());
        let bracket = tail.trim_start().strip_prefix(['(', '[']);
        let named = !long
            && bracket.is_some_and(|b| {
                b.starts_with("By ")
                    || b.starts_with("BY ")
                    || b.split_whitespace().next().is_some_and(names::is_title)
            });
        // "A Yes.": believed only where "Q Did you?" stands too.
        let bare = !long && number == 0 && is_bare(tail, *shape);
        let counted = number > 0 && !long && tail.starts_with(' ');
        if marked {
            tail = unbold
                .trim_start_matches(['.', ':', ')', '-'])
                .trim_start_matches(['*', '_']);
            if !(tail.is_empty() || tail.starts_with(char::is_whitespace)) {
                return None;
            }
        } else if !spaced && !counted && !named && !bare {
            return None;
        }
        let body = par.len() - tail.trim_start().len();
        Some(Label {
            shape: *shape,
            strength: Strength::Weak,
            words: at..at + label_end,
            name: None,
            body,
            key: if (bare || named) && !marked && !spaced {
                "bare"
            } else {
                ""
            }
            .to_owned(),
            timed: false,
            upper: false,
        })
    })
}

/// Whether what follows the letter and one blank can be speech: a capital, no word that a name or a
/// sentence that begins with "A" goes on with.
fn is_bare(tail: &str, shape: Shape) -> bool {
    tail.strip_prefix(' ').is_some_and(|rest| {
        rest.starts_with(char::is_uppercase) && (shape == Shape::Question || !rest.starts_with("Q"))
    })
}

/// The length of a question's number with what ties it to the letter: `1` of `Q1.`, `. 12` of `Q. 12.`
fn number_after(after: &str) -> usize {
    let digits = after.trim_start_matches(['.', '-', ' ', '#']);
    let lead = after.len() - digits.len();
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let ends = digits
        .get(count..)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':', ')', ' ', '*', '\t']));
    // "A. 12 men": a number that no mark follows is what is said.
    let marked = digits
        .get(count..)
        .is_some_and(|rest| rest.starts_with(['.', ':', ')', '*']));
    if (1..=4).contains(&count) && ends && lead <= 2 && (lead == 0 || marked) {
        lead + count
    } else {
        0
    }
}

/// A name or role up to a colon: `MR. HALE:`, `Ms Ada Moon (Northam) (Lab):`, `**Ada Moon**:`.
fn named(par: &str, at: usize) -> Option<Label> {
    let rest = par.get(at..)?;
    let colon = colon_in(rest)?;
    let after = rest.get(colon + 1..)?;
    let spoken = after.trim_start_matches(['*', '_']);
    let head = rest.get(..colon)?;
    let (passed, head_at) = match head.strip_prefix("RT ") {
        Some(_) => (true, at + 3),
        None => (false, at),
    };
    let head = par.get(head_at..at + colon)?;
    let trimmed = head.trim_matches(|c: char| matches!(c, '*' | '_') || c.is_whitespace());
    let start = head_at + offset_in(head, trimmed)?;
    let mut label = classify(par, start..start + trimmed.len())?;
    if passed {
        label.shape = Shape::Passed;
        label.strength = Strength::Sure;
    }
    label.body = par.len() - spoken.trim_start().len();
    Some(label)
}

/// Where the colon of a label stands in `rest`: not in a time or address, and near.
fn colon_in(rest: &str) -> Option<usize> {
    let (at, _) = rest
        .char_indices()
        .take_while(|(i, c)| *i < LONGEST && *c != '\n')
        .find(|(i, c)| {
            *c == ':'
                && rest.get(i + 1..).is_some_and(|after| {
                    after.is_empty()
                        || after.starts_with(|c: char| c.is_whitespace() || matches!(c, '*' | '_'))
                })
        })?;
    Some(at)
}

/// `Mr. HALE. I rise`, as congressional reports have it.
fn stopped(par: &str, at: usize) -> Option<Label> {
    let rest = par.get(at..)?;
    let title = rest.split_whitespace().next()?;
    let titles = [
        "Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "The", "Senator", "Mr", "Ms", "Mrs",
    ];
    if !titles.contains(&title) {
        return None;
    }
    let name = rest.get(title.len()..)?;
    let stop = name
        .match_indices(". ")
        .map(|(i, _)| i)
        .next()
        .filter(|i| *i < 40)?;
    let words = name.get(..stop)?.trim();
    let capital = |w: &str| w.len() > 1 && names::is_upper(w) || matches!(w, "of" | "pro");
    let first = words.split_whitespace().next()?;
    let fits = first.len() > 1
        && names::is_upper(first)
        && words.split_whitespace().count() <= 4
        && words
            .split_whitespace()
            .all(|w| capital(w) || words.contains(" of "));
    if !fits {
        return None;
    }
    let range = at..at + title.len() + stop;
    let mut label = classify(par, range)?;
    label.body = par.len() - name.get(stop + 1..)?.trim_start().len();
    Some(label)
}

/// `AP   Where were you?`: initials and a gap.
fn spaced(par: &str, at: usize) -> Option<Label> {
    let rest = par.get(at..)?;
    let initials = rest.split_whitespace().next()?;
    let after = rest.get(initials.len()..)?;
    let gap = after.starts_with('\t') || after.starts_with("  ");
    let letters = (2..=3).contains(&initials.len()) && initials.chars().all(char::is_uppercase);
    (gap && letters).then(|| Label {
        shape: Shape::Named,
        strength: Strength::Weak,
        words: at..at + initials.len(),
        name: Some(at..at + initials.len()),
        body: par.len() - after.trim_start().len(),
        key: initials.to_lowercase(),
        timed: false,
        upper: true,
    })
}

/// What the words of `range` are, if they can be a label.
fn classify(par: &str, range: Range<usize>) -> Option<Label> {
    let head = par.get(range.clone())?;
    if head.is_empty() || head.len() > LONGEST || head.contains(['"', '“', '”', '?', '!', ';', '/'])
    {
        return None;
    }
    let (core, brackets) = split_brackets(head)?;
    let core_words = core.split_whitespace().count();
    if core_words == 0 || core_words > MOST_WORDS {
        return None;
    }
    let (core, added) = match core.split_once(", ") {
        Some((core, added)) if added.split_whitespace().count() <= 5 => (core, added),
        Some(_) => return None,
        None => (core, ""),
    };
    let at = |words: &str| offset_in(par, words).map(|i| i..i + words.len());
    let in_brackets = brackets.iter().find(|b| names::is_full_name(b)).copied();
    let key = key_of(core);
    let role = role_class(&key).is_some() && in_brackets.is_none();
    let seats = !brackets.is_empty()
        && !role
        && brackets
            .iter()
            .all(|b| !words::is_direction(b) && !times::is_clock(b));
    let label = |strength, name: Option<&str>| {
        Some(Label {
            shape: Shape::Named,
            strength,
            words: if seats && added.is_empty() {
                range.clone()
            } else {
                at(core)?
            },
            name: name.and_then(at),
            body: range.end,
            key: key.clone(),
            timed: false,
            upper: names::is_upper(core) && !core.contains(|c: char| c.is_ascii_digit()),
        })
    };
    if key.starts_with("by ") {
        return None;
    }
    match role_class(&key) {
        Some(Class::Never) => return None,
        Some(Class::Sure) => return label(Strength::Sure, in_brackets),
        Some(Class::Office) if in_brackets.is_some() => return label(Strength::Sure, in_brackets),
        Some(_) => return label(Strength::Likely, in_brackets),
        None => {}
    }
    if added
        .split_whitespace()
        .any(|w| w.starts_with(char::is_lowercase) && w.len() > 12)
    {
        return None;
    }
    let (strength, name) = of_name(core)?;
    let name = names::without_degrees(name);
    // A role before the name: "HOST ADA MOON".
    label(strength, Some(name))
}

/// How much the words look like a person's name, and which of them are it.
fn of_name(core: &str) -> Option<(Strength, &str)> {
    let words: Vec<&str> = core.split_whitespace().collect();
    let first = *words.first()?;
    if core.starts_with('@') && words.len() == 1 && core.len() > 2 {
        return Some((Strength::Strong, core));
    }
    if names::is_title(first) && words.len() > 1 && words::class_of(&first.to_lowercase()).is_none()
    {
        let rest = words.get(1..)?;
        let courtesy = matches!(
            first.trim_end_matches('.').to_lowercase().as_str(),
            "mr" | "mrs" | "ms" | "miss" | "dr" | "shri" | "smt" | "sir" | "dame"
        );
        let ordinary = rest
            .last()
            .is_some_and(|w| gazetteer::is_ordinary(w) && gazetteer::surname(w).is_none());
        // "Ms. MOON of Ohio": the seat is no part of the name.
        let own = rest.iter().position(|w| *w == "of").unwrap_or(rest.len());
        let fits = own > 0
            && rest
                .iter()
                .enumerate()
                .all(|(i, w)| i >= own || names::is_name_word(w) || names::is_particle(w))
            && (courtesy || !ordinary);
        let core = core.split(" of ").next().unwrap_or(core);
        return (fits && own <= 4).then_some((Strength::Strong, names::without_degrees(core)));
    }
    let in_capitals = |name: &str| {
        let last = name.split_whitespace().next_back().unwrap_or_default();
        names::is_upper(core)
            && gazetteer::surname(last).is_some()
            && words::class_of(&key_of(name)).is_none()
    };
    if let Some(name) = after_roles(core)
        && (names::is_person_like(name) || in_capitals(name))
    {
        return Some((Strength::Strong, name));
    }
    if names::is_initials(core) && !names::is_person_like(core) {
        return Some((Strength::Weak, core));
    }
    if words.len() <= 5
        && words
            .iter()
            .all(|w| names::is_name_word(w) || names::is_particle(w))
    {
        let likely = names::is_person_like(core);
        let strength = if likely {
            Strength::Likely
        } else {
            Strength::Weak
        };
        return (likely || words.len() <= 3).then_some((strength, core));
    }
    let user = words.len() == 1
        && core.len() >= 3
        && core.contains(|c: char| c.is_ascii_digit() || c == '_')
        && core.starts_with(char::is_alphabetic)
        && core
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    user.then_some((Strength::Weak, core))
}

/// The name after roles and what they are joined of: "PRESIDING COMMISSIONER ORR", "HOST ADA MOON".
fn after_roles(core: &str) -> Option<&str> {
    const JOINED: [&str; 16] = [
        "presiding",
        "deputy",
        "district",
        "assistant",
        "chief",
        "senior",
        "acting",
        "special",
        "state",
        "county",
        "crown",
        "defence",
        "defense",
        "prosecuting",
        "public",
        "associate",
    ];
    let mut rest = core;
    let mut roles = 0;
    while let Some((first, after)) = rest.split_once(' ') {
        let lower = first.to_lowercase();
        let role =
            words::class_of(&lower).is_some_and(|c| c != Class::Never) || names::is_title(first);
        if !(role || JOINED.contains(&lower.as_str())) {
            break;
        }
        roles += usize::from(role);
        rest = after.trim_start();
    }
    (roles > 0 && !rest.is_empty()).then_some(rest)
}

/// The class of a role's words, without the number of one among several ("juror no. 4").
fn role_class(key: &str) -> Option<Class> {
    if let Some(class) = words::class_of(key) {
        return Some(class);
    }
    let (before, last) = key.rsplit_once(' ')?;
    let counted = last
        .trim_start_matches('#')
        .bytes()
        .all(|b| b.is_ascii_digit())
        || last.len() == 1
        || matches!(last, "one" | "two" | "three" | "four" | "five" | "six");
    if counted {
        let role = before
            .trim_end_matches("number")
            .trim_end_matches("no.")
            .trim_end_matches("no")
            .trim();
        return words::class_of(role).map(|c| match c {
            Class::Role if last.bytes().all(|b| b.is_ascii_digit()) => Class::Sure,
            c => c,
        });
    }
    // "911 operator", "female caller"
    if let Some((_, role)) = key.split_once(' ')
        && let Some(class @ (Class::Sure | Class::Role)) = words::class_of(role)
    {
        return Some(class);
    }
    // "minister for justice"
    let office = key
        .split_once(" for ")
        .or_else(|| key.split_once(" of "))
        .map(|(office, _)| office)?;
    words::class_of(office).filter(|c| *c == Class::Office)
}

/// The key of a label: lower case, without "the" and doubled blanks.
pub(super) fn key_of(core: &str) -> String {
    let lower = core.to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words before the brackets, and what each bracket at the end holds; nothing where words follow
/// one.
fn split_brackets(head: &str) -> Option<(&str, Vec<&str>)> {
    let open = head.find(['(', '[']).unwrap_or(head.len());
    let core = head
        .get(..open)?
        .trim_end_matches([' ', ',', '*', '_', '–', '-']);
    let mut rest = head.get(open..)?;
    let mut brackets = Vec::new();
    while let Some(inner) = rest.strip_prefix(['(', '[']) {
        let close = inner.find([')', ']'])?;
        brackets.push(inner.get(..close)?.trim());
        rest = inner
            .get(close + 1..)?
            .trim_start_matches([' ', ',', '*', '_']);
    }
    rest.is_empty().then_some((core, brackets))
}

/// Past marks of emphasis and headings, and white space.
fn past_markup(par: &str, at: usize) -> usize {
    let rest = par.get(at..).unwrap_or_default();
    let left = rest.trim_start_matches(|c: char| matches!(c, '*' | '_' | '#') || c.is_whitespace());
    at + rest.len() - left.len()
}

/// Where `part`, a slice of `whole`, begins in it.
pub(super) fn offset_in(whole: &str, part: &str) -> Option<usize> {
    let offset = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (offset + part.len() <= whole.len()).then_some(offset)
}
