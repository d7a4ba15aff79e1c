//! Errors as pages: one with all of them by kind, and one for each text, with a mark at each place.

use super::Errors;
use crate::annotated::Place;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

impl Errors {
    /// Writes a page of errors and a page for each text; the path of the first.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<PathBuf> {
        let folder = folder.join(&self.folder);
        fs::create_dir_all(&folder)?;
        for (number, (id, text, places)) in self.texts.iter().enumerate() {
            if !places.is_empty() {
                fs::write(
                    folder.join(format!("{number}.html")),
                    text_page(id, text, places),
                )?;
            }
        }
        let page = folder.join("index.html");
        fs::write(&page, self.page())?;
        Ok(page)
    }

    fn page(&self) -> String {
        let mut out = head(&self.title);
        out.push_str("<ul>");
        let mut kinds: Vec<_> = self.kinds.iter().collect();
        kinds.sort_by_key(|(_, wrong)| std::cmp::Reverse(wrong.len()));
        for (number, (kind, wrong)) in kinds.iter().enumerate() {
            let _ = write!(
                out,
                "<li><a href=\"#k{number}\">{}</a> {}</li>",
                escaped(kind),
                wrong.len()
            );
        }
        out.push_str("</ul>");
        for (number, (kind, wrong)) in kinds.iter().enumerate() {
            let _ = write!(
                out,
                "<h2 id=\"k{number}\">{}</h2><table><tr><th>annotated</th><th>read</th><th>words</th></tr>",
                escaped(kind)
            );
            for one in wrong.iter() {
                let id = self.texts.get(one.document).map_or("", |(id, ..)| id);
                let _ = write!(
                    out,
                    "<tr><td>{}</td><td>{}</td><td>…{}… <a href=\"{}.html#w{}\">{}</a></td></tr>",
                    escaped(&one.gold),
                    escaped(&one.read),
                    escaped(&one.words),
                    one.document,
                    one.anchor,
                    escaped(id),
                );
            }
            out.push_str("</table>");
        }
        out
    }
}

fn head(title: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{0}</title><style>\
         body{{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}}\
         table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid #ccc;padding:.3em;\
         vertical-align:top;text-align:left}}mark{{background:#fe8}}pre{{white-space:pre-wrap}}\
         :target{{outline:3px solid #c40}}</style><h1>{0}</h1>",
        escaped(title)
    )
}

/// The text with a mark at the beginning of each place, so that places may lie in one another.
fn text_page(id: &str, text: &str, places: &[Place]) -> String {
    let mut out = head(id);
    out.push_str("<pre>");
    let ends: Vec<usize> = places.iter().map(|p| p.end).collect();
    for (at, c) in text.chars().enumerate() {
        for _ in ends.iter().filter(|end| **end == at) {
            out.push_str("<small>⟩</small>");
        }
        for (number, _) in places.iter().enumerate().filter(|(_, p)| p.start == at) {
            let _ = write!(out, "<mark id=\"w{number}\">⟨{number}</mark>");
        }
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out.push_str("</pre>");
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
