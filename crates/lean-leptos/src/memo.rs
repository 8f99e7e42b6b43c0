//! A memo as leptos has it, with one piece of code for the memos of all types: leptos makes about 2 kB of code for each.

use std::{marker::PhantomData, sync::Arc};

use ::leptos::{
    prelude::{Track, With, WithUntracked},
    reactive::computed,
};

use crate::{any_value::AnyValue, signal::RwSignal};

/// A value that is computed from signals, and tells of a change only when it has changed.
pub struct Memo<T> {
    memo: computed::Memo<AnyValue>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

type Compute = Box<dyn Fn(Option<&AnyValue>) -> AnyValue + Send + Sync>;

fn memo(compute: Compute) -> computed::Memo<AnyValue> {
    computed::Memo::new(compute)
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// Computes when somebody asks for the first time, and again when a signal has changed that was read in it. It is
    /// handed the value before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let compute: Compute = Box::new(move |before| {
            let before = before.and_then(AnyValue::get::<T>);
            AnyValue::new(compute(before.as_deref()))
        });
        Self { memo: memo(compute), of: PhantomData }
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> From<RwSignal<T>> for Memo<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::new(move |_| signal.get())
    }
}

impl<T: Send + Sync + 'static> Memo<T> {
    /// Looks at the value and follows it.
    ///
    /// # Panics
    /// When the owner that made it is gone, as leptos' own memo.
    pub fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(&of_type(self.memo.with(Clone::clone)))
    }

    /// Looks at the value without following it.
    ///
    /// # Panics
    /// When the owner that made it is gone, as leptos' own memo.
    pub fn with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(&of_type(self.memo.with_untracked(Clone::clone)))
    }

    /// The value, followed.
    ///
    /// # Panics
    /// When the owner that made it is gone, as leptos' own memo.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value, not followed.
    ///
    /// # Panics
    /// When the owner that made it is gone, as leptos' own memo.
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Follows it without looking. A memo that nobody looks at is not computed, and so wakes nobody.
    pub fn track(&self) {
        self.memo.track();
    }
}

fn of_type<T: Send + Sync + 'static>(value: AnyValue) -> Arc<T> {
    match value.get() {
        Some(value) => value,
        // `new` is the only way to make one, and it puts in a `T`.
        None => unreachable!("a memo holds a value of its own type"),
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;
    use ::leptos::prelude::{Get, Owner, RwSignal, Set};

    #[test]
    fn it_follows_a_signal_and_knows_the_value_before() {
        let owner = Owner::new();
        owner.with(|| {
            let signal = RwSignal::new(2);
            let memo = Memo::new(move |before: Option<&i32>| before.copied().unwrap_or(0) + signal.get());
            assert_eq!(memo.get(), 2);
            assert_eq!(memo.get(), 2, "not computed again");
            signal.set(3);
            assert_eq!(memo.get_untracked(), 5);
            assert_eq!(memo.with(|value| value * 2), 10);
        });
    }
}
