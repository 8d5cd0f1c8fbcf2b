//! Lints of clippy about what a body contains.

mod items_after_statements {
    //! `clippy::items_after_statements`: a function after a statement.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start() -> u32 {
        let n = std::process::id();
        fn increment(n: u32) -> u32 {
            n.wrapping_add(std::process::id())
        }
        increment(n)
    }
}

mod let_and_return {
    //! `clippy::let_and_return`: a variable that is returned at once.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start() -> u32 {
        let n = std::process::id();
        n
    }
}

mod option_if_let_else {
    //! `clippy::option_if_let_else`: an `if let` that could be a `map_or`.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(n: Option<u32>) -> u32 {
        if let Some(n) = n {
            n.wrapping_add(1)
        } else {
            std::process::id()
        }
    }
}

mod redundant_clone {
    //! `clippy::redundant_clone`: a clone of a value that is not used again.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start() -> String {
        let text = std::process::id().to_string();
        text.clone()
    }
}

mod redundant_else {
    //! `clippy::redundant_else`: an `else` after a `return`.

    use tracked_core::tracked;

    /// Clears.
    #[tracked]
    pub fn start(list: &mut Vec<u32>) {
        if list.is_empty() {
            return;
        } else {
            list.push(1);
        }
        list.clear();
    }
}

mod semicolon_if_nothing_returned {
    //! `clippy::semicolon_if_nothing_returned`: a last expression of type `()` without a semicolon.

    use tracked_core::tracked;

    /// Clears.
    #[tracked]
    pub fn start(list: &mut Vec<u32>) {
        list.clear()
    }
}

mod too_many_lines {
    //! `clippy::too_many_lines`: more than a hundred lines.

    use tracked_core::tracked;

    /// Adds.
    #[tracked]
    pub fn start(list: &mut Vec<u32>) {
        list.push(0);
        list.push(1);
        list.push(2);
        list.push(3);
        list.push(4);
        list.push(5);
        list.push(6);
        list.push(7);
        list.push(8);
        list.push(9);
        list.push(10);
        list.push(11);
        list.push(12);
        list.push(13);
        list.push(14);
        list.push(15);
        list.push(16);
        list.push(17);
        list.push(18);
        list.push(19);
        list.push(20);
        list.push(21);
        list.push(22);
        list.push(23);
        list.push(24);
        list.push(25);
        list.push(26);
        list.push(27);
        list.push(28);
        list.push(29);
        list.push(30);
        list.push(31);
        list.push(32);
        list.push(33);
        list.push(34);
        list.push(35);
        list.push(36);
        list.push(37);
        list.push(38);
        list.push(39);
        list.push(40);
        list.push(41);
        list.push(42);
        list.push(43);
        list.push(44);
        list.push(45);
        list.push(46);
        list.push(47);
        list.push(48);
        list.push(49);
        list.push(50);
        list.push(51);
        list.push(52);
        list.push(53);
        list.push(54);
        list.push(55);
        list.push(56);
        list.push(57);
        list.push(58);
        list.push(59);
        list.push(60);
        list.push(61);
        list.push(62);
        list.push(63);
        list.push(64);
        list.push(65);
        list.push(66);
        list.push(67);
        list.push(68);
        list.push(69);
        list.push(70);
        list.push(71);
        list.push(72);
        list.push(73);
        list.push(74);
        list.push(75);
        list.push(76);
        list.push(77);
        list.push(78);
        list.push(79);
        list.push(80);
        list.push(81);
        list.push(82);
        list.push(83);
        list.push(84);
        list.push(85);
        list.push(86);
        list.push(87);
        list.push(88);
        list.push(89);
        list.push(90);
        list.push(91);
        list.push(92);
        list.push(93);
        list.push(94);
        list.push(95);
        list.push(96);
        list.push(97);
        list.push(98);
        list.push(99);
        list.push(100);
    }
}

mod needless_return {
    //! `clippy::needless_return`: a `return` at the end.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start() -> u32 {
        return std::process::id();
    }
}

mod needless_return_in_result {
    //! `clippy::needless_return`: a `return` at the end of a function that returns a `Result`.

    use tracked_core::tracked;

    /// Parses.
    ///
    /// # Errors
    ///
    /// If it is no number.
    #[tracked]
    pub fn start(text: &str) -> Result<u32, std::num::ParseIntError> {
        let n = text.parse::<u32>()?;
        return Ok(n);
    }
}

mod needless_question_mark {
    //! `clippy::needless_question_mark`: an `Ok` around a `?`.

    use tracked_core::tracked;

    /// Parses.
    ///
    /// # Errors
    ///
    /// If it is no number.
    #[tracked]
    pub fn start(text: &str) -> Result<u32, std::num::ParseIntError> {
        Ok(text.parse()?)
    }
}

mod question_mark {
    //! `clippy::question_mark`: an early return that could be a `?`.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(list: &[u32]) -> Option<u32> {
        let Some(first) = list.first() else {
            return None;
        };
        first.checked_add(1)
    }
}
