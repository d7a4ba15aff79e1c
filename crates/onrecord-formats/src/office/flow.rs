//! A stretch of running text in the making: the body of a paper, a note, a box, the cell of a table.
//!
//! Stretches are put into one another when they are done: a note after the paragraph that has its
//! mark, a cell into its row. What stands at a place in the text is kept as a mark until the text is
//! whole.

use crate::derived::Derived;
use onrecord_record::BlockKind;
use std::ops::Range;

/// From this length on, in bytes, a table's cell is running text in a page laid out by tables.
const LONG_CELL: usize = 240;

/// Running text in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    pub(crate) derived: Derived,
    /// What the text is made of, in order. Offsets in bytes.
    pub(crate) blocks: Vec<(Range<usize>, BlockKind)>,
    /// Paragraphs with a number: where each begins, and the number as people cite it.
    pub(crate) numbered: Vec<(usize, String)>,
    /// What stands at which place, in bytes, in the text's order.
    pub(crate) marks: Vec<(usize, Mark)>,
    /// What is to follow the paragraph that is being written: notes, boxes.
    pub(crate) after: Vec<Flow>,
    open: Option<Open>,
    /// White space seen and not yet written, with the bytes it came from.
    space: Vec<(char, Range<u64>)>,
    /// Marks at the start of a paragraph that has no word yet.
    waiting: Vec<Mark>,
}

/// What stands at a place in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    /// Where the aside of this index begins.
    Start(usize),
    /// Where it ends.
    End(usize),
    /// Where a new page begins.
    Page,
}

/// The paragraph that is being written.
#[derive(Clone, Debug)]
struct Open {
    kind: BlockKind,
    /// Where its first word stands, once it has one.
    start: Option<usize>,
    label: Option<Label>,
}

/// The number or bullet before a paragraph.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Label {
    /// As it is shown: `7.`, `(a)`, `•`.
    pub(crate) shown: String,
    /// The number as people cite it, where it is one: `7`, `4a`.
    pub(crate) number: Option<String>,
}

impl Flow {
    /// Begins a paragraph, after ending the one before.
    pub(crate) fn begin(&mut self, kind: BlockKind) {
        if self.open.is_some() {
            self.end();
        }
        self.open = Some(Open {
            kind,
            start: None,
            label: None,
        });
    }

    /// Says what the paragraph is that is being written.
    pub(crate) fn set_kind(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.kind = kind;
        }
    }

    /// Puts a number or bullet before the paragraph, if it comes to have words.
    pub(crate) fn set_label(&mut self, label: Label) {
        if let Some(open) = self.open.as_mut().filter(|open| open.start.is_none()) {
            open.label = Some(label);
        }
    }

    /// Whether the paragraph that is being written has words.
    pub(crate) fn has_words(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.start.is_some())
    }

    /// Where the next word will stand, as far as is known.
    pub(crate) fn here(&self) -> usize {
        self.derived.len()
    }

    /// Adds words that stand in no range of bytes of their own.
    pub(crate) fn put(&mut self, words: &str) {
        let mut done = 0;
        for (at, c) in words.char_indices().filter(|(_, c)| is_space(*c)) {
            self.word(words.get(done..at).unwrap_or_default());
            self.space(c, 0..0);
            done = at + c.len_utf8();
        }
        self.word(words.get(done..).unwrap_or_default());
    }

    fn word(&mut self, word: &str) {
        if !word.is_empty() {
            self.reach(0);
            self.derived.inserted(word, 0);
        }
    }

    /// Adds a character that was made from the bytes `from`; `same` where it is those bytes.
    pub(crate) fn put_from(&mut self, c: char, from: Range<u64>, same: bool) {
        if is_space(c) || (c == '\u{A0}' && !self.has_words()) {
            self.space(c, from);
            return;
        }
        self.reach(from.start);
        let mut buffer = [0; 4];
        let word = c.encode_utf8(&mut buffer);
        if same {
            self.derived.verbatim(word, from.start);
        } else {
            self.derived.converted(word, from);
        }
    }

    fn space(&mut self, c: char, from: Range<u64>) {
        if self.has_words() {
            self.space.push((c, from));
        }
    }

    /// Before a word: begins the paragraph where it has none yet, and writes the white space that is
    /// due.
    fn reach(&mut self, at: u64) {
        let open = self.open.get_or_insert(Open {
            kind: BlockKind::Paragraph,
            start: None,
            label: None,
        });
        if open.start.is_some() {
            for (c, from) in self.space.drain(..) {
                let mut buffer = [0; 4];
                let word = c.encode_utf8(&mut buffer);
                match from.end - from.start {
                    0 => self.derived.inserted(word, from.start),
                    1 => self.derived.verbatim(word, from.start),
                    _ => self.derived.converted(word, from),
                }
            }
            return;
        }
        if let Some((_, before)) = self.blocks.last() {
            self.derived.inserted(distance(*before, open.kind), at);
        }
        let start = self.derived.len();
        open.start = Some(start);
        for mark in self.waiting.drain(..) {
            self.marks.push((start, mark));
        }
        if let Some(label) = open.label.take() {
            if let Some(number) = label.number {
                self.numbered.push((start, number));
            }
            if !label.shown.is_empty() {
                self.derived.inserted(&label.shown, at);
                self.derived.inserted(" ", at);
            }
        }
    }

    /// Sets a mark here.
    pub(crate) fn mark(&mut self, mark: Mark) {
        if self.has_words() {
            self.marks.push((self.derived.len(), mark));
        } else {
            self.waiting.push(mark);
        }
    }

    /// Ends the paragraph, and puts what follows it.
    pub(crate) fn end(&mut self) {
        self.space.clear();
        let Some(open) = self.open.take() else {
            return self.put_after();
        };
        if let Some(start) = open.start {
            self.blocks.push((start..self.derived.len(), open.kind));
        }
        self.put_after();
    }

    fn put_after(&mut self) {
        for flow in std::mem::take(&mut self.after) {
            self.append(flow);
        }
    }

    /// Ends the text: no mark waits any more.
    fn close(&mut self) {
        self.end();
        let here = self.derived.len();
        for mark in self.waiting.drain(..) {
            self.marks.push((here, mark));
        }
    }

    /// Adds a whole stretch after what is there.
    pub(crate) fn append(&mut self, mut flow: Flow) {
        flow.close();
        if let (Some((_, before)), Some((_, after))) = (self.blocks.last(), flow.blocks.first()) {
            self.derived.inserted(distance(*before, *after), 0);
        }
        self.join(flow);
    }

    /// Adds a stretch as it is, block for block.
    fn join(&mut self, flow: Flow) {
        let by = self.derived.len();
        if !flow.blocks.is_empty() || !flow.marks.is_empty() {
            let waiting = self.waiting.drain(..).map(|mark| (by, mark));
            self.marks.extend(waiting);
        }
        self.derived.append(flow.derived);
        let blocks = flow.blocks.into_iter();
        self.blocks
            .extend(blocks.map(|(range, kind)| (range.start + by..range.end + by, kind)));
        let numbered = flow.numbered.into_iter();
        self.numbered
            .extend(numbered.map(|(at, number)| (at + by, number)));
        let marks = flow.marks.into_iter();
        self.marks.extend(marks.map(|(at, mark)| (at + by, mark)));
    }

    /// Adds the cells of a row: a line with tabs between them where each is one short paragraph, else
    /// one after the other. A row of one cell is no row, but a frame around words.
    pub(crate) fn append_row(&mut self, mut cells: Vec<Flow>) {
        cells.iter_mut().for_each(Flow::close);
        let is_line = |cell: &Flow| cell.blocks.len() <= 1 && cell.derived.len() <= LONG_CELL;
        if cells.len() > 1 && cells.iter().all(is_line) {
            while cells
                .last()
                .is_some_and(|cell| cell.blocks.is_empty() && cell.marks.is_empty())
            {
                cells.pop();
            }
            let mut row = Flow::default();
            for (i, cell) in cells.into_iter().enumerate() {
                if i > 0 {
                    row.derived.inserted("\t", 0);
                }
                row.join(cell);
            }
            let (start, end) = (row.blocks.first(), row.blocks.last());
            if let (Some((start, _)), Some((end, _))) = (start, end) {
                row.blocks = vec![(start.start..end.end, BlockKind::Table)];
            }
            self.append(row);
            return self.put_after();
        }
        let is_frame = cells.len() == 1;
        for mut cell in cells {
            for (range, kind) in &mut cell.blocks {
                let short = range.end - range.start <= LONG_CELL;
                if !is_frame && short && *kind != BlockKind::Footnote {
                    *kind = BlockKind::Table;
                }
            }
            self.append(cell);
        }
        self.put_after();
    }

    /// This stretch as a note, with its number before it.
    pub(crate) fn into_note(mut self, label: &str) -> Flow {
        self.close();
        if self.blocks.is_empty() {
            return self;
        }
        let mut note = Flow::default();
        if !label.is_empty() {
            note.derived.inserted(&format!("[{label}] "), 0);
        }
        note.join(self);
        if let Some((first, _)) = note.blocks.first_mut() {
            first.start = 0;
        }
        for (_, kind) in &mut note.blocks {
            *kind = BlockKind::Footnote;
        }
        note.numbered.clear();
        note
    }

    /// The words alone, for what stands beside the text.
    pub(crate) fn into_words(mut self) -> String {
        self.close();
        self.derived.as_str().to_owned()
    }
}

/// What stands between two blocks.
fn distance(before: BlockKind, after: BlockKind) -> &'static str {
    let close = matches!(before, BlockKind::ListItem | BlockKind::Table);
    if close && before == after {
        "\n"
    } else {
        "\n\n"
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}
