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
    let commands = match user {
        Some(user) => format!("One a line, with its path: what `{user}` may run by sudo."),
        None => "One a line, with its path.".to_owned(),
    };
    let today = session
        .today()
        .map(|day| format!("For which day the answer holds. Left empty: today, {} (UTC).", text::day(day)));
    html! {
        <div class="Form-group">
            <Fold session={session.clone()} title="Additional software" fields={vec![Field::SoftwarePackages, Field::SoftwareCommands]}>
                <Entry session={session.clone()} field={Field::SoftwarePackages} shape={Shape::Lines} hint="One a line." {on} />
                <Entry session={session.clone()} field={Field::SoftwareCommands} shape={Shape::Lines} hint={commands} {on} />
            </Fold>
            <Fold session={session.clone()} title="Proxy and call home" fields={vec![Field::Proxy, Field::CallHome]}>
                <Entry
                    session={session.clone()} field={Field::Proxy} placeholder="http://proxy.example.com:3128"
                    hint="For every download of the script." {on}
                />
                <Entry
                    session={session.clone()} field={Field::CallHome} placeholder="https://portal.example.com/bootstrap/42"
                    hint="A URL that the VM tells how the bootstrap ended." {on}
                />
            </Fold>
            <Fold session={session.clone()} title="Date and route" fields={vec![Field::Today, Field::Route]}>
                <Entry
                    session={session.clone()} field={Field::Today} placeholder="2026-11-22" hint={today.unwrap_or_default()} {on}
                />
                <Select
                    session={session.clone()} field={Field::Route} items={routes} empty="Let dynaboot choose" {on}
                />
            </Fold>
        </div>
    }
}
