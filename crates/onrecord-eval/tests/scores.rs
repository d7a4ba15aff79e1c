//! The scorers give what another program gives that was written to the same definitions.

use onrecord_eval::annotated::Layer;
use onrecord_eval::score::{self, Shown, Tally};
use onrecord_eval::{exchange, score as scorers};
use std::collections::BTreeMap;

const GOLD: &str = include_str!("../data/scores/gold.jsonl");
const PREDICTED: &str = include_str!("../data/scores/predicted.jsonl");
const FIGURES: &str = include_str!("../data/scores/figures.tsv");

fn tally(layers: &[Layer]) -> Tally {
    let read = |lines: &str| -> BTreeMap<String, onrecord_eval::annotated::Annotated> {
        let documents = lines.lines().map(|line| exchange::annotated(line).unwrap());
        documents
            .map(|document| (document.id.clone(), document))
            .collect()
    };
    let predicted = read(PREDICTED);
    let mut all = Tally::default();
    for (id, gold) in read(GOLD) {
        for layer in layers {
            all.merge(&score::count(*layer, &gold, &predicted[&id]));
        }
    }
    all
}

#[test]
fn figures_are_those_of_another_scorer() {
    let mut compared = 0;
    for line in FIGURES.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [layer, measure, right, found, gold] = columns.as_slice() else {
            panic!("five columns: {line}");
        };
        let layers: &[Layer] = match *layer {
            "statements" => &[Layer::Statements, Layer::Speakers],
            "timexes" => &[Layer::Timexes],
            "people" => &[Layer::People],
            "events" => &[Layer::Events],
            "grounds" => &[Layer::Grounds],
            other => panic!("{other}"),
        };
        let all = tally(layers);
        let figure = all.figure(measure).unwrap_or_else(|| panic!("{measure}"));
        let near = |ours: f64, theirs: &str| (ours - theirs.parse::<f64>().unwrap()).abs() < 1e-5;
        let counts = figure.counts;
        assert!(
            near(counts.covered, right) && near(counts.found, found) && near(counts.gold, gold),
            "{line}\n{counts:?}"
        );
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn what_is_read_as_annotated_is_all_right() {
    for line in GOLD.lines() {
        let gold = exchange::annotated(line).unwrap();
        for layer in [
            Layer::Statements,
            Layer::Speakers,
            Layer::Timexes,
            Layer::People,
            Layer::Events,
        ] {
            for (measure, shown, figure) in scorers::count(layer, &gold, &gold).figures() {
                let wanted = if shown == Shown::Errors { 0.0 } else { 1.0 };
                let nothing = figure.counts.gold == 0.0;
                assert!(
                    nothing || (figure.shown - wanted).abs() < 1e-9,
                    "{measure} {figure:?}"
                );
            }
        }
    }
}
