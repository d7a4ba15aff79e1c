//! The line over a post that says whose it is: `Ada Moon (@adamoon) · 2018-10-10 20:19`. An export
//! names the author once for all posts; each post's document says it again, as the platform shows it,
//! so that its words are known to be the author's.

use onrecord_record::Moment;

/// Longest display name, in characters, that is written in such a line.
const LONGEST_NAME: usize = 60;

/// The line for what is known; empty where no name is.
pub(crate) fn line(name: Option<&str>, handle: Option<&str>, when: Option<&Moment>) -> String {
    let name = name
        .map(one_line)
        .filter(|n| n.chars().count() <= LONGEST_NAME && n.contains(char::is_alphanumeric));
    let handle = handle
        .map(|h| h.trim_start_matches('@'))
        .filter(|h| is_handle(h));
    let who = match (name, handle) {
        (Some(name), Some(handle)) if is_shown_as_name(&name) => format!("{name} (@{handle})"),
        (_, Some(handle)) => format!("@{handle}"),
        (Some(name), None) => name,
        (None, None) => return String::new(),
    };
    match when.map(written) {
        Some(when) => format!("{who} · {when}"),
        None => who,
    }
}

/// The moment as it stands in such lines: `2018-10-10 20:19`.
pub(crate) fn written(when: &Moment) -> String {
    match when.time.as_deref().and_then(|time| time.get(..5)) {
        Some(time) => format!("{} {time}", when.day),
        None => when.day.to_string(),
    }
}

/// Whether the name of an account is in letters that platforms allow.
pub(crate) fn is_handle(handle: &str) -> bool {
    (1..=64).contains(&handle.len())
        && handle
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'))
}

/// Whether a name with its handle is told from running text: up to five words, each with a capital.
fn is_shown_as_name(name: &str) -> bool {
    name.split_whitespace().count() <= 5
        && name
            .split_whitespace()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_what_is_known() {
        let when = crate::table::times::moment("2018-10-10T20:19:24Z", None);
        let when = when.as_ref();
        assert_eq!(
            line(Some("Ada Moon"), Some("@adamoon"), when),
            "Ada Moon (@adamoon) · 2018-10-10 20:19"
        );
        assert_eq!(line(Some("ada of the moon"), Some("ada"), None), "@ada");
        assert_eq!(line(None, None, when), "");
        assert_eq!(line(Some("Bo Marsh"), None, None), "Bo Marsh");
    }
}
