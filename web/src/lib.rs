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
mod order;
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

use crate::session::Session;

/// Starts the page with what its address holds.
pub fn start() {
    browser::restore_theme();
    match Policy::builtin() {
        Err(unreadable) => app::render_apology(&unreadable.to_string()),
        Ok(policy) => {
            let session = Session::new(Rc::new(policy), browser::today(), Choices::default());
            app::render(session.opened(&browser::fragment()), browser::address());
        }
    }
}
