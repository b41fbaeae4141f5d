//! The files that launch a VM: read by the tools' own parsers where they are here, run against tools that only listen, and
//! compared with tables of what each tool takes.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops and says where, one that cannot be run says why"
)]

#[path = "../answer.rs"]
mod answer;
mod answers;
mod cloud_config;
mod commands;
mod image;
mod packer;
mod real;
mod table;
mod templates;
mod terraform;
mod tool;
