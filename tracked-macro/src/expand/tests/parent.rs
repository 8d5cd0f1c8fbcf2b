#[tracked(skip_all, parent = *context)]
fn job(context: &Context) {
    work(context);
}
