//! Which documents have one origin.

use super::likeness::{Likeness, SHARED};
use super::print::Print;
use crate::Gist;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// How many documents with the same hash are compared with the next one: the first so many. Copies
/// of one text are compared with its first ones; a phrase of the trade is compared seldom.
const COMPARED: usize = 24;
/// How many pairs that only may have one origin are listed at most.
const POSSIBLE_LISTED: usize = 500;

/// Documents of one origin.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Origin {
    /// The documents' numbers, the earliest first; at least one.
    pub documents: Vec<u32>,
    /// Why they are taken for one, in short sentences for people; empty where there is one only.
    pub because: Vec<String>,
}

/// Two documents that may have one origin, for a person to look at.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Possible {
    /// The documents' numbers, the lower first.
    pub documents: [u32; 2],
    /// Why, in a short sentence for people.
    pub why: String,
}

/// Where the documents of a case come from.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Origins {
    /// The number in `groups` of each document.
    pub of: Vec<u32>,
    /// Every origin, in the order of its first document's number.
    pub groups: Vec<Origin>,
    /// Who else may have one origin.
    pub possible: Vec<Possible>,
}

impl Origins {
    /// How many origins these documents have together.
    pub fn count(&self, documents: impl IntoIterator<Item = u32>) -> usize {
        let mut of: Vec<u32> = documents
            .into_iter()
            .filter_map(|document| self.of.get(document as usize).copied())
            .collect();
        of.sort_unstable();
        of.dedup();
        of.len()
    }
}

/// Works out which of the documents have one origin.
///
/// Documents that share a hash of their samples are compared; two have one origin where the sample
/// of the shorter lies in that of the longer for the most part. One that shares a quotation only is
/// not: words in quotation marks do not count.
pub fn groups(gists: &[&Gist]) -> Origins {
    let prints: Vec<&Print> = gists.iter().map(|gist| &gist.print).collect();
    let mut sets = Sets::new(prints.len());
    let mut reasons: Vec<(usize, String)> = Vec::new();
    let mut possible = Vec::new();
    for (a, b) in candidates(&prints) {
        let (Some(first), Some(second)) = (gists.get(a), gists.get(b)) else {
            continue;
        };
        let Some(likeness) = Likeness::of(first, second) else {
            continue;
        };
        if likeness.is_copy() {
            if sets.join(a, b) {
                reasons.push((a, likeness.because(a, b)));
            }
        } else if likeness.is_possible() {
            possible.push((a, b, likeness.because(a, b)));
        }
    }
    possible.retain(|(a, b, _)| sets.root(*a) != sets.root(*b));
    possible.truncate(POSSIBLE_LISTED);
    let possible = possible.into_iter().map(|(a, b, why)| Possible {
        documents: [a as u32, b as u32],
        why,
    });
    collect(gists, &mut sets, reasons, possible.collect())
}

fn collect(
    gists: &[&Gist],
    sets: &mut Sets,
    reasons: Vec<(usize, String)>,
    possible: Vec<Possible>,
) -> Origins {
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    let mut origins = Origins {
        possible,
        ..Origins::default()
    };
    for document in 0..gists.len() {
        let number = *numbers.entry(sets.root(document)).or_insert_with(|| {
            origins.groups.push(Origin {
                documents: Vec::new(),
                because: Vec::new(),
            });
            origins.groups.len() as u32 - 1
        });
        origins.of.push(number);
        if let Some(group) = origins.groups.get_mut(number as usize) {
            group.documents.push(document as u32);
        }
    }
    for (document, reason) in reasons {
        let number = origins.of.get(document).copied().unwrap_or_default();
        if let Some(group) = origins.groups.get_mut(number as usize) {
            group.because.push(reason);
        }
    }
    for group in &mut origins.groups {
        group.documents.sort_by_key(|document| {
            let day = gists.get(*document as usize).and_then(|gist| gist.day);
            (day.is_none(), day, *document)
        });
    }
    origins
}

/// Pairs of documents that share enough to be compared, the lower number first, in order.
fn candidates(prints: &[&Print]) -> Vec<(usize, usize)> {
    let mut index: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut pairs = Vec::new();
    let mut shared: HashMap<u32, usize> = HashMap::new();
    for (number, print) in prints.iter().enumerate() {
        shared.clear();
        for hash in &print.sample {
            let with = index.entry(*hash).or_default();
            for other in with.iter() {
                *shared.entry(*other).or_default() += 1;
            }
            if with.len() < COMPARED {
                with.push(number as u32);
            }
        }
        pairs.extend(
            shared
                .iter()
                .filter(|(_, n)| **n >= SHARED)
                .map(|(other, _)| (*other as usize, number)),
        );
    }
    pairs.sort_unstable();
    pairs
}

/// Disjoint sets of documents (Tarjan 1975, with path halving); the lowest number stands for a set.
struct Sets(Vec<usize>);

impl Sets {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn parent(&self, of: usize) -> usize {
        self.0.get(of).copied().unwrap_or(of)
    }

    fn root(&mut self, mut of: usize) -> usize {
        while self.parent(of) != of {
            let above = self.parent(self.parent(of));
            if let Some(parent) = self.0.get_mut(of) {
                *parent = above;
            }
            of = above;
        }
        of
    }

    /// Joins the sets of both; whether they were two.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.0.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
        a != b
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::{Document, Reading};
    use std::time::Instant;

    fn gist(text: &str, day: Option<&str>) -> Gist {
        let document = Document::from_text(text, day.map(|d| d.parse().unwrap()));
        Gist::of(&document, &Reading::default())
    }

    /// A text of sentences that no other seed has.
    fn story(seed: usize, sentences: usize) -> Vec<String> {
        let word = |i: usize| {
            let bytes: Vec<u8> = [seed, i].iter().flat_map(|n| n.to_le_bytes()).collect();
            format!("w{}", crate::origins::words::hash(&bytes) % 9973)
        };
        (0..sentences)
            .map(|s| {
                (0..18)
                    .map(|i| word(s * 18 + i))
                    .collect::<Vec<_>>()
                    .join(" ")
                    + "."
            })
            .collect()
    }

    fn of(gists: &[Gist]) -> Origins {
        groups(&gists.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_brief_cut_out_of_a_wire_story_has_its_origin() {
        let long = story(1, 34);
        let brief = long.get(..11).unwrap();
        let gists = [
            gist(&brief.join("\n"), Some("2011-05-04")),
            gist(&story(2, 20).join("\n"), Some("2011-05-01")),
            gist(&long.join("\n"), Some("2011-05-03")),
        ];
        let origins = of(&gists);
        assert_eq!(origins.of, [0, 1, 0]);
        let group = &origins.groups[0];
        assert_eq!(group.documents, [2, 0], "the earliest first");
        assert_eq!(group.because.len(), 1);
        assert!(group.because[0].starts_with("about 100 % of the shorter of documents 1 and 3"));
        assert_eq!(origins.count([0, 1, 2]), 2);
    }

    #[test]
    fn a_shared_quotation_is_not_a_common_origin() {
        let quote = format!("“{}”", story(9, 6).join(" "));
        let with = |seed| story(seed, 8).join("\n") + "\n" + &quote;
        let origins = of(&[gist(&with(3), None), gist(&with(4), None)]);
        assert_eq!(origins.of, [0, 1]);
        assert!(origins.possible.is_empty());
    }

    #[test]
    fn a_third_in_common_is_for_a_person_to_look_at() {
        let shared = story(5, 6);
        let with = |seed| {
            let own = story(seed, 12);
            shared
                .iter()
                .chain(&own)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n")
        };
        let origins = of(&[gist(&with(6), None), gist(&with(7), None)]);
        assert_eq!(origins.of, [0, 1]);
        assert_eq!(origins.possible.len(), 1);
    }

    #[test]
    fn who_has_one_origin_does_not_hang_on_the_order() {
        let long = story(1, 30);
        let texts = [
            long.join("\n"),
            story(2, 20).join("\n"),
            long[5..20].join("\n"),
            long[..28].join("\n"),
        ];
        let forward: Vec<Gist> = texts.iter().map(|t| gist(t, None)).collect();
        let backward: Vec<Gist> = texts.iter().rev().map(|t| gist(t, None)).collect();
        let (one, other) = (of(&forward), of(&backward));
        for a in 0..4 {
            for b in 0..4 {
                assert_eq!(one.of[a] == one.of[b], other.of[3 - a] == other.of[3 - b]);
            }
        }
    }

    #[test]
    fn a_print_is_small_and_comes_back_from_json() {
        let print = gist(&story(1, 33).join("\n"), None).print;
        let json = serde_json::to_string(&print).unwrap();
        assert!(json.len() < 700, "{} bytes", json.len());
        assert_eq!(serde_json::from_str::<Print>(&json).unwrap(), print);
    }

    #[test]
    #[ignore = "a measurement: ten thousand documents"]
    fn ten_thousand_documents_in_seconds() {
        let gists: Vec<Gist> = (0..10_000)
            .map(|i| {
                gist(
                    &story(if i % 10 < 3 { i % 500 } else { i }, 30).join("\n"),
                    None,
                )
            })
            .collect();
        let start = Instant::now();
        let origins = of(&gists);
        eprintln!("{} origins in {:?}", origins.groups.len(), start.elapsed());
        assert_eq!(origins.groups.len(), 7000 + 150);
        assert!(start.elapsed().as_secs() < 20);
    }
}
