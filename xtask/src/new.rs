//! `cargo xtask new`: makes a rule, system, cloud or agent, in which is marked what has to be filled in.

#[cfg(test)]
mod tests;

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::files;
use crate::workspace::Workspace;

/// What marks each thing that has to be filled in.
const MARK: &str = "FILL IN";

/// What can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Rule,
    System,
    Cloud,
    Agent,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Rule, Self::System, Self::Cloud, Self::Agent];

    const fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::System => "system",
            Self::Cloud => "cloud",
            Self::Agent => "agent",
        }
    }

    /// The word with its article.
    const fn one(self) -> &'static str {
        match self {
            Self::Rule => "a rule",
            Self::System => "a system",
            Self::Cloud => "a cloud",
            Self::Agent => "an agent",
        }
    }

    /// A whole page or entry, about something that is called `new-rule`, `new-system` and so on.
    const fn skeleton(self) -> &'static str {
        match self {
            Self::Rule => include_str!("new/rule.md"),
            Self::System => include_str!("new/system.toml"),
            Self::Cloud => include_str!("new/cloud.toml"),
            Self::Agent => include_str!("new/agent.toml"),
        }
    }

    /// The file below `core/policy/` that holds the one with a name.
    fn file(self, name: &str) -> String {
        match self {
            Self::Rule => format!("rules/{name}.md"),
            Self::System | Self::Cloud | Self::Agent => format!("{}s.toml", self.word()),
        }
    }

    /// The test that fails first, and goes on failing until all is filled in.
    const fn first_test(self) -> &'static str {
        match self {
            Self::Rule => "pages::every_page_holds",
            Self::System | Self::Cloud | Self::Agent => "laws::the_policy_keeps_its_laws",
        }
    }
}

/// Makes what the words ask for, and says what comes next.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<(), Failure> {
    let (kind, name) = asked(words)?;
    let made = make(&workspace.root.join("core/policy"), kind, name)?;
    let (word, test) = (kind.word(), kind.first_test());
    println!("The {word} `{name}` is made in {}.\n", beside(workspace, &made));
    println!("1. Fill in, and remove each comment that says so:");
    let left = open(&workspace.root.join("core/policy"))?;
    left.iter().filter(|place| place.path == made).for_each(|place| print(workspace, place));
    println!("2. `cargo xtask policy` writes the policy again, and lists what is still open.");
    println!("3. These tests fail until all is filled in, the first one first:");
    println!("     cargo test -p dynaboot-tests --test suite {test}");
    println!("     cargo test -p dynaboot-xtask new::tests::nothing_is_left_to_fill_in");
    println!("4. `cargo xtask test` runs every check.");
    Ok(())
}

/// Lists what is still to be filled in, when there is something.
pub(crate) fn remind(workspace: &Workspace) -> Result<(), Failure> {
    let left = open(&workspace.root.join("core/policy"))?;
    if !left.is_empty() {
        println!("The policy is written. To be filled in:");
        for place in &left {
            print(workspace, place);
        }
    }
    Ok(())
}

fn print(workspace: &Workspace, place: &Open) {
    println!("     {}:{}: {}", beside(workspace, &place.path), place.line, place.what);
}

fn beside(workspace: &Workspace, path: &Path) -> String {
    path.strip_prefix(&workspace.root).unwrap_or(path).display().to_string()
}

fn asked<'a>(words: &[&'a str]) -> Result<(Kind, &'a str), Failure> {
    let kinds = "`new` makes a `rule`, a `system`, a `cloud` or an `agent`";
    let Some((word, rest)) = words.split_first() else {
        return Err(Failure::new(format!("{kinds}; write `cargo xtask new rule NAME`, or another of the four")));
    };
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.word() == *word) else {
        let nearest = Kind::ALL.into_iter().min_by_key(|kind| strsim::levenshtein(kind.word(), word));
        return Err(Failure::new(match nearest {
            Some(kind) if strsim::levenshtein(kind.word(), word) <= 2 => {
                format!("{kinds}, and no `{word}`; did you mean `cargo xtask new {}`?", kind.word())
            }
            _ => format!("{kinds}, and no `{word}`; choose one of the four"),
        }));
    };
    match rest {
        [name] => Ok((kind, name)),
        _ => Err(Failure::new(format!("{} needs one name; write `cargo xtask new {word} NAME`", kind.one()))),
    }
}

/// Makes the page, or adds the entry; nothing that is there changes. Returns the file.
fn make(folder: &Path, kind: Kind, name: &str) -> Result<PathBuf, Failure> {
    check_form(kind, name)?;
    let path = folder.join(kind.file(name));
    let text = kind.skeleton().replace(&format!("new-{}", kind.word()), name);
    if kind == Kind::Rule {
        let made = OpenOptions::new().write(true).create_new(true).open(&path);
        return match made {
            Ok(mut file) => written(file.write_all(text.as_bytes()), path),
            Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Err(taken(kind, name, &path)),
            Err(cause) => Err(Failure::file("make", &path, cause)),
        };
    }
    let there = files::read_text(&path)?;
    check_free(kind, name, &there, &path)?;
    let between = if there.ends_with('\n') { "\n" } else { "\n\n" };
    let file = OpenOptions::new().append(true).open(&path);
    written(file.and_then(|mut file| file.write_all(format!("{between}{text}").as_bytes())), path)
}

fn written(outcome: std::io::Result<()>, path: PathBuf) -> Result<PathBuf, Failure> {
    match outcome {
        Ok(()) => Ok(path),
        Err(cause) => Err(Failure::file("write", &path, cause)),
    }
}

/// An id is in kebab-case. Those of systems may have dots, since versions have.
fn check_form(kind: Kind, name: &str) -> Result<(), Failure> {
    let dots = kind == Kind::System;
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let mut parts = name.split(|letter| letter == '-' || dots && letter == '.');
    if name.starts_with(|letter: char| letter.is_ascii_lowercase()) && parts.all(is_part) {
        return Ok(());
    }
    let example = match kind {
        Kind::Rule => "store-url-has-no-query",
        Kind::System => "ubuntu-24.04",
        Kind::Cloud => "oracle-cloud",
        Kind::Agent => "our-agent",
    };
    let one = kind.one();
    Err(Failure::new(format!(
        "`{name}` cannot be the id of {one}; write small letters, digits and single hyphens, as in `{example}`"
    )))
}

/// Whether no entry has the name, neither as its id nor as an alias.
fn check_free(kind: Kind, name: &str, text: &str, path: &Path) -> Result<(), Failure> {
    let entries: toml::Table = text.parse().map_err(|cause| Failure::file("read", path, cause))?;
    if entries.contains_key(name) {
        return Err(taken(kind, name, path));
    }
    let aliases = |entry: &toml::Value| entry.get("aliases").and_then(toml::Value::as_array).cloned();
    for (id, entry) in &entries {
        if aliases(entry).into_iter().flatten().any(|alias| alias.as_str() == Some(name)) {
            let word = kind.word();
            return Err(Failure::new(format!(
                "`{name}` is an alias of the {word} `{id}`; change that entry in {}, or choose another name",
                path.display()
            )));
        }
    }
    Ok(())
}

fn taken(kind: Kind, name: &str, path: &Path) -> Failure {
    let (one, place) = (kind.one(), path.display());
    Failure::new(format!("there is {one} `{name}` already; change it in {place}, or choose another name"))
}

/// Something that is still to be filled in.
struct Open {
    path: PathBuf,
    line: usize,
    what: String,
}

/// Every line of the policy's pages and tables that is still to be filled in.
fn open(folder: &Path) -> Result<Vec<Open>, Failure> {
    let mut found = Vec::new();
    for path in files::list(folder)? {
        for (index, line) in files::read_text(&path)?.lines().enumerate() {
            let Some((before, what)) = line.split_once(MARK) else { continue };
            let what = what.trim_start_matches([':', ' ']);
            // In a value, the key stands before the text, and more than the text may stand after it.
            let what = match before.split_once('=') {
                Some((key, _)) => format!("{}: {}", key.trim(), what.split('"').next().unwrap_or_default()),
                None => what.to_owned(),
            };
            found.push(Open { path: path.clone(), line: index + 1, what });
        }
    }
    Ok(found)
}
