//! The parts of the form: for whom and how it came, the unit, priority with its target, and what is wrong.

use leptos::prelude::*;
use rules::{
    case_draft::{DESCRIPTION_MAX, LINE_MAX, SYNOPSIS_MAX},
    entitlement::Answer,
    response::{self, EmailRefused, Priority},
};
use wire::unit::Unit;

use super::{form::Form, typed::Part};
use crate::{
    api,
    browser::{document, intl},
    components::{
        card::card,
        choice::choice,
        error_summary::message_of,
        field::{Control, Field},
        icon::Icon,
        loaded::load,
        markup::{live, view},
    },
    session::use_session,
    widgets::{unit_picker::UnitPicker, why::Why},
};

type Choices = Vec<(String, String)>;

fn choices(all: &[(&str, &str)]) -> Choices {
    all.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect()
}

impl Form {
    /// All of it.
    pub fn fields(self) -> AnyView {
        let whom = self.note.is_none().then(|| card("For whom", self.whom()));
        view! {
            {whom}
            {card("How it came", self.how())}
            {card("What is wrong", view! {
                {self.unit_part()}
                {self.text(Part::Synopsis, "Symptom in one line", "", Control::Line, SYNOPSIS_MAX)}
                {self.priority()}
                {self.text(Part::Description, "Description", "For a Priority 1 it may stay empty", Control::Text, DESCRIPTION_MAX)}
                {self.text(Part::Software, "Software version", "“unknown” is fine; for a Priority 1 it may stay empty", Control::Short, LINE_MAX)}
            })}
        }
    }

    fn text(
        self,
        part: Part,
        label: &'static str,
        hint: &'static str,
        control: Control,
        limit: usize,
    ) -> AnyView {
        let (value, problems) = (self.typed.part(part), self.step.problems);
        view! { <Field id=part.name() label hint control limit=Some(limit) value set=move |text| value.set(text) problems/> }
    }

    fn choice(self, part: Part, label: &'static str, hint: &'static str, options: Choices) -> AnyView {
        choice(part.name(), label, hint, options, self.typed.part(part), self.step.problems)
    }

    /// End User and person. Another End User has other people and other units.
    fn whom(self) -> AnyView {
        let account = self.account();
        Effect::new(move |before: Option<String>| {
            let now = account.get();
            if before.is_some_and(|before| before != now) {
                self.typed.part(Part::Person).set(String::new());
                self.typed.part(Part::Unit).set(String::new());
            }
            now
        });
        let people = load(move || {
            account.with(|account| (!account.is_empty()).then(|| api::account::people(account)))
        });
        let accounts = self.accounts.get_value().into_iter().map(|account| (account.id, account.name));
        let accounts = choices(&[("", "Choose")]).into_iter().chain(accounts).collect();
        let person = live(move || {
            let people = people.value()?;
            let people = people.items.iter().map(|person| (person.id.clone(), person.name.clone()));
            let options = choices(&[("", "Somebody who is not in the list")]).into_iter().chain(people);
            Some(self.choice(Part::Person, "Person", "Whoever asks for it", options.collect()))
        });
        view! { {self.choice(Part::Account, "End User", "", accounts)}{person} }
    }

    fn account(self) -> Memo<String> {
        Memo::new(move |_| self.typed.part(Part::Account).get())
    }

    fn by_phone(self) -> Memo<bool> {
        Memo::new(move |_| self.typed.part(Part::Channel).with(|channel| channel == "phone"))
    }

    /// By phone or not; new cases are not taken by e-mail.
    fn how(self) -> AnyView {
        let by_phone = self.by_phone();
        let ways = choices(&[("phone", "By phone"), ("web", "Not by phone (counts as web)")]);
        let hint = "Not by e-mail: who writes is asked to call, or to open the case in the portal";
        let began = live(move || {
            by_phone.get().then(|| {
                let (value, problems) = (self.typed.part(Part::ReportedAt), self.step.problems);
                let hint = format!("In your zone, {}. The response time counts from then.", intl::viewer_zone());
                view! { <Field id=Part::ReportedAt.name() label="When the call began" hint control=Control::DateTime value set=move |text| value.set(text) problems/> }
            })
        });
        view! { {self.choice(Part::Channel, "It came", hint, ways)}<Why reason=EmailRefused.reason()/>{began} }
    }

    fn priority(self) -> AnyView {
        let by_phone = self.by_phone();
        let levels = Priority::ALL.map(|priority| {
            let number = priority.number().to_string();
            (number.clone(), format!("Priority {number}"))
        });
        let levels = choices(&[("", "Choose")]).into_iter().chain(levels).collect();
        let priority = Memo::new(move |_| {
            self.typed.part(Part::Priority).with(|number| number.parse().ok()).and_then(Priority::from_number)
        });
        let first = live(move || {
            (priority.get() == Some(Priority::P1) && !by_phone.get()).then(|| {
                let ways = choices(&[("", "Choose"), ("open_on_web", "Open it all the same")]);
                let hint = "Priority 1 is best handled by phone. Ask the person to call.";
                self.choice(Part::PhonePage, "Call first, or open it all the same?", hint, ways)
            })
        });
        let target = live(move || {
            let channel = if by_phone.get() { response::Channel::Phone } else { response::Channel::Web };
            let target = use_session().targets()?.target(priority.get()?, &channel).ok()?;
            let from = if by_phone.get() { "the call began" } else { "the case is opened" };
            Some(view! {
                <div role="status"><p>"Target for the first response: "<b>{target.span()}</b>" from the moment "{from}"."</p></div>
                <Why reason=target.reason()/>
            })
        });
        view! { {self.choice(Part::Priority, "Priority", "", levels)}{first}{target} }
    }

    fn unit_part(self) -> AnyView {
        let which = Memo::new(move |_| {
            let unlisted = !self.typed.part(Part::Unlisted).with(String::is_empty);
            (unlisted, self.typed.part(Part::Unit).get())
        });
        live(move || match which.get() {
            (true, _) => self.unlisted(),
            (false, unit) if unit.is_empty() => self.search(),
            (false, unit) => self.chosen(unit),
        })
    }

    /// What stands in the place of a control that is gone takes the focus.
    fn set(self, part: Part, text: &str, focus: Part) {
        self.typed.part(part).set(text.to_owned());
        document::focus_next(focus.name());
    }

    fn search(self) -> AnyView {
        let choose = move |(unit, _): (Unit, Option<Answer>)| {
            self.typed.part(Part::UnitTitle).set(unit.title().to_owned());
            if self.typed.now(Part::Software).is_empty() {
                self.typed.part(Part::Software).set(unit.software_release.clone().unwrap_or_default());
            }
            self.set(Part::Unit, &unit.reference, Part::Unit);
        };
        let (text, problems, account) = (self.typed.part(Part::UnitText), self.step.problems, self.account());
        view! {
            <UnitPicker text choose problems account/>
            <p><button class="link" type="button" on:click=move |_| self.set(Part::Unlisted, "yes", Part::HostName)>"It can't be found: go on with host name and site"</button></p>
        }
    }

    fn chosen(self, unit: String) -> AnyView {
        let error = move || {
            let message = self.step.problems.with(|problems| message_of(problems, Part::Unit.name()));
            message.map(|message| view! { <p class="error"><Icon name="warning"/>{message}</p> })
        };
        let title = self.typed.now(Part::UnitTitle);
        view! {
            <div class="field" id=Part::Unit.name() tabindex="-1">
                <b id="unit-label">"Unit"</b>
                {move || error()}
                <div class="cluster" role="group" aria-labelledby="unit-label">
                    <span><b>{title}</b>" "<small class="muted mono">{unit}</small></span>
                    <button class="button" data-size="small" type="button" on:click=move |_| self.set(Part::Unit, "", Part::Unit)>"Change"<span class="visually-hidden">" unit"</span></button>
                </div>
            </div>
        }
    }

    fn unlisted(self) -> AnyView {
        view! {
            {self.text(Part::HostName, "Host name", "", Control::Short, LINE_MAX)}
            {self.text(Part::Site, "Site", "City or address, as it was said", Control::Short, LINE_MAX)}
            <p class="hint">"The case is marked “to be checked”. "<button class="link" type="button" on:click=move |_| self.set(Part::Unlisted, "", Part::Unit)>"Search again"</button></p>
        }
    }
}
