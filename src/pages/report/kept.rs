//! The line below every screen: where what was typed is kept, and what to do when it is not.

use leptos::prelude::*;
use wire::path;

use super::{Wizard, check};
use crate::{
    browser::intl::{self, Detail},
    components::{
        card::banner,
        markup::{live, view},
    },
    draft::{open::Kept, saving::Standing},
};

/// "Kept in this browser at 14:02, and saved for your other devices", or that it is not and how to keep it all the same.
#[component]
pub fn KeptLine(wizard: Wizard) -> impl IntoView {
    let (open, saving) = (wizard.open, wizard.saving);
    let clock = |at| intl::format(at, None, Detail::Clock);
    let refused = Memo::new(move |_| open.kept.get() == Kept::Refused);
    let standing = Memo::new(move |_| saving.standing(&open.draft.with(|draft| draft.id.clone())));
    let at = move || match open.kept.get() {
        Kept::At(at) => {
            let more = match standing.get() {
                Standing::Saved => ", and saved for your other devices.",
                Standing::Saving => "; being saved for your other devices…",
                Standing::OnlyHere(..) => ".",
                Standing::Lacking => " only: this portal’s server keeps no reports that are not sent.",
            };
            Some(format!("Kept in this browser at {}{more}", clock(at)))
        }
        _ => None,
    };
    // Made anew only when it begins or ends, so that it is not read out after every key.
    let away = Memo::new(move |_| match standing.get() {
        Standing::OnlyHere(_, why) if open.kept.get() == Kept::NotYet => {
            Some(format!("What another device may have saved of this report can’t be shown now: {why}"))
        }
        Standing::OnlyHere(since, why) => Some(format!(
            "Saved on this device only, since {}: {why} It is tried again, and nothing is lost here.",
            clock(since)
        )),
        _ => None,
    });
    let kept = live(move || {
        if !refused.get() {
            return view! { <p class="muted no-print">{live(at)}</p> };
        }
        let file = move || {
            format!("data:text/plain;charset=utf-8,{}", path::encode(&open.draft.with(check::as_text)))
        };
        view! {
            <div role="status">{banner("warn", "warning", "This browser does not keep what you type.",
                "Its storage is full or blocked. Send the report before you leave the page, or keep it as a file.")}</div>
            <p class="no-print"><a class="button" download="fault-report.txt" href=file>"Save what I typed"</a></p>
        }
    });
    view! { <div class="no-print" role="status">{move || away.get().map(|words| view! { <p>{words}</p> })}</div>{kept} }
}
