//! Rows of values with named columns, separated by commas, semicolons, tabs or bars.

use super::columns::{self, Role};
use super::record::{Cell, MOST_CELLS, Records};
use super::row::{self, Value};
use super::times::Orders;
use crate::derived::Derived;
use crate::driver::{Sink, Source};
use crate::readers::{self, Input};
use crate::{FormatError, Hint, encoding, signature};
use onrecord_record::{Block, BlockKind, Document, Format, Warning};
use std::collections::BTreeSet;

/// What may stand between two values.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many bytes at the start tell what a table is.
const SAMPLE: usize = 64 << 10;
/// How many rows at the start tell what a table is.
const SAMPLE_ROWS: usize = 100;
/// In how many rows at the start the row with the columns' names is looked for: lists made by hand
/// have titles over them.
const HEADER_AMONG: usize = 10;
/// How long, in characters, the words of a column are on average that holds text though its name does
/// not say so.
const MEAN_OF_TEXT: usize = 100;
/// The same for a column whose name is used for text and for other things.
const MEAN_OF_WEAK: usize = 50;
/// Longest name of a column, in characters.
const LONGEST_NAME: usize = 80;

/// Told by its ending; without one that says otherwise, by columns that are named and filled alike.
pub(crate) fn sniff(bytes: &[u8], hint: &Hint) -> Option<String> {
    let ending = hint.ending();
    let told = matches!(ending.as_str(), "csv" | "tsv" | "tab" | "psv");
    if !told && !matches!(ending.as_str(), "" | "txt" | "dat") {
        return None;
    }
    let start = bytes.get(..SAMPLE.min(4096)).unwrap_or(bytes);
    let is_utf_16 = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    if start.is_empty() || signature::refuse(bytes).is_err() || start.contains(&0) && !is_utf_16 {
        return None;
    }
    if told {
        return Some(format!("its name ends in .{ending}"));
    }
    // A line without any of the marks is no row of names: most files end here.
    let line = start.split(|b| *b == b'\n').next().unwrap_or_default();
    if !line.iter().any(|b| DELIMITERS.contains(b)) {
        return None;
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let text = if is_utf_16 {
        encoding::decode(sample, None).text.as_str().to_owned()
    } else {
        String::from_utf8_lossy(sample).into_owned()
    };
    let whole = if sample.len() < bytes.len() {
        text.get(..text.rfind('\n')?)?
    } else {
        text.as_str()
    };
    let names = evident_names(whole.trim_start_matches('\u{FEFF}'))?;
    Some(format!(
        "the first line names columns that the other lines have: {names}"
    ))
}

/// The names of the columns, where nothing but a table has such lines: one delimiter the same number
/// of times in every line, and names of columns that are known, one of them of text.
fn evident_names(text: &str) -> Option<String> {
    DELIMITERS.iter().find_map(|delimiter| {
        let mut records = Records::new(text, *delimiter, 0);
        let header = records.next()?;
        let names: Vec<String> = header.iter().map(|c| c.words(text).into_owned()).collect();
        let known: Vec<Role> = names
            .iter()
            .filter_map(|name| columns::known(name).map(|k| k.role))
            .collect();
        let short = |name: &String| {
            !name.trim().is_empty()
                && name.chars().count() <= 40
                && !name.ends_with(['.', '?', '!'])
        };
        let rows: Vec<Vec<Cell>> = records
            .take(SAMPLE_ROWS)
            .filter(|r| !is_blank(r, text))
            .collect();
        let alike = rows.iter().filter(|r| r.len() == header.len()).count();
        let is_table = header.len() >= 2
            && names.iter().all(short)
            && known.contains(&Role::Text)
            && known.len() >= 2
            && rows.len() >= 2
            && alike * 20 >= rows.len() * 19;
        is_table.then(|| names.join(", "))
    })
}

fn is_blank(record: &[Cell], text: &str) -> bool {
    record.iter().all(|cell| cell.words(text).trim().is_empty())
}

/// What is known of a table before its rows are read.
struct Table {
    delimiter: u8,
    /// Where the rows begin, in bytes of the text.
    rows_at: usize,
    /// The number of the first row after the one with the names, as a spreadsheet shows it.
    first_row: usize,
    names: Vec<String>,
    roles: Vec<(Role, usize)>,
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    signature::refuse(source.bytes)?;
    let input = Input::new(source.bytes)?;
    let text = input.text();
    let table = look(text);
    if table.roles.iter().any(|(role, _)| *role == Role::Text) {
        read_rows(&input, &table, sink)
    } else {
        sink.document(whole(&input, &table));
        Ok(())
    }
}

/// Finds the delimiter, the row with the names, and what the columns hold.
fn look(text: &str) -> Table {
    let mut start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut told = None;
    // Spreadsheets write `sep=;` over a table whose delimiter is not what they would take.
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    if let [delimiter] = line
        .trim_end()
        .trim_matches('"')
        .strip_prefix("sep=")
        .unwrap_or_default()
        .as_bytes()
        && delimiter.is_ascii()
    {
        told = Some(*delimiter);
        start += line.len();
    }
    let delimiter = told.unwrap_or_else(|| likely_delimiter(text, start));
    let mut records = Records::new(text, delimiter, start);
    let mut heads: Vec<(Vec<String>, usize)> = Vec::new();
    while heads.len() < HEADER_AMONG
        && let Some(record) = records.next()
    {
        let names = record.iter().map(|c| c.words(text).trim().to_owned());
        heads.push((names.collect(), records.position()));
    }
    let known = |names: &[String]| names.iter().filter(|n| columns::known(n).is_some()).count();
    let has_text = |names: &[String]| {
        names
            .iter()
            .any(|n| columns::known(n).is_some_and(|k| k.role == Role::Text))
    };
    let header = heads
        .iter()
        .position(|(names, _)| has_text(names) && (known(names) >= 2 || names.len() <= 2))
        .or_else(|| heads.iter().position(|(names, _)| known(names) >= 2))
        .or_else(|| heads.iter().position(|(names, _)| could_name(names)));
    let Some((header, (names, rows_at))) = header.and_then(|i| Some((i, heads.get(i)?.clone())))
    else {
        return Table {
            delimiter,
            rows_at: start,
            first_row: 1,
            names: Vec::new(),
            roles: Vec::new(),
        };
    };
    let roles = roles(text, delimiter, rows_at, &names);
    Table {
        delimiter,
        rows_at,
        first_row: header + 2,
        names,
        roles,
    }
}

/// Whether a row may be one of names: short, different, none of them a figure.
fn could_name(names: &[String]) -> bool {
    names.len() >= 2
        && names.iter().all(|name| {
            !name.is_empty()
                && name.chars().count() <= LONGEST_NAME
                && name.starts_with(char::is_alphabetic)
        })
        && names.iter().collect::<BTreeSet<_>>().len() == names.len()
}

/// The delimiter with which the rows have most values and are alike.
fn likely_delimiter(text: &str, start: usize) -> u8 {
    let sample = text.len().min(start + SAMPLE);
    let score = |delimiter: u8| {
        let mut records = Records::new(text, delimiter, start);
        let mut widths: Vec<usize> = Vec::new();
        while widths.len() < SAMPLE_ROWS && records.position() < sample {
            let Some(record) = records.next() else { break };
            if !is_blank(&record, text) {
                widths.push(record.len());
            }
        }
        widths.sort_unstable();
        let usual = widths.get(widths.len() / 2).copied().unwrap_or_default();
        if usual < 2 {
            return (0, 0);
        }
        let alike = widths.iter().filter(|w| **w == usual).count();
        (alike * 100 / widths.len(), usual)
    };
    let mut best = (b',', (0, 0));
    for delimiter in DELIMITERS {
        let score = score(delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// What the columns hold, told by their names and, where these do not tell, by their values.
fn roles(text: &str, delimiter: u8, at: usize, names: &[String]) -> Vec<(Role, usize)> {
    let mut lengths = vec![(0usize, 0usize); names.len()];
    for record in Records::new(text, delimiter, at).take(SAMPLE_ROWS) {
        for (cell, (sum, count)) in record.iter().zip(&mut lengths) {
            let words = cell.words(text);
            if words.contains(char::is_whitespace) {
                *sum += words.chars().count();
            }
            *count += usize::from(!words.trim().is_empty());
        }
    }
    let mean = |i: usize| {
        let (sum, count) = lengths.get(i).copied().unwrap_or_default();
        sum.checked_div(count).unwrap_or_default()
    };
    let fits = |i: usize, role: Role| role != Role::Text || mean(i) >= MEAN_OF_WEAK;
    let mut roles = columns::roles(names.iter().map(String::as_str), fits);
    if roles.iter().all(|(role, _)| *role != Role::Text) {
        let longest = (0..names.len()).max_by_key(|i| (mean(*i), usize::MAX - i));
        if let Some(longest) = longest.filter(|i| mean(*i) >= MEAN_OF_TEXT) {
            roles.retain(|(_, i)| *i != longest);
            roles.push((Role::Text, longest));
        }
    }
    roles
}

/// What is known of a table's rows before they are handed on.
#[derive(Default)]
struct Survey {
    orders: Orders,
    /// Rows with another number of values than there are columns.
    ragged: usize,
    /// Rows without words in their text.
    empty: usize,
    unclosed: usize,
    too_wide: usize,
}

impl Survey {
    fn of(text: &str, table: &Table) -> Self {
        let mut survey = Self::default();
        let mut records = Records::new(text, table.delimiter, table.rows_at);
        let column = |role| {
            table
                .roles
                .iter()
                .find(|(r, _)| *r == role)
                .map(|(_, i)| *i)
        };
        let (words, date) = (column(Role::Text), column(Role::Date));
        for record in records.by_ref() {
            if is_blank(&record, text) {
                continue;
            }
            let cell = |i: Option<usize>| record.get(i?).map(|cell| cell.words(text));
            survey.ragged += usize::from(record.len() != table.names.len());
            survey.empty += usize::from(cell(words).is_none_or(|w| w.trim().is_empty()));
            if let Some(date) = cell(date) {
                survey.orders.look(&date);
            }
        }
        survey.unclosed = records.unclosed;
        survey.too_wide = records.too_wide;
        survey
    }

    fn warnings(&self, rows: bool) -> Vec<Warning> {
        let warning = |count: usize, code: &str, message: String| {
            (count > 0).then(|| Warning {
                code: code.to_owned(),
                message,
            })
        };
        let (ragged, empty) = (self.ragged, self.empty);
        let (unclosed, too_wide) = (self.unclosed, self.too_wide);
        let all = [
            warning(
                ragged,
                "uneven-rows",
                format!(
                    "{ragged} row(s) have more or fewer values than there are columns: compare with the original"
                ),
            ),
            warning(
                if rows { empty } else { 0 },
                "empty-rows",
                format!("{empty} row(s) have no words in their text and were passed over"),
            ),
            warning(
                unclosed,
                "unclosed-quotation-marks",
                format!(
                    "{unclosed} value(s) begin with a quotation mark that nothing closes, which was taken for a character: compare with the original"
                ),
            ),
            warning(
                too_wide,
                "too-many-values",
                format!(
                    "{too_wide} row(s) have more than {MOST_CELLS} values, and the rest of them was left out"
                ),
            ),
        ];
        all.into_iter().flatten().collect()
    }
}

/// Hands on each row as a document.
fn read_rows(input: &Input, table: &Table, sink: &mut Sink) -> Result<(), FormatError> {
    let text = input.text();
    let survey = Survey::of(text, table);
    let order = survey.orders.order();
    let mut warnings: Vec<Warning> = readers::replaced(input.decoded.replaced)
        .into_iter()
        .collect();
    warnings.extend(survey.warnings(true));
    let mut handed = false;
    let records = Records::new(text, table.delimiter, table.rows_at);
    for (i, record) in records.enumerate() {
        let value = |(role, column): &(Role, usize)| {
            Some(Value {
                role: *role,
                name: format!("column {}", table.names.get(*column)?),
                words: record.get(*column)?.derived(text),
            })
        };
        let values: Vec<Value> = table.roles.iter().filter_map(value).collect();
        let source = &input.decoded.text;
        let Some(mut document) = row::document(Format::Csv, &values, order, source) else {
            continue;
        };
        document.part = format!("row {}", table.first_row + i);
        document.metadata.encoding = input.decoded.encoding.map(str::to_owned);
        document.warnings.append(&mut warnings);
        sink.document(document);
        handed = true;
    }
    if handed {
        Ok(())
    } else {
        Err(FormatError::OnlyWhiteSpace)
    }
}

/// A table without a column of text, as one document: a row of it is a line, its values with tabs
/// between them.
fn whole(input: &Input, table: &Table) -> Document {
    let text = input.text();
    let mut derived = Derived::default();
    let mut blocks = Vec::new();
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    for record in Records::new(text, table.delimiter, start) {
        let from = derived.len();
        let mut begun = false;
        for (i, cell) in record.iter().enumerate() {
            let words = cell.derived(text);
            let at = words.extent().start;
            if !begun && words.as_str().trim().is_empty() {
                continue;
            }
            if !begun {
                if from > 0 {
                    derived.inserted("\n", at);
                }
                blocks.push(derived.len()..derived.len());
                begun = true;
            } else if i > 0 {
                derived.inserted("\t", at);
            }
            one_line(&words, &mut derived);
        }
        if let Some(block) = blocks.last_mut().filter(|_| begun) {
            block.end = derived.as_str().trim_end().len();
        }
    }
    let (text, map) = derived.through(&input.decoded.text).finish();
    let mut document = input.document_of(Format::Csv, text, map);
    let block = |range| {
        Some(Block {
            span: document.text.span(range)?,
            kind: BlockKind::Table,
        })
    };
    document.blocks = blocks.into_iter().filter_map(block).collect();
    if !table.names.is_empty() {
        document
            .warnings
            .extend(Survey::of(input.text(), table).warnings(false));
    }
    document
}

/// Adds the words with every run of white space as one space.
fn one_line(words: &Derived, derived: &mut Derived) {
    let string = words.as_str();
    let mut at = 0;
    let mut first = true;
    for word in string.split_whitespace() {
        let start = string
            .get(at..)
            .and_then(|rest| rest.find(word))
            .map_or(at, |i| at + i);
        if !first {
            let single = string.get(at..start) == Some(" ");
            if single {
                words.copy_to(at..start, derived);
            } else {
                derived.inserted(" ", words.extent().start);
            }
        }
        first = false;
        at = start + word.len();
        words.copy_to(start..at, derived);
    }
}
