//! The stages of a run: a heading and the minutes of each, and the table at the end.

use std::process::ExitCode;
use std::time::Instant;

use crate::outcome::{Outcome, Stop};
use crate::system::Place;

pub(crate) struct Tally {
    place: Place,
    stages: Vec<Stage>,
}

struct Stage {
    name: &'static str,
    minutes: f64,
    verdict: Verdict,
}

enum Verdict {
    Passed(Vec<String>),
    Failed(String),
    Skipped(String),
    LeftOut(String),
}

/// Whether a stage left what later ones need.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    Something,
    Nothing,
}

impl Tally {
    pub(crate) fn new(place: Place) -> Self {
        Self { place, stages: Vec::new() }
    }

    /// Runs a stage. A failure does not end the run: one run shows everything that is wrong.
    pub(crate) fn stage(&mut self, name: &'static str, run: impl FnOnce() -> Outcome) -> Left {
        println!("\n== {name}");
        let start = Instant::now();
        let verdict = judge(run(), self.place);
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        let left = match &verdict {
            Verdict::Passed(_) => Left::Something,
            Verdict::Skipped(_) | Verdict::LeftOut(_) => Left::Nothing,
            Verdict::Failed(reason) => {
                println!("{name} failed: {reason}");
                Left::Nothing
            }
        };
        println!("== {name}: {minutes:.2} min");
        self.stages.push(Stage { name, minutes, verdict });
        left
    }

    /// Prints the table; the last line counts the stages.
    pub(crate) fn close(self) -> ExitCode {
        println!("\n{:<28} {:>7}  outcome", "stage", "minutes");
        for Stage { name, minutes, verdict } in &self.stages {
            println!("{name:<28} {minutes:>7.2}  {}", verdict.word());
        }
        let total: f64 = self.stages.iter().map(|stage| stage.minutes).sum();
        println!("{:<28} {total:>7.2}\n", "in all");
        for Stage { name, verdict, .. } in &self.stages {
            verdict.explain(name);
        }
        let count = |word| self.stages.iter().filter(|stage| stage.verdict.word() == word).count();
        let failed = count("failed");
        let left_out = match count("left out") {
            0 => String::new(),
            count => format!(", {count} left out"),
        };
        println!("{} passed, {failed} failed{left_out}", count("passed"));
        if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl Verdict {
    fn word(&self) -> &'static str {
        match self {
            Self::Passed(_) => "passed",
            Self::Failed(_) => "failed",
            Self::Skipped(_) => "skipped",
            Self::LeftOut(_) => "left out",
        }
    }

    fn explain(&self, stage: &str) {
        match self {
            Self::Failed(reason) => println!("failed: {stage}: {reason}"),
            Self::Skipped(reason) => println!("skipped: {stage}: {reason}"),
            Self::LeftOut(reason) => println!("left out: {stage}: not asked for; {reason}"),
            Self::Passed(tests) => {
                for test in tests {
                    println!("skipped in {stage}: {test}");
                }
            }
        }
    }
}

/// In CI a check that was not made is no check: a skip fails there. What nobody asked for is told apart from both, everywhere.
fn judge(outcome: Outcome, place: Place) -> Verdict {
    match (outcome, place) {
        (Err(Stop::Failed(failure)), _) => Verdict::Failed(failure.to_string()),
        (Err(Stop::NotAsked(reason)), _) => Verdict::LeftOut(reason),
        (Err(Stop::Skipped(reason)), Place::Desk) => Verdict::Skipped(reason),
        (Err(Stop::Skipped(reason)), Place::Ci) => Verdict::Failed(format!("skipped: {reason}")),
        (Ok(tests), Place::Ci) if !tests.is_empty() => Verdict::Failed(format!("skipped tests: {}", tests.join("; "))),
        (Ok(tests), _) => Verdict::Passed(tests),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_word(outcome: Outcome, place: Place, word: &str) {
        assert_eq!(judge(outcome, place).word(), word);
    }

    #[test]
    fn a_skip_fails_in_ci_only() {
        let stage = || Err(Stop::Skipped("no browser".into()));
        let test = || Ok(vec!["no network".into()]);
        check_word(stage(), Place::Desk, "skipped");
        check_word(stage(), Place::Ci, "failed");
        check_word(test(), Place::Desk, "passed");
        check_word(test(), Place::Ci, "failed");
        check_word(Ok(Vec::new()), Place::Ci, "passed");
        let not_asked = || Err(Stop::NotAsked("there is no bench".into()));
        check_word(not_asked(), Place::Ci, "left out");
        check_word(not_asked(), Place::Desk, "left out");
    }
}
