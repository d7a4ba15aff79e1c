//! Papers that are spoken of and not there, and grounds for review by code and status.

use super::gold::Ground;
use super::{Case, Paper, Score};
use onrecord_across::papers::{Holding, Missing, Status, missing};
use onrecord_across::{Gist, grounds, people, rules};
use std::collections::BTreeSet;

/// Prints the figures.
pub(super) fn measure(cases: &[Case], errors: bool) {
    let (mut all, mut maybe, mut kinds) = (Score::default(), 0, 0);
    let mut held = 0;
    let mut stands = Score::default();
    for case in cases {
        let gists: Vec<&Gist> = case.papers.iter().map(|paper| &paper.gist).collect();
        let names: Vec<&people::Names> = gists.iter().map(|gist| &gist.names).collect();
        let register = people::resolve(&names, &people::Links::default());
        let holds: Vec<Holding> = case
            .papers
            .iter()
            .map(|p| Holding::of(p.document.kind, &p.document.metadata))
            .collect();
        let found = missing(&gists, &register, &holds);
        let reached = |m: &super::gold::Missing, same_kind: bool| {
            found
                .iter()
                .any(|f| is_that(case, f, m) && (!same_kind || kind_fits(f, &m.kind)))
        };
        let there = case
            .gold
            .missing
            .iter()
            .filter(|m| reached(m, false))
            .count();
        let fit = case
            .gold
            .missing
            .iter()
            .filter(|m| reached(m, true))
            .count();
        kinds += there;
        let open: Vec<&Missing> = found
            .iter()
            .filter(|f| !matches!(f.status, Status::Held { .. }))
            .collect();
        held += found.len() - open.len();
        let sure: Vec<&&Missing> = open
            .iter()
            .filter(|f| f.status == Status::Missing)
            .collect();
        let right = sure
            .iter()
            .filter(|f| case.gold.missing.iter().any(|m| is_that(case, f, m)))
            .count();
        maybe += open.len() - sure.len();
        all = all.and(Score {
            right: right as f64,
            found: sure.len() as f64,
            gold: case.gold.missing.len() as f64,
            reached: fit as f64,
        });
        let standing = grounds::standing(&gists, &register);
        let (score, lines) = ground_score(&case.gold.ground, &standing);
        stands = stands.and(score);
        if errors {
            for m in case.gold.missing.iter().filter(|m| !reached(m, true)) {
                println!(
                    "  papers {}: missed {} {:?} in {}",
                    case.name, m.kind, m.words, m.document
                );
            }
            for f in &found {
                let gold = case.gold.missing.iter().any(|m| is_that(case, f, m));
                let mark = if gold { "+" } else { "-" };
                println!(
                    "  papers {}: {mark} {} {:?} {:?}",
                    case.name,
                    f.what,
                    words(case, f),
                    f.status
                );
            }
            if let Ok(day) = "2023-06-01".parse() {
                for touched in rules::touching(rules::shipped(), &gists, &standing, day) {
                    println!(
                        "  rules {}: {} {:?}",
                        case.name, touched.card, touched.because
                    );
                }
            }
            for line in lines {
                println!("  grounds {}: {line}", case.name);
            }
        }
    }
    println!(
        "papers        {all}  right place, any kind: {kinds}; maybe held {maybe}, held {held}"
    );
    println!("grounds       {stands}");
    let papers: Vec<&Paper> = cases.iter().flat_map(|case| &case.papers).collect();
    let bytes = |of: fn(&Gist) -> serde_json::Result<String>| -> usize {
        let sizes = papers
            .iter()
            .filter_map(|paper| of(&paper.gist).ok())
            .map(|json| json.len());
        sizes.sum::<usize>() / papers.len().max(1)
    };
    println!(
        "bytes of JSON a document: print {}, papers {}, grounds {}",
        bytes(|gist| serde_json::to_string(&gist.print)),
        bytes(|gist| serde_json::to_string(&gist.papers)),
        bytes(|gist| serde_json::to_string(&gist.grounds)),
    );
}

fn words<'c>(case: &'c Case, found: &Missing) -> Vec<&'c str> {
    let each = found.mentions.iter().filter_map(|m| {
        let paper: &Paper = case.papers.get(m.document as usize)?;
        paper
            .document
            .text
            .as_str()
            .get(m.words.start as usize..m.words.end as usize)
    });
    each.collect()
}

/// Whether one of the mentions overlaps the gold's words.
fn is_that(case: &Case, found: &Missing, gold: &super::gold::Missing) -> bool {
    found.mentions.iter().any(|mention| {
        let Some(paper) = case.papers.get(mention.document as usize) else {
            return false;
        };
        let text = paper.document.text.as_str();
        let Some(start) = text
            .find(&gold.words)
            .filter(|_| paper.name == gold.document)
        else {
            return false;
        };
        (mention.words.start as usize) < start + gold.words.len()
            && start < mention.words.end as usize
    })
}

fn kind_fits(found: &Missing, gold: &str) -> bool {
    found.kind.as_str() == gold
}

/// Codes with their status in the case, whoever it is about.
fn ground_score(gold: &[Ground], standing: &[grounds::Standing]) -> (Score, Vec<String>) {
    let gold: BTreeSet<(String, bool)> = gold
        .iter()
        .map(|g| (g.code.clone(), g.status == "contradicted"))
        .collect();
    let mut found = BTreeSet::new();
    for stands in standing {
        let code = stands.code.as_str().to_owned();
        if !stands.asserted.is_empty() {
            found.insert((code.clone(), false));
        }
        if !stands.contradicted.is_empty() {
            found.insert((code, true));
        }
    }
    let name = |mark: &str, (code, denied): &(String, bool)| {
        format!(
            "{mark} {code} {}",
            if *denied { "contradicted" } else { "asserted" }
        )
    };
    let missed = gold.difference(&found).map(|g| name("missed", g));
    let wrong = found.difference(&gold).map(|g| name("not in gold", g));
    let lines = missed.chain(wrong).collect();
    (
        Score::of(gold.intersection(&found).count(), found.len(), gold.len()),
        lines,
    )
}
