//! Stores that are slow or break off: what came is kept, and the reason is said.

use crate::archive::archive;
use crate::faults::noise;
use crate::journeys::generic;
use crate::machine::{Machine, SHELLS, payload};
use crate::store::{Answer, Store};

const INSTALLER: &str = "#!/bin/sh\nmkdir -p /opt/agent/share\n";

/// Whoever lacks the rest asks for that alone, and a store that does not know how gives it all.
#[test]
fn what_came_is_not_asked_for_again() {
    for shell in SHELLS {
        for knows in [true, false] {
            let Some(machine) = Machine::new(shell).map(Machine::quick) else { return };
            let bundle = archive(&[("setup", INSTALLER), ("share/noise", &noise(200_000))]);
            let store = if knows {
                Store::start(bundle, |_, before| if before < 3 { Answer::Half } else { Answer::Rest })
            } else {
                Store::start(bundle, |_, before| if before == 0 { Answer::Half } else { Answer::Bundle })
            };
            let run = machine.run(&payload(&generic(&store.url)));
            assert_eq!(run.code, Some(0), "{shell}: {}", run.console);
            let asked = store.ranges.lock().unwrap().clone();
            let half = format!("bytes={}-", store.bundle.len() / 2);
            assert_eq!(asked[..2], ["", &half], "{shell}");
        }
    }
}

/// A store that trickles is called slow, and not away. The minute is a second here.
#[test]
fn a_slow_store_is_called_slow() {
    for shell in ["dash", "bash"] {
        let Some(mut machine) = Machine::new(shell).map(Machine::quick) else { return };
        machine.put(
            "usr/local/sbin/curl",
            "#!/bin/sh\nfor word; do shift; [ \"$word\" != -y60 ] || { word=-y1; >/asked; }; set -- \"$@\" \"$word\"; done\nexec /usr/bin/curl \"$@\"\n",
        );
        let store =
            Store::start(
                archive(&[("setup", INSTALLER)]),
                |_, before| {
                    if before < 1 { Answer::Trickle } else { Answer::Bundle }
                },
            );
        let run = machine.run(&payload(&generic(&store.url)));
        assert_eq!(run.code, Some(0), "{shell}: {}", run.console);
        assert!(run.console.contains("comes too slowly, or breaks off (curl: (28)"), "{shell}: {}", run.console);
        assert!(machine.read("/asked").is_some(), "it was asked to watch the speed");
    }
}
