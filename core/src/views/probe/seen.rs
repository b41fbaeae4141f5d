//! What a probe saw, read from its line.

use serde::Deserialize;
use serde_json::Value;

use crate::choices::field::{Edit, Field};
use crate::choices::{Arch, Downloader, Presence, Python};
use crate::policy::Policy;
use crate::primitives::strict::{self, ShapeError};

/// What every line of a probe begins with.
pub(super) const MARK: &str = "dynaboot-probe/1";

/// No probe says more: what is longer is something else.
const LONGEST: usize = 4_096;

/// What `SELinux` does.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a word")]
enum Selinux {
    Enforcing,
    Permissive,
    Disabled,
}

impl Selinux {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Enforcing => "enforcing",
            Self::Permissive => "permissive",
            Self::Disabled => "disabled",
        }
    }
}

/// A kind of sudo.
#[derive(Clone, Copy, Deserialize)]
#[serde(expecting = "a word")]
enum Sudo {
    #[serde(rename = "sudo")]
    Original,
    #[serde(rename = "sudo-rs")]
    Rust,
    #[serde(rename = "none")]
    Absent,
}

impl Sudo {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Original => "sudo",
            Self::Rust => "sudo-rs",
            Self::Absent => "none",
        }
    }
}

/// The line, as a probe writes it. What it does not name was not seen.
#[derive(Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields, expecting = "what a probe saw")]
#[derive(Default)]
struct Seen {
    os: Option<String>,
    release: Option<String>,
    arch: Option<Arch>,
    agent: Option<Presence>,
    python: Option<Python>,
    net_tools: Option<bool>,
    openssl_devel: Option<bool>,
    downloader: Option<Downloader>,
    certificates: Option<bool>,
    administrator_user: Option<bool>,
    user_data_runs: Option<bool>,
    selinux: Option<Selinux>,
    sudo: Option<Sudo>,
    free_mebibytes: Option<u32>,
    clock_is_right: Option<bool>,
    /// Which cloud-init there is. No field of the choices takes it.
    #[serde(rename = "cloudInit")]
    _cloud_init: Option<String>,
}

/// Reads what a probe said: the edits that put what it saw into choices. Other lines may stand around its own, as they do
/// in what is copied from a terminal.
///
/// # Errors
/// A text without a line of a probe, with several, or with one that no probe writes.
pub fn read_probe(text: &str, policy: &Policy) -> Result<Vec<Edit>, ShapeError> {
    let seen = read(text)?;
    let system = seen.os.as_deref().zip(seen.release.as_deref()).and_then(|(os, release)| system(os, release, policy));
    let edits = [
        edit(Field::System, system),
        edit(Field::ImageArch, seen.arch.map(Arch::as_str)),
        edit(Field::AgentOnImage, seen.agent.map(Presence::as_str)),
        edit(Field::Python, seen.python.map(|python| python.to_string())),
        edit(Field::NetTools, seen.net_tools),
        edit(Field::OpensslDevel, seen.openssl_devel),
        edit(Field::CertificatesInstalled, seen.certificates),
        edit(Field::UserDataRuns, seen.user_data_runs),
        edit(answer("administratorUser"), seen.administrator_user),
        edit(answer("selinux"), seen.selinux.map(Selinux::as_str)),
        edit(answer("sudo"), seen.sudo.map(Sudo::as_str)),
        edit(answer("freeMebibytes"), seen.free_mebibytes),
        edit(answer("clockIsRight"), seen.clock_is_right),
        edit(Field::Downloader, seen.downloader.map(Downloader::as_str)),
    ];
    Ok(edits.into_iter().flatten().collect())
}

/// An answer that only rules read.
fn answer(id: &str) -> Field {
    Field::Answer(id.to_owned())
}

fn edit(at: Field, to: Option<impl Into<Value>>) -> Option<Edit> {
    to.map(|to| Edit::new(at, to))
}

fn read(text: &str) -> Result<Seen, ShapeError> {
    let expected = format!("the line that the probe wrote, which begins with `{MARK} {{`");
    let refuse = |found: &str| ShapeError::found("", found, &expected);
    if text.len() > LONGEST {
        return Err(refuse(&format!("a text of {} bytes", text.len())));
    }
    let mut lines = text.lines().map(str::trim).filter(|line| line.starts_with("dynaboot-probe/"));
    let line = lines.next().ok_or_else(|| refuse("no such line"))?;
    if lines.next().is_some() {
        return Err(refuse("several such lines"));
    }
    let said = line.strip_prefix(MARK).filter(|said| said.starts_with(' '));
    let said = said.ok_or_else(|| refuse("a line of another version of the probe"))?;
    let value: Value =
        serde_json::from_str(said).map_err(|error| refuse(&format!("a line cut or changed ({error})")))?;
    strict::read(&value)
}

/// The system whose release is the one that was seen, or that it is a part of: 9.4 of 9.
fn system<'a>(os: &str, release: &str, policy: &'a Policy) -> Option<&'a str> {
    let seen = format!("{os} {release}.");
    let is_it = |listed: &String| seen.starts_with(&format!("{listed}."));
    let mut systems = policy.document().systems.iter();
    systems.find(|(_, system)| system.release.as_ref().is_some_and(is_it)).map(|(id, _)| id.as_str())
}
