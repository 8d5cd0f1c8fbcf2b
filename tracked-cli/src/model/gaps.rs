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

    /// The gap that 1 % of the gaps do not exceed, in nanoseconds. Zero if that is no short one.
    pub fn record_cost(&self) -> u64 {
        let rank = self.count.div_ceil(100).max(1);
        let mut seen = 0;
        for (micros, count) in (0..).zip(&self.short) {
            seen += count;
            if seen >= rank {
                return micros * 1000;
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_gaps_are_the_cost_of_records() {
        let mut gaps = Gaps::default();
        assert_eq!(gaps.record_cost(), 0);
        gaps.add(20_000);
        assert_eq!(gaps.record_cost(), 0);
        gaps.add(-5000);
        gaps.add(2000);
        gaps.add(3000);
        assert_eq!(gaps.record_cost(), 2000);
        for _ in 0..1000 {
            gaps.add(4000);
        }
        assert_eq!(gaps.record_cost(), 4000);
    }
}
