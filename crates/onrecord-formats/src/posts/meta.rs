//! What Instagram and Facebook give out of an account in JSON. Both have changed their files' names and
//! folders many times, and the shapes of what is in them less often: so the shapes tell what is what.

use super::packed;
use super::post::{File, Post};
use super::repair;
use super::thread::{self, Message};
use crate::FormatError;
use crate::derived::Derived;
use crate::driver::{Sink, Source};
use crate::readers::{self, Input};
use crate::table::object::{self, Object, Value};
use crate::table::times;
use onrecord_record::{Detail, DetailKind, Document, Format, Moment, Sourced, Warning};

/// Whose account it is, as far as it is known.
#[derive(Clone, Debug, Default)]
struct Owner {
    name: Option<String>,
    handle: Option<String>,
    from: String,
}

/// What a name of a file or folder with words of the account begins with.
const WITH_WORDS: [&str; 12] = [
    "posts",
    "your_posts",
    "post_",
    "comment",
    "message",
    "stories",
    "reels",
    "content",
    "media",
    "group",
    "notes",
    "archived_posts",
];

/// Reads an archive of an account, or a single file of one.
pub(crate) fn read(source: &Source, sink: &mut Sink, format: Format) -> Result<(), FormatError> {
    if !source.bytes.starts_with(b"PK") {
        let input = Input::new(source.bytes)?;
        if read_file(&input, None, &Owner::default(), format, sink)? == 0 {
            return Err(FormatError::Unsupported {
                what: "a file of an account's data without words in it".to_owned(),
                advice: "add the whole archive, or its files of posts, comments and messages"
                    .to_owned(),
            });
        }
        return Ok(());
    }
    let mut owner = Owner::default();
    packed::each(source.bytes, sink, is_profile, |name, bytes, _| {
        let found = owner_in(Input::new(bytes)?.text(), packed::file_name(name));
        owner = found.unwrap_or_else(|| owner.clone());
        Ok(())
    })?;
    let is_wanted = |name: &str| {
        let begins = |part: &str| WITH_WORDS.iter().any(|word| part.starts_with(word));
        name.ends_with(".json") && !is_profile(name) && name.split('/').any(begins)
    };
    packed::each(source.bytes, sink, is_wanted, |name, bytes, sink| {
        let input = match Input::new(bytes) {
            Err(FormatError::Empty | FormatError::OnlyWhiteSpace) => return Ok(()),
            input => input?,
        };
        let packed = Some((name, source.bytes.len()));
        read_file(&input, packed, &owner, format, sink).map(|_| ())
    })
}

/// Whether the bytes begin a JSON file that has all keys of one of the lists in its first `sample` bytes.
pub(crate) fn has_keys(bytes: &[u8], sample: usize, keys: &[&[&str]]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = start.get(..sample).unwrap_or(start).trim_ascii_start();
    if !start.starts_with(b"{") && !start.starts_with(b"[") {
        return false;
    }
    let start = String::from_utf8_lossy(start);
    keys.iter()
        .any(|all| all.iter().all(|key| start.contains(key)))
}

fn is_profile(name: &str) -> bool {
    matches!(
        packed::file_name(name),
        "profile_information.json" | "personal_information.json" | "profile.json"
    )
}

/// The name and handle that a file of the profile gives.
fn owner_in(text: &str, from: &str) -> Option<Owner> {
    let root = object::value(text.trim_start_matches('\u{FEFF}').trim())
        .ok()?
        .object()?;
    // Facebook: `{"profile_v2": {"name": {"full_name": …}}}`, or the name as a string.
    for key in ["profile_v2", "profile"] {
        if let Some(profile) = root.object(key) {
            let full = profile
                .object("name")
                .and_then(|name| name.words("full_name"));
            return Some(Owner {
                name: full.or_else(|| profile.words("name")).map(fixed_string),
                handle: profile.words("username"),
                from: from.to_owned(),
            });
        }
    }
    // Instagram: `{"profile_user": [{"string_map_data": {"Name": {"value": …}, "Username": …}}]}`.
    let first = root.list("profile_user").into_iter().next();
    if let Some(map) = first
        .and_then(Value::object)
        .and_then(|user| user.object("string_map_data"))
    {
        let value = |key: &str| map.object(key).and_then(|entry| entry.words("value"));
        return Some(Owner {
            name: value("Name").map(fixed_string),
            handle: value("Username"),
            from: from.to_owned(),
        });
    }
    // Instagram until 2020: `{"username": …, "name": …}`.
    Some(Owner {
        name: root.words("name").map(fixed_string),
        handle: Some(root.words("username")?),
        from: from.to_owned(),
    })
}

/// Reads the lists that a file holds; how many documents it had.
fn read_file(
    input: &Input,
    packed: Option<(&str, usize)>,
    owner: &Owner,
    format: Format,
    sink: &mut Sink,
) -> Result<usize, FormatError> {
    let text = input.text();
    let mut reading = Reading {
        file: File {
            format,
            source: &input.decoded.text,
            packed,
            encoding: input.decoded.encoding,
        },
        text,
        owner,
        sink,
        warnings: readers::replaced(input.decoded.replaced)
            .into_iter()
            .collect(),
        handed: 0,
    };
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let read = if start.starts_with('[') {
        let mut number = 0;
        object::items(start, |value| {
            number += 1;
            reading.item(value, None, number);
        })
    } else {
        object::value(start.trim_end()).map(|value| reading.root(value))
    };
    let handed = reading.handed;
    match read {
        Ok(()) => Ok(handed),
        Err(error) => {
            let damaged = FormatError::Damaged {
                what: "a file of an account's data",
                why: error.to_string(),
            };
            if handed == 0 {
                return Err(damaged);
            }
            // What came before the break counts.
            let part = packed.map_or("the rest", |(name, _)| name);
            sink.unread(part, &damaged);
            Ok(handed)
        }
    }
}

/// A file in the making of its documents.
struct Reading<'r, 's, 'd> {
    file: File<'r>,
    text: &'r str,
    owner: &'r Owner,
    sink: &'r mut Sink<'s, 'd>,
    warnings: Vec<Warning>,
    handed: usize,
}

impl<'r> Reading<'r, '_, '_> {
    /// An object with lists, or one that is a thread or a post itself.
    fn root(&mut self, value: Value<'r>) {
        let Some(object) = value.object() else {
            return;
        };
        if let Some(document) = self.thread(&object, "") {
            return self.hand(document);
        }
        let before = self.handed;
        for (key, list) in object.fields.iter().filter(|(_, value)| value.is_list()) {
            for (i, value) in list.list().into_iter().enumerate() {
                self.item(value, Some(key), i + 1);
            }
        }
        if self.handed == before {
            self.item(value, None, 1);
        }
    }

    fn hand(&mut self, mut document: Document) {
        document.warnings.append(&mut self.warnings);
        self.sink.document(document);
        self.handed += 1;
    }

    /// The item `number` of the list `key`.
    fn item(&mut self, value: Value<'r>, key: Option<&str>, number: usize) {
        let found = if value.is_list() {
            self.old_comment(value)
        } else if let Some(object) = value.object() {
            let part = format!("{} {number}", key.unwrap_or("thread"));
            if let Some(document) = self.thread(&object, &part) {
                return self.hand(document);
            }
            self.post(&object)
        } else {
            None
        };
        let Some((mut post, kind)) = found else {
            return;
        };
        if !post.post.has_words() {
            return;
        }
        post.post.part = format!("{} {number}", key.unwrap_or(kind));
        if kind != "post" {
            let kind = (DetailKind::PostKind, kind.to_owned());
            post.post.details.push(kind);
        }
        if post.post.name.is_none() && post.post.handle.is_none() {
            post.post.name.clone_from(&self.owner.name);
            post.post.handle = self
                .owner
                .handle
                .as_ref()
                .map(|handle| format!("@{handle}"));
            post.post.named_by.clone_from(&self.owner.from);
        }
        let mut document = post.post.document(&self.file);
        if post.repaired {
            say_repaired(&mut document);
        }
        self.hand(document);
    }

    /// The words of a string, repaired where they were encoded twice.
    fn words(&self, value: Value<'r>) -> Option<(Derived, bool)> {
        let value = Some(value).filter(|value| value.is_string())?;
        let words = value.derived(value.offset_in(self.text)?);
        Some(match repair::twice_encoded(&words) {
            Some(repaired) => (repaired, true),
            None => (words, false),
        })
    }

    fn made(&self, words: Value<'r>, when: Option<Moment>, from: &'static str) -> Option<Made> {
        let (words, repaired) = self.words(words)?;
        Some(Made {
            post: Post {
                words,
                when: when.map(|when| (when, from)),
                ..Post::default()
            },
            repaired,
        })
    }

    /// The post or comment that an item is, and which of the two.
    fn post(&self, item: &Object<'r>) -> Option<(Made, &'static str)> {
        if let Some(map) = item.object("string_map_data") {
            return self.comment(&map).map(|made| (made, "comment"));
        }
        if let Some(labels) = item.get("label_values") {
            return self.labelled(item, labels).map(|made| (made, "post"));
        }
        if let Some(caption) = item.get("caption") {
            // Instagram until 2020.
            let when = moment_of(item, "taken_at");
            return Some((self.made(caption, when, "taken_at")?, "post"));
        }
        let data = item.list("data").into_iter().filter_map(Value::object);
        for entry in data {
            if let Some(comment) = entry.object("comment") {
                let when =
                    moment_of(&comment, "timestamp").or_else(|| moment_of(item, "timestamp"));
                let mut made = self.made(comment.get("comment")?, when, "timestamp")?;
                made.post.name = comment.words("author").map(fixed_string);
                made.post.named_by = "author".to_owned();
                made.post.title = item.words("title").map(fixed_string);
                return Some((made, "comment"));
            }
            if let Some(words) = entry.get("post") {
                let mut made = self.made(words, moment_of(item, "timestamp"), "timestamp")?;
                made.post.title = item.words("title").map(fixed_string);
                if self.owner.name.is_none() {
                    made.post.name = made.post.title.as_deref().and_then(who_did);
                    made.post.named_by = "title".to_owned();
                }
                return Some((made, "post"));
            }
        }
        if let Some(media) = item.get("media") {
            return self.pictures(item, media);
        }
        if let Some(words) = item
            .get("text")
            .filter(|_| item.get("created_timestamp").is_some())
        {
            // Notes of Facebook.
            let when = moment_of(item, "created_timestamp");
            let mut made = self.made(words, when, "created_timestamp")?;
            made.post.title = item.words("title").map(fixed_string);
            return Some((made, "note"));
        }
        let title = item.get("title").filter(|_| item.get("uri").is_some())?;
        let when = moment_of(item, "creation_timestamp");
        Some((self.made(title, when, "creation_timestamp")?, "story"))
    }

    /// Pictures with words under them: for all of them, or under the first.
    fn pictures(&self, item: &Object<'r>, media: Value<'r>) -> Option<(Made, &'static str)> {
        let first = match media.is_list() {
            true => media.list().into_iter().next().and_then(Value::object),
            false => media.object(),
        };
        let filled = |value: &Value| value.words().is_some_and(|words| !words.trim().is_empty());
        let of_first = |key: &str| first.as_ref().and_then(|first| first.get(key));
        let words = item
            .get("title")
            .filter(filled)
            .or_else(|| of_first("title").filter(filled))
            .or_else(|| of_first("description").filter(filled))?;
        let when = moment_of(item, "creation_timestamp")
            .or_else(|| moment_of(item, "timestamp"))
            .or_else(|| moment_of(first.as_ref()?, "creation_timestamp"));
        Some((self.made(words, when, "creation_timestamp")?, "post"))
    }

    /// `{"Comment": {"value": …}, "Media Owner": {"value": …}, "Time": {"timestamp": …}}`
    fn comment(&self, map: &Object<'r>) -> Option<Made> {
        let entry = map.object("Comment")?;
        let when = map
            .object("Time")
            .and_then(|time| moment_of(&time, "timestamp"));
        let mut made = self.made(entry.get("value")?, when, "Time")?;
        let owner = map
            .object("Media Owner")
            .and_then(|owner| owner.words("value"));
        made.post
            .details
            .extend(owner.map(|owner| (DetailKind::ReplyTo, format!("@{owner}"))));
        Some(made)
    }

    /// `{"label_values": [{"label": "Text", "value": …}], "timestamp": …}`
    fn labelled(&self, item: &Object<'r>, labels: Value<'r>) -> Option<Made> {
        let labels = labels.list().into_iter().filter_map(Value::object);
        let mut found = labels.filter(|label| {
            let name = label.words("label").unwrap_or_default();
            matches!(
                name.as_str(),
                "Text" | "Message" | "Caption" | "Comment" | "Post"
            )
        });
        let words = found.find_map(|label| label.get("value").filter(|value| value.is_string()))?;
        self.made(words, moment_of(item, "timestamp"), "timestamp")
    }

    /// Instagram until 2020: `["2018-10-10T20:19:24+00:00", "words", "whose_post"]`.
    fn old_comment(&self, list: Value<'r>) -> Option<(Made, &'static str)> {
        let values = list.list();
        let [when, words, owner] = values.as_slice() else {
            return None;
        };
        let when = when.words().and_then(|when| times::moment(&when, None))?;
        let mut made = self.made(*words, Some(when), "comment")?;
        let owner = owner.words()?;
        made.post
            .details
            .push((DetailKind::ReplyTo, format!("@{owner}")));
        Some((made, "comment"))
    }

    /// The thread of messages that an object is.
    fn thread(&self, object: &Object<'r>, part: &str) -> Option<Document> {
        object.get("participants")?;
        let list = object
            .get("messages")
            .or_else(|| object.get("conversation"))?;
        let mut repaired = false;
        let mut messages = Vec::new();
        for message in list.list().into_iter().filter_map(Value::object) {
            let content = message.get("content").or_else(|| message.get("text"));
            let Some((words, was_repaired)) = content.and_then(|content| self.words(content))
            else {
                continue;
            };
            repaired |= was_repaired;
            let sender = message
                .words("sender_name")
                .or_else(|| message.words("sender"));
            messages.push(Message {
                name: fixed_string(sender.unwrap_or_default()),
                when: moment_of(&message, "timestamp_ms")
                    .or_else(|| moment_of(&message, "created_at")),
                words,
            });
        }
        // Without times, what the export has last is the oldest.
        messages.reverse();
        let title = object.words("title").map(fixed_string);
        let mut document = thread::document(&self.file, part, title, messages)?;
        if repaired {
            say_repaired(&mut document);
        }
        Some(document)
    }
}

/// A post, and whether letters of it were repaired.
struct Made {
    post: Post,
    repaired: bool,
}

fn moment_of(object: &Object, key: &str) -> Option<Moment> {
    times::moment(&object.words(key)?, None)
}

fn fixed_string(words: String) -> String {
    match repair::twice_encoded(&Derived::identity(words.clone())) {
        Some(repaired) => repaired.as_str().to_owned(),
        None => words,
    }
}

/// Who does something in the title of a post: `Ada Moon updated her status.`
fn who_did(title: &str) -> Option<String> {
    const VERBS: [&str; 12] = [
        " updated ",
        " shared ",
        " posted ",
        " added ",
        " was ",
        " is ",
        " wrote ",
        " commented ",
        " replied ",
        " created ",
        " published ",
        " changed ",
    ];
    let end = VERBS.iter().filter_map(|verb| title.find(verb)).min()?;
    let name = title.get(..end)?.trim();
    (name.split_whitespace().count() <= 5).then(|| name.to_owned())
}

fn say_repaired(document: &mut Document) {
    document.metadata.details.push(Detail {
        kind: DetailKind::Repair,
        value: Sourced {
            value: "letters that the export had encoded twice (Ã© for é) were put right".to_owned(),
            span: None,
            from: "the bytes of all its letters are UTF-8".to_owned(),
        },
    });
    document.warnings.push(Warning {
        code: "repaired-encoding".to_owned(),
        message: "the export had encoded its letters twice (Ã© for é), which was put right: what is shown differs from the file there".to_owned(),
    });
}
