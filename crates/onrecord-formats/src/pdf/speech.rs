//! Lines of transcripts: where somebody begins to speak.

use super::lines::Line;

/// From this many lines on that begin a speech, numbered lines are a transcript's.
const FEWEST: usize = 3;
/// A piece in brackets has no wider gap than this after its first word, in parts of the size.
const GAP: f32 = 0.9;
/// Gap after the letter of an answer that has no full stop, in parts of the size: it may be an article.
const GAP_ANSWER: f32 = 0.6;
/// Most words of the name of who speaks.
const MOST_WORDS: usize = 6;

/// Whether the lines are those of a transcript: numbered, and some begin a speech.
pub(super) fn is_transcript(lines: &[Line]) -> bool {
    let numbered = lines.iter().filter(|line| line.number.is_some()).count();
    let begin = lines
        .iter()
        .filter(|line| line.number.is_some() && (is_question(line) || is_named(&line.text)))
        .count();
    begin >= FEWEST && begin * 40 >= numbered
}

/// Whether somebody begins to speak on this line, or it stands for itself.
pub(super) fn begins(line: &Line) -> bool {
    is_question(line)
        || is_named(&line.text)
        || line.text.starts_with('(')
            && line.lead < GAP
            && line.edges.left > line.bounds.0 + line.size
}

/// Whether a line is whole and nothing of it goes on: `BY MR. QUILL:`, `(Recess taken.)`.
pub(super) fn stands_alone(line: &Line) -> bool {
    let by = line.text.starts_with("BY ") && line.text.ends_with(':');
    by || line.text.starts_with('(') && line.text.ends_with(')')
}

/// `Q.`, `A.`, `Q`, `A:`
fn is_question(line: &Line) -> bool {
    let Some((first, _)) = line.text.split_once(' ') else {
        return false;
    };
    match first {
        "Q." | "A." | "Q:" | "A:" => true,
        "Q" => true,
        "A" => line.lead >= GAP_ANSWER,
        _ => false,
    }
}

/// `THE COURT:`, `MR. QUILL:`, `BY MS. MARSH:`
fn is_named(text: &str) -> bool {
    let Some((name, _)) = text.split_once(':') else {
        return false;
    };
    let words = name.split_whitespace().count();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let is_part = |c: char| c.is_uppercase() || " .-'’,()".contains(c);
    (1..=MOST_WORDS).contains(&words)
        && capitals >= 2
        && name
            .chars()
            .enumerate()
            .all(|(i, c)| is_part(c) || i == 1 && c == 'c' || name.starts_with("Mc") && i < 3)
}
