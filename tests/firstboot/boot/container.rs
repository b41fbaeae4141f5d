//! A system that boots: real systemd over a throw-away layer of a root file system, in a network of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::machine::{Scratch, scratch};

/// No boot may take longer, in seconds. It is far above what one takes: a boot that is ended by it hangs.
const BOUND: &str = "180";

/// Units that have nothing to do here, and would look for hardware, networks or updates.
const MASKED: [&str; 8] = [
    "apt-daily.timer",
    "apt-daily-upgrade.timer",
    "dpkg-db-backup.timer",
    "google-guest-agent.service",
    "google-shutdown-scripts.service",
    "networking.service",
    "systemd-networkd-wait-online.service",
    "systemd-resolved.service",
];

/// A system; what its boots change is kept until it is dropped.
pub(crate) struct Container {
    layer: Scratch,
    base: PathBuf,
}

/// What a layer has at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: char,
    pub(crate) mode: u32,
    pub(crate) owner: (u32, u32),
    pub(crate) content: Vec<u8>,
}

/// What a layer changes, by path.
pub(crate) type Changes = BTreeMap<String, Entry>;

impl Container {
    /// A system of the root file system `base`, with what the tests need of it.
    pub(crate) fn new(base: &Path) -> Self {
        let layer = scratch();
        for name in ["upper", "work", "root"] {
            fs::create_dir(layer.path().join(name)).unwrap();
        }
        let container = Self { layer, base: base.to_owned() };
        container.put("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        container.put("etc/hostname", "firstboot\n");
        container.put("etc/hosts", "127.0.0.1 localhost firstboot\n");
        // Installing packages is for the real package manager, but not from far away.
        container.put("etc/apt/sources.list", "deb [trusted=yes] file:/srv/packages ./\n");
        container.put("usr/local/lib/observe.sh", include_str!("observe.sh"));
        container
    }

    /// Leaves out what a container has no use for, and says where names are resolved.
    pub(crate) fn without_hardware(&self) {
        for unit in MASKED {
            self.link("/dev/null", &format!("etc/systemd/system/{unit}"));
        }
        self.put("etc/resolv.conf", "nameserver 10.0.2.3\n");
    }

    /// Writes a file that is there before the boot.
    pub(crate) fn put(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.upper().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Writes a file that is there before the boot, and that its owner alone reads.
    pub(crate) fn put_secret(&self, path: &str, content: impl AsRef<[u8]>) {
        self.put(path, content);
        fs::set_permissions(self.upper().join(path), fs::Permissions::from_mode(0o600)).unwrap();
    }

    /// Writes a program that is there before the boot.
    pub(crate) fn put_program(&self, path: &str, content: &str) {
        self.put(path, content);
        fs::set_permissions(self.upper().join(path), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Makes a symbolic link that is there before the boot.
    pub(crate) fn link(&self, target: &str, path: &str) {
        let path = self.upper().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        drop(fs::remove_file(&path));
        symlink(target, path).unwrap();
    }

    /// Has the system observed once these units are done, and switched off.
    pub(crate) fn observe(&self, service: &str, after: &str) {
        self.run_last(&format!("/usr/local/lib/observe.sh {service}"), after);
    }

    /// Has a script run once these units are done, in place of what was to be run before. It switches the system off.
    pub(crate) fn run_last(&self, script: &str, after: &str) {
        let unit = format!(
            "[Unit]\nDefaultDependencies=no\nConflicts=shutdown.target\nAfter={after}\n\
             [Service]\nType=oneshot\nExecStart=/bin/sh {script}\n"
        );
        self.put("etc/systemd/system/last.service", unit);
        self.link("../last.service", "etc/systemd/system/multi-user.target.wants/last.service");
    }

    /// Another system, with the same root file system and all that this one's boots changed.
    pub(crate) fn copy(&self) -> Self {
        let layer = scratch();
        for name in ["work", "root"] {
            fs::create_dir(layer.path().join(name)).unwrap();
        }
        let copied = Command::new("cp").arg("--archive").arg(self.upper()).arg(layer.path()).status().unwrap();
        assert!(copied.success());
        Self { layer, base: self.base.clone() }
    }

    /// Boots until the system switches itself off. Port `metadata` of loopback is the cloud's metadata service;
    /// `options` are those of `systemd-nspawn`.
    #[track_caller]
    pub(crate) fn boot(&self, metadata: u16, options: &[&str]) {
        let mut inside = Command::new("unshare");
        inside.args(["--mount", "--net", "sh", "-c", include_str!("enter.sh"), "enter"]).args(options).env_clear();
        inside.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("METADATA", metadata.to_string()).env("BOUND", BOUND);
        inside.env("BASE", &self.base).env("LAYER", self.layer.path());
        let mut inside = inside.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(inside.stdout.take().unwrap()).lines();
        assert_eq!(lines.next().unwrap().unwrap(), "mounted");
        let network = Network::attach(inside.id());
        let console: Vec<String> = lines.map_while(Result::ok).collect();
        let status = inside.wait().unwrap();
        drop(network);
        assert!(status.success(), "the boot ends with {status}: {console:?}");
    }

    /// Makes a disk of it, for a machine to boot from.
    #[track_caller]
    pub(crate) fn make_disk(&self) {
        let mut making = Command::new("unshare");
        making.args(["--mount", "sh", "-c", include_str!("disk.sh")]).env("BASE", &self.base);
        let output = making.env("LAYER", self.layer.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Takes these directories of the disk, as a machine left them, in place of the layer.
    #[track_caller]
    pub(crate) fn take_from_disk(&self, paths: &[&str]) {
        fs::remove_dir_all(self.upper()).unwrap();
        for path in paths {
            let target = self.upper().join(path);
            let parent = target.parent().unwrap();
            fs::create_dir_all(parent).unwrap();
            let request = format!("rdump /{path} {}", parent.display());
            let output = Command::new("debugfs").arg("-R").arg(request).arg(self.path("disk")).output().unwrap();
            assert!(target.is_dir(), "{path}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }

    /// A file beside the layer.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.layer.path().join(name)
    }

    /// A file that a boot wrote.
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        let bytes = fs::read(self.upper().join(path.trim_start_matches('/'))).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What the boots so far changed, and what was put there before them.
    pub(crate) fn changes(&self) -> Changes {
        let mut changes = Changes::new();
        let upper = self.upper();
        gather(&upper, &upper, &mut changes);
        changes
    }

    fn upper(&self) -> PathBuf {
        self.layer.path().join("upper")
    }
}

fn gather(root: &Path, folder: &Path, changes: &mut Changes) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        let (kind, content) = if metadata.is_dir() {
            gather(root, &path, changes);
            ('d', Vec::new())
        } else if metadata.is_file() {
            ('f', fs::read(&path).unwrap())
        } else if metadata.is_symlink() {
            ('l', fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes())
        } else {
            // A character device 0:0 is a file that was removed.
            (if metadata.rdev() == 0 { '-' } else { 'o' }, Vec::new())
        };
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let (mode, owner) = (metadata.permissions().mode() & 0o7777, (metadata.uid(), metadata.gid()));
        changes.insert(name, Entry { kind, mode, owner, content });
    }
}

/// The network of a system: 10.0.2.2 is loopback of this machine. It ends with the test, however that ends.
struct Network(Child);

impl Network {
    fn attach(process: u32) -> Self {
        let mut slirp = Command::new("slirp4netns");
        // It goes when its standard input is closed.
        slirp.args(["--configure", "--mtu=65520", "--exit-fd=0"]).arg(process.to_string()).arg("tap0");
        Self(slirp.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // It has ended already, or ends now.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
