fn job(context: &Context) {
    ::tracked_core::__private::capture(
            &::tracked_core::__private::callsite!(""),
            |__tracked_visit| { __tracked_visit(&[]) },
        )
        .under(|| *context)
        .run__rust_end_short_backtrace(
            (context,),
            |(context,)| -> () {
                work(context);
            },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
}
