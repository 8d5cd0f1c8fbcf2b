//! `#[tracked]`, this project.

use tracked_core::tracked;

super::functions! {
    #[tracked]
    fn add(a, b);
    #[tracked]
    fn parse(text);
    #[tracked]
    async fn wait(text, times);
}
super::calls!();
