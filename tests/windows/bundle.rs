//! Bundles for Windows, and the product that some of them hold.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A zip archive of these files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let folder = folder("bundle");
    for (name, content) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let archive = folder.with_extension("zip");
    let mut pack = if cfg!(windows) {
        let mut tar = Command::new("tar.exe");
        tar.arg("-a").arg("-cf").arg(&archive).arg(".");
        tar
    } else {
        let mut zip = Command::new("zip");
        zip.args(["-q", "-r"]).arg(&archive).arg(".");
        zip
    };
    run(pack.current_dir(&folder));
    let bytes = fs::read(&archive).unwrap();
    fs::remove_file(archive).unwrap();
    fs::remove_dir_all(folder).unwrap();
    bytes
}

/// A file of the sample: `agent.exe` or `agent.msi`. It is made once; `DYNABOOT_WINDOWS_SAMPLE` names a folder that has it, for a
/// machine without the compilers.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    static SAMPLE: OnceLock<PathBuf> = OnceLock::new();
    let folder = SAMPLE.get_or_init(|| match std::env::var_os("DYNABOOT_WINDOWS_SAMPLE") {
        Some(folder) => folder.into(),
        None => make_sample(),
    });
    fs::read(folder.join(name)).unwrap()
}

fn make_sample() -> PathBuf {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("windows/sample");
    let folder = folder("sample");
    let compile = ["-O2", "-s", "-o", "agent.exe"];
    run(Command::new("x86_64-w64-mingw32-gcc").args(compile).arg(sources.join("agent.c")).current_dir(&folder));
    let pack = ["-a", "x64", "-o", "agent.msi"];
    run(Command::new("wixl").args(pack).arg(sources.join("agent.wxs")).current_dir(&folder));
    folder
}

fn folder(name: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}-{count}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
