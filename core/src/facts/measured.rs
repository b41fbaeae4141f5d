//! The payloads that were measured on the way to one answer.
//!
//! An answer tries what each open question leads to, and most of what it tries ends in the same script. Where that is
//! compressed to be measured, that takes longer than all the rest.

use std::cell::RefCell;
use std::rc::Rc;

use crate::policy::packing::Measure;

/// The scripts that are remembered: those of an answer are few, and each is long.
const MOST: usize = 8;

/// Measures, each with what it is of. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured(Rc<RefCell<Vec<(Carried, Known)>>>);

/// What goes into a field, and the place that says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Carried {
    /// Cloud and system.
    pub(crate) place: String,
    /// How many bytes the field takes.
    pub(crate) limit: u32,
    /// User data of the organisation's own, which comes first.
    pub(crate) own: Option<String>,
    /// The script.
    pub(crate) script: String,
}

/// What is known of a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its measure.
    pub(crate) measure: Measure,
    /// Whether what comes before the script was too much already: then so it is beside any other.
    pub(crate) whatever_the_script: bool,
}

impl Measured {
    /// The measure of what goes into a field, taken where it was not taken before.
    pub(crate) fn of(&self, carried: Carried, take: impl FnOnce() -> Option<Known>) -> Option<Measure> {
        let is_known = |(before, known): &&(Carried, Known)| {
            *before == carried
                || known.whatever_the_script && before.limit == carried.limit && before.own == carried.own
        };
        let known = self.0.borrow().iter().find(is_known).map(|(_, known)| known.measure);
        if known.is_some() {
            return known;
        }
        let made = take()?;
        let mut list = self.0.borrow_mut();
        if list.len() == MOST {
            list.remove(0);
        }
        list.push((carried, made));
        Some(made.measure)
    }
}

#[cfg(test)]
mod tests {
    use super::{Carried, Known, MOST, Measured};
    use crate::policy::packing::{Counted, Measure, Packing};

    fn carried(place: &str, own: &str, script: &str) -> Carried {
        Carried { place: place.to_owned(), limit: 16, own: Some(own.to_owned()), script: script.to_owned() }
    }

    fn known(left: i64, whatever_the_script: bool) -> Known {
        Known { measure: Measure { left, packing: Packing::Plain, counted: Counted::Whole }, whatever_the_script }
    }

    #[test]
    fn what_was_measured_is_not_measured_again() {
        let measured = Measured::default();
        let of = |place: &str, script: &str, left| {
            measured.of(carried(place, "own", script), || Some(known(left, false))).map(|made| made.left)
        };
        assert_eq!([of("a", "x", 1), of("b", "x", 2), of("a", "y", 3), of("a", "x", 4)], [1, 2, 3, 1].map(Some));
        assert_eq!(measured.of(carried("c", "own", "x"), || None), None);
        for left in 0..10 {
            assert_eq!(of(&left.to_string(), "z", left), Some(left));
        }
        assert!(measured.0.borrow().len() == MOST && of("a", "x", 5) == Some(5));
    }

    #[test]
    fn what_is_too_much_alone_is_so_beside_every_script() {
        let measured = Measured::default();
        let of = |place: &str, own: &str, left| {
            measured.of(carried(place, own, place), || Some(known(left, own == "long"))).map(|made| made.left)
        };
        assert_eq!([of("a", "long", 1), of("b", "long", 2), of("b", "short", 3)], [1, 1, 3].map(Some));
        let wider = Carried { limit: 64, ..carried("a", "long", "a") };
        assert_eq!(measured.of(wider, || Some(known(4, true))).map(|made| made.left), Some(4));
    }
}
