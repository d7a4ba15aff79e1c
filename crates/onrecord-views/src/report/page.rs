//! The shell of every page: head, policy, style, script.

use super::links::Links;
use crate::visible::one_line;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use onrecord_record::ContentHash;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Stands near the beginning of every page: by it a page that onrecord wrote is told from other
/// people's, which are never replaced.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"onrecord\">";

/// A whole page.
pub(super) fn page(title: &str, skip: &Markup, body: &Markup) -> String {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(ContentHash::of(STYLE.as_bytes()).as_bytes()),
        base64(ContentHash::of(SCRIPT.as_bytes()).as_bytes()),
    );
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                (PreEscaped(GENERATOR))
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (one_line(title)) " · onrecord" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (skip)
                (body)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// What a reader must know of every line, at the head of a page.
pub(super) fn promise() -> Markup {
    html! {
        p.promise {
            "Nothing here is a finding of the program: every line is what a document, or somebody in it, says. "
            "Values in [brackets] are carried over from the statement before."
        }
    }
}

/// Ways past what comes first, for the keyboard.
pub(super) fn skip_links(links: &Links) -> Markup {
    html! {
        a.skip href=(links.to("text")) { "Skip to the document" }
        a.skip href=(links.to("lines")) { "Skip to what was read" }
    }
}

/// The bar on top: what this is, and which highlights to show.
pub(super) fn bar(title: &str) -> Markup {
    const LAYERS: [(&str, &str, bool); 6] = [
        ("s", "Statements", true),
        ("e", "Events", true),
        ("g", "Grounds", true),
        ("t", "Times", true),
        ("f", "Facts", false),
        ("p", "Names", false),
    ];
    html! {
        header.bar {
            p.title { (one_line(title)) }
            details.layers open {
                summary { "Highlights" }
                fieldset {
                    legend.hide { "Highlights shown in the text" }
                    @for (class, label, on) in LAYERS {
                        label.(class) {
                            input type="checkbox" id={ "show-" (class) } checked[on];
                            " " (label)
                        }
                    }
                }
            }
        }
    }
}

/// Base64 with padding (RFC 4648), for the policy's hashes.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let at = |i: usize| u32::from(chunk.get(i).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for i in 0..4 {
            let digit = (bits >> (18 - 6 * i)) & 63;
            text.push(match DIGITS.get(digit as usize) {
                Some(digit) if i <= chunk.len() => char::from(*digit),
                _ => '=',
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_the_standard_has_it() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
