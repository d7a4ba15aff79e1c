use super::Values;
use onrecord_record::Document;

/// Sentences with a value that is to be read in them, or `none`.
const TABLE: &str = include_str!("sentences.tsv");

#[test]
fn sentences_give_their_values_to_whom_they_are_about() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, attribute, value, whose] = columns.as_slice() else {
            panic!("four columns: {line}");
        };
        rows += 1;
        let document = Document::from_text(text, "2005-06-07".parse().ok());
        let reading = onrecord_language::read(&document);
        let read = Values::of(&document, &reading);
        let of = |value: &super::Value| -> Vec<String> {
            value
                .of
                .iter()
                .map(|e| reading.name(*e).to_owned())
                .collect()
        };
        let mut same = read
            .values
            .iter()
            .filter(|v| v.attribute.as_str() == *attribute);
        let good = if *value == "none" {
            same.next().is_none()
        } else {
            // Whose it is may be left to the whole case, where only one can be meant.
            same.any(|v| {
                let whose = of(v).iter().any(|name| name.contains(whose))
                    || v.of.is_empty() && v.role.is_some();
                v.value == *value && whose
            })
        };
        if !good {
            let all: Vec<_> = read
                .values
                .iter()
                .map(|v| format!("{} {} {:?}", v.attribute.as_str(), v.value, of(v)))
                .collect();
            wrong.push(format!("{line}\n    {all:?} accused {:?}", read.accused));
        }
    }
    assert!(rows >= 45, "{rows} rows");
    assert!(
        wrong.is_empty(),
        "{} of {rows}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
