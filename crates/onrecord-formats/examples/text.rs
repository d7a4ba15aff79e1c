//! Writes the text that is read in a file: `cargo run -p onrecord-formats --example text FILE`.

use onrecord_formats::{Hint, Limits, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        match read(&bytes, &Hint::name(&path), &Limits::default()) {
            Err(error) => eprintln!("{path}: {error}"),
            Ok(read) => {
                for document in read.documents {
                    print!("{}", document.text.as_str());
                }
            }
        }
    }
    Ok(())
}
