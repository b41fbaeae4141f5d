//! `cargo xtask bench`: sizes and speeds, measured here and now, beside their budgets.

mod bounds;
mod element;
mod figures;
mod scripts;
mod size;

use std::ffi::OsStr;
use std::path::PathBuf;

use serde::Deserialize;

use self::figures::{figures, grouped, told};
use self::size::{row, sum};
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, node, package, page, process, tools};

/// Builds what is shipped, measures it, and prints the tables of the README; or a part of that.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<(), Failure> {
    match words {
        [] => everything(workspace),
        ["peers"] => peers(workspace, &tools::install(workspace)?),
        ["element"] => element::run(workspace, &tools::install(workspace)?),
        ["border"] => border(workspace, &tools::install(workspace)?),
        ["scripts"] => scripts::run(workspace),
        ["bounds"] => {
            bounds::tell(&example(workspace, "bounds")?);
            Ok(())
        }
        [word, ..] => Err(Failure::new(format!(
            "`bench` takes no `{word}`: it takes nothing, `peers`, `border`, `element`, `scripts` or `bounds`"
        ))),
    }
}

fn everything(workspace: &Workspace) -> Result<(), Failure> {
    let path = tools::install(workspace)?;
    page::build(workspace, &path)?;
    package::build(workspace, &path)?;
    let native = figures(&example(workspace, "speed")?);
    let rules = figures(&example(workspace, "rules")?);
    let through_border = figures(&process::read(
        process::program("node").arg(workspace.root.join("tests/bench/speed.mjs")),
        "see what it says above",
    )?);
    node::install_packages(workspace, "tests")?;
    let page = figures(&process::read(
        process::program("node").arg(workspace.root.join("tests/bench/page.mjs")),
        "install Chromium, or say in DYNABOOT_CHROMIUM where it is",
    )?);

    println!("\n| size in bytes | raw | gzip | brotli | budget, brotli |\n|---|--:|--:|--:|--:|");
    let package = workspace.root.join("wasm-pkg/dist");
    let glue = ["generated/dynaboot.wasm", "generated/dynaboot.js", "face.js", "input/file.js", "input/plain.js"];
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

    println!(
        "| `alternatives`, the slowest of many blocked choices, µs | {} | {} | |",
        told(&native, "alternatives"),
        told(&through_border, "alternatives")
    );
    rules_table(&rules);

    page_tables(&page);
    element::measure(workspace)?;
    peers(workspace, &path)?;
    border(workspace, &path)?;
    scripts::run(workspace)?;
    bounds::tell(&example(workspace, "bounds")?);
    Ok(())
}

/// The package beside other engines.
fn peers(workspace: &Workspace, path: &OsStr) -> Result<(), Failure> {
    package::build(workspace, path)?;
    node::install_packages(workspace, "tests/bench")?;
    let measured = process::read(
        process::program("node").arg(workspace.root.join("tests/bench/peers.mjs")),
        "see what it says above",
    )?;
    beside(&measured)
}

/// The border as it is, beside one that gives answers as JSON text: of one module that has both.
fn border(workspace: &Workspace, path: &OsStr) -> Result<(), Failure> {
    let directory = workspace.target.join("xtask").join("border");
    let mut sizes = Vec::new();
    for (name, feature) in [("values", None), ("both", Some("text"))] {
        let home = directory.join(name);
        files::empty_directory(&home)?;
        package::module::HEADLESS.bind(workspace, path, &home, feature)?;
        files::write(&home.join("package.json"), "{ \"type\": \"module\" }\n")?;
        let shipped = ["dynaboot.wasm", "dynaboot.js"].map(|file| home.join(file));
        sizes.push(sum(workspace, &shipped)?);
    }
    let script = workspace.root.join("tests/bench/border.mjs");
    let lines = process::read(process::program("node").arg(script).arg(&directory), "see what it says above")?;
    let measured = figures(&lines);
    println!("\n| through the border, Node, median, µs | JSON text | values by serde-wasm-bindgen |\n|---|--:|--:|");
    for call in ["check", "assess"] {
        let of = |form: &str| told(&measured, &format!("{call}-{form}")).to_owned();
        println!("| `{call}` | {} | {} |", of("text"), of("values"));
    }
    if let [values, both] = sizes.as_slice() {
        let (raw, brotli) = (both.raw.saturating_sub(values.raw), both.brotli.saturating_sub(values.brotli));
        println!("\nText beside values adds {} bytes, {} in brotli.", grouped(raw), grouped(brotli));
    }
    Ok(())
}

/// What a program of tests/bench writes, compiled as a native user would.
fn example(workspace: &Workspace, name: &str) -> Result<String, Failure> {
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root).args(["run", "--quiet", "--profile", "bench-native"]);
    cargo.args(["-p", "dynaboot-tests", "--example", name]);
    process::read(&mut cargo, "see what it says above")
}

/// What rules cost that are about other clouds, and what rules cost that apply.
fn rules_table(rules: &[(String, String)]) {
    println!(
        "\n| rules more, native | `check`, all about other clouds, µs | `check`, all apply, µs | make the policy, ms |"
    );
    println!("|--:|--:|--:|--:|");
    for count in ["0", "10", "100", "1000", "10000"] {
        let of = |name: &str| told(rules, &format!("{name}-{count}")).to_owned();
        println!("| {count} | {} | {} | {} |", of("others"), of("same"), of("index"));
    }
}

/// What `peers.mjs` measured of an engine.
#[derive(Deserialize)]
struct Peer {
    name: String,
    /// Milliseconds to import and start it, in a process of its own.
    start: Spread,
    /// Milliseconds for the first verdict there.
    first: Spread,
    /// Microseconds for a verdict.
    warm: Spread,
    /// Milliseconds for 100,000 verdicts, in a process of its own.
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
        "\n| the same rules and inputs, median [least..most] | import and start, ms | first verdict, ms | a verdict, µs \
         | 100,000 verdicts, s | their memory, MB | package, KB |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for line in peers.lines() {
        let peer: Peer = serde_json::from_str(line)
            .map_err(|cause| Failure::new(format!("tests/bench/peers.mjs wrote something else ({cause})")))?;
        let spread = |Spread { median, least, most }: &Spread| format!("{median:.1} [{least:.1}..{most:.1}]");
        println!(
            "| {} | {} | {} | {} | {:.2} | {:.0} | {} |",
            peer.name,
            spread(&peer.start),
            spread(&peer.first),
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
        ("live after the first sign of a reader", "live", ""),
        ("longest task while it starts", "long", ""),
        ("keystroke: work of the page's program", "work", ""),
        ("keystroke to repaint, from the beginning of a frame", "painted", "16; 50"),
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
