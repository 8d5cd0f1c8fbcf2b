fn total(prices: &[u64], discount: u64) -> u64 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("prices,discount", outline : true),
        (prices, discount),
        { ::tracked_core::__private::record_all },
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
        { ::tracked_core::__private::record_all },
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
