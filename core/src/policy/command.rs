//! What the words of a recipe's command are to `cmd.exe`.

/// Whether a program is `cmd.exe`, in any spelling.
#[must_use]
pub(crate) fn is_cmd(program: &str) -> bool {
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    matches!(name.as_str(), "cmd" | "cmd.exe")
}

/// Whether a program is a file of `cmd.exe`, which reads every word beside it again.
#[must_use]
pub(crate) fn is_batch(program: &str) -> bool {
    let ending = program.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("cmd" | "bat"))
}

/// What stands behind the `/c` or `/k` of a word of `cmd.exe`, which takes its switches in a row as well: `/d/s/c`.
#[must_use]
pub(crate) fn command_switch(word: &str) -> Option<&str> {
    let mut rest = word;
    while let Some(switch) = rest.strip_prefix('/') {
        if switch.starts_with(['c', 'C', 'k', 'K']) {
            return switch.get(1..);
        }
        rest = switch.find('/').and_then(|at| switch.get(at..)).unwrap_or_default();
    }
    None
}
