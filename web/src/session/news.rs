//! What the last change changed in the answer.

use dynaboot_core::{Assessment, Finding, Verdict};

use super::Session;

impl Session {
    /// The verdict before the last change, where that changed it.
    pub(crate) fn verdict_before(&self) -> Option<Verdict> {
        let before = self.answer_before()?.report.verdict;
        (before != self.answer().report.verdict).then_some(before)
    }

    /// Whether the last change brought a finding up, or changed what it says.
    pub(crate) fn is_news(&self, finding: &Finding) -> bool {
        let is_same = |known: &Finding| known.rule == finding.rule && known.message == finding.message;
        self.answer_before().is_some_and(|before| !before.report.findings.iter().any(is_same))
    }

    /// The answer before the last change.
    fn answer_before(&self) -> Option<&Assessment> {
        self.before.as_ref().map(|before| before.assessment(&self.policy))
    }

    /// The script before the last change; `None` where there was none, or the same.
    fn script_before(&self) -> Option<&str> {
        let before = self.answer_before()?.script.as_ref()?;
        let same = self.answer().script.as_ref().is_some_and(|script| script.text == before.text);
        (!same).then_some(&before.text)
    }

    /// Whether the last change changed lines of the script.
    pub(crate) fn has_new_lines(&self) -> bool {
        self.script_before().is_some()
    }

    /// The numbers of the script's lines that were not in it before the last change.
    pub(crate) fn new_lines(&self) -> Vec<u32> {
        let (Some(before), Some(script)) = (self.script_before(), &self.answer().script) else { return Vec::new() };
        let old: Vec<&str> = before.split_inclusive('\n').collect();
        let new: Vec<&str> = script.text.split_inclusive('\n').collect();
        // Most of it is the same, from both ends: what is between is looked for one by one.
        let above = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let below = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        let between = new.iter().zip(1..).skip(above).take(new.len().saturating_sub(above + below));
        between.filter(|(line, _)| !old.contains(line)).map(|(_, number)| number).collect()
    }
}
