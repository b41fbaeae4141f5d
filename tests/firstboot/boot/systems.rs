//! The systems, and what is booted in each: every cloud's form of payload, in the oldest and in the newest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::answer::answer;
use crate::boot::agent;
use crate::boot::case::{Agent, Case, Form, Own, Secrets, cloudcenter, generic};
use crate::boot::checks::{self, Untouched};
use crate::boot::cloud::{Runner, cloud_config, delivered};
use crate::boot::container::Container;
use crate::boot::metadata::{Metadata, Service};
use crate::boot::watch::Watch;
use crate::evidence;
use crate::journeys::sha256;
use crate::store::{Answer, Store};

/// Before a system is observed, whatever runs payloads is done.
pub(crate) const AFTER: &str = "cloud-final.service google-startup-scripts.service";

#[test]
fn bullseye() {
    check_system(
        "bullseye",
        &[
            cloudcenter("aws", "debian-11").beside(Own::LargeCloudConfig),
            cloudcenter("aws", "debian-11").beside(Own::Script).as_cloud_config(),
            generic("azure", "debian-11"),
            cloudcenter("google", "debian-11"),
            cloudcenter("openstack", "debian-11"),
        ],
    );
}

#[test]
fn bookworm() {
    check_system(
        "bookworm",
        &[
            cloudcenter("aws", "debian-12"),
            cloudcenter("azure", "debian-12").beside(Own::CloudConfig),
            generic("google", "debian-12"),
            cloudcenter("openstack", "debian-12"),
        ],
    );
}

#[test]
fn trixie() {
    check_system(
        "trixie",
        &[
            generic("aws", "debian-13"),
            cloudcenter("azure", "debian-13"),
            cloudcenter("google", "debian-13"),
            cloudcenter("google", "ubuntu-24.04"),
            cloudcenter("openstack", "debian-13").beside(Own::CloudConfig),
        ],
    );
}

/// Newer than the newest in the catalog.
#[test]
fn forky() {
    check_system(
        "forky",
        &[
            cloudcenter("aws", "ubuntu-26.04").beside(Own::LargeCloudConfig),
            cloudcenter("azure", "ubuntu-26.04"),
            cloudcenter("google", "ubuntu-26.04").beside(Own::CloudConfig),
            cloudcenter("google", "debian-13"),
            generic("openstack", "ubuntu-26.04"),
            cloudcenter("openstack", "ubuntu-26.04").beside(Own::Keys).as_cloud_config(),
        ],
    );
}

#[test]
fn rocky() {
    check_system(
        "rocky",
        &[
            cloudcenter("aws", "rocky-9"),
            cloudcenter("azure", "alma-9").beside(Own::CloudConfig),
            cloudcenter("google", "rocky-9"),
            generic("openstack", "rocky-9"),
        ],
    );
}

/// Python 2.7 alone, yum, and what else could be had of that age. The packages of CentOS 7 are gone, those of RHEL 7 are not.
#[test]
fn centos() {
    check_system(
        "centos",
        &[
            cloudcenter("aws", "rhel-7"),
            cloudcenter("azure", "centos-7"),
            generic("google", "centos-7"),
            cloudcenter("openstack", "centos-7").beside(Own::CloudConfig),
        ],
    );
}

/// What stands on a downloader's command line in any case.
const SEEN: &str = "work/part";

/// Boots a system with each of the payloads.
#[track_caller]
fn check_system(name: &str, cases: &[Case]) {
    let Some(image) = image(name) else { return };
    let untouched = untouched(&image);
    for case in cases {
        check_case(name, &image, &untouched, *case);
    }
}

/// The root file system of this name, where there is one.
#[track_caller]
pub(crate) fn image(name: &str) -> Option<PathBuf> {
    let systems = std::env::var_os("DYNABOOT_SYSTEMS")?;
    let is_it =
        |path: &PathBuf| path.file_name().is_some_and(|file| file.to_string_lossy().split('-').next() == Some(name));
    let found = std::env::split_paths(&systems).find(is_it);
    Some(found.unwrap_or_else(|| panic!("DYNABOOT_SYSTEMS names no root file system `{name}`")))
}

/// What a boot changes that is given nothing to run.
fn untouched(image: &Path) -> Untouched {
    let container = Container::new(image);
    let service = Runner::CloudInit("NoCloud").prepare(&container, b"#cloud-config\n".to_vec());
    container.observe(agent::SERVICE, AFTER);
    boot(&container, Runner::CloudInit("NoCloud"), service, "first");
    Untouched::of(&container)
}

fn check_case(name: &str, image: &Path, untouched: &Untouched, case: Case) {
    let bundle = if case.agent == Agent::Generic { agent::generic() } else { agent::cloudcenter() };
    let (secrets, digest) = (Secrets::new(), sha256(&bundle));
    // It takes its time, so that who looks at the downloader's command line sees it.
    let store = Store::start(bundle, |_, _| {
        thread::sleep(Duration::from_millis(200));
        Answer::Bundle
    });
    let url = store.url.replace("127.0.0.1", "10.0.2.2");
    let answer = answer(&case.choices(&secrets, &url, &digest));
    let payload = answer.payload.unwrap();
    let runner = Runner::of(&payload.field, image);
    let (file_name, encoding, data) = match case.form {
        Form::Payload => (payload.file_name.as_str(), payload.encoding.as_str(), delivered(&payload)),
        Form::CloudConfig => ("user-data.yaml", "as it is", cloud_config(&answer.launch).into_bytes()),
    };
    let container = Container::new(image);
    let service = runner.prepare(&container, data);
    container.observe(agent::SERVICE, AFTER);
    let untouched = untouched.and(container.changes());

    let watch = Watch::start(secrets.words().map(str::to_owned).into_iter().chain([SEEN.to_owned()]).collect());
    let asked = boot(&container, runner, service.clone(), "first");
    assert_eq!(asked == 0, runner == Runner::CloudInit("NoCloud"), "the payload comes from where its cloud has it");
    let seen = watch.end();
    assert_eq!(seen, BTreeSet::from([SEEN.to_owned()]), "command lines are seen, and no secret on them");
    if !runner.runs_at_every_boot() {
        checks::check_cloud_init(&container);
    }
    checks::check_agent_runs(&container, "done");
    checks::check_units(&container, &untouched);
    checks::check_handover(&container, case, &url);
    let first = container.changes();
    checks::check_files(&first, &untouched, case);
    checks::check_umask(&first, case);
    checks::check_secrets(&first, &secrets);
    let requests = store.requests.lock().unwrap().clone();
    let told = format!("POST /told?token={}", secrets.token);
    assert_eq!(requests.iter().filter(|request| request.starts_with(&told)).count(), 1, "{requests:?}");
    let form = format!("{} {}, {file_name}, {encoding} ({})", case.cloud, payload.field, runner.words());
    evidence::tell(name, &form, "first boot", "done, the agent runs");

    boot(&container, runner, service.clone(), "first");
    let state = if runner.runs_at_every_boot() { "alreadyThere" } else { "done" };
    checks::check_agent_runs(&container, state);
    checks::check_units(&container, &untouched);
    checks::check_same(&container.changes(), &first, &untouched);
    evidence::tell(name, &form, "second boot", "harmless, the agent runs");

    if case.cloud == "aws" {
        boot(&container, runner, service, "second");
        checks::check_cloud_init(&container);
        checks::check_agent_runs(&container, "alreadyThere");
        checks::check_same(&container.changes(), &first, &untouched);
        evidence::tell(name, &form, "a machine made of this one", "harmless, the agent runs");
    }
}

/// Boots an instance of this id, and gives how often it asked its cloud's metadata service.
#[track_caller]
pub(crate) fn boot(container: &Container, runner: Runner, service: Service, instance: &str) -> usize {
    let metadata = Metadata::start(service, instance);
    container.boot(metadata.port, runner.environment());
    metadata.questions()
}
