//! Whether certified experts work with the advisor too: the account's own to say, a reading of ours (B-13).

use leptos::prelude::*;
use rules::access::Action;
use wire::advisor::{AdvisorOfAccount, ChangeAdvisor};

use super::OfAccount;
use crate::{
    api,
    components::{error_summary::ErrorSummary, loaded::Loaded, markup::view, step::Step, words::badge},
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
    let step = Step::new();
    let problems = step.problems;
    let change = move |_| {
        let etag = etag.clone();
        let change = ChangeAdvisor { experts_work_with_advisor: !too };
        let call = async move { api::contacts::change_advisor(&change, &etag).await.map(drop) };
        step.send(Box::pin(call), &["setting"], move |_| advisor.again());
    };
    let word = if too { "Only the named representatives" } else { "Let certified experts ask too" };
    view! {
        <ErrorSummary problems/>
        <p><button class="button" id="setting" type="button" aria-busy=move || step.busy() on:click=change>{word}</button></p>
    }
}
