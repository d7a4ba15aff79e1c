//! Shows what the readers make of a file: `cargo run -p onrecord-formats --example show FILE`.

use onrecord_formats::{Hint, Limits, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        match read(&bytes, &Hint::name(&path), &Limits::default()) {
            Err(error) => println!("{path}: {error}"),
            Ok(read) => {
                println!("{path}: {:?}, because {}", read.format, read.because);
                for document in read.documents {
                    println!("  kind: {:?}", document.kind);
                    println!("  metadata: {:?}", document.metadata);
                    println!("  segments: {}", document.map.segments.len());
                    for warning in &document.warnings {
                        println!("  warning {}: {}", warning.code, warning.message);
                    }
                    for block in &document.blocks {
                        println!("  {:?}: {:?}", block.kind, document.text.slice(block.span));
                    }
                }
            }
        }
    }
    Ok(())
}
