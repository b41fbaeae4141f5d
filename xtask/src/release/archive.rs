//! Archives whose bytes depend on nothing but what is in them: sorted, with one time and two modes.

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;

use crate::failure::Failure;

/// The time that npm gives to every file of a package: the first day that a zip can name is later than the beginning of
/// Unix, and some programs take that one for no time at all.
const TIME: u64 = 499_162_500;

/// A file of an archive.
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) content: Vec<u8>,
    /// Whether it is one that can be started.
    pub(crate) program: bool,
}

impl Entry {
    const fn mode(&self) -> u32 {
        if self.program { 0o755 } else { 0o644 }
    }
}

/// What `npm install` takes.
pub(crate) fn tar_gz(entries: &[Entry]) -> Result<Vec<u8>, Failure> {
    let not_written = |cause| Failure::new(format!("cannot write a tar ({cause}); see which file is odd"));
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for entry in sorted(entries.iter().collect()) {
        let mut header = tar::Header::new_ustar();
        header.set_size(entry.content.len() as u64);
        header.set_mode(entry.mode());
        header.set_mtime(TIME);
        archive.append_data(&mut header, &entry.path, entry.content.as_slice()).map_err(not_written)?;
    }
    archive.into_inner().and_then(GzEncoder::finish).map_err(not_written)
}

/// What every system unpacks.
pub(crate) fn zip(entries: &[Entry]) -> Result<Vec<u8>, Failure> {
    let not_written =
        |cause: &dyn std::fmt::Display| Failure::new(format!("cannot write a zip ({cause}); see which file is odd"));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for entry in sorted(entries.iter().collect()) {
        // The time is the first that a zip can name.
        let options = SimpleFileOptions::default()
            .last_modified_time(zip::DateTime::default())
            .compression_method(zip::CompressionMethod::Deflated)
            .compression_level(Some(9))
            .unix_permissions(entry.mode());
        archive.start_file(&entry.path, options).map_err(|cause| not_written(&cause))?;
        archive.write_all(&entry.content).map_err(|cause| not_written(&cause))?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|cause| not_written(&cause))
}

fn sorted(mut entries: Vec<&Entry>) -> Vec<&Entry> {
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    entries
}

#[cfg(test)]
mod tests {
    use super::{Entry, tar_gz, zip};

    fn entries(order: [usize; 3]) -> Vec<Entry> {
        let all = [("a/b.txt", "text", false), ("a/a.js", "#!/usr/bin/env node", true), ("b", "", false)];
        let entry = |index: usize| {
            let (path, content, program) = all[index];
            Entry { path: path.to_owned(), content: content.into(), program }
        };
        order.into_iter().map(entry).collect()
    }

    #[test]
    fn archives_depend_on_nothing_but_what_is_in_them() {
        assert_eq!(tar_gz(&entries([0, 1, 2])).unwrap(), tar_gz(&entries([2, 0, 1])).unwrap());
        assert_eq!(zip(&entries([0, 1, 2])).unwrap(), zip(&entries([1, 2, 0])).unwrap());
    }
}
