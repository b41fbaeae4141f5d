//! Tools of the machine that the tests are run on.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where a tool is; without it a sentence says what was not looked at.
pub(crate) fn find(name: &str, skipped: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|tool| tool.is_file());
    if found.is_none() {
        eprintln!("skipped, since {name} is not on this machine: {skipped}");
    }
    found
}

/// A directory of its own, which goes when it is dropped.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("dynaboot-{name}-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
