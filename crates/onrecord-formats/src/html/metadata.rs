//! What a page says of itself: in JSON-LD, in OpenGraph and other `<meta>`, in `<time>`, in its text.

use super::json_ld::{self, Described};
use super::page::{Page, collapse};
use crate::dates;
use onrecord_record::{BlockKind, Document, DocumentKind, Moment, Sourced, Span, Warning};

/// Longest name of an author that is believed, in characters.
const LONGEST_NAME: usize = 80;

/// What the page claims; the most trusted first.
#[derive(Debug)]
pub(crate) struct Claims {
    pub(crate) titles: Vec<Sourced<String>>,
    authors: Vec<Sourced<String>>,
    publisher: Option<Sourced<String>>,
    published: Option<Sourced<Moment>>,
    modified: Option<Sourced<Moment>>,
    url: Option<Sourced<String>>,
    language: Option<String>,
    is_article: bool,
    is_post: bool,
}

impl Claims {
    /// Gathers the claims of `page`.
    pub(crate) fn new(page: &Page) -> Self {
        let described = page.json_ld.iter().find_map(|json| json_ld::article(json));
        let is_article = described.is_some()
            || meta(page, &["og:type"]).is_some_and(|kind| kind.value == "article");
        let described = described.unwrap_or_default();
        Self {
            titles: titles(page, &described),
            authors: authors(page, &described),
            publisher: from_json(described.publisher.as_ref(), "publisher")
                .or_else(|| meta(page, &["og:site_name", "application-name", "dc.publisher"])),
            published: published(page, &described),
            modified: modified(page, &described),
            url: url(page, &described),
            language: page
                .language
                .clone()
                .filter(|language| !language.is_empty()),
            is_article,
            is_post: described.headline.is_none() && is_social(page),
        }
    }

    /// Writes the claims to the document, each with the place in its text where there is one.
    pub(crate) fn fill(self, document: &mut Document) {
        let headline = block(document, BlockKind::Headline);
        let shown = headline.map(|span| document.text.slice(span).to_owned());
        let claimed = self.titles.into_iter().next();
        let metadata = &mut document.metadata;
        metadata.title = match (shown, claimed) {
            (Some(shown), _) => Some(Sourced {
                value: collapse(&shown),
                span: headline,
                from: "the page's headline".to_owned(),
            }),
            (None, claimed) => claimed,
        };
        metadata.publisher = self.publisher;
        metadata.published = self.published;
        metadata.modified = self.modified;
        metadata.url = self.url;
        metadata.language = self.language;
        document.kind = match () {
            () if self.is_post => DocumentKind::Post,
            () if self.is_article => DocumentKind::Article,
            () => DocumentKind::Unknown,
        };
        fill_authors(document, self.authors);
        if document.metadata.published.is_none() {
            document.warnings.push(no_date());
        }
    }
}

/// Whether two lines say the same, whatever their marks, case and white space.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let words = |line: &str| -> String {
        let kept = line.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    !a.is_empty() && a == b
}

fn no_date() -> Warning {
    Warning {
        code: "no-date".to_owned(),
        message: "the page does not say when it was published, so relative dates stay open: give \
                  the day with --date"
            .to_owned(),
    }
}

fn titles(page: &Page, described: &Described) -> Vec<Sourced<String>> {
    let title = page.title.as_deref().filter(|title| !title.is_empty());
    // Most pages add their outlet's name: `Headline | Outlet`.
    let shortened = title.map(|title| {
        let cut = [" | ", " – ", " — ", " - "]
            .iter()
            .find_map(|mark| title.rsplit_once(mark));
        cut.map_or(title, |(headline, _)| headline.trim())
    });
    let of_title = |value: &str| Sourced {
        value: value.to_owned(),
        span: None,
        from: "<title>".to_owned(),
    };
    from_json(described.headline.as_ref(), "headline")
        .into_iter()
        .chain(meta(page, &["og:title", "twitter:title", "dc.title"]))
        .chain(shortened.map(of_title))
        .chain(title.map(of_title))
        .collect()
}

fn authors(page: &Page, described: &Described) -> Vec<Sourced<String>> {
    let is_name = |name: &Sourced<String>| {
        name.value.chars().count() <= LONGEST_NAME && !name.value.contains("://")
    };
    let named: Vec<Sourced<String>> = described
        .authors
        .iter()
        .filter_map(|name| from_json(Some(name), "author"))
        .filter(is_name)
        .collect();
    if !named.is_empty() {
        return named;
    }
    let keys = [
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "byl",
    ];
    meta(page, &keys)
        .filter(is_name)
        .map(|name| Sourced {
            value: without_by(&name.value).to_owned(),
            ..name
        })
        .into_iter()
        .collect()
}

fn published(page: &Page, described: &Described) -> Option<Sourced<Moment>> {
    let keys = [
        "article:published_time",
        "og:published_time",
        "datepublished",
        "article.published",
        "pubdate",
        "publishdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "date",
    ];
    from_json(described.published.as_ref(), "datePublished")
        .and_then(as_moment)
        .or_else(|| meta_moment(page, &keys))
        .or_else(|| time(page, "datePublished"))
        .or_else(|| only_time(page))
}

fn modified(page: &Page, described: &Described) -> Option<Sourced<Moment>> {
    let keys = [
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "lastmod",
        "dcterms.modified",
    ];
    from_json(described.modified.as_ref(), "dateModified")
        .and_then(as_moment)
        .or_else(|| meta_moment(page, &keys))
        .or_else(|| time(page, "dateModified"))
}

fn url(page: &Page, described: &Described) -> Option<Sourced<String>> {
    let is_url = |url: &Sourced<String>| url.value.contains("://");
    let canonical = page.canonical.as_ref().map(|url| Sourced {
        value: url.trim().to_owned(),
        span: None,
        from: "<link rel=canonical>".to_owned(),
    });
    canonical
        .filter(is_url)
        .or_else(|| meta(page, &["og:url"]).filter(is_url))
        .or_else(|| from_json(described.url.as_ref(), "url").filter(is_url))
}

/// Pages of the large social media name their site, and describe no article.
fn is_social(page: &Page) -> bool {
    let site = meta(page, &["og:site_name"]);
    site.is_some_and(|site| {
        let site = site.value.to_ascii_lowercase();
        matches!(
            site.as_str(),
            "twitter"
                | "x (formerly twitter)"
                | "instagram"
                | "facebook"
                | "threads"
                | "mastodon"
                | "reddit"
                | "bluesky"
        )
    })
}

fn from_json(value: Option<&String>, key: &str) -> Option<Sourced<String>> {
    value.map(|value| Sourced {
        value: value.clone(),
        span: None,
        from: format!("JSON-LD {key}"),
    })
}

/// The first `<meta>` with one of the keys, in the order of the keys.
fn meta(page: &Page, keys: &[&str]) -> Option<Sourced<String>> {
    keys.iter().find_map(|key| {
        let (_, value) = page.meta.iter().find(|(k, v)| k == key && !v.is_empty())?;
        Some(Sourced {
            value: value.clone(),
            span: None,
            from: format!("<meta> {key}"),
        })
    })
}

fn meta_moment(page: &Page, keys: &[&str]) -> Option<Sourced<Moment>> {
    keys.iter().find_map(|key| as_moment(meta(page, &[key])?))
}

fn as_moment(claim: Sourced<String>) -> Option<Sourced<Moment>> {
    Some(Sourced {
        value: dates::moment(&claim.value)?,
        span: claim.span,
        from: claim.from,
    })
}

/// The `<time>` element that says it is this property.
fn time(page: &Page, property: &str) -> Option<Sourced<Moment>> {
    let (_, value) = page.times.iter().find(|(p, _)| p == property)?;
    moment_of_time(value)
}

/// The `<time>` elements of the page, if all that are full dates name one day: where they name
/// several, nothing tells which is the page's own.
fn only_time(page: &Page) -> Option<Sourced<Moment>> {
    let mut moments = page
        .times
        .iter()
        .filter_map(|(_, value)| moment_of_time(value));
    let first = moments.next()?;
    moments
        .all(|other| other.value.day == first.value.day)
        .then_some(first)
}

fn moment_of_time(value: &str) -> Option<Sourced<Moment>> {
    Some(Sourced {
        value: dates::moment(value)?,
        span: None,
        from: "<time>".to_owned(),
    })
}

fn block(document: &Document, kind: BlockKind) -> Option<Span> {
    let found = document.blocks.iter().find(|block| block.kind == kind);
    found.map(|block| block.span)
}

/// Gives every author the place of the name in the line that names them; without a claim in the
/// page's head, the line itself says who.
fn fill_authors(document: &mut Document, claimed: Vec<Sourced<String>>) {
    let text = &document.text;
    let line = block(document, BlockKind::Byline);
    let place = |name: &str| {
        let line = line?;
        let at = text.slice(line).find(name)?;
        text.within(line, at..at + name.len())
    };
    if !claimed.is_empty() {
        let found = claimed.into_iter().map(|author| Sourced {
            span: place(&author.value),
            ..author
        });
        document.metadata.authors = found.collect();
        return;
    }
    let Some(line) = line else { return };
    let words = text.slice(line).lines().next().unwrap_or_default();
    let name = without_by(words).trim();
    let is_name = (2..=5).contains(&name.split_whitespace().count())
        && name != words
        && !name.contains(|c: char| c.is_ascii_digit() || ",|·".contains(c));
    if is_name {
        document.metadata.authors = vec![Sourced {
            value: name.to_owned(),
            span: place(name),
            from: "the line under the headline".to_owned(),
        }];
    }
}

/// A byline without its first word `By`.
fn without_by(line: &str) -> &str {
    let rest = line.get(..3).filter(|by| by.eq_ignore_ascii_case("by "));
    rest.and_then(|by| line.get(by.len()..))
        .map_or(line, str::trim_start)
}
