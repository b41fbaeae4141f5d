//! Numbers and days: English is written here, every other language as the browser writes it.

use dynaboot_core::Day;

use crate::browser;

/// A number of things, with the word for them.
pub(crate) fn count(number: usize, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        _ => format!("{number} {thing}s"),
    }
}

/// A number with separators between thousands.
pub(crate) fn number(number: i64) -> String {
    if let Some(text) = browser::locale::number_by_locale(number) {
        return text;
    }
    let digits = number.unsigned_abs().to_string();
    let grouped = digits.char_indices().fold(String::new(), |mut text, (index, digit)| {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
        text
    });
    if number < 0 { format!("−{grouped}") } else { grouped }
}

/// A day as people write it: 30 June 2024.
pub(crate) fn day(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    if let Some(text) = browser::locale::day_by_locale(day) {
        return text;
    }
    let text = day.to_string();
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => format!("{} {month} {year}", day.trim_start_matches('0')),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{count, day, number};

    #[test]
    fn numbers_and_days_as_people_write_them() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(16_384), "16,384");
        assert_eq!(number(-1_234_567), "−1,234,567");
        assert_eq!(count(1, "warning"), "1 warning");
        assert_eq!(count(2, "warning"), "2 warnings");
        assert_eq!(day("2024-06-30".parse().unwrap()), "30 June 2024");
        assert_eq!(day("2026-01-02".parse().unwrap()), "2 January 2026");
    }
}
