//! Planning a webinar, and changing what was planned: one form for both. Times are typed in the publisher's own zone and shown
//! in the host's. What was typed stays until it is through.

use std::sync::Arc;

use leptos::prelude::*;
use wire::{
    json,
    webinar::{PlanWebinar, Topic, Webinar},
};

use super::{seen::Seen, words::TOPICS};
use crate::{
    api,
    browser::{
        document,
        intl::{self, Detail},
    },
    components::{
        choice::choice,
        creation::Creation,
        error_summary::ErrorSummary,
        field::{Control, Field},
        link::use_go,
        markup::{live, view},
        step::Step,
    },
    route::Route,
    session::use_session,
};

/// Heading of the form, which takes the focus when it opens.
const HEADING: &str = "planning";

/// Controls, called as the members of the request with a word before.
const FIELDS: [&str; 13] = [
    "plan-title",
    "plan-about",
    "plan-topic",
    "plan-other_topic",
    "plan-families",
    "plan-speaker_name",
    "plan-speaker_title",
    "plan-starts_at",
    "plan-ends_at",
    "plan-host_zone",
    "plan-join_link",
    "plan-dial_in",
    "plan-audience",
];

/// The form.
#[derive(Clone, Copy)]
pub struct Planning {
    /// Whether it is being sent, and what is wrong.
    pub step: Step,
    open: RwSignal<bool>,
    /// What is changed; none for another one.
    seen: Seen,
    typed: [RwSignal<String>; 12],
    audience: RwSignal<Vec<String>>,
    creation: Creation,
    again: Callback<()>,
}

impl Planning {
    /// Closed. `again` loads the page anew, after a change and after a refusal.
    pub fn new(again: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            step: Step::new(),
            open: RwSignal::new(false),
            seen: Seen::new(),
            typed: std::array::from_fn(|_| RwSignal::new(String::new())),
            audience: RwSignal::new(Vec::new()),
            creation: Creation::new(),
            again: Callback::new(move |()| again()),
        }
    }

    /// Opens it; on one that is open already, it moves the focus there.
    pub fn button(self, of: Option<Memo<Option<Arc<Webinar>>>>) -> AnyView {
        let words = if of.is_some() { "Change what is planned" } else { "Plan a webinar" };
        let press = move |_| {
            // What was typed in an open one stays.
            if !self.open.get_untracked() {
                let known = of.and_then(|of| of.get_untracked());
                if of.is_some() != known.is_some() {
                    return;
                }
                self.begin(known);
            }
            document::focus_next(HEADING);
        };
        view! { <button class="button no-print" type="button" on:click=press>{words}</button> }
    }

    fn begin(self, known: Option<Arc<Webinar>>) {
        for (typed, text) in self.typed.into_iter().zip(begun(known.as_deref())) {
            typed.set(text);
        }
        self.audience.set(known.as_deref().map(audience).unwrap_or_default());
        self.seen.begin(known);
        self.creation.renew();
        self.step.problems.set(Vec::new());
        self.open.set(true);
    }

    /// What was left as it was is as somebody else has left it: sent again, it takes nothing of theirs back.
    fn follow(self, [before, now]: [Arc<Webinar>; 2]) {
        for ((typed, before), now) in self.typed.into_iter().zip(begun(Some(&before))).zip(begun(Some(&now)))
        {
            if typed.with_untracked(|typed| *typed == before) {
                typed.set(now);
            }
        }
        let begun_with = audience(&before);
        // One of whom not all can be read is no choice of anybody's.
        if is_whole(&now) && self.audience.with_untracked(|chosen| *chosen == begun_with) {
            self.audience.set(audience(&now));
        }
    }

    fn end(self) {
        self.open.set(false);
        document::focus_next("title");
    }

    fn filled_in(self) -> Result<PlanWebinar, Vec<(&'static str, String)>> {
        let [
            title,
            about,
            topic,
            other_topic,
            families,
            name,
            position,
            start,
            minutes,
            host_zone,
            link,
            dial_in,
        ] = self.typed.map(|typed| typed.get_untracked().trim().to_owned());
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let starts_at = intl::local_to_utc(&start).and_then(|start| json::instant(&start));
        let ends_at = minutes.parse().ok().filter(|minutes| *minutes > 0).and_then(|minutes: u16| {
            starts_at?.checked_add_signed(chrono::TimeDelta::minutes(minutes.into()))
        });
        let mut problems = Vec::new();
        if starts_at.is_none() {
            problems.push(("plan-starts_at", "Enter a day and a time".to_owned()));
        } else if ends_at.is_none() {
            problems.push(("plan-ends_at", "Enter how many minutes it takes, such as 60".to_owned()));
        }
        let Some((starts_at, ends_at)) = starts_at.zip(ends_at) else { return Err(problems) };
        Ok(PlanWebinar {
            title,
            about,
            other_topic: some(other_topic).filter(|_| topic == Topic::Other.as_str()),
            topic: Topic::from(topic.as_str()),
            families: families
                .split(',')
                .map(|family| family.trim().to_owned())
                .filter(|family| !family.is_empty())
                .collect(),
            speaker_name: name,
            speaker_title: some(position),
            starts_at,
            ends_at,
            host_zone,
            join_link: some(link),
            dial_in: some(dial_in),
            audience: self.audience.get_untracked(),
        })
    }

    fn send(self, go: impl Fn(Route) + 'static) {
        let plan = match self.filled_in() {
            Ok(plan) => plan,
            Err(problems) => return self.step.refuse(problems),
        };
        let Some(seen) = self.seen.get() else {
            let (creation, made) = (self.creation, StoredValue::new(String::new()));
            let key = creation.key();
            let call = async move {
                let planned = api::webinars::plan(&plan, &key).await;
                let planned = planned.inspect_err(|failure| creation.failed(failure))?;
                made.try_set_value(planned.summary.id);
                Ok(())
            };
            return self.step.send(Box::pin(call), &FIELDS, move |done| {
                if done {
                    go(Route::webinar(made.get_value()));
                } else {
                    self.again.run(());
                }
            });
        };
        let call = async move {
            let done = api::webinars::change(&seen.summary.id, seen.version, &plan).await;
            if let Err(failure) = &done
                && let Some(renewed) = self.seen.renewed(failure).await
            {
                self.follow(renewed);
            }
            done
        };
        self.step.send(Box::pin(call), &FIELDS, move |done| {
            self.again.run(());
            if done {
                self.end();
            }
        });
    }

    /// The form, while it is open.
    pub fn view(self) -> AnyView {
        let go = use_go();
        live(move || self.open.get().then(|| self.form(go.clone())))
    }

    fn form(self, go: impl Fn(Route) + Clone + 'static) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send(go.clone());
        };
        let title = if self.seen.get().is_some() { "Change what is planned" } else { "Plan a webinar" };
        let [_, _, topic, ..] = self.typed;
        let named = |(name, words): &(&str, &str)| ((*name).to_owned(), (*words).to_owned());
        let topics = TOPICS.iter().map(named).collect();
        let other =
            live(move || (topic.get() == "other").then(|| self.field(3, "Which topic", "", Control::Line)));
        let zone = intl::viewer_zone();
        view! {
            <section class="card">
                <header><h2 id=HEADING tabindex="-1">{title}</h2></header>
                <ErrorSummary problems=self.step.problems/>
                <form class="stack" novalidate on:submit=submit>
                    {self.field(0, "Title", "", Control::Line)}
                    {self.field(1, "Abstract", "What people will know afterwards", Control::Text)}
                    {choice("plan-topic", "Topic", "", topics, topic, self.step.problems)}
                    {other}
                    {self.field(4, "Product families (optional)", "With commas between them; none means whatever people run", Control::Line)}
                    {self.field(5, "Subject Matter Expert", "", Control::Line)}
                    {self.field(6, "What the expert is (optional)", "Such as Principal engineer, routing", Control::Line)}
                    {self.field(7, "Begins", format!("In your zone, {zone}"), Control::DateTime)}
                    {live(move || self.times())}
                    {self.field(8, "Minutes", "", Control::Short)}
                    {self.field(9, "Zone of the host", "Such as Europe/Berlin", Control::Short)}
                    {self.field(10, "Link to join by (optional)", "It begins with https://. People see it from ten minutes before.", Control::Line)}
                    {self.field(11, "Dial-in (optional)", "Telephone number and code, in one line", Control::Line)}
                    {self.accounts()}
                    <p class="cluster">
                        <button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Save"</button>
                        <button class="button" type="button" on:click=move |_| self.end()>"Leave it"</button>
                    </p>
                </form>
            </section>
        }
    }

    fn field(self, place: usize, label: &'static str, hint: impl Into<String>, control: Control) -> AnyView {
        let (id, typed, hint) = (FIELDS[place], self.typed[place], hint.into());
        view! { <Field id label hint control value=typed set=move |text| typed.set(text) problems=self.step.problems/> }
    }

    /// The beginning as the host's clocks show it, and in UTC.
    fn times(self) -> Option<AnyView> {
        let start = json::instant(&intl::local_to_utc(&self.typed[7].get())?)?;
        let there = intl::format(start, Some(&self.typed[9].get()), Detail::Full);
        Some(
            view! { <p class="hint" role="status">{format!("{there} for the host, {}", intl::utc(start))}</p> },
        )
    }

    /// For whom; nobody chosen means everybody.
    fn accounts(self) -> Option<AnyView> {
        // Of one account as well: what is planned for it is not for everybody.
        let accounts = use_session().me().map(|me| me.accounts.clone()).unwrap_or_default();
        let audience = self.audience;
        let row = |account: wire::account::AccountRef| {
            let (id, same) = (account.id.clone(), account.id);
            let toggle = move |_| {
                audience.update(|chosen| match chosen.iter().position(|known| *known == id) {
                    Some(place) => drop(chosen.remove(place)),
                    None => chosen.push(id.clone()),
                });
            };
            view! { <label><input type="checkbox" prop:checked=move || audience.with(|chosen| chosen.contains(&same)) on:change=toggle/><span>{account.name}</span></label> }
        };
        (!accounts.is_empty()).then(|| {
            let rows = accounts.into_iter().map(row).collect_view();
            view! { <fieldset class="choices" id="plan-audience" tabindex="-1"><legend>"For whom"</legend><p class="hint">"Nobody chosen: for everybody"</p>{rows}</fieldset> }
        })
    }
}

/// Ids of the accounts that it is for.
fn audience(known: &Webinar) -> Vec<String> {
    let publishing = known.publishing.iter();
    publishing.flat_map(|known| &known.audience).map(|account| account.id.clone()).collect()
}

/// Whether it may be planned anew: for whom it is and for which products is written with it, so what can't be read would be left
/// out, and of nothing left it would be for everybody.
pub fn is_whole(webinar: &Webinar) -> bool {
    webinar.summary.families.unread == 0 && webinar.publishing.iter().all(|known| known.audience.unread == 0)
}

/// What stands in the fields at first.
fn begun(known: Option<&Webinar>) -> [String; 12] {
    let Some(known) = known else {
        let mut texts: [String; 12] = Default::default();
        texts[2] = TOPICS[0].0.to_owned();
        texts[8] = "60".to_owned();
        texts[9] = intl::viewer_zone();
        return texts;
    };
    let summary = &known.summary;
    let publishing = known.publishing.as_ref();
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let minutes = (summary.ends_at - summary.starts_at).num_minutes();
    [
        summary.title.clone(),
        known.about.clone(),
        summary.topic.as_str().to_owned(),
        text(summary.other_topic.as_ref()),
        summary.families.join(", "),
        summary.speaker.name.clone(),
        text(summary.speaker.title.as_ref()),
        intl::utc_to_local(summary.starts_at),
        minutes.to_string(),
        summary.host_zone.clone(),
        text(publishing.and_then(|known| known.join_link.as_ref())),
        text(publishing.and_then(|known| known.dial_in.as_ref())),
    ]
}
