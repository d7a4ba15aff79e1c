//! A line beside its text.

use super::super::Fault;
use super::super::line::{Line, Span};
use super::super::place::{act_of_turn, is_thin_turn, kind_of, sha256};
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
            let cut = fault(format!("{field}: {}–{} cuts a word", span[0], span[1]));
            // Names may be run together with what is beside them: a handle, a hashtag, a fault of the text.
            match field {
                "name" | "forms" => warnings.push(cut),
                _ => faults.push(cut),
            }
        }
    }
    names(line, &text, &mut faults);
    twins(line, &mut warnings);
    edges(line, &text, &mut warnings);
    marks(line, &text, &mut faults, &mut warnings);
    (faults, warnings)
}

/// A place is a mention of one entity.
fn twins(line: &Line, warnings: &mut Vec<Fault>) {
    for (number, mention) in line.mentions.iter().enumerate() {
        if line
            .mentions
            .iter()
            .take(number)
            .any(|m| m.span == mention.span)
        {
            warnings.push(Fault {
                item: format!("mention {}", number + 1),
                what: "the same span as another mention".to_owned(),
            });
        }
    }
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

/// What quotation marks and question marks say of a statement is what is annotated.
fn marks(line: &Line, text: &Text, faults: &mut Vec<Fault>, warnings: &mut Vec<Fault>) {
    for statement in &line.statements {
        let fault = |what: String| Fault {
            item: statement.id.clone(),
            what,
        };
        if statement.turn {
            let words: Vec<String> = statement.content.iter().map(|s| text.words(*s)).collect();
            let words = words.join(" ");
            if statement.thin != is_thin_turn(&words) {
                faults.push(fault(
                    "thin: a turn is thin where it has one or two words".to_owned(),
                ));
            }
            let act = act_of_turn(&words);
            if act != statement.act {
                let told = format!("act: {}, but the turn ends like a {act}", statement.act);
                warnings.push(fault(told));
            }
            continue;
        }
        let kind = kind_of(text, &statement.content);
        if kind == "direct" && statement.kind == "indirect" {
            faults.push(fault(
                "kind: indirect, but all of it stands in quotation marks".to_owned(),
            ));
        }
        for [start, end] in &statement.content {
            // Marks inside marks stand beside one another: `"'Stop,'" she said`.
            let beside = [
                (start.checked_sub(1), Some(*start)),
                (Some(*end), end.checked_sub(1)),
            ];
            let sign = |at: Option<usize>| at.and_then(|at| text.at(at));
            let alone = |(outer, inner): &(Option<usize>, Option<usize>)| {
                sign(*outer).is_some_and(is_double_mark) && !sign(*inner).is_some_and(is_mark)
            };
            if statement.kind == "direct" && beside.iter().any(alone) {
                let told = format!("content: a quotation mark stands beside {start}–{end}");
                warnings.push(fault(told));
            }
        }
    }
}

fn is_mark(sign: char) -> bool {
    is_double_mark(sign) || matches!(sign, '\'' | '‘' | '’')
}

fn is_double_mark(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”')
}

/// Whether the last word is an abbreviation: short, or with a full stop inside.
fn abbreviated(words: &str) -> bool {
    let last = words.split_whitespace().last().unwrap_or_default();
    let last = last.strip_suffix('.').unwrap_or(last);
    last.contains('.') || last.chars().count() <= 3
}
