//! The program as a user runs it: start-up, and the commands on a large case.

use crate::articles::Articles;
use crate::{line, megabytes, peak_memory};
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Starts of which the median counts.
const STARTS: usize = 41;

/// Runs of a command on the large case, the first of which warms.
const WARM: usize = 4;

/// What a run took.
struct Run {
    time: Duration,
    /// Bytes; as last seen before it ended, so that very short runs may show none.
    memory: u64,
}

pub(crate) fn measure_start(program: &Path, folder: &Path) -> Result<()> {
    let tiny = folder.join("tiny.txt");
    fs::write(&tiny, "“I was not there,” Ada Moon said on Monday.\n")?;
    let version: [&OsStr; 1] = ["--version".as_ref()];
    let read: [&OsStr; 2] = ["read".as_ref(), tiny.as_ref()];
    for (what, arguments) in [
        ("onrecord --version", &version[..]),
        ("onrecord read, one sentence", &read),
    ] {
        let mut times = Vec::new();
        for _ in 0..STARTS {
            times.push(quick(program, arguments)?);
        }
        times.sort_unstable();
        let at = |i: usize| times.get(i).map_or(0.0, |t| t.as_secs_f64() * 1e3);
        line(
            &format!("start: {what}"),
            &format!(
                "median {:.1} ms, slowest {:.1} ms",
                at(STARTS / 2),
                at(STARTS - 1)
            ),
        );
    }
    Ok(())
}

pub(crate) fn measure_case(program: &Path, count: usize, folder: &Path) -> Result<()> {
    let papers = folder.join("papers");
    fs::create_dir(&papers)?;
    for (number, text) in Articles::new().take(count).enumerate() {
        fs::write(papers.join(format!("{number:05}.txt")), text)?;
    }
    let case = folder.join("large.case");
    let page = folder.join("large.html");
    let run = |arguments: &[&OsStr]| run(program, arguments);
    let told = |what: &str, done: &Run| {
        let seconds = done.time.as_secs_f64();
        let rate = count as f64 / seconds;
        let memory = megabytes(done.memory);
        line(
            &format!("onrecord {what}"),
            &format!("{seconds:.1} s, {rate:.0} documents/s, peak memory {memory}"),
        );
    };
    run(&["new".as_ref(), case.as_ref()])?;
    let add = ["add".as_ref(), case.as_ref(), papers.as_ref()];
    told("add", &run(&add)?);
    told("add, again the same", &run(&add)?);
    line("  case on disk", &megabytes(fs::metadata(&case)?.len()));
    told(
        "people, worked out",
        &run(&["people".as_ref(), case.as_ref()])?,
    );
    measure_lists(program, &case)?;
    told("verify", &run(&["verify".as_ref(), case.as_ref()])?);
    let report = [
        "report".as_ref(),
        case.as_ref(),
        "-o".as_ref(),
        page.as_ref(),
    ];
    told("report", &run(&report)?);
    let (files, bytes, largest) = size(folder, &[&case, &papers])?;
    line(
        "  report on disk",
        &format!(
            "{} in {files} files, the largest {}",
            megabytes(bytes),
            megabytes(largest)
        ),
    );
    Ok(())
}

/// The commands that people wait for, warm: what is worked out once is kept.
fn measure_lists(program: &Path, case: &Path) -> Result<()> {
    let shows = [
        "documents",
        "people",
        "said",
        "dates",
        "grounds",
        "disagreements",
        "stories",
        "standing",
        "rules",
        "origins",
        "missing",
    ];
    let mut commands: Vec<(String, Vec<&OsStr>)> =
        vec![("show".to_owned(), vec!["show".as_ref(), case.as_ref()])];
    for part in shows {
        let arguments = vec!["show".as_ref(), case.as_ref(), part.as_ref()];
        commands.push((format!("show {part}"), arguments));
    }
    for query in [
        "testified",
        "\"new look\"",
        "testif* speaker:moon",
        "ground:recantation date:2009..2012",
    ] {
        let arguments = vec!["search".as_ref(), case.as_ref(), query.as_ref()];
        commands.push((format!("search {query}"), arguments));
    }
    for (what, arguments) in commands {
        let mut times = Vec::new();
        for _ in 0..WARM {
            times.push(quick(program, &arguments)?);
        }
        let (first, rest) = times.split_first().context("no runs")?;
        let best = rest.iter().min().map_or(f64::NAN, Duration::as_secs_f64);
        line(
            &format!("onrecord {what}"),
            &format!(
                "{:.0} ms warm, {:.0} ms the first time",
                best * 1e3,
                first.as_secs_f64() * 1e3
            ),
        );
    }
    Ok(())
}

/// Runs the program to its end, without looking at it meanwhile.
pub(crate) fn quick(program: &Path, arguments: &[&OsStr]) -> Result<Duration> {
    let start = Instant::now();
    let output = Command::new(program).args(arguments).output();
    let output = output.with_context(|| format!("{}: build it first", program.display()))?;
    let time = start.elapsed();
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(time)
}

/// Runs the program and watches how much memory it takes.
fn run(program: &Path, arguments: &[&OsStr]) -> Result<Run> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("{}: build it first", program.display()))?;
    let id = child.id().to_string();
    let mut memory = 0;
    let status = loop {
        memory = memory.max(peak_memory(&id));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    if !status.success() {
        bail!("onrecord {arguments:?}: {status}");
    }
    Ok(Run {
        time: start.elapsed(),
        memory,
    })
}

/// Files below a folder, their bytes and those of the largest, without some paths.
fn size(folder: &Path, without: &[&Path]) -> Result<(u64, u64, u64)> {
    let (mut files, mut bytes, mut largest) = (0, 0, 0);
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if without.contains(&path.as_path()) || path.ends_with("tiny.txt") {
            continue;
        }
        let (f, b, l) = if path.is_dir() {
            size(&path, without)?
        } else {
            let size = fs::metadata(&path)?.len();
            (1, size, size)
        };
        files += f;
        bytes += b;
        largest = largest.max(l);
    }
    Ok((files, bytes, largest))
}
