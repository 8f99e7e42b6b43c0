//! Where the words stand that were looked for. What was said leads to the second in which it was; a snippet is text, and its
//! marks are elements of ours.

use leptos::prelude::*;
use wire::webinar::{Hit, HitPlace};

use super::words::clock;
use crate::{
    components::{card::card, link::link, markup::view, words::muted},
    route::Route,
};

/// The places; nothing without any.
pub fn found(hits: &[Hit], account: &str) -> Option<AnyView> {
    let rows = hits.iter().map(|hit| row(hit, account)).collect_view();
    (!hits.is_empty()).then(|| card("Where it is said", view! { <ul class="rows webinars">{rows}</ul> }))
}

fn row(hit: &Hit, account: &str) -> AnyView {
    let (words, place) = match hit.second {
        Some(second) => (format!("{} at {}", hit.title, clock(second)), "said"),
        None => {
            (hit.title.clone(), if hit.place == HitPlace::About { "in the abstract" } else { "in the title" })
        }
    };
    let piece = |(text, marked): (String, bool)| {
        if marked {
            view! { <mark>{text}</mark> }
        } else {
            text.into_any()
        }
    };
    let snippet = hit.pieces().into_iter().map(piece).collect_view();
    view! { <li>{link(&Route::webinar_as(&hit.webinar, account, hit.second), words)}<div><p>{snippet}</p>{muted(place)}</div></li> }
}
