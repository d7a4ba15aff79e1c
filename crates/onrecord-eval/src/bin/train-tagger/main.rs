//! Trains the part-of-speech tagger of `onrecord-language` and measures it.
//!
//! Only corpora whose licence lets them feed weights that are shipped may be given to `--gum` and
//! `--tagged`; `--measure` takes any. The same input gives the same file.

mod gold;
mod perceptron;

use anyhow::{Context, Result};
use clap::Parser;
use gold::Sentence;
use onrecord_language::training::{Tagger, model::Model};
use onrecord_record::Tag;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Trains the part-of-speech tagger and measures it.
#[derive(Parser)]
#[command(
    after_help = "Example: train-tagger --gum data/gum --tagged data/masc_tagged \
                  --measure en_ewt-ud-dev.conllu -o crates/onrecord-language/data/tagger.bin"
)]
struct Arguments {
    /// The GUM corpus: a folder with `splits.md` and `dep/*.conllu`. Its train documents are trained
    /// on, its dev documents are measured.
    #[arg(long)]
    gum: PathBuf,
    /// A folder of files with `word_TAG` separated by spaces, a sentence a line (unpacked
    /// `masc_tagged`). Their tags are taken with care: see `--trust`.
    #[arg(long)]
    tagged: Option<PathBuf>,
    /// How often the sentences of GUM are seen for each time the others are.
    #[arg(long, default_value_t = 6)]
    repeat: usize,
    /// How often the training goes over the sentences.
    #[arg(long, default_value_t = 4)]
    rounds: usize,
    /// Features kept, the most important ones.
    #[arg(long, default_value_t = 180_000)]
    features: usize,
    /// How far a tag of `--tagged` may be below the one that a model trained on other files gives
    /// before it is left out, in units of the model's scores; the larger, the more is believed.
    #[arg(long, default_value_t = 15)]
    trust: i32,
    /// Trains on the dev documents of GUM too (then the figure for them is worth nothing).
    #[arg(long)]
    with_dev: bool,
    /// CoNLL-U files to measure on.
    #[arg(long)]
    measure: Vec<PathBuf>,
    /// Where the weights go.
    #[arg(short, long)]
    output: PathBuf,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (mut train, dev) = gold::read_gum(&arguments.gum)?;
    if arguments.with_dev {
        train.extend(dev.iter().cloned());
    }
    let mut all = perceptron::with_other_cases(&train, arguments.repeat);
    if let Some(folder) = &arguments.tagged {
        let mut tagged = gold::read_tagged(folder)?;
        report("tagged, before", &tagged);
        perceptron::drop_doubtful(&train, &mut tagged, arguments.trust);
        report("tagged, after", &tagged);
        all.extend(perceptron::with_other_cases(&tagged, 1));
    }
    let bytes = perceptron::train(&all, arguments.rounds, arguments.features);
    std::fs::write(&arguments.output, &bytes)
        .with_context(|| format!("writing {}", arguments.output.display()))?;
    println!("{}: {} bytes", arguments.output.display(), bytes.len());
    let model = Model::new(&bytes);
    measure("GUM train", &model, &train);
    measure("GUM dev", &model, &dev);
    for path in &arguments.measure {
        measure(&name(path), &model, &gold::read_conllu(path)?);
    }
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn report(what: &str, sentences: &[Sentence]) {
    let words = sentences.iter().flat_map(|s| &s.words);
    let tagged = words.clone().filter(|w| w.tag.is_some()).count();
    println!("{what}: {} words, {tagged} with a tag", words.count());
}

/// Prints how many tags are right, of all tokens and of those that are words, and the most frequent
/// confusions.
fn measure(what: &str, model: &Model, sentences: &[Sentence]) {
    let mut tagger = Tagger::new(model);
    let (mut all, mut right, mut words, mut right_words) = (0, 0, 0, 0);
    let mut wrong: BTreeMap<(Tag, Tag), usize> = BTreeMap::new();
    for sentence in sentences {
        let found = tagger.tag(sentence.words.iter().map(|w| (w.form.as_str(), w.kind)));
        for (word, found) in sentence.words.iter().zip(found) {
            let Some(tag) = word.tag else { continue };
            let is_right = usize::from(tag == *found);
            all += 1;
            right += is_right;
            if tag != Tag::Punct {
                words += 1;
                right_words += is_right;
            }
            if is_right == 0 {
                *wrong.entry((tag, *found)).or_default() += 1;
            }
        }
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!(
        "{what}: {:.2}% of {all} tokens, {:.2}% of {words} words",
        percent(right, all),
        percent(right_words, words)
    );
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let list: Vec<String> = wrong
        .iter()
        .take(14)
        .map(|((gold, found), count)| format!("{gold:?}→{found:?} {count}"))
        .collect();
    println!("  gold→found: {}", list.join(", "));
}
