//! What callees leave for a caller that has not ended.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};

/// A map from ids. Ids are random, so one multiplication is enough.
pub type IdMap<T> = HashMap<u64, T, BuildHasherDefault<IdHasher>>;

#[derive(Debug, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, id: u64) {
        let product = (self.0 ^ id).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = product ^ (product >> 32);
    }
}

/// Values by the id of the caller. Of a caller that never ends, the value is dropped when too many others wait.
#[derive(Debug)]
pub struct ByParent<T> {
    values: IdMap<T>,
    order: VecDeque<u64>,
}

/// Callers for which a value waits.
const LIMIT: usize = 100_000;

impl<T> Default for ByParent<T> {
    fn default() -> Self {
        Self {
            values: IdMap::default(),
            order: VecDeque::new(),
        }
    }
}

impl<T: Default> ByParent<T> {
    pub fn entry(&mut self, parent: u64) -> (&mut T, Option<T>) {
        let mut dropped = None;
        if !self.values.contains_key(&parent) {
            if self.values.len() >= LIMIT {
                while let Some(oldest) = self.order.pop_front() {
                    dropped = self.values.remove(&oldest);
                    if dropped.is_some() {
                        break;
                    }
                }
            }
            self.order.push_back(parent);
            if self.order.len() > 4 * LIMIT {
                self.order
                    .retain(|id| self.values.contains_key(id) || *id == parent);
            }
        }
        (self.values.entry(parent).or_default(), dropped)
    }

    pub fn get_mut(&mut self, parent: u64) -> Option<&mut T> {
        if self.values.is_empty() {
            return None;
        }
        self.values.get_mut(&parent)
    }

    pub fn remove(&mut self, parent: u64) -> Option<T> {
        if self.values.is_empty() {
            return None;
        }
        self.values.remove(&parent)
    }

    /// All values with the ids of their callers, in the order of their first entry.
    pub fn drain(&mut self) -> Vec<(u64, T)> {
        let Self { values, order } = self;
        order
            .drain(..)
            .filter_map(|id| Some((id, values.remove(&id)?)))
            .collect()
    }
}
