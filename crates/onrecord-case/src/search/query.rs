//! What a person types to search.

use crate::index::Days;
use std::str::FromStr;

/// A query: words, `"phrases"`, beginnings of words (`recant*`), words that must not be there (`!word`
/// or `-word`),
/// and fields: `speaker:NAME`, `about:NAME`, `date:2009..2012`, `kind:indirect`, `ground:recantation`.
/// All of it must hold at once. A value of several words stands in quotation marks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// Words to be in the text.
    pub words: Vec<Term>,
    /// Words not to be in the text.
    pub without: Vec<Term>,
    /// Who says it.
    pub speakers: Vec<Term>,
    /// Of whom.
    pub about: Vec<Term>,
    /// What sort of line: `statement`, `indirect`, `conviction`, `age`, …
    pub kinds: Vec<String>,
    /// The days it may be of, as typed.
    pub date: Option<String>,
    /// Whether lines are wanted, even if no field says so.
    pub lines: bool,
}

/// A word, several that follow one another, or the beginning of one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    /// The words.
    pub words: String,
    /// Whether the last of them may go on.
    pub prefix: bool,
}

/// Why a query cannot be understood.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ParseQueryError {
    /// Nothing was typed.
    #[error("nothing to search for: give a word, a \"phrase\" or a field such as speaker:Moon")]
    Empty,
    /// A quotation mark is open.
    #[error("a quotation mark is not closed: {0}")]
    Open(String),
    /// There is no such field.
    #[error(
        "no field is called {0:?}: there are speaker:, about:, date:, kind: and ground: (put words with a colon in quotation marks)"
    )]
    Field(String),
    /// Not a date.
    #[error(
        "not a date or range of dates: {0:?}; write date:2009, date:2009-03-04 or date:2009..2012"
    )]
    Date(String),
    /// A field without a value.
    #[error("{0}: needs a value, such as {0}:moon")]
    NoValue(String),
    /// Only words that must not be there.
    #[error("only words that must not be there: say also what to search for")]
    OnlyWithout,
}

impl Query {
    /// Whether it asks for lines, not documents.
    pub fn is_about_lines(&self) -> bool {
        self.lines || !self.speakers.is_empty() || !self.about.is_empty() || !self.kinds.is_empty()
    }

    pub(crate) fn days(&self) -> Option<Days> {
        Days::typed(self.date.as_deref()?)
    }

    /// The same for SQLite's full-text search; empty where no words are asked for.
    pub(crate) fn match_expression(&self) -> String {
        let words = if self.is_about_lines() {
            "words : "
        } else {
            ""
        };
        let column = |column: &str, terms: &[Term]| {
            terms
                .iter()
                .map(|term| format!("{column}{}", term.quoted()))
                .collect::<Vec<_>>()
        };
        let mut all = column(words, &self.words);
        all.extend(column("speaker : ", &self.speakers));
        all.extend(column("about : ", &self.about));
        let mut expression = all.join(" AND ");
        if !expression.is_empty() {
            for term in column(words, &self.without) {
                expression = format!("({expression}) NOT {term}");
            }
        }
        expression
    }
}

impl Term {
    fn quoted(&self) -> String {
        let star = if self.prefix { " *" } else { "" };
        format!("\"{}\"{star}", self.words.replace('"', "\"\""))
    }

    /// From one piece of a query without its quotation marks.
    fn of(words: &str) -> Option<Self> {
        let prefix = words.ends_with('*');
        let words = words.trim_end_matches('*').trim();
        words.chars().any(char::is_alphanumeric).then(|| Self {
            words: words.to_owned(),
            prefix,
        })
    }
}

impl FromStr for Query {
    type Err = ParseQueryError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let mut query = Self::default();
        for piece in pieces(typed)? {
            query.take(&piece)?;
        }
        let has_field = query.is_about_lines() || query.date.is_some();
        match (
            query.words.is_empty() && !has_field,
            query.without.is_empty(),
        ) {
            (true, true) => Err(ParseQueryError::Empty),
            (true, false) => Err(ParseQueryError::OnlyWithout),
            (false, false) if query.match_expression().is_empty() => {
                Err(ParseQueryError::OnlyWithout)
            }
            _ => Ok(query),
        }
    }
}

/// A piece of a query: what stands before a colon, and the rest.
struct Piece {
    not: bool,
    field: Option<String>,
    value: String,
}

/// Splits at white space outside of quotation marks; typographic ones count too.
fn pieces(typed: &str) -> Result<Vec<Piece>, ParseQueryError> {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let mut pieces = Vec::new();
    let mut chars = typed.chars().peekable();
    while let Some(first) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut piece = Piece {
            not: false,
            field: None,
            value: String::new(),
        };
        let mut next = Some(first);
        if matches!(first, '-' | '!') && chars.peek().is_some_and(|c| !c.is_whitespace()) {
            piece.not = true;
            next = chars.next();
        }
        while let Some(c) = next {
            if is_quote(c) {
                let mut closed = false;
                for inner in chars.by_ref() {
                    if is_quote(inner) {
                        closed = true;
                        break;
                    }
                    piece.value.push(inner);
                }
                if !closed {
                    return Err(ParseQueryError::Open(piece.value));
                }
            } else if c == ':'
                && piece.field.is_none()
                && !piece.value.is_empty()
                && piece.value.chars().all(|c| c.is_ascii_alphabetic())
            {
                piece.field = Some(std::mem::take(&mut piece.value).to_ascii_lowercase());
            } else {
                piece.value.push(c);
            }
            next = chars.next_if(|c| !c.is_whitespace());
        }
        pieces.push(piece);
    }
    Ok(pieces)
}

impl Query {
    fn take(&mut self, piece: &Piece) -> Result<(), ParseQueryError> {
        let Some(field) = &piece.field else {
            if let Some(term) = Term::of(&piece.value) {
                let terms = if piece.not {
                    &mut self.without
                } else {
                    &mut self.words
                };
                terms.push(term);
            }
            return Ok(());
        };
        let no_value = || ParseQueryError::NoValue(field.clone());
        let term = || Term::of(&piece.value).ok_or_else(no_value);
        match field.as_str() {
            "speaker" => self.speakers.push(term()?),
            "about" => self.about.push(term()?),
            "kind" | "ground" => {
                if piece.value.is_empty() {
                    return Err(no_value());
                }
                if field == "ground" && !self.kinds.iter().any(|kind| kind == "ground") {
                    self.kinds.push("ground".to_owned());
                }
                self.kinds.push(piece.value.to_lowercase());
            }
            "date" => {
                Days::typed(&piece.value)
                    .ok_or_else(|| ParseQueryError::Date(piece.value.clone()))?;
                self.date = Some(piece.value.clone());
            }
            _ => return Err(ParseQueryError::Field(field.clone())),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(typed: &str) -> Query {
        typed.parse().unwrap()
    }

    #[test]
    fn words_phrases_and_beginnings() {
        let query = query("alibi \"left the bar\" recant* -parole");
        assert_eq!(
            query.match_expression(),
            "(\"alibi\" AND \"left the bar\" AND \"recant\" *) NOT \"parole\""
        );
        assert!(!query.is_about_lines());
    }

    #[test]
    fn fields_ask_for_lines() {
        let query = query("speaker:“Ada Moon” about:boone kind:indirect date:2009..2012 night");
        assert!(query.is_about_lines());
        assert_eq!(
            query.match_expression(),
            "words : \"night\" AND speaker : \"Ada Moon\" AND about : \"boone\""
        );
        assert_eq!(query.kinds, ["indirect"]);
        assert!(query.days().is_some());
    }

    #[test]
    fn nothing_in_a_query_is_a_command_of_the_database() {
        let query = query("a\u{2019}b* OR NEAR(x) \"say \u{201c}");
        assert!(query.match_expression().contains("\"OR\""));
    }

    #[test]
    fn what_cannot_be_understood_says_why() {
        let error = |typed: &str| typed.parse::<Query>().unwrap_err();
        assert_eq!(error("  "), ParseQueryError::Empty);
        assert_eq!(error("-a"), ParseQueryError::OnlyWithout);
        assert!(matches!(error("\"open"), ParseQueryError::Open(_)));
        assert!(matches!(error("writer:me"), ParseQueryError::Field(_)));
        assert!(matches!(error("date:soon"), ParseQueryError::Date(_)));
        assert!(matches!(error("speaker:"), ParseQueryError::NoValue(_)));
    }
}
