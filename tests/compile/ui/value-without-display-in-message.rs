use tracked_core::tracked;

struct Order;

#[tracked(done = "placed {order}")]
fn place(order: Order) {
    drop(order);
}

fn main() {
    place(Order);
}
