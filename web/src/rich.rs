//! Sentences of the core: what stands in backticks is the user's own word, and days are written as people write them.

use std::borrow::Cow;

use yew::prelude::*;

use crate::text;

/// A sentence with its quoted words set as code.
pub(crate) fn rich(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(index, part)| match index % 2 {
        0 => html! { {text::seen_lines(&days(part))} },
        _ => html! { <code>{text::seen_text(part)}</code> },
    });
    html! { <>{ for parts }</> }
}

/// A text with its days written out.
fn days(text: &str) -> Cow<'_, str> {
    const LENGTH: usize = "2026-11-22".len();
    let is_letter = |letter: char| letter.is_ascii_alphanumeric();
    let digits = text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
    let found = digits.map(|(start, _)| start).find_map(|start| {
        let day = text.get(start..start + LENGTH)?.parse().ok()?;
        let follows = text.get(start + LENGTH..)?;
        let part_of_more = text.get(..start)?.ends_with(is_letter) || follows.starts_with(is_letter);
        (!part_of_more).then_some((start, day, follows))
    });
    match found {
        Some((start, day, follows)) => {
            Cow::Owned(format!("{}{}{}", text.get(..start).unwrap_or_default(), text::day(day), days(follows)))
        }
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_are_written_out() {
        assert_eq!(days("ended on 2024-06-30; since 2020-11-30"), "ended on 30 June 2024; since 30 November 2020");
        for text in ["", "é", "no day: 2024-13-30", "x2024-06-30", "2024-06-301", "42-2024-06"] {
            assert_eq!(days(text), text);
        }
    }
}
