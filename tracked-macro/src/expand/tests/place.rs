// A body of more than a line or two is compiled apart, for the calls that are tracked and for those that aren't.

#[tracked]
fn total(prices: &[u64], discount: u64) -> u64 {
    let sum: u64 = prices.iter().sum();
    if sum > 100 {
        return sum - discount;
    }
    sum
}

// Who asks for a function to be inlined gets that.
#[tracked]
#[inline(always)]
fn mean(values: &[f64]) -> f64 {
    let sum: f64 = values.iter().sum();
    if values.is_empty() {
        return 0.0;
    }
    sum / values.len() as f64
}
