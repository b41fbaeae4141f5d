//! What the values of an agent's settings look like.

use crate::catalog::SettingForm;

/// Whether a value has the form that its setting asks for.
#[must_use]
pub(crate) fn has_form(value: &str, form: SettingForm) -> bool {
    match form {
        SettingForm::Host => {
            value.starts_with(is_host)
                && value.len() <= 255
                && value.chars().all(|letter| is_host(letter) || matches!(letter, '-' | '.'))
        }
        SettingForm::Port => {
            value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<u16>().is_ok_and(|port| port > 0)
        }
        SettingForm::Path => {
            // A path of one part is a directory of the system, which no agent brings.
            let parts = value.split('/').filter(|part| !part.is_empty());
            value.starts_with('/')
                && !value.contains(char::is_control)
                && parts.clone().count() > 1
                && parts.clone().all(|part| part != "..")
        }
        SettingForm::Command => !value.trim().is_empty(),
        SettingForm::Name => {
            value.starts_with(char::is_alphanumeric)
                && value.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '@' | '.' | '_' | '-'))
        }
    }
}

fn is_host(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | ':' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::has_form;
    use crate::catalog::SettingForm::{Command, Host, Name, Path, Port};

    #[test]
    fn forms() {
        for (value, form) in [
            ("broker.example.com", Host),
            ("[2001:db8::1]", Host),
            ("5671", Port),
            ("/opt/agent", Path),
            ("./install --now", Command),
            ("agent@1.service", Name),
        ] {
            assert!(has_form(value, form), "{value}");
        }
        for (value, form) in [
            ("-oProxy", Host),
            ("a b", Host),
            ("", Host),
            ("0", Port),
            ("65536", Port),
            ("+1", Port),
            ("opt", Path),
            ("/", Path),
            ("/home", Path),
            ("/a/../b", Path),
            (" ", Command),
            ("-x", Name),
            ("a b", Name),
        ] {
            assert!(!has_form(value, form), "{value}");
        }
    }
}
