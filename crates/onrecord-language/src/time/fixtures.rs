//! Readable tests: sentences with their temporal expressions marked in them.
//!
//! A case is a text with marks, `⟦2020-08-16 Sunday⟧`: the value, a space, the words. The marks are
//! taken out, the rest is read, and what was found is written back in the same way, so that a
//! difference can be seen. Cases are read as of a day, or without one; an empty line starts a new
//! paragraph.

use crate::Draft;
use onrecord_record::{Day, Document, Timex, TimexAnchor, TimexKind};

/// Reads the text without its marks as of `day`, and gives what was found.
fn read(text: &str, day: Option<&str>) -> (String, Vec<Timex>) {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once('⟦') {
        let (mark, after) = marked.split_once('⟧').expect("a mark ends with ⟧");
        let (_, words) = mark
            .split_once(' ')
            .expect("a mark is a value, a space, words");
        plain.push_str(before);
        plain.push_str(words);
        rest = after;
    }
    plain.push_str(rest);
    let day: Option<Day> = day.map(|day| day.parse().unwrap());
    let document = Document::from_text(&plain, day);
    let mut draft = Draft::new(&document);
    draft.paragraphs = crate::structure::paragraphs(&document);
    draft.tokens = crate::tokens::tokenise(&draft);
    draft.sentences = crate::sentences::split(&draft);
    crate::tagger::tag(&mut draft);
    let timexes = super::find(&draft);
    (plain, timexes)
}

fn marked(text: &str, timexes: &[Timex]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for timex in timexes {
        out.push_str(text.get(at..timex.span.start()).unwrap());
        out.push('⟦');
        out.push_str(timex.value.as_deref().unwrap_or("?"));
        out.push(' ');
        out.push_str(text.get(timex.span.range()).unwrap());
        out.push('⟧');
        at = timex.span.end();
    }
    out.push_str(text.get(at..).unwrap());
    out
}

/// Checks every line of `cases` as a text of its own; `⏎` stands for the end of a paragraph.
fn check(day: Option<&str>, cases: &str) {
    let mut wrong = Vec::new();
    for case in cases.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let case = case.replace('⏎', "\n\n");
        let (plain, timexes) = read(&case, day);
        let found = marked(&plain, &timexes);
        if found != case {
            wrong.push(format!("expected {case}\n   found {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A Monday.
const MONDAY: Option<&str> = Some("2020-08-17");

#[test]
fn dates_that_say_it_all() {
    check(
        None,
        "
        She was born on ⟦1993-12-05 Dec. 5, 1993⟧, in Omaha.
        She was born on ⟦1993-12-05 5 December 1993⟧ in Leeds.
        The order is dated ⟦1993-12-05 12/05/1993⟧ and the reply ⟦1993-12-25 25/12/1993⟧.
        Filed ⟦2004-05-06 2004-05-06⟧ with the clerk.
        Sworn before me ⟦2019-05-03 the 3rd day of May, 2019⟧.
        It was ⟦1992-06 June 1992⟧, or perhaps ⟦1992-07 July of 1992⟧.
        The ⟦2002 2002⟧ murder went to trial in ⟦2009 2009⟧.
        He played in clubs in ⟦199 the 1990s⟧ and ⟦200 the early 2000s⟧.
        Monica was a ⟦199 '90s⟧ star.
        A law of ⟦18 the 19th century⟧ was used.
        It rained on ⟦2016-11-08 Election Day 2016⟧ and on ⟦2018-11-22 Thanksgiving 2018⟧.
        In ⟦2012-SU the summer of 2012⟧ and in ⟦2013-SP spring 2013⟧ he was away.
        Sales fell in ⟦1989-Q3 the third quarter of 1989⟧.
        Between ⟦1977 1977⟧ and ⟦1980 1980⟧ there were ten.
        He was held from ⟦2004-06-01 June 1⟧ to ⟦2004-07-15 July 15, 2004⟧.
        The towers fell on ⟦2001-09-11 9/11⟧.
        ",
    );
}

#[test]
fn relative_dates_count_from_the_documents_day() {
    check(
        MONDAY,
        "
        On ⟦2020-08-17 Monday⟧, he wrote a long post.
        She wrote on Twitter ⟦2020-08-16 Sunday⟧.
        The court ruled ⟦2020-08-13 Thursday⟧ that the claim was late.
        The hearing is scheduled for ⟦2020-08-20 Thursday⟧.
        A judge will hear her on ⟦2020-08-18 Tuesday⟧.
        He will be freed by ⟦2020-08-21 Friday⟧.
        The trial was postponed to ⟦2020-09-25 September 25th⟧.
        ⟦2020-01 7 months ago⟧ I called her.
        They met ⟦2019 a year ago⟧ and wed ⟦2020-07 last month⟧.
        He was arrested ⟦2019 last year⟧ and will be tried ⟦2020-09 next month⟧.
        The brief was filed ⟦2020-W33 last week⟧, and ⟦2020-W34 this week⟧ a reply came.
        The letter came ⟦2020-08-16 yesterday⟧; ⟦2020-08-18 tomorrow⟧ is another day.
        In ⟦2019-10 October⟧ she recanted.
        He was shot ⟦2020-08-14TNI Friday night⟧ and died ⟦2020-08-15TMO Saturday morning⟧.
        He died ⟦2020-08-16TNI last night⟧.
        The jail opened at ⟦2020-08-17T06:30 6:30 a.m. Monday⟧.
        It was over ⟦2020-08-14 last Friday⟧; ⟦2020-08-21 next Friday⟧ it begins again.
        A poll ⟦2019-SU last summer⟧ said so.
        ",
    );
}

#[test]
fn dates_count_from_the_time_the_text_tells_of() {
    check(
        None,
        "
        In ⟦1993 1993⟧ he moved away. ⟦1995 Two years later⟧ he was back.
        He was seen on ⟦1984-10-12 October 12, 1984⟧. ⟦1984-10-13 The next day⟧ he was gone.
        She vanished in ⟦2008-07 July 2008⟧ and was found in ⟦2008-12 December of that year⟧.
        It was ⟦1984-10-12 October 12, 1984⟧. ⟦1984-10-12TNI That night⟧ it snowed.
        In ⟦2007 2007⟧ he confessed; ⟦2006 the year before⟧, he had denied it.
        ",
    );
}

#[test]
fn without_a_date_relative_dates_stay_open() {
    check(
        None,
        "
        She wrote ⟦XXXX-WXX-7 Sunday⟧ that ⟦XXXX last year⟧ was hard.
        He was held in ⟦XXXX-10 October⟧ and freed on ⟦XXXX-11-03 November 3⟧.
        It began ⟦XXXX-XX-XX today⟧ and ends ⟦XXXX-WXX next week⟧.
        ",
    );
}

#[test]
fn lengths_and_ages() {
    check(
        None,
        "
        He served ⟦P19Y nearly 19 years⟧ of a ⟦P25Y 25-year⟧ sentence.
        A ⟦P16Y 16-year-old⟧ boy; the ⟦P8Y 8-year-old⟧ saw it; she was ⟦P13Y 13 years old⟧.
        It took ⟦P2DE two decades⟧, ⟦PXM several months⟧ and ⟦PT3H three hours⟧.
        They waited for ⟦PXY years⟧ and slept for ⟦PTXH hours⟧.
        He has been out for ⟦P1M1W a month and a week⟧.
        Over ⟦P5Y the past five years⟧ and ⟦PXW a few weeks⟧ more.
        It lasted ⟦P2.5Y two and a half years⟧, or ⟦PT30M half an hour⟧ a page.
        He must answer within ⟦P15D fifteen (15) days⟧.
        ",
    );
}

#[test]
fn what_recurs_and_what_is_vague() {
    check(
        None,
        "
        He calls ⟦P1D every day⟧ and writes ⟦XXXX-WXX-7 every Sunday⟧.
        The paper came out ⟦P1W weekly⟧.
        ⟦PRESENT_REF Now⟧ he waits; he is ⟦PRESENT_REF currently⟧ in Angola.
        She ⟦PAST_REF recently⟧ wrote, and in ⟦PAST_REF recent weeks⟧ called.
        There is no bail at ⟦PRESENT_REF this time⟧.
        ",
    );
}

#[test]
fn what_looks_like_a_date_and_is_none() {
    check(
        MONDAY,
        "
        The jury voted 10-2, and the score was 3-1.
        Call 555-2004 or write to 2010 Main Street, Room 1998.
        He sued under 42 U.S.C. § 1983 in No. 05-1234.
        See Brady v. Maryland, 373 U.S. 83 (1963), and Smith v. Jones, 12 F.3d 45 (5th Cir. 1998).
        You may march in the sun; may he rest.
        May Carter and April Jones sat down a second time.
        More than 2000 people came, and 1,993 left; it cost $1999.
        He is in his 20s and won a second term.
        The Daily News and the Sunday Times wrote about it.
        He was the first to fall, and then he spoke.
        ",
    );
}

#[test]
fn a_month_of_a_record_belongs_to_the_year_it_tells_of() {
    check(
        Some("2010-05-20"),
        "
        The petitioner was seen on ⟦1984-10-12 October 12, 1984⟧. The petitioner fled on ⟦1984-10-14 October 14⟧, and the petitioner's brother, the petitioner said, was held in ⟦1984-11 November⟧.
        The petitioner met the petitioner's counsel at ⟦1984-10-12T20:30 8:30 p.m. on October 12, 1984⟧, the petitioner says.
        ",
    );
}

#[test]
fn a_value_says_what_it_was_counted_from() {
    let (_, timexes) = read(
        "In 1993 he left. Two years later he came, he said Sunday.",
        MONDAY,
    );
    let anchors: Vec<TimexAnchor> = timexes.iter().map(|t| t.anchor).collect();
    assert!(matches!(
        anchors.as_slice(),
        [TimexAnchor::Explicit, TimexAnchor::Timex(id), TimexAnchor::Document] if id.index() == 0
    ));
    let (_, timexes) = read("He said so Sunday.", None);
    assert_eq!(timexes[0].anchor, TimexAnchor::Unresolved);
    assert_eq!(timexes[0].kind, TimexKind::Date);
}

#[test]
fn ages_are_marked_as_such() {
    let (_, timexes) = read("A 16-year-old got a 20-year sentence.", None);
    let ages: Vec<bool> = timexes.iter().map(|t| t.is_age).collect();
    assert_eq!(ages, [true, false]);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Words that dates are made of, and some that break them.
    const PIECES: &[&str] = &[
        "May",
        "Dec.",
        "Sunday",
        "last",
        "next",
        "the",
        "of",
        "3",
        "31",
        "1993",
        "2020-08-17",
        "99/99",
        "two",
        "years",
        "ago",
        "later",
        "mid-",
        "early",
        "'90s",
        "a",
        "half",
        "century",
        "12:61",
        "p.m.",
        "every",
        "that",
        "night",
        ",",
        "-",
        "(",
        ")",
        "and",
        "to",
        "Easter",
        "fall",
        "999999999",
        "é👩‍⚖️",
        "\u{301}",
        "\n\n",
        "between",
        "on",
        "in",
        "hours",
        "month",
        "second",
        "Q3",
        "th",
        "thousand",
        "million",
        "U.S.",
        "$",
        "§",
        "day",
        "morning",
        "midnight",
        "ET",
        "until",
        "now",
    ];

    fn any_day() -> impl Strategy<Value = Option<String>> {
        proptest::option::of(
            (1u16..=9999, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
        )
    }

    fn is_timex_value(value: &str) -> bool {
        let open = |c: char| c.is_ascii_digit() || "XW-:TQHWEMOAFNIVDSPUCLB.YR_".contains(c);
        !value.is_empty() && value.chars().all(open) || value.ends_with("_REF")
    }

    proptest! {
        #[test]
        fn any_text_of_date_words_is_read(
            pieces in proptest::collection::vec(0..PIECES.len(), 0..25), day in any_day(),
        ) {
            let text: Vec<&str> = pieces.iter().map(|i| PIECES[*i]).collect();
            let text = text.join(" ");
            let (plain, timexes) = read(&text, day.as_deref());
            let mut end = 0;
            for timex in &timexes {
                prop_assert!(timex.span.start() >= end);
                prop_assert!(plain.get(timex.span.range()).is_some_and(|w| w.trim() == w && !w.is_empty()));
                let value = timex.value.as_deref().unwrap_or_default();
                prop_assert!(is_timex_value(value), "{value}");
                end = timex.span.end();
            }
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,200}", day in any_day()) {
            let text = text.replace(['⟦', '⟧'], "");
            let _ = read(&text, day.as_deref());
        }

        #[test]
        fn a_written_date_is_read_back(year in 1900i16..2099, month in 1u8..=12, day in 1u8..=28) {
            let value = format!("{year:04}-{month:02}-{day:02}");
            let (_, timexes) = read(&format!("Signed on {value} by both."), None);
            prop_assert_eq!(timexes.len(), 1);
            prop_assert_eq!(timexes[0].value.as_deref(), Some(value.as_str()));
        }
    }
}
