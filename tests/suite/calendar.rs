//! What changes in a table and when, held against the answers of those days.

use std::collections::BTreeSet;

use dynaboot_core::{AgentId, CalendarDay, Day, FindingChange, Policy, Verdict, calendar, check};
use serde_json::json;

use crate::meaning::{good, report, with};
use crate::untrue::generic;

fn days(from: &str) -> Vec<CalendarDay> {
    let from: Day = from.parse().unwrap();
    calendar(&AgentId::from("cloudcenter"), from, &Policy::builtin().unwrap()).unwrap()
}

#[test]
fn the_end_of_windows_2016() {
    let days = days("2026-11-22");
    let first = days.first().unwrap();
    let change = first.changes.first().unwrap();
    assert_eq!(first.date.to_string(), "2027-01-12");
    assert_eq!(
        (change.system.as_str(), change.rule.as_str(), change.appears),
        ("windows-2016", "extended-support-only", true)
    );
    // The table refuses it on VMware, and its end is told all the same.
    assert!(change.clouds.iter().any(|cloud| cloud.as_str() == "vmware"), "{change:?}");
}

#[test]
fn the_nearest_day_first_and_none_that_has_passed() {
    let days = days("2026-11-22");
    assert!(days.is_sorted_by(|left, right| left.date < right.date));
    assert!(days.iter().all(|day| day.date.to_string().as_str() > "2026-11-22" && !day.changes.is_empty()));
}

/// Each entry is what the answers of the day before and of the day say, and nothing is left out: the same from every start.
#[test]
fn the_calendar_is_what_the_answers_say() {
    let policy = Policy::builtin().unwrap();
    let findings = |cloud: &str, system: &str, today: &str| -> BTreeSet<String> {
        let choices = policy.read_choices(&json!({ "cloud": cloud, "system": system, "today": today })).unwrap();
        check(&choices, &policy).findings.into_iter().map(|finding| finding.rule).collect()
    };
    let mut compared = 0;
    let mut before = "2020-01-01".to_owned();
    for day in days("2020-01-01") {
        let date = day.date.to_string();
        for change in &day.changes {
            for cloud in &change.clouds {
                let (system, rule) = (change.system.as_str(), change.rule.as_str());
                let earlier = findings(cloud.as_str(), system, &before).contains(rule);
                let later = findings(cloud.as_str(), system, &date).contains(rule);
                assert_eq!((earlier, later), (!change.appears, change.appears), "{date} {cloud} {change:?}");
                compared += 1;
            }
        }
        assert_eq!(days(&before).first(), Some(&day), "after {before}");
        before = date;
    }
    // What differs between the answers of one day of a system's life and the next, without asking the calendar.
    let mut differing = 0;
    for (system, entry) in &policy.document().systems {
        let ends = [entry.end_of_life, entry.extended_end_of_life].into_iter().flatten().map(|day| day.to_string());
        let days: BTreeSet<String> = ends.filter(|day| day.as_str() > "2020-01-01").collect();
        for cloud in policy.document().clouds.keys() {
            let mut before = findings(cloud.as_str(), system.as_str(), "2020-01-01");
            for day in &days {
                let after = findings(cloud.as_str(), system.as_str(), day);
                differing += before.symmetric_difference(&after).count();
                before = after;
            }
        }
    }
    assert_eq!(compared, differing, "nothing is left out");
}

#[test]
fn an_unknown_agent_is_refused() {
    let refused = calendar(&AgentId::from("cloudcentre"), "2026-11-22".parse().unwrap(), &Policy::builtin().unwrap());
    assert_eq!(refused.unwrap_err().did_you_mean.as_deref(), Some("cloudcenter"));
}

/// Where the verdict stays, what changes is a finding, and it is said what becomes of it.
#[test]
fn a_change_that_leaves_the_verdict_says_so() {
    let on = |day: &str| report(&with(good("openstack", "rhel-7"), &[("today", json!(day))]));
    for (day, rule, becomes) in [
        ("2023-01-01", "extended-support-only", FindingChange::Appears),
        ("2026-11-27", "end-of-life", FindingChange::Appears),
    ] {
        let answer = on(day);
        let change = answer.changes_on.unwrap();
        assert_eq!((answer.verdict, change.verdict), (Verdict::Blocked, Verdict::Blocked));
        assert_eq!((change.rule.as_str(), change.finding), (rule, Some(becomes)), "{day}");
        let then = on(&change.date.to_string());
        assert_eq!(then.verdict, change.verdict);
        assert!(then.findings.iter().any(|finding| finding.rule == change.rule), "{day}");
    }
    // Where the verdict itself changes, that is what is said.
    let ready = report(&with(generic("windows-2016"), &[("today", json!("2026-11-22"))]));
    let change = ready.changes_on.unwrap();
    assert_eq!((ready.verdict, change.verdict, change.finding), (Verdict::Ready, Verdict::ReadyWithWarnings, None));
    let text = serde_json::to_value(on("2026-11-27").changes_on).unwrap();
    assert_eq!(
        text,
        json!({ "date": "2029-05-31", "verdict": "blocked", "rule": "end-of-life", "finding": "appears" })
    );
}
