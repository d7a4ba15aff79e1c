//! A post of an X archive.

use super::post::Post;
use crate::derived::Derived;
use crate::table::object::Object;
use crate::table::times;
use onrecord_record::{DetailKind, Warning};
use std::ops::Range;

/// Whose archive it is, as far as it is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Account {
    pub(crate) id: Option<String>,
    /// The name shown.
    pub(crate) name: Option<String>,
    /// The account's name, without `@`.
    pub(crate) handle: Option<String>,
    /// What said so.
    pub(crate) from: String,
}

/// What the archive kept of retweets until it kept nothing of them: their first characters.
const KEPT_OF_RETWEET: usize = 139;

/// The post that `tweet` is; `list` is what sort of list it stands in, where not in that of the
/// account's posts: `deleted`, `community`. Nothing where it has no words.
pub(crate) fn post(
    tweet: &Object,
    source: &str,
    account: &Account,
    list: Option<&'static str>,
) -> Option<Post> {
    let id = tweet.words("id_str").or_else(|| tweet.words("id"))?;
    let text = tweet.get("full_text").or_else(|| tweet.get("text"))?;
    let user = tweet.object("user");
    let own = |key: &str| user.as_ref().and_then(|user| user.words(key));
    let name = account.name.clone().or_else(|| own("name"));
    let handle = account.handle.clone().or_else(|| own("screen_name"));
    let words = shown(text.derived(text.offset_in(source)?), tweet);
    let address = handle.as_deref().unwrap_or("i");
    let mut post = Post {
        part: format!("tweet {id}"),
        url: Some(format!("https://x.com/{address}/status/{id}")),
        when: tweet
            .words("created_at")
            .and_then(|when| Some((times::moment(&when, None)?, "created_at"))),
        name,
        handle: handle.map(|handle| format!("@{handle}")),
        named_by: match account.from.as_str() {
            "" => "user".to_owned(),
            from => from.to_owned(),
        },
        words,
        ..Post::default()
    };
    if let Some(answered) = tweet
        .words("in_reply_to_status_id_str")
        .or_else(|| tweet.words("in_reply_to_status_id"))
    {
        let whose = tweet.words("in_reply_to_screen_name");
        let whose = whose.as_deref().unwrap_or("i");
        let url = format!("https://x.com/{whose}/status/{answered}");
        post.details.push((DetailKind::ReplyTo, url));
        post.details
            .push((DetailKind::PostKind, "reply".to_owned()));
    }
    post.details
        .extend(list.map(|list| (DetailKind::PostKind, list.to_owned())));
    retweeted(&mut post, tweet, source);
    post.has_words().then_some(post)
}

/// Gives the words of a retweet to whom they are of.
fn retweeted(post: &mut Post, tweet: &Object, source: &str) {
    let Some((handle, head)) = retweet_head(post.words.as_str()) else {
        return;
    };
    let by = post
        .handle
        .as_deref()
        .or(post.name.as_deref())
        .unwrap_or("the account")
        .to_owned();
    post.because
        .push(format!("{by} passed on words of @{handle}"));
    post.details
        .push((DetailKind::PostKind, "retweet".to_owned()));
    post.passed_on = true;
    post.name = None;
    post.handle = Some(format!("@{handle}"));
    post.named_by = "the words RT @".to_owned();
    let original = tweet.object("retweeted_status");
    let whole = original.as_ref().and_then(|original| {
        let text = original.get("full_text").or_else(|| original.get("text"))?;
        Some(shown(text.derived(text.offset_in(source)?), original))
    });
    if let (Some(original), Some(words)) = (&original, whole) {
        post.words = words;
        post.name = original.object("user").and_then(|user| user.words("name"));
        post.written = original
            .words("created_at")
            .and_then(|when| times::moment(&when, None));
        return;
    }
    let is_cut = post.words.as_str().trim_end().ends_with('…')
        && post.words.as_str().chars().count() >= KEPT_OF_RETWEET
        || tweet.get("truncated").is_some_and(|value| value.is_true());
    let mut named = Derived::default();
    post.words.copy_to(0..head, &mut named);
    post.named_at = Some(named.extent());
    let mut words = Derived::default();
    post.words.copy_to(head..post.words.len(), &mut words);
    post.words = words;
    if is_cut {
        post.warnings.push(Warning {
            code: "truncated-retweet".to_owned(),
            message: format!(
                "the archive keeps only the beginning of these words of @{handle}: look up the post at its address"
            ),
        });
    }
}

/// The handle in `RT @handle: words`, and where the words begin.
fn retweet_head(words: &str) -> Option<(String, usize)> {
    let rest = words.strip_prefix("RT @")?;
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let (handle, after) = rest.split_at_checked(length)?;
    let after = after.strip_prefix(':')?.trim_start();
    (!handle.is_empty()).then(|| (handle.to_owned(), words.len() - after.len()))
}

/// Words as the platform shows them: characters of HTML as what they stand for, shortened addresses as
/// the ones they lead to.
fn shown(words: Derived, tweet: &Object) -> Derived {
    let mut links: Vec<(String, String)> = Vec::new();
    if let Some(entities) = tweet.object("entities") {
        for url in entities.list("urls").into_iter().take(MOST_LINKS) {
            let Some(url) = url.object() else { continue };
            let long = url.words("expanded_url").or_else(|| url.words("expanded"));
            if let (Some(short), Some(long)) = (url.words("url"), long) {
                links.push((short, long));
            }
        }
    }
    as_shown(words, &links)
}

/// Most addresses of one post that are looked up.
const MOST_LINKS: usize = 100;

const ENTITIES: [(&str, &str); 5] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
];

/// The words with characters of HTML and the `links`, each with what it is to become, replaced.
pub(crate) fn as_shown(words: Derived, links: &[(String, String)]) -> Derived {
    let string = words.as_str();
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    let mut at = 0;
    while let Some(found) = string.get(at..).and_then(|rest| rest.find(['&', 'h'])) {
        let here = at + found;
        let rest = string.get(here..).unwrap_or_default();
        let entity = ENTITIES
            .iter()
            .find(|(from, _)| rest.starts_with(from))
            .copied();
        let link = || {
            // Of two addresses where one begins as the other, the longer one is meant.
            let fitting = links
                .iter()
                .filter(|(from, _)| !from.is_empty() && rest.starts_with(from.as_str()));
            let longest = fitting.max_by_key(|(from, _)| from.len());
            longest.map(|(from, to)| (from.as_str(), to.as_str()))
        };
        match entity.or_else(link) {
            Some((from, to)) => {
                edits.push((here..here + from.len(), to));
                at = here + from.len();
            }
            None => at = here + 1,
        }
    }
    if edits.is_empty() {
        return words;
    }
    let mut changed = Derived::default();
    let mut done = 0;
    for (range, to) in edits {
        let plain = string.get(done..range.start).unwrap_or_default();
        changed.verbatim(plain, done as u64);
        done = range.end;
        changed.converted(to, range.start as u64..range.end as u64);
    }
    changed.verbatim(string.get(done..).unwrap_or_default(), done as u64);
    changed.through(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_as_on_the_page() {
        let links = [(
            "https://t.co/ab".to_owned(),
            "https://northam.example/1".to_owned(),
        )];
        let words = Derived::identity("A &amp; B &lt;3 https://t.co/ab &amp;amp;".to_owned());
        let shown = as_shown(words, &links);
        assert_eq!(shown.as_str(), "A & B <3 https://northam.example/1 &amp;");
        let (text, map) = shown.finish();
        let at = text.as_str().find("https").unwrap();
        assert_eq!(map.original(text.span(at..at + 5).unwrap()), vec![16..31]);
    }

    #[test]
    fn the_handle_of_a_retweet() {
        assert_eq!(
            retweet_head("RT @bo_marsh: No."),
            Some(("bo_marsh".to_owned(), 14))
        );
        assert_eq!(retweet_head("RT @: No."), None);
        assert_eq!(retweet_head("RT if you agree"), None);
    }
}
