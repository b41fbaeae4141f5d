//! The border to JavaScript of the element for other people's pages: JSON text in, JSON text out.
//!
//! What a page passes is read in JavaScript (`npm/input/plain.js`), where getters, proxies and cycles can do no harm. What is
//! thrown from here is JSON text as well: a `ShapeError`, or a list of them for a policy.

use std::cell::RefCell;
use std::rc::Rc;

use dynaboot_core::Policy;
use js_sys::Function;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// A planner in an element of a page.
#[wasm_bindgen]
pub struct Planner {
    planner: dynaboot_web::Planner,
    policy: RefCell<Rc<Policy>>,
}

#[wasm_bindgen]
impl Planner {
    /// A planner that rests, in an element of its own. `changed` is called after every change of its state.
    ///
    /// # Errors
    /// A built-in policy that cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(place: Element, changed: Function) -> Result<Planner, JsValue> {
        let policy = RefCell::new(builtin()?);
        let planner = dynaboot_web::Planner::new(place, move || {
            // What goes wrong in there is the caller's to know, and does not stop what happens here.
            let _ = changed.call0(&JsValue::UNDEFINED);
        });
        Ok(Self { planner, policy })
    }

    /// Lays an organisation's policy over the built-in one; an empty text takes it away again. It holds from the next
    /// `settle` on.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn lay(&self, policy: &str) -> Result<(), JsValue> {
        let policy = if policy.is_empty() {
            builtin()?
        } else {
            let laid = Policy::of_organisation(&parse(policy)?);
            Rc::new(laid.map_err(|refused| thrown(&refused.mistakes))?)
        };
        self.policy.replace(policy);
        Ok(())
    }

    /// Takes over what the page says: an object with the element's properties, and `anew` where its choices are to take the
    /// place of what was entered.
    ///
    /// # Errors
    /// Something in it that there is not. Then everything stays as it was.
    pub fn settle(&self, settings: &str) -> Result<(), JsValue> {
        self.planner.settle(parse(settings)?, &self.policy.borrow()).map_err(|error| thrown(&error))
    }

    /// Goes back to what the page gave.
    pub fn reset(&self) {
        self.planner.reset();
    }

    /// Shows nothing any more, and forgets what was entered.
    pub fn rest(&self) {
        self.planner.rest();
    }

    /// Ends, and leaves its element empty.
    pub fn end(self) {
        self.planner.end();
    }

    /// What was chosen, without what may hold a secret; nothing while it rests.
    #[must_use]
    pub fn choices(&self) -> Option<String> {
        self.planner.choices().map(|choices| text(&choices))
    }

    /// The verdict, as a word; nothing while it rests.
    #[must_use]
    pub fn verdict(&self) -> Option<String> {
        self.planner.read(|answer| text(&answer.report.verdict))
    }

    /// The verdict in a sentence; nothing while it rests.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        self.planner.sentence()
    }

    /// The report, as `check` gives it; nothing while it rests.
    #[must_use]
    pub fn report(&self) -> Option<String> {
        self.planner.read(|answer| text(&answer.report))
    }

    /// The whole assessment, typed secrets in its texts; nothing while it rests.
    #[must_use]
    pub fn assess(&self) -> Option<String> {
        self.planner.read(text)
    }
}

/// Verifies that a key has signed a policy's bytes, by the text of its `.minisig` file.
///
/// # Errors
/// A signature that does not hold.
#[wasm_bindgen(js_name = verifyPolicy)]
pub fn verify_policy(bytes: &[u8], signature: &str, public_key: &str) -> Result<(), JsValue> {
    dynaboot_core::verify(bytes, signature, public_key).map_err(|error| thrown(&error))
}

thread_local! {
    /// The built-in policy, which all planners of a page share.
    static BUILTIN: RefCell<Option<Rc<Policy>>> = const { RefCell::new(None) };
}

fn builtin() -> Result<Rc<Policy>, JsValue> {
    if let Some(policy) = BUILTIN.with_borrow(Clone::clone) {
        return Ok(policy);
    }
    let policy = Rc::new(Policy::builtin().map_err(broken)?);
    BUILTIN.set(Some(Rc::clone(&policy)));
    Ok(policy)
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, JsValue> {
    serde_json::from_str(text).map_err(broken)
}

fn text<T: Serialize>(value: &T) -> String {
    // Everything that goes out is made for JSON.
    serde_json::to_string(value).unwrap_or_default()
}

/// What the page gave and cannot be.
fn thrown<T: Serialize>(mistakes: &T) -> JsValue {
    text(mistakes).into()
}

/// A promise of our own that is not kept.
fn broken(error: impl std::error::Error) -> JsValue {
    JsError::new(&error.to_string()).into()
}
