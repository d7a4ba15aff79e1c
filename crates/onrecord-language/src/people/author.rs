//! Who writes a paper that speaks in the first person: an affidavit, a declaration, a letter.

use crate::Draft;
use onrecord_record::{
    BlockKind, DetailKind, DocumentKind, EntityId, EntityKind, MentionKind, Span,
};

/// Words that end a letter, before the name of who signs it; in lower case.
const CLOSINGS: [&str; 14] = [
    "yours",
    "sincerely",
    "regards",
    "kind regards",
    "best regards",
    "best wishes",
    "respectfully",
    "faithfully",
    "love",
    "with love",
    "cordially",
    "warm regards",
    "in solidarity",
    "your friend",
];

/// Papers named after whoever makes them.
const PAPERS: [&str; 6] = [
    "affidavit of ",
    "declaration of ",
    "statement of ",
    "statement of: ",
    "witness statement: ",
    "statutory declaration by ",
];

/// How many paragraphs at either end are looked at.
const ENDS: usize = 24;

/// The one whom the paper itself says "I" of, where it tells.
pub(super) fn author(draft: &Draft) -> Option<EntityId> {
    known(draft)
        .or_else(|| declarant(draft))
        .or_else(|| signatory(draft))
        .or_else(|| titled(draft))
        .or_else(|| sender(draft))
        .or_else(|| introduced(draft))
        .or_else(|| deponent(draft))
        .or_else(|| judge(draft))
}

/// Whom the document gives as the author of a sworn paper or a letter, if its text names them.
fn known(draft: &Draft) -> Option<EntityId> {
    let document = draft.document;
    if !matches!(
        document.kind,
        DocumentKind::Affidavit | DocumentKind::Letter
    ) {
        return None;
    }
    let details = document.metadata.details.iter();
    let affiants = details
        .filter(|detail| detail.kind == DetailKind::Affiant)
        .map(|detail| &detail.value);
    let mut named = affiants.chain(&document.metadata.authors);
    let author = named.next()?;
    if named.any(|other| other.value != author.value) {
        return None;
    }
    let in_text = author.span.and_then(|span| person_in(draft, span));
    in_text.or_else(|| {
        let same = |name: &str| name.eq_ignore_ascii_case(&author.value);
        let found = draft.entities.iter().position(|entity| {
            entity.kind == EntityKind::Person
                && !entity.plural
                && (same(&entity.name) || entity.aliases.iter().any(|alias| same(alias)))
        });
        found.map(EntityId::new)
    })
}

/// Who begins with "I, Ann Lee,": only where one does.
fn declarant(draft: &Draft) -> Option<EntityId> {
    let mut found = None;
    for (i, mention) in draft.mentions.iter().enumerate() {
        if draft.words(mention.span) != "I" || draft.quote_around(mention.span).is_some() {
            continue;
        }
        let end = draft.tokens_in(mention.span).end;
        let Some(next) = draft.mentions.get(i + 1) else {
            break;
        };
        let named = draft.word(end) == ","
            && next.kind == MentionKind::Name
            && draft.tokens_in(next.span).start == end + 1;
        if named && next.entity.is_some() {
            if found.is_some() && found != next.entity {
                return None;
            }
            found = next.entity;
        }
    }
    found
}

/// "/s/ Ann Lee", "Yours sincerely, Ann Lee".
fn signatory(draft: &Draft) -> Option<EntityId> {
    let first = draft.paragraphs.len().saturating_sub(ENDS);
    let mut closed = false;
    for p in draft.paragraphs.iter().skip(first) {
        let lower = draft.words(p.span).to_lowercase();
        let lower = lower.trim_matches(['_', '*', ' ']);
        let short = lower.split_whitespace().count() <= 8;
        let signed = [
            "/s/",
            "sd/-",
            "(signed)",
            "signed:",
            "signed by",
            "signature:",
            "signed,",
        ]
        .iter()
        .any(|s| lower.starts_with(s));
        let closing = short && CLOSINGS.iter().any(|c| lower.starts_with(c));
        if signed || closing || closed && short {
            if let Some(person) = person_in(draft, p.span) {
                return Some(person);
            }
            closed |= signed || closing;
        }
    }
    None
}

/// "From: Ann Lee" at the head of a letter or mail, if it is the only one.
fn sender(draft: &Draft) -> Option<EntityId> {
    let mut lines = draft
        .paragraphs
        .iter()
        .filter(|p| p.kind != BlockKind::QuotedReply)
        .filter(|p| draft.words(p.span).starts_with("From:"));
    let first = lines.next()?;
    if lines.next().is_some() {
        return None;
    }
    person_in(draft, first.span)
}

/// "Dear Ann": whom a letter is written to.
pub(crate) fn addressee(draft: &Draft) -> Option<EntityId> {
    let line = draft.paragraphs.iter().take(ENDS).find(|p| {
        let words = draft.words(p.span);
        words.starts_with("Dear ") && words.split_whitespace().count() <= 6
    })?;
    person_in(draft, line.span)
}

/// "AFFIDAVIT OF ANN LEE" near the top.
fn titled(draft: &Draft) -> Option<EntityId> {
    draft.paragraphs.iter().take(ENDS).find_map(|p| {
        let lower = draft.words(p.span).to_lowercase();
        let names = PAPERS
            .iter()
            .any(|w| lower.starts_with(w) || lower.contains(&format!(" {w}")));
        (names && lower.split_whitespace().count() <= 10)
            .then(|| person_in(draft, p.span))
            .flatten()
    })
}

/// "My name is Ann Lee", "I am Ann Lee" at the beginning.
fn introduced(draft: &Draft) -> Option<EntityId> {
    draft.sentences.iter().take(ENDS).find_map(|s| {
        let first = s.first as usize;
        let opener = (
            draft.word(first),
            draft.word(first + 1),
            draft.word(first + 2),
        );
        let at = match opener {
            ("My", "name", "is") => first + 3,
            ("I", "am", _) => first + 2,
            _ => return None,
        };
        let start = draft.tokens.get(at)?.span.start();
        draft
            .mentions
            .iter()
            .find(|m| m.span.start() == start && m.kind == MentionKind::Name)?
            .entity
    })
}

/// "PW-3: Ann Lee, aged 34": whose deposition a paper is, if it is one's alone.
fn deponent(draft: &Draft) -> Option<EntityId> {
    let mut lines = draft.paragraphs.iter().filter(|p| {
        let words = draft.words(p.span);
        ["PW", "DW", "CW"].iter().any(|w| {
            words.strip_prefix(w).is_some_and(|rest| {
                rest.trim_start_matches(['-', ' ', '.'])
                    .starts_with(|c: char| c.is_ascii_digit())
            })
        }) && words.split_whitespace().count() <= 16
    });
    let line = lines.next()?;
    lines
        .next()
        .is_none()
        .then(|| person_in(draft, line.span))?
}

/// "JUDGE ORR delivered the opinion of the court": whose opinion a ruling is.
fn judge(draft: &Draft) -> Option<EntityId> {
    draft.paragraphs.iter().take(ENDS * 2).find_map(|p| {
        let words = draft.words(p.span);
        let short = words.len() < 160;
        let delivers = [
            "delivered the opinion",
            "delivered the judgment",
            "wrote for the court",
            "delivered by",
        ]
        .iter()
        .any(|w| words.contains(w));
        let by_line = words.len() < 60
            && [
                "J.", "J.:", "J:", "J.A.", "C.J.", "C.J.:", "JJ.", "LJ:", "CJ:",
            ]
            .iter()
            .any(|e| words.ends_with(e));
        (short && delivers || by_line)
            .then(|| person_in(draft, p.span))
            .flatten()
    })
}

/// The first person named in `span`.
fn person_in(draft: &Draft, span: Span) -> Option<EntityId> {
    let first = draft
        .mentions
        .partition_point(|m| m.span.start() < span.start());
    draft
        .mentions
        .iter()
        .skip(first)
        .take_while(|m| m.span.end() <= span.end())
        .filter(|m| m.kind == MentionKind::Name)
        .filter_map(|m| m.entity)
        .find(|e| {
            draft
                .entities
                .get(e.index())
                .is_some_and(|e| e.kind == EntityKind::Person && !e.plural)
        })
}

#[cfg(test)]
mod tests {
    use onrecord_record::{Block, BlockKind, Document, Speaker};

    #[test]
    fn the_head_of_a_quoted_message_names_no_sender() {
        let lines = [
            ("From: Ann Lee <ann@example.org>", BlockKind::Paragraph),
            ("To: Bo Marsh <bo@example.org>", BlockKind::Paragraph),
            (
                "I told the clerk that the tape was lost.",
                BlockKind::Paragraph,
            ),
            ("From: Bo Marsh <bo@example.org>", BlockKind::QuotedReply),
            ("To: Ann Lee <ann@example.org>", BlockKind::QuotedReply),
            ("Was the tape found?", BlockKind::QuotedReply),
        ];
        let text: String = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
        let mut document = Document::from_text(&text, None);
        document.format = onrecord_record::Format::Mail;
        let mut at = 0;
        for (line, kind) in lines {
            let span = document.text.span(at..at + line.len());
            document
                .blocks
                .extend(span.map(|span| Block { span, kind }));
            at += line.len() + 1;
        }
        let reading = crate::read(&document);
        let speakers: Vec<&str> = reading
            .statements
            .iter()
            .filter_map(|statement| match &statement.speaker {
                Speaker::Known { entity, .. } => Some(reading.name(*entity)),
                _ => None,
            })
            .collect();
        assert_eq!(speakers, ["Ann Lee"]);
    }
}
