//! What everything else is built from: values that know nothing of clouds, systems and agents.

pub(crate) mod address;
pub(crate) mod checksum;
pub(crate) mod day;
pub(crate) mod effort;
pub(crate) mod glob;
pub(crate) mod host;
pub(crate) mod ids;
pub(crate) mod range;
pub(crate) mod secret;
pub(crate) mod sorted;
pub mod strict;
pub(crate) mod template;
pub(crate) mod truth;
pub(crate) mod version;
pub(crate) mod words;
