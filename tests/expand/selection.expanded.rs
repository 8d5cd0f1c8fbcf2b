fn attach(name: &str, blob: &[u8]) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("name"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (name, blob),
        |(name, blob), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::text(&name)]);
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(name, blob)| -> () {
            keep(name, blob);
        },
    )
}
fn detach(name: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (name,),
        ::tracked_core::__private::nothing,
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(name,)| -> () {
            drop_it(name);
        },
    )
}
impl Cart {
    fn find(&self, name: &str, deep: bool) -> usize {
        ::tracked_core::__private::call_opened(
            ::tracked_core::__private::open(
                &::tracked_core::__private::Site {
                    module: ::tracked_core::__private::module_path!(),
                    file: ::tracked_core::__private::file!(),
                    line: ::tracked_core::__private::line!(),
                    args: ::tracked_core::__private::Names::Joined("self,name"),
                    ..::tracked_core::__private::Site::DEFAULT
                },
                |__tracked_call| {
                    use ::tracked_core::__private::ByName as _;
                    __tracked_call
                        .args(
                            &[
                                ::tracked_core::__private::Value(&self).__tracked_show(),
                                ::tracked_core::__private::text(&name),
                            ],
                        );
                },
            ),
            (name, deep),
            ::tracked_core::__private::Plain,
            ::tracked_core::__private::Inline,
            move |(name, deep)| -> usize { self.search(name, deep) },
        )
    }
}
