//! The time of a call during which at least one of its callees ran.

/// Ends of callees whose starts are not recorded are compared with this many earlier ones.
const MAX_INTERVALS: usize = 16;
/// The time of a record is later than the end of its call. Shorter overlaps are not concurrency.
const SLACK: i64 = 2_000;

#[derive(Debug, Default)]
pub struct Coverage {
    covered: u64,
    /// Callees that started and did not end.
    active: u32,
    /// The start of the first of the callees that overlap.
    group_start: i64,
    group_is_single: bool,
    /// The latest times of callees whose starts are not recorded; disjoint and ascending.
    intervals: Vec<Interval>,
    /// Records that were written while no callee ran: the ends of callees, and messages.
    pub records: u32,
}

#[derive(Debug)]
struct Interval {
    start: i64,
    end: i64,
    len: u64,
}

impl Coverage {
    pub fn clear(&mut self) {
        self.covered = 0;
        self.active = 0;
        self.intervals.clear();
        self.records = 0;
    }

    pub fn start(&mut self, time: i64) {
        self.group_is_single = self.active == 0;
        if self.group_is_single {
            self.group_start = time;
        }
        self.active += 1;
    }

    /// Ends a callee that [`start`](Self::start) started.
    pub fn end(&mut self, time: i64, elapsed: u64) {
        self.records = self.records.saturating_add(1);
        self.active = self.active.saturating_sub(1);
        if self.active == 0 {
            self.covered += if self.group_is_single {
                elapsed
            } else {
                length(self.group_start, time)
            };
        }
    }

    /// Removes a callee whose end is not recorded.
    pub fn forget(&mut self) {
        self.active = self.active.saturating_sub(1);
    }

    /// Adds a callee whose start is not recorded.
    pub fn end_only(&mut self, end: i64, elapsed: u64) {
        self.records = self.records.saturating_add(1);
        let mut start = end.saturating_sub(i64::try_from(elapsed).unwrap_or(i64::MAX));
        let mut len = elapsed;
        while let Some(last) = self.intervals.last() {
            if last.end <= start.saturating_add(SLACK) {
                break;
            }
            start = start.min(last.start);
            len = length(start, end.max(last.end));
            self.covered -= last.len;
            self.intervals.pop();
        }
        self.covered += len;
        if self.intervals.len() == MAX_INTERVALS {
            self.intervals.remove(0);
        }
        self.intervals.push(Interval { start, end, len });
    }

    /// The own time of the call, which ends now.
    pub fn own(&self, time: i64, elapsed: u64) -> u64 {
        let open = if self.active > 0 {
            length(self.group_start, time)
        } else {
            0
        };
        elapsed.saturating_sub(self.covered + open)
    }
}

fn length(start: i64, end: i64) -> u64 {
    u64::try_from(end.saturating_sub(start)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequential_callees_are_added() {
        let mut coverage = Coverage::default();
        for time in [10_000, 30_000] {
            coverage.start(time);
            coverage.end(time + 12_000, 10_500);
        }
        assert_eq!(coverage.own(50_000, 40_000), 40_000 - 21_000);
    }

    #[test]
    fn concurrent_callees_count_once() {
        let mut coverage = Coverage::default();
        coverage.start(10_000);
        coverage.start(20_000);
        coverage.end(30_000, 20_000);
        coverage.end(50_000, 30_000);
        assert_eq!(coverage.own(60_000, 60_000), 20_000);
        coverage.start(60_000);
        assert_eq!(coverage.own(70_000, 70_000), 20_000);
    }

    #[test]
    fn starts_are_not_needed() {
        let mut coverage = Coverage::default();
        coverage.end_only(20_000, 10_000);
        coverage.end_only(40_000, 10_000);
        assert_eq!(coverage.own(100_000, 100_000), 80_000);
        coverage.end_only(50_000, 35_000);
        assert_eq!(coverage.own(100_000, 100_000), 60_000);
    }
}
