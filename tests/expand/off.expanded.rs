fn failures_only(id: u32) -> Result<(), String> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("id"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    start: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::None,
                        ..::tracked_core::__private::Report::START
                    },
                    done: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::None,
                        ..::tracked_core::__private::Report::DONE
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (id,),
        |(id,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::scalar(&id)]);
        },
        {
            use ::tracked_core::__private::kinds::*;
            (&&&&&&&&::tracked_core::__private::Probe::<Result<(), String>>::NEW)
                .__tracked_kind()
        },
        ::tracked_core::__private::Inline,
        move |(id,)| -> Result<(), String> { Err(format!("no {id}")) },
    )
}
fn quiet() {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    error: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::None,
                        ..::tracked_core::__private::Report::ERROR
                    },
                    panic: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::None,
                        ..::tracked_core::__private::Report::PANIC
                    },
                    cancel: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::None,
                        ..::tracked_core::__private::Report::CANCEL
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (),
        ::tracked_core::__private::nothing,
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |()| -> () {},
    )
}
