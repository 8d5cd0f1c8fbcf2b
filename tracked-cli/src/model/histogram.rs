//! Quantiles of times, with an error of at most 1 %.

/// Buckets for each doubling of the value: the middle of a bucket is at most 1/128 from its values.
const BUCKETS: usize = 64;
/// Doublings of the value.
const EXPONENTS: usize = 59;

/// A histogram that allocates the buckets of a doubling when it has a value.
#[derive(Debug)]
pub struct Histogram {
    /// The row of each exponent plus one, or zero.
    row_of: [u8; EXPONENTS],
    rows: Vec<[u32; BUCKETS]>,
    count: u64,
    max: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            row_of: [0; EXPONENTS],
            rows: Vec::new(),
            count: 0,
            max: 0,
        }
    }
}

impl Histogram {
    #[inline]
    pub fn record(&mut self, value: u64) {
        self.count += 1;
        self.max = self.max.max(value);
        let (exponent, bucket) = position(value);
        let count = &mut self.row(exponent)[bucket];
        *count = count.saturating_add(1);
    }

    #[inline]
    fn row(&mut self, exponent: usize) -> &mut [u32; BUCKETS] {
        if self.row_of[exponent] == 0 {
            self.rows.push([0; BUCKETS]);
            self.row_of[exponent] = u8::try_from(self.rows.len()).unwrap_or(0);
        }
        &mut self.rows[usize::from(self.row_of[exponent]) - 1]
    }

    /// The exponents that have values, ascending, and their buckets.
    fn rows(&self) -> impl Iterator<Item = (usize, &[u32; BUCKETS])> {
        let numbers = self.row_of.iter().enumerate();
        numbers.filter_map(|(exponent, row)| {
            Some((exponent, self.rows.get(usize::from(*row).checked_sub(1)?)?))
        })
    }

    /// Adds the values of another histogram.
    pub fn merge(&mut self, other: Self) {
        if self.count == 0 {
            *self = other;
            return;
        }
        self.count += other.count;
        self.max = self.max.max(other.max);
        for (exponent, buckets) in other.rows() {
            for (count, more) in self.row(exponent).iter_mut().zip(buckets) {
                *count = count.saturating_add(*more);
            }
        }
    }

    /// The value at a share of the values, such as 0.5.
    pub fn quantile(&self, share: f64) -> u64 {
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rank, rounded"
        )]
        let rank = ((self.count as f64 * share).ceil() as u64).clamp(1, self.count.max(1));
        let mut seen = 0;
        for (exponent, buckets) in self.rows() {
            for (bucket, count) in buckets.iter().enumerate() {
                seen += u64::from(*count);
                if seen >= rank {
                    return middle(exponent, bucket).min(self.max);
                }
            }
        }
        self.max
    }

    pub fn max(&self) -> u64 {
        self.max
    }
}

/// The exponent and the bucket of a value. Values below 64 have a bucket each; of others, seven bits count.
#[inline]
fn position(value: u64) -> (usize, usize) {
    if value < BUCKETS as u64 {
        return (0, usize::try_from(value).unwrap_or(0));
    }
    let shift = 57 - value.leading_zeros();
    let bucket = usize::try_from(value >> shift).unwrap_or(BUCKETS) % BUCKETS;
    (shift as usize + 1, bucket)
}

fn middle(exponent: usize, bucket: usize) -> u64 {
    match exponent {
        0 => bucket as u64,
        _ => {
            let shift = exponent - 1;
            let low = ((bucket + BUCKETS) as u64) << shift;
            low + ((1_u64 << shift) >> 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_value_is_reproduced_within_one_percent(value in any::<u64>(), shift in 0_u32..64) {
            let value = value >> shift;
            let (exponent, bucket) = position(value);
            prop_assert!(bucket < BUCKETS);
            let error = middle(exponent, bucket).abs_diff(value);
            prop_assert!(error <= value / 100, "{value} {error}");
        }
    }

    #[test]
    fn quantiles_are_ranks() {
        let mut histogram = Histogram::default();
        for value in 1..=60 {
            histogram.record(value);
        }
        assert_eq!(
            [0.5, 0.95, 0.99, 1.0].map(|share| histogram.quantile(share)),
            [30, 57, 60, 60]
        );
        assert_eq!(histogram.max(), 60);
        assert_eq!(Histogram::default().quantile(0.5), 0);
        let mut other = Histogram::default();
        other.record(1 << 40);
        histogram.merge(other);
        assert_eq!(histogram.quantile(1.0), 1 << 40);
        histogram.record(u64::MAX);
        assert_eq!(histogram.max(), u64::MAX);
    }
}
