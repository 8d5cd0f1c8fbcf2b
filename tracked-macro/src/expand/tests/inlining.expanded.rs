fn total(prices: &[u64], discount: u64) -> u64 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("prices,discount", outline : true),
        (prices, discount),
        |(prices, discount), __tracked_visit| {
            use ::tracked_core::__private::FieldValue as _;
            __tracked_visit(
                &[
                    (&::tracked_core::__private::Field(&prices)).__tracked_value(),
                    ::tracked_core::__private::Value::of(&discount),
                ],
            )
        },
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
        |(values,), __tracked_visit| {
            use ::tracked_core::__private::FieldValue as _;
            __tracked_visit(
                &[(&::tracked_core::__private::Field(&values)).__tracked_value()],
            )
        },
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
