//! A calendar day in UTC, written as `2026-11-22`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
/// A day, without time and zone. The core has no clock: today is always given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Day(#[cfg_attr(feature = "wasm", tsify(type = "string"))] time::Date);

/// A text that is no day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is a day of the calendar, like 2026-11-22")]
pub struct NotADay;

impl Day {
    /// Its number among all days, counted from noon of 1 January 4713 BC: the difference of two is how many lie between them.
    #[must_use]
    pub const fn julian(self) -> i32 {
        self.0.to_julian_day()
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        // The form is fixed, so its parts are cut out: a parser for any form would be a tenth of the code for a browser.
        let [year, month, day] = *text.split('-').collect::<Vec<_>>().as_slice() else { return Err(NotADay) };
        let number = |part: &str, digits: usize| {
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| plain).ok_or(NotADay)
        };
        let month = u8::try_from(number(month, 2)?).map_err(|_| NotADay)?;
        let month = time::Month::try_from(month).map_err(|_| NotADay)?;
        let day = u8::try_from(number(day, 2)?).map_err(|_| NotADay)?;
        time::Date::from_calendar_date(i32::from(number(year, 4)?), month, day).map(Self).map_err(|_| NotADay)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::invalid_value(de::Unexpected::Str(&text), &"a date like `2026-11-22`"))
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn only_days_of_the_calendar() {
        assert_eq!("2024-02-29".parse::<Day>().unwrap().to_string(), "2024-02-29");
        for text in [
            "2023-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-1-1",
            "22.11.2026",
            "2026-11-22T00:00",
            "+026-11-22",
            "2026-11-22-",
            "",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
