//! The border to JavaScript: plain values in, plain values out.
//!
//! What is thrown from here is a [`ShapeError`] as a plain object, when the caller gave something that choices cannot be,
//! or an `Error`, when a promise of our own is broken. Everything is thrown by returning it: an exception that crosses
//! Rust's frames runs no destructors.

mod choices;
mod name;
mod plain;
mod row;

use dynaboot_core::alternatives::Alternative;
use dynaboot_core::explain::Page;
use dynaboot_core::matrix::Matrix;
use dynaboot_core::policy::UnreadablePolicy;
use dynaboot_core::report::Report;
use dynaboot_core::strict::ShapeError;
use dynaboot_core::{Assessment, Choices, Policy};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::row::Row;

thread_local! {
    /// Read at the first use, once an instance: when a trap costs the instance, the next one reads it again.
    static BUILTIN: Result<Policy, UnreadablePolicy> = Policy::builtin();
}

/// Reads the built-in policy, so that a broken package says so at the start.
///
/// # Errors
/// A policy that cannot be read.
#[wasm_bindgen]
pub fn start() -> Result<(), JsValue> {
    with_policy(|_| Ok(()))
}

/// Has the module instantiated again before the next call: after a trap its memory cannot be relied on.
#[wasm_bindgen]
pub fn renew() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Answers choices: verdict, findings, questions, and the text to paste. `today` is taken where the choices name no day.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen]
pub fn assess(choices: Ts<Choices>, today: &str) -> Result<Ts<Assessment>, JsValue> {
    with_policy(|policy| {
        let choices = choices::read(&choices.into(), today, policy).map_err(|error| thrown(&error))?;
        write(&dynaboot_core::assess(&choices, policy))
    })
}

/// Answers choices without the text to paste. `today` is taken where the choices name no day.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen]
pub fn check(choices: Ts<Choices>, today: &str) -> Result<Ts<Report>, JsValue> {
    with_policy(|policy| {
        let choices = choices::read(&choices.into(), today, policy).map_err(|error| thrown(&error))?;
        write(&dynaboot_core::check(&choices, policy))
    })
}

/// Answers a list of choices, row by row. `today` is taken where a row names no day.
///
/// # Errors
/// Something that is not a list. A row whose shape is wrong is answered with what is wrong.
#[wasm_bindgen(js_name = assessAll)]
pub fn assess_all(
    #[wasm_bindgen(unchecked_param_type = "readonly Choices[]")] list: &JsValue,
    today: &str,
) -> Result<Vec<Ts<Row>>, JsValue> {
    with_policy(|policy| {
        let rows = plain::rows(list).map_err(|error| thrown(&error))?;
        rows.map(|row| {
            let choices = row.and_then(|row| choices::read(&row, today, policy));
            write(&choices.map_or_else(Row::refused, |choices| Row::answer(dynaboot_core::assess(&choices, policy))))
        })
        .collect()
    })
}

/// The nearest choices that are not blocked; none when nothing is. `today` is taken where the choices name no day.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen]
pub fn alternatives(choices: Ts<Choices>, today: &str) -> Result<Vec<Ts<Alternative>>, JsValue> {
    with_policy(|policy| {
        let choices = choices::read(&choices.into(), today, policy).map_err(|error| thrown(&error))?;
        dynaboot_core::alternatives(&choices, policy).iter().map(write).collect()
    })
}

/// A rule's page.
///
/// # Errors
/// A rule that there is not, or something that is not text.
#[wasm_bindgen]
pub fn explain(#[wasm_bindgen(unchecked_param_type = "string")] rule: &JsValue) -> Result<Ts<Page>, JsValue> {
    with_policy(|policy| {
        let page = name::read(rule).and_then(|rule| dynaboot_core::explain(&rule, policy));
        write(&page.map_err(|error| thrown(&error))?)
    })
}

/// The support table of an agent; of the default agent when it is left out.
///
/// # Errors
/// An agent that there is not, or something that is not text.
#[wasm_bindgen]
pub fn matrix(
    #[wasm_bindgen(unchecked_param_type = "string | null | undefined")] agent: &JsValue,
) -> Result<Ts<Matrix>, JsValue> {
    with_policy(|policy| {
        let table = name::agent(agent, policy).and_then(|agent| dynaboot_core::matrix(agent, policy));
        write(&table.map_err(|error| thrown(&error))?)
    })
}

fn with_policy<T>(ask: impl FnOnce(&Policy) -> Result<T, JsValue>) -> Result<T, JsValue> {
    BUILTIN.with(|policy| match policy {
        Ok(policy) => ask(policy),
        Err(unreadable) => Err(JsError::new(&unreadable.to_string()).into()),
    })
}

fn write<T: Serialize + Tsify>(value: &T) -> Result<Ts<T>, JsValue> {
    let written = value.serialize(&Serializer::json_compatible()).map_err(JsError::from)?;
    Ok(Ts::new_unchecked(written))
}

fn thrown(error: &ShapeError) -> JsValue {
    write(error).map_or_else(|broken| broken, JsValue::from)
}
