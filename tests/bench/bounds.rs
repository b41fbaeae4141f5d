//! What policies cost that are as large as they may be, or mean harm: to be read, and to be asked. And what a megabyte of own text costs.
//!
//! It ends with an error where a policy takes longer than is promised, or leaves memory behind.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]
#![expect(clippy::indexing_slicing, clippy::panic, reason = "the policies are the suite's, made as tests make them")]

#[path = "../suite/organisation/attacks.rs"]
mod attacks;
#[path = "../suite/organisation/largest.rs"]
mod largest;

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use dynaboot_core::{Choices, Policy, alternatives, check};
use serde_json::{Value, json};

/// A check costs at most so many of the costliest by the built-in policy.
const MOST_CHECKS: f64 = 50.0;
/// In milliseconds.
const LONGEST_LOAD: f64 = 2_000.0;
/// How often it is all done again, to see whether memory grows; and the kilobytes that are no growth, since an allocator keeps some.
const ROUNDS: usize = 3;
const MOST_LEFT: u64 = 4_096;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let builtin = Policy::builtin()?;
    let usual = slowest(&builtin, &asked())?;
    println!("usual {usual:.0}");
    let mut broken = Vec::new();
    for bound in &largest::BOUNDS {
        let name = format!("{} {}", bound.most, bound.name);
        measure(&name, &(bound.made)(bound.most), &asked(), usual, &mut broken)?;
    }
    for attack in attacks::attacks() {
        let choices = asked().into_iter().chain([attack.choices]).collect::<Vec<_>>();
        measure(&format!("attack: {}", attack.name), &attack.policy, &choices, usual, &mut broken)?;
    }
    for (name, policy, _) in attacks::loads() {
        measure(&format!("load: {name}"), &policy, &asked(), usual, &mut broken)?;
    }
    own_texts(&builtin)?;
    if broken.is_empty() { Ok(()) } else { Err(broken.join("; ").into()) }
}

/// Reads a policy and asks it, and prints what that takes; what breaks a promise is added to the list.
fn measure(name: &str, value: &Value, asked: &[Value], usual: f64, broken: &mut Vec<String>) -> Outcome<()> {
    forget_peak();
    // The first rounds show what the allocator keeps for itself: what grows after them is left behind.
    round(value, asked, usual)?;
    let (load, times) = round(value, asked, usual)?;
    let (peak, before) = (memory("VmHWM:"), memory("VmRSS:"));
    let mut again = (load, times);
    for _ in 0..ROUNDS {
        again = round(value, asked, usual)?;
    }
    let left = memory("VmRSS:").saturating_sub(before);
    let (load, times) = (load.min(again.0), again.1);
    let told = times.map_or("refused".to_owned(), |times| format!("{times:.1}"));
    println!("bound {name}|{load:.0}|{told}|{}|{left}", peak / 1024);
    if load > LONGEST_LOAD {
        broken.push(format!("{name}: {load:.0} ms to load"));
    }
    if times.is_some_and(|times| times > MOST_CHECKS) {
        broken.push(format!("{name}: {told} times the costliest check by the built-in policy"));
    }
    if left > MOST_LEFT {
        broken.push(format!("{name}: {left} KB are left behind"));
    }
    Ok(())
}

/// The milliseconds that it takes to read a policy, and how often the costliest check by the built-in one goes into one by this.
fn round(value: &Value, asked: &[Value], usual: f64) -> Outcome<(f64, Option<f64>)> {
    let started = Instant::now();
    let policy = Policy::of_organisation(value);
    let load = milliseconds(started);
    let check = policy.ok().map(|policy| slowest(&policy, asked)).transpose()?;
    Ok((load, check.map(|check| check / usual)))
}

/// The choices that every policy is asked about: from nothing at all to a long text to compare and to repeat.
fn asked() -> Vec<Value> {
    let mut long = attacks::ready("http://store.example.com/agent.tar.gz");
    long["bundleStore"]["url"] = json!(format!("http://store.example.com/{}", "a".repeat(7_000)));
    let mut unknown = attacks::ready("https://store.example.com/agent.tar.gz");
    unknown["image"] = json!({ "id": "ami-0123456789abcdef0", "publisher": "acmee" });
    let plain = ["http", "https"].map(|scheme| attacks::ready(&format!("{scheme}://store.example.com/agent.tar.gz")));
    let agent = json!({ "cloud": "aws", "system": "debian-12", "agent": { "id": "x0", "onImage": "absent" } });
    [json!({}), json!({ "cloud": "aws" }), long, unknown, agent].into_iter().chain(plain).collect()
}

/// The costliest of some checks, in microseconds: of each the shortest of a few calls, since the machine does other things too.
/// Choices that a policy does not take cost nothing.
fn slowest(policy: &Policy, asked: &[Value]) -> Outcome<f64> {
    let mut slowest = 0.0_f64;
    for value in asked {
        if let Ok(choices) = policy.read_choices(value) {
            let calls = (0..5).map(|_| took(|| drop(black_box(check(black_box(&choices), policy)))));
            slowest = slowest.max(calls.fold(f64::MAX, f64::min) * 1e3);
        }
    }
    if slowest > 0.0 { Ok(slowest) } else { Err("a policy that takes no choices at all".into()) }
}

/// A megabyte of own text beside choices that are blocked: what a check, and trying to mend them, takes.
fn own_texts(policy: &Policy) -> Outcome<()> {
    for (name, text) in texts() {
        let mut input = attacks::ready("https://store.example.com/agent.tar.gz");
        input["userPart"] = json!(format!("#!/bin/sh\n{text}"));
        input["packageStore"] = json!({ "url": "no address" });
        let choices: Choices = policy.read_choices(&input)?;
        println!("own-{name}-check {:.1}", took(|| drop(black_box(check(&choices, policy)))));
        println!("own-{name}-alternatives {:.1}", took(|| drop(black_box(alternatives(&choices, policy)))));
    }
    Ok(())
}

/// A megabyte each: what cannot be compressed, lines that are alike, and one line over and over.
fn texts() -> [(&'static str, String); 3] {
    let noise = (0..98_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_string() + "\n").collect();
    let lines = (0..60_000).map(|number| format!("echo line {number}")).collect::<Vec<_>>().join("\n");
    [("noise", noise), ("lines", lines), ("same", "echo hi\n".repeat(124_000))]
}

/// In milliseconds.
fn took(call: impl FnOnce()) -> f64 {
    let started = Instant::now();
    call();
    milliseconds(started)
}

fn milliseconds(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1e3
}

/// The kilobytes that the process holds, or held at most; none where the system does not say.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// From now on the most that is held counts anew; where the system cannot do that, it counts from the beginning.
fn forget_peak() {
    drop(fs::write("/proc/self/clear_refs", "5"));
}
