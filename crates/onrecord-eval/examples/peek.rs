use std::path::Path;
fn main() {
    let cases =
        onrecord_eval::cases::load(Path::new("crates/onrecord-eval/data/cases/dev")).unwrap();
    let want: Vec<String> = std::env::args().skip(1).collect();
    for case in &cases {
        for paper in &case.papers {
            if !want
                .iter()
                .all(|w| format!("{}/{}", case.name, paper.name).contains(w.as_str()))
            {
                continue;
            }
            let (d, r) = (&paper.document, &paper.reading);
            println!(
                "=== {}/{} day {:?} kind {:?}",
                case.name,
                paper.name,
                d.day(),
                d.kind
            );
            for (i, e) in r.entities.iter().enumerate() {
                println!(
                    "  E{i} {:?} {:?} {:?}",
                    e.kind,
                    e.name,
                    e.mentions
                        .iter()
                        .filter_map(|m| r.mention(*m))
                        .map(|m| d.text.slice(m.span))
                        .collect::<Vec<_>>()
                );
            }
            for t in &r.timexes {
                println!(
                    "  T {:?} {:?} {:?} age {} {:?}",
                    d.text.slice(t.span),
                    t.kind,
                    t.value,
                    t.is_age,
                    t.modifier
                );
            }
            for e in &r.events {
                println!(
                    "  V {:?} {:?} {:?} date {:?} place {:?} {:?} {:?}",
                    e.kind,
                    d.text.slice(e.trigger),
                    e.modality,
                    e.date.as_ref().map(|d| &d.value),
                    e.place.map(|p| r.name(p)),
                    e.participants
                        .iter()
                        .map(|p| format!("{}={}", p.role, p.entity.map_or("-", |e| r.name(e))))
                        .collect::<Vec<_>>(),
                    e.same_as
                );
            }
            println!(
                "  CAST accused {:?} victims {:?} dead {:?} day {:?} json {} of {}",
                paper
                    .gist
                    .values
                    .accused
                    .iter()
                    .map(|e| r.name(*e))
                    .collect::<Vec<_>>(),
                paper
                    .gist
                    .values
                    .victims
                    .iter()
                    .map(|e| r.name(*e))
                    .collect::<Vec<_>>(),
                paper
                    .gist
                    .values
                    .dead
                    .iter()
                    .map(|e| r.name(*e))
                    .collect::<Vec<_>>(),
                paper.gist.values.day,
                serde_json::to_string(&paper.gist.values).unwrap().len(),
                d.text.len()
            );
            for v in &paper.gist.values.values {
                println!(
                    "  R {} {:?} {:?} {:?} {:?} of {:?} {:?}",
                    v.attribute.as_str(),
                    v.qualifier,
                    v.event,
                    v.value,
                    d.text.slice(v.span),
                    v.of.iter().map(|e| r.name(*e)).collect::<Vec<_>>(),
                    v.role
                );
            }
            for f in &r.facts {
                println!(
                    "  F {:?} {:?} {:?} {:?} of {:?}",
                    f.attribute,
                    f.qualifier,
                    f.value,
                    d.text.slice(f.span),
                    f.subject
                );
            }
        }
    }
}
