fn total(prices: &[u64], discount: u64) -> u64 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("prices,discount", outline : true),
        (prices, discount),
        |(prices, discount)| -> u64 {
            let sum: u64 = prices.iter().sum();
            if sum > 100 {
                return sum - discount;
            }
            sum
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
#[inline(always)]
fn mean(values: &[f64]) -> f64 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("values"),
        (values,),
        |(values,)| -> f64 {
            let sum: f64 = values.iter().sum();
            if values.is_empty() {
                return 0.0;
            }
            sum / values.len() as f64
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
/// The word inline in a comment is not the attribute.
fn median(values: &[f64]) -> f64 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("values", outline : true),
        (values,),
        |(values,)| -> f64 {
            let mut sorted = values.to_vec();
            sorted.sort_by(f64::total_cmp);
            sorted.get(values.len() / 2).copied().unwrap_or_default()
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
