use super::ledger::{gold_people, is, overlaps, register};
use super::{Case, Score};
use onrecord_across::{Gist, stories};
use std::collections::BTreeSet;

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
                            let line = onrecord_across::LineRef {
                                document,
                                layer: onrecord_record::Layer::Statement,
                                index: saying.statement,
                            };
                            overlaps(case, line, &words.document, &words.words)
                        })
                    })
                });
                unreachable += usize::from(read.count() < 2);
            }
            for story in &found {
                let mut hit = false;
                for (at, gold) in case.gold.story.iter().enumerate() {
                    let told = gold.statements.iter().filter(|words| {
                        story
                            .statements
                            .iter()
                            .any(|line| overlaps(case, *line, &words.document, &words.words))
                    });
                    if told.count() < 2 || !is(&people, story.person, case, &gold.person, &truth) {
                        continue;
                    }
                    hit = true;
                    reached.insert(at);
                    let Some((_, said)) = &story.recantation else {
                        continue;
                    };
                    if gold.recantation && linked.insert(at) {
                        recantations += 1;
                        sworn += usize::from(gold.sworn == story.sworn);
                        how += usize::from(format!("{said:?}").to_lowercase() == gold.how);
                    }
                }
                right += usize::from(hit);
                if errors && !resolved && !hit {
                    println!(
                        "  wrong story {}: {} {:?} {:?}",
                        case.name,
                        people.people[story.person as usize].name,
                        story.recantation.map(|(_, how)| how),
                        story
                            .statements
                            .iter()
                            .map(|l| (l.document, l.index))
                            .collect::<Vec<_>>()
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
