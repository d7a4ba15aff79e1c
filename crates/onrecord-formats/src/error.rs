//! Why an original could not be read, in words for the person who gave it.

use thiserror::Error;

/// Why an original could not be read. Each message is one line that goes after the file's name and
/// says what to do; the caller knows the name.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum FormatError {
    /// There is not a single byte.
    #[error("the file is empty: check that it was downloaded or copied completely")]
    Empty,
    /// There is nothing but white space and invisible marks.
    #[error("the file has no words in it, only white space")]
    OnlyWhiteSpace,
    /// More bytes than the caller's limit.
    #[error(
        "the file has {size} bytes, more than the limit of {limit}: split it, or raise the limit"
    )]
    TooLarge {
        /// Size of the original, in bytes.
        size: u64,
        /// The limit, in bytes.
        limit: u64,
    },
    /// The bytes begin as those of a known format do that has no reader here.
    #[error("this is {what}, which cannot be read yet: {advice}")]
    Unsupported {
        /// What it is, with its article: `a PDF`.
        what: String,
        /// What to do instead.
        advice: String,
    },
    /// Not text in any encoding.
    #[error(
        "this is not text: {sign} at byte {offset}; if it is a document, save it as text or HTML and add that"
    )]
    Binary {
        /// What gave it away: `a NUL byte`.
        sign: &'static str,
        /// Where it stands in the original, in bytes from its start.
        offset: u64,
    },
    /// A web page without any words that a reader of the page would see.
    #[error(
        "the page shows no words without running its scripts: open it in a browser, save it as a complete page or as text, and add that"
    )]
    NoVisibleText,
}
