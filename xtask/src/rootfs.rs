//! The root file systems in which scripts are run and booted: each made once for a recipe, and kept outside the checkout.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::outcome::Stop;
use crate::workspace::Workspace;
use crate::{files, node, process, system};

/// A Debian, by its suite.
struct Debian {
    suite: &'static str,
    /// What it has beside [`PACKAGES`].
    packages: &'static str,
}

/// A Debian that was made like a system of Red Hat's family.
struct RedHatLike {
    name: &'static str,
    /// The suite that it is made of.
    of: &'static str,
    /// What `rpm_repository.sh` is told: name, version, id, package manager, and whether Python 2 is all it has.
    words: [&'static str; 5],
}

/// The oldest and the newest that can be had, and what is between: cloud-init from 20.4 on, systemd from 247 on.
const DEBIANS: [Debian; 4] = [
    // Google's agent is no part of it; Python 2 is, with what a downloader needs of its library.
    Debian { suite: "bullseye", packages: "python2" },
    // The package managers of others, for runs without a boot.
    Debian { suite: "bookworm", packages: "google-guest-agent,createrepo-c,dnf,rpm,zypper" },
    Debian { suite: "trixie", packages: "google-guest-agent" },
    Debian { suite: "forky", packages: "google-guest-agent" },
];

const RED_HAT_LIKES: [RedHatLike; 2] = [
    RedHatLike { name: "rocky", of: "bookworm", words: ["Rocky Linux", "9.4", "rocky", "dnf", "python3"] },
    RedHatLike { name: "centos", of: "bullseye", words: ["CentOS Linux", "7", "centos", "yum", "python2"] },
];

/// An older and a newer one, and one with Python 2 alone: what they bring differs where it matters without a boot, as in what curl
/// takes for an error.
const WITHOUT_BOOT: [&str; 3] = ["bookworm", "trixie", "centos"];

/// As an image of a cloud, and with what the tests look for.
const PACKAGES: &str = "systemd-sysv,udev,dbus,libpam-systemd,cloud-init,locales,iproute2,netbase,busybox,ca-certificates,\
                        curl,gzip,net-tools,openssl,passwd,procps,python3,sudo,tar,wget";

const OPTIONS: [&str; 7] = [
    "--quiet",
    "--variant=apt",
    "--dpkgopt=force-unsafe-io",
    "--dpkgopt=path-exclude=/usr/share/doc/*",
    "--dpkgopt=path-exclude=/usr/share/man/*",
    "--aptopt=Acquire::Languages \"none\"",
    // A mirror may be some days behind: its signature counts, its age does not.
    "--aptopt=Acquire::Check-Valid-Until \"false\"",
];

/// The suite that a whole virtual machine boots.
const MACHINE_OF: &str = "bookworm";

const DEB_REPOSITORY: &str = include_str!("rootfs/deb_repository.sh");
const RPM_REPOSITORY: &str = include_str!("rootfs/rpm_repository.sh");
const MACHINE: &str = include_str!("rootfs/machine.sh");

/// What was made: the directories, each named after its system.
pub(crate) struct RootFileSystems(Vec<(&'static str, PathBuf)>);

impl RootFileSystems {
    /// Those that scripts are run in without a boot.
    pub(crate) fn without_boot(&self) -> impl Iterator<Item = &Path> {
        self.homes(|name| WITHOUT_BOOT.contains(name))
    }

    /// The others: what is said of an image has to be true of each.
    pub(crate) fn with_probe_alone(&self) -> impl Iterator<Item = &Path> {
        self.homes(|name| !WITHOUT_BOOT.contains(name))
    }

    /// Those that are booted.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Path> {
        self.homes(|_| true)
    }

    fn homes(&self, is_wanted: impl Fn(&&'static str) -> bool) -> impl Iterator<Item = &Path> {
        self.0.iter().filter(move |(name, _)| is_wanted(name)).map(|(_, home)| home.as_path())
    }
}

/// Gives the root file systems, and makes those first whose recipe never was.
pub(crate) fn make(workspace: &Workspace) -> Result<RootFileSystems, Stop> {
    system::require_root()?;
    system::require_for_real_runs()?;
    let mut made = Vec::new();
    for debian in &DEBIANS {
        made.push((debian.suite, make_debian(workspace, debian)?));
    }
    let base =
        |made: &[(&str, PathBuf)], suite| made.iter().find(|(name, _)| *name == suite).map(|(_, home)| home.clone());
    for like in &RED_HAT_LIKES {
        if let Some(base) = base(&made, like.of) {
            made.push((like.name, make_derived(workspace, like.name, &base, RPM_REPOSITORY, &like.words)?));
        }
    }
    if let Some(base) = base(&made, MACHINE_OF) {
        made.push(("machine", make_derived(workspace, "machine", &base, MACHINE, &[])?));
    }
    Ok(RootFileSystems(made))
}

fn make_debian(workspace: &Workspace, debian: &Debian) -> Result<PathBuf, Failure> {
    let Debian { suite, packages } = debian;
    let recipe = format!("{suite} {OPTIONS:?} {PACKAGES} {packages} {DEB_REPOSITORY}");
    make_once(workspace, suite, &recipe, |partial| {
        let mut command = process::program("mmdebstrap");
        command.args(OPTIONS).arg(format!("--include={PACKAGES},{packages}")).arg(suite).arg(partial);
        let sources = sources(suite);
        if !sources.is_empty() {
            command.arg("-");
        }
        bootstrap(&mut command, &sources)?;
        run_inside(partial, DEB_REPOSITORY, &[])
    })
}

/// Makes one of another, by a script that is run in its copy.
fn make_derived(
    workspace: &Workspace,
    name: &str,
    base: &Path,
    script: &str,
    words: &[&str],
) -> Result<PathBuf, Failure> {
    // The name of what it is made of has the fingerprint of that one's recipe.
    let recipe = format!("{:?} {words:?} {script}", base.file_name());
    make_once(workspace, name, &recipe, |partial| {
        let mut copy = process::program("cp");
        process::run_quietly(copy.arg("--archive").arg(base).arg(partial), "make room on the disk")?;
        run_inside(partial, script, words)
    })
}

/// The directory for a recipe. It gets its name when it is whole: one cut short is never used.
fn make_once(
    workspace: &Workspace,
    name: &str,
    recipe: &str,
    make: impl FnOnce(&Path) -> Result<(), Failure>,
) -> Result<PathBuf, Failure> {
    let name = format!("{name}-{}", node::fingerprint(recipe.as_bytes()));
    let parent = workspace.cache.join("rootfs");
    let home = parent.join(&name);
    if home.is_dir() {
        return Ok(home);
    }
    files::make_directory(&parent)?;
    let partial = parent.join(format!("{name}.partial"));
    files::remove_directory(&partial)?;
    make(&partial)?;
    files::rename(&partial, &home)?;
    Ok(home)
}

/// Runs a script of this project in a root file system.
fn run_inside(root: &Path, script: &str, words: &[&str]) -> Result<(), Failure> {
    let place = root.join("tmp/make.sh");
    files::write(&place, script)?;
    let mut inside = process::program("chroot");
    inside.arg(root).args(["sh", "/tmp/make.sh"]).args(words).env_clear();
    inside.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("HOME", "/root").env("LC_ALL", "C");
    process::run_quietly(&mut inside, "see what it says above")?;
    files::remove_file(&place)
}

/// This machine's own sources of that suite, when it has some; else mmdebstrap takes its own.
fn sources(suite: &str) -> String {
    let listed = process::read(
        process::program("apt-get")
            .args(["indextargets", "--format", "deb $(REPO_URI) $(RELEASE) $(COMPONENT)"])
            .arg("Identifier: Packages"),
        "",
    );
    let suites = [suite.to_owned(), format!("{suite}-updates"), format!("{suite}-security")];
    let is_wanted = |line: &&str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        matches!(words.as_slice(), ["deb", _, suite, "main"] if suites.iter().any(|known| known == suite))
    };
    let listed = listed.unwrap_or_default();
    let mut lines: Vec<&str> = listed.lines().filter(is_wanted).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.join("\n")
}

fn bootstrap(command: &mut Command, sources: &str) -> Result<(), Failure> {
    let failed = |cause| Failure::new(format!("cannot run mmdebstrap ({cause}); install it"));
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().map_err(failed)?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, "{sources}").map_err(failed)?;
    }
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    Err(Failure::new("mmdebstrap made no root file system; see what it says above"))
}
