use tracked_core::tracked;

trait Store {
    #[tracked]
    fn get(&self) -> u8;
}

fn main() {}
