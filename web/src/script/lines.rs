//! Lines of a script, with their numbers and what of them is new.

use std::fmt::Write as _;

use yew::prelude::*;

use crate::text;

/// Lines beside their numbers, which come from the style sheet: they are not in what is marked and copied. Lines that are
/// alike are one text, since hundreds of elements would take their time.
pub(super) fn lines(first: u32, text: &str, news: &[u32]) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    let (numbers, runs) = runs(first, text, news);
    html! {
        <span class="Lines" data-numbers={numbers}>
            <span class="Lines-text">
                { for runs.into_iter().map(|(is_news, run)| {
                    if is_news { html! { <span class="Lines-news">{run}</span> } } else { html! { {run} } }
                }) }
            </span>
        </span>
    }
}

/// The numbers, one below the other, and the texts that follow each other, each with whether it is new.
fn runs(first: u32, script: &str, news: &[u32]) -> (String, Vec<(bool, String)>) {
    let mut numbers = String::new();
    let mut runs: Vec<(bool, String)> = Vec::new();
    for (line, number) in script.split_inclusive('\n').zip(first..) {
        // Writing into a text does not fail.
        let _ = writeln!(numbers, "{number}");
        match (news.contains(&number), runs.last_mut()) {
            (is_news, Some((was_news, run))) if is_news == *was_news => run.push_str(&text::seen_line(line)),
            (is_news, _) => runs.push((is_news, text::seen_line(line))),
        }
    }
    (numbers, runs)
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn lines_that_are_alike_are_one_text() {
        let (numbers, runs) = runs(9, "a\nb\nnew\nc\n", &[11]);
        let runs: Vec<_> = runs.iter().map(|(is_news, run)| (*is_news, run.as_str())).collect();
        assert_eq!(runs, [(false, "a\nb\n"), (true, "new\n"), (false, "c\n")]);
        assert_eq!(numbers, "9\n10\n11\n12\n");
    }
}
