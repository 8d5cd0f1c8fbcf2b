use tracked_core::tracked;

#[tracked]
struct Order;

fn main() {
    let _ = Order;
}
