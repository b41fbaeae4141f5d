//! Images that boot: a machine is made ready for capture as the route says, and copies of what it leaves are started.

use dynaboot_core::{LaunchTool, Policy, assess};
use serde_json::{Value, json};

use crate::answer::answer;
use crate::boot::agent;
use crate::boot::case::{Agent, Case, Secrets, cloudcenter, generic};
use crate::boot::checks;
use crate::boot::cloud::{Runner, delivered};
use crate::boot::container::Container;
use crate::boot::metadata::Service;
use crate::boot::systems::{AFTER, boot, image};
use crate::evidence;
use crate::journeys::sha256;
use crate::store::{Answer, Store};

/// In place of the one of OpenSSH, which these systems lack. When it is run, and for what, is up to cloud-init.
const SSH_KEYGEN: &str = "#!/bin/sh
while getopts t:N:f: option; do
    [ \"$option\" != f ] || file=$OPTARG
done
[ -n \"$file\" ] || exit 1
umask 077
openssl rand -hex 32 >\"$file\"
echo \"public $(cat \"$file\")\" >\"$file.pub\"
";

/// What a build does once the machine is up.
const BUILD: &str = "mkdir -p /observed
cp /etc/ssh/ssh_host_ed25519_key /etc/machine-id /observed
sh /build/prepare.sh >/observed/build 2>&1
echo \"$?\" >/observed/build.code
systemctl poweroff --no-block
";

const HOST_KEY: &str = "etc/ssh/ssh_host_ed25519_key";
const MACHINE_ID: &str = "etc/machine-id";

#[test]
fn bullseye() {
    check_image("bullseye", generic("aws", "debian-11"));
}

#[test]
fn bookworm() {
    check_image("bookworm", cloudcenter("aws", "debian-12"));
}

#[test]
fn forky() {
    check_image("forky", generic("aws", "ubuntu-26.04"));
}

#[test]
fn rocky() {
    check_image("rocky", generic("openstack", "rocky-9"));
}

#[test]
fn centos() {
    check_image("centos", cloudcenter("aws", "rhel-7"));
}

/// Two copies of an image start, of which one is given the bootstrap all the same.
#[track_caller]
fn check_image(name: &str, case: Case) {
    let Some(base) = image(name) else { return };
    let bundle = if case.agent == Agent::Generic { agent::generic() } else { agent::cloudcenter() };
    let digest = sha256(&bundle);
    let store = Store::start(bundle, |_, _| Answer::Bundle);
    let url = store.url.replace("127.0.0.1", "10.0.2.2");
    let mut choices = case.choices(&Secrets::new(), &url, &digest);
    // What is told there would hide that nothing else is asked.
    choices["callHome"] = Value::Null;

    let builder = Container::new(&base);
    let payload = answer(&routed(&choices, "dynamicBootstrap")).payload.unwrap();
    let runner = Runner::of(&payload.field, &base);
    let no_user_data = runner.prepare(&builder, b"#cloud-config\n".to_vec());
    let user_data = with_user_data(&no_user_data, delivered(&payload));
    builder.put_program("usr/local/bin/ssh-keygen", SSH_KEYGEN);
    builder.put("etc/cloud/cloud.cfg.d/99_keys.cfg", "ssh_genkeytypes: [ed25519]\n");
    build(&builder, &routed(&choices, "prebuiltImage"));
    boot(&builder, runner, no_user_data.clone(), "builder");
    check_captured(&builder);
    let asked = store.requests.lock().unwrap().len();
    assert_eq!(asked, 1, "the build fetches the bundle");

    builder.observe(agent::SERVICE, AFTER);
    let idle = start(&builder, runner, no_user_data, "idle");
    assert_eq!(idle.read("observed/service").as_deref(), Some("active\n"));
    assert_eq!(idle.read("var/lib/dynaboot/status.json"), None, "nothing runs that would write it");
    let told = start(&builder, runner, user_data, "told");
    checks::check_agent_runs(&told, "alreadyThere");
    assert_eq!(store.requests.lock().unwrap().len(), asked, "no copy asks the store");
    for path in [MACHINE_ID, HOST_KEY] {
        assert_ne!(idle.read(path), told.read(path), "two copies have the same {path}");
    }
    let form = format!("{} image, prepare.sh ({})", case.cloud, runner.words());
    evidence::tell(name, &form, "a copy boots", "the agent runs, identity and host keys are its own");
    evidence::tell(name, &form, "a copy boots with the bootstrap as user data", "alreadyThere, the store is not asked");
}

/// Puts the files of the route on a machine, which runs them at the end of its boot.
#[track_caller]
fn build(builder: &Container, choices: &Value) {
    let policy = Policy::builtin().unwrap();
    let answer = assess(&policy.read_choices(choices).unwrap(), &policy);
    let prepare = answer.launch.iter().find(|launch| launch.tool == LaunchTool::Shell);
    let (prepare, script) = prepare.zip(answer.script.as_ref()).unwrap_or_else(|| panic!("{:?}", answer.report));
    builder.put_secret(&format!("build/{}", script.file_name), &script.text);
    builder.put_secret(&format!("build/{}", prepare.file_name), &prepare.text);
    builder.put("usr/local/lib/build.sh", BUILD);
    builder.run_last("/usr/local/lib/build.sh", AFTER);
}

/// What is captured has the agent, and nothing that is one machine's alone.
#[track_caller]
fn check_captured(builder: &Container) {
    let said = builder.read("observed/build");
    assert_eq!(builder.read("observed/build.code").as_deref(), Some("0\n"), "{said:?}");
    assert_eq!(builder.read(MACHINE_ID).as_deref(), Some(""));
    for path in [HOST_KEY, "var/lib/cloud/data/instance-id", "var/lib/dynaboot/status.json", "var/log/dynaboot.log"] {
        assert_eq!(builder.read(path), None, "{path} is captured");
    }
    assert!(builder.read("etc/systemd/system/agent.service").is_some());
}

/// Starts a copy of an image as an instance of its own: for cloud-init and systemd, it is the first boot.
#[track_caller]
fn start(image: &Container, runner: Runner, service: Service, instance: &str) -> Container {
    let copy = image.copy();
    boot(&copy, runner, service, instance);
    checks::check_cloud_init(&copy);
    let read = |path: &str| copy.read(path).unwrap_or_else(|| panic!("{instance}: there is no {path}"));
    assert_eq!(read("var/lib/cloud/data/instance-id").trim(), instance);
    assert_eq!(read("var/lib/cloud/data/previous-instance-id").trim(), "NO_PREVIOUS_INSTANCE_ID");
    assert_eq!(read(MACHINE_ID).trim().len(), 32);
    for (path, of_builder) in [(MACHINE_ID, "observed/machine-id"), (HOST_KEY, "observed/ssh_host_ed25519_key")] {
        assert_ne!(read(path), image.read(of_builder).unwrap(), "{instance} has the builder's {path}");
    }
    copy
}

fn routed(choices: &Value, route: &str) -> Value {
    let mut choices = choices.clone();
    choices["route"] = json!(route);
    choices
}

/// The same cloud's service, with other user data.
fn with_user_data(service: &Service, data: Vec<u8>) -> Service {
    match service {
        Service::Ec2(_) => Service::Ec2(data),
        Service::Openstack(_) => Service::Openstack(data),
        other => panic!("{other:?} has no user data"),
    }
}
