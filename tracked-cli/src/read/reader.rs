//! What a thread that reads remembers from line to line.

use std::collections::HashMap;

use super::names::Names;
use super::timestamp::Clock;

/// The names of functions and the threads of a log as numbers. The numbers are those of one reader.
#[derive(Debug, Default)]
pub struct Reader {
    /// The offset from UTC in seconds, for lines of `Text`.
    pub offset: i64,
    pub clock: Clock,
    pub functions: Names,
    pub threads: Threads,
}

impl Reader {
    pub fn new(offset: i64) -> Self {
        Self {
            offset,
            ..Self::default()
        }
    }
}

/// A thread of a process, as its records name it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ThreadKey {
    pub pid: u32,
    /// Zero if the log does not contain it. Threads are then distinguished by their names.
    pub tid: u64,
    pub name: Box<[u8]>,
}

/// Entries of the table that finds a thread without a hash.
const RECENT: usize = 64;

#[derive(Debug)]
pub struct Threads {
    keys: Vec<ThreadKey>,
    by_id: HashMap<(u32, u64), u32>,
    by_name: HashMap<(u32, Box<[u8]>), u32>,
    recent: [(u32, u64, u32); RECENT],
}

impl Default for Threads {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            recent: [(0, 0, 0); RECENT],
        }
    }
}

impl Threads {
    /// The number of a thread. `name` is called if the thread is new, or has no id.
    #[inline]
    pub fn number_of<'a>(&mut self, pid: u32, tid: u64, name: impl FnOnce() -> &'a [u8]) -> u32 {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the lowest bits select an entry"
        )]
        let place = tid as usize % RECENT;
        let recent = self.recent[place];
        if tid != 0 && (recent.0, recent.1) == (pid, tid) {
            return recent.2;
        }
        let number = self.find(pid, tid, name());
        self.recent[place] = (pid, tid, number);
        number
    }

    fn find(&mut self, pid: u32, tid: u64, name: &[u8]) -> u32 {
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let number = if tid == 0 {
            *self.by_name.entry((pid, name.into())).or_insert(next)
        } else {
            *self.by_id.entry((pid, tid)).or_insert(next)
        };
        if number == next {
            self.keys.push(ThreadKey {
                pid,
                tid,
                name: name.into(),
            });
        }
        number
    }

    /// The threads with a number of at least `first`.
    pub fn since(&self, first: usize) -> &[ThreadKey] {
        self.keys.get(first..).unwrap_or_default()
    }
}
