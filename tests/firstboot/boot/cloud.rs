//! How a payload reaches the program that runs it: the cloud's field, as that program reads it at first boot.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dynaboot_core::{Encoding, Launch, LaunchTool, Payload};

use crate::boot::container::Container;
use crate::boot::metadata::Service;

/// The services that run payloads: a umask of theirs must make no difference.
const RUNNERS: [&str; 3] = ["cloud-final.service", "cloud-init-main.service", GOOGLE_SERVICE];

/// The service of Google's agent.
const GOOGLE_SERVICE: &str = "google-startup-scripts.service";

/// What Google's agent is on an image that has it.
const GOOGLE_RUNNER: &str = "usr/bin/google_metadata_script_runner";

/// By whom a payload is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Runner {
    /// cloud-init, with the source of data that the cloud has.
    CloudInit(&'static str),
    /// Google's own agent.
    GoogleAgent,
    /// What Google's agent does, for systems that it cannot be had for.
    LikeGoogleAgent,
}

impl Runner {
    /// Who runs a payload on an image: that is said by the cloud's field, and on Google by what the image has.
    #[track_caller]
    pub(crate) fn of(field: &str, image: &std::path::Path) -> Self {
        match field {
            "UserData" => Self::CloudInit("Ec2"),
            "osProfile.customData" | "user-data" => Self::CloudInit("NoCloud"),
            "user_data" => Self::CloudInit("OpenStack"),
            "startup-script" if image.join(GOOGLE_RUNNER).exists() => Self::GoogleAgent,
            "startup-script" => Self::LikeGoogleAgent,
            other => panic!("nothing here runs what is in `{other}`"),
        }
    }

    /// In words.
    pub(crate) fn words(self) -> String {
        match self {
            Self::CloudInit(source) => format!("cloud-init, {source}"),
            Self::GoogleAgent => "Google's agent".to_owned(),
            Self::LikeGoogleAgent => "as Google's agent does".to_owned(),
        }
    }

    /// Whether a payload is run at every boot.
    pub(crate) fn runs_at_every_boot(self) -> bool {
        !matches!(self, Self::CloudInit(_))
    }

    /// What PID 1 is told of the platform: cloud-init sees there that a container is one of OpenStack's.
    pub(crate) const fn environment(self) -> &'static [&'static str] {
        match self {
            Self::CloudInit(_) => &["--setenv=product_name=OpenStack Nova"],
            Self::GoogleAgent | Self::LikeGoogleAgent => &[],
        }
    }

    /// Prepares the image for its cloud, and gives what the cloud's metadata service says.
    pub(crate) fn prepare(self, container: &Container, data: Vec<u8>) -> Service {
        container.without_hardware();
        for service in RUNNERS {
            container.put(&format!("etc/systemd/system/{service}.d/umask.conf"), "[Service]\nUMask=0077\n");
        }
        let Self::CloudInit(source) = self else {
            container.put("etc/cloud/cloud-init.disabled", "");
            if self == Self::LikeGoogleAgent {
                container.put("usr/local/lib/google.sh", include_str!("google.sh"));
                container.put(&format!("etc/systemd/system/{GOOGLE_SERVICE}"), include_str!("google.service"));
                let wanted = format!("etc/systemd/system/multi-user.target.wants/{GOOGLE_SERVICE}");
                container.link(&format!("../{GOOGLE_SERVICE}"), &wanted);
            }
            return Service::Google("startup-script", String::from_utf8(data).unwrap());
        };
        without_google(container);
        container.put("etc/cloud/cloud.cfg.d/99_firstboot.cfg", configuration(source));
        match source {
            "Ec2" => Service::Ec2(data),
            "OpenStack" => Service::Openstack(data),
            _ => {
                container.put_secret("var/lib/cloud/seed/nocloud/user-data", data);
                container.put_secret("var/lib/cloud/seed/nocloud/meta-data", "instance-id: first\n");
                Service::Silent
            }
        }
    }
}

/// Images of other clouds do not have Google's agent.
pub(crate) fn without_google(container: &Container) {
    container.link("/dev/null", &format!("etc/systemd/system/{GOOGLE_SERVICE}"));
}

/// The bytes that the runner gets, as the cloud hands them on.
pub(crate) fn delivered(payload: &Payload) -> Vec<u8> {
    match payload.encoding {
        Encoding::Raw => payload.content.clone().into_bytes(),
        Encoding::Base64 | Encoding::GzipBase64 => BASE64_STANDARD.decode(&payload.content).unwrap(),
    }
}

/// The `#cloud-config` that does what the payload does.
#[track_caller]
pub(crate) fn cloud_config(launch: &[Launch]) -> String {
    launch.iter().find(|launch| launch.tool == LaunchTool::CloudConfig).expect("there is one").text.clone()
}

/// cloud-init for one source of data, without what would look for disks and networks of a real machine.
fn configuration(source: &str) -> String {
    format!(
        "datasource_list: [{source}]\n\
         datasource: {{Ec2: {{strict_id: false, metadata_urls: ['http://169.254.169.254']}}}}\n\
         network: {{config: disabled}}\n\
         resize_rootfs: false\n\
         growpart: {{mode: 'off'}}\n\
         locale: false\n\
         updates: {{network: {{when: [boot-new-instance]}}}}\n\
         ssh_genkeytypes: []\n\
         apt: {{preserve_sources_list: true}}\n"
    )
}
