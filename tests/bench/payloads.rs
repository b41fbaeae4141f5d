//! What a payload costs, for every cloud × system: bytes, and the time to render and wrap it.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use dynaboot_core::script::plan::plan;
use dynaboot_core::script::render;
use dynaboot_core::{Policy, resolve, wrap};
use serde_json::json;

const ROUNDS: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let policy = Policy::builtin()?;
    let document = policy.document();
    for cloud in document.clouds.keys() {
        for system in document.systems.keys() {
            let choices = policy.read_choices(&json!({
                "cloud": cloud.as_str(), "system": system.as_str(),
                "agent": { "id": "generic", "onImage": "absent", "settings": { "installCommand": "./install", "presentPath": "/opt/agent" } },
                "bundleStore": { "url": "https://store.example.com/agent.tar.gz" },
            }))?;
            let facts = resolve(&choices, &policy);
            let made = || wrap(&render(&plan(&facts)?), &facts);
            let Some(payload) = made() else { continue };
            let mut times: Vec<f64> = (0..ROUNDS)
                .map(|_| {
                    let started = Instant::now();
                    black_box(made());
                    started.elapsed().as_secs_f64() * 1e6
                })
                .collect();
            times.sort_unstable_by(f64::total_cmp);
            let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
            println!("{} {} {} {} {median:.1}", cloud.as_str(), system.as_str(), payload.bytes, payload.left);
        }
    }
    Ok(())
}
