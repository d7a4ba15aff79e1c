//! What X (Twitter) gives out of an account: an archive of JavaScript files that each hold one list,
//! `window.YTD.tweets.part0 = [ … ]`, or until 2018 `Grailbird.data.tweets_2014_03 = [ … ]`.

use super::packed;
use super::post::{File, Post};
use super::thread::{self, Message};
use super::tweet::{self, Account};
use crate::driver::{Sink, Source};
use crate::readers::{self, Input};
use crate::table::object::{self, Object, Value};
use crate::table::times;
use crate::{FormatError, Hint};
use onrecord_record::{DetailKind, Format};

/// How the files begin, up to what they are a list of.
const BEGINNINGS: [&str; 2] = ["window.YTD.", "Grailbird.data."];

/// What a file is a list of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum List {
    /// Posts, with what sort they are where they are no plain ones.
    Tweets(Option<&'static str>),
    Notes,
    Messages,
    Account,
}

/// Told by how the file begins, or by the files of an archive.
pub(crate) fn sniff(bytes: &[u8], _: &Hint) -> Option<String> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = start.get(..200).unwrap_or(start).trim_ascii_start();
    if let Some(begins) = BEGINNINGS.iter().find(|b| start.starts_with(b.as_bytes())) {
        return Some(format!("it begins with {begins}"));
    }
    let names = packed::names(bytes);
    let is_old = names.iter().any(|name| is_grailbird(name));
    let is_new = names
        .iter()
        .any(|name| matches!(list_of(name), Some(List::Tweets(_))))
        && names
            .iter()
            .any(|name| list_of(name) == Some(List::Account));
    (is_old || is_new).then(|| "it has the files of an X archive".to_owned())
}

fn is_grailbird(name: &str) -> bool {
    name.contains("data/js/tweets/") && name.ends_with(".js")
}

/// What the file of this name in an archive holds; nothing where it is not read.
fn list_of(name: &str) -> Option<List> {
    if is_grailbird(name) {
        return Some(List::Tweets(None));
    }
    let mut folders = name.rsplit('/');
    let file = folders.next()?.strip_suffix(".js")?;
    if folders.any(|f| f == "assets" || f == "js") {
        return None;
    }
    let (list, number) = file.rsplit_once("-part").unwrap_or((file, ""));
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    list_named(&list.replace('-', "_"))
}

fn list_named(list: &str) -> Option<List> {
    match list {
        "tweet" | "tweets" => Some(List::Tweets(None)),
        "deleted_tweet" | "deleted_tweets" => Some(List::Tweets(Some("deleted"))),
        "community_tweet" | "community_tweets" => Some(List::Tweets(Some("community"))),
        "note_tweet" | "note_tweets" => Some(List::Notes),
        "direct_message" | "direct_messages" | "direct_message_group" | "direct_messages_group" => {
            Some(List::Messages)
        }
        "account" => Some(List::Account),
        _ if list.starts_with("tweets_") => Some(List::Tweets(None)),
        _ => None,
    }
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    if source.bytes.starts_with(b"PK") {
        return read_archive(source, sink);
    }
    let input = Input::new(source.bytes)?;
    let read = read_file(&input, None, &Account::default(), sink)?;
    if read == 0 {
        return Err(FormatError::Unsupported {
            what: "a file of an X archive without posts in it".to_owned(),
            advice: "add the whole archive, or its data/tweets.js".to_owned(),
        });
    }
    Ok(())
}

fn read_archive(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    let mut account = Account::default();
    let is_account = |name: &str| {
        list_of(name) == Some(List::Account) || packed::file_name(name) == "user_details.js"
    };
    packed::each(source.bytes, sink, is_account, |name, bytes, _| {
        let input = Input::new(bytes)?;
        if let Some(found) = account_in(input.text(), packed::file_name(name)) {
            account = found;
        }
        Ok(())
    })?;
    let is_read = |name: &str| list_of(name).is_some_and(|list| list != List::Account);
    packed::each(source.bytes, sink, is_read, |name, bytes, sink| {
        let input = match Input::new(bytes) {
            // A list without anything in it.
            Err(FormatError::Empty | FormatError::OnlyWhiteSpace) => return Ok(()),
            input => input?,
        };
        let packed = Some((name, source.bytes.len()));
        read_file(&input, packed, &account, sink).map(|_| ())
    })
}

/// Whose archive it is.
fn account_in(text: &str, name: &str) -> Option<Account> {
    let (_, json) = text.split_once('=')?;
    let json = json.trim_start();
    if json.starts_with('{') {
        // `var user_details = {"screen_name": …, "full_name": …}`
        let user = object::value(json.trim_end().trim_end_matches(';'))
            .ok()?
            .object()?;
        return Some(Account {
            id: user.words("id"),
            name: user.words("full_name"),
            handle: user.words("screen_name"),
            from: name.to_owned(),
        });
    }
    let mut account = None;
    let _ = object::items(json, |item| {
        let found = item.object().and_then(|item| item.object("account"));
        account = account.take().or(found);
    });
    let account: Object = account?;
    Some(Account {
        id: account.words("accountId"),
        name: account.words("accountDisplayName"),
        handle: account.words("username"),
        from: name.to_owned(),
    })
}

/// Reads the list that a file holds; how many documents it had.
fn read_file(
    input: &Input,
    packed: Option<(&str, usize)>,
    account: &Account,
    sink: &mut Sink,
) -> Result<usize, FormatError> {
    let file = File {
        format: Format::XArchive,
        source: &input.decoded.text,
        packed,
        encoding: input.decoded.encoding,
    };
    let text = input.text();
    let (head, json) = text.split_once('=').unwrap_or(("", text));
    let list = BEGINNINGS
        .iter()
        .find_map(|b| head.trim().trim_start_matches('\u{FEFF}').strip_prefix(b))
        .and_then(|rest| list_named(rest.split('.').next().unwrap_or_default().trim()))
        .or_else(|| packed.and_then(|(name, _)| list_of(name)))
        .unwrap_or(List::Tweets(None));
    let mut warnings: Vec<_> = readers::replaced(input.decoded.replaced)
        .into_iter()
        .collect();
    let (mut seen, mut handed) = (0, 0);
    let read = object::items(json.trim_start(), |item| {
        seen += 1;
        let document = match list {
            List::Account => None,
            List::Tweets(sort) => {
                let tweet = inside(item, "tweet");
                let post = tweet.and_then(|tweet| tweet::post(&tweet, text, account, sort));
                post.map(|post| post.document(&file))
            }
            List::Notes => {
                let note = inside(item, "noteTweet");
                let post = note.and_then(|note| note_of(&note, text, account));
                post.map(|post| post.document(&file))
            }
            List::Messages => inside(item, "dmConversation").and_then(|conversation| {
                let messages = messages(&conversation, text, account);
                let id = conversation.words("conversationId").unwrap_or_default();
                thread::document(&file, &format!("messages {id}"), None, messages)
            }),
        };
        if let Some(mut document) = document {
            document.warnings.append(&mut warnings);
            sink.document(document);
            handed += 1;
        }
    });
    match read {
        Ok(()) => Ok(handed),
        Err(error) => {
            let damaged = FormatError::Damaged {
                what: "a list of an X archive",
                why: error.to_string(),
            };
            if handed == 0 {
                return Err(damaged);
            }
            // What came before the break counts.
            sink.unread(&file.part(&format!("item {}", seen + 1)), &damaged);
            Ok(handed)
        }
    }
}

/// The object under its own name, as all files have it since 2019, or the object itself.
fn inside<'t>(item: Value<'t>, name: &str) -> Option<Object<'t>> {
    let item = item.object()?;
    Some(item.object(name).unwrap_or(item))
}

/// A post of more than 280 characters, which the list of posts has only the beginning of.
fn note_of(note: &Object, source: &str, account: &Account) -> Option<Post> {
    let id = note.words("noteTweetId")?;
    let core = note.object("core")?;
    let text = core.get("text")?;
    let mut links = Vec::new();
    for url in core.list("urls").into_iter().filter_map(Value::object) {
        if let (Some(short), Some(long)) = (url.words("shortUrl"), url.words("expandedUrl")) {
            links.push((short, long));
        }
    }
    let words = text.derived(text.offset_in(source)?);
    let post = Post {
        part: format!("note {id}"),
        name: account.name.clone(),
        handle: account.handle.as_ref().map(|handle| format!("@{handle}")),
        named_by: account.from.clone(),
        when: note
            .words("createdAt")
            .and_then(|when| Some((times::moment(&when, None)?, "createdAt"))),
        words: tweet::as_shown(words, &links),
        details: vec![(DetailKind::PostKind, "note".to_owned())],
        ..Post::default()
    };
    post.has_words().then_some(post)
}

fn messages(conversation: &Object, source: &str, account: &Account) -> Vec<Message> {
    let message = |value: Value| {
        let message = value.object()?.object("messageCreate")?;
        let text = message.get("text").filter(|text| text.is_string())?;
        let sender = message.words("senderId").unwrap_or_default();
        let own = account.id.as_ref() == Some(&sender);
        let name = account.name.clone().or_else(|| account.handle.clone());
        let mut links = Vec::new();
        for url in message.list("urls").into_iter().filter_map(Value::object) {
            if let (Some(short), Some(long)) = (url.words("url"), url.words("expanded")) {
                links.push((short, long));
            }
        }
        let words = text.derived(text.offset_in(source)?);
        Some(Message {
            // The archive has only the number of others; the underscore shows it is an account's name.
            name: name
                .filter(|_| own)
                .unwrap_or_else(|| format!("user_{sender}")),
            when: message
                .words("createdAt")
                .and_then(|when| times::moment(&when, None)),
            words: tweet::as_shown(words, &links),
        })
    };
    let messages = conversation.list("messages");
    messages.into_iter().filter_map(message).collect()
}
