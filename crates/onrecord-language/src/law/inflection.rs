//! The forms of an English verb or noun, so that tables can name a word once.
//!
//! Regular spelling rules, with the exceptions in `data/law/irregular.tsv`. Only words of this
//! crate's own tables come here, when they are compiled; a text's words are looked up as they stand.

use std::collections::HashMap;
use std::sync::OnceLock;

/// `base<TAB>other forms, parted by spaces<TAB>source`
const IRREGULAR: &str = include_str!("../../data/law/irregular.tsv");

/// All forms of the verb whose infinitive is `base`, itself first.
pub(super) fn verb_forms(base: &str) -> Vec<String> {
    let mut forms = vec![base.to_owned(), with_s(base)];
    match irregular().get(base) {
        Some(others) => forms.extend(others.iter().map(|f| (*f).to_owned())),
        None => forms.extend([with_ed(base), with_ing(base)]),
    }
    forms
}

/// Singular and plural of the noun `base`.
pub(super) fn noun_forms(base: &str) -> Vec<String> {
    let plural = match irregular().get(base) {
        Some(others) if base.ends_with("man") => others.first().map(|f| (*f).to_owned()),
        _ => None,
    };
    vec![base.to_owned(), plural.unwrap_or_else(|| with_s(base))]
}

fn irregular() -> &'static HashMap<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<HashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        super::table::rows(IRREGULAR)
            .filter_map(|row| {
                let (base, others) = (*row.first()?, *row.get(1)?);
                Some((base, others.split(' ').collect()))
            })
            .collect()
    })
}

fn with_s(base: &str) -> String {
    if let Some(stem) = consonant_y(base) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"];
    if hisses.iter().any(|end| base.ends_with(end)) {
        return format!("{base}es");
    }
    format!("{base}s")
}

fn with_ed(base: &str) -> String {
    match (consonant_y(base), base.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (_, Some(_)) => format!("{base}d"),
        _ => format!("{base}ed"),
    }
}

fn with_ing(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o']) => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

/// What stands before a final `y` that follows a consonant.
fn consonant_y(base: &str) -> Option<&str> {
    base.strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling() {
        for (base, forms) in [
            ("convict", "convict convicts convicted convicting"),
            ("deny", "deny denies denied denying"),
            ("quash", "quash quashes quashed quashing"),
            ("free", "free frees freed freeing"),
            ("sentence", "sentence sentences sentenced sentencing"),
            ("withhold", "withhold withholds withheld withholding"),
            ("acquit", "acquit acquits acquitted acquitting"),
        ] {
            assert_eq!(verb_forms(base).join(" "), forms);
        }
        assert_eq!(noun_forms("testimony"), ["testimony", "testimonies"]);
        assert_eq!(noun_forms("gunman"), ["gunman", "gunmen"]);
    }
}
