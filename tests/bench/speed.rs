//! How long `check` and `assess` take natively, over the inputs that Node is measured with too, and `alternatives` at its worst.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use dynaboot_core::{Choices, Policy, alternatives, assess, check};
use serde_json::json;

const ROUNDS: usize = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let policy = Policy::builtin()?;
    let load = started.elapsed();
    println!("load {:.1}", load.as_secs_f64() * 1e6);
    let inputs: Vec<serde_json::Value> = serde_json::from_str(include_str!("inputs.json"))?;
    let inputs: Vec<Choices> = inputs.iter().map(|input| policy.read_choices(input)).collect::<Result<_, _>>()?;
    println!("check {:.1}", median(&inputs, |choices| drop(black_box(check(choices, &policy)))));
    println!("assess {:.1}", median(&inputs, |choices| drop(black_box(assess(choices, &policy)))));
    // Everything is open, and each answer to each question is looked at.
    println!("blank {:.0}", median(&[Choices::default()], |choices| drop(black_box(assess(choices, &policy)))));
    println!("alternatives {:.0}", slowest_alternatives(&policy)?);
    Ok(())
}

/// The most that `alternatives` took, in microseconds, over choices that are blocked in one way, in two and in many, on every
/// cloud and system: where single edits do not help, pairs are tried.
fn slowest_alternatives(policy: &Policy) -> Result<f64, Box<dyn Error>> {
    let document = policy.document();
    let mut slowest = 0.0_f64;
    for (cloud, system) in document.clouds.keys().flat_map(|cloud| document.systems.keys().map(move |id| (cloud, id))) {
        for more in [
            json!({}),
            json!({ "userDataRuns": false, "netTools": false, "downloader": "none" }),
            json!({ "python": "2.6.6", "certificatesInstalled": false, "supportConfirmed": false, "userDataRuns": false }),
        ] {
            let choices = policy.read_choices(&json!({
                "cloud": cloud, "system": system, "answers": more, "proxy": "no address",
                "bundleStore": { "url": "https://user:secret@store.example.com/bundle" },
            }))?;
            let started = Instant::now();
            drop(black_box(alternatives(&choices, policy)));
            slowest = slowest.max(started.elapsed().as_secs_f64() * 1e6);
        }
    }
    Ok(slowest)
}

/// The median over all calls, in microseconds.
fn median(inputs: &[Choices], call: impl Fn(&Choices)) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .flat_map(|_| inputs)
        .map(|input| {
            let started = Instant::now();
            call(input);
            started.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
