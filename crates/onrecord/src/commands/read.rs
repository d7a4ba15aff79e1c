//! `onrecord read`: what is in some documents, without a case.

use super::{Outcome, WrongUse};
use crate::arguments::{OutputFormat, Read};
use crate::in_order::in_order;
use crate::output::{self, report_unreadable};
use crate::reading::{self, Unreadable};
use onrecord_case::ReadDocument;
use onrecord_views::{ReadingView, json, markdown, report, terminal};
use std::path::{Path, PathBuf};

/// Reads the files on all cores and prints them in the order they were named.
pub(crate) fn run(arguments: &Read) -> anyhow::Result<Outcome> {
    let several = arguments.files.len() > 1;
    if several && arguments.format == OutputFormat::Html {
        return Err(WrongUse(
            "a page shows one document: name one file, or `onrecord add` them to a case and write \
             its `report`"
                .to_owned(),
        )
        .into());
    }
    let read = |path: &PathBuf| -> Result<Vec<ReadDocument>, Unreadable> {
        let bytes = reading::bytes_of(path)?;
        reading::read(&bytes, path, arguments.date)
    };
    let mut sink = output::Sink::new(arguments.output.as_deref())?;
    let mut failures = 0;
    in_order(&arguments.files, output::cores(), read, |path, read| {
        match read {
            Ok(documents) => {
                for read in &documents {
                    sink.write(&render(read, path, arguments.format))?;
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

fn render(read: &ReadDocument, path: &Path, format: OutputFormat) -> String {
    let name = if reading::is_standard_input(path) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let view = ReadingView::new(&read.document, &read.reading, &name);
    match format {
        OutputFormat::Terminal => terminal::reading(&view, &output::style()) + "\n",
        OutputFormat::Json => json::line(&view),
        OutputFormat::Md => markdown::reading(&view) + "\n",
        OutputFormat::Html => report::document(&view),
    }
}
