//! What the tokenizer finds in a page, in the page's order: blocks of words, and what its head says.

use super::element::{self, Context, Standing};
use super::words;
use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};
use std::collections::HashMap;
use std::ops::Range;

/// A page taken apart. Offsets are bytes of the decoded source.
#[derive(Debug)]
pub(crate) struct Page<'s> {
    pub(crate) source: &'s str,
    pub(crate) blocks: Vec<PageBlock>,
    pub(crate) runs: Vec<Run>,
    /// `<meta>`: its name, property or itemprop in lower case, and its content.
    pub(crate) meta: Vec<(String, String)>,
    /// `datetime` of `<time>` elements, with what their itemprop says, outside of what stands beside.
    pub(crate) times: Vec<(String, String)>,
    /// What stands in `<script type="application/ld+json">`.
    pub(crate) json_ld: Vec<&'s str>,
    /// `<title>`.
    pub(crate) title: Option<String>,
    /// `<link rel="canonical">`.
    pub(crate) canonical: Option<String>,
    /// `lang` of `<html>`.
    pub(crate) language: Option<String>,
    pub(crate) size: Size,
}

/// How much work a page is to parse into a tree.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Size {
    /// Elements.
    pub(crate) elements: usize,
    /// Most elements open at once.
    pub(crate) depth: usize,
    /// Most attributes of one element.
    pub(crate) attributes: usize,
}

/// Words that belong together: the text of one block element, or a part of it between others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageBlock {
    pub(crate) context: Context,
}

/// A run of a block.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// Index of its block.
    pub(crate) block: usize,
    pub(crate) source: Range<usize>,
    pub(crate) content: Content,
    pub(crate) standing: Standing,
}

/// What a run is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Content {
    /// The characters of the source, references to be decoded.
    Words,
    /// Other characters than the source's, as the tokenizer gave them (it left marks out).
    Other(String),
    /// `<br>`.
    Break,
}

impl<'s> Page<'s> {
    /// Takes `source` apart.
    pub(crate) fn new(source: &'s str) -> Self {
        let mut builder = Builder::new(source);
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(source, emitter) {
            match token {
                Ok(Token::StartTag(tag)) => builder.start(&tag),
                Ok(Token::EndTag(tag)) => builder.end(&tag),
                Ok(Token::String(words)) => {
                    builder.words(words.span.start..words.span.end, &words.value);
                }
                Ok(_) | Err(_) => {}
            }
        }
        builder.page
    }

    /// The words of a block, white space collapsed.
    pub(crate) fn words_of(&self, block: usize) -> String {
        let first = self.runs.partition_point(|run| run.block < block);
        let mut all = String::new();
        for run in self.runs.iter().skip(first) {
            if run.block != block {
                break;
            }
            match &run.content {
                Content::Words => all.push_str(&words::plain(self.raw(run))),
                Content::Other(words) => all.push_str(words),
                Content::Break => all.push(' '),
            }
        }
        collapse(&all)
    }

    /// The source of a run.
    pub(crate) fn raw(&self, run: &Run) -> &'s str {
        self.source.get(run.source.clone()).unwrap_or_default()
    }
}

/// `words` with every run of white space as one space, none at the ends.
pub(crate) fn collapse(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Open {
    name: String,
    context: Context,
}

struct Builder<'s> {
    page: Page<'s>,
    open: Vec<Open>,
    /// How many elements of each name are open, so that stray end tags cost nothing.
    counts: HashMap<String, usize>,
    /// The block that words go to, if one has begun.
    block: Option<usize>,
    /// Whether there was a line break, and only white space since.
    after_break: bool,
    /// Inside `<script type="application/ld+json">`.
    in_json_ld: bool,
}

impl<'s> Builder<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            page: Page {
                source,
                blocks: Vec::new(),
                runs: Vec::new(),
                meta: Vec::new(),
                times: Vec::new(),
                json_ld: Vec::new(),
                title: None,
                canonical: None,
                language: None,
                size: Size::default(),
            },
            open: Vec::new(),
            counts: HashMap::new(),
            block: None,
            after_break: false,
            in_json_ld: false,
        }
    }

    fn context(&self) -> Context {
        self.open.last().map_or(Context::TOP, |open| open.context)
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |key: &str| {
            let value = tag.attributes.get(key.as_bytes())?;
            Some(String::from_utf8_lossy(&value.value).into_owned())
        };
        self.page.size.elements += 1;
        self.page.size.attributes = self.page.size.attributes.max(tag.attributes.len());
        self.note(&name, attribute);
        if element::is_block(&name) {
            self.end_block();
        }
        if name == "br" {
            self.line_break(tag.span.start..tag.span.end);
        }
        if element::is_void(&name) {
            return;
        }
        self.end_implied(&name);
        let context = self.context().inside(&name, attribute);
        self.in_json_ld = name == "script"
            && attribute("type")
                .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"));
        *self.counts.entry(name.clone()).or_default() += 1;
        self.open.push(Open { name, context });
        self.page.size.depth = self.page.size.depth.max(self.open.len());
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        self.in_json_ld = false;
        if element::is_block(&name) {
            self.end_block();
        }
        if self.counts.get(&name).is_none_or(|n| *n == 0) {
            return;
        }
        while let Some(ended) = self.pop() {
            if ended == name {
                break;
            }
        }
    }

    fn pop(&mut self) -> Option<String> {
        let open = self.open.pop()?;
        if let Some(count) = self.counts.get_mut(&open.name) {
            *count = count.saturating_sub(1);
        }
        Some(open.name)
    }

    /// Ends the elements that end where `name` begins.
    fn end_implied(&mut self, name: &str) {
        const NEAR: usize = 24;
        let near = self.open.iter().rev().take(NEAR).take_while(|open| {
            !element::is_wall(&open.name) || element::ends_before(&open.name, name)
        });
        let ended = near
            .enumerate()
            .filter(|(_, open)| element::ends_before(&open.name, name))
            .last()
            .map_or(0, |(i, _)| i + 1);
        for _ in 0..ended {
            self.pop();
        }
    }

    fn end_block(&mut self) {
        self.block = None;
        self.after_break = false;
    }

    /// One `<br>` is a line break, two are the end of a paragraph.
    fn line_break(&mut self, source: Range<usize>) {
        let Some(block) = self.block else { return };
        if self.after_break {
            self.end_block();
            return;
        }
        self.after_break = true;
        let standing = self.context().standing;
        self.page.runs.push(Run {
            block,
            source,
            content: Content::Break,
            standing,
        });
    }

    fn words(&mut self, source: Range<usize>, value: &[u8]) {
        let raw = self.page.source.get(source.clone()).unwrap_or_default();
        if self.in_json_ld {
            self.page.json_ld.push(raw);
        }
        let context = self.context();
        if self.open.last().is_some_and(|open| open.name == "title") && self.page.title.is_none() {
            self.page.title = Some(collapse(&words::plain(raw)));
        }
        if context.standing == Standing::Hidden {
            return;
        }
        let blank = value.iter().all(u8::is_ascii_whitespace);
        if blank && self.block.is_none() {
            return;
        }
        self.after_break = self.after_break && blank;
        let block = *self.block.get_or_insert_with(|| {
            self.page.blocks.push(PageBlock { context });
            self.page.blocks.len() - 1
        });
        self.page.runs.push(Run {
            block,
            source,
            content: content(raw, value),
            standing: context.standing,
        });
    }

    /// Keeps what an element says of the page.
    fn note(&mut self, name: &str, attribute: impl Fn(&str) -> Option<String>) {
        match name {
            "html" => self.page.language = self.page.language.take().or_else(|| attribute("lang")),
            "meta" => {
                let key = ["property", "name", "itemprop"]
                    .iter()
                    .find_map(|k| attribute(k));
                if let (Some(key), Some(content)) = (key, attribute("content")) {
                    let content = collapse(&content);
                    self.page
                        .meta
                        .push((key.trim().to_ascii_lowercase(), content));
                }
            }
            "link" if attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                self.page.canonical = self.page.canonical.take().or_else(|| attribute("href"));
            }
            "time" if self.context().standing == Standing::Shown => {
                if let Some(time) = attribute("datetime") {
                    let property = attribute("itemprop").unwrap_or_default();
                    self.page.times.push((property, time));
                }
            }
            _ => {}
        }
    }
}

/// How the tokenizer's `value` relates to its source: the same once references are decoded, or not.
fn content(raw: &str, value: &[u8]) -> Content {
    let is_line_end = |c: &u8| *c == b'\r' || *c == b'\n' || *c == 0;
    let decoded = words::plain(raw);
    let same = decoded
        .bytes()
        .filter(|c| !is_line_end(c))
        .eq(value.iter().copied().filter(|c| !is_line_end(c)));
    if same {
        Content::Words
    } else {
        Content::Other(String::from_utf8_lossy(value).into_owned())
    }
}
