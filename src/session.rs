//! Who is signed in, and what this installation is: loaded once at the start, handed down by context.

use std::sync::Arc;

use leptos::prelude::*;
use rules::{country::CountryList, response::TargetTable};
use wire::{config::Config, meta::Meta, session::Me};

use crate::api::{self, Failure};

/// Who is signed in.
#[derive(Clone, PartialEq, Debug)]
pub enum Visitor {
    /// Not known yet.
    Loading,
    /// Nobody.
    SignedOut,
    /// Somebody.
    SignedIn(Arc<Me>),
    /// The API could not be asked.
    Unreachable(Failure),
}

/// What the API said about itself, with the parts that the rules work with in the form of the rules.
#[derive(Clone)]
struct Installation {
    meta: Arc<Meta>,
    targets: Arc<TargetTable>,
    countries: Arc<CountryList>,
}

impl Installation {
    fn new(meta: Meta) -> Self {
        Self {
            targets: Arc::new((&meta.targets).into()),
            countries: Arc::new((&meta.countries).into()),
            meta: Arc::new(meta),
        }
    }
}

/// The session and the installation.
#[derive(Clone, Copy)]
pub struct Session {
    visitor: RwSignal<Visitor>,
    config: RwSignal<Option<Arc<Config>>>,
    meta: RwSignal<Option<Installation>>,
    ended: RwSignal<bool>,
}

impl Session {
    /// Makes it and begins to load; called once, by the app.
    pub fn provide() -> Self {
        let session = Self {
            visitor: RwSignal::new(Visitor::Loading),
            config: RwSignal::new(None),
            meta: RwSignal::new(None),
            ended: RwSignal::new(false),
        };
        provide_context(session);
        api::when_signed_out(move || session.has_ended());
        session.load();
        session
    }

    /// Asks the API who is signed in and what it is.
    pub fn load(self) {
        let clock = crate::clock::use_clock();
        leptos::task::spawn_local(async move {
            if let Ok(config) = api::installation::config().await {
                self.config.set(Some(Arc::new(config)));
            }
        });
        leptos::task::spawn_local(async move {
            if let Ok(meta) = api::installation::meta(clock).await {
                self.meta.set(Some(Installation::new(meta)));
            }
        });
        leptos::task::spawn_local(async move {
            self.visitor.set(match api::session::me().await {
                Ok(me) => Visitor::SignedIn(Arc::new(me)),
                Err(failure) if failure.is_signed_out() => Visitor::SignedOut,
                Err(failure) => Visitor::Unreachable(failure),
            });
        });
    }

    /// Somebody has signed in.
    pub fn signed_in(self, me: Me) {
        self.ended.set(false);
        self.visitor.set(Visitor::SignedIn(Arc::new(me)));
    }

    /// Signed out by the person's own wish.
    pub fn signed_out(self) {
        self.ended.set(false);
        self.visitor.set(Visitor::SignedOut);
    }

    /// The API said that nobody is signed in any more: the session has run out.
    pub fn has_ended(self) {
        if matches!(self.visitor.try_get_untracked(), Some(Visitor::SignedIn(_))) {
            self.ended.set(true);
            self.visitor.set(Visitor::SignedOut);
        }
    }

    /// True on the sign-in page after the session has run out.
    pub fn ran_out(self) -> bool {
        self.ended.get()
    }

    /// Who is signed in.
    pub fn visitor(self) -> Visitor {
        self.visitor.get()
    }

    /// The person, if one is signed in.
    pub fn me(self) -> Option<Arc<Me>> {
        self.visitor.with(|visitor| match visitor {
            Visitor::SignedIn(me) => Some(me.clone()),
            _ => None,
        })
    }

    /// Settings of this installation, once loaded.
    pub fn config(self) -> Option<Arc<Config>> {
        self.config.get()
    }

    /// What the API is, once loaded.
    pub fn meta(self) -> Option<Arc<Meta>> {
        self.meta.get().map(|installation| installation.meta)
    }

    /// The response targets in force, once loaded.
    pub fn targets(self) -> Option<Arc<TargetTable>> {
        self.meta.get().map(|installation| installation.targets)
    }

    /// Excluded countries, once loaded.
    pub fn countries(self) -> Option<Arc<CountryList>> {
        self.meta.get().map(|installation| installation.countries)
    }
}

/// The app's session.
pub fn use_session() -> Session {
    use_context().unwrap_or_else(Session::provide)
}
