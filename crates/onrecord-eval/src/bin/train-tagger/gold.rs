//! Sentences with their tags, in the words of our own tokeniser.

use anyhow::{Context, Result};
use onrecord_language::training::tokens;
use onrecord_record::{Document, Span, Tag, TokenKind};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Its words and marks.
    pub(crate) words: Vec<Word>,
}

/// A word or mark.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// As written.
    pub(crate) form: String,
    /// What it is made of.
    pub(crate) kind: TokenKind,
    /// Its tag; none where the corpus has none, or one that cannot be carried over.
    pub(crate) tag: Option<Tag>,
}

/// A word of a CoNLL-U file, with its place in the sentence's text.
struct Piece {
    start: usize,
    end: usize,
    id: usize,
    head: usize,
    relation: String,
    tag: String,
}

/// The train and dev documents of a GUM folder.
pub(crate) fn read_gum(folder: &Path) -> Result<(Vec<Sentence>, Vec<Sentence>)> {
    let path = folder.join("splits.md");
    let splits = std::fs::read_to_string(&path)
        .with_context(|| format!("reading {}: is this the GUM folder?", path.display()))?;
    let mut parts: BTreeMap<&str, &str> = BTreeMap::new();
    let mut part = "";
    for line in splits.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            part = name.trim();
        } else if let Some(document) = line.trim().strip_prefix("* ") {
            parts.insert(document, part);
        }
    }
    let (mut train, mut dev) = (Vec::new(), Vec::new());
    for path in files(&folder.join("dep"), "conllu")? {
        let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        match parts.get(name) {
            Some(&"train") => train.extend(read_conllu(&path)?),
            Some(&"dev") => dev.extend(read_conllu(&path)?),
            _ => {}
        }
    }
    Ok((train, dev))
}

/// The sentences of a CoNLL-U file.
pub(crate) fn read_conllu(path: &Path) -> Result<Vec<Sentence>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(text.split("\n\n").filter_map(sentence).collect())
}

fn sentence(block: &str) -> Option<Sentence> {
    let mut text = String::new();
    let mut pieces: Vec<Piece> = Vec::new();
    // The word that is written as one but stands on several lines, and the last of these lines.
    let mut joined: Option<(usize, usize)> = None;
    for line in block.lines().filter(|l| !l.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, _, _, tag, _, head, relation, _, rest] = columns.as_slice() else {
            continue;
        };
        if let Some((_, last)) = id.split_once('-') {
            joined = Some((text.len(), last.parse().ok()?));
            push(&mut text, form, rest);
            continue;
        }
        let Ok(id) = id.parse() else { continue };
        let (start, end) = match joined {
            Some((at, last)) => {
                let end = (at + form.len()).min(text.len());
                joined = (id < last).then_some((end, last));
                (at, end)
            }
            None => {
                let start = text.len();
                push(&mut text, form, rest);
                (start, start + form.len())
            }
        };
        pieces.push(Piece {
            start,
            end,
            id,
            head: head.parse().unwrap_or_default(),
            relation: relation.split(':').next().unwrap_or_default().to_owned(),
            tag: (*tag).to_owned(),
        });
    }
    let document = Document::from_text(&text, None);
    let words: Vec<Word> = tokens(&document)
        .iter()
        .map(|token| Word {
            form: document.text.slice(token.span).to_owned(),
            kind: token.kind,
            tag: tag_of(&pieces, token.span),
        })
        .collect();
    (!words.is_empty()).then_some(Sentence { words })
}

fn push(text: &mut String, form: &str, rest: &str) {
    text.push_str(form);
    if !rest.contains("SpaceAfter=No") {
        text.push(' ');
    }
}

/// The tag of one of our words: of the corpus's word that is the same, or, where ours is several of
/// the corpus (`16 - year - old`), the one that the whole has.
fn tag_of(pieces: &[Piece], span: Span) -> Option<Tag> {
    let inside: Vec<&Piece> = pieces
        .iter()
        .filter(|p| p.start < span.end() && span.start() < p.end)
        .collect();
    let (first, last) = (inside.first()?, inside.last()?);
    if first.start != span.start() || last.end != span.end() {
        return None;
    }
    if inside.len() == 1 {
        return tag(&first.tag);
    }
    let head = inside
        .iter()
        .find(|p| !inside.iter().any(|other| other.id == p.head))?;
    let last = tag(&last.tag)?;
    if inside
        .iter()
        .all(|p| !p.tag.starts_with(|c: char| c.is_alphabetic()) || p.tag == "CD")
    {
        return Some(Tag::CD);
    }
    if last.is_proper() {
        return Some(last);
    }
    let of_head = tag(&head.tag)?;
    Some(match head.relation.as_str() {
        "amod" | "compound" => Tag::JJ,
        "nsubj" | "obj" | "obl" | "nmod" | "conj" if of_head == Tag::JJ => Tag::NN,
        _ if of_head == Tag::Punct => return None,
        _ => of_head,
    })
}

/// The sentences of a folder of files with `word_TAG` separated by spaces.
pub(crate) fn read_tagged(folder: &Path) -> Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    for path in files(folder, "txt")? {
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("reading {}", path.display()))?;
        for line in text.lines() {
            let mut words: Vec<Word> = line.split(' ').filter_map(tagged_word).collect();
            prepositions(&mut words);
            if words.len() > 2 {
                sentences.push(Sentence { words });
            }
        }
    }
    Ok(sentences)
}

fn tagged_word(word: &str) -> Option<Word> {
    let (form, name) = word.rsplit_once('_')?;
    let document = Document::from_text(form, None);
    let kind = match tokens(&document).as_slice() {
        [only] => only.kind,
        [first, _] if form.starts_with(['\'', '’']) => first.kind,
        _ => TokenKind::Word,
    };
    let kind = match (kind, name) {
        (_, "POS") => TokenKind::Clitic,
        (TokenKind::QuoteMark, _) if form.len() > 1 => TokenKind::Clitic,
        _ => kind,
    };
    Some(Word {
        form: form.to_owned(),
        kind,
        tag: tag(name),
    })
}

/// This corpus has one tag for every `to`; ours, as UD, tells the preposition apart.
fn prepositions(words: &mut [Word]) {
    for at in 0..words.len() {
        if words.get(at).and_then(|w| w.tag) != Some(Tag::TO) {
            continue;
        }
        let infinitive = words
            .iter()
            .skip(at + 1)
            .map(|w| w.tag)
            .find(|tag| !matches!(tag, Some(Tag::RB)))
            .is_none_or(|tag| tag == Some(Tag::VB));
        if !infinitive && let Some(word) = words.get_mut(at) {
            word.tag = Some(Tag::IN);
        }
    }
}

/// Our tag for a name of the Penn Treebank's tag set and its extensions.
fn tag(name: &str) -> Option<Tag> {
    let name = match name {
        "PRP$" => "PRPS",
        "WP$" => "WPS",
        "AFX" => "JJ",
        "ADD" => "NN",
        "$" | "#" => "SYM",
        "VV" | "VH" => "VB",
        "VVD" | "VHD" => "VBD",
        "VVG" | "VHG" => "VBG",
        "VVN" | "VHN" => "VBN",
        "VVP" | "VHP" => "VBP",
        "VVZ" | "VHZ" => "VBZ",
        "GW" | "XX" | "_" | "" => return None,
        "NFP" | "HYPH" | "-LRB-" | "-RRB-" => "Punct",
        _ if !name.starts_with(|c: char| c.is_ascii_alphabetic()) => "Punct",
        _ => name,
    };
    Tag::ALL.into_iter().find(|tag| format!("{tag:?}") == name)
}

/// The files below `folder` whose names end in `ending`, sorted.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("listing {}: the folder has to exist", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
