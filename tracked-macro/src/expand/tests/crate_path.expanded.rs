fn run() {
    my_framework::tracked_core::__private::call(
        &my_framework::tracked_core::__private::callsite!(""),
        (),
        |()| -> () {},
        { my_framework::tracked_core::__private::returned },
        my_framework::tracked_core::__private::run_body!(),
    )
}
