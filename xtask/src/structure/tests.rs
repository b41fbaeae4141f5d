use super::sources::Sources;
use super::{examine, stages};

/// The complaints about an invented tree of two stages, `low` and `high`.
#[track_caller]
fn complaints(files: &[(&str, &str)]) -> Vec<String> {
    let mut sources: Sources = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    sources.entry("core/src/lib.rs".to_owned()).or_insert_with(|| "mod low;\nmod high;\n".to_owned());
    for name in ["core/src/low.rs", "core/src/high.rs"] {
        sources.entry(name.to_owned()).or_default();
    }
    examine(&sources, &["low", "high", "lib"].map(str::to_owned)).unwrap().complaints
}

#[test]
fn a_clean_tree_passes() {
    let found = complaints(&[
        ("core/src/low.rs", "mod part;\npub(crate) use self::part::Part;\npub struct Low;"),
        ("core/src/low/part.rs", "pub(crate) struct Part;"),
        ("core/src/high.rs", "use crate::low::{Low, Part};\nfn high(_: Low) {}"),
        ("web/start.js", "import { a } from \"./a.js\";"),
        ("web/a.js", "// import { b } from \"./start.js\";\nexport const a = 1;"),
    ]);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_circle_is_named_with_what_ties_it() {
    let child_and_parent = complaints(&[
        ("core/src/low.rs", "mod part;\nuse self::part::Part;\npub struct Low(Part);"),
        ("core/src/low/part.rs", "\npub struct Part(Option<Box<super::Low>>);"),
    ]);
    let expected = "a circle of 2 files: core/src/low.rs, core/src/low/part.rs\n  \
                    core/src/low.rs:2 uses core/src/low/part.rs (`self::part::Part`)\n  \
                    core/src/low/part.rs:2 uses core/src/low.rs (`super::Low`)";
    assert_eq!(child_and_parent, [expected]);
    let scripts = complaints(&[
        ("web/start.js", "import {\n  a,\n} from \"./a.js\";"),
        ("web/a.js", "export const a = () => import(\"./start.js\");"),
    ]);
    let expected = "a circle of 2 files: web/a.js, web/start.js\n  \
                    web/a.js:1 uses web/start.js (`./start.js`)\n  \
                    web/start.js:3 uses web/a.js (`./a.js`)";
    assert_eq!(scripts, [expected]);
}

#[test]
fn an_import_that_runs_back_up_is_named() {
    for text in [
        "use crate::high::High;",
        "use crate::high::{self, Other as High};",
        "fn low(_: crate::high::High) {}",
        "use crate::high;\nfn low(_: high::High) {}",
        "fn low() { println!(\"{}\", crate::high::HIGH) }",
        "use crate::high::words;",
        "#[serde(with = \"crate::high::High\")]\nstruct Low;",
        "use super::*;\nfn low(_: High) {}",
    ] {
        let found = complaints(&[
            ("core/src/lib.rs", "mod low;\nmod high;\npub use high::High;"),
            ("core/src/low.rs", text),
            (
                "core/src/high.rs",
                "pub struct High;\npub struct Other;\npub const HIGH: u8 = 1;\nmacro_rules! words { () => {} }\npub(crate) use words;",
            ),
        ]);
        let [one] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert!(one.starts_with("an import runs back up the stages: core/src/low.rs:"), "{one}");
        assert!(one.contains(" uses core/src/high.rs (`"), "{one}");
    }
}

#[test]
fn a_name_leads_to_the_file_that_defines_it() {
    let passed_on = complaints(&[
        ("core/src/low.rs", "mod one;\nmod other;\npub use one::One;\npub use other::*;\nfn low(_: One) {}"),
        ("core/src/low/one.rs", "use super::Other;\npub struct One(Other);"),
        ("core/src/low/other.rs", "pub struct Other;"),
    ]);
    assert_eq!(passed_on, Vec::<String>::new());
    let by_macro = complaints(&[
        ("core/src/low.rs", "words! { pub enum Low {} }\nfn low(_: crate::high::High) {}"),
        ("core/src/high.rs", "words! { pub enum High {} }"),
    ]);
    assert_eq!(by_macro.len(), 1, "{by_macro:?}");
}

#[test]
fn tests_may_use_what_they_like() {
    let found = complaints(&[
        ("core/src/low.rs", "#[cfg(test)]\nmod tests { use crate::high::High; }\n#[cfg(test)]\nmod more;"),
        ("core/src/high.rs", "pub struct High;"),
    ]);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_list_of_stages_is_held_to_the_folders() {
    let found = complaints(&[("core/src/new/part.rs", "")]);
    assert_eq!(
        found,
        ["core/src has `new`, which is not among the stages: add it in ARCHITECTURE.md, “The stages of the core”"]
    );
    let listed = stages(
        "# A\n\n| `no` |\n\n## The stages of the core\n\nWords.\n\n| stage |\n|---|\n| `low` | words, `x` |\n| `high` |\n\n## B\n\n| `no` |\n",
    );
    assert_eq!(listed, ["low", "high"]);
}

#[test]
fn every_stage_of_the_document_is_read() {
    let listed = stages(include_str!("../../../ARCHITECTURE.md"));
    assert_eq!(
        (listed.first().map(String::as_str), listed.last().map(String::as_str)),
        (Some("primitives"), Some("lib"))
    );
}
