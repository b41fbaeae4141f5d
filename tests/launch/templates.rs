//! The files that HCL is made of, read by its parser one by one, and by Terraform where it is here.

use std::process::Command;

use crate::answers::cases;
use crate::image::{BUILDERS, SYSTEMS, answer, prebuilt};
use crate::tool;

#[path = "../checkers/templates.rs"]
mod files;

#[test]
fn every_file_of_hcl_is_whole() {
    for (ending, least) in [("hcl", 7), ("tf", 6)] {
        let files = files::with_ending(ending);
        assert!(files.len() >= least, "{ending}: {}", files.len());
        for (path, text) in files {
            hcl::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
    // The parser must be able to tell.
    for broken in ["a {\n", "  a = 1\n}\n", "a = 1\n#if x\na = 2\n#end\n", "a = <<-EOF\n  b\n"] {
        assert!(hcl::parse(broken).is_err(), "{broken}");
    }
}

/// Directives do not change how the rest is written.
#[test]
fn terraform_would_write_them_so() {
    let Some(terraform) = tool::find("terraform", "whether the files of HCL are in canonical form") else { return };
    for (path, text) in files::with_ending("hcl").into_iter().chain(files::with_ending("tf")) {
        // It formats what it is told by name only where it knows the ending.
        let folder = tool::Scratch::new("template");
        let file = folder.join("main.tf");
        std::fs::write(&file, text).unwrap();
        let output = Command::new(&terraform).args(["fmt", "-check", "-diff"]).arg(&file).output().unwrap();
        assert!(output.status.success(), "{}: {output:?}", path.display());
    }
}

#[test]
fn no_directive_is_left() {
    let launched = cases().into_iter().map(|case| case.launch);
    let pairs = BUILDERS.into_iter().flat_map(|(cloud, ..)| SYSTEMS.map(|system| (cloud, system)));
    let built = pairs.flat_map(|(cloud, system)| answer(&prebuilt(cloud, system, None)).launch);
    for launch in launched.chain(built) {
        assert_eq!(files::directive(&launch.text), None, "{}", launch.text);
    }
}
