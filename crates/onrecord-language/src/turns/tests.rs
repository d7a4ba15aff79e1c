//! Turns of small papers of our own, through the whole engine.
//!
//! A line is `label | content … content => speaker`, statements inside turns left out; `check_all`
//! has those too, with the cue.

use onrecord_record::{Document, Speaker, SpeechAct};
use proptest::prelude::*;

fn lines(text: &str, inner: bool) -> Vec<String> {
    let document = Document::from_text(text, None);
    let reading = crate::read(&document);
    let words = |spans: &[onrecord_record::Span]| {
        let words: Vec<&str> = spans.iter().map(|s| document.text.slice(*s)).collect();
        words.join(" … ").replace('\n', " ")
    };
    reading
        .statements
        .iter()
        .filter(|s| s.act != SpeechAct::Attitude)
        .filter(|s| inner || &*s.reason.rule == "turn")
        .map(|s| {
            let speaker = match &s.speaker {
                Speaker::Known { entity, .. } => reading.name(*entity).to_owned(),
                Speaker::Described { name } => format!("[{name}]"),
                Speaker::Unknown { .. } => "?".to_owned(),
            };
            let (source, cue, content) = (words(&s.source), words(&s.cue), words(&s.content));
            if inner {
                format!("{source} | {cue} | {content} => {speaker}")
            } else {
                format!("{source} | {content} => {speaker}")
            }
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(lines(text, false), expected, "{text}");
}

#[track_caller]
fn check_all(text: &str, expected: &[&str]) {
    assert_eq!(lines(text, true), expected, "{text}");
}

#[test]
fn a_trial() {
    check(
        "BEFORE THE HONORABLE LENA ORR\n\n\
         APPEARANCES:\nFor the State: Peter Hale\nFor the Defendant: Grace Oduya\n\n\
         THE COURT: Call your next witness.\n\n\
         MR. HALE: The State calls Margaret Pell.\n\n\
         MARGARET PELL, having been duly sworn, testified as follows:\n\n\
         DIRECT EXAMINATION\n\nBY MR. HALE:\n\n\
         Q. Where were you that night?\n\nA. At home. (Pause.) In bed.\n\n\
         MS. ODUYA: Objection.\n\n(A recess was taken.)\n\n\
         CROSS-EXAMINATION\n\nBY MS. ODUYA:\n\nQ. Alone?\n\nA. (Nods.)\n\n\
         THE WITNESS: May I have some water?\n\nJUROR NO. 4: I cannot hear.\n\n\
         THE FOREPERSON: Guilty.\n\n(Proceedings adjourned.)",
        &[
            "THE COURT | Call your next witness. => LENA ORR",
            "MR. HALE | The State calls Margaret Pell. => Peter Hale",
            "Q | Where were you that night? => Peter Hale",
            "A | At home. … In bed. => Margaret Pell",
            "MS. ODUYA | Objection. => Grace Oduya",
            "Q | Alone? => Grace Oduya",
            "THE WITNESS | May I have some water? => Margaret Pell",
            "JUROR NO. 4 | I cannot hear. => [juror no. 4]",
            "THE FOREPERSON | Guilty. => [the foreperson]",
        ],
    );
}

#[test]
fn what_is_reported_inside_a_turn() {
    check_all(
        "EXAMINATION OF MARGARET PELL BY MR. HALE\n\n\
         Q. You told the officers that you saw a car?\n\n\
         A. I told them it was blue.",
        &[
            "Q |  | You told the officers that you saw a car? => HALE",
            "You | told | you saw a car => MARGARET PELL",
            "A |  | I told them it was blue. => MARGARET PELL",
            "I | told | it was blue => MARGARET PELL",
        ],
    );
}

#[test]
fn lines_that_run_on() {
    check(
        "THE CLERK:  Please state your full name for the record of this court\n\
         and spell it slowly for us.\n\
         THE WITNESS:  Kit Pell.\n\
         MS. ODUYA:  Thank you.  Mr. Pell, did you see the man who left the bar\n\
         at nine?\n\
         THE WITNESS:  No.\n",
        &[
            "THE CLERK | Please state your full name for the record of this court and spell it slowly for us. => [the clerk]",
            "THE WITNESS | Kit Pell. => Kit Pell",
            "MS. ODUYA | Thank you.  Mr. Pell, did you see the man who left the bar at nine? => ODUYA",
            "THE WITNESS | No. => Kit Pell",
        ],
    );
}

#[test]
fn an_interview_at_a_police_station() {
    check(
        "RECORD OF INTERVIEW\n\nPerson interviewed: Kit Pell\nDate: 14 March 1999\n\
         Interviewing officer: DC Ann Parr\n\n\
         DC PARR: Where were you?\nKP: I was at home.\nDC PARR: Alone?\nKP: (No reply.)\nKP: No comment.",
        &[
            "DC PARR | Where were you? => Ann Parr",
            "KP | I was at home. => Kit Pell",
            "DC PARR | Alone? => Ann Parr",
            "KP | No comment. => Kit Pell",
        ],
    );
}

#[test]
fn a_parliament() {
    check(
        "Mr Speaker: Order.\n\n\
         Ms Ada Moon (Northam) (Lab): Will the Minister look at the case of Bo Marsh?\n\n\
         The Minister for Justice (Kit Orr): I thank my friend.\n\nWe will.\n\n\
         Ms Moon: I am grateful.\n\nThe Minister: So am I.",
        &[
            "Mr Speaker | Order. => [Mr Speaker]",
            "Ms Ada Moon (Northam) (Lab) | Will the Minister look at the case of Bo Marsh? => Ada Moon",
            "The Minister for Justice (Kit Orr) | I thank my friend. … We will. => Kit Orr",
            "Ms Moon | I am grateful. => Ada Moon",
            "The Minister | So am I. => Kit Orr",
        ],
    );
}

#[test]
fn a_broadcast() {
    check(
        "ANCHOR: Tonight, a man walks free. Ada Moon reports.\n\
         MOON (voice-over): He was in for nineteen years.\n\
         RAY [on tape]: I never believed it.\nMOON: His lawyer disagrees.\nRAY: Well, I was wrong.",
        &[
            "ANCHOR | Tonight, a man walks free. Ada Moon reports. => [anchor]",
            "MOON | He was in for nineteen years. => Ada Moon",
            "RAY | I never believed it. => RAY",
            "MOON | His lawyer disagrees. => Ada Moon",
            "RAY | Well, I was wrong. => RAY",
        ],
    );
}

#[test]
fn bold_names() {
    check(
        "**Heron Post:** When did you first doubt it?\n\n**Ada Moon:** At once.\n\n\
         And then the letters came. I read them all.\n\n**Heron Post**: And?\n\n**Ada Moon**: He was innocent.",
        &[
            "Heron Post | When did you first doubt it? => Heron Post",
            "Ada Moon | At once. … And then the letters came. I read them all. => Ada Moon",
            "Heron Post | And? => Heron Post",
            "Ada Moon | He was innocent. => Ada Moon",
        ],
    );
}

#[test]
fn a_chat() {
    check(
        "[09:14] Ada: did you see the ruling?\n[09:15] Bo: yes, they let him out\n[09:15] Ada: at last",
        &[
            "Ada | did you see the ruling? => Ada",
            "Bo | yes, they let him out => Bo",
            "Ada | at last => Ada",
        ],
    );
}

#[test]
fn posts_and_threads() {
    check(
        "Ada Moon @adamoon · Mar 4\n1/ I was on that jury.\n\n2/ We got it wrong.\n\n\
         Bo Marsh @bomarsh · Mar 4\nReplying to @adamoon\nThank you for saying so.\n3 replies",
        &[
            "Ada Moon @adamoon | I was on that jury. => Ada Moon",
            "Ada Moon @adamoon | We got it wrong. => Ada Moon",
            "Bo Marsh @bomarsh | Thank you for saying so. => Bo Marsh",
        ],
    );
    check(
        "RT @adamoon: Free Bo Marsh now",
        &["@adamoon | Free Bo Marsh now => @adamoon"],
    );
}

#[test]
fn quoted_mail_and_comments() {
    check(
        "On 4 March 2019, Ada Moon wrote:\n> I never saw him.\n> They told me what to say.\n\n\
         That is new to all of us here.\n\nuser123 wrote:\nHe did it.",
        &[
            "Ada Moon | I never saw him. … They told me what to say. => Ada Moon",
            "user123 | He did it. => user123",
        ],
    );
}

#[test]
fn a_declaration_speaks_for_who_signs_it() {
    check_all(
        "AFFIDAVIT\n\nI, Ada Moon, declare as follows:\n\n\
         Detective Lowe told me that I would lose my children. I said I had seen a car.",
        &[
            "Detective Lowe | told | I would lose my children => Lowe",
            "I | said | I had seen a car => Ada Moon",
        ],
    );
    check_all(
        "Dear Kit,\n\nI told them that it was dark.\n\nYours sincerely,\nAda Moon",
        &["I | told | it was dark => Ada Moon"],
    );
}

#[test]
fn no_labels() {
    for text in [
        "Note: The trial was held in May.\nDate: 4 March 2019\nRe: State v. Marsh\nFrom: Ada Moon\nTo: Bo Marsh",
        "Facts: The accused left at nine.\nIssue: Whether he lied.\nHeld: He did not.",
        "Ada Moon: the neighbour who saw the car.\nBo Marsh: the man who drove it.\nKit Pell: the detective.",
        "A. The trial\nB. The appeal\nC. The pardon",
        "He left at nine. He had one thing on his mind: the car.\nAt 09:14: nobody was home.",
        "WEATHER: Rain.\nTRAFFIC: Slow.",
        "Appellant: Bo Marsh\nRespondent: State of Northam\nCounsel: Grace Oduya",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_deposition_in_a_court_of_india() {
    check_all(
        "PW-3: Ada Moon, aged 34 years, on solemn affirmation\n\n\
         Examination-in-chief by Shri Peter Hale, Public Prosecutor\n\n\
         I told the officer that it was dark.\n\n\
         XXN by Ms Grace Oduya, counsel for the accused\n\n\
         Q1. Did you tell him that?\nAns. I did not.",
        &[
            "I | told | it was dark => Ada Moon",
            "Q1 |  | Did you tell him that? => Grace Oduya",
            "Ans |  | I did not. => Ada Moon",
        ],
    );
}

#[test]
fn questions_that_name_who_asks_and_who_answers() {
    check(
        "Q (By Mr. Hale) Good morning, Mr. Pell. Were you there?\nA Yes.\nA  I was.\nQ  Alone?",
        &[
            "Q | Good morning, Mr. Pell. Were you there? => Hale",
            "A | Yes. => Pell",
            "A | I was. => Pell",
            "Q | Alone? => Hale",
        ],
    );
    check(
        "The Heron Post spoke to Ada Moon, a juror.\n\nQ: Why now?\n\nA: I could not sleep.\n\n\
         The interview was edited. Her lawyer was there.",
        &["Q | Why now? => ?", "A | I could not sleep. => Ada Moon"],
    );
}

#[test]
fn turns_quoted_in_a_ruling() {
    check(
        "The exchange came on the second day of the trial:\n\n\"Q. What time was it?\n\n\"A. Nine.\"\n\nThe court held that this was enough.",
        &["Q | What time was it? => ?", "A | Nine. => ?"],
    );
}

#[test]
fn a_report_of_a_congress() {
    check(
        "Mr. HALE. Madam President, I rise for a free man.\n\n\
         The PRESIDING OFFICER. The Senator is recognized.\n\nMs. MOON of Ohio. I thank my colleague.",
        &[
            "Mr. HALE | Madam President, I rise for a free man. => HALE",
            "The PRESIDING OFFICER | The Senator is recognized. => [presiding officer]",
            "Ms. MOON of Ohio | I thank my colleague. => MOON",
        ],
    );
}

#[test]
fn names_over_what_they_say() {
    check(
        "Ada Moon, 14 Mar 2019, 09:14\nThey let him out.\n\nKit Pell, 14 Mar 2019, 09:16\nI heard.",
        &[
            "Ada Moon | They let him out. => Ada Moon",
            "Kit Pell | I heard. => Kit Pell",
        ],
    );
    check(
        "Speaker 1  00:00:12\nWhat happened?\n\nAda Moon  00:00:15\nHe left.\n\nSpeaker 1  00:00:31\nAnd then?",
        &[
            "Speaker 1 | What happened? => [Speaker 1]",
            "Ada Moon | He left. => Ada Moon",
            "Speaker 1 | And then? => [Speaker 1]",
        ],
    );
    check(
        "Kit Pell says:\nMarch 4, 2019 at 9:14 pm\nI was there.\n\nLena Orr says:\nMarch 5, 2019 at 8:02 am\nThen say so!",
        &[
            "Kit Pell | I was there. => Kit Pell",
            "Lena Orr | Then say so! => Lena Orr",
        ],
    );
    check(
        "Ada Moon\n@adamoon\nMy brother did not do it.\n9:14 AM · Mar 4, 2019\n\n@night_owl\nReplying to @adamoon\nStay strong",
        &[
            "@adamoon | My brother did not do it. => Ada Moon",
            "@night_owl | Stay strong => @night_owl",
        ],
    );
}

#[test]
fn callers_and_initials() {
    check(
        "911 OPERATOR: What is your emergency?\nCALLER: She's not moving.\n911 OPERATOR: Is she breathing?",
        &[
            "911 OPERATOR | What is your emergency? => [911 operator]",
            "CALLER | She's not moving. => [caller]",
            "911 OPERATOR | Is she breathing? => [911 operator]",
        ],
    );
    check_all(
        "Interview with Kit Pell\nPresent: DS Leo Lowe, Kit Pell\n\n\
         LL: You said on Monday that you were at home.\nKP: I was.",
        &[
            "LL |  | You said on Monday that you were at home. => Leo Lowe",
            "You | said | you were at home => Kit Pell",
            "KP |  | I was. => Kit Pell",
        ],
    );
}

#[test]
fn parts_in_a_case() {
    check_all(
        "STATE v. MARSH\n\nAppellant: Leo Marsh\n\n\
         Counsel for the appellant, Ms Oduya, submitted that the jury was misled.\n\n\
         PW3, Tom Lane, told the court that she saw a car. PW3 stated that it was dark.\n\n\
         The appellant told the police that he was at home. The accused said that he slept.\n\n\
         The complainant, Ada Moon, said that he lied. The complainant later said that she was not sure.",
        &[
            "Counsel for the appellant, Ms Oduya | submitted | the jury was misled => Oduya",
            "PW3 | told | she saw a car => Tom Lane",
            "PW3 | stated | it was dark => Tom Lane",
            "The appellant | told | he was at home => Leo Marsh",
            "The accused | said | he slept => Leo Marsh",
            "The complainant, Ada Moon | said | he lied => Ada Moon",
            "The complainant | said | she was not sure => Ada Moon",
        ],
    );
    check_all(
        "ADA MOON, Plaintiff, v. CITY OF HERON, Defendant.\n\nPlaintiff alleges that the officers hid the tape.",
        &["Plaintiff | alleges | the officers hid the tape => ADA MOON"],
    );
    check_all(
        "Leo Marsh (hereinafter \"the petitioner\") was tried in May. The petitioner said that he slept.",
        &["The petitioner | said | he slept => Leo Marsh"],
    );
    check_all(
        "AFFIDAVIT OF LEO MARSH\n\nAffiant says that Detective Lowe told him to sign.",
        &["Affiant | says | Detective Lowe told him to sign => LEO MARSH"],
    );
}

#[test]
fn parts_that_two_have_stay_open() {
    check_all(
        "Appellant: Leo Marsh\nAppellant: Tom Pell\n\nThe appellant told the police that he was at home.",
        &["The appellant | told | he was at home => The appellant"],
    );
}

#[test]
fn the_voice_of_a_ruling() {
    check_all(
        "OPINION\n\nJUDGE LENA ORR delivered the opinion of the Court.\n\n\
         I would hold that the claim is timely. We conclude that the petition must be granted.",
        &[
            "I | hold | the claim is timely => LENA ORR",
            "We | conclude | the petition must be granted => [the court]",
        ],
    );
}

#[test]
fn answers_to_counsel_by_name() {
    check(
        "Coroner: Lena Orr\nFor the family: Grace Oduya\n\n\
         SERGEANT NICK LOWE, SWORN\n\nMS ODUYA: Did you go in?\nA. I did.\n\
         CORONER: You took no photographs?\nA. No.",
        &[
            "MS ODUYA | Did you go in? => Grace Oduya",
            "A | I did. => NICK LOWE",
            "CORONER | You took no photographs? => Lena Orr",
            "A | No. => NICK LOWE",
        ],
    );
}

#[test]
fn offices_before_names() {
    check(
        "PRESIDING COMMISSIONER ORR: How are you today?\nINMATE MARSH: I'm well.\n\
         DEPUTY DISTRICT ATTORNEY HALE: The People oppose release.",
        &[
            "PRESIDING COMMISSIONER ORR | How are you today? => ORR",
            "INMATE MARSH | I'm well. => MARSH",
            "DEPUTY DISTRICT ATTORNEY HALE | The People oppose release. => HALE",
        ],
    );
}

#[test]
fn a_legend_says_who_the_letters_are() {
    check(
        "I = Interviewer (Ada Moon), R = juror\n\nI: How long did it take?\nR: Four days.\nI: And then?\nR: We voted.",
        &[
            "I | How long did it take? => Ada Moon",
            "R | Four days. => [R]",
            "I | And then? => Ada Moon",
            "R | We voted. => [R]",
        ],
    );
}

#[test]
fn careless_chats_and_pages_of_posts() {
    check(
        "Ada: saw him today\nTom: where\nAda: at the court\nTom: omg",
        &[
            "Ada | saw him today => Ada",
            "Tom | where => Tom",
            "Ada | at the court => Ada",
            "Tom | omg => Tom",
        ],
    );
    check(
        "Ada Moon\n4 March at 21:05 ·\nMy brother came home today.\n\nLike · Comment · Share\n\n\
         Nora Finch\nSo happy for you!\nLike · Reply · 3h",
        &[
            "Ada Moon | My brother came home today. => Ada Moon",
            "Nora Finch | So happy for you! => Nora Finch",
        ],
    );
    check(
        "THREAD by @nora_finch\n\n1/2 He was convicted in May.\n\n2/2 He did not do it.\n\n\
         tom_h replied to nora_finch\n1 day ago\nDo you have a source?",
        &[
            "@nora_finch | He was convicted in May. => @nora_finch",
            "@nora_finch | He did not do it. => @nora_finch",
            "tom_h | Do you have a source? => tom_h",
        ],
    );
}

#[test]
fn initials_without_a_colon() {
    check(
        "Interviewee: Leo Marsh (LM)\nInterviewers: DC Ann Parr (AP), DS Tom Lowe (TL)\n\n\
         AP   Where were you on Sunday?\nLM   I told you, at my mum's.\nTL   Your mum says no.\nLM   No comment.",
        &[
            "AP | Where were you on Sunday? => Ann Parr",
            "LM | I told you, at my mum's. => Leo Marsh",
            "TL | Your mum says no. => Tom Lowe",
            "LM | No comment. => Leo Marsh",
        ],
    );
}

#[test]
fn a_witness_whose_name_is_spelled_with_gaps() {
    check(
        "THE COURT: You may go on.\n\
         N O R A  F I N C H, called as a witness by the People, having been duly sworn, testified as follows:\n\
         DIRECT EXAMINATION\nBY MR. HALE:\nQ    Ms. Finch, where do you work?\nA    At the lab.",
        &[
            "THE COURT | You may go on. => [the court]",
            "Q | Ms. Finch, where do you work? => HALE",
            "A | At the lab. => Finch",
        ],
    );
}

#[test]
fn a_film() {
    check(
        "NARRATOR (V.O.): Heron, 1994.\n\nDETECTIVE LOWE (archive): We have our man.\n\n\
         GRACE ODUYA: Nobody told the defence.",
        &[
            "NARRATOR | Heron, 1994. => [narrator]",
            "DETECTIVE LOWE | We have our man. => LOWE",
            "GRACE ODUYA | Nobody told the defence. => GRACE ODUYA",
        ],
    );
}

#[test]
fn a_letter_speaks_to_its_reader() {
    check_all(
        "Dear Tom,\n\nYou told me that it was dark.\n\nYours,\nNora Finch",
        &["You | told | it was dark => Tom"],
    );
}

#[test]
fn prose_after_the_last_turn() {
    check(
        "JUDGE ORR: Has the jury reached a verdict?\n\nFOREPERSON: Not guilty.\n\nJUDGE ORR: The defendant may go.\n\n\
         After the verdict, Marsh embraced his lawyer. \"I always knew,\" he said.",
        &[
            "JUDGE ORR | Has the jury reached a verdict? => ORR",
            "FOREPERSON | Not guilty. => [foreperson]",
            "JUDGE ORR | The defendant may go. => ORR",
        ],
    );
}

#[test]
fn a_paper_that_interviews() {
    check(
        "Heron Post: How do you feel?\n\nLeo Marsh: Free.\n\nHeron Post: Whom do you blame?\n\nMarsh: Nobody. I am not angry.",
        &[
            "Heron Post | How do you feel? => Heron Post",
            "Leo Marsh | Free. => Leo Marsh",
            "Heron Post | Whom do you blame? => Heron Post",
            "Marsh | Nobody. I am not angry. => Leo Marsh",
        ],
    );
}

proptest! {
    /// Whatever the labels, the engine reads on, and every turn lies in the text, in order.
    #[test]
    fn any_shape_is_read(pieces in proptest::collection::vec(0usize..PIECES.len(), 0..24)) {
        let text: String = pieces.iter().filter_map(|i| PIECES.get(*i)).copied().collect();
        let document = Document::from_text(&text, None);
        let mut draft = crate::Draft::new(&document);
        draft.paragraphs = crate::structure::paragraphs(&document);
        let turns = super::find(&draft);
        let starts: Vec<usize> = turns.all.iter().filter_map(|t| Some(t.extent()?.start())).collect();
        prop_assert!(starts.is_sorted());
        for turn in &turns.all {
            prop_assert!(turn.content.iter().all(|c| !document.text.slice(*c).trim().is_empty()));
        }
        crate::read(&document);
    }
}

/// Pieces of labels, headers and speech, some of them broken.
const PIECES: [&str; 32] = [
    "Q. ",
    "A. ",
    "Q1",
    "MR. HALE: ",
    "THE COURT:",
    "BY MS. ODUYA:\n",
    "\n",
    "\n\n",
    "(",
    ")",
    "[",
    "]",
    "Yes? ",
    "I said é. ",
    "**Ada Moon**: ",
    "@ada ",
    "RT @x: ",
    "1/ ",
    "> ",
    "On 4 March 2019, Ada wrote:\n",
    "[09:14] ",
    "“",
    "”",
    "\"",
    "Mr. ",
    ", sworn",
    "STATE v. MARSH\n",
    "PW3, ",
    "Dear ",
    "KP = ",
    "İ",
    "Appellant: ",
];
