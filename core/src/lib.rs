//! Will this image get its management agent at first boot on that cloud, and what text makes it so?
//!
//! ```
//! use dynaboot_core::{Choices, Policy, Verdict, check};
//!
//! let policy = Policy::builtin()?;
//! let report = check(&Choices::default(), &policy);
//! assert_eq!(report.verdict, Verdict::Incomplete); // Neither cloud nor system is chosen.
//! # Ok::<(), dynaboot_core::UnreadablePolicy>(())
//! ```
//!
//! The folders are the stages of an answer: each uses only those above it in this list.
//!
//! | folder | stage |
//! |---|---|
//! | `primitives` | values that know nothing of clouds, systems and agents |
//! | `choices` | what the user says |
//! | `policy` | what is known: clouds, systems, agents, rules |
//! | `facts` | choices with ids looked up and conclusions drawn |
//! | `judge` | every rule against the facts |
//! | `script` | the plan, and its text |
//! | `payload` | the script in the cloud's own field |
//! | `launch` | the files that launch a VM with it |
//! | `draft` | all of these for one answer, the payload's size judged too |
//! | `report` | the judgement in words |
//! | `assess` | the whole answer in one call |
//! | `views` | other questions to the same policy |
//! | `proof` | a policy held to its laws |
//! | `organisation` | an organisation's policy, laid over the built-in one |

mod assess;
mod choices;
mod draft;
mod facts;
mod judge;
mod launch;
mod organisation;
mod payload;
pub mod policy;
mod primitives;
mod proof;
mod report;
pub mod script;
mod views;

pub use assess::{Assessment, assess, check};
pub use choices::field::{Edit, Field};
pub use choices::{
    AgentChoices, Answer, Answers, Arch, BundleStore, Choices, Downloader, Image, ImageSource, OtherAnswers,
    PackageStore, PartKind, Presence, Python, Route, Software,
};
pub use facts::image_id::cloud_of;
pub use facts::{Facts, TableCell, resolve};
pub use judge::Verdict;
pub use launch::{Launch, LaunchTool};
pub use organisation::form::{Base, Organisation, RuleChange};
#[cfg(feature = "schema")]
pub use organisation::schema;
pub use organisation::{Difference, LARGEST_FILE, RefusedPolicy, Signed, difference, verify};
pub use payload::{Encoding, Payload, wrap};
pub use policy::{Policy, PolicyStamp, UnreadablePolicy};
pub use primitives::address::{Address, Scheme};
pub use primitives::day::Day;
pub use primitives::ids::{AgentId, CloudId, PublisherId, RuleId, SourceId, SystemId};
pub use primitives::secret::Secret;
pub use primitives::sorted::Sorted;
pub use primitives::strict::{self, ShapeError};
pub use primitives::truth::Truth;
pub use primitives::version::Version;
pub use proof::prove;
pub use report::question::asked_of;
pub use report::write::inferred;
pub use report::{
    Assumption, Change, Finding, FindingChange, Fix, Outcome, OwnRecipe, Question, QuestionKind, Report, ReportedCell,
    Told,
};
pub use views::alternatives::{Alternative, alternatives};
pub use views::calendar::{CalendarDay, calendar};
pub use views::explain::explain;
pub use views::matrix::matrix;
pub use views::probe::{probe, read_probe};
