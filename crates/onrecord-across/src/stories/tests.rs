use super::*;

fn telling(index: u32) -> Telling {
    Telling {
        line: Some(LineRef {
            document: 0,
            layer: Layer::Statement,
            index,
        }),
        document: 0,
        words: 0..4,
        day: None,
        sworn: false,
        medium: None,
        reported: true,
        to: None,
    }
}

#[test]
fn a_recantation_goes_with_its_statement_and_keeps_its_places() {
    let story = Story {
        person: 0,
        matter: "wagon".to_owned(),
        statements: vec![telling(0), telling(1), telling(2)],
        recantation: Some(Recantation {
            by: 2,
            takes_back: vec![0, 1],
            how: How::Lied,
            sworn: true,
            taken_by: Vec::new(),
            corroborated_by: Vec::new(),
        }),
        because: Vec::new(),
    };
    let mut less = story.clone();
    less.without(|line| line.index == 0);
    let taken = less.recantation.as_ref();
    assert_eq!(
        taken.map(|t| (t.by, t.takes_back.clone())),
        Some((1, vec![0]))
    );
    let mut gone = story;
    gone.without(|line| line.index == 2);
    assert_eq!(gone.recantation, None);
    assert_eq!(gone.statements.len(), 2);
}

fn saying(at: u32, text: &str, reported: bool) -> Saying {
    let words = cues::words(text);
    Saying {
        statement: reported.then_some(at),
        speaker: onrecord_record::EntityId(0),
        words: (at * 100, at * 100 + 50),
        day: None,
        sworn: !reported,
        reported,
        medium: None,
        to: None,
        marks: cues::marks(&words),
        keys: cues::keys(&words, false).join(" "),
        people: Vec::new(),
    }
}

/// The stories of one person whose tellings stand in documents of these years.
fn of(told: &[(u16, Saying)]) -> Vec<Story> {
    let common = Common::of(&[], BTreeSet::new());
    let told: Vec<Told<'_>> = (0u32..)
        .zip(told)
        .map(|(document, (year, saying))| {
            let day = Day::new(*year as i16, 1, 1);
            let kind = onrecord_record::DocumentKind::Article;
            Told::new(document, kind, day, saying, BTreeSet::new(), &common)
        })
        .collect();
    of_person(0, told, &[])
}

#[test]
fn it_was_so_and_it_was_not() {
    let stories = of(&[
        (1999, saying(0, "I saw the man with a pistol.", true)),
        (2004, saying(1, "I did not see any gun.", true)),
        (2005, saying(2, "The bakery opened at six.", true)),
    ]);
    assert_eq!(stories.len(), 1);
    assert_eq!(stories.first().map(|s| s.statements.len()), Some(2));
    assert_eq!(stories.first().map(|s| s.matter.as_str()), Some("gun, see"));
}

#[test]
fn the_same_words_again_are_no_change() {
    let again = "I did not see a gun near the bakery.";
    assert_eq!(
        of(&[
            (1999, saying(0, again, true)),
            (2004, saying(1, again, true))
        ]),
        []
    );
}

#[test]
fn another_number_in_one_matter_is_a_change() {
    let stories = of(&[
        (1999, saying(0, "I heard two shots.", true)),
        (2004, saying(1, "I heard three shots.", true)),
    ]);
    assert_eq!(stories.len(), 1);
}

#[test]
fn the_order_in_which_documents_are_held_changes_nothing() {
    let first = (1999, saying(0, "I saw the man with a pistol.", true));
    let second = (2004, saying(1, "I did not see any gun.", true));
    let whys = |stories: Vec<Story>| -> Vec<(Vec<Range<u32>>, Vec<String>)> {
        let of = |s: Story| {
            (
                s.statements.into_iter().map(|t| t.words).collect(),
                s.because,
            )
        };
        stories.into_iter().map(of).collect()
    };
    let one = whys(of(&[first.clone(), second.clone()]));
    assert_eq!(one, whys(of(&[second, first])));
}

/// Whether the one story has this among its reasons.
fn is_because(stories: &[Story], why: Why) -> bool {
    matches!(stories, [one] if one.because.iter().any(|because| because == why.sentence()))
}

#[test]
fn who_was_pointed_out_and_never_seen() {
    let mut pointed = saying(0, "It was Quill, I saw her by the pump.", true);
    pointed.marks = pointed.marks.and(Marks::NAMES);
    let stories = of(&[
        (1999, pointed),
        (2004, saying(1, "I never saw who was by the pump.", false)),
    ]);
    assert_eq!(stories.len(), 1);
    assert!(is_because(&stories, Why::Sure));
}

#[test]
fn numbers_of_different_things_are_no_change() {
    let stories = of(&[
        (
            1999,
            saying(0, "Three geese stood near the orchard gate.", true),
        ),
        (
            2004,
            saying(1, "Nine lamps hung above the orchard gate.", true),
        ),
    ]);
    assert_eq!(stories, []);
}

#[test]
fn a_taking_back_that_nothing_came_before_is_no_story() {
    let mut second = saying(1, "I should not have said it.", true);
    second.words = (200, 260);
    let stories = of(&[(2004, saying(0, "I was wrong.", true)), (2004, second)]);
    assert_eq!(stories, []);
}

#[test]
fn what_nobody_swore_to_is_taken_back_too() {
    let stories = of(&[
        (
            1999,
            saying(0, "He carried the ladder past the chapel.", true),
        ),
        (
            2004,
            saying(1, "That was false, I was told to say it.", false),
        ),
    ]);
    assert!(is_because(&stories, Why::TakesBack));
}

/// What is told in a text, as words, with whether it takes something back.
fn told(text: &str) -> Vec<(String, bool)> {
    let document = onrecord_record::Document::from_text(text, None);
    let reading = onrecord_language::read(&document);
    let sayings = Sayings::of(&document, &reading).sayings;
    let of = |s: Saying| {
        let words = s.words.0 as usize..s.words.1 as usize;
        let words = document.text.as_str().get(words).unwrap_or_default();
        (words.to_owned(), s.marks.any(Marks::TAKES_BACK))
    };
    sayings.into_iter().map(of).collect()
}

#[test]
fn answers_of_whoever_is_interviewed_are_theirs_and_an_assent_takes_back() {
    let told = told(
        "Person interviewed: Ada Quill   d.o.b. 1/2/1960\n\n\
         Q. Did Ada Quill own the ladder?\nA. I carried a ladder past the chapel.\n\
         Q. So what you told the court was untrue?\nA. It was.\n",
    );
    let is = |words: &str, taken: bool| told.iter().any(|(w, t)| w == words && *t == taken);
    assert!(is("I carried a ladder past the chapel.", false), "{told:?}");
    assert!(is("It was.", true), "{told:?}");
}

#[test]
fn quotations_without_a_teller_are_of_whoever_was_spoken_of() {
    let told = told(
        "Ada Quill kept the pump at Sorrel Bridge. She was unshaken: \"It was the warden by the pump.\"\n",
    );
    assert!(
        told.iter()
            .any(|(words, _)| words.contains("the warden by the pump")),
        "{told:?}"
    );
}

#[test]
#[ignore = "a measurement: how long one paper takes"]
fn one_paper() {
    let paragraph = "Ada Quill, who had kept the pump for years, told the court that it was the warden. \
        She was unshaken: \"I saw him by the pump, and he had the ladder.\" Nobody else saw a man there.\n\n";
    for paragraphs in [15, 150, 1500] {
        let text = paragraph.repeat(paragraphs);
        let document = onrecord_record::Document::from_text(&text, None);
        let reading = onrecord_language::read(&document);
        let start = std::time::Instant::now();
        let sayings = Sayings::of(&document, &reading).sayings;
        println!(
            "{} words: {} tellings in {:?}",
            text.split_whitespace().count(),
            sayings.len(),
            start.elapsed()
        );
    }
}

#[test]
#[ignore = "a measurement: ten thousand documents"]
fn ten_thousand_documents() {
    use onrecord_record::{Document, EntityId, EntityKind, Reading};
    let acts = [
        "I saw the",
        "I did not see the",
        "I was mistaken when I told the jury of the",
        "Nobody moved the",
        "Three of us moved the",
    ];
    // Words of different stems, as cases have them: each in few of the documents.
    let noun = |number: u32| -> String {
        let letter = |n: u32| char::from(b'a' + (n % 26) as u8);
        [letter(number), letter(number / 26), 'o', 'r', 'n', 'e']
            .iter()
            .collect()
    };
    let mut register = Register::default();
    for number in 0..500 {
        register.people.push(crate::people::Identity {
            name: format!("Ada Quill{number}"),
            kind: EntityKind::Person,
            aliases: Vec::new(),
            entities: Vec::new(),
            because: Vec::new(),
        });
    }
    let gists: Vec<Gist> = (0..10_000u32)
        .map(|document| {
            let mut gist = Gist::of(&Document::from_text("", None), &Reading::default());
            gist.sayings.sayings = (0..10)
                .map(|at| {
                    let seed = document * 7 + at;
                    let act = acts
                        .get(seed as usize % acts.len())
                        .copied()
                        .unwrap_or_default();
                    let text = format!(
                        "{act} {} and the {}",
                        noun(seed % 300),
                        noun(seed % 300 + 300)
                    );
                    let entity = EntityId(at);
                    register
                        .of
                        .insert(EntityRef { document, entity }, (document * 3 + at) % 500);
                    Saying {
                        speaker: entity,
                        ..saying(at, &text, true)
                    }
                })
                .collect();
            gist
        })
        .collect();
    let gists: Vec<&Gist> = gists.iter().collect();
    let start = std::time::Instant::now();
    let stories = changed(&gists, &register);
    println!("{} stories in {:?}", stories.len(), start.elapsed());
    assert!(!stories.is_empty());
}
