//! The webinar that a form was opened with. Its version is what the form sends: whatever a poll brings meanwhile, nothing is
//! overwritten that was not shown with a refusal first.

use std::sync::Arc;

use leptos::prelude::*;
use wire::webinar::Webinar;

use crate::api::{self, Abort, Failure};

/// Of one form.
#[derive(Clone, Copy)]
pub struct Seen(StoredValue<Option<Arc<Webinar>>>);

impl Seen {
    /// None yet.
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// The form opens about this one.
    pub fn begin(self, webinar: Option<Arc<Webinar>>) {
        self.0.set_value(webinar);
    }

    /// What the form is about, as it was when it opened; none of a form that makes one, and of a page that was left.
    pub fn get(self) -> Option<Arc<Webinar>> {
        self.0.try_get_value().flatten()
    }

    /// When somebody else was quicker, the form is about the webinar as it is now: as it was before, and as it is.
    pub async fn renewed(self, failure: &Failure) -> Option<[Arc<Webinar>; 2]> {
        let before = self.get().filter(|_| failure.is_changed())?;
        let now = api::webinars::one(&before.summary.id, "").send(&Abort::never()).await.ok()?;
        let now = Arc::new(now);
        // Given back only by a page that was left.
        self.0.try_set_value(Some(now.clone())).is_none().then_some([before, now])
    }
}
