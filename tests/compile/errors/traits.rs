//! Types that lack a trait.

mod missing_bound {
    //! An operator that a type parameter lacks.

    use tracked_core::tracked;

    #[tracked]
    fn sum<T>(a: T, b: T) -> T {
        a + b
    }

    fn main() {}
}

mod missing_trait {
    //! A value without `Display`, in a generic function.

    use tracked_core::tracked;

    struct Opaque;

    #[tracked]
    fn show<T: Into<Opaque>>(value: T) -> String {
        let opaque: Opaque = value.into();
        format!("{opaque}")
    }

    fn main() {}
}

mod missing_trait_operand {
    //! Two types that can't be added.

    use tracked_core::tracked;

    #[tracked]
    fn total(a: u32, b: &str) -> u32 {
        a + b
    }

    fn main() {}
}

mod boxed_without_the_trait {
    //! A `Box<dyn Trait>` of a type without the trait.

    use tracked_core::tracked;

    trait Shape {}

    struct Square;

    struct Line;

    impl Shape for Square {}

    #[tracked]
    fn shape(flat: bool) -> Result<Box<dyn Shape>, String> {
        if flat {
            return Ok(Box::new(Line));
        }
        Ok(Box::new(Square))
    }

    fn main() {}
}

mod unsized_argument {
    //! An argument without a size.

    use tracked_core::tracked;

    #[tracked]
    fn length(text: str) -> usize {
        text.len()
    }

    fn main() {}
}

mod wrong_type_in_impl_trait {
    //! The returned value lacks the promised trait.

    use tracked_core::tracked;

    #[tracked]
    fn numbers(n: u32) -> impl Iterator<Item = u32> {
        vec![n; 3]
    }

    fn main() {}
}
