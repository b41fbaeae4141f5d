//! The shapes that go with words and colours.

use dynaboot_core::Verdict;
use dynaboot_core::policy::catalog::Support;
use dynaboot_core::policy::rule::Severity;
use yew::prelude::*;

/// What a shape stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It works.
    Good,
    /// It is not known yet.
    Open,
    /// Good to know.
    Note,
    /// It may hurt.
    Warning,
    /// It will not work.
    Error,
}

impl Sign {
    /// The class that gives the sign its colour.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Good => "is-good",
            Self::Open => "is-open",
            Self::Note => "is-note",
            Self::Warning => "is-warning",
            Self::Error => "is-error",
        }
    }
}

impl From<Severity> for Sign {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Note,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

impl From<Verdict> for Sign {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Blocked => Self::Error,
            Verdict::Incomplete => Self::Open,
            Verdict::ReadyWithWarnings => Self::Warning,
            Verdict::Ready => Self::Good,
        }
    }
}

impl From<Support> for Sign {
    fn from(support: Support) -> Self {
        match support {
            Support::Supported => Self::Good,
            Support::Conditional => Self::Open,
            Support::Unsupported => Self::Error,
            Support::NotListed => Self::Note,
        }
    }
}

/// A shape beside a word; it says nothing that the word does not say.
pub(crate) fn mark(sign: Sign) -> Html {
    let shape = match sign {
        Sign::Good => {
            html! { <><circle cx="8" cy="8" r="7" /><path class="Mark-line" d="M4.6 8.3l2.3 2.4 4.5-5" /></> }
        }
        Sign::Open => html! {
            <>
                <circle cx="8" cy="8" r="7" />
                <path class="Mark-line" d="M6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3" />
                <circle class="Mark-dot" cx="8" cy="11.7" r=".9" />
            </>
        },
        Sign::Note => html! { <circle cx="8" cy="8" r="4.5" /> },
        Sign::Warning => html! {
            <>
                <path d="M8 1.2l7.2 13H.8z" />
                <path class="Mark-line" d="M8 6v3.8" />
                <circle class="Mark-dot" cx="8" cy="12" r=".9" />
            </>
        },
        Sign::Error => html! {
            <><path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" /><path class="Mark-line" d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2" /></>
        },
    };
    html! {
        <svg class={classes!("Mark", sign.class())} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{shape}</svg>
    }
}
