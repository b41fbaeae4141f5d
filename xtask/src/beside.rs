//! What is fetched beside the compiling: nothing here needs the processor for long, or cargo.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::failure::Failure;
use crate::outcome::Stop;
use crate::rootfs::RootFileSystems;
use crate::system::Place;
use crate::workspace::Workspace;
use crate::{node, rootfs, suites, system, windows};

/// What will be there; each is waited for by the stage that needs it.
pub(crate) struct Beside {
    system: Receiver<Result<(), Failure>>,
    packages: Receiver<Result<(), Failure>>,
    backstage: Receiver<Result<PathBuf, Failure>>,
    rootfs: Receiver<Result<RootFileSystems, Stop>>,
    windows: Receiver<Result<PathBuf, Stop>>,
}

/// Starts fetching.
pub(crate) fn start<'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    workspace: &'scope Workspace,
    place: Place,
) -> Beside {
    let (send_system, system) = channel();
    let (send_packages, packages) = channel();
    let (send_backstage, backstage) = channel();
    let (send_rootfs, rootfs) = channel();
    let (send_windows, windows) = channel();
    scope.spawn(move || {
        // A stage that nobody waits for any more has failed already, and said so.
        let _ = send_packages.send(node::install_packages(workspace, "tests"));
        let _ = send_system.send(system::install(place));
        let _ = send_backstage.send(node::install_beside(workspace, suites::BACKSTAGE));
        // After the system's packages: two programs that install some get in each other's way.
        let _ = send_windows.send(windows::set_up());
        let _ = send_rootfs.send(rootfs::make(workspace));
    });
    Beside { system, packages, backstage, rootfs, windows }
}

impl Beside {
    pub(crate) fn packages(&self) -> Result<(), Failure> {
        wait(&self.packages)?
    }

    pub(crate) fn system(&self) -> Result<(), Failure> {
        wait(&self.system)?
    }

    pub(crate) fn backstage(&self) -> Result<PathBuf, Failure> {
        wait(&self.backstage)?
    }

    pub(crate) fn rootfs(&self) -> Result<RootFileSystems, Stop> {
        wait(&self.rootfs)?
    }

    pub(crate) fn windows(&self) -> Result<PathBuf, Stop> {
        wait(&self.windows)?
    }
}

fn wait<T>(receiver: &Receiver<T>) -> Result<T, Failure> {
    receiver.recv().map_err(|_| Failure::new("what is installed beside the compiling stopped; run this again"))
}
