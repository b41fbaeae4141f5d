//! What policies can take that mean harm: the slowest `check` beside the built-in policy's slowest, and the slowest load.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]
#![expect(dead_code, unused_imports, reason = "the tests of the same file are not run here")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use dynaboot_core::{Choices, Policy, check};

#[path = "../suite/organisation/hostile.rs"]
mod hostile;

fn main() -> Result<(), Box<dyn Error>> {
    let builtin = Policy::builtin()?;
    let blank = fastest(|| drop(black_box(check(&Choices::default(), &builtin))));
    println!("blank {blank:.2}");
    for attack in hostile::attacks() {
        let policy = Policy::of_organisation(&attack.policy)?;
        let choices = policy.read_choices(&attack.choices)?;
        let taken = fastest(|| drop(black_box(check(&choices, &policy))));
        println!("check-{} {taken:.2} {:.1}", attack.name, taken / blank);
    }
    for (name, value, _) in hostile::loads() {
        println!("load-{} {:.0}", name.replace(' ', "-"), fastest(|| drop(black_box(Policy::of_organisation(&value)))));
    }
    Ok(())
}

/// The least of three calls, in milliseconds.
fn fastest(call: impl Fn()) -> f64 {
    let times = (0..3).map(|_| {
        let started = Instant::now();
        call();
        started.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::INFINITY, f64::min)
}
