fn attach(name: &str, blob: &[u8]) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("name"),
            options: __tracked::None,
        },
        (name, blob),
        |(name, blob), __tracked_call| {
            __tracked_call.args(&[__tracked::known(&name)]);
        },
        __tracked::Plain,
        __tracked::Inline,
        move |(name, blob)| -> () {
            keep(name, blob);
        },
    )
}
fn detach(name: &str) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined(""),
            options: __tracked::None,
        },
        (name,),
        { __tracked::nothing },
        __tracked::Plain,
        __tracked::Inline,
        move |(name,)| -> () {
            drop_it(name);
        },
    )
}
impl Cart {
    fn find(&self, name: &str, deep: bool) -> usize {
        use ::tracked_core::__private as __tracked;
        __tracked::call_opened(
            __tracked::open(
                &__tracked::Site {
                    module: __tracked::module!(),
                    line: __tracked::line!(),
                    args: __tracked::Names::Joined("self,name"),
                    options: __tracked::None,
                },
                |__tracked_call| {
                    use __tracked::ByName as _;
                    __tracked_call
                        .args(
                            &[
                                __tracked::Value(&self).__tracked_show(),
                                __tracked::known(&name),
                            ],
                        );
                },
            ),
            (name, deep),
            __tracked::Plain,
            __tracked::Inline,
            move |(name, deep)| -> usize { self.search(name, deep) },
        )
    }
}
