//! Markdown: the text as it is, its marks told apart from its words.

use crate::readers::Input;
use crate::{FormatError, Hint, blocks};
use onrecord_record::{Document, Format};

/// Told by the file's ending.
pub(crate) fn sniff(_: &Input, hint: &Hint) -> Option<String> {
    let ending = hint.ending();
    matches!(ending.as_str(), "md" | "markdown" | "mdown" | "mkd")
        .then(|| format!("the file's name ends in .{ending}"))
}

/// Reads the text as it is and marks its layout.
pub(crate) fn read(input: &Input) -> Result<Vec<Document>, FormatError> {
    let mut document = input.document(Format::Markdown);
    blocks::add_paragraphs_to_end(&mut document);
    Ok(vec![document])
}
