fn add(a: u64, b: u64) -> u64 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("a,b"),
        (a, b),
        |(a, b)| -> u64 { a + b },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
pub(crate) fn tick() {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!(""),
        (),
        |()| -> () {
            println!("tick");
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
