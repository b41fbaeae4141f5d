//! What the fuzzers share: what every answer holds to, what an input may cost, and how JSON is changed into other JSON.

mod answer;
mod cost;
mod json;

pub use answer::hold;
pub use cost::Clock;
pub use json::mutate;
