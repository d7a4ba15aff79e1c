//! Who says what in a document of GUM, from the attribution relations between its clauses (rhetorical structure).

use super::tokens::{Token, head};
use crate::corpora::{CorpusError, malformed};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

/// An attribution, in indices of tokens.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Attribution {
    /// What is said.
    pub(super) content: BTreeSet<usize>,
    /// That it is said.
    pub(super) cue: Vec<usize>,
    /// Who says it.
    pub(super) source: Vec<usize>,
}

/// A clause, or what clauses are gathered in.
#[derive(Debug, Default)]
struct Node {
    parent: String,
    relation: String,
    /// The tokens of a clause; none of a group.
    tokens: Option<Range<usize>>,
    /// Whether it is a group of equals.
    is_of_equals: bool,
}

/// The tree of a document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: HashMap<String, Node>,
    /// The nodes in the file's order.
    order: Vec<String>,
    /// By parent.
    children: HashMap<String, Vec<String>>,
    /// The relations between equals.
    equal: HashSet<String>,
    /// By clause or group, the tokens that name who says it.
    sources: HashMap<String, Vec<usize>>,
    /// How many tokens there are.
    count: usize,
}

/// Reads a file of rstWeb.
pub(super) fn tree(path: &Path, file: &str) -> Result<Tree, CorpusError> {
    let mut tree = Tree::default();
    let mut reader = Reader::from_str(file);
    let mut clause: Option<(String, Node)> = None;
    let mut words = String::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = || file.get(..at).unwrap_or(file).matches('\n').count() + 1;
        match reader.read_event() {
            Err(error) => return Err(malformed(path, line(), format!("no XML: {error}"))),
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag)) if tag.name().into_inner() == "segment" => {
                words.clear();
                clause = Some(node(&tag));
            }
            Ok(Event::Start(tag) | Event::Empty(tag)) => tree.opened(&tag),
            Ok(Event::Text(text)) => words.push_str(&text.into_inner()),
            Ok(Event::GeneralRef(_)) => words.push('&'),
            Ok(Event::End(_)) => {
                if let Some((id, mut node)) = clause.take() {
                    let start = tree.count;
                    tree.count += words.split_whitespace().count();
                    node.tokens = Some(start..tree.count);
                    tree.insert(id, node);
                }
            }
            Ok(_) => {}
        }
    }
    Ok(tree)
}

/// A node with its id.
fn node(tag: &BytesStart<'_>) -> (String, Node) {
    let node = Node {
        parent: attribute(tag, "parent"),
        relation: attribute(tag, "relname"),
        tokens: None,
        is_of_equals: attribute(tag, "type") == "multinuc",
    };
    (attribute(tag, "id"), node)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.into_inner() == name);
    found
        .map(|attribute| attribute.value.into_owned())
        .unwrap_or_default()
}

impl Tree {
    /// How many tokens its clauses have together.
    pub(super) fn token_count(&self) -> usize {
        self.count
    }

    /// All attributions, in the order of their clauses.
    pub(super) fn attributions(&self, tokens: &[Token<'_>]) -> Vec<Attribution> {
        let nodes = self
            .order
            .iter()
            .filter_map(|id| Some((id, self.nodes.get(id)?)));
        let mut attributions = Vec::new();
        for (id, node) in nodes.filter(|(_, node)| is_attribution(node)) {
            let mut content = self.content(&node.parent, 0);
            let saying: BTreeSet<usize> = self.whole(id, 0);
            content.retain(|token| !saying.contains(token));
            if content.is_empty() {
                continue;
            }
            let clause = self.nuclear(id, 0);
            let (cue, source) = cue(tokens, clause);
            let marked = self
                .sources
                .get(id)
                .map(|source| known(source, tokens.len(), &saying));
            attributions.push(Attribution {
                content,
                cue,
                source: marked.filter(|source| !source.is_empty()).unwrap_or(source),
            });
        }
        attributions.sort_by_key(|attribution| attribution.content.first().copied());
        attributions
    }

    fn opened(&mut self, tag: &BytesStart<'_>) {
        match tag.name().into_inner() {
            "rel" if attribute(tag, "type") == "multinuc" => {
                self.equal.insert(attribute(tag, "name"));
            }
            "group" => {
                let (id, node) = node(tag);
                self.insert(id, node);
            }
            "signal" if attribute(tag, "subtype") == "attribution_source" => {
                let tokens = attribute(tag, "tokens");
                let tokens = tokens
                    .split(',')
                    .filter_map(|at| at.trim().parse::<usize>().ok()?.checked_sub(1));
                self.sources
                    .entry(attribute(tag, "source"))
                    .or_default()
                    .extend(tokens);
            }
            _ => {}
        }
    }

    fn insert(&mut self, id: String, node: Node) {
        self.children
            .entry(node.parent.clone())
            .or_default()
            .push(id.clone());
        self.order.push(id.clone());
        self.nodes.insert(id, node);
    }

    fn children(&self, id: &str) -> impl Iterator<Item = (&String, &Node)> {
        let children = self.children.get(id).into_iter().flatten();
        children.filter_map(|child| Some((child, self.nodes.get(child)?)))
    }

    /// Whether the child is part of the group's core, not attached to it.
    fn is_core(&self, group: &str, child: &Node) -> bool {
        let of_equals = self
            .nodes
            .get(group)
            .is_some_and(|group| group.is_of_equals);
        child.relation == "span" || (of_equals && self.equal.contains(&child.relation))
    }

    /// The tokens of a node without what is attached to it.
    fn tokens(&self, id: &str, depth: usize) -> BTreeSet<usize> {
        // A file may be damaged; a tree of more levels than this has a circle in it.
        if depth > self.nodes.len() {
            return BTreeSet::new();
        }
        match self.nodes.get(id).and_then(|node| node.tokens.clone()) {
            Some(tokens) => tokens.collect(),
            None => {
                let core = self
                    .children(id)
                    .filter(|(_, child)| self.is_core(id, child));
                core.flat_map(|(child, _)| self.whole(child, depth + 1))
                    .collect()
            }
        }
    }

    /// The tokens of a node and of all that is attached to it.
    fn whole(&self, id: &str, depth: usize) -> BTreeSet<usize> {
        let mut tokens = self.tokens(id, depth + 1);
        let attached = self
            .children(id)
            .filter(|(_, child)| !self.is_core(id, child));
        if depth <= self.nodes.len() {
            tokens.extend(attached.flat_map(|(child, _)| self.whole(child, depth + 1)));
        }
        tokens
    }

    /// The tokens of the first clause of a node's core.
    fn nuclear(&self, id: &str, depth: usize) -> Range<usize> {
        if let Some(tokens) = self.nodes.get(id).and_then(|node| node.tokens.clone()) {
            return tokens;
        }
        let core = self.children(id).find(|(_, child)| self.is_core(id, child));
        match core {
            Some((child, _)) if depth <= self.nodes.len() => self.nuclear(child, depth + 1),
            _ => 0..0,
        }
    }

    /// What is said, where the attribution is attached to this node: its tokens; all of the clause where the node
    /// is one piece of it; and where the node itself says that something is said, that too.
    fn content(&self, id: &str, depth: usize) -> BTreeSet<usize> {
        let mut content = self.tokens(id, 0);
        let mut at = id;
        for _ in 0..self.nodes.len() {
            let Some(node) = self.nodes.get(at) else {
                break;
            };
            if is_attribution(node) {
                if depth <= self.nodes.len() {
                    content.extend(self.content(&node.parent, depth + 1));
                }
                break;
            }
            match node.relation.as_str() {
                "same-unit" => content.extend(self.tokens(&node.parent, 0)),
                "span" => {}
                _ => break,
            }
            at = &node.parent;
        }
        content
    }
}

fn is_attribution(node: &Node) -> bool {
    node.relation.starts_with("attribution")
}

/// The tokens marked as the source: those in the clauses that say so, if there are any.
fn known(tokens: &[usize], count: usize, saying: &BTreeSet<usize>) -> Vec<usize> {
    let tokens: BTreeSet<usize> = tokens.iter().copied().filter(|at| *at < count).collect();
    let inside: Vec<usize> = tokens.intersection(saying).copied().collect();
    if inside.is_empty() {
        tokens.into_iter().collect()
    } else {
        inside
    }
}

/// Cue and source of a clause that says that something is said, by its syntax.
fn cue(tokens: &[Token<'_>], clause: Range<usize>) -> (Vec<usize>, Vec<usize>) {
    let Some(top) = head(tokens, clause.clone()) else {
        return (Vec::new(), Vec::new());
    };
    let of = |head: usize, relation: &str| -> Vec<usize> {
        let is_it = |at: &usize| {
            let token = tokens.get(*at);
            token.is_some_and(|token| token.head == Some(head) && token.relation == relation)
        };
        clause.clone().filter(is_it).collect()
    };
    let is_verb = tokens
        .get(top)
        .is_some_and(|token| token.tag.starts_with("VB"));
    let mut prepositions = of(top, "case");
    if !is_verb && !prepositions.is_empty() {
        // "According to the paper": no verb says it.
        let rest: Vec<usize> = prepositions
            .iter()
            .flat_map(|at| of(*at, "fixed"))
            .collect();
        prepositions.extend(rest);
        prepositions.sort_unstable();
        let source = below(tokens, top, &clause);
        let source = source.into_iter().filter(|at| !prepositions.contains(at));
        return (prepositions.clone(), source.collect());
    }
    let subject = of(top, "nsubj").into_iter().next();
    let source = subject
        .map(|subject| below(tokens, subject, &clause))
        .unwrap_or_default();
    if !is_verb && subject.is_none() {
        return (Vec::new(), below(tokens, top, &clause));
    }
    (vec![top], source)
}

/// A token of the clause and all in the clause that depend on it, without marks at the ends.
fn below(tokens: &[Token<'_>], top: usize, clause: &Range<usize>) -> Vec<usize> {
    let depends = |at: &usize| {
        let mut here = Some(*at);
        for _ in clause.clone() {
            if here == Some(top) {
                return true;
            }
            here = here.and_then(|here| tokens.get(here)?.head);
        }
        false
    };
    let mut all: Vec<usize> = clause.clone().filter(depends).collect();
    let is_mark = |at: Option<&usize>| {
        at.and_then(|at| tokens.get(*at))
            .is_some_and(Token::is_mark)
    };
    while is_mark(all.last()) {
        all.pop();
    }
    while is_mark(all.first()) {
        all.remove(0);
    }
    all
}
