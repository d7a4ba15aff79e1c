//! How a person names a line of a case: `2.S3`, the third statement of the second document.

use crate::commands::WrongUse;
use onrecord_views::ItemId;
use std::str::FromStr;

/// A line of a case as a person names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct LineName {
    /// Number of the document, from 0.
    pub(crate) document: usize,
    /// The line in its view.
    pub(crate) item: ItemId,
}

impl FromStr for LineName {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (document, item) = typed.split_once(['.', ':', '·'])?;
            let document: usize = document.trim().parse().ok()?;
            Some(Self {
                document: document.checked_sub(1)?,
                item: item.trim().to_ascii_lowercase().parse().ok()?,
            })
        };
        parse().ok_or_else(|| {
            format!("{typed:?} names no line: write the number of the document and the line's badge, such as 2.S3, as `onrecord show` prints them")
        })
    }
}

impl std::fmt::Display for LineName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let item = self.item.to_string().to_ascii_uppercase();
        write!(f, "{}.{item}", self.document + 1)
    }
}

impl LineName {
    /// What to say where the case has no such line.
    pub(crate) fn is_not_there(self) -> WrongUse {
        WrongUse(format!(
            "there is no line {self} in the case: `onrecord show CASE said`, `dates` or `grounds` lists them"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_named_as_they_are_shown() {
        for typed in ["2.S3", "2.s3", "2·S3", "2:s3"] {
            assert_eq!(typed.parse::<LineName>().unwrap().to_string(), "2.S3");
        }
        for typed in ["S3", "0.S3", "2.X1", "2.S0", "a.S1", ""] {
            assert!(typed.parse::<LineName>().is_err(), "{typed}");
        }
    }
}
