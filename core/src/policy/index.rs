//! Which rules may apply, found by what their `when` names: an answer costs what can apply, not what the policy has.

use crate::choices::field::Field;
use crate::policy::document::PolicyDocument;
use crate::policy::fact::{FactKind, FactName, Vocabulary};
use crate::policy::rule::{Leaf, Rule, Severity, Stage};
use crate::policy::value::{FactSet, FactValue, Values};
use crate::primitives::ids::RuleId;
use crate::primitives::sorted::Sorted;

/// The facts that a day changes. A rule that looks at none of them stays as it is when only the day is another.
const DATED: [FactName; 2] = [FactName::SystemLife, FactName::SystemLifeSince];

/// The rules of a policy by their positions, found in the ways in which they are looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct RuleIndex {
    by_id: Sorted<RuleId, usize>,
    /// The facts that each rule compares, by the rule's position.
    compared: Vec<FactSet>,
    /// What is checked on choices, by what one fact must be: the one that narrows the rule most. The texts are in lower case.
    by_fact: Sorted<FactName, Sorted<String, Positions>>,
    /// What is checked on choices and names no such fact, and so may apply to anything.
    anywhere: Positions,
    /// What is checked when the payload has been made.
    sized: Positions,
    /// Whether all of these only ask for room: that more of it is left never breaks one that is kept.
    room_is_enough: bool,
    /// What looks at the day.
    dated: Vec<usize>,
    /// What asks for a step of the script.
    asking: Vec<usize>,
    contested: Vec<Contested>,
}

/// A fact of which one rule that counts wants a value, while another one applies by what it hangs on.
#[derive(Clone, Debug)]
pub(crate) struct Contested {
    pub(crate) fact: FactName,
    /// The rules that require something of what it hangs on.
    required_by: Positions,
}

impl Contested {
    /// Whether an answer to the rule at a position settles the fact, when that is open.
    pub(crate) fn is_settled_by(&self, position: usize) -> bool {
        self.required_by.contains(position)
    }
}

/// Positions of rules, a bit each: united word by word, and always in order.
#[derive(Clone, Debug, Default)]
struct Positions(Vec<u64>);

impl Positions {
    fn insert(&mut self, position: usize) {
        let (word, bit) = (position / 64, position % 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    fn contains(&self, position: usize) -> bool {
        self.0.get(position / 64).is_some_and(|word| word & 1 << (position % 64) != 0)
    }

    fn unite(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    fn in_order(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(index, mut word)| {
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros())?;
                // Takes the lowest bit away.
                word &= word - 1;
                Some(index * 64 + usize::try_from(bit).ok()?)
            })
        })
    }
}

impl RuleIndex {
    pub(crate) fn new(document: &PolicyDocument) -> Self {
        let room_is_enough = document.rules.iter().filter(|rule| rule.stage == Stage::Payload).all(asks_for_room);
        let mut index = Self { room_is_enough, contested: contested(document), ..Self::default() };
        for (position, rule) in document.rules.iter().enumerate() {
            index.by_id.insert(rule.id.clone(), position);
            index.compared.push(rule.compared().collect());
            if DATED.iter().any(|fact| rule.looks_at(*fact)) {
                index.dated.push(position);
            }
            if rule.step.is_some() {
                index.asking.push(position);
            }
            match narrowest(rule, document) {
                _ if rule.stage == Stage::Payload => index.sized.insert(position),
                Some((fact, texts)) => {
                    let places = index.by_fact.get_or_insert_default(fact);
                    for text in texts {
                        places.get_or_insert_default(text).insert(position);
                    }
                }
                None => index.anywhere.insert(position),
            }
        }
        index
    }

    /// The rules of a stage that may apply, in the policy's order; all others certainly do not.
    pub(crate) fn may_apply(&self, stage: Stage, known: &Values<'_>) -> impl Iterator<Item = usize> {
        match stage {
            Stage::Choices => self.on_choices(known).in_order(),
            Stage::Payload => self.sized.clone().in_order(),
        }
    }

    fn on_choices(&self, known: &Values<'_>) -> Positions {
        let mut found = self.anywhere.clone();
        for (fact, places) in &self.by_fact {
            let place = match known.of(*fact) {
                FactValue::Open => {
                    places.values().for_each(|place| found.unite(place));
                    continue;
                }
                FactValue::Text(text) if text.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                    places.get(&text.to_ascii_lowercase())
                }
                FactValue::Text(text) => places.get(text.as_ref()),
                FactValue::Flag(flag) => places.get(word(*flag)),
                // It compares to nothing, so no `when` that names it holds; and a place is made of texts and flags alone.
                FactValue::Absent | FactValue::Version(_) | FactValue::Date(_) | FactValue::Number(_) => None,
            };
            if let Some(place) = place {
                found.unite(place);
            }
        }
        found
    }

    /// Whether a rule about the payload that is kept stays so when more room is left.
    pub(crate) const fn room_is_enough(&self) -> bool {
        self.room_is_enough
    }

    /// The rules that look at the day.
    pub(crate) fn dated(&self) -> &[usize] {
        &self.dated
    }

    /// The rules that ask for a step of the script.
    pub(crate) fn asking(&self) -> &[usize] {
        &self.asking
    }

    /// The facts of which one rule that counts wants a value, while another one applies by what they hang on.
    pub(crate) fn contested(&self) -> &[Contested] {
        &self.contested
    }

    /// Whether the rule at a position compares one of these facts.
    pub(crate) fn compares(&self, position: usize, facts: FactSet) -> bool {
        self.compared.get(position).is_some_and(|compared| compared.meets(facts))
    }

    /// Where the rule with an id stands.
    pub(crate) fn position(&self, id: &RuleId) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}

/// Whether a rule looks at the payload's size only to require that so much is left.
fn asks_for_room(rule: &Rule) -> bool {
    let is_room = |(fact, leaf): &(FactName, Leaf)| match (fact, leaf) {
        (FactName::PayloadLeft, Leaf::Number(range)) => range.below.is_none(),
        (FactName::PayloadOver, _) => false,
        _ => true,
    };
    !rule.applies_by(FactName::PayloadLeft)
        && !rule.applies_by(FactName::PayloadOver)
        && rule.require.0.iter().flat_map(|terms| &terms.0).all(is_room)
}

fn contested(document: &PolicyDocument) -> Vec<Contested> {
    let mut applied: Sorted<Field, Vec<&RuleId>> = Sorted::default();
    // Warnings too: what is kept by http may be warned of, and what https asks for may block.
    let weighty = || document.rules.iter().filter(|rule| rule.severity > Severity::Note);
    for rule in weighty() {
        for (fact, _) in &rule.when.0 {
            let rules = applied.get_or_insert_default(fact.field());
            if rules.last() != Some(&&rule.id) {
                rules.push(&rule.id);
            }
        }
    }
    let by_another =
        |rule: &Rule, fact: FactName| applied.get(&fact.field()).is_some_and(|rules| rules.as_slice() != [&rule.id]);
    let wanted =
        |fact: FactName| weighty().any(|rule| rule.required().any(|named| named == fact) && by_another(rule, fact));
    let facts = FactName::ALL.iter().copied().chain(document.answer_facts()).filter(|fact| wanted(*fact));
    facts.map(|fact| Contested { fact, required_by: required_by(&fact.field(), document) }).collect()
}

/// The rules that require something of a field.
fn required_by(field: &Field, document: &PolicyDocument) -> Positions {
    let mut positions = Positions::default();
    for (position, rule) in document.rules.iter().enumerate() {
        if rule.required().any(|fact| fact.field() == *field) {
            positions.insert(position);
        }
    }
    positions
}

/// The fact of a rule's `when` that the smallest share of its values satisfies, and those values.
fn narrowest(rule: &Rule, document: &PolicyDocument) -> Option<(FactName, Vec<String>)> {
    let named = rule.when.0.iter().filter_map(|(fact, leaf)| Some((*fact, texts(leaf)?)));
    named.min_by(|(left, some), (right, others)| {
        // Compared as fractions: a / b < c / d when a · d < c · b.
        (some.len() * values(*right, document)).cmp(&(others.len() * values(*left, document)))
    })
}

/// The texts that a leaf names one by one; nothing where a glob or a range stands for more.
fn texts(leaf: &Leaf) -> Option<Vec<String>> {
    match leaf {
        Leaf::OneOf(globs) if !globs.iter().any(|glob| glob.contains('*')) => {
            Some(globs.iter().map(|text| text.to_ascii_lowercase()).collect())
        }
        Leaf::Is(flag) => Some(vec![word(*flag).to_owned()]),
        _ => None,
    }
}

/// About how many values a fact can have.
fn values(fact: FactName, document: &PolicyDocument) -> usize {
    /// A text of which nothing is known in advance.
    const ANY_TEXT: usize = 1_000;
    match fact.kind() {
        FactKind::Text(Vocabulary::Clouds) => document.clouds.len(),
        FactKind::Text(Vocabulary::Systems) => document.systems.len(),
        FactKind::Text(Vocabulary::Agents) => document.agents.len(),
        FactKind::Text(Vocabulary::Rules) => document.rules.len(),
        FactKind::Text(Vocabulary::Words(words)) => words.len(),
        FactKind::Flag | FactKind::Answer => 2,
        FactKind::Text(Vocabulary::Free) | FactKind::Version | FactKind::Date | FactKind::Number => ANY_TEXT,
    }
}

const fn word(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RuleIndex;
    use crate::facts::resolve;
    use crate::policy::Policy;
    use crate::policy::rule::Stage;
    use crate::primitives::truth::Truth;

    /// Whatever is chosen: what is passed over would not have applied, and most of it is passed over.
    #[test]
    fn only_what_cannot_apply_is_passed_over() {
        let policy = Policy::builtin().unwrap();
        let rules = &policy.document().rules;
        let index = RuleIndex::new(policy.document());
        let mut passed_over = 0;
        for cloud in ["aws", "azure", "google", "openstack", "vmware", "softlayer", "alibaba"] {
            for system in policy.document().systems.keys() {
                for more in
                    [json!({}), json!({ "onImage": "present" }), json!({ "id": "generic", "onImage": "absent" })]
                {
                    let choices =
                        policy.read_choices(&json!({ "cloud": cloud, "system": system, "agent": more })).unwrap();
                    let facts = resolve(&choices, &policy);
                    let found: Vec<usize> = index.may_apply(Stage::Choices, &facts.values).collect();
                    assert!(found.is_sorted(), "the policy's order");
                    for (position, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.stage == Stage::Choices) {
                        if !found.contains(&position) {
                            assert_eq!(rule.when.hold(&facts.values), Truth::No, "{cloud} {system} {}", rule.id);
                            passed_over += 1;
                        }
                    }
                }
            }
        }
        let all = rules.len() * 7 * policy.document().systems.len() * 3;
        assert!(passed_over * 2 > all, "{passed_over} of {all}");
    }
}
