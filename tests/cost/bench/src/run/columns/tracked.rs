//! This project.

use tracked_core::tracked;

super::functions! {
    #[tracked]
    fn add(a, b);
    #[tracked]
    fn parse(text);
    #[tracked]
    async fn fetch(text, waits);
    #[tracked]
    fn nest(depth);
}
super::run!();
