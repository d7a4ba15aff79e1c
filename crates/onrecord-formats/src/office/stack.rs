//! The stretches of text that are being written, one inside the other: a cell in the body, a box in
//! a cell.

use super::flow::Flow;

/// Most stretches inside one another. What lies deeper is written into the one around it.
pub(crate) const MOST_FLOWS: usize = 24;

/// Stretches that are being written.
#[derive(Debug, Default)]
pub(crate) struct Stack {
    outermost: Flow,
    inner: Vec<(Flow, bool)>,
    /// The cells so far of the rows that are open.
    rows: Vec<Vec<Flow>>,
}

impl Stack {
    /// The innermost stretch.
    pub(crate) fn flow(&mut self) -> &mut Flow {
        match self.inner.last_mut() {
            Some((flow, _)) => flow,
            None => &mut self.outermost,
        }
    }

    /// How many there are inside the outermost.
    pub(crate) fn depth(&self) -> usize {
        self.inner.len()
    }

    /// Whether there may be one more.
    pub(crate) fn has_room(&self) -> bool {
        self.inner.len() < MOST_FLOWS
    }

    /// Begins a stretch.
    pub(crate) fn push(&mut self) {
        self.inner.push((Flow::default(), false));
    }

    /// Ends the innermost stretch.
    pub(crate) fn pop(&mut self) -> Flow {
        let popped = self.inner.pop();
        popped.map(|(flow, _)| flow).unwrap_or_default()
    }

    /// The outermost stretch, once all is written.
    pub(crate) fn finish(&mut self) -> Flow {
        std::mem::take(&mut self.outermost)
    }

    /// Ends the innermost stretch, a box: it follows the paragraph, or the row, that it stands in.
    pub(crate) fn end_box(&mut self) {
        let flow = self.pop();
        self.follow(flow);
    }

    /// Puts a stretch after the paragraph that is being written, or after the row it stands in.
    pub(crate) fn follow(&mut self, flow: Flow) {
        let around = self.inner.iter_mut().rev().find(|(_, is_cell)| !is_cell);
        match around {
            Some((around, _)) => around.after.push(flow),
            None => self.outermost.after.push(flow),
        }
    }

    /// Begins a row of a table.
    pub(crate) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Whether a cell may begin.
    pub(crate) fn has_room_for_cell(&self) -> bool {
        self.has_room() && !self.rows.is_empty()
    }

    /// Begins a cell.
    pub(crate) fn begin_cell(&mut self) {
        self.inner.push((Flow::default(), true));
    }

    /// Ends the cell that is the innermost stretch.
    pub(crate) fn end_cell(&mut self) {
        let cell = self.pop();
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    /// Ends the row, and writes it.
    pub(crate) fn end_row(&mut self) {
        let cells = self.rows.pop().unwrap_or_default();
        let flow = self.flow();
        flow.end();
        flow.append_row(cells);
    }
}
