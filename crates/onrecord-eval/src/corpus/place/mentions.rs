//! Mentions and temporal expressions: each is looked for behind the one before.

use super::super::dates::is_timex;
use super::super::line::{Mention, Timex};
use super::super::vocabulary::holds;
use super::super::work;
use super::Placer;

impl Placer<'_> {
    pub(super) fn mentions(&mut self) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut from = 0;
        let mut moved = None;
        for (number, value) in self.work.mentions.iter().enumerate() {
            self.item = format!("mention {}", number + 1);
            let Some(given) = self.read::<work::Mention>(value) else {
                continue;
            };
            let (words, key, kind) = match given {
                work::Mention::Name(words, key) => (words, key, "name".to_owned()),
                work::Mention::Kind(words, key, kind) => (words, key, kind),
            };
            self.one_of("kind", &kind, &self.vocabulary.mention_kinds);
            let entity = self.key(key.as_deref(), "entity");
            let mut place = self.text.next(&words, from);
            // A short name after the full one is not the one inside it, unless it is pinned there.
            let pinned = words.contains('«') || words.contains("@@");
            if let (Ok(span), Some(last)) = (&place, mentions.last())
                && !pinned
                && kind == "name"
                && last.kind == "name"
                && last.entity == entity
                && last.span[0] <= span[0]
                && span[1] <= last.span[1]
                && let Ok(further) = self.text.next(&words, last.span[1])
            {
                place = Ok(further);
                moved = Some(further);
            }
            let Some(span) = self.keep("mention", place) else {
                continue;
            };
            from = span[0];
            let last = mentions.last().map(|last| last.span);
            if last == Some(span) && moved == last && pinned {
                // Whoever listed it knew of the name inside the name, and pinned the next by hand.
                continue;
            }
            if last == Some(span) {
                self.fault(format!("twice the same mention: “{words}”"));
                from += 1;
            }
            let before = mentions.split_last().map_or(&[][..], |(_, before)| before);
            if before.iter().any(|m| m.span == span) {
                self.warning(format!(
                    "look: “{words}” is a mention already, further up; pin it"
                ));
            }
            mentions.push(Mention { span, entity, kind });
        }
        self.item.clear();
        mentions
    }

    pub(super) fn timexes(&mut self) -> Vec<Timex> {
        let mut timexes: Vec<Timex> = Vec::new();
        let mut from = 0;
        for (number, value) in self.work.timexes.iter().enumerate() {
            self.item = format!("timex {}", number + 1);
            let Some(given) = self.read::<work::Timex>(value) else {
                continue;
            };
            let (words, value, more) = match given {
                work::Timex::Plain(words, value) => (words, value, work::TimexMore::default()),
                work::Timex::More(words, value, more) => (words, value, more),
            };
            for value in value.iter().chain(&more.alt).filter(|v| !v.is_empty()) {
                if !is_timex(value) {
                    self.fault(format!("“{words}”: “{value}” is no value of TIMEX3"));
                }
            }
            let kind = more
                .kind
                .unwrap_or_else(|| shown(value.as_deref()).to_owned());
            self.one_of("type", &kind, &self.vocabulary.timex_types);
            if let Some(modifier) = more
                .modifier
                .as_ref()
                .filter(|m| !holds(&self.vocabulary.mods, m))
            {
                self.fault(format!(
                    "mod: “{modifier}” is none of {}",
                    self.vocabulary.mods.join(" ")
                ));
            }
            let place = self.text.next(&words, from);
            let Some(span) = self.keep("timex", place) else {
                continue;
            };
            from = span[1];
            timexes.push(Timex {
                id: format!("t{}", timexes.len() + 1),
                span,
                kind,
                value,
                alt: more.alt,
                age: more.age,
                modifier: more.modifier,
                doubt: more.doubt,
            });
        }
        self.item.clear();
        timexes
    }
}

/// The type that a value shows.
fn shown(value: Option<&str>) -> &'static str {
    let value = value.unwrap_or_default();
    if value.ends_with("_REF") {
        "DATE"
    } else if value.starts_with('P') {
        "DURATION"
    } else if value.contains('T') {
        "TIME"
    } else {
        "DATE"
    }
}
