//! Figures: as programs print them, and as tables show them.

/// Lines of a name and a figure.
pub(super) fn figures(lines: &str) -> Vec<(String, String)> {
    lines
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, figure)| (name.to_owned(), figure.to_owned()))
        .collect()
}

/// A figure by its name.
pub(super) fn told<'a>(figures: &'a [(String, String)], name: &str) -> &'a str {
    figures.iter().find(|(key, _)| key == name).map_or("not measured", |(_, figure)| figure)
}

/// A number with commas between its thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let from_end = digits.len();
    digits.char_indices().fold(String::new(), |mut text, (index, digit)| {
        if index > 0 && (from_end - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
        text
    })
}
