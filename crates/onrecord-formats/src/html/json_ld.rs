//! What a page says of itself in JSON-LD with the words of schema.org.

use serde_json::Value;

/// How deep objects are looked into for an article.
const DEPTH: usize = 6;

/// What one object of JSON-LD says of the page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Described {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) url: Option<String>,
}

/// The first article described in `json`.
pub(crate) fn article(json: &str) -> Option<Described> {
    let value = parse(json)?;
    let object = find(&value, DEPTH)?;
    Some(Described {
        headline: text(object.get("headline")).or_else(|| text(object.get("name"))),
        authors: names(object.get("author").or_else(|| object.get("creator"))),
        publisher: names(object.get("publisher")).into_iter().next(),
        published: text(object.get("datePublished")).or_else(|| text(object.get("dateCreated"))),
        modified: text(object.get("dateModified")),
        url: text(object.get("url")).or_else(|| match object.get("mainEntityOfPage") {
            Some(Value::Object(page)) => text(page.get("@id")),
            other => text(other),
        }),
    })
}

/// Many pages have line ends inside strings, comments or CDATA marks around: forgiven.
fn parse(json: &str) -> Option<Value> {
    let json = json.trim();
    if let Ok(value) = serde_json::from_str(json) {
        return Some(value);
    }
    let start = json.find(['{', '['])?;
    let end = json.rfind(['}', ']'])?;
    let inner: String = json
        .get(start..=end)?
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    serde_json::from_str(&inner).ok()
}

/// The first object whose type is one of an article, in the order of the JSON.
fn find(value: &Value, depth: usize) -> Option<&serde_json::Map<String, Value>> {
    match value {
        _ if depth == 0 => None,
        Value::Array(values) => values.iter().find_map(|v| find(v, depth - 1)),
        Value::Object(object) if is_article(object.get("@type")) => Some(object),
        Value::Object(object) => ["@graph", "mainEntity", "hasPart"]
            .iter()
            .find_map(|key| find(object.get(*key)?, depth - 1)),
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(kind)) => {
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        }
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| is_article(Some(kind))),
        _ => false,
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    let words = match value? {
        Value::Array(values) => return text(values.first()),
        value => super::page::collapse(&super::words::plain(value.as_str()?)),
    };
    (!words.is_empty()).then_some(words)
}

/// The names in a string, an object with a name, or a list of these.
fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values.iter().flat_map(|v| names(Some(v))).collect(),
        Some(Value::Object(object)) if !matches!(object.get("name"), Some(Value::Object(_))) => {
            names(object.get("name"))
        }
        Some(value @ Value::String(_)) => text(Some(value)).into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_a_graph() {
        let json = r#"{"@graph": [{"@type": "WebSite", "name": "Quarry Post"},
            {"@type": ["NewsArticle"], "headline": "Judge\nhears appeal &amp; waits",
             "author": [{"name": "Ada Moon"}, {"name": ["Bo Marsh"]}, "Cy Lund"],
             "publisher": {"name": "Quarry Post"}, "datePublished": "2021-03-12"}]}"#;
        let found = article(&json.replace("\\n", "\n")).unwrap();
        assert_eq!(found.headline.unwrap(), "Judge hears appeal & waits");
        assert_eq!(found.authors, ["Ada Moon", "Bo Marsh", "Cy Lund"]);
        assert_eq!(found.publisher.unwrap(), "Quarry Post");
        assert_eq!(found.published.unwrap(), "2021-03-12");
    }

    #[test]
    fn junk_and_deep_nesting_give_nothing() {
        assert_eq!(article("{nothing"), None);
        assert_eq!(article(&"[".repeat(100_000)), None);
        assert_eq!(article("{\"@type\": \"Person\"}"), None);
    }
}
