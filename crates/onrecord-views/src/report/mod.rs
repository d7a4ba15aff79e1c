//! The report: one file of HTML that needs nothing else, to be opened in any browser.
//!
//! On one side the document with numbered highlights, on the other what was read in it; every line
//! leads to its words, and every highlight back to its line. It works without JavaScript (which
//! adds filtering by person and shows all parts of what was chosen), by keyboard, on a phone and on
//! paper.
//!
//! A document's words are only ever text: `maud` escapes them everywhere, characters that act on
//! the screen are shown as signs, and a content security policy lets the page load nothing and run
//! no script but the one it was made with.
//!
//! A case of many documents becomes a folder of such files ([`Layout`]).

mod case;
mod highlight;
mod links;
mod page;
mod panel;
mod paper;
mod timeline;

use crate::ReadingView;
use crate::visible::one_line;
pub use case::{Layout, Page, case};
use links::Links;
use maud::{Markup, html};
pub use page::GENERATOR;

/// The report of one document.
pub fn document(view: &ReadingView) -> String {
    let links = Links::alone();
    page::page(
        &one_line(view.document.title()),
        &page::skip_links(&links),
        &html! {
            (page::bar(&one_line(view.document.title())))
            main { (spread(view, &links)) }
        },
    )
}

/// A document and what was read in it, side by side.
fn spread(view: &ReadingView, links: &Links) -> Markup {
    html! {
        div.spread id=(links.anchor("document")) {
            (paper::paper(view, links))
            (panel::panel(view, links))
        }
    }
}

/// The page that leads to the index of a report in a folder.
pub fn door(name: &str, index: &str) -> String {
    let body = html! {
        main {
            h1 { (one_line(name)) }
            p { a href=(address(index)) { "Open the report" } }
            p.quiet { "Its pages are in the folder beside this file: keep both together." }
        }
    };
    page::page(name, &html! {}, &body)
}

/// A relative path as an address: every byte that has a meaning there is escaped.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let mut address = String::from("./");
    for byte in path.bytes() {
        if plain(byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}
