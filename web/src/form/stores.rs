//! Where the agent's bundle and its packages come from.

use dynaboot_core::Field;
use yew::prelude::*;

use super::entry::{Entry, Shape, entry};
use super::fold::Fold;
use crate::session::{Action, Session};
use crate::text;

/// The stores, and how the bundle store is trusted.
pub(super) fn store_fields(session: &Session, on: &Callback<Action>) -> Html {
    let field = |field: Field, shape: Shape, placeholder: &'static str, hint: &'static str| {
        entry(&session.field(field), &Entry::hinted(hint).like(placeholder).shaped(shape), on)
    };
    let agent = session.policy().agent(session.choices());
    let has_packages = agent.is_some_and(|agent| agent.package_store) || session.choices().package_store.url.is_some();
    let trust = [Field::BundleStoreCaCertificate, Field::BundleStoreUser, Field::BundleStorePassword];
    html! {
        <div class="Form-group">
            {field(Field::BundleStoreUrl, Shape::Line, "https://store.example.com/bundle", "")}
            {field(Field::BundleStoreSha256, Shape::Line, "", text::SHA256_HINT)}
            if has_packages {
                {field(Field::PackageStoreUrl, Shape::Line, "https://repo.example.com", "")}
            }
            <Fold title={text::SIGN_IN} matters={session.matters(&trust)}>
                {field(Field::BundleStoreCaCertificate, Shape::Lines, "-----BEGIN CERTIFICATE-----", "")}
                <div class="Form-pair">
                    {field(Field::BundleStoreUser, Shape::Line, "", "")}
                    {field(Field::BundleStorePassword, Shape::Secret, "", "")}
                </div>
            </Fold>
        </div>
    }
}
