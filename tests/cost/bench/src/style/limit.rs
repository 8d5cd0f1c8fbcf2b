// What all functions of the style `limit` share.

#[inline(always)]
fn is_enabled(level: log::Level) -> bool {
    level <= log::STATIC_MAX_LEVEL && level <= log::max_level()
}

struct Call {
    name: &'static str,
    args: String,
    start: std::time::Instant,
}

impl Call {
    #[cold]
    fn new(name: &'static str, args: std::fmt::Arguments<'_>) -> Self {
        let args = args.to_string();
        log::info!("start {name}({args})");
        Call {
            name,
            args,
            start: std::time::Instant::now(),
        }
    }

    #[cold]
    fn done(&self) {
        let Call { name, args, start } = self;
        log::info!("done {name}({args}) in {:.2?}", start.elapsed());
    }

    #[cold]
    fn failed(&self, error: &dyn std::fmt::Display) {
        let Call { name, args, start } = self;
        log::error!("error {name}({args}) in {:.2?}: {error}", start.elapsed());
    }
}
