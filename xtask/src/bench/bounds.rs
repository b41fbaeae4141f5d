//! What policies cost that are as large as they may be, or mean harm.

use super::figures::{figures, told};

/// Prints what each of them takes, as `tests/bench/bounds.rs` measured it.
pub(super) fn tell(lines: &str) {
    let measured = figures(lines);
    println!(
        "\nNative. The costliest `check` by the built-in policy takes {} µs; no check takes more than 50 of these, no load more than \
         2,000 ms.\n",
        told(&measured, "usual")
    );
    println!(
        "| a policy at its bound | load, ms | `check`, times the built-in policy's costliest | memory held at most, MB \
         | more after three further rounds, KB |"
    );
    println!("|---|--:|--:|--:|--:|");
    for (_, row) in measured.iter().filter(|(name, _)| name == "bound") {
        println!("| {} |", row.replace('|', " | "));
    }
    println!("\n| a megabyte of own text, native, ms | `check` | `alternatives` |\n|---|--:|--:|");
    for (name, key) in [("that nothing compresses", "noise"), ("lines that are alike", "lines"), ("one line", "same")] {
        let of = |call: &str| told(&measured, &format!("own-{key}-{call}")).to_owned();
        println!("| {name} | {} | {} |", of("check"), of("alternatives"));
    }
}
