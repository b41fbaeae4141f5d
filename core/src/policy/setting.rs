//! What the values of an agent's settings look like.

use crate::policy::catalog::{Family, SettingForm};
use crate::primitives::host::is_host;

/// Whether a value has the form that its setting asks for on a family of systems; on either, as long as that is not known.
#[must_use]
pub(crate) fn has_form(value: &str, form: SettingForm, family: Option<Family>) -> bool {
    match form {
        SettingForm::Host => is_host(value),
        SettingForm::Port => {
            value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<u16>().is_ok_and(|port| port > 0)
        }
        SettingForm::Path => match family {
            Some(Family::Linux) => is_path(value),
            Some(Family::Windows) => is_windows_path(value),
            None => is_path(value) || is_windows_path(value),
        },
        SettingForm::Command => !value.trim().is_empty(),
        SettingForm::Name => {
            value.starts_with(|letter: char| letter.is_ascii_alphanumeric())
                && value.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '@' | '.' | '_' | '-'))
        }
    }
}

/// What a form asks for, in words.
#[must_use]
pub(crate) const fn wanted(form: SettingForm) -> &'static str {
    match form {
        SettingForm::Host => "a host name or an address, without scheme and port",
        SettingForm::Port => "a port, a number from 1 to 65535",
        SettingForm::Path => {
            "an absolute path of at least two parts, of letters, digits and `. _ - + @ = , :`, on Windows `~ ( )` and blanks too"
        }
        SettingForm::Command => "a command",
        SettingForm::Name => "a name of letters, digits and `@ . _ -`",
    }
}

/// An absolute path of letters that mean nothing to a shell. One of a single part is a directory of the system, which no agent
/// brings.
fn is_path(value: &str) -> bool {
    let parts = value.split('/').filter(|part| !part.is_empty());
    value.starts_with('/')
        && value.chars().all(|letter| letter == '/' || is_plain(letter))
        && parts.clone().count() > 1
        && parts.clone().all(|part| part != "..")
}

/// An absolute path with its drive, of letters that mean nothing to a shell and of which none stands for others.
fn is_windows_path(value: &str) -> bool {
    const OF_THE_SYSTEM: [&str; 5] = ["windows", "users", "programdata", "program files", "program files (x86)"];
    let Some((drive, path)) = value.split_once(":\\") else { return false };
    let parts = path.split('\\').filter(|part| !part.is_empty());
    let alone = parts.clone().count() == 1;
    drive.len() == 1
        && drive.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && parts.clone().count() > 0
        && parts.clone().all(is_windows_file)
        && !(alone && parts.clone().any(|part| OF_THE_SYSTEM.contains(&part.to_ascii_lowercase().as_str())))
}

/// The name of a file on Windows, or of a directory.
#[must_use]
pub(crate) fn is_windows_file(name: &str) -> bool {
    let is_letter = |letter| letter != ':' && is_plain(letter) || "~() ".contains(letter);
    name.chars().all(is_letter) && !matches!(name, "." | "..")
}

/// The letters that a path may have on every system.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "._-+@=,:".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::has_form;
    use crate::policy::catalog::Family::{Linux, Windows};
    use crate::policy::catalog::SettingForm::{Command, Host, Name, Path, Port};

    #[test]
    fn forms() {
        for (value, form) in [
            ("broker.example.com", Host),
            ("[2001:db8::1]", Host),
            ("5671", Port),
            ("/opt/agent", Path),
            ("/opt/agent-1.2+b@x=1,2:3_4", Path),
            ("./install --now", Command),
            ("agent@1.service", Name),
        ] {
            assert!(has_form(value, form, Some(Linux)) && has_form(value, form, None), "{value}");
        }
        for (value, form) in [
            ("-oProxy", Host),
            ("a b", Host),
            ("broker.example.com:5671", Host),
            ("10.0.0.300", Host),
            ("https://broker.example.com", Host),
            ("", Host),
            ("0", Port),
            ("65536", Port),
            ("+1", Port),
            ("opt", Path),
            ("/", Path),
            ("/home", Path),
            ("/a/../b", Path),
            ("/opt/a;touch /x", Path),
            ("/opt/a b", Path),
            ("/opt/$(id)", Path),
            ("/opt/a`id`", Path),
            ("/opt/a\nb", Path),
            ("/opt/*/b", Path),
            ("/opt/{a,b}", Path),
            ("/opt/a'b", Path),
            ("/opt/a\u{202e}b", Path),
            (" ", Command),
            ("-x", Name),
            ("a b", Name),
        ] {
            assert!(!has_form(value, form, Some(Linux)) && !has_form(value, form, None), "{value}");
        }
    }

    #[test]
    fn windows_paths() {
        for path in
            [r"C:\Program Files\agent", r"C:\Program Files (x86)\a", r"C:\PROGRA~1\a", r"d:\agent", r"C:\opt\agent\"]
        {
            assert!(has_form(path, Path, Some(Windows)) && has_form(path, Path, None), "{path}");
            assert!(!has_form(path, Path, Some(Linux)), "{path}");
        }
        for path in [
            r"C:\",
            r"C:agent",
            r"\\host\agent",
            r"C:\Windows",
            r"C:\program files\",
            r"C:\a\..\b",
            r"C:\a*",
            r"C:\a&calc.exe",
            r"C:\%TEMP%\a",
            r"C:\a^b",
            r"C:\a'b",
            r"C:\a;b",
            r"C:\$env:x",
            r"C:\a[b]",
            r"C:\a:b",
            "C:\\a\u{2019}b",
            "C:\\a\nb",
            "/opt/agent",
            "",
        ] {
            assert!(!has_form(path, Path, Some(Windows)), "{path}");
        }
    }
}
