//! A future that is sent, holding an argument that is not `Send`.

use std::rc::Rc;

use tracked_core::tracked;

#[tracked]
async fn count(shared: Rc<u32>) -> u32 {
    std::future::ready(()).await;
    *shared
}

fn send(_: impl Send) {}

fn start() {
    send(count(Rc::new(1)));
}

fn main() {}
