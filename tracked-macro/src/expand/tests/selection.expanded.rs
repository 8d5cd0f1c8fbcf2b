fn attach(name: &str, blob: &[u8]) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("name"),
        ::tracked_core::__private::recorded_by(
            (name, blob),
            |(name, blob), __tracked_visit| {
                __tracked_visit(&[::tracked_core::__private::Value::of(&name)])
            },
        ),
        |(name, blob)| -> () {
            keep(name, blob);
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
fn detach(name: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!(""),
        ::tracked_core::__private::recorded_by(
            (name,),
            |_, __tracked_visit| __tracked_visit(&[]),
        ),
        |(name,)| -> () {
            drop_it(name);
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
impl Cart {
    fn find(&self, name: &str, deep: bool) -> usize {
        ::tracked_core::__private::capture(
                &::tracked_core::__private::callsite!("self,name"),
                |__tracked_visit| {
                    use ::tracked_core::__private::FieldValue as _;
                    __tracked_visit(
                        &[
                            (&::tracked_core::__private::Field(&self)).__tracked_value(),
                            ::tracked_core::__private::Value::of(&name),
                        ],
                    )
                },
            )
            .run__rust_end_short_backtrace(
                (name, deep),
                move |(name, deep)| -> usize { self.search(name, deep) },
                { ::tracked_core::__private::returned },
                ::tracked_core::__private::run_body!(),
            )
    }
}
