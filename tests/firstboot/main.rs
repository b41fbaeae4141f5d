//! Generated scripts, run unchanged: by real shells, in a root file system of their own, against a real store.
//!
//! `DYNABOOT_ROOTFS` names the root file system; `cargo xtask test` makes it. Without it there is nothing to run in. `DYNABOOT_SYSTEMS`
//! names those that are booted, likewise.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops and says where"
)]

#[path = "../answer.rs"]
mod answer;
mod archive;
mod boot;
mod bounds;
mod certificates;
mod environment;
mod evidence;
mod faults;
mod image;
mod interruptions;
mod journeys;
mod machine;
mod measure;
mod packages;
mod prerequisites;
mod probe;
mod reasons;
mod redirects;
mod remains;
mod restarts;
mod slow;
mod store;
mod ways;
