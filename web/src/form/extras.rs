//! What most VMs do without: additional software, the network's particulars, another day, another route.

use std::rc::Rc;

use dynaboot_core::Field;
use yew::prelude::*;

use super::entry::{Entry, Shape};
use super::fold::Fold;
use super::select::{Item, Select};
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
                <Entry view={session.field(Field::SoftwarePackages)} shape={Shape::Lines} hint={text::PACKAGES_HINT} {on} />
                <Entry view={session.field(Field::SoftwareCommands)} shape={Shape::Lines} hint={commands} {on} />
            </Fold>
            <Fold title={text::NETWORK} matters={session.matters(&[Field::Proxy, Field::CallHome])}>
                <Entry
                    view={session.field(Field::Proxy)} placeholder="http://proxy.example.com:3128"
                    hint={text::PROXY_HINT} {on}
                />
                <Entry
                    view={session.field(Field::CallHome)} placeholder="https://portal.example.com/bootstrap/42"
                    hint={text::CALL_HOME_HINT} {on}
                />
            </Fold>
            <Fold title={text::USER_PART} matters={session.matters(&[Field::UserPart])}>
                <Entry
                    view={session.field(Field::UserPart)} shape={Shape::Lines} placeholder="#cloud-config"
                    hint={text::USER_PART_HINT} {on}
                />
            </Fold>
            <Fold title={text::DATE_AND_ROUTE} matters={session.matters(&[Field::Today, Field::Route])}>
                <Entry
                    view={session.field(Field::Today)} placeholder="2026-11-22" hint={today.unwrap_or_default()} {on}
                />
                <Select
                    view={session.field(Field::Route)} items={routes} empty={text::CHOOSE_ROUTE} {on}
                />
            </Fold>
        </div>
    }
}
