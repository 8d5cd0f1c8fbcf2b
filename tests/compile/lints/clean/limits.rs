//! The largest functions that no lint complains about.

mod limits {
    //! As many arguments, lines and bytes as the lints allow.

    use tracked_core::tracked;

    /// Seven.
    #[tracked]
    pub fn arguments(
        list: &mut Vec<u32>,
        two: u32,
        three: u32,
        four: u32,
        five: u32,
        six: u32,
        seven: u32,
    ) {
        list.extend([two, three, four, five, six, seven]);
    }

    /// A hundred.
    #[tracked]
    pub fn lines(list: &mut Vec<u32>) {
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
    }

    /// Just small enough to be awaited.
    #[tracked]
    pub async fn large() -> usize {
        almost_large().await
    }

    #[tracked]
    async fn almost_large() -> usize {
        let (a, b): ([u8; 8100], [u8; 8100]) = ([0; 8100], [1; 8100]);
        std::future::ready(()).await;
        std::str::from_utf8(&a).map_or(b.len(), str::len)
    }
}
