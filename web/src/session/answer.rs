//! What the core says to choices, each part worked out once.

use std::cell::OnceCell;

use dynaboot_core::alternatives::Alternative;
use dynaboot_core::day::Day;
use dynaboot_core::report::Verdict;
use dynaboot_core::{Assessment, Choices, Policy, alternatives, assess};

/// An answer, and the ways out of it, which are worked out when somebody asks for them.
pub(super) struct Answer {
    choices: Choices,
    /// What the core says.
    pub(super) assessment: Assessment,
    alternatives: OnceCell<Vec<Alternative>>,
}

impl Answer {
    /// The answer on a day, unless the choices name another.
    pub(super) fn new(choices: &Choices, today: Option<Day>, policy: &Policy) -> Self {
        let choices = Choices { today: choices.today.or(today), ..choices.clone() };
        Self { assessment: assess(&choices, policy), choices, alternatives: OnceCell::new() }
    }

    /// The nearest choices that are not blocked; none when these are not.
    pub(super) fn alternatives(&self, policy: &Policy) -> &[Alternative] {
        if self.assessment.report.verdict != Verdict::Blocked {
            return &[];
        }
        self.alternatives.get_or_init(|| alternatives(&self.choices, policy))
    }
}
