use super::*;
use onrecord_record::{EntityId, Gender};

fn paper(names: &[(&str, Gender)]) -> Names {
    let named = (0u32..).zip(names).map(|(id, (name, gender))| Named {
        entity: EntityId(id),
        kind: EntityKind::Person,
        name: (*name).to_owned(),
        aliases: Vec::new(),
        handles: name
            .starts_with('@')
            .then(|| (*name).to_owned())
            .into_iter()
            .collect(),
        gender: *gender,
        roles: Vec::new(),
        mentions: 1,
        short: !name.contains(' '),
        also: Vec::new(),
    });
    Names {
        named: named.collect(),
    }
}

fn at(document: u32, entity: u32) -> EntityRef {
    EntityRef {
        document,
        entity: EntityId(entity),
    }
}

fn register(papers: &[Names], links: &Links) -> Register {
    resolve(&papers.iter().collect::<Vec<_>>(), links)
}

fn one(papers: &[Names], a: EntityRef, b: EntityRef) -> bool {
    let register = register(papers, &Links::default());
    register.of.get(&a) == register.of.get(&b)
}

use Gender::{Female, Male, Unknown};

#[test]
fn fuller_names_nicknames_and_name_order_are_one() {
    for other in ["Lorna Pike", "Pike, Lorna", "Ms. Lorna Pike", "LORNA PIKE"] {
        let papers = [
            paper(&[("Lorna May Pike", Female)]),
            paper(&[(other, Female)]),
        ];
        assert!(one(&papers, at(0, 0), at(1, 0)), "{other}");
    }
    let papers = [
        paper(&[("Mike Orrell", Male)]),
        paper(&[("Michael Orrell", Male)]),
    ];
    assert!(one(&papers, at(0, 0), at(1, 0)));
    let papers = [
        paper(&[("Nina Del Orso", Female)]),
        paper(&[("Nina DelOrso", Female)]),
    ];
    assert!(one(&papers, at(0, 0), at(1, 0)));
}

#[test]
fn father_and_son_stay_two_and_a_plain_name_is_nobodys() {
    let papers = [
        paper(&[("Ned Orrell Sr.", Male)]),
        paper(&[("Ned Orrell Jr.", Male)]),
        paper(&[("Ned Orrell", Unknown)]),
    ];
    let register = register(&papers, &Links::default());
    assert_eq!(register.people.len(), 3);
    assert!(!register.suggestions.is_empty());
}

#[test]
fn an_initial_that_fits_two_is_offered_only() {
    let papers = [
        paper(&[("Karen Strode", Female), ("Kevin Strode", Male)]),
        paper(&[("K. Strode", Unknown)]),
    ];
    let register = register(&papers, &Links::default());
    assert_eq!(register.people.len(), 3);
    assert_eq!(register.suggestions.len(), 2);
}

#[test]
fn a_surname_is_one_in_the_same_company_only() {
    let company = [
        paper(&[("Ann Tully", Female), ("Ned Orrell", Male)]),
        paper(&[("Tully", Unknown), ("Ned Orrell", Male)]),
    ];
    assert!(one(&company, at(0, 0), at(1, 0)));
    let alone = [
        paper(&[("Ann Tully", Female)]),
        paper(&[("Tully", Unknown)]),
    ];
    assert!(!one(&alone, at(0, 0), at(1, 0)));
}

#[test]
fn an_account_is_offered_never_made() {
    let papers = [
        paper(&[("Ann Tully", Female)]),
        paper(&[("@anntully", Unknown)]),
    ];
    let register = register(&papers, &Links::default());
    assert_eq!(register.people.len(), 2);
    assert_eq!(register.suggestions.len(), 1);
}

#[test]
fn decisions_win_in_any_order() {
    let papers = [
        paper(&[("Ann Tully", Female)]),
        paper(&[("Ann Tully", Female)]),
        paper(&[("Ned Orrell", Male)]),
    ];
    let mut links = Links {
        same: vec![(at(0, 0), at(2, 0))],
        apart: vec![(at(0, 0), at(1, 0))],
    };
    let first = register(&papers, &links);
    assert_eq!(first.of.get(&at(0, 0)), first.of.get(&at(2, 0)));
    assert_ne!(first.of.get(&at(0, 0)), first.of.get(&at(1, 0)));
    links.same.push((at(2, 0), at(0, 0)));
    links.same.reverse();
    assert_eq!(first, register(&papers, &links));
}

#[test]
fn finds_by_what_is_typed() {
    let papers = [paper(&[("Erin Haney", Female), ("Ann Haney", Female)])];
    let register = register(&papers, &Links::default());
    assert_eq!(find(&register, "erin  haney").len(), 1);
    assert_eq!(find(&register, "han").len(), 2);
}

#[test]
fn tables_have_rows_once() {
    assert!(tables::NICKNAMES.len() > 1000 && tables::TITLES.len() > 50);
    assert!(tables::ALSO_KNOWN.contains("now"));
}

/// Run with `--release -- --ignored --nocapture`; prints seconds.
#[test]
#[ignore = "a measurement"]
fn large_cases() {
    let word = |mut n: usize| {
        let mut word = String::new();
        for _ in 0..4 {
            word.push(char::from(b"bdfgklmnprstvz"[n % 14]));
            n /= 14;
            word.push(char::from(b"aeiou"[n % 5]));
            n /= 5;
        }
        word
    };
    for (what, different) in [
        ("5,000 names", 5_000),
        ("50,000 names", 50_000),
        ("one name", 1),
    ] {
        let papers: Vec<Names> = (0..10_000usize)
            .map(|d| {
                let names: Vec<String> = (0..10usize)
                    .map(|i| (d * 10 + i).wrapping_mul(7919) % different)
                    .map(|n| format!("{} {}", word(n % 300), word(n * 31)))
                    .collect();
                paper(
                    &names
                        .iter()
                        .map(|n| (n.as_str(), Unknown))
                        .collect::<Vec<_>>(),
                )
            })
            .collect();
        let start = std::time::Instant::now();
        let register = register(&papers, &Links::default());
        println!(
            "{what}: {} people, {:.2} s",
            register.people.len(),
            start.elapsed().as_secs_f64()
        );
    }
}

#[test]
fn the_order_of_documents_does_not_change_who_is_one() {
    let mut papers = vec![
        paper(&[("Ann Tully", Female), ("Ned Orrell Jr.", Male)]),
        paper(&[("Tully", Unknown), ("Ned Orrell Jr.", Male)]),
        paper(&[("Ann May Tully", Female), ("Ned Orrell Sr.", Male)]),
    ];
    let sizes = |papers: &[Names]| {
        let register = register(papers, &Links::default());
        let mut sizes: Vec<_> = register.people.iter().map(|p| p.entities.len()).collect();
        sizes.sort_unstable();
        sizes
    };
    let first = sizes(&papers);
    papers.reverse();
    assert_eq!(first, sizes(&papers));
}
