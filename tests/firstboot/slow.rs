//! Stores that are slow or break off: what came is kept, and the reason is said.

use crate::archive::archive;
use crate::faults::noise;
use crate::journeys::generic;
use crate::machine::{Machine, SHELLS, payload};
use crate::store::{Answer, Store};

const INSTALLER: &str = "#!/bin/sh\nmkdir -p /opt/agent/share\n";

/// Each downloader: what the machine lacks, and what its minute is in.
const DOWNLOADERS: [(&str, &[&str], &str); 3] = [
    ("curl", &[], "-y60/-y1"),
    ("wget", &["usr/bin/curl"], ""),
    ("python3", &["usr/bin/curl", "usr/bin/wget"], "alarm(60)/alarm(1)"),
];

/// Whoever lacks the rest asks for that alone, and a store that does not know how gives it all.
#[test]
fn what_came_is_not_asked_for_again() {
    for (shell, (downloader, without, _)) in
        SHELLS.into_iter().zip(DOWNLOADERS).chain(DOWNLOADERS.map(|each| ("dash", each)))
    {
        for knows in [true, false] {
            let Some(machine) = Machine::without(shell, without).map(Machine::quick) else { return };
            if !machine.has(downloader) {
                continue;
            }
            let bundle = archive(&[("setup", INSTALLER), ("share/noise", &noise(200_000))]);
            let store = if knows {
                Store::start(bundle, |_, before| match before {
                    0..3 => Answer::Half,
                    3 => Answer::Rest(1000),
                    // What came before it is not taken once more.
                    4 => Answer::Rest(0),
                    _ => Answer::Rest(usize::MAX),
                })
            } else {
                Store::start(bundle, |_, before| if before == 0 { Answer::Half } else { Answer::Bundle })
            };
            let run = machine.run(&payload(&generic(&store.url)));
            assert_eq!(run.code, Some(0), "{shell} {downloader}: {}", run.console);
            let asked = store.ranges.lock().unwrap().clone();
            let half = format!("bytes={}-", store.bundle.len() / 2);
            assert_eq!(asked[..2], ["", &half], "{shell} {downloader}");
        }
    }
}

/// A store that trickles is called slow, and not away. The minute is a second here.
#[test]
fn a_slow_store_is_called_slow() {
    for (downloader, without, minute) in DOWNLOADERS {
        let Some(mut machine) = Machine::without("dash", without).map(Machine::quick) else { return };
        if !machine.has(downloader) {
            continue;
        }
        if minute.is_empty() {
            machine.put("usr/local/sbin/sleep", "#!/bin/sh\n[ \"$1\" = 66 ] || exit 0\n>/asked\nexec /bin/sleep 1\n");
        } else {
            let replace = format!(
                "#!/bin/sh\nfor word; do shift; new=$(printf %s \"$word\" | sed 's/{minute}/'); [ \"$new\" = \"$word\" ] || >/asked; set -- \"$@\" \"$new\"; done\nexec /usr/bin/{downloader} \"$@\"\n"
            );
            machine.put(&format!("usr/local/sbin/{downloader}"), &replace);
        }
        let store =
            Store::start(
                archive(&[("setup", INSTALLER)]),
                |_, before| {
                    if before < 1 { Answer::Trickle } else { Answer::Bundle }
                },
            );
        let run = machine.run(&payload(&generic(&store.url)));
        assert_eq!(run.code, Some(0), "{downloader}: {}", run.console);
        assert!(run.console.contains("comes too slowly, or breaks off"), "{downloader}: {}", run.console);
        assert!(machine.read("/asked").is_some(), "it was asked to watch the speed");
    }
}

/// A store that is never done has an hour in all, however often it is asked, by a clock that nobody sets.
#[test]
fn a_download_has_an_hour_in_all() {
    for (downloader, without, _) in DOWNLOADERS {
        let Some(mut machine) = Machine::without("dash", without) else { return };
        if !machine.has(downloader) {
            continue;
        }
        // Each pause takes a quarter of an hour.
        machine.put(
            "usr/local/sbin/sleep",
            "#!/bin/sh\n[ \"$1\" != 66 ] || exec /bin/sleep 66\nread -r now </uptime\necho \"$((${now%.*} + 900)).25\" >/uptime\n",
        );
        let store = Store::start(archive(&[("setup", INSTALLER)]), |_, _| Answer::Half);
        let hour = "echo 17.25 >/uptime && mount --bind /uptime /proc/uptime && dash /payload; echo \"ended with $?\"";
        let run = machine.run_beside(&payload(&generic(&store.url)), hour);
        assert!(run.console.contains("ended with 21\n"), "{downloader}: {}", run.console);
        assert_eq!(store.requests.lock().unwrap().len(), 4, "{downloader}: {}", run.console);
    }
}
