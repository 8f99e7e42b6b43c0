//! Who is signed in, and what this installation is: loaded once at the start, handed down by context.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;
use rules::{country::CountryList, response::TargetTable};
use wire::{account::AccountRef, config::Config, json::Lost, meta::Meta, session::Me};

use crate::{
    api::{self, Failure},
    browser::{document, intl, timer::sleep},
    clock::{Clock, use_clock},
};

/// How long the settings of the installation are waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// Most answers that are told of at once.
const MOST_LEFT_OUT: usize = 20;

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

/// What could not be read and is left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// What an answer has lost.
    pub lost: Lost,
    /// Its request id, where it had one.
    pub request: String,
}

/// The session and the installation.
#[derive(Clone, Copy)]
pub struct Session {
    clock: Clock,
    visitor: RwSignal<Visitor>,
    config: RwSignal<Option<Arc<Config>>>,
    /// `config.json` as it came; empty when it did not.
    settings_text: RwSignal<Option<String>>,
    /// It could not be read at once; nothing is asked before it is read key by key.
    is_faulty: RwSignal<bool>,
    /// Grows when the API turns out to do without something.
    learned: RwSignal<u32>,
    left_out: RwSignal<Vec<LeftOut>>,
    left_out_told: StoredValue<Vec<String>>,
    meta: RwSignal<Option<Installation>>,
    lacks_meta: RwSignal<bool>,
    has_no_meta: RwSignal<bool>,
    ended: RwSignal<bool>,
}

impl Session {
    /// Makes it and begins to load; called once, by the app.
    pub fn provide() -> Self {
        let session = Self {
            clock: use_clock(),
            visitor: RwSignal::new(Visitor::Loading),
            // The numbers of the build stand until those of the installation have come.
            config: RwSignal::new(api::installation::config_of_the_build().map(Arc::new)),
            settings_text: RwSignal::new(None),
            is_faulty: RwSignal::new(false),
            learned: RwSignal::new(0),
            left_out: RwSignal::new(Vec::new()),
            left_out_told: StoredValue::new(Vec::new()),
            meta: RwSignal::new(None),
            lacks_meta: RwSignal::new(false),
            has_no_meta: RwSignal::new(false),
            ended: RwSignal::new(false),
        };
        provide_context(session);
        api::when_refused(move |failure| session.refused(failure));
        api::line::when_learned(move || session.learned.update(|learned| *learned += 1));
        api::when_left_out(move |lost, path, request| {
            // Of a list that is asked for again and again, as while somebody types, it is told once, and not again when it was closed.
            let (list, query) = path.split_once('?').unwrap_or((path, ""));
            let query: Vec<&str> = query.split('&').filter(|part| !part.starts_with("q=")).collect();
            let list = format!("{list}?{}", query.join("&"));
            let told = format!("{list} {} {}", lost.entries, lost.naive);
            if session.left_out_told.with_value(|all| !all.contains(&told)) {
                session.left_out_told.update_value(|all| all.push(told));
                session.left_out.update(|all| {
                    all.push(LeftOut { lost, request: request.to_owned() });
                    // An API with a fault in every answer is told of often enough.
                    all.drain(..all.len().saturating_sub(MOST_LEFT_OUT));
                });
            }
        });
        session.load();
        session.keep_fresh();
        session
    }

    /// Asks the API who is signed in and what it is, as soon as it is known where it is. Settings with a slip in them wait for the
    /// second file, which reads them key by key.
    pub fn load(self) {
        // Settings that are slow hold up nobody: those of the build stand until they come.
        leptos::task::spawn_local(async move {
            sleep(PATIENCE).await;
            if self.settings_text.with_untracked(Option::is_none) {
                self.begin(None);
            }
        });
        leptos::task::spawn_local(async move {
            let text = api::installation::settings_text().await.unwrap_or_default();
            let read = wire::json::read::<Config>(&text);
            self.settings_text.set(Some(text));
            match read {
                Ok(config) if config.is_sound() => self.begin(Some(config)),
                _ => {
                    self.is_faulty.set(true);
                    // The second file may not come either.
                    sleep(PATIENCE * 5).await;
                    if self.is_faulty.get_untracked() {
                        self.begin(None);
                    }
                }
            }
        });
    }

    /// Goes on with those settings; without any, with those of the build.
    pub fn begin(self, config: Option<Config>) {
        if let Some(config) = config {
            api::line::set(&config);
            self.config.set(Some(Arc::new(config)));
        }
        self.is_faulty.set(false);
        self.load_meta();
        // Without a token nobody is signed in: there is nothing to ask.
        if self.signs_in_elsewhere() && api::line::authorization().is_none() {
            return self.visitor.set(Visitor::SignedOut);
        }
        leptos::task::spawn_local(self.ask_who());
    }

    /// Asks who is signed in.
    pub async fn ask_who(self) {
        let line = api::line::round();
        let me = api::session::me().await;
        // Asked where the API was thought to be before the settings came.
        if line != api::line::round() {
            return;
        }
        match me {
            Ok(me) => self.know(me),
            Err(failure) if failure.is_signed_out() => self.visitor.set(Visitor::SignedOut),
            Err(failure) => self.visitor.set(Visitor::Unreachable(failure)),
        }
    }

    /// Asks what the API is, and by the way what time it is there. Of one that does not say, the settings of the installation may.
    pub fn load_meta(self) {
        let clock = self.clock;
        leptos::task::spawn_local(async move {
            let line = api::line::round();
            let came = api::installation::meta(clock).await;
            if line != api::line::round() {
                return;
            }
            self.has_no_meta.set(came.as_ref().is_err_and(Failure::is_lacking));
            let meta = match came {
                Err(failure) if failure.is_lacking() => {
                    api::installation::time(clock).await;
                    self.config.with_untracked(|config| config.as_ref()?.meta().ok()?)
                }
                meta => meta.ok(),
            };
            let Some(meta) = meta else {
                return self.lacks_meta.set(self.meta.with_untracked(Option::is_none));
            };
            self.lacks_meta.set(false);
            // What decisions rest on; the rest does not change while a page is open.
            let known = self.meta.with_untracked(|known| {
                known.as_ref().is_some_and(|known| {
                    known.meta.targets == meta.targets && known.meta.countries == meta.countries
                })
            });
            if !known {
                self.meta.set(Some(Installation::new(meta)));
            }
        });
    }

    /// Asks again every five minutes and when the page is looked at again: a device that has slept has lost the time.
    fn keep_fresh(self) {
        let tick = self.clock.poll(300);
        Effect::new(move |before: Option<()>| {
            tick.get();
            if before.is_some() {
                self.load_meta();
            }
        });
        let handle = window_event_listener_untyped("visibilitychange", move |_| {
            if document::is_visible() {
                self.load_meta();
            }
        });
        on_cleanup(move || handle.remove());
    }

    fn refused(self, failure: &Failure) {
        if failure.is_signed_out() {
            self.has_ended();
        }
        if failure.is_not_allowed() {
            self.renew_rights();
        }
    }

    /// A role may have changed since it was asked for.
    fn renew_rights(self) {
        leptos::task::spawn_local(async move {
            if let (Ok(me), Some(Visitor::SignedIn(known))) =
                (api::session::me().await, self.visitor.try_get_untracked())
                && *known != me
            {
                self.know(me);
            }
        });
    }

    /// Somebody has signed in.
    pub fn signed_in(self, me: Me) {
        self.ended.set(false);
        self.know(me);
    }

    /// Who is signed in, or how that person wants things by now. The zone first: what is shown anew is shown in it.
    pub fn know(self, me: Me) {
        intl::choose_zone(me.zone.as_deref());
        self.visitor.set(Visitor::SignedIn(Arc::new(me)));
    }

    /// Signed out by the person's own wish.
    pub fn signed_out(self) {
        self.forget_all_left_out();
        self.ended.set(false);
        self.visitor.set(Visitor::SignedOut);
        intl::choose_zone(None);
        // Else the next press would sign the same person in, without a question.
        let end = self.config.with_untracked(|config| {
            let end = config.as_ref()?.sign_in.get("redirect")?.get("end")?;
            end.as_str().map(str::to_owned)
        });
        if let Some(end) = end {
            document::leave_for(&end);
        }
    }

    /// The API said that nobody is signed in any more: the session has run out.
    fn has_ended(self) {
        if matches!(self.visitor.try_get_untracked(), Some(Visitor::SignedIn(_))) {
            self.ended.set(true);
            self.forget_all_left_out();
            api::line::sign(None);
            self.visitor.set(Visitor::SignedOut);
            intl::choose_zone(None);
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

    /// Id of the person, not followed.
    pub fn person(self) -> Option<String> {
        self.visitor.with_untracked(|visitor| match visitor {
            Visitor::SignedIn(me) => Some(me.id.clone()),
            _ => None,
        })
    }

    /// The accounts of somebody who looks after several; else none.
    pub fn several_accounts(self) -> Vec<AccountRef> {
        let accounts = self.me().map(|me| me.accounts.clone()).unwrap_or_default();
        // One that can't be read is one of several all the same.
        if accounts.all() > 1 { accounts.to_vec() } else { Vec::new() }
    }

    /// Settings of this installation; those of the build until they are loaded, and when they don't load.
    pub fn config(self) -> Option<Arc<Config>> {
        self.config.get()
    }

    /// `config.json` as it came, once it has come or failed to.
    pub fn settings_text(self) -> Option<String> {
        self.settings_text.get()
    }

    /// Whether everything waits for its being read key by key.
    pub fn is_faulty(self) -> bool {
        self.is_faulty.get()
    }

    /// Whether people sign in at an identity provider, and the API is shown a token.
    pub fn signs_in_elsewhere(self) -> bool {
        self.config.with_untracked(|config| config.as_ref().is_some_and(|config| config.signs_in_elsewhere()))
    }

    /// Whether the API has that, by its name in [`wire::capability`]; followed.
    pub fn has(self, name: &str) -> bool {
        self.config.track();
        self.learned.track();
        !api::line::lacks(name)
    }

    /// What was left out of answers that could not be read whole, the newest last; until somebody has seen it.
    pub fn left_out(self) -> Vec<LeftOut> {
        self.left_out.get()
    }

    /// It was seen.
    pub fn forget_left_out(self) {
        self.left_out.set(Vec::new());
    }

    /// It concerns nobody who signs in next, who is told of the same anew.
    fn forget_all_left_out(self) {
        self.left_out_told.set_value(Vec::new());
        self.forget_left_out();
    }

    /// What the API is, or what the settings say for it, once loaded.
    pub fn meta(self) -> Option<Arc<Meta>> {
        self.meta.get().map(|installation| installation.meta)
    }

    /// The response targets in force, once loaded.
    pub fn targets(self) -> Option<Arc<TargetTable>> {
        self.meta.get().map(|installation| installation.targets)
    }

    /// True when what the API is could not be loaded: then there are no targets, no countries, and no time of the server.
    pub fn lacks_meta(self) -> bool {
        self.lacks_meta.get()
    }

    /// Of what is lacking then: whether the API will never say it. Asking again is of no use; the settings of the installation could.
    pub fn has_no_meta(self) -> bool {
        self.has_no_meta.get()
    }

    /// Whether the clock is as right as it will get: the server has told its time, or will not.
    pub fn knows_time(self) -> bool {
        self.clock.is_set() || self.lacks_meta()
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
