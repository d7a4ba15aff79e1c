//! Words after which a verb of saying says nothing: `data/not_statements.tsv`.

use crate::folded::Folded;
use crate::table::rows;
use std::collections::HashMap;
use std::sync::OnceLock;

/// "bail", "his appeal": what courts deny and reject.
pub(crate) fn is_decided(word: &str) -> bool {
    has_use(word, "decided")
}

/// "comment", "say": what somebody who refuses to speak refuses to do.
pub(crate) fn is_answered(word: &str) -> bool {
    has_use(word, "answered")
}

/// "evidence", "tests": what shows something and says nothing.
pub(crate) fn is_mute(word: &str) -> bool {
    has_use(word, "mute")
}

/// "photographs": what a court lets in.
pub(crate) fn is_admitted(word: &str) -> bool {
    has_use(word, "admitted")
}

/// "law", "borders": what something is done according to, without saying it.
pub(crate) fn is_manner(word: &str) -> bool {
    has_use(word, "manner")
}

/// "innocence": what one can maintain or declare only by saying it.
pub(crate) fn is_professed(word: &str) -> bool {
    has_use(word, "professed")
}

fn has_use(word: &str, wanted: &str) -> bool {
    static TABLE: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        rows(include_str!("../../data/not_statements.tsv"))
            .filter_map(|row| {
                let mut cells = row.split('\t');
                Some((cells.next()?, cells.next()?))
            })
            .collect()
    });
    table.get(Folded::of(word).as_str()) == Some(&wanted)
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn rows_are_in_order_and_stand_once() {
        let rows: Vec<&str> = rows(include_str!("../../data/not_statements.tsv")).collect();
        assert!(rows.windows(2).all(|w| w[0] < w[1]));
        assert!(rows.iter().all(|r| r.split('\t').count() == 3));
    }
}
