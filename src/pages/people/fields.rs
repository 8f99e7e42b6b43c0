//! The fields of what is being done, by the name of the member that they fill.

use leptos::prelude::*;
use rules::invitation::ROLES;
use wire::{account::Role, contact::CertificationLevel};

use super::task::days_text;
use crate::{
    browser::intl,
    components::{
        choice::choice,
        error_summary::{ProblemsSignal, message_of},
        field::{Control, Field},
        markup::{live, view},
    },
};

/// One field.
pub fn field(id: &'static str, value: RwSignal<String>, problems: ProblemsSignal) -> AnyView {
    let own_words = |words: &&str| ((*words).to_owned(), (*words).to_owned());
    let (label, hint, control) = match id {
        "name" => ("Name", "", Control::Line),
        "email" => {
            ("E-mail address", "The person’s own, not that of a function such as noc@", Control::Email)
        }
        "phone" => ("Telephone", "With + and country code, such as +1 202-555-0100", Control::Short),
        "country" => (
            "Country where you work (optional)",
            "Two letters, such as DE. Where you work, never your nationality",
            Control::Short,
        ),
        "from" => ("From", "Where you work", Control::Time),
        "to" => (
            "To",
            "The same time as the first is the whole day; an earlier one is the next morning",
            Control::Time,
        ),
        "track" => ("Track", "Such as SP, ENT, DC or Security", Control::Short),
        "number" => ("Number of the certificate", "", Control::Short),
        "obtained" => ("Obtained on (optional)", "", Control::Date),
        "expires" => {
            ("Last valid day", "Three years after it was obtained when you leave this empty", Control::Date)
        }
        "word" => ("Why not", "In a sentence, for those whom it concerns", Control::Line),
        "reason" => ("Why", "In a sentence, for the administrators", Control::Line),
        "level" => {
            let levels = CertificationLevel::KNOWN.iter().map(own_words);
            let options = std::iter::once((String::new(), "Choose".to_owned())).chain(levels).collect();
            return choice(id, "Level", "A JNCIA gives no access", options, value, problems);
        }
        "role" => {
            let role =
                |role: rules::access::Role| (Role::from(role).as_str().to_owned(), role.name().to_owned());
            let options = ROLES.into_iter().map(role).collect();
            let hint = "A viewer looks on; an engineer opens cases; an administrator names and invites people; a guest sees webinars and nothing else";
            return choice(id, "Role", hint, options, value, problems);
        }
        "zone" => return zone(value, problems),
        _ => return days(value, problems),
    };
    view! { <Field id label hint control value set=move |text| value.set(text) problems/> }
}

/// By name where the browser knows the names.
fn zone(value: RwSignal<String>, problems: ProblemsSignal) -> AnyView {
    let (label, hint) = ("Time zone (optional)", "Where the person works, such as Europe/Berlin");
    let names = intl::zone_names();
    if names.is_empty() {
        return view! { <Field id="zone" label hint control=Control::Short value set=move |text| value.set(text) problems/> };
    }
    let names = names.into_iter().map(|name| (name.clone(), name));
    let options = std::iter::once((String::new(), "Not given".to_owned())).chain(names).collect();
    choice("zone", label, hint, options, value, problems)
}

const WEEK: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The days of the week, of which none means no hours.
fn days(value: RwSignal<String>, problems: ProblemsSignal) -> AnyView {
    let chosen = move || -> Vec<u8> {
        value.with(|text| text.split(',').filter_map(|day| day.parse().ok()).collect())
    };
    let boxes = (1_u8..).zip(WEEK).map(|(day, name)| {
        let toggle = move |_| {
            let mut days = chosen();
            match days.iter().position(|known| *known == day) {
                Some(place) => drop(days.remove(place)),
                None => days.push(day),
            }
            days.sort_unstable();
            value.set(days_text(&days));
        };
        view! { <label><input type="checkbox" prop:checked=move || chosen().contains(&day) on:change=toggle/><span>{name}</span></label> }
    });
    let error = live(move || {
        problems
            .with(|problems| message_of(problems, "days"))
            .map(|error| view! { <p class="error">{error}</p> })
    });
    view! {
        <fieldset class="choices" data-layout="row" id="days" tabindex="-1">
            <legend>"Days on which you like to be called (none: at any time)"</legend>{error}{boxes.collect_view()}
        </fieldset>
    }
}
