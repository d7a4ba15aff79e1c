use super::*;
use crate::annotated::Naming;
use crate::corpora::{CorpusError, fixture};

fn read(part: Part) -> Vec<Annotated> {
    let folder = fixture("gum");
    let documents: Result<Vec<Annotated>, CorpusError> =
        Gum.documents(&folder, part).unwrap().collect();
    documents.unwrap()
}

/// Source, cue, content and speaker of all statements.
fn said(document: &Annotated) -> Vec<(String, String, String, Option<&str>)> {
    let words = |places: &[Place]| {
        let words: Vec<String> = places.iter().map(|place| document.words(place)).collect();
        words.join(" … ")
    };
    let all = document.statements.iter();
    all.map(|s| {
        (
            words(&s.source),
            words(&s.cue),
            words(&s.content),
            s.speaker.as_deref(),
        )
    })
    .collect()
}

fn row<'t>(
    source: &str,
    cue: &str,
    content: &str,
    speaker: Option<&'t str>,
) -> (String, String, String, Option<&'t str>) {
    (
        source.to_owned(),
        cue.to_owned(),
        content.to_owned(),
        speaker,
    )
}

#[test]
fn parts_are_those_of_the_list() {
    let ids = |part| {
        read(part)
            .into_iter()
            .map(|document| document.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(Part::Train), ["news_mill"]);
    assert_eq!(ids(Part::Dev), ["interview_quay"]);
    assert!(ids(Part::Test).is_empty());
}

#[test]
fn statements_come_from_attributions_between_clauses() {
    let documents = read(Part::Train);
    let ela = Some("Mayor Ela Brandt");
    assert_eq!(
        said(&documents[0]),
        [
            row("Mayor Ela Brandt", "said", "the old mill isn't safe", ela),
            row("Brandt", "According to", "it burned for two days", ela),
            row(
                "Jo Lunt",
                "said",
                "\"It stood,\" … \"in 1990s\"",
                Some("Jo Lunt")
            ),
        ]
    );
    assert!(
        documents[0]
            .statements
            .iter()
            .all(|statement| !statement.optional)
    );
    let others: Vec<&[String]> = documents[0]
        .statements
        .iter()
        .map(|s| s.alt_speakers.as_slice())
        .collect();
    let brandt: &[String] = &["Brandt".to_owned()];
    assert_eq!(others, [brandt, brandt, &[]]);
}

#[test]
fn turns_are_statements_and_tell_who_speaks_in_them() {
    let documents = read(Part::Dev);
    assert_eq!(
        documents[0].text,
        "Jo McGee: Who left?\n\nOrt Lunt: I think that Ela left. At noon."
    );
    assert_eq!(
        said(&documents[0]),
        [
            row("Jo McGee", "", "Who left?", Some("Jo McGee")),
            row(
                "Ort Lunt",
                "",
                "I think that Ela left. At noon.",
                Some("Ort Lunt")
            ),
            row("I", "think", "Ela left", Some("Ort Lunt")),
        ]
    );
}

#[test]
fn entities_have_kinds_names_and_mentions() {
    let documents = read(Part::Train);
    let document = &documents[0];
    let told: Vec<(&str, &str, bool)> = document
        .entities
        .iter()
        .map(|entity| (entity.kind.as_str(), entity.name.as_str(), entity.named))
        .collect();
    let ela = ("person", "Mayor Ela Brandt", true);
    let mill = ("place", "the old mill", false);
    let bay = ("place", "Orr Bay", true);
    let jo = ("person", "Jo Lunt", true);
    assert_eq!(told, [ela, mill, bay, jo]);
    let mentions: Vec<(String, usize, Naming)> = document
        .mentions
        .iter()
        .map(|mention| {
            (
                document.words(&mention.place),
                mention.entity,
                mention.naming,
            )
        })
        .collect();
    let mention = |words: &str, entity, naming| (words.to_owned(), entity, naming);
    assert_eq!(
        mentions,
        [
            mention("Mayor Ela Brandt", 0, Naming::Name),
            mention("the old mill", 1, Naming::Nominal),
            mention("Brandt", 0, Naming::Name),
            mention("it", 1, Naming::Pronoun),
            mention("It", 1, Naming::Pronoun),
            mention("the Clerk of Orr Bay", 3, Naming::Nominal),
            mention("Orr Bay", 2, Naming::Name),
            mention("Jo Lunt", 3, Naming::Name),
        ]
    );
}

#[test]
fn dates_have_values_and_other_times_are_optional() {
    let timexes = |document: &Annotated| -> Vec<(String, String, String, bool)> {
        let all = document.timexes.iter();
        all.map(|t| {
            (
                document.words(&t.place),
                t.kind.clone(),
                t.value.clone(),
                t.optional,
            )
        })
        .collect()
    };
    let timex = |words: &str, kind: &str, value: &str, optional| {
        (
            words.to_owned(),
            kind.to_owned(),
            value.to_owned(),
            optional,
        )
    };
    assert_eq!(
        timexes(&read(Part::Train)[0]),
        [
            timex("May 3", "DATE", "2019-05-03", false),
            timex("two days", "", "", true),
            timex("1990s", "DATE", "199", false),
        ]
    );
    assert_eq!(
        timexes(&read(Part::Dev)[0]),
        [timex("noon", "TIME", "T12:00:00", false)]
    );
}

#[test]
fn values_are_those_of_timex3() {
    let value = |tag: &str| dated("DATE", tag).value;
    assert_eq!(value("date when:::\"--05-03\">"), "XXXX-05-03");
    assert_eq!(value("date when:::\"-0044-03-15\">"), "");
    assert_eq!(
        value("date from:::\"1600-01-01\" to:::\"1699-12-31\">"),
        "16"
    );
    assert_eq!(value("date from:::\"1600-01-01\" to:::\"1698-12-31\">"), "");
    assert_eq!(value("date from:::\"1990-02-01\" to:::\"1999-12-31\">"), "");
    assert_eq!(
        dated("DATE", "date when:::\"2019-05-03T10:00:00\">").kind,
        "TIME"
    );
    assert!(dated("DATE", "date notBefore:::\"1990\">").optional);
}

#[test]
fn tokens_have_tags_and_places_and_the_document_a_date() {
    let documents = read(Part::Train);
    let document = &documents[0];
    let tokens = document.tokens.iter().skip(10).take(4);
    let tokens: Vec<(String, &str)> = tokens
        .map(|t| (document.words(&t.place), t.tag.as_str()))
        .collect();
    let expected = [("mill", "NN"), ("is", "VBZ"), ("n't", "RB"), ("safe", "JJ")];
    assert_eq!(tokens, expected.map(|(words, tag)| (words.to_owned(), tag)));
    assert_eq!(document.date, "2019-05-14".parse().ok());
    assert_eq!(document.genre, "news");
}

#[test]
fn a_structure_of_other_tokens_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let copy = |from: &str, to: &str, change: fn(String) -> String| {
        let to = folder.path().join(to);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, change(text(&fixture("gum").join(from)).unwrap())).unwrap();
    };
    copy("splits.md", "splits.md", |text| text);
    copy(
        "dep/GUM_news_mill.conllu",
        "dep/GUM_news_mill.conllu",
        |text| text,
    );
    let structure = "rst/rstweb/GUM_news_mill.rs4";
    copy(structure, structure, |text| text.replace("It stood", "It"));
    let error = Gum
        .documents(folder.path(), Part::Train)
        .unwrap()
        .next()
        .unwrap()
        .unwrap_err();
    assert!(
        error.to_string().contains("44 tokens, but 45 in"),
        "{error}"
    );
}

/// The mentions of a sentence of rows `form tag head relation entity`, with the common words of a corpus.
fn mentioned(rows: &str, common: &[&str]) -> Vec<(String, Naming)> {
    let mut forms = Vec::new();
    let mut lines = String::new();
    for (at, row) in rows.lines().enumerate() {
        let columns: Vec<&str> = row.split_whitespace().collect();
        let [form, tag, head, relation, rest @ ..] = columns.as_slice() else {
            panic!("{row}");
        };
        let entity = rest
            .first()
            .map_or("_".to_owned(), |e| format!("Entity={e}"));
        let line = format!(
            "{}\t{form}\tx\tX\t{tag}\t_\t{head}\t{relation}\t_\t{entity}\n",
            at + 1
        );
        lines.push_str(&line);
        forms.push(*form);
    }
    let file = format!(
        "# newdoc id = GUM_a\n# newpar\n# newpar_block = p (1 s)\n# sent_id = GUM_a-1\n# text = {}\n{lines}\n",
        forms.join(" ")
    );
    let path = Path::new("GUM_a.conllu");
    let laid = laid(path, &file).unwrap();
    let tokens = tokens::tokens(path, &laid).unwrap();
    let words: Vec<char> = laid.text.chars().collect();
    let common = common.iter().map(|word| (*word).to_owned()).collect();
    let entities = entities::entities(path, &tokens, &words, &common).unwrap();
    let place = |place: &Place| words[place.clone()].iter().collect();
    entities
        .mentions
        .iter()
        .map(|m| (place(&m.place), m.naming))
        .collect()
}

fn mention(words: &str, naming: Naming) -> (String, Naming) {
    (words.to_owned(), naming)
}

#[test]
fn a_name_is_the_whole_run_of_proper_words() {
    let board = "Board NNP 8 nsubj (1-organization-new\nof IN 4 case\nthe DT 4 det\nMills NNPS 1 nmod\n\
                 and CC 6 cc\nQuays NNPS 4 conj 1)\nwas VBD 8 cop\nold JJ 0 root";
    assert_eq!(
        mentioned(board, &[]),
        [mention("Board of the Mills and Quays", Naming::Name)]
    );
    let army = "the DT 5 det (1-organization-new\nOrr NNP 3 compound (2-person-new\nPeople NNPS 5 nmod\n\
                's POS 3 case 2)\nArmy NNP 6 nsubj 1)\nleft VBD 0 root";
    assert_eq!(
        mentioned(army, &["people"])[1],
        mention("Orr People 's Army", Naming::Name)
    );
    // Of Orr, it is Orr's.
    let owned = "Orr NNP 3 nmod (1-organization-new(2-place-new)\n's POS 1 case\nArmy NNP 4 nsubj 1)\n\
                 left VBD 0 root";
    assert_eq!(
        mentioned(owned, &["army"]),
        [
            mention("Orr", Naming::Name),
            mention("Orr 's Army", Naming::Nominal)
        ]
    );
}

#[test]
fn descriptions_beside_a_name_are_no_part_of_it() {
    let located = "Orr NNP 2 compound (1-organization-new\nUniversity NNP 7 nsubj\n, , 2 punct\n\
                   located VBN 2 acl\nin IN 6 case\nPell NNP 4 obl (2-place-new)1)\nclosed VBD 0 root";
    assert_eq!(
        mentioned(located, &["university"]),
        [
            mention("Orr University", Naming::Name),
            mention("Pell", Naming::Name)
        ]
    );
    // A part of the name of a place is no name of its government.
    let government = "the DT 4 det (1-organization-new\nNew NNP 4 compound (2-place-new\nPell NNP 2 flat 2)\n\
                      government NN 5 nsubj 1)\nfell VBD 0 root";
    assert_eq!(
        mentioned(government, &[]),
        [
            mention("the New Pell government", Naming::Nominal),
            mention("New Pell", Naming::Name)
        ]
    );
}

#[test]
fn titles_and_roles_alone_are_no_names() {
    let director = "Director NNP 5 nsubj (1-person-new\nof IN 4 case\nthe DT 4 det\nMills NNPS 1 nmod 1)\n\
                    left VBD 0 root";
    assert_eq!(
        mentioned(director, &[]),
        [mention("Director of the Mills", Naming::Nominal)]
    );
    let lawyer = "Ela NNP 5 nsubj (1-person-new\nBrandt NNP 1 flat 1)\n, , 4 punct\n\
                  QC NNP 1 appos (1-person-giv)\nleft VBD 0 root";
    assert_eq!(
        mentioned(lawyer, &[]),
        [
            mention("Ela Brandt", Naming::Name),
            mention("QC", Naming::Nominal)
        ]
    );
    // Of the professor who is called, the name.
    let professor = "Professor NNP 6 nsubj (1-person-new\nof IN 3 case\nMills NNPS 1 nmod\nEla NNP 1 appos\n\
                     Brandt NNP 4 flat 1)\nleft VBD 0 root";
    assert_eq!(
        mentioned(professor, &[]),
        [mention("Ela Brandt", Naming::Name)]
    );
    let court =
        "the DT 2 det (1-organization-new\nCourt NNP 4 nsubj 1)\nhas VBZ 4 aux\nruled VBN 0 root";
    assert_eq!(
        mentioned(court, &["court"]),
        [mention("the Court", Naming::Nominal)]
    );
    assert_eq!(mentioned(court, &[]), [mention("Court", Naming::Name)]);
}

#[test]
fn no_words_are_mentions_of_two_entities() {
    let both = "Orr NNP 4 nsubj (1-place-new(2-place-new)\nand CC 3 cc\nPell NNP 1 conj (3-place-new)1)\n\
                fell VBD 0 root";
    assert_eq!(
        mentioned(both, &[]),
        [
            mention("Orr", Naming::Name),
            mention("Orr and Pell", Naming::Nominal),
            mention("Pell", Naming::Name)
        ]
    );
    let twice = "Orr NNP 2 nsubj (1-place-new(2-place-new)1)\nfell VBD 0 root";
    assert_eq!(mentioned(twice, &[]), [mention("Orr", Naming::Name)]);
}
