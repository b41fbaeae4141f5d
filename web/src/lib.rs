//! The self-service page: it asks, tells and gives. Everything happens in the reader's own browser.

mod app;
mod bar;
mod brand;
mod browser;
mod button;
mod examples;
mod foot;
mod form;
mod given;
mod landmark;
mod letters;
mod link;
mod mark;
mod matrix;
mod mistakes;
mod notice;
mod order;
mod planner;
mod policy;
mod probe;
mod props;
mod refused;
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

use dynaboot_core::{Choices, Policy, ShapeError};

use crate::brand::Brand;
use crate::given::Given;
pub use crate::given::PolicyFile;
pub use crate::planner::{Planner, Settings};
use crate::session::{Kept, Session};

thread_local! {
    /// The page that is ready to be shown.
    static PREPARED: RefCell<Option<Prepared>> = const { RefCell::new(None) };
}

/// What there is to be shown.
enum Prepared {
    /// The page.
    Page(Box<Session>),
    /// The mistakes of the policy that the page names, and its address: it answers by no other.
    Refused(Vec<ShapeError>, String),
    /// Why there is no page.
    Nothing(String),
}

/// Works out what the page begins with, by its address and the policy that it names. Between the parts of it the browser may do
/// what else it has to do.
pub async fn prepare(file: Option<PolicyFile>) {
    browser::page::restore_theme();
    let prepared = match file {
        Some(file) => match file.read() {
            Ok(given) => begun(given).await,
            Err(mistakes) => Prepared::Refused(mistakes, file.address),
        },
        None => match Policy::builtin() {
            Ok(policy) => begun(Given { policy: Rc::new(policy), vouched: given::Vouched::default() }).await,
            Err(unreadable) => Prepared::Nothing(unreadable.to_string()),
        },
    };
    PREPARED.set(Some(prepared));
}

async fn begun(given: Given) -> Prepared {
    browser::pause().await;
    let kept = browser::page::kept_work().and_then(|text| Kept::read(&text, &given.policy));
    let session = Session::new(given.policy, browser::today(), Choices::default()).vouched_for(given.vouched);
    let session = session.begun(&browser::page::fragment(), kept);
    browser::pause().await;
    // Worked out here, it is no part of the first rendering.
    session.answer();
    browser::pause().await;
    Prepared::Page(Box::new(session))
}

/// Shows the page that was prepared in the place of what was there before. When this is done, it stands.
pub async fn show() {
    let brand = Brand::named(browser::page::meta("application-name"), browser::page::meta("dynaboot-claim"));
    match PREPARED.take() {
        Some(Prepared::Page(session)) => app::render(*session, browser::page::address(), brand),
        Some(Prepared::Refused(mistakes, address)) => app::render_refusal(mistakes, address, brand),
        Some(Prepared::Nothing(reason)) => app::render_apology(&reason),
        None => {}
    }
    browser::rendered().await;
}

/// The page that somebody sees who comes without any choices, as HTML.
#[cfg(feature = "prerender")]
pub fn prerendered() -> Result<impl Future<Output = String>, dynaboot_core::UnreadablePolicy> {
    Ok(app::prerender(Session::new(Rc::new(Policy::builtin()?), None, Choices::default())))
}
