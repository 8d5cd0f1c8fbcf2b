//! Values that are borrowed or changed in a way that the borrow checker rejects.

mod borrowed_argument {
    //! A reference to an argument is returned.

    use tracked_core::tracked;

    #[tracked]
    fn first<'a>(words: Vec<String>) -> Result<&'a str, String> {
        Ok(words[0].as_str())
    }

    fn main() {}
}

mod borrowed_local {
    //! A reference to a local variable is returned.

    use tracked_core::tracked;

    #[tracked]
    fn trimmed(text: &str) -> &str {
        let owned = text.to_uppercase();
        owned.trim()
    }

    fn main() {}
}

mod borrowed_temporary {
    //! A temporary value is dropped while it is borrowed.

    use tracked_core::tracked;

    #[tracked]
    fn words(text: &str) -> usize {
        let words: Vec<&str> = text.to_uppercase().split(' ').collect();
        words.len()
    }

    fn main() {}
}

mod borrowed_twice {
    //! Two mutable borrows at the same time.

    use tracked_core::tracked;

    #[tracked]
    fn first_two(list: &mut Vec<u32>) -> Result<u32, String> {
        let first = &mut list[0];
        let second = &mut list[1];
        *first += *second;
        Ok(*first)
    }

    fn main() {}
}

mod borrowed_and_changed {
    //! Changed while it is borrowed, in a method.

    use tracked_core::tracked;

    struct Queue {
        items: Vec<String>,
    }

    impl Queue {
        #[tracked]
        fn repeat_first(&mut self) {
            let first = &self.items[0];
            self.items.push(first.clone());
            println!("{first}");
        }
    }

    fn main() {}
}

mod borrowed_and_changed_async {
    //! Changed while it is borrowed, across an `await`.

    use tracked_core::tracked;

    #[tracked]
    async fn append(list: &mut Vec<u32>) -> u32 {
        let first = &list[0];
        std::future::ready(()).await;
        list.push(1);
        *first
    }

    fn main() {}
}

mod not_mutable {
    //! An argument that is not `mut` is changed.

    use tracked_core::tracked;

    #[tracked]
    fn push(list: Vec<u32>) -> Vec<u32> {
        list.push(1);
        list
    }

    fn main() {}
}

mod not_mutable_assigned {
    //! An argument that is not `mut` is assigned.

    use tracked_core::tracked;

    #[tracked]
    fn next(n: u32) -> Result<u32, String> {
        n += 1;
        Ok(n)
    }

    fn main() {}
}

mod not_mutable_behind_reference {
    //! A value is changed through a `&`.

    use tracked_core::tracked;

    struct Counter(u32);

    impl Counter {
        #[tracked]
        async fn count(&self) -> u32 {
            self.0 += 1;
            self.0
        }
    }

    fn main() {}
}
