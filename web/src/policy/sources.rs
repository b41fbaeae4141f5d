//! The documents that the policy rests on, and when each was last read.

use yew::prelude::*;

use crate::session::Session;
use crate::text;

/// All documents, each with the rules that cite it counted.
pub(super) fn sources(session: &Session) -> Html {
    let document = session.policy().document();
    html! {
        <section class="Card Sources" aria-labelledby="policy-sources">
            <h2 id="policy-sources">{text::SOURCES_TITLE}</h2>
            <div class="Sources-box" tabindex="0" role="group" aria-labelledby="policy-sources">
                <table class="Sources-table">
                    <thead>
                        <tr>{ for text::SOURCE_COLUMNS.into_iter().map(|name| html! { <th key={name} scope="col">{name}</th> }) }</tr>
                    </thead>
                    <tbody>
                        { for document.sources.iter().map(|(id, source)| {
                            let rules = document.rules.iter().filter(|rule| rule.source.from == *id).count();
                            html! {
                                <tr key={id.as_str()}>
                                    <td><a href={source.url.clone()} target="_blank" rel="noopener noreferrer">{&source.title}</a></td>
                                    <td class="Sources-day">{text::day(source.checked_on)}</td>
                                    <td>{rules}</td>
                                </tr>
                            }
                        }) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}
