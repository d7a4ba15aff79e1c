//! A line beside its text.

use super::super::Fault;
use super::super::line::{Line, Span};
use super::super::place::sha256;
use super::super::words::Text;
use super::spans::{Located, all_spans};

/// Faults and warnings that only the text shows.
pub fn check_text(line: &Line, text: &str) -> (Vec<Fault>, Vec<Fault>) {
    let hash = sha256(text);
    let text = Text::new(text);
    let mut faults = Vec::new();
    let mut warnings = Vec::new();
    let whole = |what: String| Fault {
        item: String::new(),
        what,
    };
    if text.len() != line.chars {
        faults.push(whole(format!(
            "chars is {}, but the text has {} code points",
            line.chars,
            text.len()
        )));
    }
    if hash != line.sha256 {
        faults.push(whole(
            "the text has another SHA-256; make it by its recipe".to_owned(),
        ));
        // Offsets into another text would only be told as hundreds of faults more.
        return (faults, warnings);
    }
    for Located { item, field, span } in all_spans(line) {
        let fault = |what: String| Fault {
            item: item.clone(),
            what,
        };
        let white = |at: usize| text.at(at).is_some_and(char::is_whitespace);
        if white(span[0]) || span[1].checked_sub(1).is_some_and(white) {
            faults.push(fault(format!(
                "{field}: white space at an end of {}–{}",
                span[0], span[1]
            )));
        } else if !text.is_whole(span) {
            warnings.push(fault(format!(
                "{field}: {}–{} cuts a word",
                span[0], span[1]
            )));
        }
    }
    names(line, &text, &mut faults);
    edges(line, &text, &mut warnings);
    (faults, warnings)
}

/// The words of names stand at their spans.
fn names(line: &Line, text: &Text, faults: &mut Vec<Fault>) {
    for entity in &line.entities {
        let Some(words) = &entity.words else {
            continue;
        };
        let forms = words.forms.iter().zip(entity.forms.iter().copied());
        for (form, span) in std::iter::once((&words.name, entity.name)).chain(forms) {
            if span.is_some_and(|span| !text.stands_at(form, span)) {
                faults.push(Fault {
                    item: entity.id.clone(),
                    what: format!("“{form}” does not stand at its span"),
                });
            }
        }
    }
}

/// Contents begin without "that" and end without the full stop of the sentence around them.
fn edges(line: &Line, text: &Text, warnings: &mut Vec<Fault>) {
    for statement in line
        .statements
        .iter()
        .filter(|s| !s.doubt && s.kind != "direct")
    {
        let words = |span: Option<&Span>| span.map(|s| text.words(*s)).unwrap_or_default();
        let first = words(statement.content.first());
        let last = words(statement.content.last());
        let mut warn = |what: &str| {
            warnings.push(Fault {
                item: statement.id.clone(),
                what: what.to_owned(),
            });
        };
        let more = first.split_whitespace().nth(2).is_some();
        if more && first.starts_with("that ") {
            warn("content: begins with “that”");
        }
        if last.ends_with('.') && !abbreviated(&last) {
            warn("content: ends with a full stop");
        }
    }
}

/// Whether the last word is an abbreviation: short, or with a full stop inside.
fn abbreviated(words: &str) -> bool {
    let last = words.split_whitespace().last().unwrap_or_default();
    let last = last.strip_suffix('.').unwrap_or(last);
    last.contains('.') || last.chars().count() <= 3
}
