use super::Case;

/// Prints the figures.
pub(super) fn measure(cases: &[Case], errors: bool) {
    if !errors { return; }
    for c in cases { for p in &c.papers { println!("## {}/{} {:?}", c.name, p.name, p.document.kind);
        for (i,e) in p.reading.entities.iter().enumerate() {
            if !matches!(e.kind, onrecord_record::EntityKind::Person|onrecord_record::EntityKind::Organisation|onrecord_record::EntityKind::Other) {continue}
            let named = e.mentions.iter().filter_map(|m| p.reading.mention(*m)).filter(|m| matches!(m.kind, onrecord_record::MentionKind::Name|onrecord_record::MentionKind::Handle)).count();
            if named==0 {continue}
            let spans: Vec<_> = e.mentions.iter().filter_map(|m| p.reading.mention(*m)).filter(|m| matches!(m.kind, onrecord_record::MentionKind::Name|onrecord_record::MentionKind::Handle)).map(|m| p.document.text.slice(m.span)).take(4).collect();
            println!("  {i} {:?} {:?} al={:?} {:?} un={} pl={} n={} maybe={} desc={:?} spans={:?}", e.kind, e.name, e.aliases, e.gender, e.unresolved, e.plural, named, e.maybe.len(), e.descriptions.iter().map(|d| p.document.text.slice(d.span)).take(3).collect::<Vec<_>>(), spans);
        }
    }}
}
