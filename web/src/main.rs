//! The page's program. `web/start.js` says when each part of it begins.

use dynaboot_web::PolicyFile;
use wasm_bindgen::prelude::wasm_bindgen;

/// Works out what the page begins with. Where it names a policy, `address` is that policy's, and the rest what was found there.
#[wasm_bindgen]
pub async fn prepare(
    address: Option<String>,
    bytes: Option<Vec<u8>>,
    signature: Option<String>,
    public_key: Option<String>,
    problem: Option<String>,
) {
    let bytes = bytes.unwrap_or_default();
    let file = address.map(|address| PolicyFile { address, bytes, signature, public_key, problem });
    dynaboot_web::prepare(file).await;
}

/// Shows the page that was prepared.
#[wasm_bindgen]
pub async fn show() {
    dynaboot_web::show().await;
}

fn main() {}
