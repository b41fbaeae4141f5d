//! Plain globs: `*` stands for any text, everything else for itself; case does not matter.

/// Whether a text matches a glob. Time grows with the sum of both lengths, not with their product.
#[must_use]
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    // Most names differ before the first star, or have none.
    let pairs = pattern.bytes().zip(text.bytes());
    let same = pairs.take_while(|(wanted, byte)| *wanted != b'*' && wanted.eq_ignore_ascii_case(byte)).count();
    let (rest, tail) = (pattern.as_bytes().get(same..), text.as_bytes().get(same..));
    match rest.unwrap_or_default() {
        [] => tail.is_none_or(<[u8]>::is_empty),
        // Nearly always the simple way ends at once; where it tries over and over again, there is another one.
        rest @ [b'*', ..] => step_by_step(rest, tail.unwrap_or_default(), most_steps(pattern, text))
            .unwrap_or_else(|| piece_by_piece(pattern, text)),
        [..] => false,
    }
}

/// What it takes at most to hold a text against a glob, in steps of an effort: both ways are gone, and the second makes copies.
#[must_use]
pub(crate) const fn effort(pattern: &str, text: &str) -> usize {
    4 * most_steps(pattern, text)
}

/// How many steps are taken the simple way.
const fn most_steps(pattern: &str, text: &str) -> usize {
    2 * (pattern.len() + text.len()) + 8
}

/// Tries each place in turn; `None` when that takes too many steps.
fn step_by_step(pattern: &[u8], text: &[u8], most: usize) -> Option<bool> {
    let (mut p, mut t) = (0, 0);
    let mut resume: Option<(usize, usize)> = None;
    let mut steps = 0;
    while let Some(byte) = text.get(t) {
        steps += 1;
        if steps > most {
            return None;
        }
        match pattern.get(p) {
            Some(b'*') => {
                resume = Some((p + 1, t));
                p += 1;
            }
            Some(wanted) if wanted.eq_ignore_ascii_case(byte) => {
                p += 1;
                t += 1;
            }
            // The last star takes one byte more, and what follows it is tried again.
            _ => match resume {
                Some((after_star, taken)) => {
                    p = after_star;
                    t = taken + 1;
                    resume = Some((after_star, t));
                }
                None => return Some(false),
            },
        }
    }
    Some(pattern.get(p..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*')))
}

/// Looks for what stands between the stars, one after the other, each as far to the left as it is found.
fn piece_by_piece(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_ascii_lowercase(), text.to_ascii_lowercase());
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let (between, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    for piece in between.split('*') {
        match text.split_once(piece) {
            Some((_, after)) => text = after,
            None => return false,
        }
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{matches, piece_by_piece};

    #[test]
    fn stars_stand_for_any_text() {
        for (pattern, text) in [
            ("*", ""),
            ("*", "x"),
            ("a*c", "abbc"),
            ("OpenLogic", "openlogic"),
            ("*:7*:*", "a:7_9:latest"),
            ("a*b*c", "a-bb-c"),
        ] {
            assert!(matches(pattern, text) && piece_by_piece(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("", "x"), ("a", "ab"), ("a*c", "abb"), ("*x", "xy"), ("a*b*c", "acb")] {
            assert!(!matches(pattern, text) && !piece_by_piece(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn both_ways_say_the_same() {
        let mut state = 7_u32;
        let mut word = |longest: u32, letters: &[u8]| -> String {
            let mut next = |below: u32| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 16) % below
            };
            (0..next(longest))
                .map(|_| char::from(letters[next(u32::try_from(letters.len()).unwrap()) as usize]))
                .collect()
        };
        let mut matched = 0;
        for _ in 0..20_000 {
            let (pattern, text) = (word(7, b"aB*"), word(9, b"Ab"));
            let simple = super::step_by_step(pattern.as_bytes(), text.as_bytes(), usize::MAX);
            assert_eq!(simple, Some(piece_by_piece(&pattern, &text)), "{pattern} {text}");
            assert_eq!(simple, Some(matches(&pattern, &text)));
            matched += usize::from(simple == Some(true));
        }
        assert!(matched > 1_000, "{matched}");
    }

    /// Tried at each place anew, this would take a billion steps.
    #[test]
    fn a_glob_that_nearly_fits_everywhere_is_given_up_step_by_step() {
        let (pattern, text) = (format!("*{}b", "a".repeat(30_000)), "a".repeat(60_000));
        assert_eq!(super::step_by_step(pattern.as_bytes(), text.as_bytes(), super::most_steps(&pattern, &text)), None);
        assert!(!matches(&pattern, &text) && matches(&pattern, &format!("{text}B")));
    }
}
