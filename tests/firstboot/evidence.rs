//! What a run showed, as lines that a table can be made of.

/// Tells that a case held: in which system, by which cloud's form, what was tried, and how it ended.
#[expect(clippy::print_stdout, reason = "whoever makes the table reads what the tests print")]
pub(crate) fn tell(system: &str, form: &str, case: &str, result: &str) {
    println!("evidence: {system} | {form} | {case} | {result}");
}
