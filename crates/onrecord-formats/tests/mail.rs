//! Messages, mailboxes, saved pages and archives made by real programs.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use onrecord_formats::{Hint, Limits, Read, read, reread};
use onrecord_record::{BlockKind, DetailKind, Document, DocumentKind, Format, SegmentKind};
use proptest::prelude::*;

fn bytes(file: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/");
    std::fs::read(format!("{folder}{file}")).unwrap()
}

fn read_file(file: &str) -> Read {
    read(&bytes(file), &Hint::name(file), &Limits::default()).unwrap()
}

fn read_bytes(bytes: &[u8]) -> Option<Read> {
    read(bytes, &Hint::default(), &Limits::default()).ok()
}

fn blocks(document: &Document, kind: BlockKind) -> Vec<&str> {
    let of_kind = document.blocks.iter().filter(|block| block.kind == kind);
    of_kind
        .map(|block| document.text.slice(block.span))
        .collect()
}

fn parts(read: &Read) -> Vec<&str> {
    read.documents.iter().map(|d| d.part.as_str()).collect()
}

/// What every document keeps to. `bytes` are those of its part, where they are known.
fn check(document: &Document, bytes: Option<&[u8]>) {
    let mut at = 0;
    for segment in &document.map.segments {
        assert_eq!(segment.text.start(), at);
        assert!(segment.from <= segment.to);
        if let Some(bytes) = bytes {
            assert!(segment.to <= bytes.len() as u64);
            if segment.kind == SegmentKind::Verbatim {
                let original = &bytes[segment.from as usize..segment.to as usize];
                assert_eq!(document.text.slice(segment.text).as_bytes(), original);
            }
        }
        at = segment.text.end();
    }
    assert_eq!(at, document.text.len());
    for pair in document.blocks.windows(2) {
        assert!(pair[0].span.is_before(pair[1].span), "{pair:?}");
    }
    let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let covered: usize = document
        .blocks
        .iter()
        .map(|block| words(document.text.slice(block.span)))
        .sum();
    if !document.blocks.is_empty() {
        assert_eq!(covered, words(document.text.as_str()));
    }
}

#[test]
fn a_reply_is_told_from_what_it_quotes_and_its_files_are_read() {
    let read = read_file("mail/reply.eml");
    assert_eq!(read.format, Format::Mail);
    assert_eq!(
        parts(&read),
        [
            "",
            "witness list.txt",
            "witness list (2).txt",
            "attachment 3.eml"
        ]
    );
    let message = &read.documents[0];
    assert_eq!(message.kind, DocumentKind::Letter);
    let new = blocks(message, BlockKind::Paragraph);
    assert_eq!(new[0], "From: Lee, Ann <ann.lee@example.org>");
    assert_eq!(
        new[1],
        "To: Bo Marsh <bo@example.org>, José Núñez <jose@example.org>"
    );
    assert!(new[5].ends_with("until the\ntrial was over."), "{new:?}");
    assert_eq!(
        new[6],
        "I forgot: she also has a photograph – “dated” by the lab."
    );
    let quoted = blocks(message, BlockKind::QuotedReply);
    assert_eq!(quoted.len(), 5);
    assert!(quoted[2].ends_with("wrote that\nshe had seen nothing."));
    let metadata = &message.metadata;
    assert_eq!(
        metadata.title.as_ref().unwrap().value,
        "Re: the café statement – what Dora Quill saw"
    );
    let published = &metadata.published.as_ref().unwrap().value;
    assert_eq!(published.day.to_string(), "2020-03-03");
    assert_eq!(published.time.as_deref(), Some("10:02:07-05:00"));
    let details: Vec<(DetailKind, &str)> = metadata
        .details
        .iter()
        .map(|detail| (detail.kind, detail.value.value.as_str()))
        .collect();
    assert_eq!(
        details,
        [
            (DetailKind::Recipient, "Bo Marsh"),
            (DetailKind::Recipient, "José Núñez"),
            (DetailKind::Copy, "clinic@example.org"),
            (DetailKind::MessageId, "<a1@example.org>"),
            (DetailKind::ReplyTo, "<a0@example.org>"),
        ]
    );
    assert_eq!(read.documents[3].metadata.authors[0].value, "Dora Quill");
    assert!(read.unread.is_empty(), "{:?}", read.unread);
    assert_eq!(read.documents[1].reader.name, "mail/2>text");
    check(message, Some(&bytes("mail/reply.eml")));
}

#[test]
fn words_lead_back_to_their_bytes() {
    let all = bytes("mail/reply.eml");
    let read = read_file("mail/reply.eml");
    let message = &read.documents[0];
    let words = "photograph – “dated”";
    let at = message.text.as_str().find(words).unwrap();
    let span = message.text.span(at..at + words.len()).unwrap();
    let ranges = message.map.original(span);
    let first = &all[ranges[0].start as usize..ranges.last().unwrap().end as usize];
    assert_eq!(first, b"photograph =E2=80=93 =E2=80=9Cdated=E2=80=9D");
}

#[test]
fn a_page_in_a_message_keeps_its_paragraphs() {
    let read = read_file("mail/page.eml");
    let message = &read.documents[0];
    let new = blocks(message, BlockKind::Paragraph);
    assert_eq!(
        new[3..],
        ["Dear Bo,", "the café opened at six.\nIt closed at ten."]
    );
    let quoted = blocks(message, BlockKind::QuotedReply);
    assert_eq!(
        quoted,
        [
            "On Mon, Mar 2, 2020 at 4:15 PM Bo Marsh <bo@example.org> wrote:",
            "> When did the café open?"
        ]
    );
    check(message, Some(&bytes("mail/page.eml")));
}

#[test]
fn quotations_in_quotations_of_a_page_are_marked_as_in_plain_text() {
    let cite = "<blockquote type=\"cite\">";
    let page = format!(
        "<p>Yes.</p><div class=\"moz-cite-prefix\">On 2.3.2020 16:15, Bo wrote:</div>{cite}<p>Who?</p>\
         <div class=\"moz-cite-prefix\">On 1.3.2020 16:15, Ann wrote:</div>{cite}<p>Was it he?</p>\
         </blockquote><p>Or she?</p></blockquote><blockquote>The rule.</blockquote><p>Ann</p>"
    );
    let head = "From: ann@example.org\nSubject: The yard\nDate: Mon, 2 Mar 2020 16:15:00 +0000\n\
                Content-Type: text/html\n\n";
    let read = read_bytes(format!("{head}{page}").as_bytes()).unwrap();
    let message = &read.documents[0];
    assert_eq!(
        blocks(message, BlockKind::QuotedReply),
        [
            "On 2.3.2020 16:15, Bo wrote:",
            "> Who?",
            "> On 1.3.2020 16:15, Ann wrote:",
            ">> Was it he?",
            "> Or she?"
        ]
    );
    assert_eq!(blocks(message, BlockKind::BlockQuote), ["The rule."]);
}

#[test]
fn appointments_and_cards_are_listed_as_unread() {
    let parts = [
        ("text/calendar", "BEGIN:VCALENDAR\nEND:VCALENDAR"),
        ("application/octet-stream; name=\"Ann.VCF\"", "BEGIN:VCARD"),
        ("text/plain; name=\"note.txt\"", "The yard was dark."),
    ];
    let parts = parts.map(|(kind, words)| {
        format!("--b\nContent-Type: {kind}\nContent-Disposition: attachment\n\n{words}\n")
    });
    let message = format!(
        "From: ann@example.org\nSubject: The yard\nDate: Mon, 2 Mar 2020 16:15:00 +0000\n\
         Content-Type: multipart/mixed; boundary=b\n\n\
         --b\n\nCome at six.\n{}--b--\n",
        parts.concat()
    );
    let read = read_bytes(message.as_bytes()).unwrap();
    let unread: Vec<&str> = read.unread.iter().map(|part| part.part.as_str()).collect();
    assert_eq!(unread, ["attachment 1.ics", "Ann.VCF"]);
    assert_eq!(read.documents[1].part, "note.txt");
}

#[test]
fn flowed_lines_are_joined() {
    let read = read_file("mail/flowed.eml");
    let message = &read.documents[0];
    let new = blocks(message, BlockKind::Paragraph);
    assert_eq!(
        new[3],
        "The clerk said that the tape was lost in 2011, and that nobody kept a copy of it."
    );
    let quoted = blocks(message, BlockKind::QuotedReply);
    assert_eq!(
        quoted,
        ["> He told me that the tape was kept.", ">> Was it?"]
    );
    check(message, Some(&bytes("mail/flowed.eml")));
}

#[test]
fn the_head_of_an_earlier_message_begins_a_quotation_in_other_languages_too() {
    let read = read_file("mail/latin.eml");
    let message = &read.documents[0];
    let quoted = blocks(message, BlockKind::QuotedReply);
    assert_eq!(quoted.first(), Some(&"Von: Bo Marsh <bo@example.org>"));
    assert_eq!(quoted.last(), Some(&"Haben Sie den Wagen gesehen?"));
    assert_eq!(message.metadata.authors[0].value, "Hans Müller");
    check(message, Some(&bytes("mail/latin.eml")));
}

#[test]
fn every_message_of_a_mailbox_is_a_part() {
    let read = read_file("mbox/inbox.mbox");
    assert_eq!(read.format, Format::Mbox);
    assert_eq!(
        parts(&read),
        ["message 1", "message 2", "message 2!list.txt", "message 3"]
    );
    let first = &read.documents[0];
    assert_eq!(first.reader.name, "mbox/2>mail");
    let new = blocks(first, BlockKind::Paragraph);
    assert_eq!(
        new[3..],
        [
            "From the yard I saw the van.",
            "From 2011 on, nobody asked."
        ]
    );
    for document in &read.documents {
        let again = reread(&bytes("mbox/inbox.mbox"), &document.reader)
            .unwrap()
            .unwrap();
        assert_eq!(parts(&again), parts(&read));
    }
}

#[test]
fn a_saved_page_is_read_as_a_page() {
    let read = read_file("mhtml/article.mhtml");
    assert_eq!(read.format, Format::Mhtml);
    let page = &read.documents[0];
    assert_eq!(blocks(page, BlockKind::Headline), ["Clerk finds lost tape"]);
    assert_eq!(page.metadata.authors[0].value, "Ada Moon");
    assert_eq!(
        page.metadata.url.as_ref().unwrap().value,
        "http://127.0.0.1:8765/page.html"
    );
    assert_eq!(
        page.metadata
            .captured
            .as_ref()
            .unwrap()
            .value
            .day
            .to_string(),
        "2026-11-28"
    );
    assert!(!page.text.as_str().contains("Imprint"));
    check(page, Some(&bytes("mhtml/article.mhtml")));
}

#[test]
fn archives_are_read_however_deep() {
    let read = read_file("zip/nested.zip");
    assert_eq!(
        parts(&read),
        [
            "a.zip!papers/lettre à Bo.txt",
            "a.zip!papers/letter.txt",
            "a.zip!papers/reply.eml",
            "a.zip!papers/reply.eml!witness list.txt",
            "a.zip!papers/reply.eml!witness list (2).txt",
            "a.zip!papers/reply.eml!attachment 3.eml",
        ]
    );
    let unread: Vec<&str> = read.unread.iter().map(|u| u.part.as_str()).collect();
    assert_eq!(
        unread,
        [
            "a.zip!papers/link.txt",
            "locked.zip!secret.txt",
            "locked.zip!papers/letter.txt"
        ]
    );
    assert!(read.unread[1].reason.contains("password"));
    assert_eq!(read.documents[3].reader.name, "zip/2>zip/2>mail/2>text");
}

#[test]
fn names_in_archives_are_only_labels() {
    let read = read_file("zip/odd-names.zip");
    assert_eq!(
        parts(&read),
        [
            "etc/note.txt",
            "abs/note.txt",
            "note.txt",
            "C:/papers/note.txt",
            "é.txt",
            "note (2).txt",
            "naïve.txt"
        ]
    );
    assert!(read.unread[0].reason.contains("1 file(s)"));
}

#[test]
fn a_spreadsheet_is_no_archive_of_papers() {
    let error = read(
        &bytes("zip/book.xlsx"),
        &Hint::name("book.xlsx"),
        &Limits::default(),
    );
    assert!(error.unwrap_err().to_string().contains("spreadsheet"));
}

#[test]
fn a_typed_letter_or_memo_is_no_message() {
    let memos = [
        "From: Ann Lee\nTo: Bo Marsh\nDate: March 3, 2020\nRe: the tape\n\nI saw it.\n",
        "TO: File\nFROM: Det. Hale\nDATE: 3/3/2020\nRE: Interview\n\nI spoke with her.\n",
        "From: Ann Lee <ann@example.org>\nSent: Tuesday, March 3, 2020 10:02 AM\nTo: Bo\nSubject: The tape\n\nI saw it.\n",
    ];
    for memo in memos {
        let read = read_bytes(memo.as_bytes()).unwrap();
        assert_eq!(read.format, Format::PlainText, "{memo}");
    }
    let hint = Hint::name("letter.eml");
    let mail = read(memos[0].as_bytes(), &hint, &Limits::default()).unwrap();
    assert_eq!(mail.format, Format::Mail);
}

#[test]
fn a_message_cut_off_is_read_as_far_as_it_goes() {
    let all = bytes("mail/reply.eml");
    let cut = &all[..all.len() * 2 / 3];
    let read = read_bytes(cut).unwrap();
    assert_eq!(read.format, Format::Mail);
    let warnings = &read.documents[0].warnings;
    assert!(warnings.iter().any(|w| w.code == "broken-off"));
    check(&read.documents[0], Some(cut));
}

#[test]
fn encrypted_messages_say_so() {
    let head =
        "From: Ann <ann@example.org>\nTo: Bo <bo@example.org>\nMIME-Version: 1.0\nSubject: x\n";
    let smime = format!(
        "{head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\
         Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=smime.p7m\n\nMIAG\n"
    );
    let read = read_bytes(smime.as_bytes()).unwrap();
    assert_eq!(read.unread[0].part, "smime.p7m");
    assert!(
        read.unread[0].reason.contains("S/MIME"),
        "{:?}",
        read.unread
    );
    let pgp = format!(
        "{head}Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n\
         --b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n\n\
         --b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n\n--b--\n"
    );
    let read = read_bytes(pgp.as_bytes()).unwrap();
    assert_eq!(read.documents[0].warnings[0].code, "encrypted-body");
    assert_eq!(read.documents.len(), 1);
}

#[test]
fn names_of_files_are_decoded_and_are_only_labels() {
    let mail = b"From: ann@example.org\nMessage-ID: <x@y>\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=\"x y\"\n\npreamble\n\
        --x y\nContent-Type: application/octet-stream\n\
        Content-Disposition: attachment; filename=\"=?utf-8?B?ZMOpcG9zaXRpb24=?= one.txt\"\n\nOne.\n\
        --x y\nContent-Type: application/octet-stream\n\
        Content-Disposition: attachment; filename*0*=utf-8''d%C3%A9po; filename*1=sition.txt\n\nTwo.\n\
        --x y\nContent-Type: text/plain; name=caf\xC3\xA9.txt\nContent-Disposition: attachment\n\nThree.\n\
        --x y\nContent-Disposition: attachment; filename=\"a!b\\\\c/d.txt\"\n\nFour.\n\
        --x y\nContent-Type: text/plain\nContent-Disposition: attachment\n\nFive.\n\
        --x y--\nepilogue\n";
    let read = read_bytes(mail).unwrap();
    assert_eq!(
        parts(&read),
        [
            "",
            "déposition one.txt",
            "déposition.txt",
            "café.txt",
            "d.txt",
            "attachment 5.txt"
        ]
    );
}

#[test]
fn japanese_in_seven_bits_is_decoded() {
    let words = "証人は見たと言った。 ok";
    let head = "From: ann@example.org\nMessage-ID: <x@y>\nContent-Type: text/plain; charset=iso-2022-jp\n\n";
    let mut mail = head.as_bytes().to_vec();
    mail.extend_from_slice(b"\x1b$B>Z?M$O8+$?$H8@$C$?!#\x1b(B ok\n");
    let read = read_bytes(&mail).unwrap();
    assert_eq!(blocks(&read.documents[0], BlockKind::Paragraph)[1], words);
    check(&read.documents[0], Some(&mail));
}

#[test]
fn a_page_saved_by_word_and_a_message_with_pictures_are_told_apart() {
    let parts = "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n\
                 <p>I saw the van.</p>\n--b\nContent-Type: image/png\nContent-ID: <a>\n\nxx\n--b--\n";
    let page = read_bytes(format!("MIME-Version: 1.0\n{parts}").as_bytes()).unwrap();
    assert_eq!(page.format, Format::Mhtml);
    let head = "From: ann@example.org\nTo: bo@example.org\nMIME-Version: 1.0\n";
    let mail = read_bytes(format!("{head}{parts}").as_bytes()).unwrap();
    assert_eq!(mail.format, Format::Mail);
    assert_eq!((mail.documents.len(), mail.unread.len()), (1, 0));
}

#[test]
fn a_notice_that_there_is_a_page_is_passed_over() {
    let mail = "From: ann@example.org\nTo: bo@example.org\nMIME-Version: 1.0\n\
        Content-Type: multipart/alternative; boundary=b\n\n\
        --b\nContent-Type: text/plain\n\nYour program cannot show HTML.\n\
        --b\nContent-Type: text/html\n\n<p>I saw the van.<p>It was grey.\n--b--\n";
    let read = read_bytes(mail.as_bytes()).unwrap();
    let new = blocks(&read.documents[0], BlockKind::Paragraph);
    assert_eq!(new[2..], ["I saw the van.", "It was grey."]);
}

#[test]
fn parts_without_end_take_no_time() {
    let head = "From: Ann <ann@example.org>\nMIME-Version: 1.0\nMessage-ID: <a@b>\n";
    let mut deep = head.to_owned();
    let mut wide = format!("{head}Content-Type: multipart/mixed; boundary=b\n\n");
    for i in 0..20_000 {
        deep.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"
        ));
        wide.push_str(&format!(
            "--b\nContent-Type: multipart/mixed; boundary=c{i}\n\nwords\n"
        ));
    }
    let mut message = head.to_owned();
    message.push_str(&"Content-Type: message/rfc822\n\n".repeat(20_000));
    for hostile in [deep, wide, message] {
        let started = std::time::Instant::now();
        let read = read_bytes(hostile.as_bytes());
        assert!(read.is_some());
        assert!(started.elapsed().as_secs() < 20);
    }
}

#[test]
fn a_bomb_is_stopped_at_the_limit() {
    let limits = Limits {
        max_unpacked: 20,
        ..Limits::default()
    };
    let read = read(&bytes("zip/odd-names.zip"), &Hint::default(), &limits).unwrap();
    assert_eq!(read.documents.len(), 3);
    assert_eq!(read.unread.len(), 2);
}

const FILES: [&str; 8] = [
    "mail/reply.eml",
    "mail/page.eml",
    "mail/flowed.eml",
    "mail/latin.eml",
    "mbox/inbox.mbox",
    "mhtml/article.mhtml",
    "zip/nested.zip",
    "zip/odd-names.zip",
];

proptest! {
    #[test]
    fn no_changed_file_makes_it_fail(
        file in 0..FILES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4usize), 1..12),
    ) {
        let mut all = bytes(FILES[file]);
        for (place, byte, how) in changes {
            let at = place.index(all.len());
            match how {
                0 => all[at] = byte,
                1 => { all.remove(at); }
                2 => all.insert(at, byte),
                _ => all.truncate(at.max(all.len() / 2)),
            }
        }
        for format in [None, Some(Format::Mail), Some(Format::Mbox), Some(Format::Mhtml), Some(Format::Zip)] {
            let hint = Hint { format, ..Hint::default() };
            if let Ok(read) = read(&all, &hint, &Limits::default()) {
                for document in &read.documents {
                    let whole = document.part.is_empty().then_some(all.as_slice());
                    check(document, whole);
                }
            }
        }
    }

    #[test]
    fn no_bytes_make_it_fail(all in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Mail, Format::Mbox, Format::Mhtml, Format::Zip] {
            let hint = Hint { format: Some(format), ..Hint::default() };
            if let Ok(read) = read(&all, &hint, &Limits::default()) {
                for document in &read.documents {
                    let whole = document.part.is_empty().then_some(all.as_slice());
                    check(document, whole);
                }
            }
        }
    }

    #[test]
    fn pieces_of_messages(pieces in prop::collection::vec(prop::sample::select(vec![
        "From: Ann <ann@example.org>\n", "Subject: =?utf-8?q?caf=C3=A9?=\r\n", "\n", "\r\n", "> quoted\n",
        "Content-Type: multipart/mixed; boundary=b\n", "--b\n", "--b--\n", "Content-Type: text/html\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "caf=C3=A9 =\n",
        "caf\u{e9}\n", "V29yZHM=\n", "On 3 March 2020 at 10:02, Ann <ann@example.org> wrote:\n", "<p>words</p>\n",
        "-----Original Message-----\n", "From: Bo\nSent: now\nTo: Ann\n", "Content-Type: text/plain; format=flowed\n",
        "words that flow \n", " folded\n", "Content-Disposition: attachment; filename*=utf-8''a%20b.txt\n",
        "Content-Type: message/rfc822\n", "From ann Tue Mar  3 10:02:07 2020\n", ">From here\n", "-- \n", "=C3",
    ]), 0..40)) {
        let all = pieces.concat();
        let mut latin = all.clone().into_bytes();
        latin.push(0xE9);
        for all in [all.as_bytes(), &latin] {
            for format in [Format::Mail, Format::Mbox, Format::Mhtml] {
                let hint = Hint { format: Some(format), ..Hint::default() };
                if let Ok(read) = read(all, &hint, &Limits::default()) {
                    for document in &read.documents {
                        let whole = document.part.is_empty().then_some(all);
                        check(document, whole);
                    }
                }
            }
        }
    }
}
