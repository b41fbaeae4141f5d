//! What an installer finds when it starts: its environment, and what it is told.

use serde_json::{Value, json};

use crate::archive::archive;
use crate::journeys::{cloudcenter, generic};
use crate::machine::{Machine, SHELLS, payload};
use crate::store::{Answer, Store};

/// Notes what it finds; somebody who is not root reads what came with it.
const CURIOUS: &str = "mkdir -p \"$HERE\" && cd_from=$PWD
{
	umask
	echo \"$HOME\"
	echo \"$PATH\"
	echo \"${no_proxy-none}\"
	sed -n 's/^SigIgn:.*\\(.\\{8\\}\\)/\\1/p' /proc/self/status
	timeout 20 sh -c 'yes | head -n 1'
	cat /root/.netrc
} >\"$HERE/found\"
";

const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Where neither a store nor a metadata service is asked through the proxy.
const NO_PROXY: &str = "127.0.0.1,localhost,::1,169.254.169.254,fd00:ec2::254,metadata.google.internal";

fn with_credentials(mut choices: Value) -> Value {
    choices["bundleStore"]["user"] = json!("reader");
    choices["bundleStore"]["password"] = json!("s3cr3t!");
    choices
}

#[test]
fn an_installer_finds_what_installers_expect() {
    let installer = format!(
        "#!/bin/sh\nHERE=/opt/agent/share\n{CURIOUS}chroot --userspec=65534:65534 / cat \"$cd_from/share/notice\" /opt/agent/share/found >/opt/agent/read\n"
    );
    for shell in SHELLS {
        for (proxy, exempt) in [(None, "none"), (Some("http://proxy.example.com:3128"), NO_PROXY)] {
            let Some(machine) = Machine::new(shell) else { return };
            let bundle = archive(&[("setup", &installer), ("share/notice", "it is whole\n")]);
            let store = Store::start(bundle, |_, _| Answer::Bundle);
            let mut choices = with_credentials(generic(&store.url));
            // The store on loopback is none of the proxy's.
            choices["proxy"] = json!(proxy);
            let run = machine.run(&payload(&choices));
            let told = format!("{shell}: {}\n{:?}", run.console, machine.read("/var/log/dynaboot.log"));
            assert_eq!(run.code, Some(0), "{told}");
            let found = machine.read("/opt/agent/share/found").unwrap();
            // The last of the 32 is none of POSIX.
            let ignored = found.lines().nth(4).and_then(|mask| u32::from_str_radix(mask, 16).ok()).unwrap();
            assert_eq!(ignored & 0x7FFF_FFFF, 0, "signals are ignored: {told}");
            let found = found.replacen(found.lines().nth(4).unwrap(), "signals", 1);
            let credentials = "machine 127.0.0.1 login reader password s3cr3t!";
            let expected = format!("0022\n/root\n{PATH}\n{exempt}\nsignals\ny\n{credentials}\n");
            assert_eq!(found, expected, "{told}");
            let read = machine.read("/opt/agent/read").unwrap();
            assert!(read.starts_with("it is whole\n0022\n/root\n"), "{read}");
            machine.tell("aws UserData for debian-12, curl", "an installer looks around", "finds what it expects");
        }
    }
}

/// CloudCenter's own components are for root alone, and what they are told is there before they start.
#[test]
fn the_cloudcenter_agent_is_for_root_alone() {
    let installer = format!(
        "#!/bin/sh\nHERE=/usr/local/agentlite\n{CURIOUS}cat /usr/local/bundle-store-url /usr/local/package-store-url >>$HERE/found\n"
    );
    let Some(machine) = Machine::new("dash") else { return };
    let store = Store::start(archive(&[("agentlite/bin/install", &installer)]), |_, _| Answer::Bundle);
    let run = machine.run(&payload(&with_credentials(cloudcenter("aws", "centos-7", &store.url))));
    assert_eq!(run.code, Some(0), "{}", run.console);
    let found = machine.read("/usr/local/agentlite/found").unwrap();
    assert!(found.starts_with("0077\n/root\n"), "{found}");
    let stores = format!(
        "password s3cr3t!\nBUNDLE_STORE_URL={}/5.2.2/bundle\nPACKAGE_STORE_URL=http://repo.example.com\n",
        store.url
    );
    assert!(found.ends_with(&stores), "{found}");
}

/// What the agent was told goes with an installation that fails, and what stood in its place comes back.
#[test]
fn what_was_there_before_comes_back() {
    for before in [
        "",
        "mkdir -p /usr/local && echo theirs >/usr/local/bundle-store-url && printf 'machine 127.0.0.1 login old password old\\nmachine other login a password b' >/root/.netrc && chmod 640 /root/.netrc",
    ] {
        for shell in ["dash", "ash"] {
            let Some(machine) = Machine::new(shell) else { return };
            machine.execute(&["sh", "-c", before]);
            let there = machine.changes();
            let installer = "#!/bin/sh\nmkdir -p /usr/local/agentlite && exit 3\n";
            let store = Store::start(archive(&[("agentlite/bin/install", installer)]), |_, _| Answer::Bundle);
            let run = machine.run(&payload(&with_credentials(cloudcenter("aws", "centos-7", &store.url))));
            assert_eq!(run.code, Some(40), "{}", run.console);
            let left = machine.changes();
            assert!(left == there, "{:?} and not {:?}", left.keys(), there.keys());
            machine.tell(
                "aws UserData for centos-7, curl",
                "an installer fails after it was told",
                "exit 40, as before",
            );
        }
    }
}
