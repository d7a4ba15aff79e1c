//! Finding somebody by what a person types.

use super::Register;
use super::form::folded;

/// Who may be meant, as numbers in [`Register::people`]: those with exactly this name, without
/// regard to case and marks; where there are none, those with words that begin so.
pub fn find(register: &Register, typed: &str) -> Vec<u32> {
    let wanted = folded(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let search = |fits: &dyn Fn(&str) -> bool| -> Vec<u32> {
        let people = register.people.iter().enumerate();
        people
            .filter(|(_, person)| {
                let mut names = std::iter::once(&person.name).chain(&person.aliases);
                names.any(|name| fits(&folded(name)))
            })
            .map(|(number, _)| number as u32)
            .collect()
    };
    let exact = search(&|name| name == wanted);
    if !exact.is_empty() {
        return exact;
    }
    search(&|name| {
        wanted.split(' ').all(|part| {
            name.split(' ')
                .any(|word| word.trim_start_matches('@').starts_with(part))
        })
    })
}
