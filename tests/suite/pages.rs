//! Every page of the built-in policy is one: examples of each kind that find no more than they say, a message in the house's
//! style, a fix that mends. That its examples do as they say, and its words are known, the prover of the core says.

use dynaboot_core::policy::fact::FactName;
use dynaboot_core::policy::rule::{Example, Leaf, Rule, Severity, Shows};
use dynaboot_core::{Assessment, Choices, Policy, assess, prove};

/// What is wrong with a page beyond what the prover says, as sentences; nothing when it holds.
fn faults(rule: &Rule, policy: &Policy) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(format!("{}: {text}", rule.id));
    if !rule.examples.iter().any(|example| matches!(example.rule, Shows::Fires | Shows::Asks)) {
        fault("it has no example that fires or asks".to_owned());
    }
    if !rule.examples.iter().any(|example| example.rule == Shows::Passes) {
        fault("it has no example that passes".to_owned());
    }
    for (index, example) in rule.examples.iter().enumerate().filter(|(_, example)| example.rule == Shows::Fires) {
        // What cannot be read the prover tells.
        let Ok(choices) = policy.read_choices(&example.written_out()) else { continue };
        for text in example_faults(rule, example, &choices, policy) {
            fault(format!("example {}: {text}", index + 1));
        }
    }
    if rule.message.ends_with('.') {
        fault("the message has a full stop".to_owned());
    }
    faults
}

/// An example that fires finds this and what it says beside it, and nothing else.
fn example_faults(rule: &Rule, example: &Example, choices: &Choices, policy: &Policy) -> Vec<String> {
    let mut faults = Vec::new();
    let answer = assess(choices, policy);
    let mut found: Vec<&str> = answer.report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    found.sort_unstable();
    let mut expected: Vec<&str> = example.also.iter().chain([&rule.id]).map(dynaboot_core::RuleId::as_str).collect();
    expected.sort_unstable();
    if found != expected {
        faults.push(format!("it finds {found:?} and should find {expected:?}"));
    }
    faults.extend(finding_faults(rule, &answer, choices, policy));
    faults
}

fn finding_faults(rule: &Rule, answer: &Assessment, choices: &Choices, policy: &Policy) -> Vec<String> {
    let mut faults = Vec::new();
    let Some(finding) = answer.report.findings.iter().find(|finding| finding.rule == rule.id.as_str()) else {
        return faults;
    };
    if finding.message.contains('{') {
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
        if edit.to.is_null() {
            faults.push(format!("its fix takes `{}` away", edit.at));
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

#[test]
fn every_page_holds() {
    let policy = Policy::builtin().unwrap();
    let faults: Vec<String> = policy.document().rules.iter().flat_map(|rule| faults(rule, &policy)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Prover and harness are proved by breaking a page in each way that they are there to catch.
#[test]
fn a_broken_page_is_caught() {
    type Break = fn(&mut Rule);
    let breaks: [(&str, &str, Break); 13] = [
        ("http-store", "it has no example that passes", |rule| {
            rule.examples.retain(|example| example.rule == Shows::Fires);
        }),
        ("http-store", "no example that fires", |rule| rule.examples.retain(|example| example.rule == Shows::Passes)),
        ("http-store", "and should find", |rule| rule.require.0[0].0[0].1 = Leaf::OneOf(vec!["http*".to_owned()])),
        ("http-store", "its fix is not offered", |rule| {
            rule.fix.as_mut().unwrap().edits[0].to = "http://{store.rest}".to_owned();
        }),
        ("http-store", "a placeholder is left", |rule| rule.message = "reached over {store.shceme}".to_owned()),
        ("http-store", "source.from: unknown source `nowhere`", |rule| rule.source.from = "nowhere".into()),
        ("http-store", "unknown value `htps`", |rule| rule.require.0[0].0[0].1 = Leaf::OneOf(vec!["htps".to_owned()])),
        ("http-store", "unknown cloud", |rule| rule.examples[0].choices = serde_json::json!({ "cloud": "awz" })),
        ("http-store", "fix.edits.0.at: found `answers.netTools`, which the user says", |rule| {
            rule.fix.as_mut().unwrap().edits[0].at = "answers.netTools".parse().unwrap();
        }),
        ("http-store", "the message has a full stop", |rule| rule.message.push('.')),
        ("http-store", "why: found no text", |rule| rule.why = " ".to_owned()),
        ("http-store", "a rule that fires with nothing chosen", |rule| {
            rule.when.0.clear();
            rule.require.0[0].0 = vec![(FactName::Route, Leaf::OneOf(vec!["prebuiltImage".to_owned()]))];
        }),
        ("end-of-life", "examples.3: found an example of which the rule does not say `passes`", |rule| {
            rule.examples[3].choices = rule.examples[0].choices.clone();
        }),
    ];
    for (id, caught, broken) in breaks {
        let mut document = Policy::builtin().unwrap().document().clone();
        let rule = document.rules.iter_mut().find(|rule| rule.id.as_str() == id).unwrap();
        broken(rule);
        let rule = rule.clone();
        let policy = Policy::from_document(document).unwrap();
        let proved = prove(&policy).into_iter().map(|mistake| mistake.message);
        let found: Vec<String> = proved.chain(faults(&rule, &policy)).collect();
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
