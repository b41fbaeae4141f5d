//! The page as a whole: a bar, and a view below it.

use std::cell::RefCell;

use dynaboot_core::ShapeError;
use yew::prelude::*;

use crate::bar::Bar;
use crate::brand::Brand;
use crate::browser::{self, page};
use crate::foot::foot;
use crate::policy::{PolicyView, trial_notice};
use crate::probe::ProbeView;
use crate::refused::{Refused, RefusedProps};
use crate::session::{Action, Session};
use crate::shown::views;
use crate::text;

/// How long address and storage wait for the next change: browsers refuse to change an address with every letter.
const PAUSE: u32 = 250;

/// Shows the page.
pub(crate) fn render(session: Session, address: String, brand: Brand) {
    yew::Renderer::<App>::with_props(AppProps { session, address: address.into(), brand }).render();
}

/// The page as HTML, before there is a program that it could be asked by.
#[cfg(feature = "prerender")]
pub(crate) fn prerender(session: Session) -> impl Future<Output = String> {
    let props = AppProps { session, address: AttrValue::default(), brand: Brand::default() };
    yew::LocalServerRenderer::<App>::with_props(props).hydratable(false).render()
}

/// Shows what is wrong with the policy that the page names.
pub(crate) fn render_refusal(mistakes: Vec<ShapeError>, address: String, brand: Brand) {
    yew::Renderer::<Refused>::with_props(RefusedProps { brand, address: address.into(), mistakes }).render();
}

/// Shows why there is no page.
pub(crate) fn render_apology(reason: &str) {
    yew::Renderer::<Apology>::with_props(ApologyProps { reason: reason.to_owned().into() }).render();
}

/// Properties of [`App`].
#[derive(Properties, PartialEq)]
struct AppProps {
    /// The state that it begins with.
    session: Session,
    /// The page's own address.
    address: AttrValue,
    /// Whose page it is.
    brand: Brand,
}

/// The page.
#[component]
fn App(props: &AppProps) -> Html {
    let session = {
        let first = props.session.clone();
        use_reducer(move || first)
    };
    let latest = use_mut_ref(|| (props.session.clone(), String::new()));
    let on = {
        let (dispatcher, latest) = (session.dispatcher(), latest.clone());
        use_callback((), move |action, ()| match action {
            // It comes back as what the address names.
            Action::Visit(place) => {
                name(&latest);
                page::open(&place.fragment());
            }
            action => dispatcher.dispatch(action),
        })
    };
    use_effect_with(on.clone(), |on| {
        let listener = page::on_other_link(on.reform(Action::OpenLink));
        move || drop(listener)
    });
    use_effect_with((*session).clone(), {
        let latest = latest.clone();
        move |session| {
            latest.replace((session.clone(), page::fragment()));
            let session = session.clone();
            let renaming = browser::later(PAUSE, move || {
                name(&latest);
                keep(&session);
            });
            move || drop(renaming)
        }
    });
    use_effect_with((), move |()| {
        // The way back from another view leads to what the address says, so that says all before the view changes.
        let clicks = page::before_clicks(Callback::from({
            let latest = latest.clone();
            move |()| name(&latest)
        }));
        let leaving = page::on_leaving(Callback::from(move |()| keep(&latest.borrow().0)));
        move || drop((clicks, leaving))
    });
    let session = (*session).clone();
    html! {
        <>
            <Bar session={session.clone()} address={&props.address} brand={props.brand.clone()} on={on.clone()} />
            {trial_notice(&session, &on)}
            {views(&session, &on)}
            <PolicyView session={session.clone()} on={on.clone()} />
            <ProbeView session={session.clone()} {on} />
            {foot(&session, html! { <NewerVersion /> })}
        </>
    }
}

/// Says in the address what was entered last, and remembers that it does. One that has just changed will be followed.
fn name(latest: &RefCell<(Session, String)>) {
    let mut latest = latest.borrow_mut();
    let (session, shown) = &mut *latest;
    let fragment = session.fragment();
    // An empty address is the empty plan's.
    let blank = session.is_blank() && shown.is_empty();
    if !blank && fragment != *shown && *shown == page::fragment() {
        page::rename(&fragment);
        *shown = page::fragment();
    }
}

/// Keeps the work in progress, for a reload.
fn keep(session: &Session) {
    page::keep_work(session.to_keep(&page::fragment()).as_deref());
}

/// Says when a newer version of the page is there, and changes over to it.
#[component]
fn NewerVersion() -> Html {
    let newer = use_state_eq(|| false);
    {
        let newer = newer.setter();
        use_effect_with((), move |()| {
            let listener = page::on_newer_version(Callback::from(move |()| newer.set(true)));
            move || drop(listener)
        });
    }
    html! {
        <p class="Foot-newer" role="status">
            if *newer {
                {text::NEWER_VERSION}{" "}
                <button type="button" class="Button" onclick={|_| page::use_newer_version()}>{text::USE_NEWER_VERSION}</button>
            }
        </p>
    }
}

/// Properties of [`Apology`].
#[derive(Properties, PartialEq)]
struct ApologyProps {
    /// What went wrong.
    reason: AttrValue,
}

/// What is shown when the policy that was built in cannot be read.
#[component]
fn Apology(props: &ApologyProps) -> Html {
    html! { <main class="Columns"><p class="Notice">{text::CANNOT_START}{" "}{&props.reason}</p></main> }
}
