//! What the script itself needs and a small image lacks: it comes from the system's package manager, or the run says so.

use serde_json::{Value, json};

use crate::certificates::Authority;
use crate::journeys::{generic, generic_bundle};
use crate::machine::{Machine, Run, payload};
use crate::store::{Answer, Store};

/// What the store's certificate is for.
const NAME: &str = "store.test";

/// Makes packages of what is below `./NAME`, and a repository of them.
const BUILD_DEB: &str = r#"
set -e
mkdir -p /srv/packages && cd /srv/packages
# package NAME: newer than any that is installed.
package() {
    mkdir -p "$1/DEBIAN"
    printf 'Package: %s\nVersion: 99999999\nArchitecture: all\nMaintainer: nobody <nobody@localhost>\nDescription: for tests\n' "$1" >"$1/DEBIAN/control"
    dpkg-deb --build --root-owner-group "$1" "$1.deb" >/dev/null
    { dpkg-deb --field "$1.deb"; printf 'Filename: ./%s.deb\nSize: %s\nSHA256: %s\n\n' "$1" "$(stat --format=%s "$1.deb")" "$(sha256sum "$1.deb" | cut -d ' ' -f 1)"; } >>Packages
}
echo 'deb [trusted=yes] file:///srv/packages ./' >/etc/apt/sources.list
"#;

const CURL: &str = "
mkdir -p curl/usr/bin && cp /usr/bin/curl curl/usr/bin/curl && package curl
rm -f /usr/bin/curl /usr/bin/wget /usr/bin/wget2 /usr/bin/python*";

const CERTIFICATES: &str = "
mkdir -p ca-certificates/etc/ssl/certs && cp /authority.pem ca-certificates/etc/ssl/certs/ca-certificates.crt && package ca-certificates";

const WITHOUT_CERTIFICATES: &str = "
dpkg --purge --force-depends ca-certificates >/dev/null 2>&1
rm -rf /etc/ssl/certs/*";

/// As on Red Hat's smallest images, whose package manager has no need of `tar`.
const TAR: &str = r#"
set -e
mkdir -p /srv/packages && cd /srv/packages
printf '#!/bin/sh\nexec busybox tar "$@"\n' >file
printf 'Name: tar\nVersion: 1\nRelease: 1\nSummary: for tests\nLicense: none\nBuildArch: noarch\nAutoReqProv: no\n%%description\nFor tests.\n%%install\ninstall -D -m 755 /srv/packages/file %%{buildroot}/usr/bin/tar\n%%files\n/usr/bin/tar\n' >spec
rpmbuild -bb --quiet --define '_rpmdir /srv/packages' spec >/dev/null 2>&1
createrepo_c --quiet .
mkdir -p /etc/yum.repos.d
printf '[base]\nname=base\nbaseurl=file:///srv/packages\ngpgcheck=0\n' >/etc/yum.repos.d/base.repo
rm -rf /var/cache/dnf /usr/bin/tar /bin/tar
"#;

#[test]
fn a_downloader_comes_from_apt() {
    for known in [Value::Null, json!("curl")] {
        let Some(machine) = machine("apt-get") else { return };
        prepare(&machine, &format!("{BUILD_DEB}{CURL}"));
        let store = Store::start(generic_bundle(), |_, _| Answer::Bundle);
        let mut choices = generic(&store.url);
        choices["answers"] = json!({ "downloader": known });
        let run = machine.run(&payload(&choices));
        check_done(&machine, &run, "curl is missing: apt installs it");
        assert_eq!(machine.mode("/usr/bin/curl"), 0o755, "what everybody uses is for everybody");
        tell(&machine, "no downloader, and apt has curl");
    }
}

#[test]
fn certificates_come_from_apt() {
    let Some(mut machine) = machine("apt-get") else { return };
    let authority = Authority::new();
    machine.put("authority.pem", &authority.pem());
    prepare(&machine, &format!("{BUILD_DEB}{CERTIFICATES}{WITHOUT_CERTIFICATES}"));
    let (_store, script) = with_tls(&authority);
    let run = machine.run(&script);
    check_done(&machine, &run, "ca-certificates is missing: apt installs it");
    tell(&machine, "no certificates at all, and apt has them");
}

/// Whoever has no certificates can check none: that is the cause, and not the store's certificate. A repository that does not
/// answer may do so later; where there is none, waiting mends nothing.
#[test]
fn without_certificates_or_repositories() {
    for (sources, waits, case) in [
        ("", 0..=0, "no certificates at all, and no repository"),
        ("deb [trusted=yes] http://127.0.0.1:9/ ./", 200..=600, "no certificates at all, and a dead repository"),
    ] {
        let Some(machine) = machine("apt-get") else { return };
        prepare(&machine, &format!("{WITHOUT_CERTIFICATES}\necho '{sources}' >/etc/apt/sources.list"));
        let (store, script) = with_tls(&Authority::new());
        let run = machine.run(&script);
        assert_eq!(run.code, Some(30), "{}", run.console);
        assert!(
            machine.status()["message"].as_str().unwrap().contains("the image lacks ca-certificates"),
            "{}",
            run.console
        );
        assert_eq!(store.requests.lock().unwrap().len(), 0);
        assert!(waits.contains(&machine.slept()), "it tries again for {} s: {}", machine.slept(), run.console);
        machine.tell("aws UserData for debian-12", case, "exit 30");
    }
}

/// Where nothing can ask the store, nothing is said of it.
#[test]
fn a_downloader_from_dead_repositories() {
    for known in [Value::Null, json!("curl")] {
        let without = &["usr/bin/curl", "usr/bin/wget", "usr/bin/python3", "usr/bin/python3.11", "usr/bin/python2.7"];
        let Some(machine) = Machine::without("dash", without).map(Machine::quick) else { return };
        if !machine.has("apt-get") {
            return;
        }
        prepare(
            &machine,
            "dpkg --purge --force-depends curl >/dev/null 2>&1; echo 'deb [trusted=yes] http://127.0.0.1:9/ ./' >/etc/apt/sources.list",
        );
        let store = Store::start(generic_bundle(), |_, _| Answer::Bundle);
        let mut choices = generic(&store.url);
        choices["answers"] = json!({ "downloader": known });
        choices["software"] = json!({ "packages": ["git"] });
        let run = machine.run(&payload(&choices));
        assert_eq!(run.code, Some(31), "{}", run.console);
        let message = machine.status()["message"].to_string();
        assert!(message.contains("name others: http://127.0.0.1:9, or there is no network"), "{message}");
        assert_eq!(store.requests.lock().unwrap().len(), 0);
    }
}

#[test]
fn tar_comes_from_dnf() {
    let Some(machine) = machine("dnf").filter(|machine| machine.has("createrepo_c")) else { return };
    prepare(&machine, TAR);
    let store = Store::start(generic_bundle(), |_, _| Answer::Bundle);
    let mut choices = generic(&store.url);
    choices["system"] = json!("rocky-9");
    let run = machine.run(&payload(&choices));
    check_done(&machine, &run, "tar is missing: dnf installs it");
    machine.tell("aws UserData for rocky-9, dnf", "no tar, and dnf has it", "exit 0, installed");
}

/// Wget2 is another program, with other words for the same: where it calls itself `wget`, the next downloader is taken.
#[test]
fn wget2_is_not_taken_for_wget() {
    let Some(mut machine) = Machine::without("dash", &["usr/bin/curl"]) else { return };
    machine.put(
        "usr/local/sbin/wget",
        "#!/bin/sh\necho 'GNU Wget2 2.2.0 - multithreaded metalink/file/website downloader'\n",
    );
    let store = Store::start(generic_bundle(), |_, _| Answer::Bundle);
    let run = machine.run(&payload(&generic(&store.url)));
    assert_eq!(run.code, Some(0), "{}", run.console);
    assert!(store.senders.lock().unwrap()[0].starts_with("Python-urllib"), "{:?}", store.senders);
    machine.tell("aws UserData for debian-12", "wget2 is called wget", "exit 0, installed by Python");
}

fn machine(manager: &str) -> Option<Machine> {
    let mut machine = Machine::new("dash")?.quick();
    machine.put("etc/hosts", &format!("127.0.0.1 localhost {NAME}\n"));
    machine.has(manager).then_some(machine)
}

#[track_caller]
fn prepare(machine: &Machine, script: &str) {
    let run = machine.execute(&["env", "HOME=/root", "sh", "-c", script]);
    assert_eq!(run.code, Some(0), "{}", run.console);
}

/// A store that speaks TLS by an authority, and the script that asks it.
fn with_tls(authority: &Authority) -> (std::sync::Arc<Store>, String) {
    let store = Store::start_with_tls(generic_bundle(), NAME, authority.identity(NAME, 9), |_, _| Answer::Bundle);
    let mut choices = generic(&store.url);
    choices["answers"] = json!({ "certificatesInstalled": true });
    let script = payload(&choices);
    (store, script)
}

#[track_caller]
fn check_done(machine: &Machine, run: &Run, said: &str) {
    let told = format!("{}\n{:?}", run.console, machine.read("/var/log/dynaboot.log"));
    assert_eq!(run.code, Some(0), "{told}");
    assert!(run.console.contains(said), "{told}");
    assert_eq!(machine.read("/opt/agent/arguments").unwrap(), "from here\n");
}

fn tell(machine: &Machine, case: &str) {
    machine.tell("aws UserData for debian-12, apt", case, "exit 0, installed");
}
