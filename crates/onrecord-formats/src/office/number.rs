//! How a number of a list is written: 4, iv, d.

/// How numbers are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Style {
    /// `4`
    #[default]
    Decimal,
    /// `04`
    TwoDigits,
    /// `IV`
    UpperRoman,
    /// `iv`
    LowerRoman,
    /// `D`; after Z comes AA, then BB.
    UpperLetter,
    /// `d`
    LowerLetter,
    /// `4th`
    Ordinal,
    /// No number, but a sign.
    Bullet,
    /// Nothing.
    Nothing,
}

const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

impl Style {
    /// The number, written so.
    pub(crate) fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::TwoDigits => format!("{number:02}"),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_uppercase(),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_uppercase(),
            Self::Ordinal => format!("{number}{}", ordinal_ending(number)),
            Self::Bullet | Self::Nothing => String::new(),
        }
    }
}

/// Beyond 3999 there are no Roman numbers.
fn roman(number: u32) -> String {
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in ROMAN {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

/// Beyond 30 times the alphabet there are only digits.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 30) else {
        return number.to_string();
    };
    let letter = char::from_u32('a' as u32 + index % 26).unwrap_or('a');
    letter.to_string().repeat(index as usize / 26 + 1)
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_have_them() {
        let all = |style: Style| [1, 4, 9, 28, 1994].map(|n| style.write(n)).join(" ");
        assert_eq!(all(Style::LowerRoman), "i iv ix xxviii mcmxciv");
        assert_eq!(all(Style::UpperRoman), "I IV IX XXVIII MCMXCIV");
        assert_eq!(all(Style::Ordinal), "1st 4th 9th 28th 1994th");
        assert_eq!(Style::LowerLetter.write(28), "bb");
        assert_eq!(Style::UpperLetter.write(26), "Z");
        assert_eq!(Style::LowerLetter.write(u32::MAX), u32::MAX.to_string());
        assert_eq!(Style::TwoDigits.write(7), "07");
    }
}
