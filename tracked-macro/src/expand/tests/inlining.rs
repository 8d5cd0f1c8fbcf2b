// A long body is compiled once, out of line, for enabled and disabled calls.

#[tracked]
fn total(prices: &[u64], discount: u64) -> u64 {
    let sum: u64 = prices.iter().sum();
    if sum > 100 {
        return sum - discount;
    }
    sum
}

// A function with `#[inline]` is inlined however long it is.
#[tracked]
#[inline(always)]
fn mean(values: &[f64]) -> f64 {
    let sum: f64 = values.iter().sum();
    if values.is_empty() {
        return 0.0;
    }
    sum / values.len() as f64
}

/// The word inline in a comment is not the attribute.
#[tracked]
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(values.len() / 2).copied().unwrap_or_default()
}
