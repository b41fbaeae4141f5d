//! What the policy knows about clouds, systems, agents, and which of them go together.

mod agent;
mod alias;
mod cloud;
mod named;
mod publisher;
mod source;
mod system;
mod table;

pub use agent::{Agent, HandoverFile, Recipe, Setting, SettingForm, Table, Umask, Unsupported};
pub use alias::Aliased;
pub(crate) use alias::{aliased, named, unknown};
pub use cloud::{
    Cloud, CloudField, CountedAs, Delivery, DeliveryKind, Envelope, ImageBuilder, ImageIdForm, LaunchForm,
    MetadataTokens, OtherField, Reset, ResetTool, Runs, Taken,
};
pub use named::Named;
pub use publisher::Publisher;
pub use source::{Citation, Provenance, Source, SourceEntry};
pub use system::{Family, PackageManager, Repositories, System, Tls12};
pub use table::{Branches, Cell, RouteOption, Support};
