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
    let mut first = first;
    html! {
        { for blocks(text).into_iter().map(|(is_long, block)| {
            let (numbers, runs) = runs(first, block, news);
            first = first.saturating_add(u32::try_from(block.lines().count()).unwrap_or(u32::MAX));
            html! {
                <span class={classes!("Lines", is_long.then_some("is-long"))} data-numbers={numbers}>
                    <span class="Lines-text">
                        { for runs.into_iter().map(|(is_news, run)| {
                            if is_news { html! { <span class="Lines-news">{run}</span> } } else { html! { {run} } }
                        }) }
                    </span>
                </span>
            }
        }) }
    }
}

/// A line of more letters is wrapped, and has its number to itself.
const LONG: usize = 160;

/// A text cut up into its long lines and what is between them.
fn blocks(text: &str) -> Vec<(bool, &str)> {
    let mut blocks = Vec::new();
    let mut begins = 0;
    let mut ends = 0;
    for line in text.split_inclusive('\n') {
        let next = ends + line.len();
        if line.len() > LONG {
            blocks.extend([(false, text.get(begins..ends)), (true, text.get(ends..next))]);
            begins = next;
        }
        ends = next;
    }
    blocks.push((false, text.get(begins..)));
    let some = |(is_long, block): (bool, Option<_>)| Some((is_long, block.filter(|block: &&str| !block.is_empty())?));
    blocks.into_iter().filter_map(some).collect()
}

/// The numbers, one below the other, and the texts that follow each other, each with whether it is new.
fn runs(first: u32, script: &str, news: &[u32]) -> (String, Vec<(bool, String)>) {
    let mut numbers = String::new();
    let mut runs: Vec<(bool, String)> = Vec::new();
    for (line, number) in script.split_inclusive('\n').zip(first..) {
        // Writing into a text does not fail.
        let _ = writeln!(numbers, "{number}");
        match (news.contains(&number), runs.last_mut()) {
            (is_news, Some((was_news, run))) if is_news == *was_news => run.push_str(&text::seen_lines(line)),
            (is_news, _) => runs.push((is_news, text::seen_lines(line))),
        }
    }
    (numbers, runs)
}

#[cfg(test)]
mod tests {
    use super::{blocks, runs};

    #[test]
    fn lines_that_are_alike_are_one_text() {
        let (numbers, runs) = runs(9, "a\nb\nnew\nc\n", &[11]);
        let runs: Vec<_> = runs.iter().map(|(is_news, run)| (*is_news, run.as_str())).collect();
        assert_eq!(runs, [(false, "a\nb\n"), (true, "new\n"), (false, "c\n")]);
        assert_eq!(numbers, "9\n10\n11\n12\n");
    }

    #[test]
    fn a_long_line_stands_alone() {
        let long = "x".repeat(400);
        let text = format!("a\nb\n{long}\nc\n{long}");
        let with_end = format!("{long}\n");
        assert_eq!(blocks(&text), [(false, "a\nb\n"), (true, with_end.as_str()), (false, "c\n"), (true, &long)]);
        assert_eq!(blocks("a\nb"), [(false, "a\nb")]);
        assert_eq!(blocks(&long), [(true, long.as_str())]);
    }
}
