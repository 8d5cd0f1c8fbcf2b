fn parse(text: &str) -> Result<u64, ParseIntError> {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("text"),
            options: __tracked::None,
        },
        (text,),
        { __tracked::each },
        {
            use __tracked::kinds::*;
            (&&&&&&&&__tracked::Probe::<Result<u64, ParseIntError>>::NEW)
                .__tracked_kind()
        },
        __tracked::Inline,
        move |(text,)| -> Result<u64, ParseIntError> { text.parse() },
    )
}
fn load(path: &Path) -> Loaded {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("path"),
            options: __tracked::None,
        },
        (path,),
        |(path,), __tracked_call| {
            use __tracked::ByName as _;
            __tracked_call.args(&[__tracked::Value(&path).__tracked_show()]);
        },
        {
            use __tracked::kinds::*;
            (&&&&&&&__tracked::Probe::<Loaded>::NEW.__tracked_output()).__tracked_kind()
        },
        __tracked::Inline,
        move |(path,)| -> Loaded { read(path)?.decode() },
    )
}
