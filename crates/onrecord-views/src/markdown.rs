//! A reading as Markdown (CommonMark), for notes and mails.
//!
//! The document's words are escaped: nothing in them becomes a heading, a link, an image or HTML.

mod case;

use crate::outline::{Entry, Section, groups};
use crate::visible::one_line;
use crate::{Evidence, ReadingView};
pub use case::{case_head, case_list};
use std::fmt::Write;

/// Everything that was read in one document.
pub fn reading(view: &ReadingView) -> String {
    let mut text = String::new();
    head(&mut text, view);
    for section in Section::ALL {
        let groups = groups(view, section);
        let _ = write!(text, "\n## {}\n", section.title());
        if groups.is_empty() {
            let _ = write!(text, "\n{}\n", section.empty());
        }
        for group in groups {
            if !group.title.is_empty() {
                let _ = write!(text, "\n### {}\n", escaped(&group.title));
            }
            if !group.note.is_empty() {
                let _ = write!(text, "\n{}\n", escaped(group.note));
            }
            text.push('\n');
            for entry in &group.entries {
                item(&mut text, entry, Of::Alone);
            }
        }
    }
    text
}

fn head(text: &mut String, view: &ReadingView) {
    let document = &view.document;
    let _ = write!(text, "# {}\n\n", escaped(document.title()));
    let _ = writeln!(text, "- {}", escaped(&document.summary()));
    let _ = writeln!(text, "- Document: {}", escaped(&document.name));
    if let Some(published) = &document.metadata.published {
        let from = escaped(&published.from);
        let _ = writeln!(text, "- Dated {} ({from})", escaped(&published.value));
    }
    let _ = writeln!(text, "- SHA-256 of the original: `{}`", document.original);
    let _ = writeln!(text, "- SHA-256 of the text: `{}`", document.text_hash);
    let _ = writeln!(
        text,
        "- Reader {}, engine {}/{}",
        escaped(&document.reader),
        escaped(&view.engine.name),
        view.engine.version
    );
    for note in &view.notes {
        let _ = write!(text, "\n> **Note:** {}\n", escaped(&note.message));
    }
}

/// Which document an entry stands in.
#[derive(Clone, Copy)]
enum Of {
    /// The only one.
    Alone,
    /// The one of this number, from 0.
    Among(usize),
}

fn item(text: &mut String, entry: &Entry, of: Of) {
    let badge = match of {
        Of::Alone => entry.id.badge(),
        Of::Among(number) => format!("{}·{}", number + 1, entry.id.badge()),
    };
    let _ = write!(text, "- **{badge}** ");
    if let Some(when) = &entry.when {
        let _ = write!(text, "{} · ", escaped(when));
    }
    let _ = write!(text, "**{}**", escaped(&entry.head));
    for tag in &entry.tags {
        let _ = write!(text, " · {}", escaped(tag));
    }
    text.push('\n');
    let details: Vec<String> = entry.details.iter().map(|d| escaped(&d.line())).collect();
    if !details.is_empty() {
        let _ = writeln!(text, "  <br>{}", details.join(" · "));
    }
    for quote in &entry.quotes {
        text.push_str("\n  > ");
        if !quote.lead.is_empty() {
            let _ = write!(text, "{}: ", escaped(&quote.lead));
        }
        let words = escaped(&quote.evidence.words);
        let _ = write!(text, "{words}\n  > ({})\n\n", place(quote.evidence));
    }
}

fn place(evidence: &Evidence) -> String {
    format!(
        "{}, code points {}–{}",
        evidence.citation(),
        evidence.code_points.start,
        evidence.code_points.end
    )
}

/// `words` on one line, every character with a meaning in Markdown or HTML escaped. Web addresses
/// lose their power to become links by themselves.
fn escaped(words: &str) -> String {
    let line = one_line(words);
    let mut text = String::with_capacity(line.len() + 8);
    for (i, c) in line.chars().enumerate() {
        let at_start = i == 0 && matches!(c, '-' | '+' | '=' | '.' | ')');
        if at_start || "\\`*_[]<>#|~!&".contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    // Written `http\://`, an address stays plain words in dialects that link bare addresses.
    let text = text.replace("://", "\\://");
    numbered_list_escaped(text)
}

/// `1. words` at the start of a line would begin a list.
fn numbered_list_escaped(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => {
            let (number, rest) = text.split_at(digits);
            format!("{number}\\{rest}")
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_words_becomes_markup() {
        assert_eq!(
            escaped("<script>*a*</script>\n# b"),
            "\\<script\\>\\*a\\*\\</script\\> \\# b"
        );
        assert_eq!(escaped("1. x"), "1\\. x");
        assert_eq!(escaped("- x"), "\\- x");
        assert_eq!(escaped("![x](http://y)"), "\\!\\[x\\](http\\://y)");
    }
}
