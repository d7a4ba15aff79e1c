//! Looking things up in a register.

use crate::people::Register;

impl Register {
    /// Makes the way from entities to people anew, as after the register was read from a file.
    pub fn index(&mut self) {
        let numbered = (0u32..).zip(&self.people);
        let all =
            numbered.flat_map(|(number, person)| person.entities.iter().map(move |e| (*e, number)));
        self.of = all.collect();
    }
}
