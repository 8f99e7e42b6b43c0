//! A signal as leptos has it, with one piece of code for the signals of all types.

use std::{any::Any, marker::PhantomData};

use ::leptos::{
    prelude::{Read, ReadUntracked, Signal, Track, UntrackableGuard, Write},
    reactive::signal,
};

type AnyBox = Box<dyn Any + Send + Sync>;

/// A value that tells of its changes.
pub struct RwSignal<T> {
    signal: signal::RwSignal<AnyBox>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

/// Reading without `try_` panics when the owner that made the signal is gone, as with leptos' own; writing then does nothing.
impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal with its first value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { signal: signal::RwSignal::new(Box::new(value)), of: PhantomData }
    }

    /// Looks at the value and follows it.
    pub fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(of_type(&**self.signal.read()))
    }

    /// Looks at the value without following it.
    pub fn with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(of_type(&**self.signal.read_untracked()))
    }

    /// The value, followed.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value, not followed.
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// The value, not followed; `None` when the owner that made it is gone.
    #[must_use]
    pub fn try_get_untracked(&self) -> Option<T>
    where
        T: Clone,
    {
        self.signal.try_read_untracked().map(|value| of_type::<T>(&**value).clone())
    }

    /// Follows it without looking.
    pub fn track(&self) {
        self.signal.track();
    }

    /// A new value, told to everybody; nothing when the owner that made it is gone.
    pub fn set(&self, value: T) {
        self.try_update(|old| *old = value);
    }

    /// The same; says by its name that the owner may be gone.
    pub fn try_set(&self, value: T) {
        self.set(value);
    }

    /// Changes the value and tells everybody; nothing when the owner that made it is gone.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value and tells everybody; `None` when the owner that made it is gone.
    pub fn try_update<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.signal.try_write().map(|mut value| change(of_type_mut(&mut **value)))
    }

    /// Changes the value and tells everybody if `change` says that it has; nothing when the owner that made it is gone.
    pub fn update_if(&self, change: impl FnOnce(&mut T) -> bool) {
        if let Some(mut value) = self.signal.try_write()
            && !change(of_type_mut(&mut **value))
        {
            value.untrack();
        }
    }
}

impl<T: Clone + Send + Sync + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || signal.get())
    }
}

/// `new` is the only way to make a signal, and it puts in a `T`.
fn of_type<T: 'static>(value: &(dyn Any + Send + Sync)) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        None => unreachable!("a signal holds a value of its own type"),
    }
}

fn of_type_mut<T: 'static>(value: &mut (dyn Any + Send + Sync)) -> &mut T {
    match value.downcast_mut() {
        Some(value) => value,
        None => unreachable!("a signal holds a value of its own type"),
    }
}

#[cfg(test)]
mod tests {
    use super::RwSignal;
    use crate::memo::Memo;
    use ::leptos::prelude::Owner;

    #[test]
    fn a_change_is_told_and_one_that_is_none_is_not() {
        Owner::new().with(|| {
            let signal = RwSignal::new(String::from("a"));
            let told = RwSignal::new(0);
            let memo = Memo::new(move |_| {
                told.update(|told| *told += 1);
                signal.with(String::len)
            });
            assert_eq!((memo.get(), told.get_untracked()), (1, 1));
            signal.set("ab".to_owned());
            assert_eq!((memo.get(), told.get_untracked()), (2, 2));
            signal.update_if(|text| {
                text.push('c');
                false
            });
            assert_eq!((memo.get(), told.get_untracked()), (2, 2), "nobody is told");
            assert_eq!(signal.try_update(|text| text.pop()), Some(Some('c')));
            assert_eq!((memo.get(), told.get_untracked()), (2, 3));
        });
    }

    #[test]
    fn what_is_gone_answers_with_nothing() {
        let owner = Owner::new();
        let signal = owner.with(|| RwSignal::new(7));
        assert_eq!(signal.try_get_untracked(), Some(7));
        owner.cleanup();
        drop(owner);
        assert_eq!(signal.try_get_untracked(), None);
        assert_eq!(signal.try_update(|value| *value += 1), None);
        signal.set(8);
        signal.update(|value| *value += 1);
    }
}
