//! What is chosen for a boot: the fullest choices that have an answer, with secrets of the boot's own.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

/// A payload to boot with.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub(crate) cloud: &'static str,
    pub(crate) system: &'static str,
    pub(crate) agent: Agent,
    pub(crate) own: Own,
    pub(crate) form: Form,
}

/// As what the script comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As the payload.
    Payload,
    /// As the `#cloud-config` in its place.
    CloudConfig,
}

/// What rides along beside the script.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Own {
    /// Nothing.
    Nothing,
    /// A cloud-config of the organisation's own.
    CloudConfig,
    /// One that is larger than the cloud's field, but for compression.
    LargeCloudConfig,
    /// A cloud-config that keys can be added to.
    Keys,
    /// A script.
    Script,
}

/// An agent of the policy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agent {
    /// With stores that are handed over, and a user who may run commands.
    Cloudcenter,
    /// With a service that the script waits for.
    Generic,
}

/// Makes the file by which an own part is known.
const MAKE_OWN: &str = "umask 027; echo own >/etc/own";

/// The CloudCenter agent on a cloud and a system.
pub(crate) const fn cloudcenter(cloud: &'static str, system: &'static str) -> Case {
    Case { cloud, system, agent: Agent::Cloudcenter, own: Own::Nothing, form: Form::Payload }
}

/// The generic agent on a cloud and a system.
pub(crate) const fn generic(cloud: &'static str, system: &'static str) -> Case {
    Case { cloud, system, agent: Agent::Generic, own: Own::Nothing, form: Form::Payload }
}

/// Words that nobody may be told.
pub(crate) struct Secrets {
    password: String,
    pub(crate) token: String,
}

impl Secrets {
    /// Words that no other boot has.
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Self { password: format!("s3cr3t-{count}-password"), token: format!("s3cr3t-{count}-token") }
    }

    pub(crate) fn words(&self) -> [&str; 2] {
        [&self.password, &self.token]
    }
}

impl Case {
    /// With a part of the organisation's own.
    pub(crate) const fn beside(self, own: Own) -> Self {
        Self { own, ..self }
    }

    /// In the payload's place.
    pub(crate) const fn as_cloud_config(self) -> Self {
        Self { form: Form::CloudConfig, ..self }
    }

    /// What the organisation gave. Whatever it is, it makes one file.
    fn own_part(self) -> Option<String> {
        let lines = match self.own {
            Own::Nothing => return None,
            Own::Keys => {
                return Some(format!(
                    "#cloud-config\nbootcmd:\n- [sh, -c, '{MAKE_OWN}']\nfinal_message: |\n  runcmd: is no key\n"
                ));
            }
            // Not for `sh` to run.
            Own::Script => return Some(format!("#!/bin/bash\n[[ -n $BASH ]] && {MAKE_OWN}")),
            Own::CloudConfig => 1,
            Own::LargeCloudConfig => 300,
        };
        let notes = "# What an organisation has to say about the machines that it runs in clouds.\n".repeat(lines);
        Some(format!("#cloud-config\n{notes}write_files:\n- {{path: /etc/own, permissions: '0640', content: own}}\n"))
    }

    /// Whether packages can be asked for: those of CentOS 7 are gone.
    pub(crate) fn installs_packages(self) -> bool {
        self.system != "centos-7"
    }

    /// The choices, with a bundle of this digest at the store.
    pub(crate) fn choices(self, secrets: &Secrets, store: &str, digest: &str) -> Value {
        let packages: &[&str] = if self.installs_packages() { &["dynaboot-tool"] } else { &[] };
        let mut choices = json!({
            "cloud": self.cloud, "system": self.system,
            "image": { "publisher": "OpenLogic" },
            "agent": { "onImage": "absent" },
            "bundleStore": { "url": format!("{store}/5.2.2/bundle"), "sha256": digest, "user": "reader", "password": secrets.password },
            "answers": { "netTools": true, "supportConfirmed": true, "userDataRuns": true },
            "software": { "packages": packages },
            "userPart": self.own_part(),
            "callHome": format!("{store}/told?token={}", secrets.token),
        });
        match self.agent {
            Agent::Cloudcenter => {
                choices["agent"]["settings"] = json!({ "brokerHost": "broker.example.com" });
                choices["packageStore"] = json!({ "url": "http://repo.example.com" });
                choices["software"]["commands"] = json!(["/usr/bin/id -un"]);
            }
            Agent::Generic => {
                choices["agent"]["id"] = json!("generic");
                choices["agent"]["settings"] = json!({
                    "installCommand": "./setup 'from here'", "presentPath": "/opt/agent", "serviceName": "agent.service",
                });
            }
        }
        choices
    }
}
