//! The self-service page: it asks, tells and gives. Everything happens in the reader's own browser.

mod app;
mod bar;
mod browser;
mod button;
mod examples;
mod foot;
mod form;
mod landmark;
mod link;
mod mark;
mod matrix;
mod notice;
mod order;
mod planner;
mod policy;
mod probe;
mod props;
mod report;
mod rich;
mod script;
mod session;
mod shown;
mod text;
mod view;
#[cfg(test)]
mod views;
mod way;

use std::cell::RefCell;
use std::rc::Rc;

use dynaboot_core::{Choices, Policy};

pub use crate::planner::{Planner, Settings};
use crate::session::{Kept, Session};

thread_local! {
    /// The page that is ready to be shown.
    static PREPARED: RefCell<Option<Result<Session, String>>> = const { RefCell::new(None) };
}

/// Works out what the page begins with, by its address. Between the parts of it the browser may do what else it has to do.
pub async fn prepare() {
    browser::page::restore_theme();
    let prepared = match Policy::builtin() {
        Err(unreadable) => Err(unreadable.to_string()),
        Ok(policy) => {
            browser::pause().await;
            let kept = browser::page::kept_work().and_then(|text| Kept::read(&text, &policy));
            let session = Session::new(Rc::new(policy), browser::today(), Choices::default());
            let session = session.begun(&browser::page::fragment(), kept);
            browser::pause().await;
            // Worked out here, it is no part of the first rendering.
            session.answer();
            browser::pause().await;
            Ok(session)
        }
    };
    PREPARED.set(Some(prepared));
}

/// Shows the page that was prepared in the place of what was there before. When this is done, it stands.
pub async fn show() {
    match PREPARED.take() {
        Some(Ok(session)) => app::render(session, browser::page::address()),
        Some(Err(reason)) => app::render_apology(&reason),
        None => {}
    }
    browser::rendered().await;
}

/// The page that somebody sees who comes without any choices, as HTML.
#[cfg(feature = "prerender")]
pub fn prerendered() -> Result<impl Future<Output = String>, dynaboot_core::UnreadablePolicy> {
    Ok(app::prerender(Session::new(Rc::new(Policy::builtin()?), None, Choices::default())))
}
