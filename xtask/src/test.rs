//! `cargo xtask test`: every check there is, the quick ones first.

use std::ffi::OsString;
use std::process::ExitCode;
use std::thread;

use crate::beside::{self, Beside};
use crate::evidence::Evidence;
use crate::failure::Failure;
use crate::outcome::{Outcome, Stop};
use crate::rootfs::RootFileSystems;
use crate::system::Place;
use crate::tally::{Left, Tally};
use crate::workspace::Workspace;
use crate::{fuzz, package, page, policy, release, structure, suites, system, tools, types};

/// The stage that what runs on Node.js waits for.
const MODULES: &str = "npm packages of tests/";

/// Runs every stage; the code says whether one failed.
pub(crate) fn run(workspace: &Workspace) -> ExitCode {
    let place = system::place();
    thread::scope(|scope| stages(workspace, place, &beside::start(scope, workspace, place)))
}

fn stages(workspace: &Workspace, place: Place, beside: &Beside) -> ExitCode {
    let mut tally = Tally::new(place);
    tally.stage("formatting", || suites::formatting(workspace));
    tally.stage("structure", || passed(structure::run(workspace)));
    let modules = tally.stage(MODULES, || passed(beside.packages()));
    tally.stage("layout of JavaScript and CSS", || {
        built(modules, MODULES)?;
        suites::layout(workspace)
    });
    tally.stage("lints of JavaScript and CSS", || {
        built(modules, MODULES)?;
        suites::lints(workspace)
    });
    tally.stage("types of JavaScript", || {
        built(modules, MODULES)?;
        suites::javascript_types(workspace)
    });
    tally.stage("clippy", || suites::clippy(workspace));
    tally.stage("clippy for wasm32", || suites::clippy_wasm(workspace));
    tally.stage("native tests", || suites::native_tests(workspace));
    tally.stage("every combination", || passed(suites::exhaustive(workspace)));
    tally.stage("fuzzing", || passed(fuzz::run(workspace, fuzz::MINUTE)));
    tally.stage("generated policy", || passed(policy::run(workspace, policy::Mode::Check)));

    let mut path: Result<OsString, Failure> = Err(Failure::new("the tools are not installed"));
    tally.stage("tools", || {
        path = tools::install(workspace);
        match &path {
            Ok(_) => Ok(Vec::new()),
            Err(failure) => Err(Failure::new(failure.to_string()).into()),
        }
    });
    let path = path.ok();
    tally.stage("licences and origins of crates", || suites::dependencies(workspace));
    tally.stage("workflows", || suites::workflows(workspace));
    let page = tally.stage("page", || passed(page::build(workspace, needs(path.as_ref())?)));
    let package = tally.stage("npm package", || passed(package::build(workspace, needs(path.as_ref())?)));
    tally.stage("TypeScript types", || {
        built(package, "npm package")?;
        passed(types::check(workspace))
    });
    let release = tally.stage("release", || {
        built(page, "page")?;
        built(package, "npm package")?;
        passed(release::make(workspace).map(drop))
    });
    tally.stage("system packages", || passed(beside.system()));
    tally.stage("checkers", || suites::checkers(workspace));
    tally.stage("image recipes", || suites::recipes(workspace));
    tally.stage("packaging suite", || {
        built(package, "npm package")?;
        built(release, "release")?;
        built(modules, MODULES)?;
        suites::packaging(workspace, &system::browser()?)
    });
    tally.stage("browser suite", || {
        built(page, "page")?;
        built(modules, MODULES)?;
        suites::browser(workspace, &system::browser()?)
    });
    tally.stage("element suite", || {
        built(package, "npm package")?;
        built(modules, MODULES)?;
        suites::element(workspace, &system::browser()?)
    });
    tally.stage("portals", || {
        built(package, "npm package")?;
        built(modules, MODULES)?;
        suites::portals(workspace, &system::browser()?, &beside.backstage()?)
    });
    tally.stage("hosts", || {
        built(package, "npm package")?;
        built(modules, MODULES)?;
        suites::hosts(workspace, &system::browser()?)
    });
    let mut systems: Option<RootFileSystems> = None;
    tally.stage("root file systems", || {
        systems = Some(beside.rootfs()?);
        Ok(Vec::new())
    });
    let systems = systems.ok_or("there are no root file systems, as said above");
    let evidence = Evidence::default();
    let real = tally.stage("real runs", || suites::real_runs(workspace, given(&systems)?, &evidence));
    let booted = tally.stage("first boots", || suites::first_boots(workspace, given(&systems)?, &evidence));
    let mut asked = true;
    let on_windows = tally.stage("Windows runs", || {
        let bench = beside.windows();
        asked = !matches!(bench, Err(Stop::NotAsked(_)));
        suites::windows(workspace, &bench?, &evidence)
    });
    tally.stage("evidence", || {
        built(real, "real runs")?;
        built(booted, "first boots")?;
        if asked {
            built(on_windows, "Windows runs")?;
            return evidence.check(workspace);
        }
        evidence.check_without_windows(workspace)
    });
    tally.close()
}

fn passed(result: Result<(), Failure>) -> Outcome {
    result.map(|()| Vec::new()).map_err(Stop::from)
}

fn needs(path: Option<&OsString>) -> Result<&OsString, Stop> {
    path.ok_or_else(|| Failure::new("it needs the tools, which could not be installed").into())
}

fn given<'a>(systems: &'a Result<RootFileSystems, &str>) -> Result<&'a RootFileSystems, Stop> {
    systems.as_ref().map_err(|reason| Stop::Skipped((*reason).to_owned()))
}

fn built(stage: Left, name: &str) -> Result<(), Stop> {
    match stage {
        Left::Something => Ok(()),
        Left::Nothing => Err(Failure::new(format!("it needs the stage `{name}`, which failed")).into()),
    }
}
