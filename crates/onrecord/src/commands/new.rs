//! `onrecord new`: an empty case file.

use super::Outcome;
use crate::arguments::New;
use crate::output;
use onrecord_case::Case;

/// Makes the file; one that exists is never touched.
pub(crate) fn run(arguments: &New) -> anyhow::Result<Outcome> {
    let case = Case::create_as(&arguments.case, crate::held::actor())?;
    let name = case.path().display().to_string();
    let name = output::one_line(&name);
    output::print(&format!(
        "{name}: a new, empty case. Add documents with `onrecord add {name} PATH…`\n"
    ))?;
    Ok(Outcome::Fine)
}
