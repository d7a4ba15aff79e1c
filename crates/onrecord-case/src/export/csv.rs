//! Tables for spreadsheets: commas, UTF-8, a line end of two characters (RFC 4180).

/// A cell of a table. What a spreadsheet would take for a formula gets an apostrophe before it, so that
/// nothing in a paper is ever run.
pub fn cell(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let value = if formula {
        format!("'{value}")
    } else {
        value.to_owned()
    };
    if value.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value
    }
}

/// A row with its line end.
pub(super) fn row<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> String {
    let cells: Vec<String> = values.into_iter().map(|v| cell(v.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(cell("plain words"), "plain words");
        assert_eq!(cell("a, b"), "\"a, b\"");
        assert_eq!(
            cell("\u{201c}no\u{201d} \"no\""),
            "\"\u{201c}no\u{201d} \"\"no\"\"\""
        );
        assert_eq!(row(["two\nlines", ""]), "\"two\nlines\",\r\n");
    }

    #[test]
    fn nothing_is_a_formula() {
        for value in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert!(cell(value).starts_with('\''), "{value:?}");
        }
        assert_eq!(cell("=A1,B1"), "\"'=A1,B1\"");
    }
}
