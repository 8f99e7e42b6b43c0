//! Registering units: one by a form, or many from a file. What is wrong and what a unit will be
//! worth is decided here by the rules, and by the server again.

pub mod columns;
pub mod file;
pub mod known;
pub mod left;
pub mod mending;
pub mod note;
mod one;
pub mod reading;
pub mod ready;
pub mod rows;
pub mod sending;

pub use one::page;

use std::sync::Arc;

use leptos::prelude::*;
use rules::{access::Role, country::CountryList, registration::By};
use wire::registration::RegistrationBasis;

use crate::{
    clock::use_clock,
    components::{card::card, loaded::Loaded, markup::view, page_head::PageHead},
    route::Route,
    session::{Session, use_session},
};
use known::Known;

/// Who registers.
pub fn by(session: Session) -> By {
    let role = session.me().and_then(|me| me.role.known());
    if role == Some(Role::Reseller) { By::Reseller } else { By::EndUser }
}

/// The countries in which the service is not available. Where the API does not say, nothing is known about any: it decides itself.
pub fn countries(session: Session) -> Arc<CountryList> {
    session.countries().unwrap_or_else(|| {
        let (source, checked_on) = (String::new(), rules::Date::default());
        Arc::new(CountryList { source, checked_on, excluded: Vec::new(), unread: true })
    })
}

/// What is known beside the rows, once it is loaded.
pub fn known(basis: Loaded<RegistrationBasis>) -> Memo<Option<Arc<Known>>> {
    let (session, today) = (use_session(), use_clock().today());
    let by = by(session);
    Memo::new(move |_| {
        let basis = basis.value()?;
        Some(Arc::new(Known::new(&basis, by, countries(session), today)))
    })
}

/// The way to claim a unit that somebody else has, on a page of its own so that nothing typed here is lost; nothing without
/// its number.
pub fn claim_link(serial: &str) -> Option<AnyView> {
    let to = Route::ClaimUnit { reference: serial.to_owned() }.to_string();
    (!serial.is_empty() && use_session().has("claims")).then(|| {
        view! { <p><a href=to target="_blank" rel="external noreferrer">"Claim "{serial.to_owned()}" (opens in a new tab)"</a></p> }
    })
}

/// What stands where somebody may not register units.
pub fn not_yours(title: &'static str) -> AnyView {
    view! {
        <PageHead title/>
        {card("Not by you", view! { <p>"Administrators register units of their own sites, and resellers those of their End Users. Ask one of them."</p> })}
    }
}
