//! `cargo xtask facts`: which documents have to be read again, the longest unread first.

use dynaboot_core::policy::PolicyDocument;
use time::OffsetDateTime;

use crate::failure::Failure;
use crate::policy;
use crate::workspace::Workspace;

/// Prints each source that was last read more than so many days ago, with what is cited from it.
pub(crate) fn older_than(workspace: &Workspace, days: i32) -> Result<(), Failure> {
    let document = policy::lower(&workspace.root.join("core/policy"))?;
    let lines = unread(&document, OffsetDateTime::now_utc().to_julian_day(), days);
    let all = document.sources.len();
    println!("{} of {all} sources were last read more than {days} days ago.", lines.len());
    for line in &lines {
        println!("{line}");
    }
    Ok(())
}

/// A number of days as it is written, like `180d`.
pub(crate) fn days(text: &str) -> Result<i32, Failure> {
    let number = text.strip_suffix('d').and_then(|number| number.parse().ok()).filter(|days| *days >= 0);
    number.ok_or_else(|| Failure::new(format!("`{text}` is no number of days; write it like `180d`")))
}

fn unread(document: &PolicyDocument, today: i32, days: i32) -> Vec<String> {
    let cited = serde_json::to_string(document).unwrap_or_default();
    let mut old: Vec<_> =
        document.sources.iter().filter(|(_, source)| today - source.checked_on.julian() > days).collect();
    old.sort_by_key(|(_, source)| source.checked_on);
    old.into_iter()
        .map(|(id, source)| {
            let times = cited.matches(&format!("\"from\":\"{id}\"")).count();
            format!("{}  {id}, cited {times} times: {}", source.checked_on, source.url)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use dynaboot_core::Policy;

    use super::{days, unread};

    #[test]
    fn what_was_not_read_for_long_comes_first() {
        let policy = Policy::builtin().unwrap();
        let document = policy.document();
        let newest = document.sources.values().map(|source| source.checked_on).max().unwrap();
        assert!(unread(document, newest.julian(), 3_650).is_empty());
        // The day itself is not more than no days ago.
        assert!(unread(document, newest.julian(), 0).len() < document.sources.len());
        let all = unread(document, newest.julian() + 181, 180);
        assert_eq!(all.len(), document.sources.len());
        assert!(all.is_sorted_by_key(|line| line.get(..10).map(str::to_owned)), "{all:?}");
        assert!(all.iter().all(|line| line.contains("https://") && !line.contains("cited 0 times")), "{all:?}");
    }

    #[test]
    fn days_are_written_with_their_unit() {
        assert_eq!(days("180d").unwrap(), 180);
        for text in ["180", "d", "-1d", "six months", "99999999999d"] {
            assert!(days(text).unwrap_err().to_string().contains("180d"), "{text}");
        }
    }
}
