//! One boot in a whole virtual machine: its own kernel, network and disk, and the metadata service where AWS has it. What runs
//! in it is a stock image: cloud-init finds by itself which cloud it is on.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::answer::answer;
use crate::boot::agent;
use crate::boot::case::{Secrets, cloudcenter};
use crate::boot::checks;
use crate::boot::cloud::{delivered, without_google};
use crate::boot::container::Container;
use crate::boot::metadata::{Metadata, Service};
use crate::boot::systems::image;
use crate::evidence;
use crate::journeys::sha256;
use crate::store::{Answer, Store};

/// No machine may run longer, in seconds. A processor that is imitated takes its time.
const BOUND: &str = "900";

/// How AWS is told from other clouds: by the serial number and the id that the firmware shows.
const EC2: &str = "type=1,uuid=ec2f1b57-0000-4000-8000-000000000000,serial=ec2f1b57-0000-4000-8000-000000000000";

#[test]
fn a_whole_virtual_machine() {
    let Some(base) = image("machine") else { return };
    let bundle = agent::cloudcenter();
    let (secrets, digest, case) = (Secrets::new(), sha256(&bundle), cloudcenter("aws", "debian-12"));
    let store = Store::start(bundle, |_, _| Answer::Bundle);
    let url = store.url.replace("127.0.0.1", "169.254.0.2");
    let payload = answer(&case.choices(&secrets, &url, &digest)).payload.unwrap();
    let metadata = Metadata::start(Service::Ec2(delivered(&payload)), "i-0123456789abcdef0");

    let container = Container::new(&base);
    container.observe(agent::SERVICE, "cloud-final.service");
    without_google(&container);
    container.link("/dev/null", "etc/systemd/system/google-guest-agent.service");
    // To generate a locale would take half of the time.
    container.put("etc/cloud/cloud.cfg.d/99_image.cfg", "locale: false\n");
    container.make_disk();
    let console = run(&base, &container, metadata.port);
    container.take_from_disk(&["observed", "etc", "root", "usr/local", "var/lib/cloud", "var/lib/dynaboot", "var/log"]);
    assert!(metadata.questions() > 0, "{console}");
    checks::check_cloud_init(&container);
    checks::check_agent_runs(&container, "done");
    checks::check_handover(&container, case, &url);
    checks::check_secrets(&container.changes(), &secrets);
    // The console of an EC2 machine is what a user sees first.
    assert!(console.contains("dynaboot: the agent is installed"), "{console}");
    evidence::tell("bookworm, whole machine", "aws UserData (cloud-init, Ec2)", "first boot", "done, the agent runs");
}

/// Runs the machine until it switches itself off, and gives what stood on its console.
#[track_caller]
fn run(base: &Path, container: &Container, metadata: u16) -> String {
    let network = format!(
        "user,id=n0,net=169.254.0.0/16,host=169.254.0.2,dns=169.254.0.3,dhcpstart=169.254.0.15,\
         guestfwd=tcp:169.254.169.254:80-cmd:busybox nc 127.0.0.1 {metadata}"
    );
    let file = |name: &str| container.path(name).display().to_string();
    let mut machine = Command::new("setpriv");
    machine.args(["--pdeathsig", "KILL", "timeout", "--kill-after=5", BOUND, "qemu-system-x86_64"]);
    machine.args([
        "-accel",
        "tcg,thread=multi",
        "-machine",
        "q35",
        "-m",
        "1024",
        "-smp",
        "2",
        "-display",
        "none",
        "-no-reboot",
    ]);
    machine.args(["-smbios", EC2, "-netdev", &network, "-device", "virtio-net-pci,netdev=n0,romfile="]);
    machine.args(["-device", "virtio-rng-pci", "-serial", &format!("file:{}", file("console"))]);
    machine.args(["-drive", &format!("file={},if=virtio,format=raw,cache=unsafe", file("disk"))]);
    machine.arg("-kernel").arg(base.join("boot/vmlinuz")).arg("-initrd").arg(base.join("boot/initrd"));
    machine.args(["-append", "root=/dev/vda ro console=ttyS0 quiet"]);
    let output = machine.stdin(Stdio::null()).output().unwrap();
    let console = String::from_utf8_lossy(&fs::read(file("console")).unwrap_or_default()).into_owned();
    assert!(output.status.success(), "{}: {console}", String::from_utf8_lossy(&output.stderr));
    console
}
