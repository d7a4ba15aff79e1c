//! What a PDF says of itself in its dictionary of information or in its XMP packet.

use crate::dates;
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::METADATA;
use hayro_syntax::object::{DateTime, Dict, Stream};
use onrecord_record::{Day, Document, Moment, Sourced};

/// Largest XMP packet that is looked into, in bytes.
const LARGEST_PACKET: usize = 1 << 20;
/// Longest title or name, in characters.
const LONGEST: usize = 300;

/// Fills in what the file says of itself.
pub(super) fn fill(document: &mut Document, pdf: &Pdf) {
    let info = pdf.metadata();
    let packet = packet(pdf).unwrap_or_default();
    let metadata = &mut document.metadata;
    let of_info = |bytes: &Option<Box<[u8]>>, key: &str| {
        let value = bytes.as_deref().map(decoded)?;
        sourced(value, &format!("PDF /Info {key}"))
    };
    metadata.title = of_info(&info.title, "Title")
        .or_else(|| sourced(element(&packet, "dc:title")?, "XMP dc:title"))
        .filter(|title| !is_useless(&title.value));
    metadata.authors = of_info(&info.author, "Author")
        .or_else(|| sourced(element(&packet, "dc:creator")?, "XMP dc:creator"))
        .filter(|author| !is_useless(&author.value))
        .into_iter()
        .collect();
    let moment = |date: Option<DateTime>, key: &str| {
        Some(Sourced {
            value: moment(date?)?,
            span: None,
            from: format!("PDF /Info {key}"),
        })
    };
    let of_packet = |key: &str| {
        Some(Sourced {
            value: dates::moment(&element(&packet, key)?)?,
            span: None,
            from: format!("XMP {key}"),
        })
    };
    metadata.modified = moment(info.modification_date, "ModDate")
        .or_else(|| of_packet("xmp:ModifyDate"))
        .or_else(|| moment(info.creation_date, "CreationDate"))
        .or_else(|| of_packet("xmp:CreateDate"));
}

fn sourced(value: String, from: &str) -> Option<Sourced<String>> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !value.is_empty() && value.chars().count() <= LONGEST;
    fits.then(|| Sourced {
        value,
        span: None,
        from: from.to_owned(),
    })
}

/// Titles and names that programs put in and that say nothing.
fn is_useless(value: &str) -> bool {
    let lower = value.to_lowercase();
    let file = [
        ".doc", ".docx", ".odt", ".rtf", ".pdf", ".wpd", ".txt", ".tex", ".dvi", ".qxd", ".indd",
        ".html", ".htm", ".xls", ".xlsx", ".ppt", ".pptx", ".tif", ".tiff", ".jpg",
    ];
    let named = [
        "untitled",
        "unknown",
        "anonymous",
        "user",
        "admin",
        "administrator",
        "owner",
        "author",
        "title",
        "none",
        "default",
        "about:blank",
        "print",
        "scan",
        "document",
    ];
    file.iter().any(|end| lower.ends_with(end))
        || named.contains(&lower.as_str())
        || lower.starts_with("microsoft word -")
        || lower.starts_with("untitled")
        || lower.starts_with("document1")
        || lower.contains("://")
        || value.chars().filter(|c| c.is_alphabetic()).count() < 2
}

/// A string of a PDF: UTF-16 or UTF-8 with a mark, or the PDF's own encoding.
fn decoded(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned();
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return encoding_rs::UTF_16LE
            .decode_without_bom_handling(rest)
            .0
            .into_owned();
    }
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8_lossy(rest).into_owned();
    }
    // Marks and punctuation stand elsewhere than in Latin-1.
    const HIGH: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";
    bytes
        .iter()
        .map(|byte| match byte {
            0x80..=0x9E => HIGH
                .chars()
                .nth(usize::from(byte - 0x80))
                .unwrap_or('\u{FFFD}'),
            0xA0 => '€',
            byte => char::from(*byte),
        })
        .collect()
}

fn moment(date: DateTime) -> Option<Moment> {
    let day = Day::new(i16::try_from(date.year).ok()?, date.month, date.day)?;
    let zone = match (date.utc_offset_hour, date.utc_offset_minute) {
        (0, 0) => "Z".to_owned(),
        (hour, minute) => format!(
            "{}{:02}:{minute:02}",
            if hour < 0 { '-' } else { '+' },
            hour.unsigned_abs()
        ),
    };
    Some(Moment {
        day,
        time: Some(format!(
            "{:02}:{:02}:{:02}{zone}",
            date.hour, date.minute, date.second
        )),
    })
}

/// The XMP packet of the whole file.
fn packet(pdf: &Pdf) -> Option<String> {
    let xref = pdf.xref();
    let catalog: Dict<'_> = xref.get(xref.root_id())?;
    let stream: Stream<'_> = catalog.get(METADATA)?;
    if stream.raw_data().len() > LARGEST_PACKET {
        return None;
    }
    let data = stream.decoded_data().ok()?;
    let data = data.get(..LARGEST_PACKET).unwrap_or(&data);
    Some(String::from_utf8_lossy(data).into_owned())
}

/// The words of an element of the packet, or the value of the attribute of this name.
fn element(packet: &str, name: &str) -> Option<String> {
    let value = if let Some((_, rest)) = packet.split_once(&format!("<{name}>")) {
        let (inner, _) = rest.split_once(&format!("</{name}>"))?;
        let mut words = String::new();
        let mut inside = false;
        for c in inner.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                c if !inside => words.push(c),
                _ => {}
            }
        }
        words
    } else {
        let (_, rest) = packet.split_once(&format!("{name}=\""))?;
        rest.split_once('"')?.0.to_owned()
    };
    let value = value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}
