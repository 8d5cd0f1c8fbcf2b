//! What a record costs, as far as a log shows.

/// Longer gaps are the time of the program.
const MICROS: usize = 10;

/// The times between two records of one thread.
///
/// The second one has its time after the first one is written. Between many records a program does nothing else, such as
/// between the end of a call and the end of its caller: the shortest gaps are the time that a record takes.
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    /// The gaps of each number of microseconds.
    short: [u64; MICROS],
    count: u64,
}

impl Gaps {
    #[inline]
    pub fn add(&mut self, nanos: i64) {
        if let Ok(micros) = usize::try_from(nanos / 1000) {
            self.count += 1;
            if let Some(count) = self.short.get_mut(micros) {
                *count += 1;
            }
        }
    }

    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        for (count, more) in self.short.iter_mut().zip(&other.short) {
            *count += more;
        }
    }

    /// The mean of the shortest quarter of the gaps, in nanoseconds. Zero if they are not all short.
    pub fn record_cost(&self) -> u64 {
        let quarter = self.count / 4;
        let (mut sum, mut rest) = (0, quarter);
        for (micros, count) in (0..).zip(&self.short) {
            sum += micros * rest.min(*count);
            rest = rest.saturating_sub(*count);
        }
        match rest {
            0 => (sum * 1000).checked_div(quarter).unwrap_or(0),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_gaps_are_the_cost_of_records() {
        let mut gaps = Gaps::default();
        assert_eq!(gaps.record_cost(), 0);
        for micros in [1, 2, 30, 40, 50, 60, 70, 80, -5] {
            gaps.add(micros * 1000);
        }
        assert_eq!(gaps.record_cost(), 1500);
        for _ in 0..4 {
            gaps.add(90_000);
        }
        assert_eq!(gaps.record_cost(), 0);
    }
}
