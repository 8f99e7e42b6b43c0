//! The on-boarding: how far it is, the meeting about it, its seven things and the account's own, and who said what when. The
//! page itself is the record that is printed. What may be said of a thing is the API's to say, by the rules.

mod checklist;
mod form;

use leptos::prelude::*;
use rules::{access::Action, meeting, on_boarding::reason};
use wire::on_boarding::{OnBoarding, OnBoardingChange, OnBoardingStep};

use crate::{
    api,
    browser::document,
    clock::use_clock,
    components::{
        card::card,
        icon::Icon,
        instant::At,
        link::{use_asked, use_go},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        words::{more_unread, muted, none},
    },
    route::{Page, Route},
    session::use_session,
    widgets::{
        meetings::meetings_view,
        one_account::{account_of, one_account},
        readiness::readiness_pages,
        why::Why,
    },
};
use form::Form;

/// The page.
#[component]
pub fn OnBoardingPage() -> impl IntoView {
    let (asked, session, tick) = (use_asked(Page::OnBoarding), use_session(), use_clock().poll(30));
    let account = account_of(asked);
    let go = use_go();
    let loaded = load(move || {
        tick.get();
        Some(api::on_boarding::read(&account.get()))
    });
    let form = Form::new(loaded, account);
    let may_keep = move || session.me().is_some_and(|me| me.may(Action::KeepReadiness));
    view! {
        <PageHead title="On-boarding" problems=form.problems
            lead="Your advisor goes through seven things with you, so that everybody knows how to use the service.">
            <button class="button" type="button" on:click=move |_| document::print()><Icon name="print"/>"Print the record"</button>
        </PageHead>
        {live(move || readiness_pages(&account.get()))}
        {one_account(account, move |account| go(Route::OnBoarding { account }))}
        <div class="stack" data-gap="wide">
            {loaded.show("the on-boarding", |(on_boarding, _)| progress(on_boarding))}
            {meetings_view(meeting::Kind::OnBoarding, account)}
            {form.view()}
            {live(move || {
                let form = may_keep().then_some(form);
                loaded.show("the checklist", move |(on_boarding, _)| checklist::view_of(on_boarding, form))
            })}
        </div>
    }
}

fn progress(on_boarding: &OnBoarding) -> AnyView {
    let items = on_boarding.standing();
    let unread = on_boarding.not_known();
    let (all, reason) = (items.len() + unread, reason(&items, unread));
    let settled = items.iter().filter(|(_, progress)| progress.is_settled()).count();
    let marks =
        (0..all).map(|place| view! { <i data-on=(place < settled).then_some("")></i> }).collect_view();
    let label = format!("{settled} of {all}");
    view! {
        <section class="card">
            <header><h2>{on_boarding.account.name.clone()}</h2></header>
            <p class="meter" role="img" aria-label=format!("{label} things done or not needed")>{marks}<b>{label.clone()}</b></p>
            <p role="status">{reason.why.clone()}</p>
            <Why reason/>
            <p>{muted("Record as of ")}<At instant=use_clock().now_untracked()/></p>
        </section>
    }
}

/// Who said what when, the newest first.
fn history(on_boarding: &OnBoarding) -> AnyView {
    if on_boarding.history.is_empty() {
        return card("History", none(on_boarding.history.unread, "Nobody has said anything yet."));
    }
    let row = |change: &OnBoardingChange| {
        let by = if change.on_behalf { format!("{} (advisor)", change.by) } else { change.by.clone() };
        let what = match (&change.step, &change.progress) {
            (OnBoardingStep::Add, _) => format!("{}: put on the list", change.name),
            (OnBoardingStep::Remove, _) => format!("{}: taken off the list", change.name),
            (_, Some(progress)) => format!("{}: {}", change.name, checklist::progress_name(progress)),
            _ => change.name.clone(),
        };
        view! {
            <tr><th scope="row" data-label="When"><At instant=change.at/></th><td data-label="Who">{by}</td>
                <td data-label="What"><span>{what}{change.text.clone().map(|text| view! { <small>{text}</small> })}</span></td></tr>
        }
    };
    let rows = on_boarding.history.iter().map(row).collect_view();
    let table = view! {
        <table class="table" data-narrow="stack">
            <caption class="visually-hidden">"What was said, the newest first"</caption>
            <thead><tr><th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    card(
        "History",
        view! { <div class="table-scroll" role="region" aria-label="Changes of the on-boarding" tabindex="0">{table}</div>{more_unread(on_boarding.history.unread)} },
    )
}
