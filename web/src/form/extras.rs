//! What most VMs do without: additional software, the network's particulars, another day, another route.

use std::rc::Rc;

use dynaboot_core::Field;
use yew::prelude::*;

use super::entry::{Entry, Shape, entry};
use super::fold::Fold;
use super::select::{Item, select};
use crate::session::{Action, Session};
use crate::text;

/// The folded fields at the end of the form.
pub(super) fn extra_fields(session: &Session, on: &Callback<Action>) -> Html {
    let routes: Rc<[Item]> = text::ROUTES.iter().map(|route| Item::new(route.as_str(), text::route(*route))).collect();
    let user = session.policy().agent(session.choices()).and_then(|agent| agent.lifecycle_user.clone());
    let commands = text::commands_hint(user.as_deref());
    let today = session.today().map(|day| text::date_hint(&text::day(day)));
    html! {
        <div class="Form-group">
            <Fold title={text::SOFTWARE} matters={session.matters(&[Field::SoftwarePackages, Field::SoftwareCommands])}>
                {entry(&session.field(Field::SoftwarePackages), &Entry::hinted(text::PACKAGES_HINT).shaped(Shape::Lines), on)}
                {entry(&session.field(Field::SoftwareCommands), &Entry::hinted(commands).shaped(Shape::Lines), on)}
            </Fold>
            <Fold title={text::NETWORK} matters={session.matters(&[Field::Proxy, Field::CallHome])}>
                {entry(&session.field(Field::Proxy), &Entry::hinted(text::PROXY_HINT).like("http://proxy.example.com:3128"), on)}
                {entry(&session.field(Field::CallHome), &Entry::hinted(text::CALL_HOME_HINT).like("https://portal.example.com/bootstrap/42"), on)}
            </Fold>
            <Fold title={text::USER_PART} matters={session.matters(&[Field::UserPart])}>
                {entry(&session.field(Field::UserPart), &Entry::hinted(text::USER_PART_HINT).like("#cloud-config").shaped(Shape::Lines), on)}
            </Fold>
            <Fold title={text::DATE_AND_ROUTE} matters={session.matters(&[Field::Today, Field::Route])}>
                {entry(&session.field(Field::Today), &Entry::hinted(today.unwrap_or_default()).like("2026-11-22"), on)}
                {select(&session.field(Field::Route), &routes, text::CHOOSE_ROUTE, on)}
            </Fold>
        </div>
    }
}
