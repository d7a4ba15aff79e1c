//! `onrecord people` and `onrecord protect`: who is who in a case, and who is not to be named.

use super::{Outcome, WrongUse};
use crate::held::Held;
use crate::lines::LineName;
use crate::output::{self, Sink};
use crate::wording::counted;
use clap::{Args, Subcommand, ValueEnum};
use onrecord_across::people::find;
use onrecord_across::{EntityRef, Together};
use onrecord_case::{Action, Target};
use onrecord_record::Layer;
use onrecord_views::ItemLayer;
use onrecord_views::terminal::{self, CaseList};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How many of somebody's names in documents a decision hangs on: should a newer reading lose one,
/// there are others.
const ANCHORS: usize = 8;

/// `people`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct People {
    /// What to do; without it, everybody is listed
    #[command(subcommand)]
    command: Option<PeopleCommand>,
    /// The case file
    #[arg(required = true)]
    case: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum PeopleCommand {
    /// Says that people are one
    #[command(
        after_help = "Example:\n  onrecord people merge heron.case \"Ione Marchbank\" @ione_m"
    )]
    Merge {
        /// The case file
        case: PathBuf,
        /// Names, or lines such as 2.P3
        #[arg(required = true, num_args = 2.., value_name = "WHO")]
        who: Vec<String>,
    },
    /// Says that a document means somebody else by a name
    #[command(after_help = "Example:\n  onrecord people split heron.case 4.P2")]
    Split {
        /// The case file
        case: PathBuf,
        /// Who is none of those they were taken for: lines such as 4.P2
        #[arg(required = true, value_name = "LINE")]
        lines: Vec<LineName>,
    },
    /// Calls somebody otherwise
    #[command(
        after_help = "Example:\n  onrecord people rename heron.case \"the Marchbank woman\" \"Ione Marchbank\""
    )]
    Rename {
        /// The case file
        case: PathBuf,
        /// A name, or a line such as 2.P3
        who: String,
        /// What to call them
        name: String,
    },
    /// Says what somebody is in the case: defendant, victim, witness, juror, judge, …
    #[command(
        after_help = "Example:\n  onrecord people role heron.case \"Ione Marchbank\" witness"
    )]
    Role {
        /// The case file
        case: PathBuf,
        /// A name, or a line such as 2.P3
        who: String,
        /// What they are
        role: String,
    },
    /// Lists names that may be one person's, to be confirmed with `merge`
    Suggestions {
        /// The case file
        case: PathBuf,
    },
}

/// `protect`
#[derive(Debug, Args)]
pub(crate) struct Protect {
    /// The case file
    pub(crate) case: PathBuf,
    /// A name, or a line such as 2.P3
    pub(crate) who: String,
    /// Why
    #[arg(
        long = "as",
        value_enum,
        default_value_t,
        value_name = "WHY",
        hide_possible_values = false
    )]
    pub(crate) why: Why,
    /// The name to show; by default a new one, such as "Minor A"
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
}

/// Why somebody is protected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Why {
    /// Under age
    Minor,
    /// A victim
    Victim,
    /// A juror
    Juror,
    /// An informant
    Informant,
    /// For another reason
    #[default]
    Protected,
}

impl Why {
    const fn key(self) -> &'static str {
        match self {
            Why::Minor => "minor",
            Why::Victim => "victim",
            Why::Juror => "juror",
            Why::Informant => "informant",
            Why::Protected => "protected",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Why::Minor => "Minor",
            Why::Victim => "Victim",
            Why::Juror => "Juror",
            Why::Informant => "Informant",
            Why::Protected => "Person",
        }
    }
}

pub(crate) fn run(arguments: &People) -> anyhow::Result<Outcome> {
    match (&arguments.command, &arguments.case) {
        (None, Some(case)) => list(case),
        (Some(PeopleCommand::Merge { case, who }), _) => merge(case, who),
        (Some(PeopleCommand::Split { case, lines }), _) => split(case, lines),
        (Some(PeopleCommand::Rename { case, who, name }), _) => {
            let action = Action::Rename { name: name.clone() };
            mark(case, who, action, &format!("is called {name} now"))
        }
        (Some(PeopleCommand::Role { case, who, role }), _) => {
            let action = Action::Role { role: role.clone() };
            mark(case, who, action, &format!("is {role}"))
        }
        (Some(PeopleCommand::Suggestions { case }), _) => suggestions(case),
        (None, None) => Err(WrongUse("name a case file".to_owned()).into()),
    }
}

pub(crate) fn protect(arguments: &Protect) -> anyhow::Result<Outcome> {
    let held = Held::open_with_real_names(&arguments.case)?;
    let together = held.together()?;
    let who = person(&together, &arguments.who)?;
    let protected = together
        .people
        .get(&who)
        .and_then(|mark| mark.protected.as_ref());
    if let Some((_, shown)) = protected {
        return Err(WrongUse(format!(
            "{:?} is protected already, and shown as {shown}: `onrecord undo` takes that back",
            arguments.who
        ))
        .into());
    }
    let pseudonym = match &arguments.name {
        Some(name) => name.clone(),
        None => free_pseudonym(
            arguments.why,
            &together,
            held.case().decisions()?.iter().map(|d| &d.action),
        ),
    };
    let action = Action::Protect {
        kind: arguments.why.key().to_owned(),
        pseudonym: pseudonym.clone(),
    };
    let done = format!("is shown as {pseudonym} in every view, report and export");
    mark(&arguments.case, &arguments.who, action, &done)
}

/// `Minor A`, `Minor B`, …: the first that was never given.
fn free_pseudonym<'a>(
    why: Why,
    together: &Together,
    decided: impl Iterator<Item = &'a Action>,
) -> String {
    let mut taken: BTreeSet<String> = decided
        .filter_map(|action| match action {
            Action::Protect { pseudonym, .. } => Some(pseudonym.clone()),
            _ => None,
        })
        .collect();
    taken.extend(
        together
            .register
            .people
            .iter()
            .map(|person| person.name.clone()),
    );
    let letters = ('A'..='Z').map(|letter| format!("{} {letter}", why.title()));
    let numbers = (27..).map(|number| format!("{} {number}", why.title()));
    letters
        .chain(numbers)
        .find(|name| !taken.contains(name))
        .unwrap_or_else(|| why.title().to_owned())
}

fn list(case: &Path) -> anyhow::Result<Outcome> {
    show(case, |people| people)
}

fn suggestions(case: &Path) -> anyhow::Result<Outcome> {
    show(case, |mut people| {
        people.retain(|person| person.to_confirm);
        people
    })
}

fn show(
    case: &Path,
    keep: impl FnOnce(Vec<onrecord_views::CasePersonView>) -> Vec<onrecord_views::CasePersonView>,
) -> anyhow::Result<Outcome> {
    let held = Held::open(case)?;
    let mut view = held.across(&[CaseList::People], crate::wording::today())?;
    view.people = keep(view.people);
    let mut sink = Sink::new(None)?;
    let nothing = std::iter::empty::<anyhow::Result<(usize, onrecord_views::ReadingView)>>();
    terminal::show(
        CaseList::People,
        &view,
        nothing,
        usize::MAX,
        &output::style(),
        |piece| sink.write(piece),
    )?;
    sink.finish()?;
    Ok(Outcome::Fine)
}

fn merge(case: &Path, who: &[String]) -> anyhow::Result<Outcome> {
    let mut held = Held::open_with_real_names(case)?;
    let together = held.together()?;
    let mut targets = Vec::new();
    let mut people = BTreeSet::new();
    for who in who {
        let person = person(&together, who)?;
        if people.insert(person) {
            targets.extend(targets_of(&held, &together, person)?);
        }
    }
    if people.len() < 2 {
        return Err(WrongUse("these are one already".to_owned()).into());
    }
    let number = held.case_mut().decide(Action::Merge, targets)?;
    told(
        case,
        &format!("{} are one now", counted(people.len() as u64, "name")),
        number,
    );
    Ok(Outcome::Fine)
}

fn split(case: &Path, lines: &[LineName]) -> anyhow::Result<Outcome> {
    let mut held = Held::open_with_real_names(case)?;
    let together = held.together()?;
    let mut apart = BTreeSet::new();
    for line in lines {
        apart.insert(entity_of(*line)?);
    }
    let mut decided = Vec::new();
    for entity in &apart {
        let number = together.register.of.get(entity);
        let person = number.and_then(|number| together.register.people.get(*number as usize));
        let others: Vec<EntityRef> = person
            .iter()
            .flat_map(|person| &person.entities)
            .filter(|other| !apart.contains(other))
            .copied()
            .collect();
        if others.is_empty() {
            return Err(WrongUse(
                "nobody else is taken for the same: there is nothing to split".to_owned(),
            )
            .into());
        }
        let mut targets = vec![target_of(&held, *entity)?];
        for other in others {
            targets.push(target_of(&held, other)?);
        }
        decided.push((Action::Split, targets));
    }
    let numbers = held.case_mut().decide_all(decided)?;
    told(
        case,
        &match apart.len() {
            1 => "1 name stands apart now".to_owned(),
            many => format!("{many} names stand apart now"),
        },
        numbers.last().copied().unwrap_or_default(),
    );
    Ok(Outcome::Fine)
}

/// A decision about one person.
fn mark(case: &Path, who: &str, action: Action, done: &str) -> anyhow::Result<Outcome> {
    let mut held = Held::open_with_real_names(case)?;
    let together = held.together()?;
    let person = person(&together, who)?;
    let targets = targets_of(&held, &together, person)?;
    let name = together
        .register
        .people
        .get(person as usize)
        .map_or("", |p| p.name.as_str());
    let number = held.case_mut().decide(action, targets)?;
    told(case, &format!("{name} {done}"), number);
    Ok(Outcome::Fine)
}

fn told(case: &Path, done: &str, number: u64) {
    let case = output::one_line(&case.display().to_string());
    output::report(&format!(
        "{done} (log entry {number}; `onrecord undo {case} {number}` takes it back)"
    ));
}

/// The person of the register that somebody means.
fn person(together: &Together, who: &str) -> anyhow::Result<u32> {
    let register = &together.register;
    if let Ok(line) = who.parse::<LineName>() {
        let entity = entity_of(line)?;
        let found = register.of.get(&entity).copied();
        return Ok(found.ok_or_else(|| line.is_not_there())?);
    }
    match find(register, who).as_slice() {
        [one] => Ok(*one),
        [] => Err(WrongUse(format!(
            "nobody in the case is called {who:?}: `onrecord people CASE` lists everybody"
        ))
        .into()),
        several => {
            let names: Vec<String> = several
                .iter()
                .filter_map(|number| register.people.get(*number as usize))
                .map(|person| {
                    let first = person.entities.first();
                    let line = first.map_or_else(String::new, |entity| {
                        format!(" ({}.P{})", entity.document + 1, entity.entity.0 + 1)
                    });
                    format!("{}{line}", person.name)
                })
                .collect();
            Err(WrongUse(format!(
                "{who:?} may be {}: give a fuller name, or the line in brackets",
                names.join(", ")
            ))
            .into())
        }
    }
}

fn entity_of(line: LineName) -> anyhow::Result<EntityRef> {
    if line.item.layer() != ItemLayer::Entity {
        return Err(WrongUse(format!("{line} is no name: give a line such as 2.P3")).into());
    }
    let (_, index) = line.item.line();
    Ok(EntityRef {
        document: line.document as u32,
        entity: onrecord_record::EntityId(index),
    })
}

/// What a decision about somebody hangs on: their first names in the documents.
fn targets_of(held: &Held, together: &Together, person: u32) -> anyhow::Result<Vec<Target>> {
    let person = together.register.people.get(person as usize);
    let entities = person
        .iter()
        .flat_map(|person| &person.entities)
        .take(ANCHORS);
    entities.map(|entity| target_of(held, *entity)).collect()
}

fn target_of(held: &Held, entity: EntityRef) -> anyhow::Result<Target> {
    let document = held.document(entity.document as usize)?;
    let target = document.and_then(|document| document.target(Layer::Entity, entity.entity.0));
    Ok(target.ok_or_else(|| WrongUse("there is no such name in the case".to_owned()))?)
}
