//! Numbers as people read them.

/// `1 document`, `2 documents`, `12,345 documents`.
pub(crate) fn counted(count: u64, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {one}{plural}", grouped(count))
}

/// `12,345`
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `999 bytes`, `1.2 kB`, `34.5 MB`, in steps of a thousand.
pub(crate) fn bytes(count: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if count < 1000 {
        return counted(count, "byte");
    }
    let mut amount = count as f64 / 1000.0;
    let mut unit = UNITS[0];
    for larger in &UNITS[1..] {
        if amount < 999.95 {
            break;
        }
        amount /= 1000.0;
        unit = larger;
    }
    format!("{amount:.1} {unit}")
}

/// Seconds since 1970 as ISO 8601 in UTC: `2026-11-28T04:12:22Z`.
pub(crate) fn moment(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds)
        .map_or_else(|_| seconds.to_string(), |moment| moment.to_string())
}

/// The day it is, in UTC.
pub(crate) fn today() -> onrecord_record::Day {
    let today = jiff::Timestamp::now().to_string();
    let today = today.get(..10).and_then(|day| day.parse().ok());
    today
        .or(onrecord_record::Day::new(1970, 1, 1))
        .unwrap_or_else(|| unreachable!("it is a day"))
}

/// A cell of a table with commas (RFC 4180). What a spreadsheet would take for a formula gets an
/// apostrophe before it.
pub(crate) fn cell(value: &str) -> String {
    onrecord_case::cell(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(counted(1, "line"), "1 line");
        assert_eq!(counted(0, "line"), "0 lines");
        assert_eq!(counted(12_345, "line"), "12,345 lines");
        assert_eq!(grouped(123), "123");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn sizes_have_a_unit() {
        assert_eq!(bytes(999), "999 bytes");
        assert_eq!(bytes(1234), "1.2 kB");
        assert_eq!(bytes(999_990), "1.0 MB");
        assert_eq!(bytes(2_500_000_000), "2.5 GB");
    }
}
