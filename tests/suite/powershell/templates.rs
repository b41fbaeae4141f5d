//! The files that PowerShell is made of, each parsed by itself.

use dynaboot_core::Policy;

use super::language::broken;
use super::{SYSTEMS, full, least, script};

#[path = "../../checkers/templates.rs"]
mod files;

#[test]
fn every_file_of_powershell_is_whole() {
    let files = files::with_ending("ps1");
    assert!(files.len() >= 15, "{}", files.len());
    for (path, text) in files {
        assert_eq!(broken(&text), None, "{}", path.display());
    }
    // The parser must be able to tell.
    for text in ["function f {\n", "}\n", "if ($a) {\n#end\n", "$a = 'b\n"] {
        assert!(broken(text).is_some(), "{text}");
    }
}

#[test]
fn no_directive_is_left() {
    let policy = Policy::builtin().unwrap();
    for system in SYSTEMS {
        for choices in [full("aws", system, "generic"), least("aws", system, "generic")] {
            let text = script(&policy.read_choices(&choices).unwrap(), &policy).text;
            assert_eq!(files::directive(&text), None, "{system}");
        }
    }
}
