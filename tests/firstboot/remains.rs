//! What an unfinished installation leaves is removed, also after the power went, and nothing that is mounted.

use serde_json::json;

use crate::archive::archive;
use crate::certificates::Authority;
use crate::journeys::generic;
use crate::machine::{Machine, SHELLS, payload};
use crate::store::{Answer, Store};

const FORM: &str = "aws UserData for debian-12, curl";

/// Where the store's certificate goes on a Debian.
const ANCHOR: &str = "usr/local/share/ca-certificates/dynaboot-store-ca.crt";

/// What the installer mounted is somebody's: nothing in it is removed, and the run says so. What is mounted beside it, under a name
/// that only begins alike, is in nobody's way.
#[test]
fn what_is_mounted_below_stays() {
    for shell in SHELLS {
        let Some(machine) = Machine::new(shell).map(Machine::quick) else { return };
        let installer = "#!/bin/sh\nmkdir -p /opt/agent/share/data /opt/agent/share2 /srv/theirs && >/srv/theirs/file\nfor place in share/data share2; do mount --bind /srv/theirs /opt/agent/$place; done\nexit 3\n";
        let store = Store::start(archive(&[("setup", installer)]), |_, _| Answer::Bundle);
        let twice = format!(
            "{shell} /payload; echo \"ended with $?\"; {shell} /payload; echo \"ended with $?\"; umount /opt/agent/share/data; {shell} /payload; echo \"ended with $?\"; ls /srv/theirs"
        );
        let run = machine.run_beside(&payload(&generic(&store.url)), &twice);
        let told = format!("{shell}: {}", run.console);
        let ends: Vec<&str> = run.console.lines().filter(|line| !line.starts_with("dynaboot: ")).collect();
        assert_eq!(ends, ["ended with 40", "ended with 70", "ended with 40", "file"], "{told}");
        assert!(run.console.contains("/opt/agent/share cannot be removed: is it mounted?"), "{told}");
        machine.tell(FORM, "an installer mounts something and fails", "exit 40, what is mounted stays");
    }
}

/// A mark that is empty, as after the power went: what is there may be half an agent, and is installed anew.
#[test]
fn an_empty_mark_is_no_agent() {
    for shell in SHELLS {
        let Some(machine) = Machine::new(shell).map(Machine::quick) else { return };
        let half = "mkdir -p /var/lib/dynaboot /opt/agent/share && echo half >/opt/agent/share/half && >/var/lib/dynaboot/installing";
        machine.execute(&["sh", "-c", half]);
        let installer = "#!/bin/sh\nmkdir -p /opt/agent/share && echo whole >/opt/agent/share/whole\n";
        let store = Store::start(archive(&[("setup", installer)]), |_, _| Answer::Bundle);
        let run = machine.run(&payload(&generic(&store.url)));
        assert_eq!(run.code, Some(0), "{shell}: {}", run.console);
        assert_eq!(machine.status()["state"], "done");
        let left: Vec<String> = machine.changes().into_keys().collect();
        assert_eq!(left, ["opt/agent/share/whole"], "{shell}");
        machine.tell(FORM, "an empty mark beside half an agent", "exit 0, installed anew");
    }
}

/// A run that fails leaves nobody trusted whom the system did not trust before.
#[test]
fn the_certificate_of_a_failed_run() {
    for (behaviour, code) in [(404, 11), (200, 40)] {
        let Some(mut machine) = Machine::new("dash").map(Machine::quick) else { return };
        machine.put("etc/hosts", "127.0.0.1 localhost store.test\n");
        let authority = Authority::new();
        let store = Store::start_with_tls(
            archive(&[("setup", "#!/bin/sh\nexit 3\n")]),
            "store.test",
            authority.identity("store.test", 9),
            if behaviour == 404 { |_, _| Answer::Status(404) } else { |_, _| Answer::Bundle },
        );
        let mut choices = generic(&store.url);
        choices["bundleStore"]["caCertificate"] = json!(authority.pem());
        let trusted = |machine: &Machine| machine.execute(&["cat", "/etc/ssl/certs/ca-certificates.crt"]).console;
        let before = trusted(&machine);
        let run = machine.run(&payload(&choices));
        assert_eq!(run.code, Some(code), "{}", run.console);
        assert!(machine.read(ANCHOR).is_none() && trusted(&machine) == before, "{:?}", machine.changes().keys());
        assert!(machine.read("var/lib/dynaboot/installing").is_none(), "{}", run.console);
        machine.tell(
            FORM,
            "a store's certificate, and a run that fails",
            &format!("exit {code}, nobody is trusted anew"),
        );
    }
}

/// A package whose installation fails halfway, until somebody mends what it lacks. Its directory is its own on Debian alone.
const PACKAGES: [(&str, &str, &str); 2] = [
    (
        "debian-12",
        "dpkg-deb",
        "mkdir -p p/DEBIAN p/opt/agent/share && echo agent >p/opt/agent/share/file
        printf 'Package: agent\\nVersion: 1\\nArchitecture: all\\nMaintainer: nobody <nobody@localhost>\\nDescription: x\\n' >p/DEBIAN/control
        printf '#!/bin/sh\\ntest -e /mended\\n' >p/DEBIAN/postinst && chmod 755 p/DEBIAN/postinst
        dpkg-deb --build --root-owner-group p p.deb && dpkg --install p.deb",
    ),
    (
        "rocky-9",
        "rpmbuild",
        "echo agent >file
        printf 'Name: agent\\nVersion: 1\\nRelease: 1\\nSummary: x\\nLicense: x\\nBuildArch: noarch\\n%%description\\nx\\n%%install\\ninstall -D '$PWD'/file %%{buildroot}/opt/agent/share/file\\n%%files\\n/opt/agent/share/file\\n' >spec
        rpmbuild -bb --quiet --define '_rpmdir /srv/rpm' --define '_build_id_links none' spec
        rpm --install --replacepkgs --nodeps /srv/rpm/noarch/agent-1-1.noarch.rpm && test -e /mended",
    ),
];

/// What a package owns is its package manager's: it stays, is taken for no whole agent, and the next run installs it again.
#[test]
fn what_a_package_owns_stays() {
    for (system, builder, install) in PACKAGES {
        for shell in ["dash", "bash"] {
            let Some(machine) = Machine::new(shell).map(Machine::quick) else { return };
            if !machine.has(builder) {
                continue;
            }
            let store = Store::start(archive(&[("setup", &format!("#!/bin/sh\n{install}\n"))]), |_, _| Answer::Bundle);
            let mut choices = generic(&store.url);
            choices["system"] = json!(system);
            let script = payload(&choices);
            for _ in 0..2 {
                let run = machine.run(&script);
                let told = format!("{shell}: {}\n{:?}", run.console, machine.read("/var/log/dynaboot.log"));
                assert_eq!(run.code, Some(40), "{told}");
                assert!(run.console.contains("/opt/agent/share stays: a package owns it"), "{told}");
                assert_eq!(machine.read("opt/agent/share/file").as_deref(), Some("agent\n"), "{told}");
            }
            machine.execute(&["touch", "/mended"]);
            let run = machine.run(&script);
            assert_eq!(run.code, Some(0), "{shell}: {}\n{:?}", run.console, machine.read("/var/log/dynaboot.log"));
            assert_eq!(machine.status()["state"], "done");
            assert!(machine.read("var/lib/dynaboot/installing").is_none());
            machine.tell(
                &format!("aws UserData for {system}"),
                "a package fails halfway, then is mended",
                "exit 40, what it owns stays; then 0",
            );
        }
    }
}
