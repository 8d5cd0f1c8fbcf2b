fn parse(text: &str) -> Result<u64, ParseIntError> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: &["text"],
            ..::tracked_core::__private::Site::DEFAULT
        },
        (text,),
        |(text,), __call| {
            use ::tracked_core::__private::ByName as _;
            __call.args(&[::tracked_core::__private::Value(text).show()]);
        },
        {
            use ::tracked_core::__private::kind::*;
            (&&&&&&&Probe::<Result<u64, ParseIntError>>::NEW).kind()
        },
        move |(text,)| -> Result<u64, ParseIntError> { text.parse() },
    )
}
fn load(path: &Path) -> Loaded {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: &["path"],
            ..::tracked_core::__private::Site::DEFAULT
        },
        (path,),
        |(path,), __call| {
            use ::tracked_core::__private::ByName as _;
            __call.args(&[::tracked_core::__private::Value(path).show()]);
        },
        {
            use ::tracked_core::__private::kind::*;
            (&&&&&&Probe::<Loaded>::NEW.output()).kind()
        },
        move |(path,)| -> Loaded { read(path)?.decode() },
    )
}
