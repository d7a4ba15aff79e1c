//! Files that came with a message, handed on under names of their own.

use super::parts::Part;
use super::transfer;
use crate::FormatError;
use crate::driver::{INSIDE, Sink};
use onrecord_record::Format;
use std::collections::HashMap;

/// Kinds of content, and the ending of files of that kind.
const ENDINGS: &str = include_str!("../../data/content_types.tsv");

/// Longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// Gives every file a name that no other has, in the order of asking.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// How often each was given.
    given: HashMap<String, u32>,
}

impl Names {
    /// The name itself, or with ` (2)` before its ending where it was given before.
    pub(crate) fn give(&mut self, name: &str) -> String {
        let mut count = self.given.get(name).copied().unwrap_or_default();
        let mut found = name.to_owned();
        while count > 0 {
            count += 1;
            found = numbered(name, count);
            if !self.given.contains_key(&found) {
                break;
            }
        }
        self.given.insert(name.to_owned(), count.max(1));
        if found != name {
            self.given.insert(found.clone(), 1);
        }
        found
    }
}

fn numbered(name: &str, count: u32) -> String {
    let folder = name.rfind('/').map_or(0, |at| at + 1);
    match name.rfind('.').filter(|dot| *dot > folder) {
        Some(dot) => {
            let (stem, ending) = name.split_at(dot);
            format!("{stem} ({count}){ending}")
        }
        None => format!("{name} ({count})"),
    }
}

/// A name as a label: no folders above, no marks that stand between parts, no control characters.
pub(crate) fn label(name: &str, keep_folders: bool) -> String {
    let words: String = name
        .chars()
        .map(|c| match c {
            '\\' => '/',
            INSIDE => '_',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let steps = words
        .split('/')
        .map(str::trim)
        .filter(|step| !matches!(*step, "" | "." | ".."));
    let kept: Vec<&str> = steps.collect();
    let label = if keep_folders {
        kept.join("/")
    } else {
        kept.last().copied().unwrap_or_default().to_owned()
    };
    let count = label.chars().count();
    // The ending tells what it is: what is cut goes from the front.
    label
        .chars()
        .skip(count.saturating_sub(LONGEST_NAME))
        .collect()
}

/// Reads the attached files.
pub(crate) fn read(bytes: &[u8], attached: &[&Part], sink: &mut Sink<'_, '_>) {
    let mut names = Names::default();
    for (i, part) in attached.iter().enumerate() {
        let name = names.give(&name_of(part, i + 1));
        if let Some(error) = refused(part, &name) {
            sink.unread(&name, &error);
            continue;
        }
        let unpacked = transfer::unpack(bytes, part.body.clone(), &part.transfer);
        let packed = matches!(part.transfer.as_str(), "base64" | "quoted-printable");
        if packed && let Err(error) = sink.unpacked(unpacked.bytes.len() as u64) {
            // What was read before stays, and nothing more may be unpacked.
            sink.unread(&name, &error);
            return;
        }
        if is_message(part) {
            sink.member_as(&name, Format::Mail, &unpacked.bytes);
        } else {
            sink.member(&name, &unpacked.bytes);
        }
    }
}

/// What an appointment is called, and what to do with it.
const CALENDAR: (&str, &str) = (
    "an appointment for a calendar (iCalendar)",
    "open it in a calendar, print what it says to a PDF, and add that",
);
/// What an entry of an address book is called, and what to do with it.
const CARD: (&str, &str) = (
    "an entry for an address book (vCard)",
    "open it in an address book, print what it says to a PDF, and add that",
);

/// Whether a name has this ending, in letters of either size.
fn ends_with(name: &str, ending: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ending)
}

fn is_message(part: &Part) -> bool {
    matches!(
        part.kind.as_str(),
        "message/rfc822" | "message/global" | "message/news"
    )
}

/// The name it has, or one by its kind.
fn name_of(part: &Part, number: usize) -> String {
    let ending = ending(&part.kind);
    let name = part.name.as_deref().map(|name| label(name, false));
    match name.filter(|name| !name.is_empty()) {
        // A file without an ending gets the one of its kind.
        Some(name) if !name.contains('.') => format!("{name}{ending}"),
        Some(name) => name,
        None => format!("attachment {number}{ending}"),
    }
}

fn ending(kind: &str) -> String {
    let rows = ENDINGS.lines().filter(|line| !line.starts_with('#'));
    let mut rows = rows.filter_map(|line| line.split_once('\t'));
    let found = rows.find(|(of, _)| *of == kind);
    found.map_or_else(String::new, |(_, ending)| format!(".{ending}"))
}

/// Why a part cannot be read, where its kind tells.
fn refused(part: &Part, name: &str) -> Option<FormatError> {
    let (what, advice) = match part.kind.as_str() {
        "application/pkcs7-mime" | "application/x-pkcs7-mime"
            if part.smime.as_deref() == Some("signed-data") =>
        {
            (
                "a message packed into its signature (S/MIME)",
                "open it in a mail program, save it as text or HTML, and add that",
            )
        }
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => (
            "an encrypted message (S/MIME)",
            "open it in the mail program that has the key, save it as text or HTML, and add that",
        ),
        "application/pgp-encrypted" => (
            "an encrypted message (PGP)",
            "decrypt it in the mail program that has the key, save it as text, and add that",
        ),
        "application/ms-tnef" | "application/vnd.ms-tnef" => (
            "a packet of Outlook attachments (winmail.dat)",
            "unpack it (for instance with the program tnef), and add what is inside",
        ),
        "message/external-body" => (
            "only a reference to a file kept elsewhere",
            "get the file from there, and add it",
        ),
        "message/partial" => (
            "one piece of a message that was sent in several",
            "join the pieces in a mail program, and add the whole",
        ),
        "text/calendar" | "application/ics" => CALENDAR,
        "text/vcard" | "text/x-vcard" | "text/directory" => CARD,
        _ if ends_with(name, ".ics") => CALENDAR,
        _ if ends_with(name, ".vcf") => CARD,
        _ if name.ends_with("winmail.dat") => (
            "a packet of Outlook attachments (winmail.dat)",
            "unpack it (for instance with the program tnef), and add what is inside",
        ),
        _ => return None,
    };
    Some(FormatError::Unsupported {
        what: what.to_owned(),
        advice: advice.to_owned(),
    })
}
