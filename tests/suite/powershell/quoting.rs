//! Whatever stands in a free field of the choices can be read out of the settings as that string, and as nothing else.

use dynaboot_core::script::windows::{SETTINGS, command_line, quote::quote};
use dynaboot_core::{Choices, Edit, Policy};
use serde_json::json;

use super::reader::{Setting, read_settings, read_text};
use super::{script, section};

const STRINGS: usize = 100_000;
const CASES: usize = 1_000;

/// Texts that PowerShell, cmd.exe and envelopes have stumbled over.
const NASTY: [&str; 72] = [
    "'",
    "''",
    "‘",
    "’",
    "‚",
    "‛",
    "’'",
    "\"",
    "“",
    "”",
    "„",
    "`",
    "`'",
    "`n",
    "$",
    "$(",
    "$x",
    "${",
    ")",
    "(",
    "@'",
    "'@",
    "@\"",
    "\"@",
    "\n'@",
    "@{",
    "}",
    "{",
    ";",
    "|",
    "&",
    "#",
    "<#",
    "#>",
    "\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "\\",
    "\\\"",
    "%",
    "%PATH%",
    "!",
    "^",
    "--%",
    "-",
    "–",
    "—",
    "<",
    ">",
    "</powershell>",
    "<script>",
    "[powershell]",
    "#ps1_sysnative",
    "{bundleStore}",
    "{installCommand}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "\u{1a}",
    "\u{1b}[2J",
    "é",
    "日本",
    "😀",
    "＇",
    "´",
    "x",
    "=",
    ",",
    "0",
];

/// Hostile strings without end: nasty texts mixed with any characters at all, the same ones every time. A rule blocks a NUL.
pub(super) struct Strings(u64);

impl Strings {
    pub(super) const fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// A number below a bound, by xorshift.
    fn number(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    pub(super) fn next(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.number(12) {
            if self.number(4) > 0 {
                text.push_str(NASTY[self.number(NASTY.len())]);
            } else {
                let letter = u32::try_from(1 + self.number(0x10_fffe)).unwrap();
                text.extend(char::from_u32(letter));
            }
        }
        text
    }
}

#[test]
fn every_string_is_read_back_as_itself() {
    let mut strings = Strings::new();
    let mut quotes = 0;
    for _ in 0..STRINGS {
        let text = strings.next();
        assert_eq!(read_text(&quote(&text)).as_ref(), Ok(&text), "{text:?}");
        quotes += usize::from(text.contains(['\'', '‘', '’', '‚', '‛']));
    }
    assert!(quotes > STRINGS / 4, "quotes of every kind are tried: {quotes}");
}

/// The reader must be able to tell: what doubles the straight quote alone is read as something else.
#[test]
fn the_reader_sees_a_quote_that_was_forgotten() {
    let careless = |text: &str| format!("'{}'", text.replace('\'', "''"));
    for text in ["a‘b", "’", "‚; Remove-Item", "‛ + $(x)"] {
        assert_ne!(read_text(&careless(text)), Ok(text.to_owned()), "{text:?}");
    }
}

/// By the rules of `CommandLineToArgvW`, as Microsoft describes them: white space parts words; a quote begins or ends a quoted
/// part; 2n backslashes before a quote are n and the quote counts, 2n + 1 are n and a quote; other backslashes are themselves.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                let mut count = 1;
                while letters.next_if_eq(&'\\').is_some() {
                    count += 1;
                }
                let word = word.get_or_insert_default();
                let before_quote = letters.peek() == Some(&'"');
                word.extend(std::iter::repeat_n('\\', if before_quote { count / 2 } else { count }));
                if before_quote && count % 2 == 1 {
                    word.extend(letters.next());
                }
            }
            '"' => {
                word.get_or_insert_default();
                quoted = !quoted;
            }
            ' ' | '\t' | '\n' | '\u{b}' if !quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

#[test]
fn a_program_gets_its_words() {
    let mut strings = Strings::new();
    for _ in 0..STRINGS / 5 {
        let list: Vec<String> = (0..3).map(|_| strings.next()).collect();
        let line = command_line::join("powershell.exe", &list);
        assert_eq!(words(&line), list, "{line:?}");
        let command =
            command_line::join("CMD.exe", &["/d".to_owned(), "/s".to_owned(), "/c".to_owned(), list[0].clone()]);
        let inner = command.strip_prefix("/d /s /c \"").and_then(|rest| rest.strip_suffix('"'));
        assert_eq!(inner, Some(list[0].as_str()), "cmd.exe takes away the outer quotes, and reads what stands between");
    }
}

/// Choices with a hostile string in every field that can hold one, and what the settings must say of them.
struct Case {
    choices: serde_json::Value,
    expected: Vec<(&'static str, Setting)>,
}

/// Without the blanks that alone keep it from being a name or a host.
fn bare(value: &str) -> &str {
    if value.trim() == "x" { "x" } else { value }
}

fn text(text: &str) -> Setting {
    Setting::Text(text.to_owned())
}

fn case(generic: bool, strings: &mut Strings) -> Case {
    let [sha256, certificate, user, password, proxy, call_home, one, two, three] =
        std::array::from_fn(|_| strings.next() + "x");
    let settings = if generic {
        json!({ "installCommand": one, "presentPath": two, "serviceName": three })
    } else {
        json!({ "brokerHost": one, "brokerPort": two })
    };
    let agent = if generic { "generic" } else { "cloudcenter" };
    let choices = json!({
        "cloud": "aws", "system": "windows-2016", "agent": { "id": agent, "onImage": "absent", "settings": settings },
        "bundleStore": { "url": "https://store.example.com/bundle", "sha256": sha256, "caCertificate": certificate, "user": user, "password": password },
        "packageStore": { "url": "https://repo.example.com" }, "proxy": proxy, "callHome": call_home,
    });
    let mut expected = vec![
        ("bundleSha256", text(&sha256.to_ascii_lowercase())),
        ("caCertificate", text(certificate.trim())),
        ("storeUser", text(&user)),
        ("storePassword", text(&password)),
        ("proxy", text(proxy.trim())),
        ("callHomeUrl", text(call_home.trim())),
    ];
    let proxies = ["http_proxy", "https_proxy"].map(|name| (name.to_owned(), proxy.trim().to_owned()));
    if generic {
        expected.extend([
            ("bundleUrl", text("https://store.example.com/bundle")),
            ("present", Setting::List(vec![two])),
            ("installProgram", text("cmd.exe")),
            ("installArguments", text(&format!("/d /s /c \"{one}\""))),
            ("serviceName", text(bare(&three))),
            ("environment", Setting::Table(proxies.into())),
        ]);
    } else {
        let stores = [
            ("BUNDLE_STORE_URL", "https://store.example.com/bundle"),
            ("PACKAGE_STORE_URL", "https://repo.example.com"),
        ]
        .map(|(name, url)| (name.to_owned(), url.to_owned()));
        let credentials = json!({ "bundleStoreUser": user, "bundleStorePassword": password }).to_string();
        let parts: serde_json::Value = serde_json::from_str(&credentials).unwrap();
        assert_eq!(parts["bundleStoreUser"], json!(user));
        expected.extend([
            ("bundleUrl", text("https://store.example.com/bundle/agent-lite-windows-bundle.zip")),
            ("installProgram", text("powershell.exe")),
            ("machineEnvironment", Setting::Table(stores.to_vec())),
            ("environment", Setting::Table(stores.into_iter().chain(proxies).collect())),
        ]);
    }
    Case { choices, expected }
}

#[test]
fn every_value_arrives_in_the_settings() {
    let policy = Policy::builtin().unwrap();
    let mut strings = Strings::new();
    for number in 0..CASES {
        let generic = number % 2 == 0;
        let case = case(generic, &mut strings);
        let choices = policy.read_choices(&case.choices).unwrap();
        let script = script(&choices, &policy);
        let settings =
            read_settings(section(&script, SETTINGS)).unwrap_or_else(|error| panic!("{error}: {}", case.choices));
        for (name, expected) in &case.expected {
            assert_eq!(settings.get(*name), Some(expected), "{name}: {}", case.choices);
        }
        if !generic {
            let agent = &case.choices["agent"]["settings"];
            let Some(Setting::Text(line)) = settings.get("installArguments") else { panic!("no arguments") };
            let words = words(line);
            for setting in ["brokerHost", "brokerPort"] {
                let after = words.iter().position(|word| *word == format!("-{setting}")).map(|index| &words[index + 1]);
                let given =
                    agent[setting].as_str().map(|given| if setting == "brokerHost" { bare(given) } else { given });
                assert_eq!(after.map(String::as_str), given, "{}", case.choices);
            }
            let Some(Setting::Text(line)) = settings.get("credentialsLine") else { panic!("no credentials") };
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let store = &case.choices["bundleStore"];
            assert_eq!(line, json!({ "bundleStoreUser": store["user"], "bundleStorePassword": store["password"] }));
        }
    }
}

/// Nothing outside of the settings depends on a value: what cannot be reached cannot be broken out of.
#[test]
fn values_stand_in_the_settings_alone() {
    let policy = Policy::builtin().unwrap();
    for agent in ["generic", "cloudcenter"] {
        let mut value = super::full("aws", "windows-2008-r2", agent);
        value["bundleStore"]["caCertificate"] = json!(super::CERTIFICATE);
        let plain = policy.read_choices(&value).unwrap();
        let rest = |choices: &Choices| {
            let script = script(choices, &policy);
            script.text.replace(section(&script, SETTINGS), "")
        };
        let settings = plain.agent.settings.keys().map(|name| format!("agent.settings.{name}"));
        let fields = ["user", "password", "sha256", "caCertificate"].map(|field| format!("bundleStore.{field}"));
        for at in fields.into_iter().chain(["proxy", "callHome"].map(str::to_owned)).chain(settings) {
            let mut choices = plain.clone();
            Edit::new(at.parse().unwrap(), "it‘s `$(id)'\n# '@").apply(&mut choices).unwrap();
            assert_ne!(script(&choices, &policy), script(&plain, &policy), "{at} arrives nowhere");
            assert_eq!(rest(&choices), rest(&plain), "{at}");
        }
    }
}
