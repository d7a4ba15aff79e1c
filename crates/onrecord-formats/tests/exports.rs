//! Tables, JSON, and what social media give out of an account, in the shapes that programs write.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use onrecord_formats::{FormatError, Hint, Limits, Read, read};
use onrecord_record::{BlockKind, DetailKind, Document, DocumentKind, Format, SegmentKind};
use proptest::prelude::*;

macro_rules! kept {
    ($name:literal) => {
        ($name, include_bytes!(concat!("files/", $name)).as_slice())
    };
}

fn take((name, bytes): (&str, &[u8])) -> Read {
    let read = read(bytes, &Hint::name(name), &Limits::default()).unwrap();
    for document in &read.documents {
        check(document, bytes).unwrap();
    }
    read
}

fn table(name: &str, words: &str) -> Vec<Document> {
    take((name, words.as_bytes())).documents
}

/// What every document keeps to.
fn check(document: &Document, bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut at = 0;
    for segment in &document.map.segments {
        prop_assert_eq!(segment.text.start(), at);
        prop_assert!(segment.from <= segment.to && segment.to <= bytes.len() as u64);
        if segment.kind == SegmentKind::Verbatim {
            let original = bytes.get(segment.from as usize..segment.to as usize);
            prop_assert_eq!(Some(document.text.slice(segment.text).as_bytes()), original);
        }
        at = segment.text.end();
    }
    prop_assert_eq!(at, document.text.len());
    let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    for pair in document.blocks.windows(2) {
        prop_assert!(pair[0].span.is_before(pair[1].span));
    }
    let covered: usize = document
        .blocks
        .iter()
        .map(|b| words(document.text.slice(b.span)))
        .sum();
    prop_assert_eq!(covered, words(document.text.as_str()));
    Ok(())
}

fn part<'r>(read: &'r Read, part: &str) -> &'r Document {
    let parts: Vec<&str> = read.documents.iter().map(|d| d.part.as_str()).collect();
    let found = read.documents.iter().find(|d| d.part == part);
    found.unwrap_or_else(|| panic!("no part {part}, only {parts:?}"))
}

fn author(document: &Document) -> Option<&str> {
    document.metadata.authors.first().map(|a| a.value.as_str())
}

fn published(document: &Document) -> Option<String> {
    let moment = &document.metadata.published.as_ref()?.value;
    let time = moment.time.as_ref().map(|time| format!("T{time}"));
    Some(format!("{}{}", moment.day, time.unwrap_or_default()))
}

fn details(document: &Document, kind: DetailKind) -> Vec<&str> {
    let of_kind = document.metadata.details.iter().filter(|d| d.kind == kind);
    of_kind.map(|d| d.value.value.as_str()).collect()
}

fn warned(document: &Document, code: &str) -> bool {
    document.warnings.iter().any(|w| w.code == code)
}

/// The bytes of the original that some words of a document came from.
fn original<'b>(document: &Document, words: &str, bytes: &'b [u8]) -> &'b str {
    let at = document.text.as_str().find(words).unwrap();
    let span = document.text.span(at..at + words.len()).unwrap();
    let ranges = document.map.original(span);
    let (first, last) = (ranges.first().unwrap(), ranges.last().unwrap());
    std::str::from_utf8(&bytes[first.start as usize..last.end as usize]).unwrap()
}

#[test]
fn a_table_of_articles_is_a_document_each_row() {
    let words = "id,Date,Author,Title,Text,URL\r\n\
        1,03/14/2021,Ada Moon,The ledger,\"He said \"\"no\"\" twice.\n\nThen he left.\",https://northam.example/1\r\n\
        \r\n\
        2,03/05/2021,Bo Marsh,,Plain words here.,\r\n\
        3,04/05/2021,Bo Marsh,,,\r\n";
    let documents = table("rows.csv", words);
    assert_eq!(documents.len(), 2);
    let [first, second] = documents.as_slice() else {
        panic!()
    };
    assert_eq!(
        first.text.as_str(),
        "The ledger\n\nHe said \"no\" twice.\n\nThen he left."
    );
    assert_eq!(
        (first.part.as_str(), second.part.as_str()),
        ("row 2", "row 4")
    );
    assert_eq!(published(second).as_deref(), Some("2021-03-05"));
    assert_eq!(author(first), Some("Ada Moon"));
    assert_eq!(
        first.metadata.url.as_ref().unwrap().value,
        "https://northam.example/1"
    );
    assert_eq!(first.blocks[0].kind, BlockKind::Headline);
    assert_eq!(
        original(first, "no\" twice", words.as_bytes()),
        "no\"\" twice"
    );
    assert_eq!(
        original(second, "Plain words", words.as_bytes()),
        "Plain words"
    );
    assert!(warned(first, "empty-rows"));
}

#[test]
fn other_separators_encodings_and_titles_over_the_table() {
    let semicolons = "\u{FEFF}username;created_at;tweet\nadamoon;2021-03-14 09:12:00;\"I was never there; ask anyone.\"\n";
    let documents = table("posts.csv", semicolons);
    let document = &documents[0];
    assert_eq!(
        document.text.as_str(),
        "@adamoon · 2021-03-14 09:12\n\nI was never there; ask anyone."
    );
    assert_eq!(document.kind, DocumentKind::Post);
    assert_eq!(details(document, DetailKind::Handle), ["@adamoon"]);
    let titled =
        "Statements of the case,,\n,,\nWitness,Date,Statement\nBo Marsh,14.03.2021,I saw nobody.\n";
    let documents = table("list.csv", titled);
    assert_eq!(
        (documents[0].part.as_str(), author(&documents[0])),
        ("row 4", Some("Bo Marsh"))
    );
    let latin = b"name\ttext\nRen\xE9e\tcaf\xE9 na\xEFve and so on\n";
    let read = take(("t.tsv", latin));
    assert_eq!(read.documents[0].text.as_str(), "café naïve and so on");
    assert_eq!(
        read.documents[0].metadata.encoding.as_deref(),
        Some("windows-1252")
    );
    assert_eq!(author(&read.documents[0]), Some("Renée"));
    let wide: Vec<u8> = "\u{FEFF}author\ttext\nAda\tTwo words\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(
        take(("t.csv", &wide)).documents[0].text.as_str(),
        "Two words"
    );
    // What Excel calls Unicode Text.
    let wide: Vec<u8> =
        "\u{FEFF}Date\tAuthor\tText\r\n1/2/2020\tAda\tTwo words\r\n1/25/2020\tBo\tNone\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
    let read = take(("t.txt", &wide));
    assert_eq!((read.format, read.documents.len()), (Format::Csv, 2));
    let told = table("t.csv", "sep=|\ntext|author\nTwo, three|Ada\n");
    assert_eq!(told[0].text.as_str(), "Two, three");
}

#[test]
fn a_table_without_text_is_one_document() {
    let documents = table(
        "exhibits.tsv",
        "Nr\tExhibit\tPage\n1\tKnife, found in the yard\t12\n2\t\"Photo\nof gate\"\t14\n",
    );
    let [document] = documents.as_slice() else {
        panic!()
    };
    assert_eq!(
        document.text.as_str(),
        "Nr\tExhibit\tPage\n1\tKnife, found in the yard\t12\n2\tPhoto of gate\t14"
    );
    assert!(document.blocks.iter().all(|b| b.kind == BlockKind::Table));
}

#[test]
fn long_answers_under_a_question_are_text() {
    let long = "I came to the yard in the evening and the gate was locked, as it always is, so that I walked on to the station.";
    let documents = table(
        "form.csv",
        &format!("Timestamp,What did you see that night?\n3/14/2021 21:04:00,{long:?}\n"),
    );
    assert_eq!(documents[0].text.as_str(), long);
    assert_eq!(
        published(&documents[0]).as_deref(),
        Some("2021-03-14T21:04:00")
    );
}

#[test]
fn prose_is_no_table() {
    for words in [
        "Text, date, and author are words.\nIn this line, there are, three commas.\nAnd here, too, some.\n",
        "text, author\nThis is the first line of a letter.\nAnd this, I think, is the second, and last.\n",
        "Dear Ms. Moon,\nI write to you, as you asked, today.\nYours,\nBo\n",
        "Title\nOne line\nAnother line\n",
    ] {
        let read = take(("", words.as_bytes()));
        assert_eq!(read.format, Format::PlainText, "{words}");
    }
    let table = "text,author\nTwo words,Ada\nThree,Bo\n";
    assert_eq!(take(("", table.as_bytes())).format, Format::Csv);
}

#[test]
fn lines_of_json_are_documents() {
    let words = concat!(
        r#"{"text":"Caf\u00e9 & more words","created_at":"Wed Oct 10 20:19:24 +0000 2018","user":{"name":"Ada Moon","screen_name":"adamoon"}}"#,
        "\nno json\n",
        r#"{"text":"Two words","date":1615528800}"#,
        "\n"
    );
    let read = take(("posts.jsonl", words.as_bytes()));
    let first = part(&read, "line 1");
    assert_eq!(
        first.text.as_str(),
        "Ada Moon (@adamoon) · 2018-10-10 20:19\n\nCafé & more words"
    );
    assert_eq!(original(first, "Café", words.as_bytes()), "Caf\\u00e9");
    assert_eq!(published(first).as_deref(), Some("2018-10-10T20:19:24Z"));
    assert_eq!(
        published(part(&read, "line 3")).as_deref(),
        Some("2021-03-12T06:00:00Z")
    );
    assert_eq!(read.unread[0].part, "line 2");
    // Without an ending as well.
    assert_eq!(
        take(("", words.replace("no json\n", "").as_bytes())).format,
        Format::JsonLines
    );
}

#[test]
fn lists_and_objects_of_json_are_documents() {
    let list = r#" [ {"title":"T","body":"Some words.","author":["Ada Moon",{"name":"Bo Marsh"}]}, {"likes":3} ] "#;
    let read = take(("a.json", list.as_bytes()));
    assert_eq!(read.documents.len(), 1);
    assert_eq!(read.documents[0].part, "item 1");
    let authors: Vec<&str> = read.documents[0]
        .metadata
        .authors
        .iter()
        .map(|a| a.value.as_str())
        .collect();
    assert_eq!(authors, ["Ada Moon", "Bo Marsh"]);
    let object = r#"{"name":"chat","messages":[{"id":1,"date":"2021-03-14T09:00:00","from":"Ada Moon","text":["See ",{"type":"bold","text":"this"},"."]}]}"#;
    let read = take(("result.json", object.as_bytes()));
    assert_eq!(read.documents[0].text.as_str(), "See this.");
    assert_eq!(read.documents[0].part, "messages 1");
    let broken = r#"[{"text":"One two"},{"text":"Three"#;
    let read = take(("a.json", broken.as_bytes()));
    assert_eq!((read.documents.len(), read.unread.len()), (1, 1));
    let none = attempt("a.json", br#"{"likes": [1, 2]}"#);
    assert!(matches!(none, Err(FormatError::Unsupported { .. })));
}

fn attempt(name: &str, bytes: &[u8]) -> Result<Read, FormatError> {
    read(bytes, &Hint::name(name), &Limits::default())
}

#[test]
fn an_x_archive_is_its_posts() {
    let read = take(kept!("x-archive/archive.zip"));
    assert_eq!(read.format, Format::XArchive);
    let post = part(&read, "data/tweets.js!tweet 1050118621198921728");
    assert_eq!(
        post.text.as_str(),
        "Ada Moon (@adamoon_northam) · 2018-10-10 20:19\n\n\
         I saw Bo Marsh at the café that night & I told the court so.\n\n\
         The ledger is here: https://northam.example/ledger"
    );
    assert_eq!(author(post), Some("Ada Moon"));
    assert_eq!(details(post, DetailKind::Handle), ["@adamoon_northam"]);
    assert_eq!(
        post.metadata.url.as_ref().unwrap().value,
        "https://x.com/adamoon_northam/status/1050118621198921728"
    );
    let retweet = part(&read, "data/tweets.js!tweet 1050118621198921999");
    assert_eq!(author(retweet), Some("@corafinch_n"));
    assert!(
        retweet
            .text
            .as_str()
            .starts_with("@corafinch_n\n\nI never gave")
    );
    assert_eq!(details(retweet, DetailKind::PostKind), ["retweet"]);
    assert!(warned(retweet, "truncated-retweet"));
    let reply = part(&read, "data/tweets.js!tweet 1050118621198922222");
    assert_eq!(
        details(reply, DetailKind::ReplyTo),
        ["https://x.com/corafinch_n/status/1050118621198900000"]
    );
    let thread = part(&read, "data/direct-messages.js!messages 77-1234567");
    assert!(
        thread
            .text
            .as_str()
            .starts_with("Ada Moon · 2018-10-11 10:01\nI was at the yard.")
    );
    part(&read, "data/note-tweet.js!note 1625000000000000001");
}

#[test]
fn an_old_x_archive_has_whole_retweets() {
    let read = take(kept!("x-archive/archive-2014.zip"));
    let retweet = part(&read, "data/js/tweets/2014_03.js!tweet 441000000000000002");
    assert_eq!(
        retweet.text.as_str(),
        "Cora Finch (@corafinch_n) · 2014-03-05 21:00\n\nNobody asked me about the gate."
    );
    assert_eq!(published(retweet).as_deref(), Some("2014-03-06T08:00:00Z"));
}

#[test]
fn a_file_of_an_x_archive_is_mapped_to_its_bytes() {
    let (name, bytes) = kept!("x-archive/tweets.js");
    let read = take((name, bytes));
    let post = part(&read, "tweet 1050118621198921728");
    assert_eq!((author(post), post.blocks.len()), (None, 2));
    assert_eq!(original(post, "& I", bytes), "&amp; I");
    assert_eq!(
        original(post, "https://northam", bytes),
        "https://t.co/Ab12Cd34Ef"
    );
    let retweet = part(&read, "tweet 1050118621198921999");
    assert_eq!(
        original(retweet, "@corafinch_n", bytes),
        "RT @corafinch_n: "
    );
}

#[test]
fn facebook_data_is_put_right() {
    let read = take(kept!("facebook/archive.zip"));
    assert_eq!(read.format, Format::Facebook);
    let posts = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json";
    let post = part(&read, &format!("{posts}!post 1"));
    assert_eq!(
        post.text.as_str(),
        "Renée Moon · 2021-03-12 06:00\n\nHe wasn’t at the café that night.\nI told the police so 😡"
    );
    assert_eq!(author(post), Some("Renée Moon"));
    assert!(warned(post, "repaired-encoding"));
    assert_eq!(details(post, DetailKind::Repair).len(), 1);
    assert!(!warned(
        part(&read, &format!("{posts}!post 2")),
        "repaired-encoding"
    ));
    let comment = part(
        &read,
        "your_facebook_activity/comments_and_reactions/comments.json!comments_v2 1",
    );
    assert_eq!(details(comment, DetailKind::PostKind), ["comment"]);
    let thread = part(
        &read,
        "your_facebook_activity/messages/inbox/corafinch_77/message_1.json",
    );
    assert_eq!(
        thread.text.as_str(),
        "Cora Finch · 2021-03-04 12:30\nDid you see Bo that night?\n\n\
         Renée Moon · 2021-03-04 12:35\nI was at the yard. I never saw him."
    );
    assert_eq!(read.documents.len(), 4);
}

#[test]
fn single_files_of_facebook_are_known() {
    let (name, bytes) = kept!("facebook/your_posts__check_ins__photos_and_videos_1.json");
    let read = take((name, bytes));
    let post = part(&read, "post 1");
    assert_eq!(author(post), Some("Renée Moon"));
    assert_eq!(original(post, "’", bytes), "\\u00e2\\u0080\\u0099");
    assert_eq!(
        take(kept!("facebook/comments.json")).format,
        Format::Facebook
    );
    assert_eq!(take(kept!("facebook/message_1.json")).documents[0].part, "");
}

#[test]
fn instagram_data_of_both_kinds() {
    let read = take(kept!("instagram/archive.zip"));
    assert_eq!(read.format, Format::Instagram);
    let media = "your_instagram_activity/media";
    let post = part(&read, &format!("{media}/posts_1.json!post 1"));
    assert_eq!(
        post.text.as_str(),
        "Ada Moon (@adamoon_n) · 2021-03-04 13:30\n\nThe gate of the yard. It was locked – I tried it myself."
    );
    assert!(
        part(&read, &format!("{media}/posts_1.json!post 2"))
            .text
            .as_str()
            .ends_with("Two pages of the ledger.")
    );
    part(&read, &format!("{media}/stories.json!ig_stories 1"));
    let comment = part(
        &read,
        "your_instagram_activity/comments/post_comments_1.json!comment 1",
    );
    assert_eq!(details(comment, DetailKind::ReplyTo), ["@corafinch_n"]);
    part(
        &read,
        "your_instagram_activity/messages/inbox/cora_77/message_1.json",
    );
    let read = take(kept!("instagram/archive-2019.zip"));
    assert_eq!(read.format, Format::Instagram);
    part(&read, "media.json!photos 1");
    part(&read, "comments.json!media_comments 1");
    let thread = part(&read, "messages.json!thread 1");
    assert!(
        thread
            .text
            .as_str()
            .starts_with("corafinch_n · 2018-10-12 10:00\nWho saw him?")
    );
    assert_eq!(
        take(kept!("instagram/post_comments_1.json")).format,
        Format::Instagram
    );
    assert_eq!(
        take(kept!("instagram/posts_1.json")).format,
        Format::Instagram
    );
}

/// Some bytes of a file taken out, doubled or changed.
fn damaged(bytes: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0usize..40);
    prop::collection::vec(change, 1..5).prop_map(move |changes| {
        let mut bytes = bytes.to_vec();
        for (at, byte, length) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            match byte % 3 {
                0 => drop(bytes.drain(at..end)),
                1 => bytes[at] = byte,
                _ => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        bytes
    })
}

const TABLE: &[u8] = b"\xEF\xBB\xBFid;date;user;text\n1;3/4/2021;ada_m;\"Two \"\"words\"\"\nand more\"\n2;14/4/2021;bo;caf\xC3\xA9\n3;;;\n";
const LINES: &[u8] = b"{\"text\":\"caf\\u00e9 \\ud83d\\ude00 two\",\"user\":{\"name\":\"Ada\",\"screen_name\":\"ada\"},\"date\":\"2021-03-04\"}\n{\"text\":[\"a \",{\"text\":\"b\"}],\"title\":\"T\"}\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_as_far_as_they_go(
        (format, bytes) in prop_oneof![
            damaged(TABLE).prop_map(|b| (Format::Csv, b)),
            damaged(LINES).prop_map(|b| (Format::JsonLines, b)),
            damaged(include_bytes!("files/x-archive/tweets.js")).prop_map(|b| (Format::XArchive, b)),
            damaged(include_bytes!("files/facebook/message_1.json")).prop_map(|b| (Format::Facebook, b)),
            damaged(include_bytes!("files/facebook/your_posts__check_ins__photos_and_videos_1.json")).prop_map(|b| (Format::Facebook, b)),
            damaged(include_bytes!("files/instagram/posts_1.json")).prop_map(|b| (Format::Instagram, b)),
            damaged(include_bytes!("files/instagram/archive-2019.zip")).prop_map(|b| (Format::Instagram, b)),
            damaged(include_bytes!("files/x-archive/archive-2014.zip")).prop_map(|b| (Format::XArchive, b)),
        ],
    ) {
        let hint = Hint { format: Some(format), ..Hint::default() };
        if let Ok(read) = read(&bytes, &hint, &Limits::default()) {
            for document in &read.documents {
                check(document, &bytes)?;
            }
        }
        let _ = attempt("", &bytes);
        let _ = attempt("x.csv", &bytes);
        let _ = attempt("x.json", &bytes);
    }
}
