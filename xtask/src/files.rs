//! Files and directories, with failures that name them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|cause| Failure::file("read", path, cause))
}

pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|cause| Failure::file("read", path, cause))
}

pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Failure> {
    fs::write(path, content).map_err(|cause| Failure::file("write", path, cause))
}

pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    match fs::copy(from, to) {
        Ok(_) => Ok(()),
        Err(cause) => Err(Failure::file("copy", from, cause)),
    }
}

pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(|cause| Failure::file("rename", from, cause))
}

pub(crate) fn make_directory(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|cause| Failure::file("make", path, cause))
}

pub(crate) fn remove_file(path: &Path) -> Result<(), Failure> {
    fs::remove_file(path).map_err(|cause| Failure::file("remove", path, cause))
}

/// A directory that is not there is removed already.
pub(crate) fn remove_directory(path: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(Failure::file("remove", path, cause)),
        _ => Ok(()),
    }
}

pub(crate) fn empty_directory(path: &Path) -> Result<(), Failure> {
    remove_directory(path)?;
    make_directory(path)
}

/// Copies what is in `from`, with its directories and its permissions.
pub(crate) fn copy_tree(from: &Path, to: &Path) -> Result<(), Failure> {
    for file in list(from)? {
        let Ok(inside) = file.strip_prefix(from) else {
            continue;
        };
        let target = to.join(inside);
        if let Some(parent) = target.parent() {
            make_directory(parent)?;
        }
        copy(&file, &target)?;
    }
    Ok(())
}

/// Every file under `root` in the order of their names, none from `node_modules`.
pub(crate) fn list(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |cause| Failure::file("list", root, cause);
    let mut found = Vec::new();
    for entry in fs::read_dir(root).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        if !path.is_dir() {
            found.push(path);
        } else if entry.file_name() != "node_modules" {
            found.extend(list(&path)?);
        }
    }
    found.sort();
    Ok(found)
}
