//! Who is who over the documents of a case, and who is not to be named.

mod common;

use common::Workplace;

fn place() -> Workplace {
    let place = Workplace::new();
    place.write(
        "in/01-courier.txt",
        " date 2009-03-02 Father and son named in boathouse case\n\n\
         Carl Boone Sr. said on Monday that his son, Carl Boone Jr., was at home. “He never left,” Boone Sr. said.\n\n\
         Lorna Pike, who saw the fire, testified against Carl Boone Jr. in 1998.\n",
    );
    place.write(
        "in/02-ledger-lorna-pike.txt",
        " date 2014-05-06 Witness in boathouse case changes her account\n\n\
         Lorna Pike said on Tuesday that she never saw the face of Carl Boone Jr. “I was sixteen,” Pike said.\n\n\
         Her lawyer, Dina Marsh, said Pike would swear to it. @lornapike wrote: “I was a child.”\n",
    );
    place.run(&["new", "c.case"]).exits(0);
    place.run(&["add", "c.case", "in"]).exits(0);
    place
}

#[test]
fn a_father_and_his_son_stay_two_and_a_witness_is_one() {
    let place = place();
    let people = place.run(&["people", "c.case"]).exits(0).out;
    assert!(people.contains("Carl Boone Sr."), "{people}");
    assert!(people.contains("Carl Boone Jr."), "{people}");
    assert!(people.contains("×2   Lorna Pike"), "{people}");
}

#[test]
fn people_are_merged_split_renamed_and_all_of_it_is_taken_back() {
    let place = place();
    let before = place.run(&["people", "c.case"]).exits(0).out;
    place
        .run(&["people", "merge", "c.case", "Lorna Pike", "Dina Marsh"])
        .exits(0)
        .prints("2 names are one now (log entry 4;");
    let merged = place.run(&["people", "c.case"]).exits(0).out;
    assert!(
        merged.contains("a person decided that these are one"),
        "{merged}"
    );
    place.run(&["undo", "c.case", "4"]).exits(0);
    assert_eq!(place.run(&["people", "c.case"]).out, before);

    let line = before
        .lines()
        .skip_while(|line| !line.contains("Lorna Pike"))
        .find_map(|line| line.trim().strip_prefix("in "))
        .unwrap();
    let second = line.split(", ").nth(1).unwrap().replace('·', ".");
    let second = second.split(' ').next().unwrap();
    place
        .run(&["people", "split", "c.case", second])
        .exits(0)
        .prints("1 name stands apart now");
    let split = place.run(&["people", "c.case"]).exits(0).out;
    assert!(!split.contains("×2   Lorna Pike"), "{split}");
    place.run(&["undo", "c.case", "6"]).exits(0);
    assert_eq!(place.run(&["people", "c.case"]).out, before);

    place
        .run(&["people", "rename", "c.case", "Dina Marsh", "Dina Q. Marsh"])
        .exits(0);
    place
        .run(&["people", "role", "c.case", "Lorna Pike", "witness"])
        .exits(0);
    place
        .run(&["people", "c.case"])
        .exits(0)
        .prints("Dina Q. Marsh")
        .prints("Lorna Pike · witness");
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}

#[test]
fn who_is_not_there_or_may_be_several_is_said() {
    let place = place();
    for (arguments, words) in [
        (
            &["people", "role", "c.case", "Nobody Here", "judge"][..],
            "nobody in the case is called",
        ),
        (
            &["people", "role", "c.case", "Carl Boone", "judge"],
            "may be",
        ),
        (&["people", "split", "c.case", "1.S1"], "is no name"),
        (
            &["people", "merge", "c.case", "Lorna Pike", "Lorna Pike"],
            "these are one already",
        ),
    ] {
        place.run(arguments).exits(2).complains(words);
    }
}

#[test]
fn a_protected_person_is_named_nowhere() {
    let place = place();
    place
        .run(&["protect", "c.case", "Lorna Pike", "--as", "minor"])
        .exits(0)
        .prints("is shown as Minor A");
    let hidden = |what: &str, text: &str| {
        let text = text.to_lowercase();
        for name in ["lorna", "pike"] {
            assert!(!text.contains(name), "{what} names {name}: {text}");
        }
    };
    for part in [
        "people",
        "said",
        "dates",
        "grounds",
        "disagreements",
        "documents",
        "missing",
        "stories",
    ] {
        for format in ["terminal", "md", "json"] {
            let shown = place
                .run(&["show", "c.case", part, "--format", format])
                .exits(0)
                .out;
            hidden(part, &shown);
        }
    }
    let all = place
        .run(&["show", "c.case", "--format", "json"])
        .exits(0)
        .out;
    hidden("show", &all);
    assert!(all.contains("Minor A"));
    place.run(&["report", "c.case", "-o", "r.html"]).exits(0);
    hidden(
        "report",
        &std::fs::read_to_string(place.path("r.html")).unwrap(),
    );
    hidden(
        "search",
        &place.run(&["search", "c.case", "testified"]).exits(0).out,
    );
    place
        .run(&["export", "c.case", "out"])
        .exits(0)
        .prints("with protected people under other names");
    for entry in std::fs::read_dir(place.path("out")).unwrap() {
        let path = entry.unwrap().path();
        hidden(
            &path.display().to_string(),
            &std::fs::read_to_string(&path).unwrap(),
        );
    }
    // The same name for the same person, whatever comes after; another for the next.
    place
        .run(&["protect", "c.case", "Dina Marsh", "--as", "minor"])
        .exits(0)
        .prints("is shown as Minor B");
    let people = place.run(&["people", "c.case"]).exits(0).out;
    assert!(
        people.contains("Minor A · protected (minor)") && people.contains("Minor B"),
        "{people}"
    );
    // Inside the case they keep their names, and decisions still find them.
    place
        .run(&["show", "c.case", "people", "--real-names"])
        .exits(0)
        .prints("Lorna Pike");
    place.run(&["undo", "c.case", "4"]).exits(0);
    place
        .run(&["show", "c.case", "people"])
        .exits(0)
        .prints("Lorna Pike");
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}

/// The words in quotation marks that a list shows.
fn quoted(list: &str) -> Vec<String> {
    let mut all = Vec::new();
    for line in list.split('“').skip(1) {
        let words = line.split('”').next().unwrap_or_default();
        all.push(words.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    all
}

#[test]
fn the_words_of_what_stands_across_papers_stay_when_a_name_is_hidden() {
    let place = Workplace::new();
    place.write(
        "in/01.txt",
        " date 1998-03-02 Boone jailed for boathouse fire\n\n\
         Wilhelmina Pettigrew-Pike testified against Carl Boone. Wilhelmina Pettigrew-Pike signed an affidavit in 1997.\n\n\
         Carl Boone drew 20 years for the fire. All but one of the twelve jurors voted to convict Carl Boone.\n",
    );
    place.write(
        "in/02.txt",
        " date 2014-05-06 Witness changes her account\n\n\
         Wilhelmina Pettigrew-Pike said the fire was set by another. Carl Boone got 30 years for the fire.\n\n\
         All but two of the twelve jurors voted to convict Carl Boone.\n",
    );
    place.run(&["new", "c.case"]).exits(0);
    place.run(&["add", "c.case", "in"]).exits(0);
    let show = |part: &str| place.run(&["show", "c.case", part]).exits(0).out;
    let parts = ["disagreements", "missing", "stories"];
    let before: Vec<Vec<String>> = parts.iter().map(|part| quoted(&show(part))).collect();
    assert!(
        before[0]
            .iter()
            .any(|words| words.contains("drew 20 years"))
            && before[0].iter().any(|words| words.contains("All but two"))
            && before[1].iter().any(|words| words.contains("an affidavit")),
        "{before:?}"
    );
    place
        .run(&["protect", "c.case", "Wilhelmina Pettigrew-Pike"])
        .exits(0);
    for (part, before) in parts.iter().zip(before) {
        let hidden: Vec<String> = before
            .iter()
            .map(|words| words.replace("Wilhelmina Pettigrew-Pike", "Person A"))
            .collect();
        let shown = show(part);
        assert_eq!(quoted(&shown), hidden, "{part}: {shown}");
    }
}
