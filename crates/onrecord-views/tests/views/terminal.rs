//! What the terminal shows.

use crate::sample;
use onrecord_views::terminal::{Style, reading};

#[test]
fn an_article_at_eighty_columns() {
    insta::assert_snapshot!(reading(&sample::view(), &Style::default()));
}

#[test]
fn a_letter_at_forty_columns() {
    let style = Style {
        width: 40,
        colour: false,
    };
    insta::assert_snapshot!(reading(&sample::letter(), &style));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    for width in [40, 57, 80, 120] {
        let style = Style {
            width,
            colour: false,
        };
        for line in reading(&sample::view(), &style).lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn colour_only_when_asked_for_and_never_the_documents_own() {
    let plain = reading(&sample::view(), &Style::default());
    assert!(!plain.contains('\u{1b}') && !plain.contains('\u{202e}'));
    let coloured = reading(
        &sample::view(),
        &Style {
            width: 80,
            colour: true,
        },
    );
    assert!(coloured.contains("\u{1b}["));
}

#[test]
fn a_case_list_by_list() {
    use onrecord_views::terminal::{CaseList, show};
    let (case, views) = sample::case();
    let mut text = String::new();
    for list in CaseList::ALL {
        let numbered = views.iter().cloned().enumerate();
        let documents = numbered.map(Ok::<_, std::convert::Infallible>);
        show(list, &case, documents, 200, &Style::default(), |piece| {
            text.push_str(piece);
            Ok(())
        })
        .unwrap();
        text.push_str("\n----\n\n");
    }
    insta::assert_snapshot!(text);
}
