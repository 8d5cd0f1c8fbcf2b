//! Where lines go.

pub(crate) mod buffer;
pub(crate) mod destination;
pub(crate) mod destinations;
mod lock;
pub(crate) mod log_file;
pub(crate) mod rotate;

pub use self::rotate::Rotate;
