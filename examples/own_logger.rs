//! How does an application use another logger? This one configures fern, which logs the calls of an annotated library.
//!
//! ```sh
//! cargo run --example own_logger
//! ```
//!
//! logs to stderr
//!
//! ```text
//! DEBUG annotated_library: start count_words(text="one two")
//! DEBUG annotated_library: done count_words(text="one two") in 1.20µs
//! DEBUG annotated_library: start count_words(text="")
//! ERROR annotated_library: error count_words(text="") in 1.20µs: no words in the text
//! ```

use annotated_library::count_words;
use tracked_core::log;

fn main() -> Result<(), log::SetLoggerError> {
    fern::Dispatch::new()
        .level_for("annotated_library", log::LevelFilter::Debug)
        .format(|out, message, record| {
            out.finish(format_args!(
                "{} {}: {message}",
                record.level(),
                record.target()
            ));
        })
        .chain(std::io::stderr())
        .apply()?;
    let _ = count_words("one two");
    let _ = count_words("");
    Ok(())
}
