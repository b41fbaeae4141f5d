//! The payloads that were measured on the way to one answer.
//!
//! An answer tries what each open question leads to, and most of what it tries ends in the same script. On Windows that is
//! compressed to be measured, which takes longer than all the rest.

use std::cell::RefCell;
use std::rc::Rc;

use crate::policy::packing::Measure;

/// The scripts that are remembered: those of an answer are few, and each is long.
const MOST: usize = 8;

/// Measures, each with the place and the script that it is of. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured(Rc<RefCell<Vec<(String, String, Measure)>>>);

impl Measured {
    /// The measure of a script at a place, taken where it was not taken before.
    pub(crate) fn of(&self, place: String, script: &str, take: impl FnOnce() -> Option<Measure>) -> Option<Measure> {
        let known = self.0.borrow().iter().find(|(at, text, _)| *at == place && text == script).map(|(.., made)| *made);
        if known.is_some() {
            return known;
        }
        let made = take()?;
        let mut list = self.0.borrow_mut();
        if list.len() == MOST {
            list.remove(0);
        }
        list.push((place, script.to_owned(), made));
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Measured};
    use crate::policy::packing::{Measure, Packing};

    #[test]
    fn what_was_measured_is_not_measured_again() {
        let measured = Measured::default();
        let take = |left| move || Some(Measure { left, packing: Packing::Plain });
        let of = |place: &str, script, left| measured.of(place.to_owned(), script, take(left)).map(|made| made.left);
        assert_eq!([of("a", "x", 1), of("b", "x", 2), of("a", "y", 3), of("a", "x", 4)], [1, 2, 3, 1].map(Some));
        assert_eq!(measured.of("c".to_owned(), "x", || None), None);
        for left in 0..10 {
            assert_eq!(of(&left.to_string(), "z", left), Some(left));
        }
        assert!(measured.0.borrow().len() == MOST && of("a", "x", 5) == Some(5));
    }
}
