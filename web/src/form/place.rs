//! Where the VM runs: cloud, system and image.

use std::rc::Rc;

use dynaboot_core::field::Field;
use yew::prelude::*;

use super::FormProps;
use super::entry::Entry;
use super::select::{Item, Select};
use crate::order::natural;
use crate::text;

/// Cloud, system and image.
#[component]
pub(crate) fn PlaceFields(props: &FormProps) -> Html {
    let FormProps { session, on } = props;
    let document = session.policy().document();
    let clouds = sorted(document.clouds.iter().map(|(id, cloud)| Item::new(id.to_string(), cloud.label.clone())));
    let systems = sorted(document.systems.iter().map(|(id, system)| Item::new(id.to_string(), system.label.clone())));
    let sources: Rc<[Item]> =
        text::SOURCES.iter().map(|source| Item::new(source.as_str(), text::source(*source))).collect();
    let arches: Rc<[Item]> = text::ARCHES.iter().map(|arch| Item::new(arch.as_str(), arch.as_str())).collect();
    let assumed_arch = text::ARCHES.first().map_or("", |arch| arch.as_str());
    html! {
        <div class="Form-group">
            <Select session={session.clone()} field={Field::Cloud} items={clouds} empty={text::CHOOSE_CLOUD} {on} />
            <Select session={session.clone()} field={Field::System} items={systems} empty={text::CHOOSE_SYSTEM} {on} />
            <Entry
                session={session.clone()} field={Field::ImageId} hint={text::IMAGE_HINT} {on}
            />
            <Select session={session.clone()} field={Field::ImageSource} items={sources} empty={text::UNKNOWN} {on} />
            <div class="Form-pair is-second-wider">
                <Entry session={session.clone()} field={Field::ImagePublisher} {on} />
                <Select
                    session={session.clone()} field={Field::ImageArch} items={arches}
                    empty={text::default_is(assumed_arch)} {on}
                />
            </div>
        </div>
    }
}

/// Items by their labels, numbers in them by their size: 8 before 10.
fn sorted(items: impl Iterator<Item = Item>) -> Rc<[Item]> {
    let mut items: Vec<Item> = items.collect();
    items.sort_by_cached_key(|item| natural(&item.label));
    items.into()
}
