//! Where the VM runs: cloud, system and image.

use std::rc::Rc;

use dynaboot_core::{Field, Policy};
use yew::prelude::*;

use super::entry::{Entry, entry};
use super::select::{Item, select};
use crate::order::natural;
use crate::props::PageProps;
use crate::text;

/// Cloud, system and image.
#[component]
pub(crate) fn PlaceFields(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    let policy = session.policy();
    let known = use_memo((), |()| Known::of(policy));
    let Known { clouds, systems, sources, arches } = &*known;
    let assumed_arch = text::ARCHES.first().map_or("", |arch| arch.as_str());
    html! {
        <div class="Form-group">
            {select(&session.field(Field::Cloud), clouds, text::CHOOSE_CLOUD, on)}
            {select(&session.field(Field::System), systems, text::CHOOSE_SYSTEM, on)}
            {entry(&session.field(Field::ImageId), &Entry::hinted(text::IMAGE_HINT), on)}
            {select(&session.field(Field::ImageSource), sources, text::UNKNOWN, on)}
            <div class="Form-pair is-second-wider">
                {entry(&session.field(Field::ImagePublisher), &Entry::default(), on)}
                {select(&session.field(Field::ImageArch), arches, text::default_is(assumed_arch), on)}
            </div>
        </div>
    }
}

/// What there is to choose from; it is the same as long as the policy is.
struct Known {
    clouds: Rc<[Item]>,
    systems: Rc<[Item]>,
    sources: Rc<[Item]>,
    arches: Rc<[Item]>,
}

impl Known {
    fn of(policy: &Policy) -> Self {
        let document = policy.document();
        let clouds = document.clouds.iter().map(|(id, cloud)| Item::new(id.to_string(), cloud.label.clone()));
        let systems = document.systems.iter().map(|(id, system)| Item::new(id.to_string(), system.label.clone()));
        let sources = text::SOURCES.map(|source| Item::new(source.as_str(), text::source(source)));
        let arches = text::ARCHES.map(|arch| Item::new(arch.as_str(), arch.as_str()));
        Self { clouds: sorted(clouds), systems: sorted(systems), sources: sources.into(), arches: arches.into() }
    }
}

/// Items by their labels, numbers in them by their size: 8 before 10.
fn sorted(items: impl Iterator<Item = Item>) -> Rc<[Item]> {
    let mut items: Vec<Item> = items.collect();
    items.sort_by_cached_key(|item| natural(&item.label));
    items.into()
}
