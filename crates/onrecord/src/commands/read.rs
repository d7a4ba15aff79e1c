//! `onrecord read`: what is in some documents, without a case.

use super::{Outcome, WrongUse};
use crate::arguments::{OutputFormat, Read};
use crate::in_order::in_order;
use crate::output::{self, report_unreadable};
use crate::reading::{self, Contents, Unreadable};
use onrecord_case::ReadDocument;
use onrecord_views::{ReadingView, json, markdown, report, terminal};
use std::path::{Path, PathBuf};

/// Reads the files on all cores and prints them in the order they were named.
pub(crate) fn run(arguments: &Read) -> anyhow::Result<Outcome> {
    let several = arguments.files.len() > 1;
    if several && arguments.format == OutputFormat::Html {
        return Err(one_page_only());
    }
    let wishes = arguments.how.wishes(arguments.date);
    let read = |path: &PathBuf| -> Result<Contents, Unreadable> {
        let bytes = reading::bytes_of(path)?;
        reading::read(&bytes, path, &wishes, &|_| {})
    };
    let mut sink = output::Sink::new(arguments.output.as_deref())?;
    let mut failures = 0;
    in_order(&arguments.files, output::cores(), read, |path, read| {
        match read {
            Ok(contents) => {
                let several = contents.documents.len() + contents.unread.len() > 1;
                if several && arguments.format == OutputFormat::Html {
                    return Err(one_page_only());
                }
                for read in &contents.documents {
                    sink.write(&render(read, path, arguments.format))?;
                }
                for (part, why) in &contents.unread {
                    output::report_unreadable_part(path, part, why);
                    failures += 1;
                }
            }
            Err(error) => {
                report_unreadable(path, &error);
                failures += 1;
            }
        }
        anyhow::Ok(())
    })?;
    sink.finish()?;
    Ok(Outcome::of_failures(failures))
}

fn one_page_only() -> anyhow::Error {
    WrongUse(
        "a page shows one document: name one file, or `onrecord add` them to a case and write its \
         `report`"
            .to_owned(),
    )
    .into()
}

fn render(read: &ReadDocument, path: &Path, format: OutputFormat) -> String {
    let name = if reading::is_standard_input(path) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let name = if read.document.part.is_empty() {
        name
    } else {
        format!("{name}!{}", read.document.part)
    };
    let view = ReadingView::new(&read.document, &read.reading, &name);
    match format {
        OutputFormat::Terminal => terminal::reading(&view, &output::style()) + "\n",
        OutputFormat::Json => json::line(&view),
        OutputFormat::Md => markdown::reading(&view) + "\n",
        OutputFormat::Html => report::document(&view),
    }
}
