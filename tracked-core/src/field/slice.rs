//! Slices of numbers, which are formatted up to the limit and no further.
//!
//! The list builder of `std` visits every element, also after the writer has failed.

use std::fmt::{self, Debug, Formatter, Write};

/// A number or a boolean.
pub trait Element: Sized {
    fn slice(elements: &[Self]) -> Slice<'_>;
}

macro_rules! elements {
    ($($variant:ident($ty:ty))*) => {
        /// A slice of numbers or booleans.
        #[derive(Clone, Copy)]
        pub enum Slice<'a> {
            $($variant(&'a [$ty]),)*
        }

        $(impl Element for $ty {
            #[inline]
            fn slice(elements: &[Self]) -> Slice<'_> {
                Slice::$variant(elements)
            }
        })*

        impl Debug for Slice<'_> {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                match self {
                    $(Slice::$variant(elements) => write_list(f, elements),)*
                }
            }
        }
    };
}

elements! {
    Bool(bool)
    U8(u8) U16(u16) U32(u32) U64(u64) U128(u128) Usize(usize)
    I8(i8) I16(i16) I32(i32) I64(i64) I128(i128) Isize(isize)
    F32(f32) F64(f64)
}

/// Writes the elements until the writer fails.
fn write_list<T: Debug>(f: &mut Formatter<'_>, elements: &[T]) -> fmt::Result {
    f.write_char('[')?;
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        element.fmt(f)?;
    }
    f.write_char(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_has_the_text_of_std() {
        fn check<T: Element + Debug>(elements: &[T]) {
            assert_eq!(format!("{:?}", T::slice(elements)), format!("{elements:?}"));
        }
        check::<u8>(&[]);
        check(&[true, false]);
        check(&[0_u8, 255]);
        check(&[-1_i128]);
        check(&[1.0_f32, -0.5, f32::NAN]);
        check(&[1e300_f64, 0.1]);
    }
}
