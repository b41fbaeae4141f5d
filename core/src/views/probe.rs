//! The probe: a short script that looks at an image and says in one line what it saw, and the reader of that line.
//!
//! The script changes nothing. What it cannot tell it leaves out of its line, and the reader leaves it open.

mod seen;

use std::cell::Cell;
use std::fmt::Write;

use serde::Serialize;

use crate::choices::{Choices, non_blank_trimmed};
use crate::facts::{Facts, resolve};
use crate::policy::Policy;
use crate::policy::catalog::Family;
use crate::primitives::address::Address;
use crate::primitives::strict::ShapeError;
use crate::primitives::template;
use crate::script::VERSION;
use crate::script::quote::{comment, quote};
use crate::script::windows::{checked, crlf, quote as powershell, use_proxy};

pub use self::seen::read_probe;

/// A script that looks at an image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Probe {
    /// The name of the file that it is kept in.
    pub file_name: String,
    /// The text.
    pub text: String,
}

/// Gives the script that looks at an image of the chosen system: for the chosen agent, and for the certificates of the
/// bundle store when its URL is chosen.
///
/// # Errors
/// Choices without a system: the script for Windows is another one.
pub fn probe(choices: &Choices, policy: &Policy) -> Result<Probe, ShapeError> {
    let facts = resolve(choices, policy);
    let Some(system) = facts.system else {
        return Err(ShapeError::found("system", "none", "the system of the image, such as `centos-7`"));
    };
    Ok(match system.family {
        Family::Linux => Probe { file_name: "dynaboot-probe.sh".to_owned(), text: linux(&facts) },
        Family::Windows => Probe { file_name: "dynaboot-probe.ps1".to_owned(), text: windows(&facts) },
    })
}

fn linux(facts: &Facts<'_>) -> String {
    let mut text = String::from("#!/bin/sh\n");
    text.push_str(&about(facts, "sh dynaboot-probe.sh"));
    text.push_str(
        "set -u\nLC_ALL=C\nPATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nexport LC_ALL PATH\n",
    );
    let _ = writeln!(text, "store_url={}", quote(&store(facts)));
    let _ = writeln!(text, "policy_day={}", quote(&checked_on(facts)));
    if let Some(proxy) = non_blank_trimmed(facts.choices.proxy.as_deref()) {
        let _ = writeln!(text, "https_proxy={}\nexport https_proxy", quote(proxy));
    }
    let tests: Vec<String> = agent_paths(facts).iter().map(|path| format!("[ -e {} ]", quote(path))).collect();
    let look = match tests.as_slice() {
        [] => ":".to_owned(),
        tests => format!("if {}; then note agent present; else note agent absent; fi", tests.join(" || ")),
    };
    let _ = writeln!(text, "look_at_agent() {{ {look}; }}\n");
    text.push_str(include_str!("probe/linux.sh"));
    text
}

fn windows(facts: &Facts<'_>) -> String {
    let mut text = about(facts, "powershell -ExecutionPolicy Bypass -File dynaboot-probe.ps1");
    text.push_str(&checked(facts));
    text = crlf(&text);
    text.push_str("$ErrorActionPreference = 'SilentlyContinue'\r\n");
    let _ = write!(text, "$storeUrl = {}\r\n", powershell::quote(&store(facts)));
    let paths = agent_paths(facts);
    let _ = write!(text, "$agentPaths = {}\r\n", powershell::quote_all(paths.iter().map(String::as_str)));
    if let Some(proxy) = non_blank_trimmed(facts.choices.proxy.as_deref()) {
        let _ = write!(text, "$proxy = {}\r\n", powershell::quote(proxy));
    }
    for part in [use_proxy(facts.choices).as_str(), include_str!("probe/windows.ps1")] {
        text.push_str("\r\n");
        text.push_str(&crlf(part));
    }
    // PowerShell takes letters beyond ASCII for those of the machine's code page, unless a mark says what they are.
    if !text.is_ascii() {
        text.insert(0, '\u{feff}');
    }
    text
}

/// What the script is, who made it, and what is done with it.
fn about(facts: &Facts<'_>, run: &str) -> String {
    let stamp = facts.policy.stamp();
    let agent = facts.agent.map(|agent| agent.entry.label.as_str()).unwrap_or_default();
    format!(
        "# Looks at an image for the {}, and says in one line what it saw. It changes nothing.\n\
         # Made by dynaboot {VERSION} from the policy {} {}.\n\
         # Run it on a VM of the image, `{run}`, and give the line back to dynaboot.\n",
        comment(agent),
        comment(&stamp.name),
        comment(&stamp.version),
    )
}

/// The URL that the image has to trust, without credentials.
fn store(facts: &Facts<'_>) -> String {
    facts.bundle_store.as_ref().map(Address::url).unwrap_or_default()
}

/// The day on which somebody last looked into the policy's sources, as digits alone: no machine's clock is before it.
fn checked_on(facts: &Facts<'_>) -> String {
    let days = facts.policy.document().sources.values().map(|source| source.checked_on);
    days.max().map(|day| day.to_string().replace('-', "")).unwrap_or_default()
}

/// The paths of which one is there when the agent is; none when its settings do not name them yet.
fn agent_paths(facts: &Facts<'_>) -> Vec<String> {
    let paths = facts.recipe().map(|recipe| recipe.present.as_slice()).unwrap_or_default();
    let known = Cell::new(true);
    let setting = |name: &str| {
        let value = facts.setting(name).filter(|value| !value.contains('\0'));
        known.set(known.get() && value.is_some());
        Some(value.unwrap_or_default().to_owned())
    };
    let paths: Vec<String> = paths.iter().map(|path| template::fill(path, setting)).collect();
    if known.get() { paths } else { Vec::new() }
}
