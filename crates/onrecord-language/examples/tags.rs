//! Prints the words of a text with their tags, a sentence a line: `cargo run --example tags FILE`.

use onrecord_record::Document;

fn main() -> std::io::Result<()> {
    let path = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "/dev/stdin".to_owned());
    let document = Document::from_text(&std::fs::read_to_string(path)?, None);
    let reading = onrecord_language::read(&document);
    for sentence in &reading.sentences {
        let words: Vec<String> = reading
            .tokens
            .get(sentence.tokens())
            .unwrap_or_default()
            .iter()
            .map(|token| format!("{}_{:?}", document.text.slice(token.span), token.tag))
            .collect();
        println!("{}", words.join(" "));
    }
    Ok(())
}
