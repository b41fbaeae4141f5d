//! The Windows script: PowerShell of the version that the system itself brings, and of none later.
//!
//! What it does stands in the PowerShell files beside this one, a function a step. What it does it with stands in one section
//! of settings, where every value enters through [`quote`]. Lines end as Windows ends them, so that any editor there shows them.

pub mod command_line;
pub mod quote;

use std::fmt::Write;

use crate::choices::field::Field;
use crate::choices::{Choices, non_blank, non_blank_trimmed};
use crate::facts::Facts;
use crate::policy::action::Action;
use crate::policy::catalog::HandoverFile;
use crate::primitives::address::Address;
use crate::primitives::checksum;
use crate::primitives::template;
use crate::script::parts::written;
use crate::script::plan::Plan;
use crate::script::quote::comment;
use crate::script::text::{Builder, Script, VERSION, count_lines};
use crate::script::value::{chosen, every_script, is_before_handover, placeholder, shown};
use crate::script::variant;
use crate::script::windows::quote::{quote, quote_all, quote_table};

/// The section in which every value stands.
pub const SETTINGS: &str = "what was chosen";

/// The section that takes the steps in their order, by titles that may be any text.
pub(crate) const STEPS: &str = "the steps in their order";

/// A file of PowerShell, and the function in it that takes the step.
struct Shell {
    function: &'static str,
    text: &'static str,
}

/// Embeds a file of PowerShell by its name.
macro_rules! shell {
    ($name:literal, $function:literal) => {
        Shell { function: $function, text: include_str!(concat!("windows/", $name, ".ps1")) }
    };
}

/// Renders a plan.
#[must_use]
pub fn render(plan: &Plan<'_>) -> Script {
    let mut draft = Builder::new("\r\n");
    let mut section =
        |title: &str, because: Vec<String>, text: &str| draft.section(title, because, text, count_lines(text));
    let field = |field: Field| vec![field.to_string()];
    section("what this is", every_script(), &crlf(&header(plan)));
    section(SETTINGS, chosen(plan), &settings(plan));
    let file = |text| crlf(&written(text, plan));
    section("how every step speaks, waits and fails", every_script(), &file(include_str!("windows/base.ps1")));
    section("how the outcome is told", field(Field::CallHome), &file(include_str!("windows/call_home.ps1")));
    section("how things are downloaded", field(Field::BundleStoreUrl), &file(include_str!("windows/download.ps1")));
    section("how the proxy is used", field(Field::Proxy), &file(USE_PROXY));
    section(
        "how the store is told who asks",
        field(Field::BundleStoreUser),
        &file(include_str!("windows/use_credentials.ps1")),
    );
    section("how a program's output is read", every_script(), &file(include_str!("windows/read_output.ps1")));
    section("how an archive is unpacked", field(Field::System), &file(include_str!("windows/unzip.ps1")));
    for step in &plan.steps {
        section(&step.title, step.because.clone(), &file(shell(step.action).text));
    }
    section(STEPS, every_script(), &crlf(&main(plan)));
    Script { file_name: "dynaboot.ps1".to_owned(), text: draft.text, sections: draft.sections }
}

/// A text whose lines end as Windows ends them.
pub(crate) fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

/// The PowerShell of a step. What Linux alone has to do is in no plan for Windows, and would be nothing here.
const fn shell(action: Action) -> Shell {
    match action {
        Action::FindAgent => shell!("find_agent", "Find-Agent"),
        Action::CheckImage => shell!("check_image", "Test-Image"),
        Action::TrustCertificate => shell!("trust_certificate", "Add-Certificate"),
        Action::KeepCredentials => shell!("keep_credentials", "Save-Credentials"),
        Action::FetchBundle => shell!("fetch_bundle", "Get-Bundle"),
        Action::VerifyBundle => shell!("verify_bundle", "Test-Bundle"),
        Action::UnpackBundle => shell!("unpack_bundle", "Expand-Bundle"),
        Action::InstallAgent => shell!("install_agent", "Install-Agent"),
        Action::HandOver => shell!("hand_over", "Send-Stores"),
        Action::CheckService => shell!("check_service", "Test-Service"),
        Action::CheckMachine
        | Action::CheckNetTools
        | Action::PlaceBundle
        | Action::HandOverCredentials
        | Action::InstallPython2
        | Action::InstallOpensslHeaders
        | Action::InstallSoftware
        | Action::AllowCommands => Shell { function: "", text: "" },
    }
}

const USE_PROXY: &str = include_str!("windows/use_proxy.ps1");

/// The function that sends a request through the chosen proxy.
pub(crate) fn use_proxy(choices: &Choices) -> String {
    let is_chosen = non_blank(choices.proxy.as_deref()).is_some();
    variant::written(USE_PROXY, &|part| (part == "proxy").then_some(is_chosen))
}

fn header(plan: &Plan<'_>) -> String {
    let facts = plan.facts;
    let stamp = facts.policy.stamp();
    let label = |label: Option<&str>| comment(label.unwrap_or("any"));
    format!(
        "# Made by dynaboot {VERSION} from the policy {} {} ({}).\n\
         # Installs the {} {}, on {}, {}.\n\
         {}\
         #\n\
         # What it will do stands at its end. It can be run again at any time. It says what it does on the console, and in\n\
         # dynaboot.log and status.json in C:\\ProgramData\\dynaboot. Exit codes: 0 done, 10 to 13 network, 20 and 21 bundle,\n\
         # 40 and 41 agent, 50 disk, 60 another run, 70 anything else.\n",
        comment(&stamp.name),
        comment(&stamp.version),
        stamp.digest.get(..12).unwrap_or_default(),
        label(facts.agent.map(|agent| agent.entry.label.as_str())),
        plan.moment(),
        label(facts.system.map(|system| system.entry.label.as_str())),
        label(facts.cloud.map(|cloud| cloud.entry.label.as_str())),
        run(facts),
    )
}

/// What anybody should know who runs a bootstrap script that was made here, as a comment.
fn run(facts: &Facts<'_>) -> String {
    let version = version_for(facts);
    format!(
        "# For Windows PowerShell {version} and later. Checked against that; run by PowerShell 7 on Wine, not on Windows.\n"
    )
}

/// The PowerShell that the system brings, or the oldest.
fn version_for(facts: &Facts<'_>) -> String {
    let powershell = facts.system.and_then(|system| system.entry.powershell.as_ref());
    powershell.map_or_else(|| "2.0".to_owned(), ToString::to_string)
}

/// The same of PowerShell that nobody ran: the probe, and what is run before an image is captured.
pub(crate) fn checked(facts: &Facts<'_>) -> String {
    let version = version_for(facts);
    format!("# For Windows PowerShell {version} and later. Parsed and checked against that version, not executed.\n")
}

/// Every value, and nothing else that depends on what was chosen.
fn settings(plan: &Plan<'_>) -> String {
    let facts = plan.facts;
    let recipe = plan.recipe;
    let store = &facts.choices.bundle_store;
    let stamp = facts.policy.stamp();
    let fill = |template: &str| template::fill(template, |name| Some(placeholder(facts, name)));
    let fill_all = |texts: &[String]| texts.iter().map(|text| fill(text)).collect::<Vec<_>>();
    let password = store.password.as_ref().map(|password| password.reveal().as_str()).unwrap_or_default();
    let user = store.user.as_deref().unwrap_or_default();
    let proxy = non_blank_trimmed(facts.choices.proxy.as_deref()).unwrap_or_default();
    let call_home = non_blank_trimmed(facts.choices.call_home.as_deref()).unwrap_or_default();
    let credentials = recipe.credentials.as_ref();
    let words = fill_all(&recipe.install);
    let (program, words) = words.split_first().map_or(("", &[][..]), |(program, words)| (program.as_str(), words));

    let mut text = String::from("$ErrorActionPreference = 'Stop'\r\nSet-StrictMode -Version 1.0\r\n");
    let mut set = |name: &str, value: String| {
        let _ = write!(text, "${name} = {value}\r\n");
    };
    set("policy", quote(&format!("{} {}", stamp.name, stamp.version)));
    set("version", quote(VERSION));
    set("bundleUrl", quote(&fill(&recipe.bundle)));
    if plan.has(Action::VerifyBundle) {
        set("bundleSha256", quote(&store.sha256.as_deref().map(checksum::compared).unwrap_or_default()));
    }
    if plan.has(Action::KeepCredentials) {
        set("storeUser", quote(user));
        set("storePassword", quote(password));
    }
    set("proxy", quote(proxy));
    set("proxyShown", quote(&shown(proxy)));
    if plan.has(Action::TrustCertificate) {
        set("caCertificate", quote(store.ca_certificate.as_deref().unwrap_or_default().trim()));
    }
    if !call_home.is_empty() {
        set("callHomeUrl", quote(call_home));
        set("callHomeShown", quote(&Address::read(call_home).map(|address| address.host).unwrap_or_default()));
    }
    set("present", quote_all(fill_all(&recipe.present).iter().map(String::as_str)));
    set("unpackTo", quote(&recipe.unpack_to.as_deref().map(fill).unwrap_or_default()));
    set("installer", quote(&recipe.installer));
    set("installProgram", quote(program));
    set("installArguments", quote(&command_line::join(program, words)));
    let environment = recipe.environment.iter().map(|(name, value)| (name.as_str(), fill(value)));
    let proxies = ["http_proxy", "https_proxy"].into_iter().filter(|_| !proxy.is_empty());
    set("environment", quote_table(environment.chain(proxies.map(|name| (name, proxy.to_owned())))));
    if plan.has(Action::KeepCredentials) {
        set("credentialsFile", quote(&credentials.map(|file| file.path.clone()).unwrap_or_default()));
        set(
            "credentialsLine",
            quote(&credentials.map(|file| credentials_line(file, facts, user, password)).unwrap_or_default()),
        );
    }
    if plan.has(Action::HandOver) {
        let machine = recipe.machine_environment.iter().map(|(name, value)| (name.as_str(), fill(value)));
        set("machineEnvironment", quote_table(machine));
        set("handoverFiles", quote_table(recipe.handover.iter().map(|file| (file.path.as_str(), fill(&file.line)))));
    }
    if let Some(service) = plan.service() {
        set("serviceName", quote(&service));
    }
    text
}

/// The line that holds the store's credentials, as texts of JSON; what else it names stands inside of such texts. Braces without
/// a name are JSON's own.
fn credentials_line(file: &HandoverFile, facts: &Facts<'_>, user: &str, password: &str) -> String {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    template::fill(&file.line, |name| match name {
        "storeUser" => serde_json::to_string(user).ok(),
        "storePassword" => serde_json::to_string(password).ok(),
        name if is_name(name) => {
            let text = serde_json::to_string(&placeholder(facts, name)).ok()?;
            text.get(1..text.len() - 1).map(ToOwned::to_owned)
        }
        _ => None,
    })
}

/// The steps in their order. Those before the handover are passed over by a run that takes up an unfinished one.
fn main(plan: &Plan<'_>) -> String {
    let mut text = String::from("try {\n    Start-Run\n");
    let mut guarded = false;
    for step in &plan.steps {
        let guard = is_before_handover(step.action);
        if guard && !guarded {
            text.push_str("    if (-not $run.installed) {\n");
        } else if guarded && !guard {
            text.push_str("    }\n");
        }
        guarded = guard;
        let indent = if guard { "        " } else { "    " };
        let _ = writeln!(text, "{indent}Start-Step {}\n{indent}{}", quote(&step.title), shell(step.action).function);
    }
    if guarded {
        text.push_str("    }\n");
    }
    text.push_str(
        "    [IO.File]::Delete(\"$root\\unfinished\")\n    \
             Stop-Run 'done' 0 'the agent is installed'\n\
         } catch {\n    \
             if (-not $run.ended) { Set-Unexpected $_ }\n\
         }\n\
         Complete-Run\n\
         exit $run.code\n",
    );
    text
}
