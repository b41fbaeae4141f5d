//! What the last change changed in the answer.

use std::collections::HashSet;

use dynaboot_core::report::{Finding, Verdict};

use super::Session;

impl Session {
    /// The verdict before the last change, where that changed it.
    pub(crate) fn verdict_before(&self) -> Option<Verdict> {
        let before = self.before.as_ref()?.assessment.report.verdict;
        (before != self.answer().report.verdict).then_some(before)
    }

    /// Whether the last change brought a finding up, or changed what it says.
    pub(crate) fn is_news(&self, finding: &Finding) -> bool {
        let is_same = |known: &Finding| known.rule == finding.rule && known.message == finding.message;
        self.before.as_ref().is_some_and(|before| !before.assessment.report.findings.iter().any(is_same))
    }

    /// The lines of the script before the last change; `None` where there was no script, or the same.
    pub(crate) fn lines_before(&self) -> Option<HashSet<&str>> {
        let before = self.before.as_ref()?.assessment.script.as_ref()?;
        let same = self.answer().script.as_ref().is_some_and(|script| script.text == before.text);
        (!same).then(|| before.text.split_inclusive('\n').collect())
    }
}
