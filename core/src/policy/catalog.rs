//! What the policy knows about clouds, systems, agents, and which of them go together.

mod agent;
mod cloud;
mod publisher;
mod source;
mod system;
mod table;

pub use agent::{Agent, HandoverFile, Recipe, Setting, SettingForm, Table, Unsupported};
pub use cloud::{
    Cloud, CountedAs, Delivery, DeliveryKind, Envelope, ImageBuilder, ImageIdForm, LaunchForm, MetadataTokens,
    OtherField, Reset, ResetTool, Runs,
};
pub use publisher::Publisher;
pub use source::{Citation, Provenance, Source, SourceEntry};
pub use system::{Family, PackageManager, Repositories, System, Tls12};
pub use table::{Branches, Cell, RouteOption, Support};
