//! Three-valued logic for a form that is half-filled most of the time.

/// Whether a statement holds, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// Something that would decide it is not known yet.
    Open,
}

impl Truth {
    /// Kleene's conjunction: one `No` settles it, else one `Open` leaves it open.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }

    /// Kleene's disjunction: one `Yes` settles it, else one `Open` leaves it open.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::No, Self::No) => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Open, Yes};

    #[test]
    fn unknown_is_never_a_pass() {
        let all = [Yes, No, Open];
        for left in all {
            for right in all {
                let settled_and = left == No || right == No;
                let open = left == Open || right == Open;
                let and = if settled_and {
                    No
                } else if open {
                    Open
                } else {
                    Yes
                };
                assert_eq!(left.and(right), and, "{left:?} and {right:?}");
                let settled_or = left == Yes || right == Yes;
                let or = if settled_or {
                    Yes
                } else if open {
                    Open
                } else {
                    No
                };
                assert_eq!(left.or(right), or, "{left:?} or {right:?}");
            }
        }
        assert_eq!(Truth::from(true), Yes);
    }
}
