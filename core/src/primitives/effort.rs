//! How much work an answer may take: counted, since there is no clock here, and the same everywhere.

use std::cell::Cell;
use std::rc::Rc;

/// Steps that one answer may take, each a few nanoseconds: about fifty times what the slowest answer by the built-in policy takes.
/// `cargo xtask bench bounds` measures it.
const ANSWER: u32 = 30_000_000;
/// Steps for what tries many answers: alternatives, or the calendar of a table.
const VIEW: u32 = 800_000_000;
/// Steps for the examples and names of a policy that is read.
const LOAD: u32 = 400_000_000;
/// Bytes that may be filled into the texts of one answer.
const TEXT: u32 = 1 << 20;

/// What is left of the work that may be done. Clones share it. Once it is spent, nothing more is tried, and whoever asked says so.
#[derive(Clone, Debug)]
pub(crate) struct Effort(Rc<Left>);

#[derive(Debug)]
struct Left {
    steps: Cell<u32>,
    text: Cell<u32>,
    spent: Cell<bool>,
}

impl Default for Effort {
    fn default() -> Self {
        Self::of(ANSWER)
    }
}

impl Effort {
    /// What many answers to one question may take.
    pub(crate) fn of_view() -> Self {
        Self::of(VIEW)
    }

    /// What reading a policy may take.
    pub(crate) fn of_load() -> Self {
        Self::of(LOAD)
    }

    fn of(steps: u32) -> Self {
        Self(Rc::new(Left { steps: Cell::new(steps), text: Cell::new(TEXT), spent: Cell::new(false) }))
    }

    /// Takes so many steps; whether there were as many.
    pub(crate) fn spend(&self, steps: usize) -> bool {
        self.take(&self.0.steps, steps)
    }

    /// Takes so many bytes of text; whether there were as many.
    pub(crate) fn fill(&self, bytes: usize) -> bool {
        self.take(&self.0.text, bytes)
    }

    /// The bytes that may still be filled in.
    pub(crate) fn text_left(&self) -> usize {
        usize::try_from(self.0.text.get()).unwrap_or_default()
    }

    /// The steps that are left.
    #[cfg(test)]
    pub(crate) fn left(&self) -> u32 {
        self.0.steps.get()
    }

    /// Whether more was asked for than there was.
    pub(crate) fn is_spent(&self) -> bool {
        self.0.spent.get()
    }

    fn take(&self, left: &Cell<u32>, wanted: usize) -> bool {
        let rest = u32::try_from(wanted).ok().and_then(|wanted| left.get().checked_sub(wanted));
        match rest {
            Some(rest) if !self.is_spent() => left.set(rest),
            _ => self.0.spent.set(true),
        }
        !self.is_spent()
    }
}

#[cfg(test)]
mod tests {
    use super::{ANSWER, Effort, TEXT};

    #[test]
    fn what_is_spent_stays_spent_for_all_that_share_it() {
        let effort = Effort::default();
        assert!(effort.spend(usize::try_from(ANSWER).unwrap()) && !effort.is_spent());
        let shared = effort.clone();
        assert!(!shared.spend(1) && effort.is_spent());
        assert!(!effort.spend(0) && !effort.fill(0));
        assert!(!Effort::default().fill(usize::try_from(TEXT).unwrap() + 1));
        assert!(!Effort::default().spend(usize::MAX));
    }
}
