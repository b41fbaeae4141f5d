//! What scripts cost: bytes and time of every payload, and a run beside the same work by hand.

use crate::bench::figures::{figures, grouped, told};
use crate::failure::Failure;
use crate::outcome::Stop;
use crate::workspace::Workspace;
use crate::{process, rootfs};

/// Prints the tables.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    payloads(workspace)?;
    windows_payloads(workspace)?;
    beside_work_by_hand(workspace)
}

/// What an example of the tests prints.
fn example(workspace: &Workspace, name: &str) -> Result<String, Failure> {
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root).args(["run", "--quiet", "--profile", "bench-native", "-p", "dynaboot-tests"]);
    process::read(cargo.args(["--example", name]), "see what it says above")
}

fn payloads(workspace: &Workspace) -> Result<(), Failure> {
    let lines = example(workspace, "payloads")?;
    println!(
        "\n| generic agent over HTTPS | system | payload, bytes | left | render and wrap, µs |\n|---|---|--:|--:|--:|"
    );
    for line in lines.lines() {
        if let [cloud, system, bytes, left, time] = line.split(' ').collect::<Vec<_>>().as_slice() {
            let bytes = bytes.parse().map_or_else(|_| (*bytes).to_owned(), grouped);
            println!("| {cloud} | {system} | {bytes} | {left} | {time} |");
        }
    }
    Ok(())
}

/// The largest of all Windows systems, by what was chosen.
fn windows_payloads(workspace: &Workspace) -> Result<(), Failure> {
    let lines = example(workspace, "windows_payloads")?;
    println!(
        "\n| Windows | agent | choices | script, bytes | payload, as its cloud counts | limit | form |\n|---|---|---|--:|--:|--:|---|"
    );
    for line in lines.lines() {
        if let [cloud, agent, amount, script, bytes, limit, form] = line.split(' ').collect::<Vec<_>>().as_slice() {
            let [script, bytes, limit] =
                [script, bytes, limit].map(|figure| figure.parse().map_or_else(|_| (*figure).to_owned(), grouped));
            println!("| {cloud} | {agent} | {amount} | {script} | {bytes} | {limit} | {} |", form.replace('-', " "));
        }
    }
    Ok(())
}

/// In the older root file system; where there is none to run in, the figures are left out.
fn beside_work_by_hand(workspace: &Workspace) -> Result<(), Failure> {
    let systems = match rootfs::make(workspace) {
        Ok(systems) => systems,
        Err(Stop::Skipped(reason) | Stop::NotAsked(reason)) => {
            println!("\nA run beside the same work by hand was not measured: {reason}.");
            return Ok(());
        }
        Err(Stop::Failed(failure)) => return Err(failure),
    };
    let Some(root) = systems.without_boot().next() else { return Ok(()) };
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root).args(["test", "-p", "dynaboot-tests", "--test", "firstboot", "beside_the_work"]);
    cargo.args(["--", "--nocapture"]).env("DYNABOOT_ROOTFS", root).env("DYNABOOT_MEASURE", "1");
    let lines = process::read(&mut cargo, "see what it says above")?;
    let figures = figures(&lines.replace("measure: ", ""));
    println!(
        "\n| from start to agent running, median | script, ms | by hand, ms | ratio | budget |\n|---|--:|--:|--:|--:|"
    );
    println!(
        "| a bundle of 20 MB, verified | {} | {} | {} | 1.10 |",
        told(&figures, "script"),
        told(&figures, "hand"),
        told(&figures, "ratio")
    );
    Ok(())
}
