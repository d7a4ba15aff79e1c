//! An account's data as Facebook gives it out, in JSON.

use super::{meta, packed};
use crate::driver::{Sink, Source};
use crate::{FormatError, Hint};
use onrecord_record::Format;

/// How many bytes at the start tell what a file is.
const SAMPLE: usize = 8192;

/// Told by the names in an archive, or by keys that only its files have.
pub(crate) fn sniff(bytes: &[u8], _: &Hint) -> Option<String> {
    let of_it = |name: &String| {
        name.ends_with(".json")
            && [
                "your_facebook_activity/",
                "posts/your_posts",
                "comments_and_reactions/comments",
                "comments/comments.json",
                "profile_information/profile_information.json",
                "messages/inbox/",
            ]
            .iter()
            .any(|part| name.contains(part))
    };
    if packed::names(bytes).iter().any(of_it) {
        return Some("it has the files of a Facebook archive".to_owned());
    }
    let keys = [
        &["\"comments_v2\""][..],
        &["\"group_posts_v2\""],
        &["\"group_comments_v2\""],
        &["\"notes_v2\""],
        &[
            "\"participants\"",
            "\"messages\"",
            "\"sender_name\"",
            "\"timestamp_ms\"",
        ],
        &["\"timestamp\"", "\"data\"", "\"post\""],
        &["\"timestamp\"", "\"data\"", "\"update_timestamp\""],
        &["\"timestamp\"", "\"label_values\"", "\"fbid\""],
        &["\"timestamp\"", "\"attachments\"", "\"external_context\""],
    ];
    meta::has_keys(bytes, SAMPLE, &keys)
        .then(|| "it has the keys of a file that Facebook gives out".to_owned())
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    meta::read(source, sink, Format::Facebook)
}
