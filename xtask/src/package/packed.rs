//! A module as text that is small wherever it is sent from, be it by a server that compresses or one that does not.
//!
//! Like stands with like first (`streams.rs`): a compressor finds more among ten thousand offsets than among ten thousand
//! instructions. Then LZMA, which finds a tenth more than what servers have, and letters of which each carries six bits.
//! `wasm-pkg/npm/element/unpack.js` makes the module of it again.

mod operations;
mod streams;

use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use serde_json::json;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process};

/// The bits of the letter before that choose how a letter is foretold. The script that unpacks knows the same number.
const CONTEXT: u32 = 2;

/// Writes a script that exports a module, packed, and has it unpacked again for proof.
pub(super) fn write(workspace: &Workspace, module: &Path, script: &Path) -> Result<(), Failure> {
    let bytes = files::read(module)?;
    let streams = streams::separated(&bytes)?;
    let text = STANDARD.encode(compressed(&streams.concat())?);
    let packed = json!({
        "size": bytes.len(),
        "lengths": streams.iter().map(Vec::len).collect::<Vec<_>>(),
        "codes": operations::codes(),
        "text": text,
    });
    files::write(script, format!("export const module = {packed};\n"))?;
    let unpacks = workspace.root.join("xtask/src/package/packed/proof.mjs");
    let unpack = workspace.root.join("wasm-pkg/npm/element/unpack.js");
    let todo = "unpack.js has to undo what xtask/src/package/packed does";
    process::run(process::program("node").args([&unpacks, &unpack, script, module]), todo)
}

/// LZMA without a head or an end: both are known.
fn compressed(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let failed = |cause| Failure::new(format!("cannot compress the element's module: {cause}"));
    let options = LzmaOptions {
        dict_size: u32::try_from(bytes.len().next_power_of_two()).unwrap_or(LzmaOptions::DICT_SIZE_DEFAULT),
        lc: CONTEXT,
        lp: 0,
        pb: 0,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        depth_limit: 1000,
        ..LzmaOptions::with_preset(9)
    };
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false).map_err(failed)?;
    writer.write_all(bytes).map_err(failed)?;
    writer.finish().map_err(failed)
}
