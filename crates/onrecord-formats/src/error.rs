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
    /// Locked with a password.
    #[error(
        "it is locked with a password: open it with the password, save or print it without one, and add that"
    )]
    Encrypted,
    /// The bytes are of the format, and broken.
    #[error("this is {what}, and it is damaged: {why}; get another copy of it")]
    Damaged {
        /// What it is, with its article: `a PDF`.
        what: &'static str,
        /// What is wrong, as far as it is known.
        why: String,
    },
    /// Nothing but pictures of words.
    #[error(
        "needs OCR: {what} only pictures of its words; install Tesseract (Debian and Ubuntu: \
         apt install tesseract-ocr; macOS: brew install tesseract; Windows: the UB Mannheim installer), and add it again"
    )]
    NeedsRecognition {
        /// What has them: `the picture is` or `its 12 pages are`.
        what: String,
    },
    /// The words in the pictures could not be recognised.
    #[error("its words could not be recognised: {why}")]
    NotRecognised {
        /// Why.
        why: String,
    },
    /// There is nothing that is a document.
    #[error("there is no document in it")]
    NothingInIt,
    /// Containers inside one another.
    #[error("it lies more than {limit} archives or mails deep: unpack it, and add what is inside")]
    TooDeep {
        /// The limit.
        limit: u32,
    },
    /// Unpacked, there is more than may be.
    #[error(
        "unpacked it has more than {limit} bytes, as archives have that are made to fill a disk; if it is sound, unpack it and add what is inside"
    )]
    UnpacksTooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// More documents in one original than may be.
    #[error("there are more than {limit} documents in it, and the rest was left out: split it")]
    TooManyDocuments {
        /// The limit.
        limit: u32,
    },
    /// More pages than may be.
    #[error("it has {pages} pages, more than the limit of {limit}: split it")]
    TooManyPages {
        /// How many it says it has.
        pages: u64,
        /// The limit.
        limit: u32,
    },
    /// Something in it is nested deeper than may be.
    #[error(
        "{what} is nested more than {limit} deep, as files are that are made to do harm; save it anew from the program that made it, and add that"
    )]
    TooNested {
        /// What: `its XML`.
        what: &'static str,
        /// The limit.
        limit: u32,
    },
    /// A web page without any words that a reader of the page would see.
    #[error(
        "the page shows no words without running its scripts: open it in a browser, save it as a complete page or as text, and add that"
    )]
    NoVisibleText,
}
