//! Who holds which role. What a role may not see did not come, and is not shown.

use leptos::prelude::*;
use rules::words;
use wire::profile::{People, RoleHolder};

use crate::components::{
    card::card,
    markup::view,
    words::{avatar, badge},
};

/// The card.
pub fn card_of(people: &People) -> AnyView {
    if people.items.is_empty() {
        let words = "Nobody of this account is in the portal yet. Whoever runs the portal adds the first administrator.";
        return card("Who holds which role", view! { <p class="muted">{words}</p> });
    }
    let rows = people.items.iter().map(row).collect_view();
    card("Who holds which role", view! { <ul class="people">{rows}</ul> })
}

fn row(person: &RoleHolder) -> AnyView {
    let role = match &person.role {
        Some(role) => role.known().map_or(role.as_str(), |role| role.name()),
        None => "no role in the portal",
    };
    let sign_in = match (person.may_sign_in, person.last_sign_in_on) {
        (Some(false), _) => Some("can’t sign in".to_owned()),
        (_, Some(day)) => Some(format!("last signed in on {}", words::date(day))),
        _ => None,
    };
    let about = [Some(role.to_owned()), sign_in].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let named = (person.named_representative == Some(true)).then(|| badge("info", "named representative"));
    view! {
        <li>
            {avatar(&person.name)}
            <div><b>{person.name.clone()}</b>" "<small>{about}</small></div>
            {named}
        </li>
    }
}
