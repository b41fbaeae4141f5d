//! What most VMs do without: additional software, the network's particulars, another day, another route.

use std::rc::Rc;

use dynaboot_core::field::Field;
use yew::prelude::*;

use super::FormProps;
use super::entry::{Entry, Shape};
use super::fold::Fold;
use super::select::{Item, Select};
use crate::text;

/// The folded fields at the end of the form.
#[component]
pub(crate) fn ExtraFields(props: &FormProps) -> Html {
    let FormProps { session, on } = props;
    let routes: Rc<[Item]> = text::ROUTES.iter().map(|route| Item::new(route.as_str(), text::route(*route))).collect();
    let user = session.policy().agent(session.choices()).and_then(|(_, agent)| agent.lifecycle_user.clone());
    let commands = text::commands_hint(user.as_deref());
    let today = session.today().map(|day| text::date_hint(&text::day(day)));
    html! {
        <div class="Form-group">
            <Fold session={session.clone()} title={text::SOFTWARE} fields={vec![Field::SoftwarePackages, Field::SoftwareCommands]}>
                <Entry session={session.clone()} field={Field::SoftwarePackages} shape={Shape::Lines} hint={text::PACKAGES_HINT} {on} />
                <Entry session={session.clone()} field={Field::SoftwareCommands} shape={Shape::Lines} hint={commands} {on} />
            </Fold>
            <Fold session={session.clone()} title={text::NETWORK} fields={vec![Field::Proxy, Field::CallHome]}>
                <Entry
                    session={session.clone()} field={Field::Proxy} placeholder="http://proxy.example.com:3128"
                    hint={text::PROXY_HINT} {on}
                />
                <Entry
                    session={session.clone()} field={Field::CallHome} placeholder="https://portal.example.com/bootstrap/42"
                    hint={text::CALL_HOME_HINT} {on}
                />
            </Fold>
            <Fold session={session.clone()} title={text::DATE_AND_ROUTE} fields={vec![Field::Today, Field::Route]}>
                <Entry
                    session={session.clone()} field={Field::Today} placeholder="2026-11-22" hint={today.unwrap_or_default()} {on}
                />
                <Select
                    session={session.clone()} field={Field::Route} items={routes} empty={text::CHOOSE_ROUTE} {on}
                />
            </Fold>
        </div>
    }
}
