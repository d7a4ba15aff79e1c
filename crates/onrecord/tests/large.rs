//! Files that are too large for every run of the tests: `cargo xtask test` runs these in a release
//! build.

mod common;

use common::Workplace;

const MEGABYTES: usize = 100;

#[test]
#[ignore = "large: takes minutes in a debug build"]
fn a_hundred_megabytes_of_text_are_read_and_kept() {
    let place = Workplace::new();
    let mut text = String::with_capacity(MEGABYTES << 20);
    let mut number = 0;
    while text.len() < MEGABYTES << 20 {
        number += 1;
        text.push_str(&format!(
            "\u{201c}I was there on night {number},\u{201d} Ada Winterbourne said. The clerk wrote it \
             down, line by line, and nobody asked her anything else about that evening.\n\n"
        ));
    }
    place.write("large.txt", &text);
    place.run(&["new", "c.case"]).exits(0);
    place
        .run(&["add", "c.case", "large.txt"])
        .exits(0)
        .prints("added large.txt");
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}

#[test]
#[ignore = "large: takes minutes in a debug build"]
fn a_hundred_megabytes_without_a_line_end_are_read() {
    let place = Workplace::new();
    place.write("line.txt", "word ".repeat((MEGABYTES << 20) / 5));
    place.write("one.txt", "w".repeat(MEGABYTES << 20));
    for name in ["line.txt", "one.txt"] {
        let out = format!("read-{name}");
        place.run(&["read", name, "-o", &out]).exits(0);
    }
}
