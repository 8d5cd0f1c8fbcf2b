fn half(n: u32) -> Result<u32, String> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("n"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (n,),
        |(n,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::scalar(&n)]);
        },
        ::tracked_core::__private::shows(
            {
                use ::tracked_core::__private::kinds::*;
                (&&&&&&&&::tracked_core::__private::Probe::<Result<u32, String>>::NEW)
                    .__tracked_kind()
            },
            |value: &Result<u32, String>| {
                use ::tracked_core::__private::kinds::*;
                (&&::tracked_core::__private::Returned(value))
                    .__tracked_ok()
                    .map(|value| {
                        use ::tracked_core::__private::ByName as _;
                        ::tracked_core::__private::Value(value).__tracked_show()
                    })
            },
        ),
        ::tracked_core::__private::Inline,
        move |(n,)| -> Result<u32, String> { halve(n) },
    )
}
fn shown(n: u32) -> u32 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("n"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    done: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::Some(
                            ::tracked_core::__private::Level::Debug,
                        ),
                        ..::tracked_core::__private::Report::DONE
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (n,),
        |(n,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::scalar(&n)]);
        },
        ::tracked_core::__private::shows(
            ::tracked_core::__private::Plain,
            |value: &u32| {
                use ::tracked_core::__private::kinds::*;
                (&&::tracked_core::__private::Returned(value))
                    .__tracked_ok()
                    .map(|value| ::tracked_core::__private::display(value))
            },
        ),
        ::tracked_core::__private::Inline,
        move |(n,)| -> u32 { n },
    )
}
