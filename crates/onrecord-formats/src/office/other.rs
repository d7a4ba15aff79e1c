//! Files of office programs that have no reader here: told apart, so that none is taken for an archive.

use crate::{FormatError, zipped};

/// Names of entries that tell what a packed file is, what it is then, and what to do.
const PACKAGES: [(&str, &str, &str); 7] = [
    (
        "xl/workbook.xml",
        "a spreadsheet (XLSX)",
        "save its sheets as CSV and add those",
    ),
    (
        "xl/workbook.bin",
        "a spreadsheet (XLSB)",
        "save its sheets as CSV and add those",
    ),
    (
        "ppt/presentation.xml",
        "a presentation (PPTX)",
        "save it as PDF and add that",
    ),
    (
        "visio/document.xml",
        "a drawing (VSDX)",
        "save it as PDF and add that",
    ),
    (
        "Index/Document.iwa",
        "a paper or sheet of Pages, Numbers or Keynote",
        "export it as Word or PDF and add that",
    ),
    (
        "Index.zip",
        "a paper or sheet of Pages, Numbers or Keynote",
        "export it as Word or PDF and add that",
    ),
    (
        "FixedDocSeq.fdseq",
        "an XPS document",
        "save it as PDF and add that",
    ),
];

/// What the entry `mimetype` says, what that is, and what to do.
const KINDS: [(&str, &str, &str); 6] = [
    (
        "application/vnd.oasis.opendocument.spreadsheet",
        "a spreadsheet (ODS)",
        "save its sheets as CSV and add those",
    ),
    (
        "application/vnd.oasis.opendocument.presentation",
        "a presentation (ODP)",
        "save it as PDF and add that",
    ),
    (
        "application/vnd.oasis.opendocument.graphics",
        "a drawing (ODG)",
        "save it as PDF and add that",
    ),
    (
        "application/vnd.oasis.opendocument.formula",
        "a formula (ODF)",
        "save it as PDF and add that",
    ),
    (
        "application/vnd.sun.xml.writer",
        "an old OpenOffice document (SXW)",
        "save it as ODT and add that",
    ),
    (
        "application/epub+zip",
        "an electronic book (EPUB)",
        "save it as HTML and add that",
    ),
];

/// How a compound file begins, which old office programs write.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The name of the stream in which a locked paper lies.
const LOCKED: &str = "EncryptedPackage";
/// How far into a compound file that name is looked for, in bytes.
const LOOKED_AT: usize = 64 << 20;

/// Why bytes are refused that are a file of an office program without a reader; nothing where they
/// are something else.
pub(crate) fn refusal(bytes: &[u8], names: &[String]) -> Option<FormatError> {
    if is_locked(bytes) {
        return Some(FormatError::Encrypted);
    }
    let kind = mimetype(bytes).unwrap_or_default();
    let by_kind = KINDS.iter().find(|(start, ..)| kind.starts_with(start));
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    let found = by_kind.or_else(|| PACKAGES.iter().find(|(name, ..)| has(name)));
    found.map(|(_, what, advice)| FormatError::Unsupported {
        what: (*what).to_owned(),
        advice: (*advice).to_owned(),
    })
}

/// The kind of file that its first entry names, as OpenDocument and EPUB have it: not packed, so that
/// it stands near the start of the file.
pub(crate) fn mimetype(bytes: &[u8]) -> Option<&str> {
    let entry = bytes.strip_prefix(zipped::BEGINNINGS.first()?.to_owned())?;
    // The header of an entry has 30 bytes, the lengths of its name and of what is added at the end.
    let header = entry.get(..26)?;
    let added = u16::from_le_bytes([*header.get(24)?, *header.get(25)?]) as usize;
    let after = entry.get(26..)?.strip_prefix(b"mimetype")?.get(added..)?;
    let end = after
        .iter()
        .take(120)
        .position(|b| !(b.is_ascii_alphanumeric() || b"./+-".contains(b)))
        .unwrap_or(after.len().min(120));
    // What follows begins with the signature `PK`.
    let kind = std::str::from_utf8(after.get(..end)?).ok()?;
    Some(kind.strip_suffix("PK").unwrap_or(kind))
}

/// Whether it is a paper of a newer office program, locked with a password.
pub(crate) fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = LOCKED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    bytes.starts_with(COMPOUND) && looked_at.windows(name.len()).any(|w| w == name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn other_papers_are_named() {
        let names = [
            "[Content_Types].xml".to_owned(),
            "xl/workbook.xml".to_owned(),
        ];
        let refused = refusal(b"PK\x03\x04", &names).unwrap().to_string();
        assert!(refused.contains("spreadsheet (XLSX)"), "{refused}");
        let mut book = b"PK\x03\x04".to_vec();
        book.extend([0; 22]);
        book.extend([8, 0, 0, 0]);
        book.splice(26.., [8, 0, 0, 0]);
        book.extend(b"mimetypeapplication/epub+zipPK\x03\x04");
        assert_eq!(mimetype(&book), Some("application/epub+zip"));
        assert!(refusal(&book, &[]).unwrap().to_string().contains("EPUB"));
        assert!(refusal(b"PK\x03\x04", &[]).is_none());
    }

    #[test]
    fn a_locked_paper_is_told_from_an_old_one() {
        let mut bytes = COMPOUND.to_vec();
        bytes.extend([0; 64]);
        assert!(!is_locked(&bytes));
        bytes.extend(LOCKED.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(refusal(&bytes, &[]), Some(FormatError::Encrypted));
    }
}
