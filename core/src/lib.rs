//! Will this image get its management agent at first boot on that cloud, and what text makes it so?

pub mod action;
pub mod address;
pub mod alternatives;
pub mod answer;
mod assess;
pub mod catalog;
pub mod choices;
pub mod day;
pub mod fact;
pub mod facts;
pub mod field;
mod glob;
pub mod ids;
mod image_id;
pub mod judge;
pub mod matrix;
pub mod payload;
pub mod plan;
pub mod policy;
mod question;
pub mod report;
pub mod rule;
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
pub use choices::Choices;
pub use facts::resolve;
pub use matrix::matrix;
pub use policy::Policy;
