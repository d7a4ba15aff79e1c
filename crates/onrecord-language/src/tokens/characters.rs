//! What sort of character begins or continues a token.

/// What a token can begin with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// White space and characters that show nothing (controls, zero-width space, byte-order mark).
    Blank,
    /// A letter.
    Letter,
    /// A digit or another number sign (`½`).
    Digit,
    /// An apostrophe or single quotation mark of any shape.
    Apostrophe,
    /// A quotation mark that is no apostrophe.
    Quote,
    /// A picture character.
    Emoji,
    /// Anything else.
    Other,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        ' ' => Class::Blank,
        '0'..='9' => Class::Digit,
        '\'' | '’' | '‘' | '‛' | '‚' | 'ʼ' => Class::Apostrophe,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '＂' => {
            Class::Quote
        }
        _ if c.is_ascii() => {
            if c.is_ascii_whitespace() || c.is_ascii_control() {
                Class::Blank
            } else {
                Class::Other
            }
        }
        _ if is_emoji(c) => Class::Emoji,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_whitespace() || c.is_control() || is_invisible(c) => Class::Blank,
        _ => Class::Other,
    }
}

/// Whether `c` goes on a word or number without question: letters, digits, and marks that combine
/// with the letter before them. The soft hyphen shows nothing and stays inside its word.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c == '\u{AD}' || is_combining(c) || (c.is_alphanumeric() && !is_emoji(c) && c != 'ʼ')
}

/// Whether `c` can stand for an apostrophe inside a word.
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

/// Whether `c` is a hyphen that joins the parts of a word.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Whether `c` is a mark that combines with the character before it.
///
/// The blocks that hold combining marks, not the full property: enough to keep accents, vowel signs
/// of the common scripts, keycaps and variation selectors with their letter.
pub(super) const fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}' | '\u{E31}'
        | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}' | '\u{200D}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether `c` continues the picture before it: joiner, variation selector, skin tone, flag tag.
pub(super) const fn continues_emoji(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

/// Whether `c` is half of a flag.
pub(super) const fn is_flag_half(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Whether `c` is a picture character, by the blocks that hold them.
pub(super) const fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1F0FF}' | '\u{1F18E}' | '\u{1F191}'..='\u{1F19A}' | '\u{1F1E6}'..='\u{1F1FF}'
        | '\u{1F201}'..='\u{1F64F}' | '\u{1F680}'..='\u{1F6FF}' | '\u{1F780}'..='\u{1F7FF}'
        | '\u{1F900}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}')
}

/// Characters that are neither seen nor white space.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
