//! The document that was read, and what it says of itself.

use super::{CodePoints, Evidence, ReadingView, evidence::hash_schema};
use crate::vocabulary::{document_label, document_schema, format_schema};
use onrecord_record::{ContentHash, Document, DocumentKind, Format, Reading};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The document that was read.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DocumentView {
    /// The name to show: the path it was read from, or what the caller calls it.
    pub name: String,
    /// SHA-256 of the original's bytes.
    #[schemars(schema_with = "hash_schema")]
    pub original: ContentHash,
    /// Part inside the original (an attachment, an archive member); empty for the whole.
    pub part: String,
    /// What the bytes were read as.
    #[schemars(schema_with = "format_schema")]
    pub format: Format,
    /// What sort of paper it is.
    #[schemars(schema_with = "document_schema")]
    pub kind: DocumentKind,
    /// Name and version of the reader that made the text.
    pub reader: String,
    /// What the document says of itself.
    pub metadata: MetadataView,
    /// SHA-256 of `text` in UTF-8.
    #[schemars(schema_with = "hash_schema")]
    pub text_hash: ContentHash,
    /// The text's layout in order; empty where nothing but lines is known of it.
    pub blocks: Vec<BlockView>,
    /// What the original has beside the running text: remarks in the margin, words that a tracked
    /// change put in or took out, words under black boxes (withheld).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asides: Vec<AsideView>,
    /// The text that all ranges count in.
    pub text: String,
}

impl DocumentView {
    /// A document that nothing was read in.
    pub fn new(document: &Document, name: &str) -> Self {
        ReadingView::new(document, &Reading::default(), name).document
    }

    /// The headline, or the name where there is none.
    pub fn title(&self) -> &str {
        match &self.metadata.title {
            Some(title) if !title.value.trim().is_empty() => &title.value,
            _ => file_name(&self.name),
        }
    }

    /// One line of what is known of it: sort, publisher, day.
    pub fn summary(&self) -> String {
        let metadata = &self.metadata;
        let mut parts = vec![document_label(self.kind).to_owned()];
        for value in [&metadata.publisher, &metadata.court, &metadata.case_number] {
            parts.extend(value.iter().map(|v| v.value.clone()));
        }
        if !metadata.authors.is_empty() {
            let names: Vec<&str> = metadata.authors.iter().map(|a| a.value.as_str()).collect();
            parts.push(format!("by {}", names.join(", ")));
        }
        parts.push(match &metadata.published {
            Some(day) => crate::edtf::in_words(&day.value),
            None => "no date".to_owned(),
        });
        parts.join(" · ")
    }
}

/// What a document says of itself.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct MetadataView {
    /// Headline or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<SourcedView>,
    /// Authors, as named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<SourcedView>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<SourcedView>,
    /// When it was published or filed: `2020-08-17` or `2020-08-17T14:05:00Z`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<SourcedView>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<SourcedView>,
    /// When this copy was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<SourcedView>,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<SourcedView>,
    /// Docket or case number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<SourcedView>,
    /// The court it was filed in or comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<SourcedView>,
    /// BCP 47 tag of the main language, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The encoding the text was converted from; none for UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What papers of some kinds say besides: the judge, the notary, whom a letter goes to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<DetailView>,
    /// Why the document was taken for what it is, in short sentences for people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
}

/// One thing that a paper of some kind says of itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DetailView {
    /// What it is: `caption`, `judge`, `disposition`, `affiant`, `sworn`, `notary`,
    /// `reporting-officer`, `reporter`, `recipient`, `copy`, `message-id`, `reply-to`, `handle`,
    /// `post-kind`, `repair`.
    pub kind: String,
    /// What the paper says, and where.
    #[serde(flatten)]
    pub value: SourcedView,
}

/// Something that stands in the original beside the running text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AsideView {
    /// What it is: `comment`, `inserted`, `deleted`, `redacted`.
    pub kind: String,
    /// Its words; empty where they stand in the text at `code_points`, or are withheld.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What it belongs to in the text, in code points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_points: Option<CodePoints>,
    /// Which page of the file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Who made it, as the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When, as the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A value and where it was taken from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SourcedView {
    /// The value.
    pub value: String,
    /// What said so: `first line`, `JSON-LD datePublished`, `given by the user`.
    pub from: String,
    /// The words that say so, where it stands in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// One piece of the text's layout.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BlockView {
    /// What it is: `markup`, `headline`, `byline`, `heading`, `paragraph`, `list-item`,
    /// `block-quote`, `caption`, `table`, `footnote`, `quoted-reply`.
    pub kind: String,
    /// Where it stands, in code points.
    pub code_points: CodePoints,
    /// Where it stands, in bytes of UTF-8.
    pub bytes: (u32, u32),
}

/// Something the reader should know.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Short, stable name: `no-date`, `replaced-characters`.
    pub code: String,
    /// A sentence for people that says what to do.
    pub message: String,
}

/// The last part of a path of any system; the whole where it ends with a separator.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\'])
        .next()
        .filter(|name| !name.is_empty())
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_title_of_last_resort_is_the_files_name() {
        assert_eq!(file_name("papers/03-wire.txt"), "03-wire.txt");
        assert_eq!(file_name("C:\\papers\\03-wire.txt"), "03-wire.txt");
        assert_eq!(file_name("03-wire.txt"), "03-wire.txt");
        assert_eq!(file_name("papers/"), "papers/");
    }
}
