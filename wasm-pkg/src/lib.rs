//! The border to JavaScript: JSON text in, plain objects out.
//!
//! What a script passes is read in JavaScript (`npm/input/plain.js`), where getters, proxies and cycles can do no harm: no foreign
//! code runs while this module does. An answer goes out as JavaScript's own values by `serde-wasm-bindgen`: a script in JSON
//! is escaped letter by letter here and read letter by letter there (`cargo xtask bench border` measures both).
//!
//! What is thrown from here is a [`ShapeError`], or a list of them for a policy, when the caller gave something that cannot
//! be; or an `Error`, when a promise of our own is broken. Everything is thrown by returning it: an exception that crosses
//! Rust's frames runs no destructors.

mod policies;
#[cfg(feature = "text")]
mod text;
mod values;

use dynaboot_core::strict::{self, ShapeError};
use dynaboot_core::{AgentId, Choices, Day, Policy, difference};
use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen::prelude::*;

pub use policies::{drop_policy, load_policy, verify_policy};
#[cfg(feature = "text")]
pub use text::{assess_text, check_text};

use crate::policies::with;
use crate::values::{broken, parse, refused, thrown, write};

/// Any JSON.
#[wasm_bindgen(typescript_custom_section)]
const JSON: &str = "/** Any JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };";

/// Reads the built-in policy, so that a broken package says so at the start.
///
/// # Errors
/// A policy that cannot be read.
#[wasm_bindgen]
pub fn start() -> Result<(), JsValue> {
    with(policies::BUILTIN, |_| Ok(()))
}

/// Has the module instantiated again before the next call: after a trap its memory cannot be relied on.
#[wasm_bindgen]
pub fn renew() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Answers choices with an `Assessment`: verdict, findings, questions, and the text to paste. `today` is taken where the
/// choices name no day.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen(unchecked_return_type = "Assessment")]
pub fn assess(policy: u32, choices: &str, today: &str) -> Result<JsValue, JsValue> {
    with(policy, |policy| write(&dynaboot_core::assess(&read_choices(choices, today, policy)?, policy)))
}

/// Answers choices with a `Report`: without the text to paste. `today` is taken where the choices name no day.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn check(policy: u32, choices: &str, today: &str) -> Result<JsValue, JsValue> {
    with(policy, |policy| write(&dynaboot_core::check(&read_choices(choices, today, policy)?, policy)))
}

/// A list of `Alternative`: the nearest choices that are not blocked; none when nothing is. `today` is taken where the
/// choices name no day.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen(unchecked_return_type = "Alternative[]")]
pub fn alternatives(policy: u32, choices: &str, today: &str) -> Result<JsValue, JsValue> {
    with(policy, |policy| write(&dynaboot_core::alternatives(&read_choices(choices, today, policy)?, policy)))
}

/// A rule's `Page`.
///
/// # Errors
/// A rule that there is not, or something that is not text.
#[wasm_bindgen(unchecked_return_type = "Page")]
pub fn explain(policy: u32, rule: &str) -> Result<JsValue, JsValue> {
    with(policy, |policy| {
        let rule: String = strict::read(&parse::<Value>(rule)?).map_err(thrown)?;
        write(&dynaboot_core::explain(&rule, policy).map_err(thrown)?)
    })
}

/// An agent's support table, a `Matrix`; the default agent's for `null`.
///
/// # Errors
/// An agent that there is not, or something that is not text.
#[wasm_bindgen(unchecked_return_type = "Matrix")]
pub fn matrix(policy: u32, agent: &str) -> Result<JsValue, JsValue> {
    with(policy, |policy| {
        let name: Option<String> = strict::read(&parse::<Value>(agent)?).map_err(thrown)?;
        // The name is the whole of what was given, so it has no path.
        let agent = agent_named(name.as_deref(), "", policy).map_err(thrown)?;
        write(&dynaboot_core::matrix(agent, policy).map_err(thrown)?)
    })
}

/// What a calendar is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an agent and a day")]
struct Period {
    #[serde(default)]
    agent: Option<String>,
    #[serde(default)]
    from: Option<Day>,
}

/// What changes in an agent's support table after a day: a list of `CalendarDay`. Asked by an object with `agent`, the
/// default one where it is `null`, and `from`, in whose place `today` is taken.
///
/// # Errors
/// An agent that there is not, or no day.
#[wasm_bindgen(unchecked_return_type = "CalendarDay[]")]
pub fn calendar(policy: u32, period: &str, today: &str) -> Result<JsValue, JsValue> {
    with(policy, |policy| {
        let Period { agent, from } = strict::read(&parse::<Value>(period)?).map_err(thrown)?;
        let agent = agent_named(agent.as_deref(), "agent", policy).map_err(thrown)?;
        let from = from.map_or_else(|| today.parse::<Day>().map_err(broken), Ok)?;
        write(&dynaboot_core::calendar(agent, from, policy).map_err(thrown)?)
    })
}

/// The `Probe` for the image of a system: of its id, or of choices that name one, and the agent that is looked for, in whose place
/// `null` takes the choices' own.
///
/// # Errors
/// A system or an agent that there is not, or no system.
#[wasm_bindgen(unchecked_return_type = "Probe")]
pub fn probe(policy: u32, system: &str, agent: &str) -> Result<JsValue, JsValue> {
    with(policy, |policy| {
        let agent: Option<String> =
            strict::read(&parse::<Value>(agent)?).map_err(|error| thrown(error.within("agent")))?;
        let value = match parse::<Value>(system)? {
            Value::String(system) => serde_json::json!({ "system": system }),
            choices => choices,
        };
        let mut choices = policy.read_choices(&value).map_err(thrown)?;
        if agent.is_some() {
            let agent = agent_named(agent.as_deref(), "agent", policy).map_err(thrown)?;
            choices.agent.become_of(agent, &policy.document().default_agent);
        }
        write(&dynaboot_core::probe(&choices, policy).map_err(thrown)?)
    })
}

/// A list of `Edit`: what a probe saw, from the line that it said.
///
/// # Errors
/// A text without such a line, or with one that no probe writes.
#[wasm_bindgen(js_name = readProbe, unchecked_return_type = "Edit[]")]
pub fn read_probe(policy: u32, line: &str) -> Result<JsValue, JsValue> {
    with(policy, |policy| {
        let line: String = strict::read(&parse::<Value>(line)?).map_err(thrown)?;
        write(&dynaboot_core::read_probe(&line, policy).map_err(thrown)?)
    })
}

/// A list of `Difference`: everything in which the second policy differs from the first. `null` is the built-in one.
///
/// # Errors
/// A policy that is wrong: a list of `ShapeError`, one a mistake.
#[wasm_bindgen(js_name = diffPolicies, unchecked_return_type = "Difference[]")]
pub fn diff_policies(one: &str, other: &str) -> Result<JsValue, JsValue> {
    let (one, other) = (parse::<Value>(one)?, parse::<Value>(other)?);
    let given = |policy| Some(policy).filter(|policy: &&Value| !policy.is_null());
    write(&difference(given(&one), given(&other)).map_err(refused)?)
}

/// An agent of the policy: the default one, when none is named.
fn agent_named<'a>(name: Option<&str>, path: &str, policy: &'a Policy) -> Result<&'a AgentId, ShapeError> {
    let agents = &policy.document().agents;
    let Some(name) = name else { return Ok(&policy.document().default_agent) };
    let known = agents.get_key_value(name).map(|(agent, _)| agent);
    known.ok_or_else(|| ShapeError::unknown(path, "agent", name, agents.keys().map(AgentId::as_str)))
}

fn read_choices(text: &str, today: &str, policy: &Policy) -> Result<Choices, JsValue> {
    let mut choices = policy.read_choices(&parse::<Value>(text)?).map_err(thrown)?;
    if choices.today.is_none() {
        choices.today = Some(today.parse::<Day>().map_err(broken)?);
    }
    Ok(choices)
}
