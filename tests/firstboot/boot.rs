//! First boots for real: payloads, unchanged, given to real cloud-init or to Google's agent under real systemd.
//!
//! `DYNABOOT_SYSTEMS` names the root file systems; `cargo xtask test` makes them. Without it there is nothing to boot.

mod agent;
mod case;
mod checks;
mod cloud;
mod container;
mod dead_service;
mod image;
mod metadata;
mod parts;
mod systems;
mod virtual_machine;
mod watch;
