#[tracked(skip(blob))]
fn attach(name: &str, blob: &[u8]) {
    keep(name, blob);
}

#[tracked(skip_all)]
fn detach(name: &str) {
    drop_it(name);
}

impl Cart {
    #[tracked(args(self, name))]
    fn find(&self, name: &str, deep: bool) -> usize {
        self.search(name, deep)
    }
}
