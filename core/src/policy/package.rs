//! What names a package to a package manager.

use crate::policy::catalog::PackageManager;

/// Whether a text names one package and no more, perhaps in one version: no list, file, URL, group, pattern or removal.
#[must_use]
pub(crate) fn is_package(text: &str, manager: Option<PackageManager>) -> bool {
    let is_apt = manager == Some(PackageManager::Apt);
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "+._-:=~^".contains(letter);
    // What is provided has a name of such a form; so has a release that apt takes a package from.
    let provided = text.strip_suffix(')').and_then(|text| text.split_once('(')).filter(|_| !is_apt);
    let released = text.split_once('/').filter(|_| is_apt);
    let (name, rest) = provided.or(released).unwrap_or((text, "a"));
    let is_group = ["pattern:", "patch:", "product:"].iter().any(|kind| name.starts_with(kind));
    name.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && [name, rest].iter().all(|part| !part.is_empty() && part.chars().all(is_letter))
        && !text.ends_with(['-', '^'])
        && !is_group
}

#[cfg(test)]
mod tests {
    use super::is_package;
    use crate::policy::catalog::PackageManager::{Apt, Dnf, Zypper};

    #[test]
    fn one_package_and_no_more() {
        for (name, manager) in [
            ("git", None),
            ("g++", Some(Apt)),
            ("libstdc++6:amd64", Some(Apt)),
            ("nginx=1.24.0-1~bookworm", Some(Apt)),
            ("curl/bookworm-backports", Some(Apt)),
            ("httpd-2.4.57-5.el9.x86_64", Some(Dnf)),
            ("perl(LWP::UserAgent)", Some(Dnf)),
            ("python3.11", Some(Zypper)),
        ] {
            assert!(is_package(name, manager), "{name}");
        }
        for (name, manager) in [
            ("", None),
            ("vim, htop", None),
            ("vim htop", None),
            ("vim,htop", None),
            ("a;rm -rf /", None),
            ("vim\n", None),
            ("https://example.com/a.rpm", None),
            ("./a.deb", Some(Apt)),
            ("/tmp/a.rpm", Some(Dnf)),
            ("@development-tools", Some(Dnf)),
            ("pattern:devel_basis", Some(Zypper)),
            ("php*", None),
            ("lib[ab]", None),
            ("nano-", Some(Apt)),
            ("lamp-server^", Some(Apt)),
            ("-vim", Some(Zypper)),
            ("!vim", Some(Zypper)),
            ("^mail", Some(Apt)),
            ("$(id)", None),
        ] {
            assert!(!is_package(name, manager), "{name}");
        }
    }
}
