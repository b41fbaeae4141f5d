//! Which policy is loaded, and what is in it.

use yew::prelude::*;

use crate::given::Vouched;
use crate::session::Session;
use crate::text;

/// Name, version, digest and size of the policy, and the rules that are switched off in it.
pub(super) fn stamp(session: &Session) -> Html {
    let policy = session.policy();
    let (stamp, document) = (policy.stamp(), policy.document());
    html! {
        <section class="Card Stamp" aria-labelledby="policy-loaded">
            <h2 id="policy-loaded">{text::policy_name(stamp)}</h2>
            <dl class="Stamp-facts">
                { for text::policy_facts(document).into_iter().map(|(name, value)| html! {
                    <div key={name}><dt>{name}</dt><dd>{value}</dd></div>
                }) }
                <div><dt>{text::DIGEST}</dt><dd><code>{&stamp.digest}</code></dd></div>
                if session.vouched() == Vouched::Signed {
                    <div><dt>{text::SIGNATURE}</dt><dd>{text::SIGNATURE_HOLDS}</dd></div>
                }
            </dl>
            if !stamp.off.is_empty() {
                <h3>{text::RULES_OFF}</h3>
                <ul class="Options">
                    { for stamp.off.iter().map(|off| html! {
                        <li key={off.rule.clone()}><code>{&off.rule}</code><span class="Muted">{&off.reason}</span></li>
                    }) }
                </ul>
            }
        </section>
    }
}
