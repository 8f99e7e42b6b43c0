//! Whether certified experts work with the advisor too: the account's own to say, a reading of ours (B-13).

use leptos::prelude::*;
use rules::access::Action;
use wire::advisor::{AdvisorOfAccount, ChangeAdvisor};

use super::OfAccount;
use crate::{
    api,
    browser::announce::announcer,
    components::{
        error_summary::{ErrorSummary, Problems, focus_summary},
        loaded::Loaded,
        markup::view,
        words::badge,
    },
    session::use_session,
};

/// The setting, with the button that changes it for those who may.
pub fn view_of(of_account: &AdvisorOfAccount, etag: &str, advisor: Loaded<OfAccount>) -> AnyView {
    let too = of_account.experts_work_with_advisor;
    let words = if too {
        "Certified experts outside the six ask too."
    } else {
        "Certified experts outside the six do not ask; only the named representatives do."
    };
    let may = use_session().me().is_some_and(|me| me.may(Action::EditContacts));
    let button = may.then(|| change_button(too, etag.to_owned(), advisor));
    view! { <p>{words}" "{badge("quiet", "our reading")}</p>{button} }
}

fn change_button(too: bool, etag: String, advisor: Loaded<OfAccount>) -> AnyView {
    let (problems, pending) = (RwSignal::new(Problems::new()), RwSignal::new(false));
    let announcer = announcer();
    let change = move |_| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let etag = etag.clone();
        leptos::task::spawn_local(async move {
            let change = ChangeAdvisor { experts_work_with_advisor: !too };
            let done = api::contacts::change_advisor(&change, &etag).await;
            pending.try_set(false);
            match done {
                Ok(_) => announcer.say("Saved"),
                Err(failure) => {
                    problems.try_set(vec![("setting", failure.what_happened())]);
                    focus_summary();
                    if !failure.is_changed() {
                        return;
                    }
                }
            }
            advisor.again();
        });
    };
    let word = if too { "Only the named representatives" } else { "Let certified experts ask too" };
    view! {
        <ErrorSummary problems/>
        <p><button class="button" id="setting" type="button" aria-busy=move || pending.get().to_string() on:click=change>{word}</button></p>
    }
}
