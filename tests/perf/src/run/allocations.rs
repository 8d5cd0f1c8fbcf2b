//! How often a call allocates.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use super::mode::Mode;
use super::subject::Subject;
use super::worker;

const CALLS: u32 = 1_000;

/// How many allocations a call of each subject makes.
pub fn count(mode: Mode, subjects: &[String]) -> Vec<f64> {
    let mut worker = worker::command();
    worker.args(["allocations", mode.name()]).args(subjects);
    worker::figures(worker)
}

/// What a worker does to count them.
pub fn work(subjects: &[Subject]) -> Vec<f64> {
    subjects
        .iter()
        .map(|subject| {
            // What is kept is allocated before.
            subject(CALLS.into());
            let before = ALLOCATIONS.get();
            subject(CALLS.into());
            f64::from(ALLOCATIONS.get() - before) / f64::from(CALLS)
        })
        .collect()
}

thread_local! {
    static ALLOCATIONS: Cell<u32> = const { Cell::new(0) };
}

/// The system's allocator, counted for each thread.
struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

fn one_more() {
    ALLOCATIONS.set(ALLOCATIONS.get().wrapping_add(1));
}

// SAFETY: everything is done by the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        one_more();
        // SAFETY: what is asked of the caller is asked of this.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        one_more();
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        one_more();
        // SAFETY: as above.
        unsafe { System.realloc(memory, layout, size) }
    }
}
