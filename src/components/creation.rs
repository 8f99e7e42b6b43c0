//! The key of something that is being made: the same for as long as it is not known what became of it, another one as soon as
//! it is known that the first press did arrive. So what is sent twice is one thing, and what was changed after a lost answer
//! can be sent as another one.

use leptos::prelude::*;

use crate::{
    api::{Failure, IdempotencyKey},
    browser::identifier,
};

/// Of one form.
#[derive(Clone, Copy)]
pub struct Creation(StoredValue<String>);

impl Creation {
    /// Something new.
    pub fn new() -> Self {
        Self(StoredValue::new(identifier::random()))
    }

    /// Something else is being made from now on.
    pub fn renew(self) {
        self.0.try_set_value(identifier::random());
    }

    /// The key to send.
    pub fn key(self) -> IdempotencyKey {
        IdempotencyKey(self.0.get_value())
    }

    /// Looks at why a call failed: when an earlier press did arrive, the next one makes something else.
    pub fn failed(self, failure: &Failure) {
        if failure.made_before().is_some() {
            self.renew();
        }
    }
}

/// What to say when an earlier press did arrive; nothing for any other failure.
pub fn made_before(failure: &Failure) -> Option<String> {
    let words = "Your first press did arrive, only its answer was lost: what you sent then is there, see the list. What you changed since is not in it; press again only if it is something else.";
    failure.made_before().map(|_| words.to_owned())
}
