//! Which files a list of paths means: folders with everything below them, in one order everywhere.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What was found under some paths.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    /// The files to read, each once: in the order of the paths, inside a folder in the order of the
    /// names.
    pub(crate) files: Vec<PathBuf>,
    /// Paths that could not be looked into, and why.
    pub(crate) failures: Vec<(PathBuf, io::Error)>,
    /// Links inside folders, which are never followed.
    pub(crate) links: usize,
    /// Hidden files and folders inside folders.
    pub(crate) hidden: usize,
    /// Files that are left out as no documents.
    pub(crate) own: usize,
}

/// Finds the files under `paths`. A path that was named is always taken, even if it is a link or
/// hidden; inside a folder, links and hidden names are passed over and counted, so that a folder
/// never leads out of itself or into a circle. `leave_out` are files that are no documents (the
/// case file itself and what stands beside it).
pub(crate) fn find(paths: &[PathBuf], leave_out: impl Fn(&Path) -> bool) -> Intake {
    let mut intake = Intake::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        let mut waiting = vec![path.clone()];
        while let Some(path) = waiting.pop() {
            match fs::metadata(&path) {
                Ok(kind) if kind.is_dir() => {
                    let mut inside = list(&path, &mut intake);
                    inside.reverse();
                    waiting.append(&mut inside);
                }
                Ok(kind) if kind.is_file() => {
                    if leave_out(&path) {
                        intake.own += 1;
                    } else if seen.insert(path.clone()) {
                        intake.files.push(path);
                    }
                }
                Ok(_) => intake.failures.push((
                    path,
                    io::Error::other("neither a file nor a folder: nothing to read"),
                )),
                Err(error) => intake.failures.push((path, error)),
            }
        }
    }
    intake
}

/// What stands in a folder, in the order of the names, without links and hidden names.
fn list(folder: &Path, intake: &mut Intake) -> Vec<PathBuf> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            intake.failures.push((folder.to_owned(), error));
            return Vec::new();
        }
    };
    let mut inside = Vec::new();
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                intake.failures.push((folder.to_owned(), error));
                break;
            }
        };
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => intake.links += 1,
            Ok(_) if entry.file_name().to_string_lossy().starts_with('.') => intake.hidden += 1,
            Ok(_) => inside.push(entry.path()),
            Err(error) => intake.failures.push((entry.path(), error)),
        }
    }
    inside.sort();
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(intake: &Intake, root: &Path) -> Vec<String> {
        intake
            .files
            .iter()
            .map(|f| f.strip_prefix(root).unwrap().display().to_string())
            .map(|name| name.replace('\\', "/"))
            .collect()
    }

    #[test]
    fn folders_are_read_in_the_order_of_their_names_and_each_file_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/deep")).unwrap();
        for name in [
            "c.txt",
            "a.txt",
            "b/2.txt",
            "b/10.txt",
            "b/deep/x.txt",
            ".hidden",
            "x.case",
        ] {
            fs::write(root.join(name), name).unwrap();
        }
        let is_case = |path: &Path| path.ends_with("x.case");
        let intake = find(&[root.to_owned(), root.join("a.txt")], is_case);
        let expected = ["a.txt", "b/10.txt", "b/2.txt", "b/deep/x.txt", "c.txt"];
        assert_eq!(names(&intake, root), expected);
        assert_eq!(
            (intake.hidden, intake.own, intake.failures.len()),
            (1, 1, 0)
        );
    }

    #[test]
    fn a_missing_path_is_reported_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "a").unwrap();
        let paths = [folder.path().join("none"), folder.path().join("a.txt")];
        let intake = find(&paths, |_| false);
        assert_eq!((intake.files.len(), intake.failures.len()), (1, 1));
    }

    #[cfg(unix)]
    #[test]
    fn links_inside_a_folder_are_passed_over() {
        use std::os::unix::fs::symlink;
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("secret.txt"), "x").unwrap();
        symlink(outside.path(), folder.path().join("out")).unwrap();
        symlink(folder.path(), folder.path().join("round")).unwrap();
        let intake = find(&[folder.path().to_owned()], |_| false);
        assert_eq!((intake.files.len(), intake.links), (0, 2));
        let intake = find(&[folder.path().join("out")], |_| false);
        assert_eq!(intake.files.len(), 1, "a link that was named is followed");
    }
}
