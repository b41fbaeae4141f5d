//! How long systems live: whether one has ended on a day, and the years that there is something to see in.

use dynaboot_core::Day;
use dynaboot_core::policy::catalog::System;

/// When a system's support ends.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Life {
    end: Option<Day>,
    extended_end: Option<Day>,
}

/// What a day finds of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// It is supported, or nobody has listed its end.
    Alive,
    /// Only paid support is left, until a day.
    Extended(Day),
    /// It has had no support since a day.
    Ended(Day),
}

impl From<&System> for Life {
    fn from(system: &System) -> Self {
        Self { end: system.end_of_life, extended_end: system.extended_end_of_life }
    }
}

impl Life {
    /// What a day finds; on its listed day a system has ended.
    pub(super) fn on(self, day: Day) -> Stage {
        match (self.end, self.extended_end) {
            (Some(end), None) | (_, Some(end)) if end <= day => Stage::Ended(end),
            (Some(end), Some(extended)) if end <= day => Stage::Extended(extended),
            _ => Stage::Alive,
        }
    }

    /// The listed day on which its standard support ends.
    pub(super) const fn end(self) -> Option<Day> {
        self.end
    }
}

/// The first and the last year in which some of these lives end.
pub(super) fn years(lives: impl Iterator<Item = Life>) -> Option<(i32, i32)> {
    let ends: Vec<i32> = lives.flat_map(|life| [life.end, life.extended_end]).flatten().map(year).collect();
    Some((*ends.iter().min()?, *ends.iter().max()?))
}

/// The year of a day.
pub(super) fn year(day: Day) -> i32 {
    day.to_string().split('-').next().and_then(|year| year.parse().ok()).unwrap_or_default()
}

/// The last day of a year, but in the year of today today.
pub(super) fn day_in(wanted: i32, today: Option<Day>) -> Option<Day> {
    today.filter(|day| year(*day) == wanted).or_else(|| format!("{wanted:04}-12-31").parse().ok())
}

#[cfg(test)]
mod tests {
    use dynaboot_core::Day;

    use super::{Life, Stage, day_in};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_system_ends_on_its_listed_day() {
        let paid = Life { end: Some(day("2024-06-30")), extended_end: Some(day("2028-06-30")) };
        assert_eq!(paid.on(day("2024-06-29")), Stage::Alive);
        assert_eq!(paid.on(day("2024-06-30")), Stage::Extended(day("2028-06-30")));
        assert_eq!(paid.on(day("2028-06-30")), Stage::Ended(day("2028-06-30")));
        let plain = Life { end: Some(day("2024-06-30")), extended_end: None };
        assert_eq!(plain.on(day("2024-06-30")), Stage::Ended(day("2024-06-30")));
        assert_eq!(Life::default().on(day("2099-01-01")), Stage::Alive);
    }

    #[test]
    fn a_year_is_seen_from_its_end_and_this_one_from_today() {
        let today = Some(day("2026-11-22"));
        assert_eq!(day_in(2026, today), today);
        assert_eq!(day_in(2031, today), Some(day("2031-12-31")));
    }
}
