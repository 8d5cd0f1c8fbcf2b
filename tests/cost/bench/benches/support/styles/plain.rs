//! Functions that are not logged.

super::functions! {
    fn add(a, b);
    fn parse(text);
    async fn wait(text, times);
}
super::calls!();
