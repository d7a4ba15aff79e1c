//! Plain text: the characters as they are.

use crate::readers::Input;
use crate::{FormatError, Hint, blocks};
use onrecord_record::{Document, Format};

/// Everything that is text is plain text when nothing else claims it.
pub(crate) fn sniff(_: &Input, _: &Hint) -> Option<String> {
    Some("it is text without marks of another format".to_owned())
}

/// Reads the text as it is.
pub(crate) fn read(input: &Input) -> Result<Vec<Document>, FormatError> {
    let mut document = input.document(Format::PlainText);
    blocks::add_paragraphs_to_end(&mut document);
    Ok(vec![document])
}
