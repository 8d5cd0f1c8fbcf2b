#[tracked(level = "debug", skip(value))]
impl<T> Store<T> {
    const SIZE: usize = 8;

    const fn size() -> usize {
        Self::SIZE
    }

    fn put(&mut self, key: u8, value: T) {
        self.insert(key, value);
    }

    #[tracked(level = "info")]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[tracked(off)]
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
