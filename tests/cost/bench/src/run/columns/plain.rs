//! Functions that are not logged.

super::functions! {
    fn add(a, b);
    fn parse(text);
    async fn fetch(text, waits);
    fn nest(depth);
}
super::run!();
