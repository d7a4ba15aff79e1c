//! Lines above posts and comments that say whose they are: "Ada Moon @adamoon · Mar 4", "user12 wrote:".

use super::labels::offset_in;
use super::names;
use super::times;
use std::ops::Range;

/// A line that says whose words follow; ranges are bytes from the paragraph's start.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// Whose: the name, with the handle after it.
    pub(crate) words: Range<usize>,
    /// The words that name the author.
    pub(crate) name: Range<usize>,
    /// The verb, where there is one.
    pub(crate) cue: Option<Range<usize>>,
    /// Whether the line alone is sign enough.
    pub(crate) sure: bool,
    /// Where words of the post begin in the same paragraph; its length where they begin in the next.
    pub(crate) body: usize,
}

const LONGEST: usize = 140;

/// Verbs of such lines.
const VERBS: [&str; 9] = [
    "wrote",
    "says",
    "said",
    "commented",
    "replied",
    "posted",
    "tweeted",
    "writes",
    "shared",
];

/// The header that the paragraph is or begins with.
pub(crate) fn header(par: &str) -> Option<Header> {
    let line = par.split('\n').next()?.trim_end();
    if line.len() > LONGEST || line.len() < 4 {
        return None;
    }
    let found = wrote(line)
        .or_else(|| replied(line))
        .or_else(|| with_handle(line))
        .or_else(|| dated(line))?;
    let rest = par.get(line.len()..)?.trim_start();
    Some(Header {
        body: par.len() - rest.len(),
        ..found
    })
}

/// "On 4 March 2019, Ada Moon wrote:", "user12 wrote:", "Ada Moon says:".
fn wrote(line: &str) -> Option<Header> {
    let head = line.trim_end_matches('*').strip_suffix(':')?;
    if head.contains(['.', '"', '“', '?', '!']) && !head.contains('@')
        || head.split_whitespace().count() > 14
    {
        return None;
    }
    let (at, verb) = VERBS.iter().find_map(|verb| {
        let at = head.rfind(verb)?;
        let free = head.get(..at)?.ends_with(' ')
            && head
                .get(at + verb.len()..)
                .is_some_and(|r| r.is_empty() || r.starts_with(' '));
        free.then_some((at, *verb))
    })?;
    let after = head.get(at + verb.len()..)?.trim();
    if !(after.is_empty() || times::is_date(after.trim_start_matches("on "))) {
        return None;
    }
    let before = head.get(..at)?.trim();
    // What stands before the author: "On 4 March 2019, at 09:14,".
    let mut rest = before;
    let mut dated = !after.is_empty();
    if let Some(after_on) = before.strip_prefix("On ") {
        let (_, author) = split_date(after_on)?;
        rest = author;
        dated = true;
    }
    // "Ada Moon <ada@northam.example>"
    let name = rest.split('<').next()?.trim().trim_matches(['*', '_']);
    let words = name.split_whitespace().count();
    let user = name.contains(|c: char| c.is_ascii_digit() || c == '_' || c == '@');
    let single = words == 1 && (user || !name.starts_with(char::is_lowercase));
    let capital = name
        .split_whitespace()
        .all(|w| w.starts_with(|c: char| c.is_uppercase() || c == '@' || c == '('));
    let pronoun = matches!(
        name,
        "He" | "She" | "They" | "It" | "We" | "I" | "You" | "Who" | "And" | "But"
    );
    if words == 0 || words > 4 || pronoun || !(single || capital) {
        return None;
    }
    let start = offset_in(line, name)?;
    Some(Header {
        words: start..start + name.len(),
        name: start..start + name.len(),
        cue: Some(at..at + verb.len()),
        sure: dated || single && verb == "wrote",
        body: line.len(),
    })
}

/// "tom_h replied to night_heron".
fn replied(line: &str) -> Option<Header> {
    let at = [" replied to ", " in reply to ", " responded to "]
        .iter()
        .find_map(|v| line.find(v))?;
    let name = line.get(..at)?.trim_start_matches(['*', '_']);
    let user = name.contains(|c: char| c.is_ascii_digit() || c == '_');
    let short = line.split_whitespace().count() <= 7 && !line.ends_with(['.', '?', '!']);
    let start = offset_in(line, name)?;
    (short && name.split_whitespace().count() <= 3 && (user || names::is_person_like(name))).then(
        || Header {
            words: start..start + name.len(),
            name: start..start + name.len(),
            cue: None,
            sure: user,
            body: line.len(),
        },
    )
}

/// The date that `words` begin with, and what follows it.
fn split_date(words: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    for word in words.split_inclusive(' ') {
        if !times::is_date_word(word.trim()) {
            break;
        }
        end += word.len();
    }
    let (date, rest) = (words.get(..end)?, words.get(end..)?);
    date.contains(|c: char| c.is_ascii_digit())
        .then_some((date, rest.trim()))
}

/// "Ada Moon @adamoon · Mar 4", "Ada Moon (@adamoon)", "@adamoon · 3h".
fn with_handle(line: &str) -> Option<Header> {
    let handle = line.find('@')?;
    let before = line.get(..handle)?.trim_end().trim_end_matches('(').trim();
    let name = before.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let lower = name.to_lowercase();
    let thread = ["thread", "post", "tweet"]
        .iter()
        .any(|w| lower.starts_with(w))
        && lower.ends_with("by");
    let name = if thread { "" } else { name };
    let length = line
        .get(handle + 1..)?
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .map(char::len_utf8)
        .sum::<usize>();
    let after = line.get(handle + 1 + length..)?;
    let tail = after.trim_start_matches([')', ' ', '·', '•', '-', '–', '—', '|', ',']);
    let words = name.split_whitespace().count();
    let capital = name
        .split_whitespace()
        .all(|w| w.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()));
    let closes = tail.is_empty() || times::is_date(tail);
    if length < 2
        || words > 5
        || !capital
        || !closes
        || words == 0
            && !thread
            && tail.is_empty()
            && line.trim() != line.get(handle..handle + 1 + length)?
    {
        return None;
    }
    let end = handle + 1 + length + usize::from(after.starts_with(')'));
    let start = if name.is_empty() {
        handle
    } else {
        offset_in(line, name)?
    };
    Some(Header {
        words: start..end,
        name: if name.is_empty() {
            handle..handle + 1 + length
        } else {
            start..start + name.len()
        },
        cue: None,
        sure: true,
        body: line.len(),
    })
}

/// "Ada Moon, 14 Mar 2019, 09:14", "Ada Moon  9:14 AM", "Posted by ada_moon on 4 March 2019".
fn dated(line: &str) -> Option<Header> {
    let (lead, sure) = ["Posted by ", "Comment by ", "Written by ", "Reply by "]
        .iter()
        .find_map(|p| line.starts_with(p).then_some((p.len(), true)))
        .unwrap_or((0, false));
    let rest = line.get(lead..)?.trim_start_matches(['*', '_']);
    let mut end = 0;
    for word in rest.split_inclusive(char::is_whitespace) {
        let core = word.trim_end();
        let bare = core.trim_end_matches([',', ':']);
        let may_be = names::is_name_word(bare) && !times::is_date_word(bare)
            || bare.contains('_')
            || sure && end == 0;
        if !may_be {
            break;
        }
        end += word.len();
        if bare.len() < core.len() {
            break;
        }
    }
    let name = rest
        .get(..end)?
        .trim_end_matches([',', ' ', '·', '\t', '-', '*', '_', ':']);
    let tail = rest
        .get(name.len()..)?
        .trim_start_matches([
            ',', ' ', '·', '•', '\t', '-', '–', '—', '|', '(', '[', '*', '_',
        ])
        .trim_start_matches("on ")
        .trim_end_matches([')', ']', ':']);
    let words = name.split_whitespace().count();
    let clock = tail
        .split_whitespace()
        .any(|w| times::is_clock(w.trim_matches(|c: char| !c.is_alphanumeric())));
    let ago = tail.split_whitespace().count() <= 3 && !tail.contains([',', '/']);
    if words == 0
        || words > 4
        || !times::is_date(tail)
        || !(sure || clock || ago && times::is_date(tail))
    {
        return None;
    }
    let person = sure || names::is_person_like(name) || name.contains('_');
    let start = offset_in(line, name)?;
    person.then(|| Header {
        words: start..start + name.len(),
        name: start..start + name.len(),
        cue: None,
        sure,
        body: line.len(),
    })
}

/// The number of a post in a thread: `1/`, `2/7`, `(3/7)`; where its words begin.
pub(crate) fn in_thread(par: &str) -> Option<(u32, usize)> {
    let inner = par.trim_start_matches(['(', '[']);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = inner
        .get(..digits)?
        .parse()
        .ok()
        .filter(|n| (1..=99).contains(n))?;
    let rest = inner.get(digits..)?.strip_prefix('/')?;
    let total = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(total..)?.trim_start_matches([')', ']']);
    let begins = after.starts_with(char::is_whitespace) || after.is_empty();
    (total <= 2 && begins).then(|| (number, par.len() - after.trim_start().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, wanted: Option<&str>) {
        let found = header(line).and_then(|h| line.get(h.words).map(str::to_owned));
        assert_eq!(found.as_deref(), wanted, "{line}");
    }

    #[test]
    fn headers() {
        check("Ada Moon @adamoon · Mar 4", Some("Ada Moon @adamoon"));
        check(
            "Ada Moon (@adamoon) March 4, 2019",
            Some("Ada Moon (@adamoon)"),
        );
        check("On 4 March 2019, Ada Moon wrote:", Some("Ada Moon"));
        check(
            "On Mon, Mar 4, 2019 at 9:14 AM Ada Moon <ada@moon.example> wrote:",
            Some("Ada Moon"),
        );
        check("user123 wrote:", Some("user123"));
        check("Ada Moon, 14 Mar 2019, 09:14", Some("Ada Moon"));
        check("Posted by night_heron on 4 March 2019", Some("night_heron"));
        check("Ada Moon · 3h", Some("Ada Moon"));
        check("He wrote:", None);
        check("In a letter to the parole board he wrote:", None);
        check("Moon was born in March 1971", None);
        check("Thanks to @adamoon for this", None);
    }

    #[test]
    fn threads() {
        assert_eq!(in_thread("2/ He lied."), Some((2, 3)));
        assert_eq!(in_thread("(2/7) He lied."), Some((2, 6)));
        assert_eq!(in_thread("24/7 care"), Some((24, 5)));
        assert_eq!(in_thread("2/3/2019"), None);
    }
}
