//! Every rule page holds what it says: its examples fire, pass and ask, its fix mends, its words are filled in.

use dynaboot_core::policy::PolicyDocument;
use dynaboot_core::policy::fact::{FactKind, FactName, Vocabulary};
use dynaboot_core::policy::rule::{Example, Leaf, Rule, Severity, Shows};
use dynaboot_core::{Assessment, Choices, Policy, assess};
use serde_json::Value;

/// Stands in an example for a text of 40,000 letters that no compression makes small.
const LARGE: &str = "{large}";

/// What is wrong with a page, as sentences; nothing when it holds.
fn faults(rule: &Rule, policy: &Policy) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(format!("{}: {text}", rule.id));
    if !rule.examples.iter().any(|example| matches!(example.rule, Shows::Fires | Shows::Asks)) {
        fault("it has no example that fires or asks".to_owned());
    }
    if !rule.examples.iter().any(|example| example.rule == Shows::Passes) {
        fault("it has no example that passes".to_owned());
    }
    for (index, example) in rule.examples.iter().enumerate() {
        match choices(example, policy) {
            Ok(choices) => example_faults(rule, example, &choices, policy)
                .into_iter()
                .for_each(|text| fault(format!("example {}: {text}", index + 1))),
            Err(error) => fault(format!("example {}: {error}", index + 1)),
        }
    }
    for text in [&rule.title, &rule.message, &rule.why, &rule.todo] {
        if text.trim().is_empty() {
            fault("a text is empty".to_owned());
        }
    }
    if rule.message.ends_with('.') || rule.message.contains('\n') {
        fault("the message is not one line without a full stop".to_owned());
    }
    for (fact, leaf) in rule.when.0.iter().chain(rule.require.0.iter().flat_map(|terms| &terms.0)) {
        faults_of_leaf(*fact, leaf, policy.document()).into_iter().for_each(&mut fault);
    }
    if !policy.document().sources.contains_key(&rule.source.from) {
        fault(format!("its source `{}` is not listed", rule.source.from));
    }
    faults
}

fn example_faults(rule: &Rule, example: &Example, choices: &Choices, policy: &Policy) -> Vec<String> {
    let mut faults = Vec::new();
    let answer = assess(choices, policy);
    let mut found: Vec<&str> = answer.report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    found.sort_unstable();
    let asked = answer.report.questions.iter().any(|question| question.rules.iter().any(|id| *id == rule.id.as_str()));
    match example.rule {
        Shows::Fires => {
            let mut expected: Vec<&str> =
                example.also.iter().chain([&rule.id]).map(dynaboot_core::RuleId::as_str).collect();
            expected.sort_unstable();
            if found != expected {
                faults.push(format!("it finds {found:?} and should find {expected:?}"));
            }
            faults.extend(finding_faults(rule, &answer, choices, policy));
        }
        Shows::Passes if found.contains(&rule.id.as_str()) => faults.push("it fires and should pass".to_owned()),
        Shows::Asks if !asked => faults.push("it does not ask".to_owned()),
        Shows::Passes | Shows::Asks => {}
    }
    faults
}

fn finding_faults(rule: &Rule, answer: &Assessment, choices: &Choices, policy: &Policy) -> Vec<String> {
    let mut faults = Vec::new();
    let Some(finding) = answer.report.findings.iter().find(|finding| finding.rule == rule.id.as_str()) else {
        return faults;
    };
    if finding.message.contains('{') && !finding.message.contains(LARGE) {
        faults.push(format!("a placeholder is left in `{}`", finding.message));
    }
    let Some(fix) = &finding.fix else {
        if rule.fix.is_some() {
            faults.push("its fix is not offered".to_owned());
        }
        return faults;
    };
    let mut mended = choices.clone();
    for edit in &fix.edits {
        let place = edit.at.to_string();
        let kept = ["answers.", "agent.onImage", "image.publisher", "today"];
        if kept.iter().any(|field| place.starts_with(field)) || edit.to.is_null() {
            faults.push(format!("its fix changes `{place}`, which a fix must not"));
        }
        if let Err(error) = edit.apply(&mut mended) {
            faults.push(format!("its fix does not fit: {error}"));
        }
    }
    let after = assess(&mended, policy).report;
    if after.findings.iter().any(|left| left.rule == finding.rule) {
        faults.push("its fix does not remove it".to_owned());
    }
    if after.findings.iter().any(|left| left.severity > finding.severity && !answer.report.findings.contains(left)) {
        faults.push("its fix brings something worse".to_owned());
    }
    faults
}

/// Words in lists must be words that the fact can have: a misspelt one would never fire.
fn faults_of_leaf(fact: FactName, leaf: &Leaf, document: &PolicyDocument) -> Vec<String> {
    let (FactKind::Text(vocabulary), Leaf::OneOf(words)) = (fact.kind(), leaf) else { return Vec::new() };
    let known: Vec<&str> = match vocabulary {
        Vocabulary::Free => return Vec::new(),
        Vocabulary::Clouds => document.clouds.keys().map(dynaboot_core::CloudId::as_str).collect(),
        Vocabulary::Systems => document.systems.keys().map(dynaboot_core::SystemId::as_str).collect(),
        Vocabulary::Agents => document.agents.keys().map(dynaboot_core::AgentId::as_str).collect(),
        Vocabulary::Rules => document.rules.iter().map(|rule| rule.id.as_str()).chain(["none"]).collect(),
        Vocabulary::Words(words) => words.to_vec(),
    };
    let unknown = words.iter().filter(|word| !word.contains('*') && !known.contains(&word.as_str()));
    unknown.map(|word| format!("`{word}` is no value of `{}`", fact.as_str())).collect()
}

fn choices(example: &Example, policy: &Policy) -> Result<Choices, dynaboot_core::ShapeError> {
    let mut state: u32 = 1;
    let large: String = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_digit(state >> 16 & 31, 32).unwrap()
    })
    .take(40_000)
    .collect();
    let text = example.choices.to_string().replace(LARGE, &large);
    policy.read_choices(&text.parse::<Value>().unwrap())
}

#[test]
fn every_page_holds() {
    let policy = Policy::builtin().unwrap();
    let faults: Vec<String> = policy.document().rules.iter().flat_map(|rule| faults(rule, &policy)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn with_nothing_chosen_nothing_fires() {
    let policy = Policy::builtin().unwrap();
    assert_eq!(assess(&Choices::default(), &policy).report.findings, []);
}

/// The harness itself is proved by breaking a page in each way that it is there to catch.
#[test]
fn a_broken_page_is_caught() {
    type Break = fn(&mut Rule);
    let breaks: [(&str, &str, Break); 9] = [
        ("http-store", "it has no example that passes", |rule| {
            rule.examples.retain(|example| example.rule == Shows::Fires);
        }),
        ("http-store", "no example that fires", |rule| rule.examples.retain(|example| example.rule == Shows::Passes)),
        ("http-store", "and should find", |rule| rule.require.0[0].0[0].1 = Leaf::OneOf(vec!["http*".to_owned()])),
        ("http-store", "its fix is not offered", |rule| {
            rule.fix.as_mut().unwrap().edits[0].to = "http://{store.rest}".to_owned();
        }),
        ("http-store", "a placeholder is left", |rule| rule.message = "reached over {store.shceme}".to_owned()),
        ("http-store", "is not listed", |rule| rule.source.from = "nowhere".into()),
        ("http-store", "is no value of", |rule| rule.require.0[0].0[0].1 = Leaf::OneOf(vec!["htps".to_owned()])),
        ("http-store", "unknown cloud", |rule| rule.examples[0].choices = serde_json::json!({ "cloud": "awz" })),
        ("end-of-life", "it fires and should pass", |rule| rule.examples[3].choices = rule.examples[0].choices.clone()),
    ];
    for (id, caught, broken) in breaks {
        let mut document = Policy::builtin().unwrap().document().clone();
        let rule = document.rules.iter_mut().find(|rule| rule.id.as_str() == id).unwrap();
        broken(rule);
        let rule = rule.clone();
        let policy = Policy::from_document(document).unwrap();
        let found = faults(&rule, &policy);
        assert!(found.iter().any(|fault| fault.contains(caught)), "`{caught}` is not caught: {found:?}");
    }
}

#[test]
fn only_rules_that_can_block_ask() {
    let policy = Policy::builtin().unwrap();
    for rule in &policy.document().rules {
        let asks = rule.examples.iter().any(|example| example.rule == Shows::Asks);
        assert!(!asks || rule.severity == Severity::Error, "{}", rule.id);
    }
}

#[test]
fn every_fact_has_a_meaning_and_every_field_a_question() {
    let policy = Policy::builtin().unwrap();
    for fact in FactName::ALL {
        assert!(fact.meaning().trim().ends_with('.'), "{}", fact.as_str());
    }
    for rule in policy.document().rules.iter().filter(|rule| rule.severity == Severity::Error && !rule.silent) {
        for (fact, _) in rule.require.0.iter().flat_map(|terms| &terms.0) {
            let field = fact.field().to_string();
            let told = policy.document().questions.contains_key(&field);
            let never_open = [
                "agent.id",
                "software.commands",
                "software.packages",
                "bundleStore.caCertificate",
                "bundleStore.sha256",
            ];
            assert!(
                told || never_open.contains(&field.as_str())
                    || rule.when.0.iter().any(|(named, _)| named == fact)
                    || rule.stage == dynaboot_core::policy::rule::Stage::Payload,
                "{} asks for `{field}` without words",
                rule.id
            );
        }
    }
}
