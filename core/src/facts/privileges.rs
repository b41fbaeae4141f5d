//! Whether packages and commands of additional software fit together.

use crate::choices::Software;
use crate::facts::names::Names;
use crate::primitives::effort::Effort;
use crate::primitives::glob;

/// What installs and starts software of any name.
const MANAGERS: [&str; 9] = ["systemctl", "service", "apt*", "dpkg", "yum", "dnf", "rpm", "zypper", "alternatives"];

/// Where programs stand that a system brings: one that stands elsewhere is the organisation's own.
const SYSTEM_FOLDERS: [&str; 4] = ["/bin", "/sbin", "/usr/bin", "/usr/sbin"];

/// Whether a command names one of the packages, manages any, or is a program of the organisation's own. What is neither
/// does nothing for the software that was asked for.
pub(super) fn has_privileges(software: &Software, effort: &Effort) -> bool {
    let packages = Names::of(&software.packages);
    software.commands.iter().any(|command| {
        let (program, arguments) = command.split_once(' ').unwrap_or((command, ""));
        let (folder, name) = program.rsplit_once('/').unwrap_or(("", program));
        let is_own = !SYSTEM_FOLDERS.contains(&folder) || arguments.split(' ').any(|word| word.starts_with('/'));
        let manages = MANAGERS.iter().any(|pattern| glob::matches(pattern, name));
        is_own || manages || packages.stand_in(command, effort)
    })
}
