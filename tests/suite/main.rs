//! What crosses packages, in one binary: pages, tables, meaning, quoting.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops and says where"
)]

mod aliases;
mod calendar;
mod facts;
mod fields;
mod laws;
mod meaning;
mod organisation;
mod pages;
mod powershell;
mod probe;
mod quoting;
mod reading;
mod scripts;
#[path = "../seed.rs"]
mod seed;
mod shapes;
mod signed_urls;
mod table;
mod untrue;
mod ways;
