//! Words that are looked for in texts, however many there are of either.

use crate::primitives::effort::Effort;

/// The letters that tell whether a word may begin at a place.
const BEGINNING: usize = 3;

/// Words of letters in lower case, of which none begins with another.
pub(super) struct Names {
    sorted: Vec<String>,
    /// Whether a word begins with these letters, for all that there are.
    begins: Vec<bool>,
}

impl Names {
    /// The words in the names of packages. Those of one letter or two say nothing.
    pub(super) fn of(packages: &[String]) -> Self {
        let words = packages.iter().flat_map(|package| package.split(|letter: char| !letter.is_ascii_alphabetic()));
        let mut words: Vec<String> =
            words.filter(|word| word.len() >= BEGINNING).map(str::to_ascii_lowercase).collect();
        words.sort_unstable();
        let mut sorted: Vec<String> = Vec::new();
        let mut begins = vec![false; 26_usize.pow(3)];
        for word in words {
            // What stands where a longer word does stands there in any case.
            if sorted.last().is_some_and(|before| word.starts_with(before.as_str())) {
                continue;
            }
            if let Some(begins) = place(word.as_bytes()).and_then(|place| begins.get_mut(place)) {
                *begins = true;
            }
            sorted.push(word);
        }
        Self { sorted, begins }
    }

    /// Whether one of them stands anywhere in a text, also inside of a word there. It is left open, as `false`, where that takes
    /// more work than is left.
    pub(super) fn stand_in(&self, text: &str, effort: &Effort) -> bool {
        if self.sorted.is_empty() || !effort.spend(text.len()) {
            return false;
        }
        let text = text.to_ascii_lowercase();
        let mut places = (0..text.len()).filter_map(|start| text.as_bytes().get(start..));
        places.any(|rest| self.begin(rest, effort))
    }

    /// Whether a text begins with one of them: of those that sort before it, that can be the last one alone.
    fn begin(&self, text: &[u8], effort: &Effort) -> bool {
        if !place(text).and_then(|place| self.begins.get(place)).copied().unwrap_or_default() {
            return false;
        }
        let mut steps = 0;
        let before = self.sorted.partition_point(|word| {
            steps += 4 + word.len() / 8;
            word.as_bytes() <= text
        });
        let word = before.checked_sub(1).and_then(|place| self.sorted.get(place));
        effort.spend(steps) && word.is_some_and(|word| text.starts_with(word.as_bytes()))
    }
}

/// Where it is kept whether a word begins as a text does; nowhere for what is no letter.
fn place(text: &[u8]) -> Option<usize> {
    let [first, second, third, ..] = text else { return None };
    [first, second, third]
        .into_iter()
        .try_fold(0, |place, letter| letter.is_ascii_lowercase().then(|| place * 26 + usize::from(letter - b'a')))
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::primitives::effort::Effort;

    fn stand(packages: &[&str], text: &str) -> bool {
        let packages: Vec<String> = packages.iter().map(|name| (*name).to_owned()).collect();
        Names::of(&packages).stand_in(text, &Effort::default())
    }

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        let packages = ["nginx", "Postgresql-server", "postgresql15", "lib64z"];
        for text in [
            "/bin/x nginx",
            "/usr/sbin/nginx",
            "/bin/x mynginxd",
            "/bin/POSTGRESQL",
            "/bin/x a-server",
            "lib",
            "é nginx",
        ] {
            assert!(stand(&packages, text), "{text}");
        }
        for text in ["", "ng", "/bin/x ngin x", "/bin/x postgres", "/bin/é", "64"] {
            assert!(!stand(&packages, text), "{text}");
        }
        assert!(!stand(&[], "nginx") && !stand(&["a1"], "a1"));
    }

    /// A name of letters for each number.
    fn name(number: usize) -> String {
        [1, 26, 676, 17_576]
            .iter()
            .filter_map(|unit| char::from_digit(10 + u32::try_from(number / unit % 26).ok()?, 36))
            .collect()
    }

    /// Each place is compared with few words, however many there are.
    #[test]
    fn thousands_of_each_take_few_steps() {
        let packages: Vec<String> = (0..5_000).map(|number| format!("{}q", name(number))).collect();
        let (effort, names) = (Effort::default(), Names::of(&packages));
        let command = |number: usize| format!("/bin/x{number} {}", "a b c d e f ".repeat(10));
        assert!((0..5_000).all(|number| !names.stand_in(&command(number), &effort)) && !effort.is_spent());
    }

    #[test]
    fn what_takes_too_long_is_given_up() {
        let packages: Vec<String> =
            (0..500).map(|number| format!("{}{}", "a".repeat(1_000), name(number + 1))).collect();
        let effort = Effort::default();
        assert!(!Names::of(&packages).stand_in(&"a".repeat(500_000), &effort) && effort.is_spent());
    }
}
