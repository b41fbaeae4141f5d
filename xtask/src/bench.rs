//! `cargo xtask bench`: sizes and speeds, measured here and now, beside their budgets.

mod scripts;

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, node, package, page, process, tools};

/// A size in bytes: as it is, and as two compressors make it.
#[derive(Clone, Copy, Default)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Builds what is shipped, measures it, and prints the tables of the README.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<(), Failure> {
    match words {
        [] => {}
        ["scripts"] => return scripts::run(workspace),
        [word, ..] => {
            return Err(Failure::new(format!(
                "`bench` takes no `{word}`: run `cargo xtask bench`, or `bench scripts`"
            )));
        }
    }
    let path = tools::install(workspace)?;
    page::build(workspace, &path)?;
    package::build(workspace, &path)?;
    let native = figures(&process::read(
        process::cargo().current_dir(&workspace.root).args(["run", "--quiet", "--profile", "bench-native"]).args([
            "-p",
            "dynaboot-tests",
            "--example",
            "speed",
        ]),
        "see what it says above",
    )?);
    let through_border = figures(&process::read(
        process::program("node").arg(workspace.root.join("tests/bench/speed.mjs")),
        "see what it says above",
    )?);
    node::install_packages(workspace, "tests")?;
    let page = figures(&process::read(
        process::program("node").arg(workspace.root.join("tests/bench/page.mjs")),
        "install Chromium, or say in DYNABOOT_CHROMIUM where it is",
    )?);

    node::install_packages(workspace, "tests/bench")?;
    let peers = process::read(
        process::program("node").arg(workspace.root.join("tests/bench/peers.mjs")),
        "see what it says above",
    )?;

    println!("\n| size in bytes | raw | gzip | brotli | budget, brotli |\n|---|--:|--:|--:|--:|");
    let package = workspace.root.join("wasm-pkg/dist");
    let glue = ["generated/dynaboot.wasm", "generated/dynaboot.js", "face.js", "plain.js"];
    let headless = glue.map(|name| package.join(name));
    row("headless wasm and glue", sum(workspace, &headless)?, "130,000");
    let dist = workspace.root.join("dist");
    row("the wasm of it", sum(workspace, &headless[..1])?, "");
    row("page: all that it loads", sum(workspace, &files::list(&dist)?)?, "400,000");
    let wasm: Vec<PathBuf> =
        files::list(&dist)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "wasm")).collect();
    row("the wasm of it", sum(workspace, &wasm)?, "");

    println!("\n| time, median | native | Node | budget, Node |\n|---|--:|--:|--:|");
    for (name, key, budget) in
        [("`check`, µs", "check", "40"), ("`assess` with script and payload, µs", "assess", "150")]
    {
        println!("| {name} | {} | {} | {budget} |", told(&native, key), told(&through_border, key));
    }
    println!(
        "| load the policy, native; import and initialise, Node; µs | {} | {} | 15,000 |",
        told(&native, "load"),
        told(&through_border, "start")
    );

    page_tables(&page);
    beside(&peers)?;
    scripts::run(workspace)
}

/// What `peers.mjs` measured of an engine.
#[derive(Deserialize)]
struct Peer {
    name: String,
    /// Milliseconds to the first verdict, in a process of its own.
    cold: Spread,
    /// Microseconds for a verdict.
    warm: Spread,
    /// Milliseconds for 100,000 verdicts.
    many: f64,
    /// Bytes that these took.
    memory: f64,
    /// Bytes of the package.
    size: u64,
}

#[derive(Deserialize)]
struct Spread {
    median: f64,
    least: f64,
    most: f64,
}

fn beside(peers: &str) -> Result<(), Failure> {
    println!(
        "\n| the same rules and inputs | first verdict, ms | a verdict, µs | 100,000 verdicts, s | memory, MB | package, KB |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for line in peers.lines() {
        let peer: Peer = serde_json::from_str(line)
            .map_err(|cause| Failure::new(format!("tests/bench/peers.mjs wrote something else ({cause})")))?;
        let spread = |Spread { median, least, most }: &Spread| format!("{median:.1} [{least:.1}..{most:.1}]");
        println!(
            "| {} | {} | {} | {:.2} | {:.0} | {} |",
            peer.name,
            spread(&peer.cold),
            spread(&peer.warm),
            peer.many / 1e3,
            peer.memory / 1e6,
            grouped(peer.size / 1000)
        );
    }
    Ok(())
}

/// How fast the page is, and what Lighthouse says to it.
fn page_tables(page: &[(String, String)]) {
    println!("\n| page in Chromium, median, ms | as it is | CPU slowed 4× | budget |\n|---|--:|--:|--:|");
    for (name, key, budget) in [
        ("first contentful paint", "paint", ""),
        ("first verdict", "verdict", ""),
        ("longest task while it starts", "long", ""),
        ("keystroke until everything is laid out", "work", "16; 50"),
        ("keystroke until the next paint, its wait for a frame included", "painted", ""),
    ] {
        let at = |rate: &str| told(page, &format!("{key}-{rate}")).to_owned();
        println!("| {name} | {} | {} | {budget} |", at("1x"), at("4x"));
    }
    println!("\n| Lighthouse | mobile | desktop | budget |\n|---|--:|--:|--:|");
    for name in ["performance", "accessibility", "best-practices"] {
        let on = |device: &str| told(page, &format!("{name}-{device}")).to_owned();
        println!("| {name} | {} | {} | 100 |", on("mobile"), on("desktop"));
    }
}

fn row(name: &str, size: Size, budget: &str) {
    println!("| {name} | {} | {} | {} | {budget} |", grouped(size.raw), grouped(size.gzip), grouped(size.brotli));
}

/// The sizes of files, added up: a browser fetches each by itself.
fn sum(workspace: &Workspace, paths: &[PathBuf]) -> Result<Size, Failure> {
    let script = workspace.root.join("tests/bench/sizes.mjs");
    let lines = process::read(
        process::program("node").arg(script).args(paths.iter().map(|path| -> &Path { path })),
        "see what it says above",
    )?;
    Ok(lines.lines().fold(Size::default(), |sum, line| {
        let mut numbers = line.split(' ').map(|word| word.parse::<u64>().unwrap_or_default());
        let mut next = || numbers.next().unwrap_or_default();
        Size { raw: sum.raw + next(), gzip: sum.gzip + next(), brotli: sum.brotli + next() }
    }))
}

/// Lines of a name and a figure.
fn figures(lines: &str) -> Vec<(String, String)> {
    lines
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, figure)| (name.to_owned(), figure.to_owned()))
        .collect()
}

fn told<'a>(figures: &'a [(String, String)], name: &str) -> &'a str {
    figures.iter().find(|(key, _)| key == name).map_or("not measured", |(_, figure)| figure)
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let from_end = digits.len();
    digits.char_indices().fold(String::new(), |mut text, (index, digit)| {
        if index > 0 && (from_end - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
        text
    })
}
