//! Where lines go.

pub(crate) mod buffer;
pub(crate) mod destination;
mod lock;
pub(crate) mod log_file;
pub(crate) mod rotate;
pub(crate) mod sink;

pub use self::rotate::Rotate;
