//! An agent to install: what an installer does where it matters here, and a daemon that systemd keeps running.

use crate::archive::archive;

/// As the CloudCenter agent's installer: its own user, its own directory, a service. One file has the mode that the umask gives.
const CLOUDCENTER: &str = r#"#!/bin/sh
set -e
id cliqruser >/dev/null 2>&1 || useradd --system --shell /bin/sh cliqruser
mkdir -p /usr/local/agentlite
printf '%s\n' "$CUSTOM_REPO" "$@" >/usr/local/agentlite/arguments
install -m 755 agentlite/bin/agent /usr/local/agentlite/agent
install -m 644 agentlite/agent.service /etc/systemd/system/agent.service
systemctl daemon-reload
systemctl enable --now agent.service
"#;

const GENERIC: &str = r#"#!/bin/sh
set -e
mkdir -p /opt/agent
printf '%s\n' "$@" >/opt/agent/arguments
install -m 755 agent /opt/agent/agent
install -m 644 agent.service /etc/systemd/system/agent.service
systemctl daemon-reload
systemctl enable --now agent.service
"#;

const DAEMON: &str = "#!/bin/sh\nexec sleep infinity\n";

/// The service of either agent.
pub(crate) const SERVICE: &str = "agent.service";

fn unit(program: &str) -> String {
    format!("[Unit]\nDescription=The agent\n[Service]\nExecStart={program}\n[Install]\nWantedBy=multi-user.target\n")
}

pub(crate) fn cloudcenter() -> Vec<u8> {
    let unit = unit("/usr/local/agentlite/agent");
    archive(&[
        ("agentlite/bin/install", CLOUDCENTER),
        ("agentlite/bin/agent", DAEMON),
        ("agentlite/agent.service", &unit),
    ])
}

pub(crate) fn generic() -> Vec<u8> {
    archive(&[("setup", GENERIC), ("agent", DAEMON), ("agent.service", &unit("/opt/agent/agent"))])
}

/// The same with a service that says why it ends, and says it twice: of one that is gone at once, the journal may not know whose
/// words it has.
pub(crate) fn dying() -> Vec<u8> {
    let daemon = "#!/bin/sh\nfor second in 1 2; do echo 'no licence for this machine' >&2; sleep .7; done\nexit 7\n";
    archive(&[("setup", GENERIC), ("agent", daemon), ("agent.service", &unit("/opt/agent/agent"))])
}
