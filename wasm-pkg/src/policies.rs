//! The policies that are loaded, by number: the built-in one is the first.

use std::cell::RefCell;
use std::rc::Rc;

use dynaboot_core::{Policy, Sorted};
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::values::{broken, parse, refused, thrown};

/// The built-in policy's number.
pub(crate) const BUILTIN: u32 = 0;

thread_local! {
    /// Read at the first use, once an instance: when a trap costs the instance, the next one reads them again.
    static POLICIES: RefCell<Sorted<u32, Rc<Policy>>> = RefCell::default();
}

/// Loads an organisation's policy, laid over its base; gives the number to ask it by.
///
/// # Errors
/// A policy that is wrong: a list of `ShapeError`, one a mistake.
#[wasm_bindgen(js_name = loadPolicy)]
pub fn load_policy(policy: &str) -> Result<u32, JsValue> {
    let policy = Policy::of_organisation(&parse::<Value>(policy)?).map_err(refused)?;
    Ok(POLICIES.with_borrow_mut(|policies| {
        let number = policies.keys().last().map_or(BUILTIN, |last| *last) + 1;
        policies.insert(number, Rc::new(policy));
        number
    }))
}

/// Verifies that a key has signed a policy's bytes, by the text of its `.minisig` file.
///
/// # Errors
/// A signature that does not hold.
#[wasm_bindgen(js_name = verifyPolicy)]
pub fn verify_policy(bytes: &[u8], signature: &str, public_key: &str) -> Result<(), JsValue> {
    dynaboot_core::verify(bytes, signature, public_key).map_err(thrown)
}

/// Forgets a policy that nobody asks any more.
#[wasm_bindgen(js_name = dropPolicy)]
pub fn drop_policy(policy: u32) {
    POLICIES.with_borrow_mut(|policies| policies.remove(&policy));
}

/// Asks a loaded policy.
pub(crate) fn with<T>(number: u32, ask: impl FnOnce(&Policy) -> Result<T, JsValue>) -> Result<T, JsValue> {
    let known = POLICIES.with_borrow(|policies| policies.get(&number).cloned());
    let policy = match known {
        Some(policy) => policy,
        None if number == BUILTIN => {
            let policy = Rc::new(Policy::builtin().map_err(broken)?);
            POLICIES.with_borrow_mut(|policies| policies.insert(BUILTIN, Rc::clone(&policy)));
            policy
        }
        None => return Err(JsError::new("this policy is not loaded").into()),
    };
    ask(&policy)
}
