//! What stands in the report's HTML, without a browser.

use crate::sample;
use onrecord_views::report::{self, Layout, Page};
use std::collections::HashSet;
use std::convert::Infallible;

fn case(layout: Layout) -> Vec<Page> {
    let (case, views) = sample::case();
    let mut pages = Vec::new();
    let documents = views.into_iter().map(Ok::<_, Infallible>);
    report::case(&case, layout, documents, |page| {
        pages.push(page);
        Ok(())
    })
    .unwrap();
    pages
}

#[test]
fn a_documents_markup_is_shown_as_text() {
    let html = report::document(&sample::view());
    assert!(!html.contains("<script>alert"));
    assert!(!html.contains("<i>court"));
    assert!(html.contains("&lt;script&gt;alert"));
    assert!(html.contains("papers/&lt;ellery&gt; &amp; co.txt"));
    assert!(!html.contains('\u{202e}'));
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    for page in case(Layout::Folder).into_iter().chain(case(Layout::File)) {
        assert!(page.html.contains("default-src 'none'"));
        for outside in [
            "src=\"", "http:", "https:", "@import", "url(", "style=\"", "onclick",
        ] {
            assert!(!page.html.contains(outside), "{}: {outside}", page.path);
        }
    }
}

#[test]
fn ids_are_unique_and_every_way_leads_somewhere() {
    check_ways(&[Page {
        path: "index.html".to_owned(),
        html: report::document(&sample::view()),
    }]);
    check_ways(&case(Layout::File));
    check_ways(&case(Layout::Folder));
}

fn check_ways(pages: &[Page]) {
    let ids = |page: &Page| -> HashSet<String> {
        let all = attributes(&page.html, " id=\"");
        let distinct: HashSet<String> = all.iter().cloned().collect();
        assert_eq!(all.len(), distinct.len(), "an id twice on {}", page.path);
        distinct
    };
    for page in pages {
        let here = ids(page);
        for href in attributes(&page.html, " href=\"") {
            let (path, place) = href.split_once('#').unwrap_or((&href, ""));
            let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = match path.strip_prefix("../") {
                Some(up) => up.to_owned(),
                None if folder.is_empty() => path.to_owned(),
                None => format!("{folder}/{path}"),
            };
            let there = match href.split_once('#') {
                Some(("", _)) => Some(here.clone()),
                _ => pages.iter().find(|p| p.path == path).map(ids),
            };
            let there = there.unwrap_or_else(|| panic!("{} leads to no page: {href}", page.path));
            assert!(
                place.is_empty() || there.contains(place),
                "{} leads nowhere: {href}",
                page.path
            );
        }
    }
}

fn attributes(html: &str, name: &str) -> Vec<String> {
    html.split(name)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_large_case_becomes_a_folder_page_by_page() {
    assert_eq!(Layout::of(100), Layout::File);
    assert_eq!(Layout::of(101), Layout::Folder);
    let paths: Vec<String> = case(Layout::Folder).into_iter().map(|p| p.path).collect();
    assert_eq!(
        paths,
        [
            "documents/0001.html",
            "documents/0002.html",
            "index.html",
            "documents.html",
            "people.html",
            "dates.html",
            "grounds.html",
            "disagreements.html",
            "stories.html",
            "standing.html",
            "rules.html",
            "origins.html",
            "missing.html"
        ]
    );
}

#[test]
fn the_first_failure_ends_a_report() {
    let (case, _) = sample::case();
    let failed = report::case(&case, Layout::File, [Err("cannot be read")], |_| Ok(()));
    assert_eq!(failed, Err("cannot be read"));
}

#[test]
fn a_document_without_anything_has_a_report() {
    let document = onrecord_record::Document::from_text("", None);
    let view = onrecord_views::ReadingView::new(&document, &Default::default(), "empty.txt");
    let html = report::document(&view);
    assert!(html.contains("No statements were found."));
    insta::assert_snapshot!(onrecord_views::terminal::reading(
        &view,
        &Default::default()
    ));
}

/// Writes the sample reports to `target/tmp/report-NAME`, to be looked at in a browser.
pub(crate) fn written(name: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}"));
    std::fs::create_dir_all(folder.join("documents")).unwrap();
    let document = Page {
        path: "document.html".to_owned(),
        html: report::document(&sample::view()),
    };
    let whole = case(Layout::File).into_iter().map(|page| Page {
        path: "case.html".to_owned(),
        ..page
    });
    for page in case(Layout::Folder)
        .into_iter()
        .chain(whole)
        .chain([document])
    {
        std::fs::write(folder.join(page.path), page.html).unwrap();
    }
    folder
}

#[test]
fn the_sample_reports_can_be_written() {
    assert!(written("sample").join("index.html").exists());
}
