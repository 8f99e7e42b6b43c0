//! With whom an engineer speaks about the case, how and when. Nothing of it needs an answer: the person who reports is the
//! contact, reached as is known, until somebody says otherwise.

use leptos::prelude::*;
use rules::{
    case_draft::{Field, REACHED_AT_MAX, WHEN_MAX, Way},
    expert_to_expert::{Named, Standing},
};
use wire::{
    case::ContactWay,
    contact::{Contact, Contacts},
    session::Certification,
};

use super::{Wizard, screen::DraftText};
use crate::{
    components::{
        choice::choice,
        error_summary::ProblemsSignal,
        field::Control,
        markup::{live, view},
    },
    draft::{ChosenContact, ReportDraft},
};

/// The contact of the report, as far as is known.
pub struct Known {
    /// Name.
    pub name: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// What decides Expert to Expert; not known while the people are not.
    pub standing: Option<Standing>,
}

/// Who it is: the person who reports, or somebody who was chosen.
pub fn known(wizard: Wizard) -> Known {
    let Some(chosen) = wizard.open.draft.with(|draft| draft.contact.clone()) else {
        return wizard.me.with_value(|me| Known {
            name: me.name.clone(),
            phone: me.phone.clone(),
            email: Some(me.email.clone()),
            standing: Some(me.standing()),
        });
    };
    let people = wizard.contacts.value();
    let of = |list: fn(&Contacts) -> &[Contact], named| {
        let contact =
            people.as_deref().and_then(|people| list(people).iter().find(|one| one.id == chosen.id))?;
        let certification = contact.certification.as_ref().and_then(Certification::known);
        Some((contact, Standing { named, certification }))
    };
    let found = of(|people| &people.representatives, Named::Representative)
        .or_else(|| of(|people| &people.certified_experts, Named::NotNamed));
    Known {
        name: chosen.name.clone(),
        phone: found.and_then(|(contact, _)| contact.phone.clone()),
        email: found.and_then(|(contact, _)| contact.email.clone()),
        standing: found.map(|(_, standing)| standing),
    }
}

/// What the report itself says of it: where it is kept, or beside another, nobody else is asked.
pub fn typed(draft: &ReportDraft) -> Known {
    let name = draft.contact.as_ref().map(|contact| contact.name.clone()).unwrap_or_default();
    Known { name, phone: None, email: None, standing: None }
}

impl Known {
    fn at(&self, way: Way) -> Option<String> {
        match way {
            Way::Phone => self.phone.clone(),
            Way::Email => self.email.clone(),
        }
    }
}

/// Number or address as it will stand in the case: what was typed, else what is known.
pub fn reached_at(draft: &ReportDraft, known: &Known) -> String {
    let typed = draft.text(Field::ContactAt).trim();
    if typed.is_empty() { known.at(way(draft, known)).unwrap_or_default() } else { typed.to_owned() }
}

/// How: as was said; without a word, by telephone where a number is known.
pub fn way(draft: &ReportDraft, known: &Known) -> Way {
    let nothing_said = draft.contact_by.is_none() && draft.text(Field::ContactAt).trim().is_empty();
    if nothing_said && known.phone.is_none() && known.email.is_some() {
        return Way::Email;
    }
    draft.contact_way()
}

/// Who, how, where and when.
#[component]
pub fn ContactFields(wizard: Wizard, problems: ProblemsSignal) -> impl IntoView {
    let open = wizard.open;
    let chosen = open.draft.with_untracked(|draft| draft.contact.clone()).unwrap_or_default();
    let id = RwSignal::new(chosen.id.clone());
    let own = wizard.me.with_value(|me| (String::new(), format!("{} (you)", me.name)));
    let options = Memo::new(move |_| {
        let people = wizard.contacts.value();
        let people =
            people.iter().flat_map(|people| people.representatives.iter().chain(&people.certified_experts));
        let mut options: Vec<(String, String)> =
            people.map(|one| (one.id.clone(), one.name.clone())).collect();
        let strange = !chosen.id.is_empty() && !options.iter().any(|(known, _)| *known == chosen.id);
        options.extend(strange.then(|| (chosen.id.clone(), chosen.name.clone())));
        options.insert(0, own.clone());
        options
    });
    Effect::new(move |before: Option<()>| {
        let id = id.get();
        if before.is_some() {
            let name = options.with_untracked(|all| {
                all.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone())
            });
            let contact = name.filter(|_| !id.is_empty()).map(|name| ChosenContact { id, name });
            open.change(|draft| draft.contact = contact);
        }
    });
    let who = live(move || {
        choice(
            Field::Contact.name(),
            "Contact",
            "With whom an engineer speaks about it",
            options.get(),
            id,
            problems,
        )
    });
    let hint = move || {
        let known = known(wizard);
        let way = open.draft.with(|draft| way(draft, &known));
        let nothing = match way {
            Way::Phone => "No telephone number is known here: type one.",
            Way::Email => "No e-mail address is known here: type one.",
        };
        known.at(way).map_or_else(|| nothing.to_owned(), |at| format!("When you leave it empty: {at}"))
    };
    view! {
        {who}
        <Ways wizard/>
        <DraftText wizard field=Field::ContactAt label="Telephone number or e-mail address" control=Control::Short
            limit=Some(REACHED_AT_MAX) problems/>
        <p class="hint">{live(hint)}</p>
        <DraftText wizard field=Field::ContactWhen label="When to reach the contact" limit=Some(WHEN_MAX)
            hint="For example: from 08:00 to 18:00 in Berlin; at night the shift at the same number" problems/>
    }
}

/// By telephone or by e-mail?
#[component]
fn Ways(wizard: Wizard) -> impl IntoView {
    let open = wizard.open;
    let choice = move |value: Way, words: &'static str| {
        let checked = move || open.draft.with(|draft| way(draft, &known(wizard)) == value);
        let set = move |_| {
            open.change(|draft| draft.contact_by = Some(ContactWay::as_str(&value.into()).to_owned()));
        };
        view! { <label><input type="radio" name="contact_by" prop:checked=checked on:change=set/><span>{words}</span></label> }
    };
    view! {
        <fieldset class="choices" data-layout="row"><legend>"How to reach the contact"</legend>
            {choice(Way::Phone, "By telephone")}{choice(Way::Email, "By e-mail")}</fieldset>
    }
}
