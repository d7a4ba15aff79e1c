//! What the elements of a page mean for its text.

use onrecord_record::BlockKind;

/// Whether words are seen by a reader of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Standing {
    /// Yes.
    Shown,
    /// Yes, but beside the text: menus, forms, footers, buttons.
    Beside,
    /// No: scripts, styles, hidden elements.
    Hidden,
}

/// What holds for the words at one place of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    pub(crate) standing: Standing,
    pub(crate) kind: BlockKind,
    /// 1 to 6 inside `<h1>` to `<h6>`, else 0.
    pub(crate) heading: u8,
    /// White space counts (`<pre>`).
    pub(crate) preformatted: bool,
    /// Set as the line that names the author.
    pub(crate) byline: bool,
    /// Set as the lines that stand between headline and text.
    pub(crate) standfirst: bool,
    /// Set by a mail program as the words of an earlier message.
    pub(crate) quoted: bool,
    /// How many `<blockquote>` are open.
    pub(crate) depth: u8,
}

impl Context {
    /// Outside of everything.
    pub(crate) const TOP: Self = Self {
        standing: Standing::Shown,
        kind: BlockKind::Paragraph,
        heading: 0,
        preformatted: false,
        byline: false,
        standfirst: false,
        quoted: false,
        depth: 0,
    };

    /// What holds inside the element `name`, opened here.
    pub(crate) fn inside(self, name: &str, attribute: impl Fn(&str) -> Option<String>) -> Self {
        let class = attribute("class").unwrap_or_default().to_ascii_lowercase();
        let property = attribute("itemprop").unwrap_or_default();
        let has = |words: &[&str]| words.iter().any(|word| class.contains(word));
        Self {
            standing: self.standing.max(standing(name, &attribute)),
            kind: self.kind_inside(name, has(&["caption"])),
            heading: heading(name).unwrap_or(self.heading),
            preformatted: self.preformatted || name == "pre",
            byline: self.byline
                || has(&["byline", "by-line"])
                || property == "author"
                || attribute("rel").as_deref() == Some("author"),
            standfirst: self.standfirst
                || has(&["standfirst", "subhead", "subtitle", "article-dek", "deck"])
                || property == "alternativeHeadline",
            quoted: self.quoted
                || has(&QUOTED)
                || name == "blockquote" && is_cited(&class, &attribute),
            depth: self.depth.saturating_add(u8::from(name == "blockquote")),
        }
    }

    /// A quotation stays one whatever is inside; otherwise the innermost element decides.
    fn kind_inside(self, name: &str, caption: bool) -> BlockKind {
        match (name, self.kind) {
            (_, BlockKind::BlockQuote) => BlockKind::BlockQuote,
            ("blockquote", _) => BlockKind::BlockQuote,
            ("figcaption" | "caption", _) => BlockKind::Caption,
            (_, kind @ (BlockKind::Caption | BlockKind::Heading | BlockKind::ListItem)) => kind,
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => BlockKind::Heading,
            ("li" | "dd" | "dt", _) => BlockKind::ListItem,
            ("td" | "th", _) => BlockKind::Table,
            ("p" | "div" | "section" | "article", _) if caption => BlockKind::Caption,
            ("p" | "div" | "section" | "article", _) => BlockKind::Paragraph,
            (_, kind) => kind,
        }
    }
}

/// Classes that mail programs give to the line above a quotation, or to all of it.
const QUOTED: [&str; 8] = [
    "gmail_attr",
    "moz-cite-prefix",
    "moz-forward-container",
    "yahoo_quoted",
    "protonmail_quote",
    "tutanota_quote",
    "outlookmessageheader",
    "zmail_extra",
];

/// Whether a mail program made a `<blockquote>`, and not its user.
fn is_cited(class: &str, attribute: impl Fn(&str) -> Option<String>) -> bool {
    class.contains("gmail_quote")
        || attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"))
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn standing(name: &str, attribute: impl Fn(&str) -> Option<String>) -> Standing {
    if HIDDEN.contains(&name) || attribute("hidden").is_some() || styled_away(&attribute) {
        return Standing::Hidden;
    }
    let role = attribute("role").unwrap_or_default();
    let beside = BESIDE.contains(&name)
        || matches!(
            role.as_str(),
            "navigation" | "complementary" | "contentinfo" | "search" | "dialog" | "alert"
        )
        || attribute("aria-hidden").as_deref() == Some("true");
    if beside {
        Standing::Beside
    } else {
        Standing::Shown
    }
}

fn styled_away(attribute: impl Fn(&str) -> Option<String>) -> bool {
    let style: String = attribute("style")
        .unwrap_or_default()
        .to_ascii_lowercase()
        .split_whitespace()
        .collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Elements whose words are not shown, or are no text of the page.
const HIDDEN: [&str; 20] = [
    "script", "style", "template", "noscript", "noembed", "noframes", "svg", "math", "canvas",
    "object", "iframe", "title", "textarea", "select", "datalist", "audio", "video", "map", "rp",
    "xmp",
];

/// Elements whose words stand beside the text.
const BESIDE: [&str; 7] = ["nav", "aside", "footer", "form", "button", "menu", "dialog"];

/// Elements without an end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that begin and end on a line of their own.
const BLOCK: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Whether the element `name` has no end tag and nothing inside.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether the element `name` begins a new block of text.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCK.contains(&name)
}

/// Whether an open element `open` ends where `name` begins, without an end tag of its own.
pub(crate) fn ends_before(open: &str, name: &str) -> bool {
    match open {
        "p" => is_block(name),
        "li" => name == "li",
        "dt" | "dd" => matches!(name, "dt" | "dd"),
        "td" | "th" => matches!(name, "td" | "th" | "tr" | "tbody"),
        "tr" => matches!(name, "tr" | "tbody"),
        "option" => name == "option",
        _ => false,
    }
}

/// Whether an open element `open` keeps tags inside it from ending elements outside it.
pub(crate) fn is_wall(open: &str) -> bool {
    matches!(
        open,
        "table" | "ul" | "ol" | "dl" | "button" | "td" | "th" | "caption" | "object" | "template"
    )
}
