//! The order in which people look for names.

use crate::letters::small;

/// A name as words and numbers, so that numbers stand by their size: 8 before 10.
pub(crate) fn natural(text: &str) -> Vec<(String, u64)> {
    let mut parts = vec![(String::new(), 0_u64)];
    let mut in_number = false;
    for letter in small(text).chars() {
        if let Some(digit) = letter.to_digit(10) {
            in_number = true;
            if let Some((_, number)) = parts.last_mut() {
                *number = number.saturating_mul(10).saturating_add(u64::from(digit));
            }
            continue;
        }
        if in_number {
            parts.push((String::new(), 0));
            in_number = false;
        }
        if let Some((word, _)) = parts.last_mut() {
            word.push(letter);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn eight_comes_before_ten() {
        let mut labels = ["RHEL 10", "RHEL 8", "AlmaLinux 9", "Windows 2008 R2", "Windows 2008"];
        labels.sort_by_key(|label| natural(label));
        assert_eq!(labels, ["AlmaLinux 9", "RHEL 8", "RHEL 10", "Windows 2008", "Windows 2008 R2"]);
    }
}
