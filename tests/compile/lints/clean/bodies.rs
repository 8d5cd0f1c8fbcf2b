//! Bodies of all kinds.

mod results {
    //! Results, options, early returns and question marks.

    use std::num::ParseIntError;

    use tracked_core::tracked;

    /// Fails.
    ///
    /// # Errors
    ///
    /// If one is no number.
    #[tracked]
    pub fn sum(texts: &[&str]) -> Result<u32, ParseIntError> {
        let mut sum = 0;
        for text in texts {
            if text.is_empty() {
                continue;
            }
            sum += text.parse::<u32>()?;
        }
        Ok(sum)
    }

    /// Finds.
    #[must_use]
    #[tracked]
    pub fn first(texts: &[&str]) -> Option<usize> {
        let first = texts.first()?;
        if first.is_empty() {
            return None;
        }
        Some(first.len())
    }

    /// Fails in one of two ways.
    ///
    /// # Errors
    ///
    /// Always.
    #[tracked]
    pub fn boxed(fail: bool) -> Result<(), Box<dyn std::error::Error>> {
        if fail {
            return Err("failed".into());
        }
        let _: u32 = "x".parse()?;
        Ok(())
    }

    /// Passes a unit on.
    ///
    /// # Errors
    ///
    /// If the list is empty.
    #[tracked]
    pub fn unit(list: &mut Vec<u32>) -> Result<(), String> {
        list.pop().map(drop).ok_or_else(|| "empty".to_owned())
    }
}

mod never {
    //! Functions that do not return.

    use tracked_core::tracked;

    /// Ends the process.
    #[tracked]
    pub fn exit(code: i32) -> ! {
        std::process::exit(code)
    }

    /// Runs for ever.
    #[tracked]
    pub fn run(list: &mut Vec<u32>) -> ! {
        loop {
            list.push(1);
            std::thread::park();
        }
    }
}

mod one_line {
    //! Bodies of one line, whatever they return.

    use tracked_core::tracked;

    /// Adds.
    #[must_use]
    #[rustfmt::skip]
    #[tracked]
    pub fn add(a: u32, b: u32) -> u32 { a + b }

    /// Borrows.
    #[must_use]
    #[rustfmt::skip]
    #[tracked]
    pub fn trim(text: &str) -> &str { text.trim() }

    /// Does nothing.
    #[rustfmt::skip]
    #[tracked]
    pub fn nothing() {}

    /// Changes.
    #[rustfmt::skip]
    #[tracked]
    pub fn push(list: &mut Vec<u32>) { list.push(1); }

    /// Waits.
    #[rustfmt::skip]
    #[tracked]
    pub async fn wait(a: u32) -> u32 { std::future::ready(a).await }

    /// Fails.
    ///
    /// # Errors
    ///
    /// If it is no number.
    #[rustfmt::skip]
    #[tracked]
    pub fn parse(text: &str) -> Result<u32, std::num::ParseIntError> { text.parse() }
}

mod patterns {
    //! Patterns in parameters.

    use tracked_core::tracked;

    /// A point.
    #[derive(Clone, Copy, Debug)]
    pub struct Point {
        /// To the right.
        pub x: i32,
        /// Down.
        pub y: i32,
    }

    /// Of a tuple.
    #[must_use]
    #[tracked]
    pub fn tuple((a, b): (u32, u32), [c, ..]: [u32; 3]) -> u32 {
        a + b + c
    }

    /// Of a struct.
    #[must_use]
    #[tracked]
    pub fn fields(Point { x, y }: Point, Point { x: dx, .. }: &Point) -> i32 {
        x + y + dx
    }

    /// Changed inside.
    #[must_use]
    #[tracked]
    pub fn mutable(mut n: u32, (mut list, _): (Vec<u32>, u32)) -> Vec<u32> {
        n += 1;
        list.push(n);
        list
    }

    /// By reference.
    #[must_use]
    #[tracked]
    pub fn reference(&(a, ref b): &(u32, String)) -> usize {
        b.len() + usize::try_from(a).unwrap_or(0)
    }
}

mod unsafe_functions {
    //! Unsafe functions.

    use tracked_core::tracked;

    /// Looks.
    ///
    /// # Safety
    ///
    /// `pointer` is valid.
    #[must_use]
    #[tracked]
    pub unsafe fn look(pointer: *const u32) -> u32 {
        // SAFETY: the caller's.
        unsafe { *pointer }
    }

    /// Looks from elsewhere.
    ///
    /// # Safety
    ///
    /// `pointer` is valid.
    #[must_use]
    #[tracked]
    #[unsafe(no_mangle)]
    pub unsafe extern "C" fn tracked_lints_look(pointer: *const u32) -> u32 {
        // SAFETY: the caller's.
        unsafe { look(pointer) }
    }
}
