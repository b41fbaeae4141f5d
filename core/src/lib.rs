//! Will this image get its management agent at first boot on that cloud, and what text makes it so?

pub mod action;
pub mod address;
pub mod alternatives;
pub mod answer;
mod assess;
pub mod calendar;
pub mod catalog;
pub mod choices;
pub mod day;
pub mod explain;
pub mod fact;
pub mod facts;
pub mod field;
mod glob;
pub mod ids;
pub mod image_id;
mod index;
pub mod judge;
pub mod launch;
pub mod matrix;
pub mod payload;
pub mod plan;
pub mod policy;
pub mod probe;
mod question;
pub mod report;
pub mod rule;
#[cfg(feature = "schema")]
pub mod schema;
pub mod script;
pub mod secret;
mod setting;
pub mod strict;
mod template;
pub mod truth;
pub mod version;
mod words;

pub use alternatives::alternatives;
pub use assess::{Assessment, assess, check};
pub use calendar::calendar;
pub use choices::Choices;
pub use explain::explain;
pub use facts::resolve;
pub use matrix::matrix;
pub use policy::Policy;
pub use probe::{probe, read_probe};
