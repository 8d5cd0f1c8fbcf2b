//! Quantiles of times, with an error of at most 1 %.

/// Buckets for each doubling of the value: the middle of a bucket is at most 1/128 from its values.
const BUCKETS: usize = 64;

/// A histogram that allocates the buckets of a doubling when it has a value.
#[derive(Debug, Default)]
pub struct Histogram {
    /// The exponent of each row, ascending, and its buckets.
    rows: Vec<(u8, Box<[u32; BUCKETS]>)>,
    count: u64,
    max: u64,
}

impl Histogram {
    pub fn record(&mut self, value: u64) {
        self.count += 1;
        self.max = self.max.max(value);
        let (exponent, bucket) = position(value);
        let row = match self.rows.iter().position(|(other, _)| *other >= exponent) {
            Some(row) if self.rows[row].0 == exponent => row,
            place => {
                let row = place.unwrap_or(self.rows.len());
                self.rows.insert(row, (exponent, Box::new([0; BUCKETS])));
                row
            }
        };
        let count = &mut self.rows[row].1[bucket];
        *count = count.saturating_add(1);
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
        for (exponent, buckets) in &self.rows {
            for (bucket, count) in buckets.iter().enumerate() {
                seen += u64::from(*count);
                if seen >= rank {
                    return middle(*exponent, bucket).min(self.max);
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
fn position(value: u64) -> (u8, usize) {
    if value < BUCKETS as u64 {
        return (0, usize::try_from(value).unwrap_or(0));
    }
    let shift = 57 - value.leading_zeros();
    let bucket = usize::try_from(value >> shift).unwrap_or(0) - BUCKETS;
    (u8::try_from(shift + 1).unwrap_or(0), bucket)
}

fn middle(exponent: u8, bucket: usize) -> u64 {
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
    }
}
