//! What rules cost that cannot apply, and what rules cost that can: policies of an organisation's with ever more of either.
//!
//! A policy that is read has at most a thousand rules; these are put together here, so that more can be looked at.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use dynaboot_core::policy::rule::Rule;
use dynaboot_core::{Choices, Policy, check};
use serde_json::{Value, json};

const COUNTS: [usize; 5] = [0, 10, 100, 1_000, 10_000];

/// Clouds that the choices do not name.
const OTHERS: [&str; 4] = ["alibaba", "oci", "hetzner", "digitalocean"];

fn main() -> Result<(), Box<dyn Error>> {
    let builtin = Policy::builtin()?;
    let inputs: Vec<Value> = serde_json::from_str(include_str!("inputs.json"))?;
    let input = builtin.read_choices(inputs.first().ok_or("no input")?)?;
    for count in COUNTS {
        let (others, load) = with_rules(&builtin, count, &OTHERS)?;
        println!("others-{count} {:.1}", median(&input, &others));
        println!("index-{count} {load:.1}");
        println!("same-{count} {:.1}", median(&input, &with_rules(&builtin, count, &["aws"])?.0));
    }
    Ok(())
}

/// The built-in policy with so many rules more, about these clouds in turn; and the milliseconds that it took to make it.
fn with_rules(builtin: &Policy, count: usize, clouds: &[&str]) -> Result<(Policy, f64), Box<dyn Error>> {
    let mut document = builtin.document().clone();
    for (index, cloud) in clouds.iter().cycle().take(count).enumerate() {
        document.rules.push(rule(index, cloud)?);
    }
    let started = Instant::now();
    let policy = Policy::from_document(document)?;
    Ok((policy, started.elapsed().as_secs_f64() * 1e3))
}

/// A rule as organisations write them: about a cloud, kept by the choices that it is measured with.
fn rule(index: usize, cloud: &str) -> Result<Rule, serde_json::Error> {
    serde_json::from_value(json!({
        "id": format!("acme-{index}"), "title": "The store is Acme's", "severity": "error",
        "when": { "route": ["dynamicBootstrap"], "cloud": [cloud], "system.family": ["linux"] },
        "require": { "store.url": [format!("*store-{index}.example.com*"), "*store.example.com*"] },
        "message": "{store.url} is not Acme's", "why": "Acme has its own.", "todo": "Use it.",
        "source": { "from": "dynaboot" },
    }))
}

/// The median of many calls, in microseconds.
fn median(input: &Choices, policy: &Policy) -> f64 {
    let mut times: Vec<f64> = (0..400)
        .map(|_| {
            let started = Instant::now();
            drop(black_box(check(black_box(input), policy)));
            started.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
