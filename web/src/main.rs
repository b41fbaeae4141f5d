//! The page's program. `web/start.js` says when each part of it begins.

use wasm_bindgen::prelude::wasm_bindgen;

/// Works out what the page begins with.
#[wasm_bindgen]
pub async fn prepare() {
    dynaboot_web::prepare().await;
}

/// Shows the page that was prepared.
#[wasm_bindgen]
pub async fn show() {
    dynaboot_web::show().await;
}

fn main() {}
