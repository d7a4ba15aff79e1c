//! ZIP archives: each file in them is read as a file of its own.

use crate::driver::{Sink, Source};
use crate::mail::{Names, label};
use crate::zipped::{BEGINNINGS, Entry, Zipped};
use crate::{FormatError, Hint};

/// Files that programs leave in archives, by the last part of their names.
const LEFT_BY_PROGRAMS: [&str; 4] = [".DS_Store", "Thumbs.db", "desktop.ini", "ehthumbs.db"];

/// Told by its first bytes.
pub(crate) fn sniff(bytes: &[u8], _: &Hint) -> Option<String> {
    let begins = BEGINNINGS.iter().any(|begin| bytes.starts_with(begin));
    begins.then(|| "it begins as a ZIP archive does".to_owned())
}

/// Reads what is in it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    let mut zipped = Zipped::open(source.bytes, "a ZIP archive")?;
    let entries = zipped.entries();
    if let Some(error) = of_an_office_program(&entries) {
        return Err(error);
    }
    if zipped.overlaps() {
        return Err(FormatError::Damaged {
            what: "a ZIP archive",
            why: "files in it share bytes, as in archives that are made to fill a disk".to_owned(),
        });
    }
    let hidden = zipped.out_of_reach(source.bytes);
    if hidden > 0 {
        sink.unread("files with the name of another", &same_names(hidden));
    }
    let mut names = Names::default();
    for entry in entries {
        if entry.is_folder || is_left_by_program(&entry.name) {
            continue;
        }
        let name = label(&entry.name, true);
        let name = names.give(if name.is_empty() { "unnamed" } else { &name });
        if entry.is_link {
            sink.unread(&name, &link());
            continue;
        }
        if entry.is_encrypted {
            sink.unread(&name, &FormatError::Encrypted);
            continue;
        }
        match zipped.unpack(entry.index, sink) {
            Ok(bytes) if bytes.is_empty() || is_apple_double(&name, &bytes) => {}
            Ok(bytes) => sink.member(&name, &bytes),
            Err(error @ FormatError::UnpacksTooLarge { .. }) if sink.room() == 0 => {
                // Nothing more may be unpacked.
                sink.unread(&name, &error);
                break;
            }
            Err(error) => sink.unread(&name, &error),
        }
    }
    Ok(())
}

fn is_left_by_program(name: &str) -> bool {
    let mut steps = name.split(['/', '\\']);
    let last = steps.clone().next_back().unwrap_or_default();
    LEFT_BY_PROGRAMS
        .iter()
        .any(|left| left.eq_ignore_ascii_case(last))
        || steps.any(|step| step == "__MACOSX")
}

/// What macOS keeps beside a file, `._letter.txt` beside `letter.txt`, where an archive has no
/// `__MACOSX` for it: told by its first bytes, since a paper may be named so.
fn is_apple_double(name: &str, bytes: &[u8]) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.starts_with("._") && bytes.starts_with(b"\x00\x05\x16\x07")
}

fn same_names(count: usize) -> FormatError {
    FormatError::Damaged {
        what: "a ZIP archive",
        why: format!("{count} file(s) in it have the name of a later one, and only that was read"),
    }
}

fn link() -> FormatError {
    FormatError::Unsupported {
        what: "a link to another file".to_owned(),
        advice: "add the file that it leads to".to_owned(),
    }
}

/// Papers of programs that pack theirs as ZIP, and have no reader here.
fn of_an_office_program(entries: &[Entry]) -> Option<FormatError> {
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    let begins = |folder: &str| entries.iter().any(|entry| entry.name.starts_with(folder));
    let (what, advice) = if has("[Content_Types].xml") && begins("xl/") {
        ("a spreadsheet (XLSX)", "save it as CSV and add that")
    } else if has("[Content_Types].xml") && begins("ppt/") {
        ("a presentation (PPTX)", "save it as PDF and add that")
    } else if has("[Content_Types].xml") {
        ("a file of an Office program", "save it as PDF and add that")
    } else if has("mimetype") && has("META-INF/container.xml") {
        ("a book (EPUB)", "save it as PDF or HTML and add that")
    } else if has("mimetype") && has("content.xml") {
        (
            "a file of an office program (OpenDocument)",
            "save it as PDF or CSV and add that",
        )
    } else if has("META-INF/MANIFEST.MF") || has("AndroidManifest.xml") {
        ("a program (JAR, APK)", "there is nothing to read in it")
    } else if has("Index/Document.iwa") {
        (
            "a paper of Apple's programs (Pages, Numbers, Keynote)",
            "save it as PDF and add that",
        )
    } else {
        return None;
    };
    Some(FormatError::Unsupported {
        what: what.to_owned(),
        advice: advice.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_macos_keeps_beside_a_file_is_passed_over() {
        let double = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        ";
        assert!(is_apple_double("papers/._letter.txt", double));
        assert!(!is_apple_double("papers/letter.txt", double));
        assert!(!is_apple_double("._letter.txt", b"I saw nobody."));
    }
}
