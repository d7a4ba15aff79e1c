//! Letters that an export encoded twice: the bytes of UTF-8 written as characters of Latin-1, so that
//! `é` became `Ã©`.

use crate::derived::Derived;

/// The words as they were meant, where every character is one of Latin-1, some are not ASCII, and all
/// of them as bytes are valid UTF-8: nobody writes such words by chance.
pub(crate) fn twice_encoded(words: &Derived) -> Option<Derived> {
    let string = words.as_str();
    if string.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = string
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    let meant = String::from_utf8(bytes?).ok()?;
    let mut repaired = Derived::default();
    let mut positions = string
        .char_indices()
        .map(|(at, _)| at)
        .chain([string.len()]);
    let (mut from, mut plain) = (positions.next()?, 0);
    for c in meant.chars() {
        // As many characters of Latin-1 as the character has bytes.
        let to = positions.nth(c.len_utf8() - 1)?;
        if !c.is_ascii() {
            repaired.verbatim(string.get(plain..from)?, plain as u64);
            repaired.converted(c.encode_utf8(&mut [0; 4]), from as u64..to as u64);
            plain = to;
        }
        from = to;
    }
    repaired.verbatim(string.get(plain..)?, plain as u64);
    Some(repaired.through(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn repaired(words: &str) -> Option<String> {
        twice_encoded(&Derived::identity(words.to_owned())).map(|d| d.as_str().to_owned())
    }

    #[test]
    fn only_words_encoded_twice_are_changed() {
        assert_eq!(
            repaired("Caf\u{c3}\u{a9} \u{f0}\u{9f}\u{98}\u{80}!").as_deref(),
            Some("Café 😀!")
        );
        assert_eq!(repaired("Café"), None);
        assert_eq!(repaired("plain"), None);
        assert_eq!(repaired("Caf\u{c3}\u{a9} \u{2019}"), None);
    }

    proptest! {
        #[test]
        fn what_was_encoded_twice_comes_back(words in "\\PC{0,40}") {
            let twice: String = words.bytes().map(char::from).collect();
            let wanted = (!words.is_ascii()).then_some(words);
            prop_assert_eq!(repaired(&twice), wanted);
        }
    }
}
