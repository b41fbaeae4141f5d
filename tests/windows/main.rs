//! Generated PowerShell, run unchanged: by PowerShell's own engine, on a Windows that can be thrown away, against a real store.
//!
//! `DYNABOOT_WINDOWS_BENCH` names a folder with a program `bench` that makes such a Windows and runs scripts in it; `cargo xtask windows`
//! runs these tests. Without it there is nothing to run in. On Windows itself `DYNABOOT_THROWAWAY_WINDOWS` says that this machine
//! may be changed: its own Windows PowerShell runs the scripts there.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops and says where"
)]

#[path = "../answer.rs"]
mod answer;
mod bundle;
#[path = "../firstboot/certificates.rs"]
mod certificates;
mod cloudcenter;
mod codes;
mod faults;
mod images;
mod installs;
mod interruptions;
mod machine;
mod output;
mod parse;
mod places;
mod powershell7;
mod probe;
mod recipes;
#[expect(dead_code, reason = "what redirects do is tested on Linux")]
#[path = "../firstboot/store.rs"]
mod store;
