#[tracked(max_len = 40)]
mod orders {
    use super::Item;

    pub fn place(items: &[Item]) {
        store(items);
    }

    #[tracked(level = "warn", args(id))]
    fn cancel(id: u8, reason: &str) {
        remove(id, reason);
    }

    impl Item {
        fn price(&self) -> u8 {
            self.price
        }
    }
}
