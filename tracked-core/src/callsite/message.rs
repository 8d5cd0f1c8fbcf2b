//! A message from the attribute, parsed by the macro.

/// A part of a message.
pub enum MessagePart {
    Text(&'static str),
    /// The value at this index. The values of the fields come first, then those of the messages.
    Value(usize),
    Name,
    Args,
    Elapsed,
    Error,
    /// The error by `Debug`.
    ErrorDebug,
    Ret,
    /// The field of this name that the body has recorded.
    Recorded(&'static str),
    /// A part with a width or a precision. The function pads or shortens the text of the part.
    Padded(&'static MessagePart, fn(&str) -> String),
}

impl MessagePart {
    pub(crate) fn is_value(&self, index: usize) -> bool {
        matches!(self, MessagePart::Value(at) if *at == index)
    }

    /// Whether the part shows the error by `Debug`, perhaps with a width.
    pub(crate) fn is_error_debug(&self) -> bool {
        match self {
            MessagePart::Padded(part, _) => part.is_error_debug(),
            part => matches!(part, MessagePart::ErrorDebug),
        }
    }
}
