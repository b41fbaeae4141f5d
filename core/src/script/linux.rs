//! The Linux script: POSIX shell that dash, bash 3.2 and busybox ash run alike.
//!
//! What it does stands in the shell files beside this one, a function a step. What it does it with stands in one section
//! of settings, where every value enters through [`quote`].

use std::fmt::Write;

use crate::action::Action;
use crate::address::Address;
use crate::catalog::{HandoverFile, PackageManager};
use crate::choices::given;
use crate::facts::Facts;
use crate::field::Field;
use crate::plan::Plan;
use crate::script::quote::{comment, quote, quote_all};
use crate::script::value::{chosen, every_script, is_before_handover, placeholder, shown};
use crate::script::{Draft, Script, VERSION, count_lines};
use crate::template;

/// A file of shell, with a function of the same name.
struct Shell {
    function: &'static str,
    text: &'static str,
    lines: u32,
}

/// Embeds a file of shell by its name; its lines are counted when this is compiled.
macro_rules! shell {
    ($name:literal) => {
        Shell {
            function: $name,
            text: include_str!(concat!("linux/", $name, ".sh")),
            lines: const { count_lines(include_str!(concat!("linux/", $name, ".sh"))) },
        }
    };
}

/// Renders a plan.
#[must_use]
pub fn render(plan: &Plan<'_>) -> Script {
    let mut draft = Draft::new("\n");
    let made = |draft: &mut Draft, title, because, text: &str| draft.section(title, because, text, count_lines(text));
    let shared = |draft: &mut Draft, title, field: Field, shell: &Shell| {
        draft.section(title, vec![field.to_string()], shell.text, shell.lines);
    };
    made(&mut draft, "what this is", every_script(), &header(plan));
    made(&mut draft, "what was chosen", chosen(plan), &settings(plan));
    let base = shell!("base");
    draft.section("how every step speaks, waits and fails", every_script(), base.text, base.lines);
    shared(&mut draft, "how the outcome is told", Field::CallHome, &call_home(plan.facts));
    shared(&mut draft, "how things are downloaded", Field::BundleStoreUrl, &shell!("download"));
    for downloader in [shell!("curl"), shell!("wget"), shell!("python")] {
        shared(&mut draft, "how a downloader is used", Field::Downloader, &downloader);
    }
    if installs_packages(plan) {
        shared(&mut draft, "how packages are installed", Field::System, &shell!("packages"));
    }
    for step in &plan.steps {
        let shell = shell(step.action);
        draft.section(&step.title, step.because.clone(), shell.text, shell.lines);
    }
    made(&mut draft, "the steps in their order", every_script(), &main(plan));
    Script { file_name: "dynaboot.sh".to_owned(), text: draft.text, sections: draft.sections }
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
        Action::ReachStore => shell!("reach_store"),
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

fn header(plan: &Plan<'_>) -> String {
    let facts = plan.facts;
    let stamp = facts.policy.stamp();
    let label = |label: Option<&str>| comment(label.unwrap_or("any"));
    format!(
        "#!/bin/sh\n\
         # Made by dynaboot {VERSION} from the policy {} {} ({}).\n\
         # Installs the {} at first boot, on {}, {}.\n\
         #\n\
         # What it will do stands in `main`, at its end. It can be run again at any time. It says what it does on the\n\
         # console, in /var/log/dynaboot.log and in /var/lib/dynaboot/status.json. Exit codes: 0 done, 10 to 13 network,\n\
         # 20 and 21 bundle, 30 and 31 image and packages, 40 and 41 agent, 50 disk, 60 another run, 70 anything else.\n",
        comment(&stamp.name),
        comment(&stamp.version),
        stamp.digest.get(..12).unwrap_or_default(),
        label(facts.agent.map(|(_, agent)| agent.label.as_str())),
        label(facts.system.map(|(_, system)| system.label.as_str())),
        label(facts.cloud.map(|(_, cloud)| cloud.label.as_str())),
    )
}

/// Every value, and nothing else that depends on what was chosen.
fn settings(plan: &Plan<'_>) -> String {
    let facts = plan.facts;
    let store = &facts.choices.bundle_store;
    let stamp = facts.policy.stamp();
    let value = |name: &str| Some(placeholder(facts, name));
    let fill = |template: &str| template::fill(template, value);
    let password = store.password.as_ref().map(|password| password.reveal().as_str()).unwrap_or_default();
    let proxy = given(facts.choices.proxy.as_deref()).unwrap_or_default();

    let mut text = String::from(
        "set -u\numask 077\nPATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C\nexport PATH LC_ALL\n",
    );
    let mut set = |name: &str, value: &str| {
        let _ = writeln!(text, "{name}={}", quote(value));
    };
    set("policy", &format!("{} {}", stamp.name, stamp.version));
    set("version", VERSION);
    if plan.has(Action::CheckMachine) {
        set("machine", facts.arch().as_str());
    }
    set("bundle_url", &fill(&plan.recipe.bundle));
    set("place", &plan.recipe.unpack_to.as_deref().map(fill).unwrap_or_default());
    set("certificate_file", "");
    set("proxy", proxy);
    set("proxy_shown", &shown(proxy));
    if plan.has(Action::VerifyBundle) {
        set("bundle_sha256", &store.sha256.as_deref().unwrap_or_default().to_ascii_lowercase());
    }
    if plan.has(Action::KeepCredentials) {
        set("store_host", facts.bundle_store.as_ref().map(|store| store.host.as_str()).unwrap_or_default());
        set("store_user", store.user.as_deref().unwrap_or_default());
        set("store_password", password);
    }
    if plan.has(Action::TrustCertificate) {
        set("ca_certificate", store.ca_certificate.as_deref().unwrap_or_default().trim());
    }
    if let Some(url) = given(facts.choices.call_home.as_deref()) {
        set("call_home_url", url);
        set("call_home_shown", &Address::read(url).map(|address| address.host).unwrap_or_default());
    }
    if let Some(service) = plan.service() {
        set("service_name", &service);
    }
    if let Some((_, system)) = facts.system.filter(|_| installs_packages(plan)) {
        set("package_manager", system.package_manager.map(PackageManager::as_str).unwrap_or_default());
        if plan.has(Action::InstallPython2) {
            set("python2_package", system.python2_package.as_deref().unwrap_or_default());
        }
        if plan.has(Action::InstallOpensslHeaders) {
            set("openssl_package", system.openssl_package.as_deref().unwrap_or_default());
        }
    }
    if plan.has(Action::AllowCommands) {
        set("sudoers", &sudoers(facts));
    }
    if !proxy.is_empty() {
        text.push_str("http_proxy=$proxy https_proxy=$proxy\nexport http_proxy https_proxy\n");
    }
    text.push_str(&functions(plan, &fill));
    text
}

/// The lists among the values, as functions: shell has no lists that all shells know.
fn functions(plan: &Plan<'_>, fill: &impl Fn(&str) -> String) -> String {
    let recipe = plan.recipe;
    let present: Vec<String> = recipe.present.iter().map(|path| fill(path)).collect();
    let tests: Vec<String> = present.iter().map(|path| format!("[ -e {} ]", quote(path))).collect();
    let unpack_to = recipe.unpack_to.as_ref().map(|path| fill(path));
    let remains = present.iter().chain(&unpack_to).map(String::as_str);
    let environment = recipe.environment.iter().map(|(name, value)| format!("{name}={}", fill(value)));
    let install: Vec<String> = environment.chain(recipe.install.iter().map(|word| fill(word))).collect();
    let mut text = String::new();
    let mut function = |name: &str, commands: &[String]| {
        let _ = writeln!(text, "{name}() {{\n    {}\n}}", commands.join("\n    "));
    };
    function("agent_is_there", &[tests.join(" || ")]);
    function("list_absent_paths", &[format!("list_absent {}", quote_all(remains))]);
    function("run_installer", &[format!("bounded 900 env {}", quote_all(install.iter().map(String::as_str)))]);
    if plan.has(Action::HandOver) {
        let lines: Vec<String> = recipe.handover.iter().map(|handed| handover(handed, fill)).collect();
        function("write_handover_files", &lines);
    }
    if plan.has(Action::InstallSoftware) {
        let packages = &plan.facts.choices.software.packages;
        let packages = quote_all(packages.iter().map(String::as_str));
        function("install_software_packages", &[format!("install_packages {packages}")]);
    }
    text
}

fn handover(handed: &HandoverFile, fill: &impl Fn(&str) -> String) -> String {
    format!("write_line {} {}", quote(&handed.path), quote(&fill(&handed.line)))
}

/// The lifecycle user's commands, by name and never all of them, as a sudoers file says it.
fn sudoers(facts: &Facts<'_>) -> String {
    let user = facts.agent.and_then(|(_, agent)| agent.lifecycle_user.as_deref()).unwrap_or_default();
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
    // Some systems' sudo wants a terminal, which no agent has.
    let defaults = format!("Defaults:{user} !requiretty\n");
    facts.choices.software.commands.iter().fold(defaults, |mut text, command| {
        let _ = writeln!(text, "{user} ALL=(root) NOPASSWD: {}", escape(command));
        text
    })
}

fn call_home(facts: &Facts<'_>) -> Shell {
    match given(facts.choices.call_home.as_deref()) {
        Some(_) => shell!("call_home"),
        None => shell!("call_nobody"),
    }
}

fn installs_packages(plan: &Plan<'_>) -> bool {
    [Action::InstallPython2, Action::InstallOpensslHeaders, Action::InstallSoftware]
        .iter()
        .any(|action| plan.has(*action))
}

/// The steps in their order. Those before the handover are passed over by a run that takes up an unfinished one.
fn main(plan: &Plan<'_>) -> String {
    let mut text = String::from("main() {\n    begin\n");
    let mut guarded = false;
    for step in &plan.steps {
        let guard = is_before_handover(step.action);
        if guard && !guarded {
            text.push_str("    if [ \"$installed\" = no ]; then\n");
        } else if guarded && !guard {
            text.push_str("    fi\n");
        }
        guarded = guard;
        let indent = if guard { "        " } else { "    " };
        let _ = writeln!(text, "{indent}begin_step {}\n{indent}{}", quote(&step.title), shell(step.action).function);
    }
    if guarded {
        text.push_str("    fi\n");
    }
    text.push_str(
        "    rm -f \"$state/unfinished\"\n    ended='done' code=0 message='the agent is installed'\n}\n\nmain\n",
    );
    text
}
