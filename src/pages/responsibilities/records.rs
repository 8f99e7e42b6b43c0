//! Trainings that people took, and third parties whose help is needed: what is on record, and one more.

use leptos::prelude::*;
use rules::{responsibilities::Duty, words};
use wire::responsibilities::{ChangeResponsibilities, Responsibilities, ResponsibilityStep as Step};

use super::{Saying, wish};
use crate::{
    components::{
        field::{Control, Field},
        markup::view,
        words::{badge, none},
    },
    widgets::declared::said_by,
};

/// The two cards; each with a form of its own, of which one is sent at a time.
#[derive(Clone, Copy)]
pub struct Records {
    saying: Saying,
    /// Who, which, day.
    training: [RwSignal<String>; 3],
    /// Who, what.
    party: [RwSignal<String>; 2],
}

impl Records {
    /// Nothing typed yet.
    pub fn new(saying: Saying) -> Self {
        let empty = || RwSignal::new(String::new());
        Self { saying, training: [empty(), empty(), empty()], party: [empty(), empty()] }
    }

    /// Both cards.
    pub fn view(self) -> AnyView {
        let may_keep = Saying::may_keep();
        view! {
            <div class="columns">
                <section class="card" id="trainings">
                    <header><h2>"Trainings"</h2></header>
                    {self.saying.seen.show("the trainings", move |(found, _)| self.trainings(found, may_keep))}
                    {may_keep.then(|| self.add_training())}
                </section>
                <section class="card" id="third-parties">
                    <header><h2>"Third parties"</h2></header>
                    {self.saying.seen.show("the third parties", move |(found, _)| self.parties(found, may_keep))}
                    {may_keep.then(|| self.add_party())}
                </section>
            </div>
        }
    }

    fn trainings(self, found: &Responsibilities, may_keep: bool) -> AnyView {
        if found.trainings.is_empty() {
            return none(
                found.trainings.unread,
                "None on record. Training may be recommended; it is no condition.",
            );
        }
        let row = |id: &str, name: &str, about: String| {
            let remove = may_keep.then(|| self.button("Remove", Duty::Training, Step::Remove, id, name));
            view! { <li><div><b>{name.to_owned()}</b><small>{about}</small></div>{remove}</li> }
        };
        let rows = found
            .trainings
            .iter()
            .map(|held| row(&held.id, &held.name, format!("{}, {}", held.about, words::date(held.day))))
            .collect_view();
        view! { <ul class="people">{rows}</ul> }
    }

    fn parties(self, found: &Responsibilities, may_keep: bool) -> AnyView {
        if found.third_parties.is_empty() {
            return none(
                found.third_parties.unread,
                "None named. Where the help of somebody else is needed, you secure it.",
            );
        }
        let rows = found
            .third_parties
            .iter()
            .map(|party| {
                let (tone, state) = if party.secured { ("ok", "secured") } else { ("warn", "not secured") };
                let (words, step) = if party.secured {
                    ("Not any more", Step::NotSecured)
                } else {
                    ("It is secured", Step::Secured)
                };
                let steps = may_keep.then(|| {
                    view! {
                        {self.button(words, Duty::ThirdParties, step, &party.id, &party.name)}
                        {self.button("Remove", Duty::ThirdParties, Step::Remove, &party.id, &party.name)}
                    }
                });
                view! {
                    <li>
                        <div><b>{party.name.clone()}</b><small>{party.about.clone()}</small>{party.said.as_ref().map(said_by)}</div>
                        {badge(tone, state)}
                        <span class="cluster no-print">{steps}</span>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="people">{rows}</ul> }
    }

    fn button(self, words: &'static str, duty: Duty, step: Step, id: &str, name: &str) -> AnyView {
        let wish = ChangeResponsibilities { record: Some(id.to_owned()), ..wish(duty.code(), step) };
        let name = name.to_owned();
        view! {
            <button class="button no-print" data-kind="quiet" data-size="small" type="button"
                on:click=move |_| self.saying.send(wish.clone(), &["title"], || {})>{words}<span class="visually-hidden">": "{name}</span></button>
        }
    }

    fn add_training(self) -> AnyView {
        let [who, which, day] = self.training;
        let problems = self.saying.step.problems;
        let add = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let wish = ChangeResponsibilities {
                name: Some(who.get_untracked()),
                text: Some(which.get_untracked()),
                day: Some(day.get_untracked()),
                ..wish(Duty::Training.code(), Step::Add)
            };
            self.saying.send(wish, &["name", "text", "day"], move || {
                [who, which, day].iter().for_each(|typed| typed.set(String::new()));
            });
        };
        view! {
            <form class="stack no-print" data-gap="tight" novalidate on:submit=add>
                <Field id="name" label="Who took it" value=who set=move |text| who.set(text) problems/>
                <Field id="text" label="Which training" value=which set=move |text| which.set(text) problems/>
                <Field id="day" label="On which day" control=Control::Date value=day set=move |text| day.set(text) problems/>
                <p><button class="button" aria-busy=move || self.saying.step.busy()>"Add the training"</button></p>
            </form>
        }
    }

    fn add_party(self) -> AnyView {
        let [who, what] = self.party;
        let problems = self.saying.step.problems;
        let add = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let [name, text] = self.party.map(|typed| typed.get_untracked());
            if name.trim().is_empty() || text.trim().is_empty() {
                let words = "Enter who it is and what you need of them".to_owned();
                return self.saying.step.refuse(vec![("party", words)]);
            }
            let wish = ChangeResponsibilities {
                name: Some(name),
                text: Some(text),
                ..wish(Duty::ThirdParties.code(), Step::Add)
            };
            self.saying
                .send(wish, &["party"], move || self.party.iter().for_each(|typed| typed.set(String::new())));
        };
        view! {
            <form class="stack no-print" data-gap="tight" novalidate on:submit=add>
                <Field id="party" label="Whose help is needed" value=who set=move |text| who.set(text) problems/>
                <Field id="needed" label="What you need of them" value=what set=move |text| what.set(text) problems/>
                <p><button class="button" aria-busy=move || self.saying.step.busy()>"Add the third party"</button></p>
            </form>
        }
    }
}
