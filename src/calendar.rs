//! Days and working days. The calendar of a year is data: days off and the weekend days worked in exchange.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Bound;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub(crate) Date);

impl Day {
    /// Reads `2018-06-20`, `20/6/2018` or `20-6-2018`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mark = if text.contains('/') { '/' } else { '-' };
        let parts: Vec<&str> = text.trim().split(mark).map(str::trim).collect();
        let [first, month, last] = parts.as_slice() else {
            return None;
        };
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        let digits = |text: &str, most: usize| {
            text.bytes().all(|b| b.is_ascii_digit()) && (1..=most).contains(&text.len())
        };
        if !(digits(year, 4) && year.len() == 4 && digits(month, 2) && digits(day, 2)) {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().map(Self)
    }

    /// The day as a number: days since 1 January 1970.
    #[must_use]
    pub fn number(self) -> i64 {
        let start = Date::constant(1970, 1, 1);
        start.until(self.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// The day of that number.
    #[must_use]
    pub fn of_number(days: i64) -> Option<Self> {
        Date::constant(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok().map(Self)
    }

    /// The same day of another year, so many years later; 29 February becomes the 28th where it must.
    #[must_use]
    pub fn plus_years(self, years: i16) -> Option<Self> {
        self.0.checked_add(i32::from(years).years()).ok().map(Self)
    }

    /// The day's year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which days are worked. Saturdays and Sundays are off unless worked in exchange.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    off: BTreeSet<Date>,
    worked: BTreeSet<Date>,
}

impl Calendar {
    /// Takes the days from `from` up to `to` off.
    pub fn take_off(&mut self, from: Day, to: Day) {
        let days = from.0.series(1.day());
        self.off.extend(days.take_while(|day| *day <= to.0));
    }

    /// Makes a weekend day a working day.
    pub fn work_on(&mut self, day: Day) {
        self.worked.insert(day.0);
    }

    /// The weekdays off, and the weekend days worked.
    pub(crate) fn exceptions(&self) -> (Vec<Day>, Vec<Day>) {
        let off = self.off.iter().filter(|day| !is_weekend(**day) && !self.worked.contains(day));
        let worked = self.worked.iter().filter(|day| is_weekend(**day));
        (off.copied().map(Day).collect(), worked.copied().map(Day).collect())
    }

    /// Working days after `due` up to and including `sent`; with the sign turned when `sent` is earlier.
    #[must_use]
    pub fn working_days_late(&self, due: Day, sent: Day) -> i64 {
        let (from, to, sign) = if sent >= due { (due, sent, 1) } else { (sent, due, -1) };
        // counted, not walked: a date far off by a slip of the pen costs no more than any other
        let between = (Bound::Excluded(from.0), Bound::Included(to.0));
        let off = self.off.range(between);
        let off = off.filter(|day| !is_weekend(**day) && !self.worked.contains(day));
        let worked = self.worked.range(between).filter(|day| is_weekend(**day));
        let count = |days: usize| i64::try_from(days).unwrap_or(i64::MAX);
        let weekdays = weekdays_until(to) - weekdays_until(from);
        sign * (weekdays - count(off.count()) + count(worked.count()))
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Mondays to Fridays up to and including `day`, from a Monday long ago.
fn weekdays_until(day: Day) -> i64 {
    let monday = 3; // 1 January 1970 was a Thursday
    let days = day.number() + monday;
    5 * days.div_euclid(7) + (days.rem_euclid(7) + 1).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn dates_read_in_both_orders() {
        assert_eq!(day("2018-06-20"), day("20/6/2018"));
        assert_eq!(day("2018-06-20").number(), 17702);
        assert_eq!(Day::of_number(17702), Some(day("20-06-2018")));
        for bad in ["", "2018-02-30", "20/6/18", "2018/13/01", "a/b/c", "2018-06"] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_off_and_weekends_do_not_count() {
        let mut calendar = Calendar::default();
        calendar.take_off(day("2018-02-14"), day("2018-02-20")); // Tết Mậu Tuất
        calendar.work_on(day("2018-02-24"));
        let late = |due, sent| calendar.working_days_late(day(due), day(sent));
        assert_eq!(late("2018-06-15", "2018-06-20"), 3); // Friday to Wednesday
        assert_eq!(late("2018-06-15", "2018-06-15"), 0);
        assert_eq!(late("2018-06-15", "2018-06-17"), 0);
        assert_eq!(late("2018-02-13", "2018-02-21"), 1); // over Tết
        assert_eq!(late("2018-02-23", "2018-02-24"), 1); // a Saturday worked
        assert_eq!(late("2018-06-20", "2018-06-15"), -3);
        assert_eq!(late("2018-06-15", "9999-12-31"), 2_082_285);
    }
}
