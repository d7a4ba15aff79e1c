//! The nouns of onrecord, as plain types: text and spans, documents, readings, anchors.
//!
//! This crate knows no file, no clock, no database and no language. Every other crate speaks in its
//! words. Two promises are kept by its types rather than by care:
//!
//! * a [`Span`] never cuts a character: only [`Text`] can make one;
//! * a line about the world ([`Event`], [`Fact`], [`Ground`]) cannot be built without an
//!   [`Asserter`]: nothing is true here, somebody says it.

mod anchor;
mod document;
mod hash;
mod places;
mod reading;
mod text;

pub use anchor::{Anchor, Found};
pub use document::{
    Block, BlockKind, Day, Detail, DetailKind, Document, DocumentKind, Format, Metadata, Moment,
    ParseDayError, ReaderId, SegmentKind, SourceMap, SourceSegment, Sourced, Warning,
};
pub use hash::{ContentHash, ParseHashError};
pub use places::{Aside, AsideKind, LinePlace, PagePlace, ParagraphPlace, Places, TENTHS, WordBox};
pub use reading::*;
pub use text::{CodePointRange, Span, Text};
