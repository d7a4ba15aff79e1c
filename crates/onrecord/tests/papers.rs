//! The papers people really have: originals with several documents in them, formats that are read apart,
//! what is kept though it cannot be read.

mod common;

use common::Workplace;

const MESSAGE: &str = "From: Dora Quill <dora@heron.example>\r\nTo: Ines Faro <ines@courier.example>\r\n\
    Date: Tue, 9 Mar 2021 10:15:00 +0000\r\nSubject: The Heron Room\r\nMessage-ID: <1@heron.example>\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
    --b\r\nContent-Type: text/plain\r\n\r\n\"I never saw his face,\" Ada Winterbourne said on Monday.\r\n\
    --b\r\nContent-Type: text/plain; name=\"statement.txt\"\r\n\
    Content-Disposition: attachment; filename=\"../../statement.txt\"\r\n\r\n\
    \"He was at the bar,\" Bo Marsh said.\r\n\
    --b\r\nContent-Type: application/octet-stream; name=\"plan.dwg\"\r\n\
    Content-Disposition: attachment; filename=\"plan.dwg\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\
    QUMxMDMyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n--b--\r\n";

fn case_of(name: &str, bytes: &[u8]) -> Workplace {
    let place = Workplace::new();
    place.write(&format!("papers/{name}"), bytes);
    place.run(&["new", "c.case"]).exits(0);
    place
}

#[test]
fn a_mail_is_a_document_and_so_is_what_is_attached() {
    let place = case_of("mail.eml", MESSAGE.as_bytes());
    place
        .run(&["add", "c.case", "papers"])
        .exits(1)
        .prints("added papers/mail.eml: 2 documents (e-mail: ")
        .complains("papers/mail.eml!plan.dwg: ")
        .prints("1 part of files could not be read");
    place
        .run(&["show", "c.case", "said"])
        .exits(0)
        .prints("I never saw his face")
        .prints("He was at the bar");
    place
        .run(&["show", "c.case", "documents"])
        .exits(0)
        .prints("could not be read: papers/mail.eml!plan.dwg: ");
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints("made again and compared: 2 texts, 2 readings")
        .prints("intact");
    // What was read stays as it is.
    place
        .run(&["add", "c.case", "papers"])
        .exits(0)
        .prints("1 file was in the case already");
}

#[test]
fn what_has_no_reader_is_kept_byte_for_byte() {
    let place = case_of("song.mp3", b"ID3\x04 and then the sound of it");
    place
        .run(&["add", "c.case", "papers"])
        .exits(1)
        .complains("papers/song.mp3: this is a sound recording (MP3)");
    let case = rusqlite::Connection::open(place.path("c.case")).unwrap();
    let (bytes, reason): (Vec<u8>, String) = case
        .query_row(
            "SELECT c.bytes, u.reason FROM unread u JOIN originals o ON o.sha256 = u.original \
             JOIN chunks c ON c.original = o.id WHERE u.path = 'papers/song.mp3'",
            (),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(bytes, b"ID3\x04 and then the sound of it");
    assert!(reason.contains("MP3"));
    drop(case);
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
    // Still reported when it is added again: nobody is to take it for read.
    place.run(&["add", "c.case", "papers"]).exits(1);
    place
        .run(&["show", "c.case"])
        .exits(0)
        .prints("could not be read: papers/song.mp3");
}

#[test]
fn the_user_says_what_a_paper_is() {
    let place = case_of("hearing.txt", b"Nothing in this tells what it is.\n");
    place
        .run(&["add", "--as", "transcript", "c.case", "papers"])
        .exits(0)
        .prints("added papers/hearing.txt: transcript (plain text: ");
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints("made again and compared: 1 text");
    place
        .run(&["read", "--as", "sonnet", "papers/hearing.txt"])
        .exits(2)
        .complains("transcript");
}

#[test]
fn bytes_that_are_said_to_be_what_they_are_not_are_refused() {
    let place = case_of("words.txt", b"Only words.\n");
    for format in ["pdf", "docx", "odt", "zip", "image"] {
        place
            .run(&["read", "--as", format, "papers/words.txt"])
            .exits(1)
            .complains("papers/words.txt: ");
    }
}

/// A case that the version with the first schema made, of two papers of the example.
const SCHEMA_1: &[u8] = include_bytes!("files/schema-1.kase");

/// One of the second schema, of the same papers and a PDF.
const SCHEMA_2: &[u8] = include_bytes!("files/schema-2.kase");

/// One of the third schema, of two papers of the example and a PDF: a line confirmed, one rejected, one
/// noted.
const SCHEMA_3: &[u8] = include_bytes!("files/schema-3.kase");

/// One of the fourth schema, of three papers of the example: a line confirmed, one rejected, one noted, and
/// lists kept.
const SCHEMA_4: &[u8] = include_bytes!("files/schema-4.kase");

/// What is added to a case of an older schema with three papers is kept.
fn a_fourth_paper_is_added(place: &Workplace) {
    place.write(
        "papers/note.txt",
        "\u{201c}I was there,\u{201d} Ada Winterbourne said.\n",
    );
    place.run(&["add", "c.case", "papers"]).exits(0);
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints("checked 4 originals")
        .prints("intact");
}

#[test]
fn a_case_of_the_fourth_schema_opens_and_goes_on() {
    let place = Workplace::new();
    place.write("c.case", SCHEMA_4);
    place
        .run(&["search", "c.case", "speaker:Marchbank", "kind:direct"])
        .exits(0)
        .prints("  \u{b7}  direct  \u{b7}  AFFIDAVIT OF IONE R. MARCHBANK");
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints("checked 3 originals")
        .prints("made again and compared: 3 texts, 0 readings")
        .prints("c.case: intact");
    place
        .run(&["log", "c.case"])
        .exits(0)
        .prints("Look at the tape.");
    place
        .run(&["show", "c.case", "documents"])
        .exits(0)
        .prints("2 of 105 lines reviewed, 1 rejected and not shown");
    a_fourth_paper_is_added(&place);
    place
        .run(&["search", "c.case", "speaker:Winterbourne kind:direct"])
        .exits(0)
        .prints("note.txt");
}

#[test]
fn a_case_of_the_third_schema_opens_and_goes_on() {
    let place = Workplace::new();
    place.write("c.case", SCHEMA_3);
    place
        .run(&["search", "c.case", "speaker:Renmark"])
        .exits(0)
        .prints("1.S4  \u{b7}  Billie Renmark  \u{b7}  mixed");
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints("checked 3 originals")
        .prints("c.case: intact");
    place
        .run(&["log", "c.case"])
        .exits(0)
        .prints("Look at the tape.");
    a_fourth_paper_is_added(&place);
    place
        .run(&["search", "c.case", "speaker:Winterbourne kind:direct"])
        .exits(0)
        .prints("note.txt");
}

#[test]
fn a_case_of_the_second_schema_opens_and_goes_on() {
    let place = Workplace::new();
    place.write("c.case", SCHEMA_2);
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints("checked 3 originals")
        .prints("c.case: intact");
    place
        .run(&["show", "c.case", "documents"])
        .exits(0)
        .prints("06-affidavit-marchbank.txt");
    a_fourth_paper_is_added(&place);
}

#[test]
fn a_case_of_the_first_schema_opens_and_goes_on() {
    let place = Workplace::new();
    place.write("c.case", SCHEMA_1);
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints("stored text intact, cannot be re-derived by this version (it was made by reader text/1)")
        .prints("c.case: intact");
    place
        .run(&["show", "c.case", "documents"])
        .exits(0)
        .prints("06-affidavit-marchbank.txt");
    place.write("papers/song.mp3", b"ID3\x04 and then the sound of it");
    place.write("papers/mail.eml", MESSAGE);
    place.run(&["add", "c.case", "papers"]).exits(1);
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}
