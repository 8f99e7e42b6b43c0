//! Own details: name, telephone, and the zone and week in which things are shown. Only what was changed is sent, so that a
//! second window takes nothing back.

use leptos::prelude::*;
use wire::{profile::ChangeMe, session::Me};

use super::{choice, problems_of};
use crate::{
    api,
    browser::{announce::announcer, intl::browser_zone},
    components::{
        card::card,
        error_summary::{Problems, ProblemsSignal, focus_summary},
        field::{Control, Field},
        markup::view,
        words::muted,
    },
    session::use_session,
};

/// The button; what concerns no field is said about this.
const SAVE: &str = "save";

const WEEK_STARTS: &[(&str, &str)] = &[("monday", "Monday"), ("sunday", "Sunday"), ("saturday", "Saturday")];

#[derive(Clone, Copy)]
struct Form {
    /// Name, telephone, zone, first day of the week.
    typed: [RwSignal<String>; 4],
    /// The same as the API has them.
    known: StoredValue<[String; 4]>,
    etag: StoredValue<String>,
    problems: ProblemsSignal,
    pending: RwSignal<bool>,
    saved: RwSignal<bool>,
}

/// The card with the form.
pub fn card_of(me: &Me, etag: &str, problems: ProblemsSignal) -> AnyView {
    let known = texts(me);
    let form = Form {
        typed: known.clone().map(RwSignal::new),
        known: StoredValue::new(known),
        etag: StoredValue::new(etag.to_owned()),
        problems,
        pending: RwSignal::new(false),
        saved: RwSignal::new(false),
    };
    card("Your details", form.view(me))
}

/// As they stand in the fields.
fn texts(me: &Me) -> [String; 4] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let week_start = me.week_start.as_ref().map_or("monday", |day| day.as_str()).to_owned();
    [me.name.clone(), text(&me.phone), text(&me.zone), week_start]
}

impl Form {
    /// What differs from what is known.
    fn wish(self) -> ChangeMe {
        let known = self.known.get_value();
        let mut typed = self.typed.map(|typed| typed.get_untracked()).into_iter().zip(known);
        let mut next = || typed.next().filter(|(typed, known)| typed != known).map(|(typed, _)| typed);
        let [name, phone, zone] = [next(), next(), next()];
        ChangeMe { name, phone, zone, week_start: next().map(|day| day.as_str().into()) }
    }

    fn save(self) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.saved.set(false);
        let (wish, etag) = (self.wish(), self.etag.get_value());
        let (session, announcer) = (use_session(), announcer());
        leptos::task::spawn_local(async move {
            let done = api::profile::change(&wish, &etag).await;
            self.pending.try_set(false);
            match done {
                Ok((me, etag)) => {
                    announcer.say("Saved");
                    self.take(&me, etag);
                    session.know(me);
                }
                Err(failure) => self.failed(&failure).await,
            }
        });
    }

    /// The page may have been left: then there is nothing to put it into.
    fn take(self, me: &Me, etag: String) {
        let known = texts(me);
        self.typed.into_iter().zip(known.clone()).for_each(|(typed, text)| typed.try_set(text));
        self.known.try_update_value(|old| *old = known);
        self.etag.try_update_value(|old| *old = etag);
        self.problems.try_set(Problems::new());
        self.saved.try_set(true);
    }

    async fn failed(self, failure: &api::Failure) {
        if !failure.is_changed() {
            self.tell(problems_of(failure, &["name", "phone", "zone"], SAVE));
            return;
        }
        if let Some(now) = api::profile::tag_now().await {
            self.etag.try_update_value(|old| *old = now);
        }
        let words = "Your details were changed meanwhile, in another window or by an earlier press. What you typed is still here; press again to save it.";
        self.tell(vec![(SAVE, words.to_owned())]);
    }

    fn tell(self, problems: Problems) {
        self.problems.try_set(problems);
        focus_summary();
    }

    fn view(self, me: &Me) -> AnyView {
        let [name, phone, zone, week_start] = self.typed;
        let problems = self.problems;
        let role = me.role.known().map_or_else(|| me.role.as_str().to_owned(), |role| role.name().to_owned());
        let who = format!("{role}, {}. You sign in as {}.", me.account.name, me.email);
        let zone_hint = format!(
            "Such as Europe/Berlin. While it is empty, times are shown in this browser's zone, {}.",
            browser_zone()
        );
        let set = move |signal: RwSignal<String>| {
            move |text: String| {
                signal.set(text);
                self.saved.set(false);
            }
        };
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.save();
        };
        view! {
            <form class="stack" novalidate on:submit=submit>
                <p class="muted">{who}</p>
                <Field id="name" label="Name" autocomplete="name" value=name set=set(name) problems/>
                <Field id="phone" label="Telephone (optional)" control=Control::Short autocomplete="tel"
                    hint="With + and country code, such as +1 202-555-0100. The number on your account's list of people is kept there."
                    value=phone set=set(phone) problems/>
                <Field id="zone" label="Time zone (optional)" control=Control::Short hint=zone_hint value=zone set=set(zone) problems/>
                {choice("week-start", "Weeks begin on", WEEK_STARTS, move || week_start.get(), move |day| set(week_start)(day.to_owned()))}
                <p class="cluster">
                    <button class="button" id=SAVE data-kind="primary" aria-busy=move || self.pending.get().to_string()>"Save"</button>
                    {move || self.saved.get().then(|| muted("Saved. It holds wherever you sign in."))}
                </p>
            </form>
        }
    }
}
