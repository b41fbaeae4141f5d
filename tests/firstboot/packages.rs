//! The system's package managers, real ones: a package that comes, and what keeps one from coming.

use serde_json::json;

use crate::archive::archive;
use crate::journeys::generic;
use crate::machine::{Machine, Run, payload};
use crate::store::{Answer, Behaviour, Store};

/// A package manager, and what it takes to have one on the machine.
#[derive(Clone, Copy)]
struct Manager<'a> {
    name: &'static str,
    /// A system that is known to have it.
    system: &'static str,
    /// Makes `$packages` a repository with `dynaboot-tool` in it.
    build: &'a str,
    /// Makes `$urls` the repositories of the system.
    point: &'static str,
    /// Installs the package from `$packages`, as somebody did who made the image.
    add: &'static str,
    /// Holds the lock until `/release` is there.
    hold: &'static str,
}

const APT: Manager<'_> = Manager {
    name: "apt",
    system: "debian-12",
    build: "mkdir -p $packages/tool/DEBIAN $packages/tool/usr/bin && cd $packages && echo true >tool/usr/bin/dynaboot-tool && chmod 755 tool/usr/bin/dynaboot-tool &&
        printf 'Package: dynaboot-tool\\nVersion: 1\\nArchitecture: all\\nMaintainer: nobody <nobody@localhost>\\nDescription: for tests\\n' >tool/DEBIAN/control &&
        dpkg-deb --build --root-owner-group tool tool.deb >/dev/null && dpkg-deb --field tool.deb >Packages &&
        printf 'Filename: ./tool.deb\\nSize: %s\\nSHA256: %s\\n' \"$(stat --format=%s tool.deb)\" \"$(sha256sum tool.deb | cut -d ' ' -f 1)\" >>Packages",
    point: "echo 'Acquire::Retries 0;' >/etc/apt/apt.conf.d/99once; rm -rf /etc/apt/sources.list.d /var/lib/apt/lists/*; for url in $urls; do echo \"deb [trusted=yes] $url ./\"; done >/etc/apt/sources.list",
    add: "dpkg --install $packages/tool.deb",
    hold: "exec python3 -c 'import fcntl, os, time
lock = open(\"/var/lib/dpkg/lock-frontend\", \"w\")
lists = open(\"/var/lib/apt/lists/lock\", \"w\")
fcntl.lockf(lock, fcntl.LOCK_EX)
fcntl.lockf(lists, fcntl.LOCK_EX)
open(\"/held\", \"w\").close()
while not os.path.exists(\"/release\"): time.sleep(0.02)
lock.close()
lists.close()
os.remove(\"/held\")'",
};

/// The real rpm makes what dnf and zypper install.
const BUILD_RPM: &str = "mkdir -p $packages && cd $packages && echo true >file &&
    printf 'Name: dynaboot-tool\\nVersion: 1\\nRelease: 1\\nSummary: for tests\\nLicense: none\\nBuildArch: noarch\\n%%description\\nFor tests.\\n%%install\\ninstall -D -m 755 %s/file %%{buildroot}/usr/bin/dynaboot-tool\\n%%files\\n/usr/bin/dynaboot-tool\\n' $packages >spec &&
    rpmbuild -bb --quiet --define \"_rpmdir $packages\" --define '_build_id_links none' spec >/dev/null 2>&1 && createrepo_c --quiet .";

const POINT_RPM: &str = "mkdir -p /etc/yum.repos.d /etc/zypp/repos.d
    for url in $urls; do
        name=$(echo \"$url\" | tr -cd a-z)
        printf '[%s]\\nname=%s\\nbaseurl=%s\\ngpgcheck=0\\nenabled=1\\nskip_if_unavailable=0\\n' \"$name\" \"$name\" \"$url\"
    done | tee /etc/yum.repos.d/base.repo >/etc/zypp/repos.d/base.repo
    rm -rf /var/cache/dnf /var/cache/zypp";

const ADD_RPM: &str = "rpm --install --nodeps $packages/noarch/dynaboot-tool-1-1.noarch.rpm";

/// Both take a lock for theirs whose process is alive.
const HOLD_RPM: &str = "mkdir -p /var/cache/dnf /var/lib/dnf
    for lock in /var/cache/dnf/metadata_lock.pid /var/lib/dnf/rpmdb_lock.pid /run/zypp.pid; do echo \"$$\" >\"$lock\"; done
    >/held
    while [ ! -e /release ]; do /bin/sleep 0.02; done
    rm -f /var/cache/dnf/metadata_lock.pid /var/lib/dnf/rpmdb_lock.pid /run/zypp.pid /held";

const DNF: Manager<'_> =
    Manager { name: "dnf", system: "rocky-9", build: BUILD_RPM, point: POINT_RPM, add: ADD_RPM, hold: HOLD_RPM };
const YUM: Manager<'_> = Manager { name: "yum", system: "rhel-7", ..DNF };
const ZYPPER: Manager<'_> = Manager { name: "zypper", system: "sles-15", ..DNF };

/// In place of `sleep`: the third pause is when the lock's holder lets go.
const RELEASE: &str = "#!/bin/sh\necho \"$1\" >>/slept\n[ \"$(grep -c . /slept)\" -lt 3 ] || { >/release; while [ -e /held ]; do /bin/sleep 0.02; done; }\n";

#[test]
fn apt() {
    check_manager(&APT);
}

#[test]
fn dnf() {
    check_manager(&DNF);
}

#[test]
fn yum() {
    check_manager(&YUM);
}

#[test]
fn zypper() {
    check_manager(&ZYPPER);
}

fn check_manager(manager: &Manager<'_>) {
    // The newer root file system has apt alone.
    if machine(manager).is_none_or(|machine| !machine.has(manager.name)) {
        return;
    }
    let bundle: Behaviour = |_, _| Answer::Bundle;
    let gone: Behaviour = |_, before| if before == 0 { Answer::Bundle } else { Answer::Nothing };
    let here = "file:///srv/packages";
    let nowhere = "http://127.0.0.1:9/packages";
    let one_of_two = format!("{nowhere} {here}");
    let dead = if manager.name == "apt" {
        "do not answer: http://127.0.0.1:9/packages"
    } else {
        "do not answer: httppackages"
    };

    let (machine, run) = install(manager, here, "dynaboot-tool", bundle, "", None);
    assert_eq!(run.code, Some(0), "{}: {}\n{:?}", manager.name, run.console, machine.read("/var/log/dynaboot.log"));
    assert_eq!(machine.mode("/usr/bin/dynaboot-tool"), 0o755, "additional software is for everybody");
    tell(manager, &machine, "a package is installed", "exit 0, installed");

    let (machine, run) = install(manager, here, "dynaboot-tool", bundle, manager.hold, Some(RELEASE));
    assert_eq!(run.code, Some(0), "{}: {}\n{:?}", manager.name, run.console, machine.read("/var/log/dynaboot.log"));
    assert!(run.console.contains("another program holds the lock"), "{}", run.console);
    tell(manager, &machine, "its lock is held for a while", "exit 0, installed");

    let (machine, run) = install(manager, here, "dynaboot-tool", bundle, manager.hold, None);
    check_stops(manager, &machine, &run, 31, "for ten minutes now");
    assert!((600..=660).contains(&machine.slept()), "it waits for {} s", machine.slept());
    tell(manager, &machine, "its lock is held for good", "exit 31 after ten minutes");

    let (machine, run) = install(manager, here, "no-such-package", bundle, "", None);
    check_stops(manager, &machine, &run, 31, "could not install no-such-package");
    assert_eq!(machine.slept(), 0, "what is not there does not come by waiting");
    tell(manager, &machine, "a package that is not there", "exit 31");

    let (machine, run) = install(manager, nowhere, "dynaboot-tool", bundle, "", None);
    check_stops(manager, &machine, &run, 31, "package repositories have moved or are gone");
    tell(manager, &machine, "dead repositories", "exit 31, and says that the network is there");

    let (machine, run) = install(manager, nowhere, "dynaboot-tool", gone, "", None);
    check_stops(manager, &machine, &run, 10, "neither the package repositories nor the bundle store");
    tell(manager, &machine, "no network for packages", "exit 10");

    let (machine, run) = install(manager, &one_of_two, "dynaboot-tool", bundle, "", None);
    assert_eq!(run.code, Some(0), "{}: {}\n{:?}", manager.name, run.console, machine.read("/var/log/dynaboot.log"));
    assert!(run.console.contains(dead), "{}", run.console);
    assert_eq!(machine.slept(), 0);
    tell(manager, &machine, "one of two repositories is dead", "exit 0, installed, the dead one is named");

    let (machine, run) = install(manager, &one_of_two, "no-such-package", bundle, "", None);
    check_stops(manager, &machine, &run, 31, dead.trim_start_matches("do not answer: "));
    tell(manager, &machine, "a package that only the dead one of two may have", "exit 31, names the dead one");

    let added = Manager { build: &format!("{}; {}", manager.build, manager.add), ..*manager };
    let (machine, run) = install(&added, nowhere, "dynaboot-tool", gone, "", None);
    assert_eq!(run.code, Some(0), "{}: {}\n{:?}", manager.name, run.console, machine.read("/var/log/dynaboot.log"));
    assert_eq!(machine.slept(), 0, "nobody is asked for what is there");
    tell(manager, &machine, "the package is there, the repositories are dead", "exit 0, asks nobody");
}

/// A file of settings was there before the package, or was changed since: it stays, and nobody is asked about it.
#[test]
fn settings_are_kept_without_a_question() {
    let manager = Manager {
        build: &APT.build.replace(
            "&& echo true",
            "&& mkdir tool/etc && echo new >tool/etc/tool.conf && echo /etc/tool.conf >tool/DEBIAN/conffiles && echo mine >/etc/tool.conf && echo true",
        ),
        ..APT
    };
    // Somebody unpacked it, and it was never configured: the question comes from dpkg itself.
    let unpacked = Manager { build: &format!("{} && dpkg --unpack tool.deb", manager.build), ..manager };
    for manager in [&manager, &unpacked] {
        if machine(manager).is_none_or(|machine| !machine.has("apt")) {
            return;
        }
        let (machine, run) = install(manager, "file:///srv/packages", "dynaboot-tool", |_, _| Answer::Bundle, "", None);
        assert_eq!(run.code, Some(0), "{}\n{:?}", run.console, machine.read("/var/log/dynaboot.log"));
        assert_eq!(machine.read("/etc/tool.conf").unwrap(), "mine\n");
        let state = machine.execute(&["dpkg-query", "--show", "--showformat=${Status}", "dynaboot-tool"]);
        assert_eq!(state.console, "install ok installed");
    }
    let Some(machine) = machine(&APT) else { return };
    tell(&APT, &machine, "a package's file of settings was changed", "exit 0, the file stays");
}

/// Runs a script that installs the package, from repositories at `urls`, while something holds the lock.
fn install(
    manager: &Manager<'_>,
    urls: &str,
    package: &str,
    behaviour: Behaviour,
    hold: &str,
    sleep: Option<&str>,
) -> (Machine, Run) {
    let mut machine = machine(manager).unwrap();
    if let Some(sleep) = sleep {
        machine.put("usr/local/sbin/sleep", sleep);
    }
    let prepare =
        format!("set -e; export HOME=/root packages=/srv/packages urls='{urls}'; {}; {}", manager.build, manager.point);
    let prepared = machine.execute(&["sh", "-c", &prepare]);
    assert_eq!(prepared.code, Some(0), "{}: {}", manager.name, prepared.console);
    let store = Store::start(archive(&[("setup", "#!/bin/sh\nmkdir -p /opt/agent/share\n")]), behaviour);
    let mut choices = generic(&store.url);
    choices["system"] = json!(manager.system);
    choices["software"] = json!({ "packages": [package] });
    let script = payload(&choices);
    if hold.is_empty() {
        let run = machine.run(&script);
        return (machine, run);
    }
    machine.put("hold", &format!("#!/bin/sh\n{hold}\n"));
    let run = machine.run_beside(&script, "/hold & while [ ! -e /held ]; do /bin/sleep 0.02; done; dash /payload");
    (machine, run)
}

/// The agent is installed by then and stays; the run says what it lacks, and a later run goes on from there.
#[track_caller]
fn check_stops(manager: &Manager<'_>, machine: &Machine, run: &Run, code: i32, message: &str) {
    let told = format!("{}: {}\n{:?}", manager.name, run.console, machine.read("/var/log/dynaboot.log"));
    assert_eq!(run.code, Some(code), "{told}");
    assert_eq!((&machine.status()["state"], &machine.status()["exitCode"]), (&json!("failed"), &json!(code)), "{told}");
    assert!(run.console.contains(message) && machine.status()["message"].as_str().unwrap().contains(message), "{told}");
    assert!(machine.read("/var/lib/dynaboot/unfinished").is_some(), "a later run takes it up");
    assert!(machine.read("/usr/bin/dynaboot-tool").is_none());
}

fn machine(manager: &Manager<'_>) -> Option<Machine> {
    let mut machine = Machine::new("dash")?.quick();
    if manager.name == "yum" {
        // The yum of Red Hat's release 8 is this too.
        machine.put("usr/local/sbin/yum", "#!/bin/sh\nexec dnf \"$@\"\n");
    }
    Some(machine)
}

fn tell(manager: &Manager<'_>, machine: &Machine, case: &str, result: &str) {
    machine.tell(&format!("aws UserData for {}, {}", manager.system, manager.name), case, result);
}
