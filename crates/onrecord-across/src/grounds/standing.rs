//! How each ground stands in the case: asserted, contradicted, or not found here.

use super::{Claim, Teller};
use crate::people::Register;
use crate::{EntityRef, Gist, LineRef};
use onrecord_record::{EntityId, GroundCode, Layer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a ground stands in the papers of a case. It says what papers say, never whether it is so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Somebody asserts it, and nobody says that it is not so.
    Asserted,
    /// Somebody says that it is not so, whether or not somebody asserts it.
    Contradicted,
    /// The program found nothing of it in these papers: it may stand in others, or in words that the
    /// program does not know.
    NotFoundHere,
}

/// Who says something in a case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// Somebody of the case, as a number in [`Register::people`].
    Person(u32),
    /// Somebody of one document whom the register does not have.
    Entity(EntityRef),
    /// A document in its own voice.
    Document(u32),
    /// A court's document in its own voice.
    Court(u32),
    /// Somebody whom the document does not name.
    Unknown(u32),
}

/// A ground in the papers of a case.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// Whose case it is, as a number in [`Register::people`]; none where papers do not say.
    pub person: Option<u32>,
    /// Which ground.
    pub code: GroundCode,
    /// How it stands.
    pub status: Status,
    /// The lines that assert it, in order, each with who says so.
    pub asserted: Vec<(LineRef, Voice)>,
    /// The lines that say it is not so, in order, each with who says so. A claim that a court's paper
    /// gives and then rejects stands in both lists.
    pub contradicted: Vec<(LineRef, Voice)>,
}

impl Standing {
    /// Takes lines away, as where a person rejected them, and says anew how it stands.
    pub fn without(&mut self, is_gone: impl Fn(&LineRef) -> bool) {
        self.asserted.retain(|(line, _)| !is_gone(line));
        self.contradicted.retain(|(line, _)| !is_gone(line));
        self.status = status(&self.asserted, &self.contradicted);
    }
}

fn status(asserted: &[(LineRef, Voice)], contradicted: &[(LineRef, Voice)]) -> Status {
    match (asserted.is_empty(), contradicted.is_empty()) {
        (_, false) => Status::Contradicted,
        (false, true) => Status::Asserted,
        (true, true) => Status::NotFoundHere,
    }
}

/// How every ground stands for everybody whose case the papers speak of, those with most lines first;
/// then what papers say without telling whose case they mean. Each comes with all grounds.
pub fn standing(gists: &[&Gist], register: &Register) -> Vec<Standing> {
    let mut by_person: BTreeMap<Option<u32>, Vec<(u32, &Claim)>> = BTreeMap::new();
    for (document, gist) in gists.iter().enumerate() {
        let document = document as u32;
        for claim in &gist.grounds.claims {
            let entity = claim.about.map(|entity| EntityRef { document, entity });
            let person = entity.and_then(|entity| register.of.get(&entity).copied());
            by_person.entry(person).or_default().push((document, claim));
        }
    }
    if by_person.is_empty() {
        by_person.insert(None, Vec::new());
    }
    let mut people: Vec<_> = by_person.into_iter().collect();
    people.sort_by_key(|(person, claims)| {
        (person.is_none(), std::cmp::Reverse(claims.len()), *person)
    });
    let each = people.iter().flat_map(|(person, claims)| {
        let codes = GroundCode::ALL.iter();
        codes.map(|code| one(*person, *code, claims, register))
    });
    each.collect()
}

fn one(
    person: Option<u32>,
    code: GroundCode,
    claims: &[(u32, &Claim)],
    register: &Register,
) -> Standing {
    let mut asserted = Vec::new();
    let mut contradicted = Vec::new();
    for (document, claim) in claims.iter().filter(|(_, claim)| claim.code == code) {
        let line = line(*document, claim);
        let said = (line, voice(*document, claim, register));
        if claim.denied {
            contradicted.push(said);
            continue;
        }
        asserted.push(said);
        if claim.rejected {
            contradicted.push((line, Voice::Court(*document)));
        }
    }
    Standing {
        person,
        code,
        status: status(&asserted, &contradicted),
        asserted,
        contradicted,
    }
}

const fn line(document: u32, claim: &Claim) -> LineRef {
    LineRef {
        document,
        layer: Layer::Ground,
        index: claim.index,
    }
}

fn voice(document: u32, claim: &Claim, register: &Register) -> Voice {
    let known = |entity: EntityId| {
        let entity = EntityRef { document, entity };
        register
            .of
            .get(&entity)
            .map_or(Voice::Entity(entity), |person| Voice::Person(*person))
    };
    match claim.by {
        Teller::Narration => Voice::Document(document),
        Teller::Court => Voice::Court(document),
        Teller::Unknown => Voice::Unknown(document),
        Teller::Entity(entity) => known(entity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grounds::Grounds;
    use onrecord_record::{Document, Reading};

    fn gist(claims: &[(GroundCode, bool, Option<u32>)]) -> Gist {
        let mut gist = Gist::of(&Document::from_text("", None), &Reading::default());
        let claims = claims
            .iter()
            .enumerate()
            .map(|(i, (code, denied, about))| Claim {
                index: i as u32,
                code: *code,
                about: about.map(EntityId),
                denied: *denied,
                rejected: *code == GroundCode::NonUnanimousJury,
                reported: false,
                by: Teller::Entity(EntityId(1)),
            });
        gist.grounds = Grounds {
            claims: claims.collect(),
            ..Grounds::default()
        };
        gist
    }

    #[test]
    fn a_ground_is_asserted_contradicted_or_not_found_for_each_person() {
        let one = gist(&[
            (GroundCode::Alibi, false, Some(0)),
            (GroundCode::Dna, false, None),
        ]);
        let two = gist(&[
            (GroundCode::Alibi, true, Some(0)),
            (GroundCode::Recantation, false, Some(0)),
        ]);
        let mut register = Register::default();
        for document in 0..2 {
            register.of.insert(
                EntityRef {
                    document,
                    entity: EntityId(0),
                },
                3,
            );
        }
        register.of.insert(
            EntityRef {
                document: 1,
                entity: EntityId(1),
            },
            5,
        );
        let found = standing(&[&one, &two], &register);
        assert_eq!(found.len(), 2 * GroundCode::ALL.len());
        let of = |person, code| {
            found
                .iter()
                .find(|s| s.person == person && s.code == code)
                .unwrap()
        };
        let alibi = of(Some(3), GroundCode::Alibi);
        assert_eq!(alibi.status, Status::Contradicted);
        assert_eq!(alibi.asserted.len(), 1);
        assert_eq!(alibi.contradicted[0].1, Voice::Person(5));
        assert_eq!(
            of(Some(3), GroundCode::Recantation).status,
            Status::Asserted
        );
        assert_eq!(of(Some(3), GroundCode::Dna).status, Status::NotFoundHere);
        assert_eq!(of(None, GroundCode::Dna).status, Status::Asserted);
        let three = gist(&[(GroundCode::NonUnanimousJury, false, None)]);
        let found = standing(&[&three], &register);
        let jury = found
            .iter()
            .find(|s| s.code == GroundCode::NonUnanimousJury)
            .unwrap();
        assert_eq!(jury.status, Status::Contradicted);
        assert_eq!(jury.contradicted[0].1, Voice::Court(0));
        assert_eq!(standing(&[], &register).len(), GroundCode::ALL.len());
    }
}
