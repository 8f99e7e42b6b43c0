//! Who is invited to sign in, and the link that was just made: it is shown once, and the person who invites sends it.

use leptos::prelude::*;
use wire::invitation::{Invitation, Invitations};

use super::{editing::Editing, task::Task};
use crate::{
    browser::document,
    components::{
        card::{banner, card},
        copy::Copy,
        instant::At,
        markup::{live, view},
        words::none,
    },
    route::Route,
};

/// The card of the administrators.
pub fn invitations(editing: Editing) -> AnyView {
    let open = editing.invitations.show("the invitations", move |list| list_view(list, editing));
    let nobody = || [String::new(), String::new(), "engineer".to_owned()];
    card(
        "Invitations",
        view! {
            {live(move || editing.made.get().map(|made| link_view(&made)))}
            {open}
            <p class="no-print"><button class="button" type="button" on:click=move |_| editing.begin(Task::Invite(nobody()))>"Invite somebody"</button></p>
        },
    )
}

fn link_view(made: &Invitation) -> AnyView {
    let Some(token) = &made.token else {
        return banner(
            "warn",
            "warning",
            "The link was made, and its answer was lost on the way.",
            "It is told once. Press “New link” below for another one; the lost one does not work then.",
        );
    };
    let link = format!("{}{}#{token}", document::origin(), Route::Invitation);
    banner(
        "ok",
        "check",
        format!("The link for {}.", made.name),
        view! {
            <p>"Copy the link and send it yourself, to "{made.email.clone()}". It works once, until "<At instant=made.expires_at/>", and is shown only now."</p>
            <p><Copy value=link label="link"/></p>
        },
    )
}

fn list_view(list: &Invitations, editing: Editing) -> AnyView {
    if list.items.is_empty() {
        return none(
            list.items.unread,
            "Nobody is invited at present. Whoever gets a link chooses a password and signs in with it.",
        );
    }
    let rows = list.items.iter().map(|invitation| row(invitation, editing)).collect_view();
    view! { <ul class="people">{rows}</ul> }
}

fn row(invitation: &Invitation, editing: Editing) -> AnyView {
    let role = invitation.role.known().map_or("", rules::access::Role::name);
    let name = invitation.name.clone();
    let anew = [name.clone(), invitation.email.clone(), invitation.role.as_str().to_owned()];
    let id = invitation.id.clone();
    let gone = name.clone();
    view! {
        <li>
            <div><b>{name.clone()}</b>" "<small>{role}" · "{invitation.email.clone()}" · invited by "{invitation.made_by.clone()}", open until "<At instant=invitation.expires_at/></small></div>
            <span class="cluster no-print">
                <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| editing.begin(Task::Invite(anew.clone()))>
                    "New link"<span class="visually-hidden">" for "{name.clone()}</span></button>
                <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| editing.begin(Task::Withdraw(id.clone(), gone.clone()))>
                    "Withdraw"<span class="visually-hidden">" the invitation of "{name.clone()}</span></button>
            </span>
        </li>
    }
}
