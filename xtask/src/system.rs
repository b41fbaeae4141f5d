//! What comes from the system's own package manager: which programs, and how CI gets them.

use std::env;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::outcome::Stop;
use crate::process;

/// A program, and the Debian package that brings it.
struct Program {
    name: &'static str,
    package: &'static str,
}

/// For the browser suite.
const BROWSER: [Program; 1] = [Program { name: "chromium", package: "chromium" }];

/// For the journeys in other engines; at a desk each is skipped by itself.
const ENGINES: [Program; 3] = [
    Program { name: "firefox-esr", package: "firefox-esr" },
    Program { name: "WebKitWebDriver", package: "webkit2gtk-driver" },
    Program { name: "xvfb-run", package: "xvfb" },
];

/// For the portals: the server's own programs are not on the `PATH`, and come with this one.
const DATABASE: [Program; 1] = [Program { name: "pg_createcluster", package: "postgresql" }];
/// For the host that is Debian's; at a desk it is skipped by itself. Two of its packages bring nothing that is on the PATH.
const HOSTS: [Program; 3] = [
    Program { name: "cockpit-bridge", package: "cockpit-bridge" },
    Program { name: "/usr/lib/cockpit/cockpit-ws", package: "cockpit-ws" },
    Program { name: "/usr/share/cockpit/shell/manifest.json", package: "cockpit-system" },
];

/// For the real runs of scripts.
const REAL_RUNS: [Program; 9] = [
    Program { name: "bash", package: "bash" },
    Program { name: "busybox", package: "busybox" },
    Program { name: "dash", package: "dash" },
    Program { name: "mmdebstrap", package: "mmdebstrap" },
    Program { name: "mount", package: "mount" },
    Program { name: "openssl", package: "openssl" },
    Program { name: "pip3", package: "python3-pip" },
    Program { name: "posh", package: "posh" },
    Program { name: "unshare", package: "util-linux" },
];

/// For the boots of whole systems.
const BOOTS: [Program; 8] = [
    Program { name: "busybox", package: "busybox" },
    Program { name: "debugfs", package: "e2fsprogs" },
    Program { name: "ip", package: "iproute2" },
    Program { name: "qemu-system-x86_64", package: "qemu-system-x86" },
    Program { name: "setpriv", package: "util-linux" },
    Program { name: "slirp4netns", package: "slirp4netns" },
    Program { name: "systemd-nspawn", package: "systemd-container" },
    Program { name: "systemd-socket-activate", package: "systemd" },
];

/// For the recipes that build images.
const RECIPES: [Program; 1] = [Program { name: "packer", package: "packer" }];

/// Whether a skip is only listed, or fails the run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Somebody's own machine: nothing of the system is changed.
    Desk,
    /// `CI=true`: what is missing is installed, and a skip is a failure.
    Ci,
}

pub(crate) fn place() -> Place {
    match env::var("CI").as_deref() {
        Ok("true" | "1") => Place::Ci,
        _ => Place::Desk,
    }
}

/// Installs what is missing for any suite. At a desk it does nothing.
pub(crate) fn install(place: Place) -> Result<(), Failure> {
    let missing: Vec<&str> = BROWSER
        .iter()
        .chain(&ENGINES)
        .chain(&DATABASE)
        .chain(&HOSTS)
        .chain(&REAL_RUNS)
        .chain(&BOOTS)
        .chain(&RECIPES)
        .filter(|program| find(program.name).is_none())
        .map(|program| program.package)
        .collect();
    if place == Place::Desk || missing.is_empty() {
        return Ok(());
    }
    let todo = format!("install {} by hand", missing.join(" "));
    apt(&["update", "--quiet"], &todo)?;
    let mut words = vec!["install", "--quiet", "--yes", "--no-install-recommends"];
    words.extend(missing);
    apt(&words, &todo)
}

/// The browser that the suite drives.
pub(crate) fn browser() -> Result<PathBuf, Stop> {
    require(&BROWSER)?;
    find("chromium").ok_or_else(|| Stop::Skipped("there is no Chromium".into()))
}

/// What reads the recipes that build images.
pub(crate) fn packer() -> Result<PathBuf, Stop> {
    require(&RECIPES)?;
    find("packer").ok_or_else(|| Stop::Skipped("there is no Packer".into()))
}

/// What the portals keep their data in.
pub(crate) fn require_database() -> Result<(), Stop> {
    require(&DATABASE)
}

pub(crate) fn require_for_real_runs() -> Result<(), Stop> {
    require(&REAL_RUNS)
}

pub(crate) fn require_for_boots() -> Result<(), Stop> {
    require(&BOOTS)
}

/// Real runs mount, make device files and change their root.
pub(crate) fn require_root() -> Result<(), Stop> {
    if is_root() {
        return Ok(());
    }
    Err(Stop::Skipped("it needs root; run `cargo xtask test` as root in a machine you can lose".into()))
}

fn require(programs: &[Program]) -> Result<(), Stop> {
    let missing: Vec<&str> =
        programs.iter().filter(|program| find(program.name).is_none()).map(|program| program.package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Stop::Skipped(format!("run `sudo apt-get install {}` first", missing.join(" "))))
}

/// Where a program is; a whole path is looked at as it stands. Debian keeps some where only root looks.
fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(["/usr/sbin".into(), "/sbin".into()])
        .map(|directory| directory.join(name))
        .find(|program| program.is_file())
}

fn apt(words: &[&str], todo: &str) -> Result<(), Failure> {
    let mut command = if is_root() {
        process::program("apt-get")
    } else {
        let mut sudo = process::program("sudo");
        sudo.args(["--non-interactive", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    };
    process::run_quietly(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"), todo)
}

fn is_root() -> bool {
    let id = process::read(process::program("id").arg("-u"), "install coreutils");
    id.is_ok_and(|id| id.trim() == "0")
}
