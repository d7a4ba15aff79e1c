//! What Markdown shows.

use crate::sample;

#[test]
fn an_article_as_markdown() {
    insta::assert_snapshot!(onrecord_views::markdown::reading(&sample::view()));
}
