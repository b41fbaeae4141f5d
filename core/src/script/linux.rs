//! The Linux script: POSIX shell that dash, bash 3.2 and busybox ash run alike.
//!
//! What it does stands in the shell files beside this one, a function a step. What it does it with stands in one section
//! of settings, where every value enters through [`quote`].

use std::fmt::Write;

use crate::choices::field::Field;
use crate::choices::{Arch, Downloader, non_blank_trimmed};
use crate::policy::action::Action;
use crate::policy::catalog::{HandoverFile, PackageManager};
use crate::primitives::checksum;
use crate::primitives::template;
use crate::script::parts::{Part, wants, written};
use crate::script::plan::{Plan, PlanStage, Step};
use crate::script::quote::{comment, quote, quote_all};
use crate::script::text::{Builder, Script, VERSION, count_lines};
use crate::script::value::{chosen, every_script, is_before_handover, placeholder, shown};
use crate::script::variant::{length_without_notes, without_notes};

/// A file of shell, with a function of the same name. Of a step's, the line `#step` announces it.
struct Shell {
    function: &'static str,
    /// Without the notes, which are never written.
    text: &'static str,
}

/// Embeds a file of shell by its name.
macro_rules! shell {
    ($name:literal) => {
        Shell {
            function: $name,
            text: const {
                const FILE: &str = include_str!(concat!("linux/", $name, ".sh"));
                const TEXT: [u8; length_without_notes(FILE)] = without_notes(FILE);
                match str::from_utf8(&TEXT) {
                    Ok(text) => text,
                    Err(_) => panic!("whole lines are left out"),
                }
            },
        }
    };
}

/// Renders a plan.
#[must_use]
pub fn render(plan: &Plan<'_>) -> Script {
    let mut draft = Builder::new("\n");
    let mut made = |title, because, text: &str| draft.section(title, because, text, count_lines(text));
    made("what this is", every_script(), &header(plan));
    made("what was chosen", chosen(plan), &settings(plan));
    for (title, asked, shell) in shared(plan) {
        let because = asked.map_or_else(every_script, |field| vec![field.to_string()]);
        made(title, because, &written(shell.text, plan));
    }
    for step in &plan.steps {
        let shell = shell(step.action);
        made(&step.title, step.because.clone(), &announced(&shell, plan, &step.title));
    }
    made("the steps in their order", every_script(), &main(plan));
    Script { file_name: "dynaboot.sh".to_owned(), text: draft.text, sections: draft.sections }
}

/// The most bytes that the script of a plan has, found without writing the most of it.
pub(crate) fn at_most(plan: &Plan<'_>) -> usize {
    // What a file has at most: all of its parts, its step announced with every letter escaped, and an empty line before it.
    let room = |title: &str, shell: &Shell| shell.text.len() + 4 * title.len() + 16;
    let shared: usize = shared(plan).map(|(title, _, shell)| room(title, &shell)).sum();
    let steps = plan.steps.iter().map(|step| room(&step.title, &shell(step.action)));
    let made = [header(plan), settings(plan), main(plan)].map(|text| text.len() + 1);
    made.into_iter().sum::<usize>() + shared + steps.sum::<usize>()
}

/// What the steps share, each with the field that asks for it; without one, every script has it.
fn shared(plan: &Plan<'_>) -> impl Iterator<Item = (&'static str, Option<Field>, Shell)> {
    const DOWNLOADER: &str = "how a downloader is used";
    const PACKAGES: &str = "how packages are installed";
    let wanted = |part, shell| wants(plan, part).then_some(shell);
    let all = [
        ("how every step speaks, waits and fails", None, Some(shell!("base"))),
        ("how the outcome is told", Some(Field::CallHome), wanted(Part::CallHome, shell!("call_home"))),
        ("how things are downloaded", Some(Field::BundleStoreUrl), Some(shell!("download"))),
        (DOWNLOADER, Some(Field::Downloader), wanted(Part::Curl, shell!("curl"))),
        (DOWNLOADER, Some(Field::Downloader), wanted(Part::Wget, shell!("wget"))),
        (DOWNLOADER, Some(Field::Downloader), wanted(Part::Python, shell!("python"))),
        (PACKAGES, Some(Field::System), Some(shell!("manager"))),
        (PACKAGES, Some(Field::System), wanted(Part::Packages, shell!("packages"))),
    ];
    all.into_iter().filter_map(|(title, asked, shell)| Some((title, asked, shell?)))
}

/// The shell of a step.
const fn shell(action: Action) -> Shell {
    match action {
        Action::FindAgent => shell!("find_agent"),
        Action::CheckMachine => shell!("check_machine"),
        Action::CheckImage => shell!("check_image"),
        Action::CheckNetTools => shell!("check_net_tools"),
        Action::TrustCertificate => shell!("trust_certificate"),
        Action::KeepCredentials => shell!("keep_credentials"),
        Action::InstallPython2 => shell!("install_python2"),
        Action::InstallOpensslHeaders => shell!("install_openssl_headers"),
        Action::FetchBundle => shell!("fetch_bundle"),
        Action::VerifyBundle => shell!("verify_bundle"),
        Action::UnpackBundle => shell!("unpack_bundle"),
        Action::PlaceBundle => shell!("place_bundle"),
        Action::InstallAgent => shell!("install_agent"),
        Action::HandOver => shell!("hand_over"),
        Action::HandOverCredentials => shell!("hand_over_credentials"),
        Action::CheckService => shell!("check_service"),
        Action::InstallSoftware => shell!("install_software"),
        Action::AllowCommands => shell!("allow_commands"),
    }
}

/// The text of a file, as a script for this plan has it.
fn announced(shell: &Shell, plan: &Plan<'_>, title: &str) -> String {
    // The status has it between the quotes of JSON.
    let step = title.replace(|letter: char| letter.is_control() || matches!(letter, '"' | '\\'), " ");
    written(shell.text, plan).replacen("\t#step\n", &format!("\tstep {}\n", quote(&step)), 1)
}

fn header(plan: &Plan<'_>) -> String {
    let facts = plan.facts;
    let stamp = facts.policy.stamp();
    let label = |label: Option<&str>| comment(label.unwrap_or("any"));
    format!(
        "#!/bin/sh\n\
         # Made by dynaboot {VERSION} from the policy {} {} ({}).\n\
         # Installs the {} {}, on {}, {}.\n\
         # Exit codes: 0 done, 1x network, 2x bundle, 3x image, 4x agent, 50 disk, 60 another run, 70 else.\n",
        comment(&stamp.name),
        comment(&stamp.version),
        stamp.digest.get(..12).unwrap_or_default(),
        label(facts.agent.map(|agent| agent.entry.label.as_str())),
        plan.moment(),
        label(facts.system.map(|system| system.entry.label.as_str())),
        label(facts.cloud.map(|cloud| cloud.entry.label.as_str())),
    )
}

/// Every value, and nothing else that depends on what was chosen.
fn settings(plan: &Plan<'_>) -> String {
    let facts = plan.facts;
    let store = &facts.choices.bundle_store;
    let value = |name: &str| Some(placeholder(facts, name));
    let fill = |template: &str| template::fill(template, value);
    let password = store.password.as_ref().map(|password| password.reveal().as_str()).unwrap_or_default();
    let proxy = non_blank_trimmed(facts.choices.proxy.as_deref()).unwrap_or_default();

    let mut text = String::with_capacity(2 << 10);
    text.push_str("set -u\numask 022\n");
    text.push_str("export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C HOME=/root\n");
    let mut set = |name: &str, value: &str| {
        for part in [name, "=", &quote(value), "\n"] {
            text.push_str(part);
        }
    };
    set("by", &made_by(plan));
    if plan.has(Action::CheckMachine) {
        set("machine", machine(facts.arch()));
    }
    set("bundle_url", &fill(&plan.recipe.bundle));
    if let Some(place) = plan.recipe.unpack_to.as_deref() {
        set("place", &fill(place));
    }
    let remains = plan.recipe.present.iter().chain(&plan.recipe.unpack_to).map(|path| fill(path));
    set("remains", &remains.collect::<Vec<_>>().join("\n"));
    match facts.choices.answers.downloader {
        Some(Downloader::Curl) if wants(plan, Part::CallHome) => set("client", "curl"),
        Some(Downloader::Curl) => {}
        Some(Downloader::Wget) => set("clients", "wget"),
        Some(Downloader::Python) => set("clients", "python3 python2 python"),
        None | Some(Downloader::None) => set("clients", "curl wget python3 python2 python"),
    }
    if !proxy.is_empty() {
        set("proxy", proxy);
        // What is told of a proxy has no credentials.
        let shown = shown(proxy);
        if shown != proxy {
            set("proxy_shown", &shown);
        }
    }
    if plan.has(Action::VerifyBundle) {
        set("sha256", &store.sha256.as_deref().map(checksum::compared).unwrap_or_default());
    }
    if plan.has(Action::HandOverCredentials) {
        let host = facts.bundle_store.as_ref().map(|store| store.host.as_str()).unwrap_or_default();
        let user = store.user.as_deref().unwrap_or_default();
        set("credentials", &format!("machine {host} login {user} password {password}"));
    }
    if plan.has(Action::TrustCertificate) {
        set("ca_certificate", store.ca_certificate.as_deref().unwrap_or_default().trim());
    }
    if let Some(url) = non_blank_trimmed(facts.choices.call_home.as_deref()) {
        set("portal", url);
    }
    if let Some(service) = plan.service() {
        set("service_name", &service);
    }
    if let Some(system) = facts.system {
        set("manager", system.package_manager.map(PackageManager::as_str).unwrap_or_default());
        if plan.has(Action::InstallPython2) {
            set("python2_package", system.python2_package.as_deref().unwrap_or_default());
        }
        if plan.has(Action::InstallOpensslHeaders) {
            set("openssl_package", system.openssl_package.as_deref().unwrap_or_default());
        }
    }
    if plan.has(Action::AllowCommands) {
        let user = facts.agent.and_then(|agent| agent.entry.lifecycle_user.as_deref()).unwrap_or_default();
        if wants(plan, Part::Yum) {
            set("no_terminal", &format!("Defaults:{user} !requiretty"));
        }
        set("sudoers", &sudoers(user, &facts.choices.software.commands));
    }
    if !proxy.is_empty() {
        text.push_str("export http_proxy=\"$proxy\" https_proxy=\"$proxy\" no_proxy=");
        text.push_str(NO_PROXY);
        text.push('\n');
    }
    text.push_str(&functions(plan, &fill));
    text
}

/// What no proxy reaches for somebody else: the machine itself, and the metadata services of clouds.
const NO_PROXY: &str = "127.0.0.1,localhost,::1,169.254.169.254,fd00:ec2::254,metadata.google.internal";

/// The lists among the values, as functions: shell has no lists that all shells know.
fn functions(plan: &Plan<'_>, fill: &impl Fn(&str) -> String) -> String {
    let recipe = plan.recipe;
    let present: Vec<String> = recipe.present.iter().map(|path| fill(path)).collect();
    let tests: Vec<String> = present.iter().map(|path| format!("[ -e {} ]", quote(path))).collect();
    let environment = recipe.environment.iter().map(|(name, value)| format!("{name}={}", fill(value)));
    let install: Vec<String> = environment.chain(recipe.install.iter().map(|word| fill(word))).collect();
    let mut text = String::new();
    let mut function = |name: &str, commands: &[String]| {
        let body = match commands {
            [command] => &[" ", command, "; }\n"],
            commands => &["\n\t", &commands.join("\n\t"), "\n}\n"],
        };
        for part in [name, "() {"].iter().chain(body) {
            text.push_str(part);
        }
    };
    function("has_agent", &[tests.join(" || ")]);
    let set_variables = if recipe.environment.is_empty() { "" } else { "env " };
    let install = quote_all(install.iter().map(String::as_str));
    function("run_installer", &[format!("bounded 900 {set_variables}{install}")]);
    if plan.has(Action::HandOver) {
        let lines: Vec<String> = recipe.handover.iter().map(|handed| handover(handed, fill)).collect();
        function("hand_files", &lines);
    }
    if plan.has(Action::InstallSoftware) {
        let packages = &plan.facts.choices.software.packages;
        let packages = quote_all(packages.iter().map(String::as_str));
        function("install_wanted", &[format!("get_packages {packages}")]);
    }
    text
}

fn handover(handed: &HandoverFile, fill: &impl Fn(&str) -> String) -> String {
    format!("hand {} {}", quote(&handed.path), quote(&fill(&handed.line)))
}

/// The lifecycle user's commands, by name and never all of them, as a sudoers file says it.
fn sudoers(user: &str, commands: &[String]) -> String {
    let escape = |command: &String| {
        command.chars().fold(String::new(), |mut escaped, letter| {
            // The last four would stand for other commands.
            if matches!(letter, ',' | ':' | '=' | '\\' | '#' | '!' | '*' | '?' | '[' | ']') {
                escaped.push('\\');
            }
            escaped.push(letter);
            escaped
        })
    };
    let lines: Vec<String> =
        commands.iter().map(|command| format!("{user} ALL=(root) NOPASSWD: {}", escape(command))).collect();
    lines.join("\n")
}

/// An architecture as the kernel spells it.
const fn machine(arch: Arch) -> &'static str {
    match arch {
        Arch::X86_64 => "x86_64",
        Arch::Arm64 => "aarch64",
    }
}

/// The end of the status, as JSON has it.
fn made_by(plan: &Plan<'_>) -> String {
    let stamp = plan.facts.policy.stamp();
    let policy = serde_json::Value::from(format!("{} {}", stamp.name, stamp.version));
    format!("\"policy\": {policy}, \"version\": \"{VERSION}\"")
}

/// The steps in their order. Those up to the agent are passed over by a run that takes up an unfinished one.
fn main(plan: &Plan<'_>) -> String {
    let mut text = String::from("main() {\n\tbegin\n");
    let resumes = wants(plan, Part::Resumes);
    let mut guarded = false;
    let mut steps: Vec<&Step> = plan.steps.iter().collect();
    // What the agent is told is there before it starts.
    steps.sort_by_key(|step| match (step.action, step.stage) {
        (Action::HandOver | Action::HandOverCredentials, _) => 1,
        (Action::InstallAgent, _) => 2,
        (_, PlanStage::Launch | PlanStage::Prerequisites | PlanStage::Agent) => 0,
        (_, PlanStage::Handover | PlanStage::Software) => 3,
    });
    for step in steps {
        let shell = shell(step.action);
        let is_handover = matches!(step.action, Action::HandOver | Action::HandOverCredentials);
        let guard = resumes && (is_handover || is_before_handover(step.action));
        if guard && !guarded {
            text.push_str("\tif [ ! -e unfinished ]; then\n");
        } else if guarded && !guard {
            text.push_str("\tfi\n");
        }
        guarded = guard;
        let indent = if guard { "\t\t" } else { "\t" };
        let _ = writeln!(text, "{indent}{}", shell.function);
    }
    if resumes {
        text.push_str("\trm -f unfinished\n");
    }
    text.push_str("\tended='done' code=0 text='the agent is installed'\n}\n\nmain\n");
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{at_most, render};
    use crate::facts::resolve;
    use crate::policy::Policy;
    use crate::script::plan::plan;

    /// Whatever is chosen, the script is no larger than was told without writing it, nor much smaller.
    #[test]
    fn a_script_is_as_large_as_it_may_be_at_most() {
        let policy = Policy::builtin().unwrap();
        let mut tried = 0;
        for cloud in policy.document().clouds.keys() {
            for system in policy.document().systems.keys() {
                for (agent, settings) in [
                    ("cloudcenter", json!({ "brokerHost": "b.example.com" })),
                    ("generic", json!({ "installCommand": "./it's here", "presentPath": "/opt/it's" })),
                ] {
                    for more in [
                        json!({}),
                        json!({ "answers": { "downloader": "wget" }, "callHome": "https://portal.example.com/it's" }),
                        json!({
                            "proxy": "http://proxy.example.com:3128",
                            "software": { "packages": ["it's", "git"], "commands": ["/bin/it's"] },
                            "answers": { "opensslDevel": false },
                        }),
                    ] {
                        let mut choices = json!({
                            "cloud": cloud, "system": system, "agent": { "id": agent, "settings": settings },
                            "bundleStore": {
                                "url": "https://it's.example.com/bundle", "user": "it's", "password": "it's",
                                "caCertificate": "-----BEGIN CERTIFICATE-----", "sha256": "00",
                            },
                        });
                        choices.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                        let choices = policy.read_choices(&choices).unwrap();
                        let facts = resolve(&choices, &policy);
                        let Some(plan) =
                            plan(&facts).filter(|plan| plan.family == crate::policy::catalog::Family::Linux)
                        else {
                            continue;
                        };
                        let (most, length) = (at_most(&plan), render(&plan).text.len());
                        assert!(length <= most && most < length + 8_000, "{cloud} {system}: {length}, at most {most}");
                        tried += 1;
                    }
                }
            }
        }
        assert!(tried > 1_000, "{tried}");
    }
}
