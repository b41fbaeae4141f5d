//! How long a run takes beside the same work done by hand: a figure for `cargo xtask bench`, and no test of anything.
//!
//! `DYNABOOT_MEASURE` asks for it.

use serde_json::json;

use crate::archive::archive;
use crate::journeys::{generic, sha256};
use crate::machine::{Machine, payload};
use crate::store::{Answer, Store};

/// Each way is taken so often, in turns, so that what else the machine does falls on both.
const ROUNDS: usize = 9;

/// What somebody types who trusts that all goes well.
const BY_HAND: &str = "set -e
mkdir /hand
cd /hand
curl -sSfL -o bundle.tar.gz URL
sha256sum bundle.tar.gz >sum
tar -xzf bundle.tar.gz
./setup </dev/null";

/// Installs an agent, starts its daemon, and says when that was.
const INSTALLER: &str =
    "#!/bin/sh\nmkdir -p /opt/agent/share\n/bin/sleep 1000 >/dev/null 2>&1 &\ndate +%s%N >/running\n";

#[test]
#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn beside_the_work_by_hand() {
    if std::env::var_os("DYNABOOT_MEASURE").is_none() {
        return;
    }
    let bundle = archive(&[("setup", INSTALLER), ("share/noise", &crate::faults::noise(33_000_000))]);
    let store = Store::start(bundle.clone(), |_, _| Answer::Bundle);
    let mut choices = generic(&store.url);
    choices["agent"]["settings"]["installCommand"] = json!("./setup");
    choices["bundleStore"]["sha256"] = json!(sha256(&bundle));
    choices["answers"] = json!({ "downloader": "curl" });
    let script = payload(&choices);
    let by_hand = BY_HAND.replace("URL", &format!("{}/agent.tar.gz", store.url));
    let time = |script: &str| {
        let machine = Machine::new("dash").unwrap();
        let run = machine.run_beside(script, "date +%s%N >/started; exec dash /payload");
        assert_eq!(run.code, Some(0), "{}", run.console);
        let when = |path| machine.read(path).unwrap().trim().parse::<u64>().unwrap();
        (when("/running") - when("/started")) / 1_000_000
    };
    let rounds: Vec<(u64, u64)> = (0..ROUNDS).map(|_| (time(&script), time(&by_hand))).collect();
    let by_script = median(rounds.iter().map(|round| round.0));
    let by_hand = median(rounds.iter().map(|round| round.1));
    println!("measure: bundle {}", bundle.len());
    println!("measure: script {by_script}");
    println!("measure: hand {by_hand}");
    println!("measure: ratio {}.{:02}", by_script / by_hand, by_script * 100 / by_hand % 100);
}

fn median(times: impl Iterator<Item = u64>) -> u64 {
    let mut times: Vec<u64> = times.collect();
    times.sort_unstable();
    times[times.len() / 2]
}
