//! The closed lists of values that the record's types have, as words for people and as lists for
//! the published schema. One table for each, so that neither can miss a value.

use onrecord_record::{
    Attribute, DocumentKind, EntityKind, EventKind, Format, Gender, GroundCode, MediumKind,
    MentionKind, Modality, SpeechAct, StatementKind, TimexKind,
};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Serialize;

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $label:ident, $schema:ident: $kind:ident {
        $($variant:ident => $words:literal,)*
    })*) => {$(
        $(#[$doc])*
        #[allow(unreachable_patterns, reason = "some of the lists may grow")]
        pub const fn $label(value: $kind) -> &'static str {
            match value {
                $($kind::$variant => $words,)*
                _ => "something else",
            }
        }

        pub(crate) fn $schema(_: &mut SchemaGenerator) -> Schema {
            one_of(&[$($kind::$variant),*])
        }
    )*};
}

/// The schema of a string that is one of `values`.
fn one_of<T: Serialize>(values: &[T]) -> Schema {
    let names: Vec<_> = values
        .iter()
        .filter_map(|v| serde_json::to_value(v).ok())
        .collect();
    json_schema!({ "type": "string", "enum": names })
}

vocabulary! {
    /// What the bytes were read as.
    format_label, format_schema: Format {
        PlainText => "plain text",
        Markdown => "Markdown",
        Crawl => "crawled text",
        Html => "web page",
        Mhtml => "saved web page (MHTML)",
        Pdf => "PDF",
        Image => "picture",
        Docx => "Word document",
        Odt => "OpenDocument text",
        Rtf => "Rich Text document",
        Mail => "e-mail",
        Mbox => "mailbox",
        Zip => "ZIP archive",
        Csv => "table (CSV)",
        JsonLines => "JSON Lines",
        XArchive => "X (Twitter) archive",
        Instagram => "Instagram data",
        Facebook => "Facebook data",
    }
    /// What sort of paper it is.
    document_label, document_schema: DocumentKind {
        Article => "article",
        Post => "post",
        Affidavit => "affidavit",
        Transcript => "transcript",
        Order => "court order",
        Filing => "court filing",
        Letter => "letter",
        Report => "report",
        Unknown => "document",
    }
    /// What somebody or something is.
    entity_label, entity_schema: EntityKind {
        Person => "person",
        Group => "group",
        Organisation => "organisation",
        Place => "place",
        Facility => "building",
        Document => "document",
        Hashtag => "hashtag",
        Other => "name",
    }
    /// Grammatical gender, as the text has it.
    gender_label, gender_schema: Gender {
        Male => "he",
        Female => "she",
        Neutral => "they",
        Unknown => "",
    }
    /// How words refer to somebody.
    mention_label, mention_schema: MentionKind {
        Name => "name",
        Handle => "account",
        Hashtag => "hashtag",
        Nominal => "description",
        Pronoun => "pronoun",
    }
    /// How much of a statement stands in quotation marks.
    statement_label, statement_schema: StatementKind {
        Direct => "direct",
        Indirect => "indirect",
        Mixed => "mixed",
    }
    /// What sort of saying it was.
    act_label, act_schema: SpeechAct {
        Assertion => "said",
        Denial => "denied",
        Question => "asked",
        Demand => "demanded",
        Refusal => "declined to say",
        Belief => "believes",
        Ruling => "ruled",
        Attitude => "attitude, not a statement",
    }
    /// Where something was said.
    medium_label, medium_schema: MediumKind {
        Post => "post",
        CourtFiling => "court filing",
        CourtRuling => "court ruling",
        CourtHearing => "court hearing",
        Testimony => "testimony",
        Affidavit => "affidavit",
        Interview => "interview",
        Statement => "statement given out",
        PressConference => "press conference",
        Letter => "letter",
        Report => "report",
        Broadcast => "broadcast",
        Phone => "call",
        Other => "other",
    }
    /// TIMEX3 types.
    timex_label, timex_schema: TimexKind {
        Date => "date",
        Time => "time of day",
        Duration => "length of time",
        Set => "recurring time",
    }
    /// What happened.
    event_label, event_schema: EventKind {
        Offence => "offence",
        Arrest => "arrest",
        Charge => "charge",
        Plea => "plea",
        Trial => "trial",
        Conviction => "conviction",
        Acquittal => "acquittal",
        Mistrial => "mistrial",
        Sentence => "sentence",
        Appeal => "appeal",
        Retrial => "retrial",
        Test => "testing",
        Recantation => "recantation",
        Filing => "filing",
        Hearing => "hearing",
        Ruling => "ruling",
        Vacatur => "conviction set aside",
        Release => "release",
        Parole => "parole",
        Clemency => "clemency",
        Exoneration => "exoneration",
        Death => "death",
        Custody => "custody",
        Other => "event",
    }
    /// Whether it is said to have happened.
    modality_label, modality_schema: Modality {
        Happened => "happened",
        Negated => "did not happen",
        Prospective => "planned or asked for",
        Hypothetical => "might happen",
    }
    /// What a fact is about.
    attribute_label, attribute_schema: Attribute {
        Age => "age",
        Date => "date",
        JuryVote => "jury vote",
        Sentence => "sentence",
        TimeServed => "time served",
        Place => "place",
        Charge => "charge",
        Count => "number",
    }
    /// A reason for review.
    ground_label, ground_schema: GroundCode {
        MistakenWitnessId => "mistaken witness identification",
        FalseConfession => "false confession",
        PerjuryOrFalseAccusation => "perjury or false accusation",
        FalseOrMisleadingForensics => "false or misleading forensic evidence",
        OfficialMisconduct => "official misconduct",
        InadequateDefence => "inadequate legal defence",
        Recantation => "recantation",
        NewEvidence => "new evidence",
        Dna => "DNA",
        NonUnanimousJury => "non-unanimous jury",
        JurorPressure => "juror pressure",
        Alibi => "alibi",
        AlternativePerpetrator => "another perpetrator",
        MaintainsInnocence => "maintains innocence",
    }
}
