//! Additional software: whether packages and commands have names that a package manager and sudo take.

use crate::facts::Facts;
use crate::policy::catalog::Family;
use crate::policy::package::is_package;
use crate::primitives::glob;

/// Programs that run whatever they are told to: shells, what changes user, interpreters, and what starts other programs.
const SHELLS: [&str; 18] = [
    "sh", "bash", "dash", "ash", "ksh*", "zsh", "csh", "tcsh", "busybox", "env", "su", "sudo", "python*", "perl*",
    "ruby*", "awk", "find", "xargs",
];

impl Facts<'_> {
    /// The first command that a sudoers file cannot name: without an absolute path, or with a character of its own lines.
    /// Windows has no such file.
    pub(super) fn unnamable_command(&self) -> Option<usize> {
        if self.family() == Some(Family::Windows) {
            return None;
        }
        let namable = |command: &String| {
            let program = command.split(' ').next().unwrap_or_default();
            let whole =
                program.starts_with('/') && !program.ends_with('/') && program.split('/').all(|part| part != "..");
            whole && !command.contains(char::is_control)
        };
        self.choices.software.commands.iter().position(|command| !namable(command))
    }

    /// The first command without arguments, so that sudo allows any, whose program runs others.
    pub(super) fn shell(&self) -> Option<usize> {
        let is_shell = |command: &String| {
            let name = command.rsplit('/').next().unwrap_or_default();
            SHELLS.iter().any(|pattern| glob::matches(pattern, name))
        };
        self.choices.software.commands.iter().position(is_shell)
    }

    /// The first package that is no name to the system's package manager, as far as the system is known.
    pub(super) fn unnamable_package(&self) -> Option<usize> {
        let manager = self.system.and_then(|system| system.package_manager);
        self.choices.software.packages.iter().position(|name| !is_package(name, manager))
    }
}
