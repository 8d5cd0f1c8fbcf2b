fn run() {
    my_framework::tracked_core::__private::call(
        &my_framework::tracked_core::__private::Site {
            module: my_framework::tracked_core::__private::module_path!(),
            file: my_framework::tracked_core::__private::file!(),
            line: my_framework::tracked_core::__private::line!(),
            ..my_framework::tracked_core::__private::Site::DEFAULT
        },
        (),
        my_framework::tracked_core::__private::nothing,
        my_framework::tracked_core::__private::Plain,
        my_framework::tracked_core::__private::Inline,
        move |()| -> () {},
    )
}
