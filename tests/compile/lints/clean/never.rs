//! Functions that do not come back.

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
