//! An account's data as Instagram gives it out, in JSON.

use super::{meta, packed};
use crate::driver::{Sink, Source};
use crate::{FormatError, Hint};
use onrecord_record::Format;

/// How many bytes at the start tell what a file is.
const SAMPLE: usize = 8192;

/// Told by the names in an archive, or by keys that only its files have.
pub(crate) fn sniff(bytes: &[u8], _: &Hint) -> Option<String> {
    let names = packed::names(bytes);
    let of_it = |name: &String| {
        name.contains("your_instagram_activity/")
            || name.contains("instagram_profile_information.json")
            || name.ends_with("content/posts_1.json")
    };
    // Until 2020 all files lay at the top.
    let old = ["media.json", "comments.json", "profile.json"];
    let has_old = old
        .iter()
        .all(|own| names.iter().any(|name| packed::file_name(name) == *own));
    if has_old
        || names
            .iter()
            .any(|name| of_it(name) && name.ends_with(".json"))
    {
        return Some("it has the files of an Instagram archive".to_owned());
    }
    let keys = [
        &["\"string_map_data\"", "\"Comment\""][..],
        &["\"media\"", "\"uri\"", "\"creation_timestamp\""],
        &["\"ig_stories\""],
        &["\"ig_reels_media\""],
        &["\"media_comments\"", "[["],
        &["\"caption\"", "\"taken_at\"", "\"path\""],
        &["\"participants\"", "\"conversation\"", "\"sender\""],
    ];
    meta::has_keys(bytes, SAMPLE, &keys)
        .then(|| "it has the keys of a file that Instagram gives out".to_owned())
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    meta::read(source, sink, Format::Instagram)
}
