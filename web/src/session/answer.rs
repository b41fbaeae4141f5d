//! What the core says to choices, each part worked out once, when somebody asks for it.

use std::cell::OnceCell;

use dynaboot_core::{Alternative, Assessment, Choices, Day, Policy, Verdict, alternatives, assess};

/// How much text may be tried over and over: fields of clouds take less than that.
const MOST_LETTERS: usize = 256 << 10;

/// An answer, and the ways out of it.
pub(super) struct Answer {
    choices: Choices,
    assessment: OnceCell<Assessment>,
    alternatives: OnceCell<Vec<Alternative>>,
}

impl Answer {
    /// The answer on a day, unless the choices name another.
    pub(super) fn new(choices: &Choices, today: Option<Day>) -> Self {
        let choices = Choices { today: choices.today.or(today), ..choices.clone() };
        Self { choices, assessment: OnceCell::new(), alternatives: OnceCell::new() }
    }

    /// What the core says.
    pub(super) fn assessment(&self, policy: &Policy) -> &Assessment {
        self.assessment.get_or_init(|| assess(&self.choices, policy))
    }

    /// The nearest choices that are not blocked; none when these are not, or when looking for some would hold up who is typing.
    pub(super) fn alternatives(&self, policy: &Policy) -> &[Alternative] {
        if self.assessment(policy).report.verdict != Verdict::Blocked || self.choices.letters() > MOST_LETTERS {
            return &[];
        }
        self.alternatives.get_or_init(|| alternatives(&self.choices, policy))
    }
}
