fn parse(text: &str) -> Result<u64, ParseIntError> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("text"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (text,),
        |(text,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::text(&text)]);
        },
        {
            use ::tracked_core::__private::kinds::*;
            (&&&&&&&&::tracked_core::__private::Probe::<Result<u64, ParseIntError>>::NEW)
                .__tracked_kind()
        },
        ::tracked_core::__private::Inline,
        move |(text,)| -> Result<u64, ParseIntError> { text.parse() },
    )
}
fn load(path: &Path) -> Loaded {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("path"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (path,),
        |(path,), __tracked_call| {
            use ::tracked_core::__private::ByName as _;
            __tracked_call
                .args(&[::tracked_core::__private::Value(&path).__tracked_show()]);
        },
        {
            use ::tracked_core::__private::kinds::*;
            (&&&&&&&::tracked_core::__private::Probe::<Loaded>::NEW.__tracked_output())
                .__tracked_kind()
        },
        ::tracked_core::__private::Inline,
        move |(path,)| -> Loaded { read(path)?.decode() },
    )
}
