//! Bundles for Linux.

use std::path::Path;
use std::process::Command;

/// A `tar.gz` of these files, each executable.
pub(crate) fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let folder = crate::machine::scratch();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        make_executable(&path);
    }
    let output = Command::new("tar").args(["-czf", "-", "-C"]).arg(folder.path()).arg(".").output().unwrap();
    assert!(output.status.success());
    output.stdout
}

fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}
