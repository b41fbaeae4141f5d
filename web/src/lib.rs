//! The self-service page: it asks, tells and gives. Everything happens in the reader's own browser.

mod app;
mod bar;
mod browser;
mod button;
mod examples;
mod form;
mod link;
mod mark;
mod matrix;
mod notice;
mod order;
mod policy;
mod probe;
mod report;
mod rich;
mod script;
mod session;
mod text;
mod view;
#[cfg(test)]
mod views;

use std::rc::Rc;

use dynaboot_core::{Choices, Policy};

use crate::session::{Kept, Session};

/// Starts the page with what its address holds. Between its parts the browser may do what else it has to do.
pub async fn start() {
    browser::restore_theme();
    match Policy::builtin() {
        Err(unreadable) => app::render_apology(&unreadable.to_string()),
        Ok(policy) => {
            browser::pause().await;
            let kept = browser::kept_work().and_then(|text| Kept::read(&text, &policy));
            let session = Session::new(Rc::new(policy), browser::today(), Choices::default());
            let session = session.begun(&browser::fragment(), kept);
            browser::pause().await;
            // Worked out here, it is no part of the first rendering.
            session.answer();
            browser::pause().await;
            app::render(session, browser::address());
        }
    }
}
