//! Statements as judgments and other court papers report them, in sentences of our own.

use super::tests::check;

#[test]
fn parties_and_counsel() {
    check(
        "The appellant contends that the trial court erred.",
        &["The appellant | contends | the trial court erred | indirect"],
    );
    check(
        "Counsel for the State submitted that the delay was explained.",
        &["Counsel for the State | submitted | the delay was explained | indirect"],
    );
    check(
        "In his affidavit, Ray averred that he had never met the driver.",
        &["Ray | averred | he had never met the driver | indirect"],
    );
    check(
        "The complainant deposed in her evidence that the accused came at night.",
        &["The complainant | deposed | the accused came at night | indirect"],
    );
}

#[test]
fn courts() {
    check(
        "The trial court found that the witness was not credible.",
        &["The trial court | found | the witness was not credible | indirect"],
    );
    check(
        "Ashby J held that the direction was wrong.",
        &["Ashby J | held | the direction was wrong | indirect"],
    );
    check(
        "The judge was satisfied that the statement was voluntary.",
        &["The judge | was satisfied | the statement was voluntary | indirect"],
    );
    check(
        "Justice Ashby, dissenting, would hold that the search was unlawful.",
        &["Justice Ashby | hold | the search was unlawful | indirect"],
    );
    check(
        "The judge found as a fact that the door was locked.",
        &["The judge | found | the door was locked | indirect"],
    );
    check(
        "Dr Moon considered that the bruises were recent.",
        &["Dr Moon | considered | the bruises were recent | indirect"],
    );
    check("The jury could have found that he was there.", &[]);
    check("The court did not find that he was there.", &[]);
}

#[test]
fn nobody_named_or_only_by_an_agent() {
    check(
        "It was contended that there was no proof of motive.",
        &[" | contended | there was no proof of motive | indirect"],
    );
    check(
        "It is argued on behalf of the appellant that the notice was bad.",
        &["the appellant | argued | the notice was bad | indirect"],
    );
    check(
        "It was submitted by Mr Marsh that the search was unlawful.",
        &["Mr Marsh | submitted | the search was unlawful | indirect"],
    );
}

#[test]
fn nouns_of_saying() {
    check(
        "His evidence was that the gate had been locked.",
        &["His | evidence | the gate had been locked | indirect"],
    );
    check(
        "The appellant's case is that he was elsewhere.",
        &["The appellant | case | he was elsewhere | indirect"],
    );
    check(
        "The defence submission that the map was altered was rejected.",
        &["The defence | submission | the map was altered | indirect"],
    );
    check(
        "In our view, the verdict cannot stand.",
        &["our | In … view | the verdict cannot stand | indirect"],
    );
    check(
        "The retrial followed the ruling of the judges in Leeds that the map was altered.",
        &["the judges in Leeds | ruling | the map was altered | indirect"],
    );
}

#[test]
fn cases_are_cited() {
    check(
        "In Moon v. Marsh, 812 F.3d 114 (2011), the court held that silence is not consent.",
        &["the court | held | silence is not consent | indirect"],
    );
    check(
        "The court has held that silence is not consent, Moon v. Marsh, 812 F.3d 114 (2011).",
        &["The court | held | silence is not consent | indirect"],
    );
    check(
        "It has been held in Moon v. Marsh that such a letter is no evidence.",
        &[" | held | such a letter is no evidence | indirect"],
    );
}

#[test]
fn paragraphs_are_numbered() {
    check(
        "12. Mr Marsh argued that the sentence was excessive.",
        &["Mr Marsh | argued | the sentence was excessive | indirect"],
    );
    check(
        "(b) Moon claims that her lawyer never called the witness.",
        &["Moon | claims | her lawyer never called the witness | indirect"],
    );
}

#[test]
fn said_before_a_noun_says_nothing() {
    check(
        "The said application was filed late and the said witness did not appear.",
        &[],
    );
}

#[test]
fn how_something_is_done_is_nothing_said() {
    check("The water is shared according to state borders.", &[]);
    check("The evidence suggests that the door was open.", &[]);
}

#[test]
fn words_set_apart_after_a_colon() {
    check(
        "Ray relies on what the court held:\n\n\"A promise is no threat, whoever makes it.\"",
        &["the court | held | \"A promise is no threat, whoever makes it.\" | direct"],
    );
}

#[test]
fn findings_that_somebody_made() {
    check(
        "The jury returned a finding that the will was genuine.",
        &["The jury | finding | the will was genuine | indirect"],
    );
}

#[test]
fn a_claim_in_front_of_the_sentences_own_clause() {
    check(
        "Although Ray claims that he was asleep, the record shows otherwise.",
        &["Ray | claims | he was asleep | indirect"],
    );
}

#[test]
fn what_stands_between_subject_and_cue() {
    check(
        "Ada Moon in her evidence further stated that the lamp was lit.",
        &["Ada Moon | stated | the lamp was lit | indirect"],
    );
}

#[test]
fn a_holding_in_brackets() {
    check(
        "The first question is whether he was late (we hold that he was) and by how much.",
        &["we | hold | he was | indirect"],
    );
}
