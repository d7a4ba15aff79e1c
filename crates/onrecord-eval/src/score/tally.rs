//! Counts, and the figures that are made of them.

/// What is counted for one measure. Of what was found so much is right, and of what is in the gold so much was
/// found: for most measures the two are one number, for those of coreference they are not.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Counts {
    /// Of `found`, what is right.
    pub right: f64,
    /// What was found.
    pub found: f64,
    /// Of `gold`, what was found.
    pub covered: f64,
    /// What there is to find.
    pub gold: f64,
}

impl Counts {
    /// Counts of which the right ones are the covered ones.
    pub fn of(hit: usize, found: usize, gold: usize) -> Self {
        Self {
            right: hit as f64,
            found: found as f64,
            covered: hit as f64,
            gold: gold as f64,
        }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.covered += other.covered;
        self.gold += other.gold;
    }
}

/// Which of a measure's figures is the one to look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shown {
    /// F1 of precision and recall.
    #[default]
    F1,
    /// Of what there is, how much.
    Recall,
    /// Of what was found, how much is wrong: lower is better.
    Errors,
}

/// The counts of a document's, or a corpus's, measures, in the order in which they were first counted.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tally {
    measures: Vec<(String, Shown, Counts)>,
}

/// A measure's figures, between 0 and 1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Figure {
    /// Right ones among those found.
    pub precision: f64,
    /// Found ones among those there are.
    pub recall: f64,
    /// The one to look at.
    pub shown: f64,
    /// What was counted.
    pub counts: Counts,
}

impl Tally {
    /// Counts more of a measure.
    pub fn add(&mut self, measure: &str, shown: Shown, counts: Counts) {
        match self.measures.iter_mut().find(|(name, ..)| name == measure) {
            Some((_, _, sum)) => sum.add(counts),
            None => self.measures.push((measure.to_owned(), shown, counts)),
        }
    }

    /// Counts all of another tally.
    pub fn merge(&mut self, other: &Self) {
        for (name, shown, counts) in &other.measures {
            self.add(name, *shown, *counts);
        }
    }

    /// The measures with their figures.
    pub fn figures(&self) -> impl Iterator<Item = (&str, Shown, Figure)> {
        self.measures
            .iter()
            .map(|(name, shown, counts)| (name.as_str(), *shown, figure(*shown, counts)))
    }

    /// One measure's figures.
    pub fn figure(&self, measure: &str) -> Option<Figure> {
        self.figures()
            .find(|(name, ..)| *name == measure)
            .map(|(.., figure)| figure)
    }
}

/// What the CoNLL figure is the mean of.
const OF_CONLL: [&str; 3] = ["MUC", "B-cubed", "CEAF-e"];

/// All figures, and with those of coreference the CoNLL figure, the mean of three.
pub(crate) fn with_means(tally: &Tally) -> Vec<(String, Shown, Figure)> {
    let mut all: Vec<(String, Shown, Figure)> = tally
        .figures()
        .map(|(name, shown, figure)| (name.to_owned(), shown, figure))
        .collect();
    let three: Vec<Figure> = OF_CONLL
        .iter()
        .filter_map(|name| tally.figure(name))
        .collect();
    if three.len() == OF_CONLL.len() {
        let mean = |of: fn(&Figure) -> f64| three.iter().map(of).sum::<f64>() / 3.0;
        let conll = Figure {
            precision: mean(|f| f.precision),
            recall: mean(|f| f.recall),
            shown: mean(|f| f.shown),
            counts: Counts::default(),
        };
        all.push(("CoNLL".to_owned(), Shown::F1, conll));
    }
    all
}

fn figure(shown: Shown, counts: &Counts) -> Figure {
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let precision = share(counts.right, counts.found);
    let recall = share(counts.covered, counts.gold);
    Figure {
        precision,
        recall,
        shown: match shown {
            Shown::F1 if precision + recall > 0.0 => {
                2.0 * precision * recall / (precision + recall)
            }
            Shown::F1 => 0.0,
            Shown::Recall | Shown::Errors => recall,
        },
        counts: *counts,
    }
}
