//! A future that is sent, holding a value that is not `Send`.

use tracked_core::tracked;

#[tracked]
async fn count(n: u32) -> u32 {
    let shared = std::rc::Rc::new(n);
    std::future::ready(()).await;
    *shared
}

fn send(_: impl Send) {}

fn start() {
    send(count(1));
}

fn main() {}
