//! A machine to run a script on: a throw-away layer over the root file system, with its own mounts, processes and names.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use dynaboot_core::Encoding;
use serde_json::Value;

use crate::answer::answer;
use crate::evidence;

/// The shells that a script may meet as `sh`.
pub(crate) const SHELLS: [&str; 3] = ["dash", "bash", "ash"];

/// No run of any script may take longer, in seconds. It is far above what a run takes: a run that is ended by it hangs.
const BOUND: &str = "240";

/// Puts the layer over the root file system, gives it devices and processes, and becomes the shell under test.
const ENTER: &str = r#"
set -e
mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$LAYER/upper,workdir=$LAYER/work" "$LAYER/root"
mount -t proc proc "$LAYER/root/proc"
mount -t tmpfs tmpfs "$LAYER/root/dev"
for device in null zero full random urandom; do touch "$LAYER/root/dev/$device"; mount --bind "/dev/$device" "$LAYER/root/dev/$device"; done
cd "$LAYER/root"
for path in $REMOVE; do rm -f "./$path"; done
ln -sf busybox bin/ash
# Whoever is process 1 is told apart: a newer `timeout` takes that for a parent that died.
chroot . "$@"
exit $?
"#;

/// A machine; what its scripts change is kept until it is dropped.
pub(crate) struct Machine {
    layer: Scratch,
    base: PathBuf,
    shell: &'static str,
    without: &'static [&'static str],
    /// What the test put there: its content, by its path.
    put: BTreeMap<String, String>,
}

/// A clock that runs ahead: a pause is written down instead of waited for. It is none for whoever watches how fast something comes.
const QUICK_SLEEP: &str = "#!/bin/sh\n[ \"$1\" != 66 ] || exec /bin/sleep 66\necho \"$1\" >>/slept\n";

/// Where package managers note what they were asked.
const ASKED: [&str; 8] = [
    "root/.rpmdb/",
    "var/cache/apt/",
    "var/cache/dnf/",
    "var/lib/apt/lists/",
    "var/lib/dnf/",
    "var/lib/dpkg/lock",
    "var/lib/rpm/",
    "var/log/dnf",
];

/// A file as the outside sees it: its mode, and its content or where it points.
pub(crate) type Tree = BTreeMap<String, (u32, Vec<u8>)>;

/// How a run ended.
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: Option<i32>,
    /// What stood on the console.
    pub(crate) console: String,
}

impl Machine {
    /// A machine whose scripts are run by `shell`, or nothing where there is no root file system to run in.
    pub(crate) fn new(shell: &'static str) -> Option<Self> {
        Self::without(shell, &[])
    }

    /// A machine that lacks some programs, by their paths.
    pub(crate) fn without(shell: &'static str, without: &'static [&'static str]) -> Option<Self> {
        let base = PathBuf::from(std::env::var_os("DYNABOOT_ROOTFS")?);
        let layer = scratch();
        for name in ["upper", "work", "root"] {
            fs::create_dir(layer.path().join(name)).unwrap();
        }
        let mut machine = Self { layer, base, shell, without, put: BTreeMap::new() };
        // No run asks the world: what is missing has to be in a repository of the test.
        machine.put("etc/apt/sources.list", "");
        Some(machine)
    }

    /// The same machine with a clock that runs ahead.
    pub(crate) fn quick(mut self) -> Self {
        self.put("usr/local/sbin/sleep", QUICK_SLEEP);
        self
    }

    /// Puts an executable file on the machine. It is none of what runs change.
    pub(crate) fn put(&mut self, path: &str, content: &str) {
        let place = self.layer.path().join("upper").join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, content).unwrap();
        fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).unwrap();
        self.put.insert(path.to_owned(), content.to_owned());
    }

    /// Whether there is a program of this name.
    pub(crate) fn has(&self, program: &str) -> bool {
        let directories = [self.base.join("usr/bin"), self.layer.path().join("upper/usr/local/sbin")];
        program != "yum" && directories.iter().any(|directory| directory.join(program).exists())
            || program == "yum" && self.has("dnf")
    }

    /// How many seconds runs have paused for, on a clock that runs ahead.
    pub(crate) fn slept(&self) -> u32 {
        self.read("/slept").unwrap_or_default().lines().map(|pause| pause.parse::<u32>().unwrap()).sum()
    }

    /// What a run showed, for the table of evidence.
    pub(crate) fn tell(&self, form: &str, case: &str, result: &str) {
        let release = fs::read_to_string(self.base.join("etc/os-release")).unwrap();
        let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).unwrap();
        evidence::tell(&format!("{}, {}", name.trim_matches('"'), self.shell), form, case, result);
    }

    /// Runs a payload as it is.
    pub(crate) fn run(&self, payload: &str) -> Run {
        fs::write(self.layer.path().join("upper/payload"), payload).unwrap();
        self.execute(&["timeout", BOUND, self.shell, "/payload"])
    }

    /// Puts a payload on the machine, and runs a command of the shell that makes use of it.
    pub(crate) fn run_beside(&self, payload: &str, command: &str) -> Run {
        fs::write(self.layer.path().join("upper/payload"), payload).unwrap();
        self.execute(&["timeout", BOUND, "sh", "-c", command])
    }

    /// Runs a command on the machine.
    pub(crate) fn execute(&self, command: &[&str]) -> Run {
        let output = self.enter(command).output().unwrap();
        Run::of(&output)
    }

    /// The command that runs a command on the machine.
    pub(crate) fn enter(&self, command: &[&str]) -> Command {
        let mut entering = Command::new("unshare");
        entering.args(["--mount", "--pid", "--fork", "--kill-child", "--uts", "--ipc", "sh", "-c", ENTER, "enter"]);
        entering.args(command).env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("BASE", &self.base);
        entering.env("LAYER", self.layer.path()).env("REMOVE", self.without.join(" "));
        entering
    }

    /// A file that a run wrote.
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.layer.path().join("upper").join(path.trim_start_matches('/'))).ok()
    }

    /// The mode of a file that a run wrote.
    #[track_caller]
    pub(crate) fn mode(&self, path: &str) -> u32 {
        fs::metadata(self.layer.path().join("upper").join(path.trim_start_matches('/'))).unwrap().permissions().mode()
            & 0o777
    }

    /// The status file.
    #[track_caller]
    pub(crate) fn status(&self) -> Value {
        let text = self.read("/var/lib/dynaboot/status.json").expect("there is a status file");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"))
    }

    /// Everything that runs changed, but for what every run changes: log, status, which bundle it installed, the payload itself, and
    /// what package managers note when they are asked.
    pub(crate) fn changes(&self) -> Tree {
        let mut tree = Tree::new();
        let upper = self.layer.path().join("upper");
        gather(&upper, &upper, &mut tree);
        let told = [
            "var/log/dynaboot.log",
            "var/lib/dynaboot/status.json",
            "var/lib/dynaboot/installed",
            "payload",
            "slept",
            "bin/ash",
            "usr/bin/ash",
        ];
        tree.retain(|path, (_, content)| {
            let is_put = self.put.get(path).is_some_and(|put| put.as_bytes() == content.as_slice());
            let is_asked = ASKED.iter().any(|asked| path.starts_with(asked));
            !is_put && !is_asked && !told.contains(&path.as_str()) && !self.without.contains(&path.as_str())
        });
        tree
    }
}

impl Run {
    fn of(output: &Output) -> Self {
        let console = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        Self { code: output.status.code(), console }
    }
}

/// The files of a layer. Directories count only by what is in them: which ones are copied up is the overlay's business.
fn gather(root: &Path, folder: &Path, tree: &mut Tree) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        if metadata.is_dir() {
            gather(root, &path, tree);
        } else {
            let content =
                if metadata.is_file() { fs::read(&path).unwrap() } else { metadata.rdev().to_string().into_bytes() };
            tree.insert(name, (metadata.permissions().mode(), content));
        }
    }
}

/// The script as the runner gets it from the cloud's field, for choices.
#[track_caller]
pub(crate) fn payload(choices: &Value) -> String {
    let payload = answer(choices).payload.unwrap();
    match payload.encoding {
        Encoding::Raw => payload.content,
        Encoding::Base64 => filter("base64 -d", &payload.content),
        Encoding::GzipBase64 => filter("base64 -d | gzip -d", &payload.content),
    }
}

/// What a command of the shell makes of a text.
fn filter(command: &str, text: &str) -> String {
    let child = Command::new("sh").args(["-c", command]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// A directory in memory where there is one, since a layer cannot lie on another layer; it goes when it is dropped.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // To look into what a failed test left.
        if std::env::var_os("DYNABOOT_KEEP").is_some() && std::thread::panicking() {
            return;
        }
        // What is left of a directory in memory goes with the machine.
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn scratch() -> Scratch {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let path = parent.join(format!("dynaboot-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    fs::create_dir(&path).unwrap();
    Scratch(path)
}
