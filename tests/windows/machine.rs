//! A Windows to run a script on.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

use crate::answer::answer;

/// Where Windows comes from.
enum Place {
    /// A bench, which makes one in a folder of ours.
    Bench { program: PathBuf, folder: PathBuf },
    /// This very machine.
    Itself,
}

/// A machine; what its scripts change is kept until it is dropped.
pub(crate) struct Machine {
    place: Place,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: Option<i32>,
    /// What was on the console.
    pub(crate) console: String,
}

/// What takes away from a machine that is not ours what a test left there.
const RESET: &str = "
$ErrorActionPreference = 'SilentlyContinue'
Get-Service AgentService | Stop-Service -Force
msiexec.exe /x '{5B3B4F0E-6C1B-4E57-9C0A-0D6B6D8F7A10}' /qn | Out-Null
sc.exe delete AgentService | Out-Null
Remove-Item -Recurse -Force 'C:\\ProgramData\\dynaboot', 'C:\\Program Files\\Agent', 'C:\\agent-saw.txt', 'C:\\opt', 'C:\\temp\\bundleStoreCredential'
";

/// Stands in for the wait between two tries.
const QUICK_SLEEP: &str =
    "function Start-Sleep($Seconds) { Add-Content -LiteralPath 'C:\\windows\\slept' -Value $Seconds }";

impl Machine {
    /// A fresh machine, or nothing where there is none to run on.
    pub(crate) fn new() -> Option<Self> {
        if cfg!(windows) && std::env::var_os("DYNABOOT_THROWAWAY_WINDOWS").is_some() {
            let machine = Self { place: Place::Itself };
            machine.run(RESET);
            return Some(machine);
        }
        let program = PathBuf::from(std::env::var_os("DYNABOOT_WINDOWS_BENCH")?).join("bench");
        let folder = scratch();
        let made = Command::new(&program).arg("new").arg(&folder).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Some(Self { place: Place::Bench { program, folder } })
    }

    /// Runs a script as an administrator.
    pub(crate) fn run(&self, script: &str) -> Run {
        self.run_with(script, &[])
    }

    /// The same with variables for the engine.
    pub(crate) fn run_with(&self, script: &str, variables: &[(&str, &str)]) -> Run {
        let run = Run::of(&self.start(script, variables).wait_with_output().unwrap());
        // Where much else is at work Wine sometimes does not start the engine: nothing was run then.
        if run.code == Some(1) && run.console.is_empty() && self.log().is_empty() {
            return Run::of(&self.start(script, variables).wait_with_output().unwrap());
        }
        run
    }

    /// The same with a clock that runs ahead: a pause is written down instead of waited for.
    pub(crate) fn run_quickly(&self, script: &str) -> Run {
        fs::write(self.path(r"C:\windows\prelude.ps1"), QUICK_SLEEP).unwrap();
        self.run_with(script, &[("POSH_PRELUDE", r"C:\windows\prelude.ps1")])
    }

    /// How many seconds runs have paused for, on a clock that runs ahead.
    pub(crate) fn slept(&self) -> u64 {
        let pauses = self.read(r"C:\windows\slept").unwrap_or_default();
        pauses.lines().map(|pause| pause.trim().parse::<u64>().unwrap()).sum()
    }

    /// Starts a script as an administrator.
    pub(crate) fn start(&self, script: &str, variables: &[(&str, &str)]) -> Child {
        let file = self.scratch_file(script);
        let mut command = match &self.place {
            Place::Bench { program, folder } => {
                let mut command = Command::new(program);
                command.arg("run").arg(folder).arg(&file);
                // Under Wine the engine now and then dies while it takes away methods that it compiled, so it keeps them.
                command.env("DOTNET_GCgen0size", "20000000");
                command
            }
            Place::Itself => {
                let mut command = Command::new("powershell.exe");
                command.args(["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"]).arg(&file);
                command
            }
        };
        command.envs(variables.iter().copied()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    /// A script as a file that is none of what runs change.
    fn scratch_file(&self, script: &str) -> PathBuf {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("script-{}.ps1", COUNT.fetch_add(1, Ordering::Relaxed));
        let file = match &self.place {
            Place::Bench { folder, .. } => folder.join(name),
            Place::Itself => std::env::temp_dir().join(name),
        };
        fs::write(&file, script).unwrap();
        file
    }

    /// Where a path of the machine is for us.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        match &self.place {
            Place::Bench { folder, .. } => {
                folder.join("drive_c").join(path.trim_start_matches(r"C:\").replace('\\', "/"))
            }
            Place::Itself => path.into(),
        }
    }

    /// A file of the machine.
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        fs::read(self.path(path)).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Whether something is at a path of the machine.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.path(path).symlink_metadata().is_ok()
    }

    /// The status file.
    #[track_caller]
    pub(crate) fn status(&self) -> Value {
        let text = self.read(r"C:\ProgramData\dynaboot\status.json").expect("there is a status file");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"))
    }

    /// The log.
    pub(crate) fn log(&self) -> String {
        self.read(r"C:\ProgramData\dynaboot\dynaboot.log").unwrap_or_default()
    }

    /// The value of a variable of the machine.
    pub(crate) fn variable(&self, name: &str) -> String {
        let ask = format!("Write-Output \"[$([Environment]::GetEnvironmentVariable('{name}', 'Machine'))]\"");
        self.run(&ask).console.trim().trim_matches(['[', ']']).to_owned()
    }

    /// Writes a file of the machine.
    pub(crate) fn write(&self, path: &str, content: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// What a run left in our own folder but its log, its status and the lock, which is a file that nobody holds.
    pub(crate) fn left_over(&self) -> Vec<String> {
        let folder = fs::read_dir(self.path(r"C:\ProgramData\dynaboot")).unwrap();
        let mut names: Vec<String> =
            folder.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| !["dynaboot.log", "status.json", "lock"].contains(&name.as_str()));
        names.sort();
        names
    }

    /// What a run showed, for the table of evidence.
    #[expect(clippy::print_stdout, reason = "whoever makes the table reads what the tests print")]
    pub(crate) fn tell(&self, form: &str, case: &str, result: &str) {
        println!("evidence: {} | {form} | {case} | {result}", self.system());
    }

    /// What scripts are run with here.
    fn system(&self) -> &'static str {
        static SYSTEM: OnceLock<String> = OnceLock::new();
        SYSTEM.get_or_init(|| {
            let engine = self.run("Write-Output \"PowerShell $($PSVersionTable.PSVersion)\"").console;
            let windows = match &self.place {
                Place::Bench { .. } => {
                    let said = Command::new("wine").arg("--version").stderr(Stdio::null()).output().unwrap().stdout;
                    let said = String::from_utf8_lossy(&said).into_owned();
                    format!("Wine {}", said.trim().trim_start_matches("wine-").split(' ').next().unwrap())
                }
                Place::Itself => "Windows".to_owned(),
            };
            format!("Windows scripts, {} on {windows}", engine.trim())
        })
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        if let Place::Bench { program, folder } = &self.place {
            // To look into what a failed test left.
            if std::env::var_os("DYNABOOT_KEEP").is_some() && std::thread::panicking() {
                return;
            }
            // What cannot be ended or removed goes with the machine.
            let _ = Command::new(program).arg("end").arg(folder).output();
            let _ = fs::remove_dir_all(folder);
        }
    }
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        let console = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        Self { code: output.status.code(), console }
    }
}

/// A folder that is not there yet, beside other things that are kept outside the checkout: a bench links its files there.
fn scratch() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let home = || std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache").into_os_string());
    let cache = std::env::var_os("XDG_CACHE_HOME").or_else(home).unwrap_or_else(|| OsString::from("/tmp"));
    let parent = Path::new(&cache).join("dynaboot/windows");
    fs::create_dir_all(&parent).unwrap();
    parent.join(format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)))
}

/// The script for choices, as the page gives it.
#[track_caller]
pub(crate) fn script(choices: &Value) -> String {
    answer(choices).script.unwrap().text
}
