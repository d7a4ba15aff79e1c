//! Long transcripts, cut into pieces of a few minutes' reading, each of whole turns.

const MOST_LINES: usize = 110;
const MOST_WORDS: usize = 850;
/// A turn is cut where its words come this near to the limit: the next line could bring it over.
const MARGIN: usize = 20;

/// Cuts lines into pieces. A piece ends before the turn that would make it too long; a turn that is too long by
/// itself is cut at that line. `starts` tells the first line of a turn.
pub(super) fn pieces(rows: Vec<String>, starts: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let mut turns: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let full =
            |turn: &Vec<String>| turn.len() >= MOST_LINES || words(turn) >= MOST_WORDS - MARGIN;
        match turns.last_mut() {
            Some(turn) if !starts(&row) && !full(turn) => turn.push(row),
            _ => turns.push(vec![row]),
        }
    }
    let mut pieces: Vec<Vec<String>> = vec![Vec::new()];
    for turn in turns {
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() || fits(piece, &turn) => piece.extend(turn),
            _ => pieces.push(turn),
        }
    }
    pieces
}

/// The piece of this number, from 1 in two digits, with which ids of pieces end.
pub(super) fn numbered(pieces: Vec<Vec<String>>, number: &str) -> Option<String> {
    let index: usize = number.parse().ok()?;
    let piece = pieces.into_iter().nth(index.checked_sub(1)?)?;
    Some(piece.join("\n"))
}

fn fits(piece: &[String], turn: &[String]) -> bool {
    piece.len() + turn.len() <= MOST_LINES && words(piece) + words(turn) <= MOST_WORDS
}

fn words(rows: &[String]) -> usize {
    rows.iter().map(|row| row.split_whitespace().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize, row: &str) -> Vec<String> {
        vec![row.to_owned(); count]
    }

    fn lengths(rows: Vec<String>) -> Vec<usize> {
        let pieces = pieces(rows, |row| row.starts_with("Q:"));
        pieces.iter().map(Vec::len).collect()
    }

    #[test]
    fn a_piece_ends_before_the_turn_that_would_make_it_too_long() {
        let turn = |count: usize| [rows(1, "Q: why"), rows(count - 1, "so")].concat();
        assert_eq!(lengths([turn(60), turn(50), turn(1)].concat()), [110, 1]);
        assert_eq!(lengths([turn(60), turn(51), turn(1)].concat()), [60, 52]);
    }

    #[test]
    fn a_turn_that_is_too_long_by_itself_is_cut() {
        assert_eq!(lengths(rows(250, "so")), [110, 110, 30]);
        assert_eq!(lengths(rows(20, &"so ".repeat(100))), [9, 9, 2]);
    }

    #[test]
    fn pieces_are_numbered_from_one() {
        let pieces = vec![rows(2, "a"), rows(1, "b")];
        assert_eq!(numbered(pieces.clone(), "01").unwrap(), "a\na");
        assert_eq!(numbered(pieces.clone(), "02").unwrap(), "b");
        assert_eq!(numbered(pieces.clone(), "00"), None);
        assert_eq!(numbered(pieces, "03"), None);
    }
}
