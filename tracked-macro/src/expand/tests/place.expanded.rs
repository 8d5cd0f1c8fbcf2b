fn total(prices: &[u64], discount: u64) -> u64 {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("prices,discount"),
            options: __tracked::None,
        },
        (prices, discount),
        |(prices, discount), __tracked_call| {
            use __tracked::ByName as _;
            __tracked_call
                .args(
                    &[
                        __tracked::Value(&prices).__tracked_show(),
                        __tracked::known(&discount),
                    ],
                );
        },
        __tracked::Plain,
        __tracked::Apart,
        move |(prices, discount)| -> u64 {
            let sum: u64 = prices.iter().sum();
            if sum > 100 {
                return sum - discount;
            }
            sum
        },
    )
}
#[inline(always)]
fn mean(values: &[f64]) -> f64 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("values"),
            options: ::tracked_core::__private::None,
        },
        (values,),
        |(values,), __tracked_call| {
            use ::tracked_core::__private::ByName as _;
            __tracked_call
                .args(&[::tracked_core::__private::Value(&values).__tracked_show()]);
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(values,)| -> f64 {
            let sum: f64 = values.iter().sum();
            if values.is_empty() {
                return 0.0;
            }
            sum / values.len() as f64
        },
    )
}
