//! A value of no static type that can still be compared: shared, not copied.

use std::{any::Any, sync::Arc};

/// Any value.
#[derive(Clone)]
pub struct AnyValue {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl AnyValue {
    /// Takes a value's static type from it.
    pub fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        Self {
            value: Arc::new(value),
            same: |own, other| own.downcast_ref::<T>().is_some_and(|own| other.downcast_ref() == Some(own)),
        }
    }

    /// The value, if it is of this type.
    #[must_use]
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.value.clone().downcast().ok()
    }
}

/// Alike when type and value are.
impl PartialEq for AnyValue {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

#[cfg(test)]
mod tests {
    use super::AnyValue;

    #[test]
    fn a_value_is_found_by_its_type_only() {
        let seven = AnyValue::new(7u32);
        assert_eq!(seven.get::<u32>().as_deref(), Some(&7));
        assert_eq!(seven.get::<i32>(), None);
    }

    #[test]
    fn alike_are_only_the_same_values_of_the_same_type() {
        let seven = AnyValue::new(7u32);
        assert!(seven == AnyValue::new(7u32));
        assert!(seven != AnyValue::new(8u32));
        assert!(seven != AnyValue::new(7i32));
    }
}
