use super::*;

/// Attribute, event, two values with their qualifier, and `=` fits, `?` possible, `x` excluded.
const TABLE: &str = include_str!("pairs.tsv");

#[test]
fn pairs_of_values_compare_as_a_reader_would_say() {
    let mut pairs = 0;
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let column: Vec<&str> = line.split('\t').collect();
        let [attribute, event, a, b, wanted] = column.as_slice() else {
            panic!("five columns: {line}");
        };
        let given = |text: &'static str| given(text, event);
        let attribute = Attribute::from_name(attribute).expect(line);
        for (a, b) in [(given(a), given(b)), (given(b), given(a))] {
            let found = match compare(attribute, &a, &b) {
                Fit::Fits => "=",
                Fit::Possible(_) => "?",
                Fit::Excluded => "x",
            };
            if found != *wanted {
                wrong.push(format!("{line} found {found}"));
            }
        }
        pairs += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(pairs >= 80, "{pairs} pairs");
}

/// `value @day ~ ^ + #qualifier`: `~` rough, `^` dead, `+` second round.
fn given(text: &'static str, event: &str) -> Given<'static> {
    let mut parts = text.split('|');
    let mut given = Given {
        value: parts.next().unwrap_or_default(),
        event: EventKind::from_name(event),
        ..Given::default()
    };
    for part in parts {
        match part {
            "rough" => given.rough = true,
            "dead" => given.dead = true,
            "again" => given.again = true,
            "night" => given.night = true,
            other => match other.strip_prefix('@') {
                Some(day) => given.day = day.parse().ok(),
                None => given.qualifier = other,
            },
        }
    }
    given
}
