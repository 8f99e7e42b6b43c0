//! How e-mail updates a case: the address of the installation and the tag for the subject. Nothing is said where
//! no address is set.

use leptos::prelude::*;
use rules::case_mail::{Refused, about, may_update, tag};
use wire::{case::Case, path};

use crate::{
    components::{card::card_not_printed, copy::Copy, fact::fact, icon::Icon, markup::view},
    session::use_session,
    widgets::why::Why,
};

/// The card.
pub fn card_of(case: &Case) -> Option<AnyView> {
    let address = use_session().config()?.case_mail.clone().filter(|address| !address.is_empty())?;
    let status = case.facts()?.standing.status;
    let body = match may_update(status) {
        Ok(()) => open(case, address),
        Err(refused) => closed(refused),
    };
    Some(card_not_printed("By e-mail", body))
}

fn open(case: &Case, address: String) -> AnyView {
    let tag = tag(&case.number);
    let subject = format!("{tag} {}", case.synopsis);
    let write = format!("mailto:{address}{}", path::query(&[("subject", &subject)]));
    let reason = about();
    view! {
        <p>{reason.why.clone()}</p>
        <dl class="facts">
            {fact("Address", view! { <Copy value=address label="address"/> })}
            {fact("In the subject", view! { <Copy value=tag label="tag"/> })}
        </dl>
        <p><a class="button" href=write><Icon name="mail"/>"Write an e-mail"</a></p>
        <Why reason/>
    }
}

fn closed(refused: Refused) -> AnyView {
    let reason = refused.reason();
    view! { <p>{reason.why.clone()}</p><Why reason/> }
}
