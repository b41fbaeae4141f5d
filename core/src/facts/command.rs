//! What a command does beside its work, as far as its words tell: whether it restarts the machine, waits for somebody, holds a secret.

/// Words in the name of what is a secret.
const SECRETS: [&str; 9] =
    ["password", "passwd", "secret", "token", "api_key", "apikey", "api-key", "access_key", "private_key"];

/// How secrets begin that a vendor's own prefix tells.
const PREFIXES: [&str; 10] =
    ["AKIA", "ASIA", "ghp_", "github_pat_", "glpat-", "xoxb-", "eyJhbGci", "sk_live_", "dckr_pat_", "tskey-"];

/// What stands before a command in a shell, and in a list of cloud-init's.
const BEFORE: [&[u8]; 14] = [
    b"-",
    b"runcmd:",
    b"bootcmd:",
    b"sudo",
    b"exec",
    b"nohup",
    b"then",
    b"else",
    b"do",
    b"sh",
    b"bash",
    b"-c",
    b"start",
    b"call",
];

/// Whether a shell, `cmd` or cloud-init would restart the machine or halt it by this text. It may be long, so it is read as bytes,
/// and nothing of it is copied.
pub(super) fn restarts(text: &str) -> bool {
    let lines = text.as_bytes().split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let lines = lines.filter(|line| !line.starts_with(b"#"));
    let ends = |byte: &u8| matches!(byte, b';' | b'&' | b'|' | b'(' | b')' | b'{' | b'}' | b'`');
    lines.flat_map(|line| line.split(ends)).any(is_restart)
}

fn is_restart(command: &[u8]) -> bool {
    let is = |word: &[u8], wanted: &[&[u8]]| wanted.iter().any(|wanted| word.eq_ignore_ascii_case(wanted));
    let apart = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b',' | b'"' | b'\'');
    let passed = |word: &&[u8]| word.is_empty() || word.contains(&b'=') || is(word, &BEFORE);
    let mut words = command.split(apart).skip_while(passed);
    let program = words.next().unwrap_or_default();
    let program = program.rsplit(|byte| matches!(byte, b'/' | b'\\')).next().unwrap_or_default();
    let stem =
        program.split_last_chunk::<4>().filter(|(_, end)| end.eq_ignore_ascii_case(b".exe")).map(|(stem, _)| stem);
    let program = stem.unwrap_or(program);
    let mut has = |wanted: &[&[u8]]| words.any(|word| is(word, wanted));
    if is(program, &[b"reboot", b"poweroff", b"halt", b"restart-computer", b"stop-computer", b"power_state:"]) {
        true
    } else if is(program, &[b"package_reboot_if_required:"]) {
        has(&[b"true", b"yes", b"on"])
    } else if is(program, &[b"shutdown"]) {
        !has(&[b"-c", b"/a", b"-k"])
    } else if is(program, &[b"init", b"telinit"]) {
        has(&[b"0", b"6"])
    } else if is(program, &[b"systemctl"]) {
        has(&[b"reboot", b"poweroff", b"halt", b"kexec"])
    } else {
        is(program, &[b"msiexec"]) && has(&[b"/forcerestart"])
    }
}

/// The command with the word that keeps its installer from asking; nothing where none asks.
pub(super) fn quiet(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let words = || lower.split(|letter: char| letter.is_whitespace() || "\"';&|".contains(letter));
    let has = |wanted: &[&str]| words().any(|word| wanted.contains(&word));
    let starts = |wanted: &[&str]| words().any(|word| wanted.iter().any(|start| word.starts_with(start)));
    let installs = has(&["install", "reinstall", "upgrade", "localinstall", "in"]);
    let (program, word) = if let Some(program) = named(&lower, &["msiexec.exe", "msiexec"]) {
        if starts(&["/q", "-q", "/passive", "-passive"]) || !starts(&["/i", "-i", "/package", "/x", "/p", "/update"]) {
            return None;
        }
        (program, "/qn")
    } else if let Some(program) = named(&lower, &["apt-get", "apt", "yum", "dnf", "zypper"]).filter(|_| installs) {
        if starts(&["-y", "--yes", "--assume", "-n", "--non-interactive", "-qy", "-qq"]) {
            return None;
        }
        let word = if lower.get(program.clone()) == Some("zypper") { "-n" } else { "-y" };
        (program, word)
    } else {
        return None;
    };
    Some(format!("{} {word}{}", text.get(..program.end)?, text.get(program.end..)?))
}

/// Programs that commands for Windows often begin with, and no image of Windows brings.
const BROUGHT: [&str; 10] = ["choco", "scoop", "winget", "pwsh", "python", "python3", "pip", "npm", "git", "7z"];

/// The first program in a command that Windows does not bring.
pub(super) fn brought(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase().replace(".exe", "");
    BROUGHT.into_iter().find(|program| named(&lower, &[program]).is_some())
}

/// Where a program of one of these names is run.
fn named(text: &str, programs: &[&str]) -> Option<std::ops::Range<usize>> {
    programs.iter().find_map(|program| {
        let mut places = text.match_indices(program).map(|(start, _)| start..start + program.len());
        places.find(|place| {
            let before = text.get(..place.start).and_then(|text| text.chars().next_back());
            let after = text.get(place.end..).and_then(|text| text.chars().next());
            before.is_none_or(|letter| letter.is_whitespace() || "/\\;&|(".contains(letter))
                && after.is_some_and(char::is_whitespace)
        })
    })
}

/// Whether what looks like a secret stands in the text as it is. What a variable holds, or is still to be filled in, does not.
pub(super) fn holds_secret(text: &str) -> bool {
    let is_name = |name: &str| {
        let name = name.to_ascii_lowercase();
        SECRETS.iter().any(|secret| name.contains(secret)) || name.ends_with("_key") && !name.contains("public")
    };
    let is_value = |value: &str| {
        let value = value.trim_matches(['"', '\'']);
        value.len() > 3
            && !value.starts_with(['$', '%', '{', '<', '-', '/', '@'])
            && !value.contains("://")
            && !value.contains(['/', '\\'])
            || PREFIXES.iter().any(|prefix| value.starts_with(prefix))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let follows = |pair: &[&str]| match pair {
        [name, value] => {
            name.starts_with(['-', '/']) && !name.contains('=') && is_name(name) && is_value(value)
                || name.eq_ignore_ascii_case("bearer") && is_value(value)
        }
        _ => false,
    };
    let credentials = |word: &str| {
        let authority = word.split_once("://").and_then(|(_, rest)| rest.split('/').next()?.rsplit_once('@'));
        authority.and_then(|(user, _)| user.split_once(':')).is_some_and(|(_, password)| is_value(password))
    };
    let stands = |word: &&str| {
        let word = word.trim_matches(['"', '\'']);
        let assigned = word.split_once(['=', ':']).is_some_and(|(name, value)| is_name(name) && is_value(value));
        assigned || credentials(word) || PREFIXES.iter().any(|prefix| word.starts_with(prefix))
    };
    words.iter().any(stands) || words.windows(2).any(follows)
}

#[cfg(test)]
mod tests {
    use super::{holds_secret, quiet, restarts};

    #[test]
    fn what_restarts_the_machine() {
        for text in [
            "#!/bin/sh\napt-get -y upgrade && reboot\n",
            "#!/bin/sh\nif true; then\n  /sbin/shutdown -r now\nfi\n",
            "systemctl reboot",
            "sudo init 6",
            "#cloud-config\npower_state:\n  mode: reboot\n",
            "#cloud-config\npackage_reboot_if_required: true\n",
            "#cloud-config\nruncmd:\n  - [ shutdown, -r, now ]\n",
            "#cloud-config\nruncmd:\n  - reboot\n",
            "setup.exe /q & shutdown /r /t 0",
            "setup.exe; Restart-Computer -Force",
            "msiexec /i a.msi /qn /forcerestart",
            "sh -c 'reboot'",
        ] {
            assert!(restarts(text), "{text}");
        }
        for text in [
            "#!/bin/sh\necho reboot\n",
            "# reboot",
            "grep reboot /var/log/syslog",
            "shutdown -c",
            "systemctl restart httpd",
            "./install --no-reboot",
            "#cloud-config\npackage_reboot_if_required: false\n",
            "msiexec /i a.msi /qn /norestart",
            "./reboot-check",
        ] {
            assert!(!restarts(text), "{text}");
        }
    }

    #[test]
    fn what_waits_for_somebody() {
        for (text, told) in [
            ("msiexec /i a.msi", "msiexec /qn /i a.msi"),
            (
                "start /wait C:\\Windows\\System32\\MsiExec.exe /I a.msi KEY=1",
                "start /wait C:\\Windows\\System32\\MsiExec.exe /qn /I a.msi KEY=1",
            ),
            ("apt-get install ./a.deb", "apt-get -y install ./a.deb"),
            ("yum localinstall a.rpm", "yum -y localinstall a.rpm"),
            ("zypper install a.rpm", "zypper -n install a.rpm"),
        ] {
            assert_eq!(quiet(text).as_deref(), Some(told));
            assert_eq!(quiet(told), None);
        }
        for text in [
            "msiexec /i a.msi /quiet",
            "msiexec /passive /i a.msi",
            "msiexec /i a.msi /qb",
            "apt-get update",
            "dnf install -y a",
            "./install.sh",
            "apt list",
        ] {
            assert_eq!(quiet(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_a_secret() {
        for text in [
            "DD_API_KEY=0123456789abcdef ./install",
            "./install --token abcdef0123",
            "./install --password=hunter22",
            "curl -H 'Authorization: Bearer abcdef'",
            "msiexec /i a.msi /qn APIKEY=\"0123456789\"",
            "./join tskey-auth-abc",
            "curl https://me:s3cret@example.com/x",
            "./x AKIAIOSFODNN7EXAMPLE",
            "./setup /secret 12345678",
        ] {
            assert!(holds_secret(text), "{text}");
        }
        for text in [
            "./install",
            "./install --token-file /etc/agent/token",
            "DD_API_KEY=$KEY ./install",
            "./install --password \"$PASSWORD\"",
            "./install --token={token}",
            "TOKEN= ./install",
            "msiexec /i a.msi APIKEY=%KEY%",
            "curl https://example.com:8443/a",
            "ssh-keygen -t ed25519",
            "./install --public-key abcdef",
        ] {
            assert!(!holds_secret(text), "{text}");
        }
    }
}
