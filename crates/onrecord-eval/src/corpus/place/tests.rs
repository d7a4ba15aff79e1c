use super::*;
use serde_json::json;

const TEXT: &str = "Pell says the gate was open

\"I saw it,\" Ida Pell told a clerk on 3 May 2014. \"It was open.\"
Orr, 41, denied that Pell saw it.
";

fn placed(work: Value, own: bool) -> Placed {
    let work: Work = serde_json::from_value(work).unwrap();
    place(&work, TEXT, own, &Vocabulary::load().unwrap())
}

fn who() -> Value {
    json!({"a": {"name": "Ida Pell", "type": "person", "forms": ["Pell"]},
           "b": {"name": "Orr", "type": "person"}, "c": {"name": "a clerk", "type": "person", "unnamed": true}})
}

fn work(fields: Value) -> Value {
    let mut work = json!({"id": "own__gate-1", "who": who(), "layers": ["statements"]});
    let all = work.as_object_mut().unwrap();
    all.extend(fields.as_object().unwrap().clone());
    work
}

fn faults(fields: Value) -> Vec<String> {
    let placed = placed(work(fields), true);
    placed.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_statement_has_its_places_kind_and_people() {
    let placed = placed(
        work(json!({"statements": [
            {"content": "Pell saw it", "cue": "denied", "source": "Orr", "speaker": "b", "act": "denial"},
            {"content": ["\"I saw it,\"", "\"It was open.\""], "cue": "told", "source": "Ida Pell", "speaker": "a",
             "addressee": ["a clerk", "c"], "said": ["2014-05-03", "3 May 2014"]},
            {"content": "it @@1", "cue": "saw @@1", "source": "«I» saw it", "speaker": "a", "thin": true}]})),
        false,
    );
    assert!(placed.faults.is_empty(), "{:?}", placed.faults);
    let [outer, inner, denial] = placed.line.statements.as_slice() else {
        panic!("{:?}", placed.line.statements);
    };
    assert_eq!((outer.id.as_str(), outer.kind.as_str()), ("s1", "direct"));
    assert_eq!(outer.content, [[29, 40], [78, 92]]);
    assert_eq!(
        outer.addressee.as_ref().unwrap().entity.as_deref(),
        Some("e3")
    );
    assert_eq!(outer.speaker.as_deref(), Some("e1"));
    assert_eq!(inner.within.as_deref(), Some("s1"));
    assert_eq!(
        (denial.kind.as_str(), denial.within.as_deref()),
        ("indirect", None)
    );
    assert!(placed.line.entities[0].words.is_none());
}

#[test]
fn all_faults_are_told_with_their_item_and_words() {
    let told = faults(json!({"statements": [
        {"content": "was open", "speaker": "nobody", "act": "song"},
        {"content": "the moon", "speaker": null},
        {"content": "Pell saw it", "cue": "denied"},
        {"content": "Orr", "speaker": null, "colour": 1}]}));
    let all = told.join("\n");
    for part in [
        "statement 1 \"was open\": content stands 2 times, pin it with «» or @@: “was open”",
        "statement 2 \"the moon\": content not found: “the moon”",
        "statement 3 \"Pell saw it\": no speaker",
        "statement 4 \"Orr\": unknown field `colour`",
    ] {
        assert!(all.contains(part), "{part} is not in\n{all}");
    }
    let told = faults(
        json!({"statements": [{"content": "Pell saw it", "speaker": "nobody", "act": "song"}]}),
    );
    assert!(told[0].contains("“nobody” is not in who"), "{told:?}");
    assert!(
        told[1].contains("act: “song” is none of assertion"),
        "{told:?}"
    );
}

#[test]
fn two_statements_share_no_cue_and_are_not_the_same() {
    let told = faults(json!({"statements": [
        {"content": "the gate", "cue": "says", "speaker": "a"},
        {"content": "gate was open", "cue": "says", "speaker": "a"}]}));
    assert!(
        told[0].contains("the cue “says” at 5 is also that of statement 1"),
        "{told:?}"
    );
    let same = json!({"content": "the gate", "cue": "says", "speaker": "a"});
    let told = faults(json!({"statements": [same, same]}));
    assert!(told[0].contains("the same as statement 1"), "{told:?}");
}

fn placed_in(text: &str, content: &str, cue: &str) -> Placed {
    let statements = json!([{"content": content, "cue": cue, "speaker": null}]);
    let work = serde_json::from_value(json!({"id": "own__a", "statements": statements})).unwrap();
    place(&work, text, true, &Vocabulary::load().unwrap())
}

#[test]
fn a_cue_in_another_sentence_is_warned_of() {
    let placed = placed_in("Nobody said more. The bell rang.", "The bell rang", "said");
    assert!(
        placed.warnings[0]
            .what
            .contains("a sentence ends between the cue")
    );
    assert!(placed.faults.is_empty());
    let placed = placed_in("\"The bell rang.\" Orr said.", "\"The bell rang.\"", "said");
    assert!(placed.warnings.is_empty(), "{:?}", placed.warnings);
}

#[test]
fn a_cue_in_the_sentence_of_its_content_goes_before_a_nearer_one_and_is_told() {
    let text = "Nobody said more. The bell rang, as Orr and two others said.";
    let placed = placed_in(text, "The bell rang", "said");
    assert_eq!(placed.line.statements[0].cue, [[55, 59]]);
    assert_eq!(placed.moved[0].what, "cue “said” at 55 instead of 7");
    assert!(placed.warnings.is_empty());
}

#[test]
fn a_label_needs_its_mark() {
    let text = "TULL said nothing.\nTULL: Nothing.\nQ. (BY ORR) Why?\nTULL\nTULL (low): It.\n";
    let work: Work = serde_json::from_value(json!({"id": "own__quay-1",
        "who": {"orr": {"name": "ORR", "type": "person"}, "tull": {"name": "TULL", "type": "person"}},
        "turns": {"Q. (BY ORR)": "orr", "TULL": "tull"}}))
    .unwrap();
    let placed = place(&work, text, true, &Vocabulary::load().unwrap());
    assert!(placed.faults.is_empty(), "{:?}", placed.faults);
    let turns = placed.line.statements.iter();
    let turns: Vec<_> = turns.map(|turn| turn.source.clone()).collect();
    assert_eq!(turns, [vec![[19, 23]], vec![[34, 45]], vec![[56, 60]]]);
    assert_eq!(placed.line.statements[2].content, [[68, 71]]);
}

#[test]
fn stage_directions_are_cut_out_of_turns() {
    let text = "ORR: (Pause.) It was dark. (Coughs.) Very.\nTULL: Was it?\n";
    let work: Work = serde_json::from_value(json!({"id": "own__quay-1",
        "who": {"orr": {"name": "ORR", "type": "person"}, "tull": {"name": "TULL", "type": "person"}},
        "turns": {"ORR": "orr", "TULL": "tull"}, "directions": ["(Pause.)", "(Coughs.)"]}))
    .unwrap();
    let placed = place(&work, text, true, &Vocabulary::load().unwrap());
    assert!(placed.faults.is_empty());
    let turns = &placed.line.statements;
    assert_eq!(turns[0].content, [[14, 26], [37, 42]]);
    assert_eq!(turns[1].content, [[49, 56]]);
}

#[test]
fn turns_become_statements() {
    let text = "MS. AMES: Was it open?\nA. No.\n\nQ. You told him it was.\nORR: Yes.\n";
    let work: Work = serde_json::from_value(json!({"id": "own__quay-1",
        "who": {"ames": {"name": "MS. AMES", "type": "person"}, "tull": {"name": "him", "type": "person", "unnamed": true}},
        "turns": {"MS. AMES": "ames", "Q": "ames", "A": null},
        "turn_speakers": [{"label": "A", "nth": 1, "speaker": "tull"}]}))
    .unwrap();
    let placed = place(&work, text, true, &Vocabulary::load().unwrap());
    let told: Vec<String> = placed.faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["a label that is neither in turns nor in no_turns: “ORR”"]
    );
    let of: Vec<(&str, Option<&str>, bool)> = placed
        .line
        .statements
        .iter()
        .map(|s| (s.act.as_str(), s.speaker.as_deref(), s.thin))
        .collect();
    assert_eq!(
        of,
        [
            ("question", Some("e1"), false),
            ("denial", Some("e2"), true),
            ("assertion", Some("e1"), false)
        ]
    );
    assert_eq!(placed.line.statements[0].source, [[0, 8]]);
    assert_eq!(placed.line.statements[0].content, [[10, 22]]);
}

#[test]
fn words_and_worded_values_are_written_down_of_our_own_texts_only() {
    let fields = json!({"layers": ["facts"], "facts": [
        {"attribute": "age", "subject": "b", "value": "41", "words": "41"},
        {"attribute": "place", "subject": "b", "value": "the gate", "words": "the gate", "ambiguity": "or a door"}]});
    let own = serde_json::to_value(placed(work(fields.clone()), true).line).unwrap();
    let other = serde_json::to_value(placed(work(fields), false).line).unwrap();
    assert_eq!(own["facts"][1]["value"], "the gate");
    assert_eq!(own["entities"][0]["words"]["name"], "Ida Pell");
    assert_eq!(other["facts"][0]["value"], "41");
    assert_eq!(other["facts"][1]["value"], Value::Null);
    assert_eq!(other["facts"][1]["ambiguity"], true);
    assert_eq!(other["entities"][0].get("words"), None);
}

#[test]
fn mentions_and_timexes_stand_behind_one_another() {
    let placed = placed(
        work(
            json!({"mentions": [["Pell", "a"], ["Ida Pell", "a"], ["Orr", "b"]],
            "timexes": [["3 May 2014", "2014-05-03"], ["41", "P41Y", {"age": true}]]}),
        ),
        true,
    );
    assert!(placed.faults.is_empty(), "{:?}", placed.faults);
    let starts: Vec<usize> = placed.line.mentions.iter().map(|m| m.span[0]).collect();
    assert_eq!(starts, [0, 41, 93]);
    assert_eq!(placed.line.timexes[1].kind, "DURATION");
    // A short name right after the full one is the next, not the one inside it; pinned, it is where it was.
    let starts = |second: &str| -> Vec<usize> {
        let mentions = json!({"mentions": [["Ida Pell", "a"], [second, "a"]]});
        let placed = super::tests::placed(work(mentions), true);
        placed.line.mentions.iter().map(|m| m.span[0]).collect()
    };
    assert_eq!(starts("Pell @@2"), [41, 45]);
    assert!(starts("Pell").get(1).is_none_or(|at| *at > 49));
    let told = faults(json!({"timexes": [["41", "P41Y"], ["3 May 2014", "May"]]}));
    assert!(told[0].contains("“May” is no value of TIMEX3"), "{told:?}");
    assert!(
        told[1].contains("not found after the one before: “3 May 2014”"),
        "{told:?}"
    );
}

#[test]
fn the_asserter_is_the_innermost_statement_or_the_narration() {
    let placed = placed(
        work(
            json!({"statements": [{"content": "Pell saw it", "cue": "denied", "speaker": "b", "id": "no"}],
            "events": [{"id": "x", "type": "other", "evidence": "saw it. @@2"},
                       {"type": "other", "evidence": "Pell «saw it»", "asserter": "narration"}],
            "facts": [{"attribute": "count", "subject": "x", "value": "2", "words": "Orr", "asserter": "no"}],
            "grounds": [{"code": "alibi", "evidence": "denied that «Pell saw»", "about": null}]}),
        ),
        true,
    );
    let told: Vec<String> = placed.faults.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().all(|f| f.contains("saw it. @@2")
            || f.contains("no evidence")
            || f.contains("subject")),
        "{told:?}"
    );
    assert_eq!(placed.line.events[0].asserter.as_deref(), Some("narration"));
    assert_eq!(placed.line.facts[0].asserter.as_deref(), Some("s1"));
    assert_eq!(placed.line.grounds[0].asserter.as_deref(), Some("s1"));
}

#[test]
fn a_name_inside_a_word_and_a_mention_given_again_are_warned_of() {
    let work = json!({"id": "own__a", "who": {"o": {"name": "Orr", "type": "person"}},
        "mentions": [["his aunt", "o", "nominal"], ["his", "o", "pronoun"], ["his aunt @@1", "o", "nominal"]]});
    let work: Work = serde_json::from_value(work).unwrap();
    let placed = place(
        &work,
        "#FreeOrr, said his aunt.",
        false,
        &Vocabulary::load().unwrap(),
    );
    let told: Vec<String> = placed.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "who “o”: look: “Orr” stands only inside other words",
            "mention 3: look: “his aunt @@1” is a mention already, further up; pin it",
        ]
    );
    assert!(placed.faults.is_empty(), "{:?}", placed.faults);
}
