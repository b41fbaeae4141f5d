//! `cargo xtask dist`: what a release consists of, the same bytes from the same commit.

mod archive;
mod bill;
mod headers;
mod notices;
mod shipped;

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, package, page, process, tools};

pub(crate) use notices::add_to as add_notices;

/// The checksums, as `sha256sum --check` reads them.
const CHECKSUMS: &str = "SHA256SUMS";

const HOW_TO_SERVE: &str = "\
This is dynaboot's page. It needs no installation, no server of its own and no network: any web server that sends files
will do, from any folder. On your own machine, in this folder:

  python3 -m http.server --bind 127.0.0.1 8080

and then open http://127.0.0.1:8080/ in a browser. Opened from the disk it cannot start: browsers run no WebAssembly there.

What a server should say of these files is there in the words of several: servers/nginx.conf, servers/Caddyfile, _headers for hosts
that read it, and servers/s3-upload.sh with servers/cloudfront.json. By these no other page may put this one into a frame. To allow
one of yours, name its origin in frame-ancestors and leave X-Frame-Options out.
";

/// Builds page and package, makes the release of them, and says what it is.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let directory = build(workspace, &tools::install(workspace)?)?;
    println!("{}:", directory.display());
    for file in files::list(&directory)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("  {name}  {} bytes", files::read(&file)?.len());
    }
    Ok(())
}

/// Makes the release here and in a fresh clone of the same commit, and compares them byte by byte.
pub(crate) fn run_twice(workspace: &Workspace) -> Result<(), Failure> {
    let root = &workspace.root;
    let git = |arguments: &[&str]| {
        process::read(process::program("git").arg("-C").arg(root).args(arguments), "run it in a git checkout")
    };
    if !git(&["status", "--porcelain"])?.is_empty() {
        return Err(Failure::new("a release is made of a commit, and here are changes: commit them first"));
    }
    let path = tools::install(workspace)?;
    let here = build(workspace, &path)?;
    // Nothing of it may depend on where it lies, or on how long its path is.
    let clone = workspace.target.join("xtask").join("a clone of the same commit");
    files::remove_directory(&clone)?;
    let mut command = process::program("git");
    process::run_quietly(
        command.args(["clone", "--quiet", "--no-hardlinks"]).arg(root).arg(&clone),
        "see what it says above",
    )?;
    let elsewhere = Workspace {
        target: clone.join("target"),
        root: clone,
        cache: workspace.cache.clone(),
        version: workspace.version.clone(),
    };
    let there = build(&elsewhere, &path)?;
    for file in files::list(&here)? {
        let name = file.file_name().unwrap_or_default();
        if files::read(&file)? != files::read(&there.join(name))? {
            let other = there.join(name);
            let todo = format!("compare {} with {}", file.display(), other.display());
            return Err(Failure::new(format!("{} is other bytes from the same commit: {todo}", name.display())));
        }
    }
    println!("the same bytes twice:\n{}", files::read_text(&here.join(CHECKSUMS))?);
    Ok(())
}

fn build(workspace: &Workspace, path: &OsStr) -> Result<PathBuf, Failure> {
    page::build(workspace, path)?;
    package::build(workspace, path)?;
    make(workspace)
}

/// Makes the release of the page and the package that were built last; gives the directory that it is in.
pub(crate) fn make(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let directory = workspace.target.join("xtask").join("release");
    files::empty_directory(&directory)?;
    let Workspace { root, version, .. } = workspace;
    let write = |name: &str, content: &[u8]| files::write(&directory.join(name), content);

    let package = entries(&root.join("wasm-pkg").join("dist"), "package")?;
    write(&format!("dynaboot-{version}.tgz"), &archive::tar_gz(&package)?)?;

    let folder = format!("dynaboot-page-{version}");
    let mut page = entries(&root.join("dist"), &folder)?;
    for (name, content) in [
        ("LICENSE", files::read(&root.join("LICENSE"))?),
        ("README.txt", HOW_TO_SERVE.into()),
        (notices::NAME, notices::of_page(workspace)?.into_bytes()),
    ] {
        page.push(archive::Entry { path: format!("{folder}/{name}"), content, program: false });
    }
    let served = format!("{folder}/");
    let names: Vec<String> =
        page.iter().filter_map(|entry| entry.path.strip_prefix(&served).map(str::to_owned)).collect();
    for (name, content) in headers::of_page(workspace, &names)? {
        let content = content.into_bytes();
        let program = content.starts_with(b"#!");
        page.push(archive::Entry { path: format!("{folder}/{name}"), content, program });
    }
    write(&format!("{folder}.zip"), &archive::zip(&page)?)?;

    write(&format!("dynaboot-{version}.cdx.json"), bill::of_release(workspace)?.as_bytes())?;
    write("rust-standard-library.html", &notices::of_standard_library(workspace)?)?;
    write(CHECKSUMS, checksums(&directory)?.as_bytes())?;
    Ok(directory)
}

/// Every file of a directory, with its place in an archive.
fn entries(from: &Path, folder: &str) -> Result<Vec<archive::Entry>, Failure> {
    files::list(from)?
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(from).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            let content = files::read(&file)?;
            let program = content.starts_with(b"#!");
            Ok(archive::Entry { path: format!("{folder}/{name}"), content, program })
        })
        .collect()
}

fn checksums(directory: &Path) -> Result<String, Failure> {
    let mut lines = String::new();
    for file in files::list(directory)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(lines, "{}  {name}", hexadecimal(&Sha256::digest(files::read(&file)?)));
    }
    Ok(lines)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
