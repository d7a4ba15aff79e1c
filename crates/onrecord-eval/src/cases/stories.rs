use super::ledger::{gold_people, is, occurrences, register};
use super::{Case, Score};
use onrecord_across::people::Register;
use onrecord_across::{EntityRef, Gist, stories};
use std::collections::BTreeSet;
use std::ops::Range;

/// Prints the figures, with the people of the gold and with those that were resolved.
pub(super) fn measure(cases: &[Case], errors: bool) {
    for resolved in [false, true] {
        let mut score = Score::default();
        let (mut recantations, mut sworn, mut how) = (0, 0, 0);
        let (mut all, mut unreachable) = (0, 0);
        for case in cases {
            let people = register(case, resolved);
            let truth = gold_people(case);
            let gists: Vec<&Gist> = case.papers.iter().map(|paper| &paper.gist).collect();
            let found = stories::changed(&gists, &people);
            let mut reached = BTreeSet::new();
            let mut linked = BTreeSet::new();
            let mut right = 0;
            for gold in &case.gold.story {
                let read = gold.statements.iter().filter(|words| {
                    (0u32..).zip(&case.papers).any(|(document, paper)| {
                        paper.gist.sayings.sayings.iter().any(|saying| {
                            let range = saying.words.0..saying.words.1;
                            overlaps(case, document, &range, &words.document, &words.words)
                        })
                    })
                });
                unreachable += usize::from(read.count() < 2);
            }
            for story in &found {
                let mut hit = false;
                for (at, gold) in case.gold.story.iter().enumerate() {
                    let told = gold.statements.iter().filter(|words| {
                        story.statements.iter().any(|t| {
                            overlaps(case, t.document, &t.words, &words.document, &words.words)
                        })
                    });
                    if told.count() < 2 || !is(&people, story.person, case, &gold.person, &truth) {
                        continue;
                    }
                    hit = true;
                    reached.insert(at);
                    let Some(taken) = &story.recantation else {
                        continue;
                    };
                    if gold.recantation && linked.insert(at) {
                        recantations += 1;
                        sworn += usize::from(gold.sworn == taken.sworn);
                        how += usize::from(format!("{:?}", taken.how).to_lowercase() == gold.how);
                    }
                }
                right += usize::from(hit);
                if errors && !resolved && hit {
                    println!(
                        "  right story {}: {} [{}] {:?} {:?}",
                        case.name,
                        people.people[story.person as usize].name,
                        story.matter,
                        story.recantation.as_ref().map(|taken| (
                            taken.how,
                            taken.sworn,
                            taken.by,
                            &taken.takes_back
                        )),
                        texts(case, story)
                    );
                }
                if errors && !resolved && !hit {
                    println!(
                        "  wrong story {}: {} {:?} {:?}",
                        case.name,
                        people.people[story.person as usize].name,
                        story.recantation.as_ref().map(|taken| taken.how),
                        texts(case, story)
                    );
                }
            }
            if errors && !resolved {
                for (at, gold) in case.gold.story.iter().enumerate() {
                    if !reached.contains(&at) {
                        println!(
                            "  missed story {}: {}: {}",
                            case.name, gold.person, gold.matter
                        );
                        tellings(case, &people, &gold.person);
                    }
                }
            }
            all += case
                .gold
                .story
                .iter()
                .filter(|gold| gold.recantation)
                .count();
            score = score.and(Score {
                reached: reached.len() as f64,
                ..Score::of(right, found.len(), case.gold.story.len())
            });
        }
        let whose = if resolved {
            "resolved people"
        } else {
            "gold people"
        };
        println!("stories, {whose}: {score}; of {unreachable} fewer than two statements are read");
        println!(
            "  recantations linked {recantations} of {all}; sworn right {sworn}, how right {how}"
        );
    }
}

fn texts(case: &Case, story: &stories::Story) -> Vec<String> {
    let of = |telling: &stories::Telling| {
        let paper = case.papers.get(telling.document as usize)?;
        let words = telling.words.start as usize..telling.words.end as usize;
        let text = paper.document.text.as_str().get(words)?;
        Some(format!("{} {text}", telling.document))
    };
    story.statements.iter().filter_map(of).collect()
}

/// Whether words of a document overlap these words of this file.
fn overlaps(case: &Case, document: u32, range: &Range<u32>, file: &str, words: &str) -> bool {
    case.papers.get(document as usize).is_some_and(|paper| {
        paper.name == file
            && occurrences(paper.document.text.as_str(), words)
                .any(|(start, end)| (range.start as usize) < end && start < range.end as usize)
    })
}

/// Prints what the gists have of somebody, for whoever looks why a story was missed.
fn tellings(case: &Case, people: &Register, name: &str) {
    for (document, paper) in (0u32..).zip(&case.papers) {
        for saying in &paper.gist.sayings.sayings {
            let entity = EntityRef {
                document,
                entity: saying.speaker,
            };
            let of = people.of.get(&entity);
            let is_theirs = of.is_some_and(|of| people.people[*of as usize].name == name);
            let words = saying.words.0 as usize..saying.words.1 as usize;
            if let (true, Some(text)) = (is_theirs, paper.document.text.as_str().get(words)) {
                println!(
                    "    {document} {:?} [{}] {text:?}",
                    saying.marks, saying.keys
                );
            }
        }
    }
}
