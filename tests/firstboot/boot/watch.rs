//! Looks at the command line of every process, again and again, for words that must never stand there.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Between two looks: far shorter than a downloader lives whose store takes its time.
const PAUSE: Duration = Duration::from_millis(15);

/// A watch that lasts until it is ended.
pub(crate) struct Watch {
    stop: Arc<AtomicBool>,
    seen: JoinHandle<BTreeSet<String>>,
}

impl Watch {
    /// Looks for these words. What runs in a container is seen from here.
    pub(crate) fn start(words: Vec<String>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let seen = thread::spawn(move || {
            let mut seen = BTreeSet::new();
            while !stopped.load(Ordering::Relaxed) {
                for line in command_lines() {
                    seen.extend(words.iter().filter(|word| line.contains(word.as_str())).cloned());
                }
                thread::sleep(PAUSE);
            }
            seen
        });
        Self { stop, seen }
    }

    /// Those that were seen.
    pub(crate) fn end(self) -> BTreeSet<String> {
        self.stop.store(true, Ordering::Relaxed);
        self.seen.join().unwrap()
    }
}

fn command_lines() -> impl Iterator<Item = String> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let processes = processes.filter(|entry| entry.file_name().as_encoded_bytes().iter().all(u8::is_ascii_digit));
    // A process may be gone before it is looked at.
    processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok()).map(|line| {
        let words: Vec<_> = line.split(|byte| *byte == 0).map(String::from_utf8_lossy).collect();
        words.join(" ")
    })
}
