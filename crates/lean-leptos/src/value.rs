//! What an attribute or a property of an element can be: nothing, a flag, or text; fixed, or computed anew whenever a
//! signal changes that was read in computing it.

/// A value as it stands.
#[derive(Clone, Debug)]
pub enum Fixed {
    /// The attribute is not there.
    Absent,
    /// An attribute without text that is there or not; a boolean property.
    Flag(bool),
    /// Text of the program.
    Static(&'static str),
    /// Any text.
    Text(String),
}

impl Fixed {
    /// Its text; `None` for what is no text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Absent | Self::Flag(_) => None,
            Self::Static(text) => Some(text),
            Self::Text(text) => Some(text),
        }
    }
}

/// Alike when the page looks alike.
impl PartialEq for Fixed {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Flag(own), Self::Flag(others)) => own == others,
            _ => self.text().is_some() && self.text() == other.text(),
        }
    }
}

impl From<bool> for Fixed {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&'static str> for Fixed {
    fn from(text: &'static str) -> Self {
        Self::Static(text)
    }
}

impl From<String> for Fixed {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Fixed {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}

/// A value, or how it is computed.
pub enum Value {
    /// It stays.
    Fixed(Fixed),
    /// Computed again when a signal changes that it read.
    Live(Box<dyn FnMut() -> Fixed + Send>),
}

/// What can be written behind `=` in markup. `Kind` only keeps the implementations apart.
pub trait IntoValue<Kind> {
    /// As one type.
    fn into_value(self) -> Value;
}

/// A value that stays.
#[derive(Debug)]
pub struct Plain;

impl<T: Into<Fixed>> IntoValue<Plain> for T {
    fn into_value(self) -> Value {
        Value::Fixed(self.into())
    }
}

/// A closure.
#[derive(Debug)]
pub struct Computed;

impl<F, T> IntoValue<Computed> for F
where
    F: FnMut() -> T + Send + 'static,
    T: Into<Fixed>,
{
    fn into_value(mut self) -> Value {
        Value::Live(Box::new(move || self().into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value<Kind>(value: impl IntoValue<Kind>) -> Fixed {
        match value.into_value() {
            Value::Fixed(fixed) => fixed,
            Value::Live(mut compute) => compute(),
        }
    }

    #[test]
    fn everything_that_markup_writes_becomes_a_value() {
        assert_eq!(value("a"), Fixed::Static("a"));
        assert_eq!(value(String::from("a")), Fixed::Static("a"), "text is text");
        assert_eq!(value(Some("a")), Fixed::Static("a"));
        assert_eq!(value(None::<String>), Fixed::Absent);
        assert_eq!(value(true), Fixed::Flag(true));
        assert_eq!(value(|| Some("a")), Fixed::Static("a"));
        assert_eq!(value(crate::Live::new(|| false)), Fixed::Flag(false));
    }

    #[test]
    fn a_flag_is_no_text_and_nothing_is_not_empty() {
        assert_ne!(Fixed::Flag(true), Fixed::Static("true"));
        assert_ne!(Fixed::Absent, Fixed::Static(""));
        assert_ne!(Fixed::Flag(false), Fixed::Absent);
    }
}
