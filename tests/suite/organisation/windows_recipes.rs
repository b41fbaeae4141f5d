//! Recipes for Windows that could not work are refused when the policy is loaded, at their place; what is accepted is filled.

use dynaboot_core::assess;
use serde_json::{Value, json};

use super::{acme, cited, handbook, policy, refused};

fn beside_its_source(agent: &Value) -> Value {
    json!({ "sources": handbook(), "agents": { "acme": agent } })
}

/// An agent for Windows that has a setting of each form that matters, and whatever is laid over its recipe.
fn windows(over: &Value) -> Value {
    let setting = |name: &str, form: &str| json!({ "name": name, "label": name, "ask": "Which?", "form": form });
    let mut agent = json!({
        "label": "Acme agent", "table": "mechanics", "packageStore": false, "source": cited(),
        "settings": [setting("site", "name"), setting("dir", "path"), setting("run", "command")],
        "windows": {
            "present": [r"C:\Program Files\Acme"], "bundle": "{bundleStore}", "install": ["setup.exe", "/q"],
            "arches": ["x86_64"]
        }
    });
    for (key, value) in over.as_object().unwrap() {
        agent["windows"][key] = value.clone();
    }
    agent
}

/// The settings of a script for the agent.
fn settings(over: &Value, more: &Value) -> String {
    let own = policy(&acme(&beside_its_source(&windows(over))));
    let mut choices = json!({
        "cloud": "google", "system": "windows-2022", "image": { "source": "custom" },
        "agent": { "id": "acme", "onImage": "absent", "settings": { "site": "hq", "dir": r"C:\a (b)", "run": "x.exe && y.exe" } },
        "bundleStore": { "url": "https://store.example.com/acme.zip" },
        "answers": { "certificatesInstalled": true, "userDataRuns": true, "administratorUser": true }
    });
    for (key, value) in more.as_object().unwrap() {
        choices[key] = value.clone();
    }
    let answer = assess(&own.read_choices(&choices).unwrap(), &own);
    answer.script.unwrap_or_else(|| panic!("{:?}", answer.report)).text
}

#[test]
fn a_windows_recipe_that_could_not_work_is_refused_at_its_place() {
    let handed = |path: &str| json!({ "path": path, "line": "x" });
    for (over, place) in [
        (json!({ "environment": { "Site": "1", "SITE": "2" } }), "environment.Site"),
        (json!({ "environment": { "HTTP_PROXY": "http://p" } }), "environment.HTTP_PROXY"),
        (json!({ "environment": { "https_Proxy": "http://p" } }), "environment.https_Proxy"),
        (json!({ "machineEnvironment": { "acme": "1", "ACME": "2" } }), "machineEnvironment.acme"),
        (json!({ "machineEnvironment": { "PATH": r"C:\acme" } }), "machineEnvironment.PATH"),
        (json!({ "handover": [handed(r"C:\acme\a.conf"), handed(r"C:\ACME\\A.conf")] }), "handover.1.path"),
        (json!({ "handover": [handed(r"C:\acme\a")], "credentials": handed(r"c:\acme\a") }), "credentials.path"),
        (json!({ "handover": [handed(r"C:\{site}\a")] }), "handover.0.path"),
        (json!({ "credentials": { "path": r"C:\acme\a", "line": "{sight}" } }), "credentials.line"),
        (json!({ "installer": "{site}.exe" }), "installer"),
        (json!({ "service": "Acme*" }), "service"),
        (json!({ "service": "Acme?" }), "service"),
        (json!({ "service": "{bundleStore}" }), "service"),
        (json!({ "install": ["agent.msi"] }), "install.0"),
        (json!({ "install": ["Install.PS1"] }), "install.0"),
        (json!({ "install": ["{run}"] }), "install.0"),
        (json!({ "install": ["%ProgramFiles%\\x.exe"] }), "install.0"),
        (json!({ "install": ["*.exe"] }), "install.0"),
        (json!({ "install": ["cmd"] }), "install"),
        (json!({ "install": ["cmd.exe", "/d"] }), "install"),
        (json!({ "install": ["cmd.exe", "/d/s/c"] }), "install"),
        (json!({ "install": [" "] }), "install.0"),
        (json!({ "install": ["cmd.exe", "/c", "setup.exe /dir {dir}"] }), "install.2"),
        (json!({ "install": ["CMD", "/C", "setup.exe", "{dir}"] }), "install.3"),
        (json!({ "install": [r"C:\Windows\System32\cmd.exe", "/d/s/c", "x {bundleStore}"] }), "install.2"),
        (json!({ "install": ["install.bat", "/dir", "{dir}"] }), "install.2"),
        (json!({ "install": ["Install.CMD", "a&b"] }), "install.1"),
        (json!({ "install": ["install.cmd", "%TEMP%"] }), "install.1"),
        (json!({ "install": ["powershell.exe", "-NoProfile", "-Command", "./x -dir {dir}"] }), "install.3"),
        (json!({ "install": ["powershell", "./x", "{dir}"] }), "install.2"),
    ] {
        let told = refused(&beside_its_source(&windows(&over)), &[&format!("agents.acme.windows.{place}")]);
        assert!(told.iter().all(|mistake| mistake.len() > 20), "{over}: {told:?}");
    }
}

/// Placeholders are filled wherever they may stand.
#[test]
fn what_is_accepted_is_filled() {
    let store =
        json!({ "bundleStore": { "url": "https://store.example.com/acme.zip", "user": "reader", "password": "it's" } });
    let text = settings(
        &json!({
            "present": [r"{dir}\agent.exe"], "unpackTo": r"{dir}\stage", "service": "acme-{site}",
            "install": ["setup.exe", "/arch={arch}", "{site}"],
            "environment": { "DIR": "{dir}" }, "machineEnvironment": { "Keys": "{bundleStore}", "Count": "{site}" },
            "handover": [{ "path": r"C:\acme\acme.conf", "line": "site={site}" }],
            "credentials": { "path": r"C:\acme\login", "line": "{\"site\":\"{site}\",\"user\":{storeUser},\"password\":{storePassword}}" }
        }),
        &store,
    );
    for line in [
        r"$present = @('C:\a (b)\agent.exe')",
        r"$unpackTo = 'C:\a (b)\stage'",
        "$serviceName = 'acme-hq'",
        "$installProgram = 'setup.exe'",
        "$installArguments = '/arch=x86_64 hq'",
        r"$environment = @{ 'DIR' = 'C:\a (b)' }",
        "$machineEnvironment = @{ 'Count' = 'hq'; 'Keys' = 'https://store.example.com/acme.zip' }",
        r"$handoverFiles = @{ 'C:\acme\acme.conf' = 'site=hq' }",
        r"$credentialsFile = 'C:\acme\login'",
        r#"$credentialsLine = '{"site":"hq","user":"reader","password":"it''s"}'"#,
    ] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
    }
    let text = settings(&json!({ "install": ["CMD.EXE", "/C", "{run}"] }), &json!({}));
    assert!(text.contains("\r\n$installArguments = '/d /s /c \"x.exe && y.exe\"'\r\n"), "{text}");
}
