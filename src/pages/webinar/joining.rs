//! When it takes place, registering, the calendar file, and the door: it opens by the ticking clock ten minutes before, and
//! whoever goes through it is noted as having been there.

use leptos::prelude::*;
use wire::webinar::{Door, Join, Webinar, WebinarState, WebinarStep};

use super::Known;
use crate::{
    api,
    browser::document,
    clock::use_clock,
    components::{
        card::card_not_printed,
        error_summary::ErrorSummary,
        fact::{fact, fact_if_known},
        instant::At,
        link::link,
        loaded::Loaded,
        markup::{live, view},
        step::Step,
        words::badge,
    },
    pages::webinars::words,
    route::Route,
};

/// Where the focus goes when the door was gone through.
const IN: &str = "way-in";

/// The card.
pub fn view(id: &str, loaded: Loaded<Webinar>, known: Known) -> AnyView {
    let step = Step::new();
    let way_in = RwSignal::new(None::<Join>);
    let of = id.to_owned();
    let clock = use_clock();
    let door = Memo::new(move |_| {
        let now = clock.now();
        known.with(|known| known.as_ref().map(|known| door_at(known, now)))
    });
    let shown = live(move || {
        let known = known.get()?;
        let door = door.get()?;
        Some(view! {
            <dl class="facts">{times(&known)}</dl>
            {register(&of, &known, step, loaded)}
            {the_door(&of, &known, &door, step, way_in, loaded)}
        })
    });
    card_not_printed("When, and how to join", view! { <ErrorSummary problems=step.problems/>{shown} })
}

/// The door by the clock of now: what was told about it may be half a minute old.
fn door_at(known: &Webinar, now: rules::Instant) -> Door {
    words::facts(&known.summary).door(now).into()
}

fn times(known: &Webinar) -> AnyView {
    let summary = &known.summary;
    let zone = || Some(summary.host_zone.clone());
    let minutes = u32::try_from((summary.ends_at - summary.starts_at).num_minutes()).unwrap_or_default();
    let joined = known.joined_at.map(|at| view! { <At instant=at/> });
    view! {
        {fact("Begins", view! { <At instant=summary.starts_at zone=zone()/> })}
        {fact("Ends", view! { <At instant=summary.ends_at zone=zone()/>" ("{rules::words::minutes(minutes)}")" })}
        {fact_if_known("You joined", joined)}
    }
}

fn register(id: &str, known: &Webinar, step: Step, loaded: Loaded<Webinar>) -> Option<AnyView> {
    let planned = known.summary.state == WebinarState::Planned;
    let wanted = !known.summary.registered;
    let of = id.to_owned();
    let press = move |_| {
        let of = of.clone();
        step.send(
            Box::pin(async move { api::webinars::register(&of, wanted).await }),
            &["register"],
            move |_| loaded.again(),
        );
    };
    let (kind, words) = if wanted { ("primary", "Register") } else { ("plain", "Cancel my registration") };
    let button = (planned && known.allows(&WebinarStep::Register)).then(|| {
        view! { <button class="button" id="register" type="button" data-kind=kind aria-busy=move || step.busy() on:click=press>{words}</button> }
    });
    // Who has it in a calendar needs the file that takes it out again, too.
    let calendar = (known.summary.state != WebinarState::Held).then(|| {
        let href = api::webinars::calendar(id);
        view! { <a href=href download="webinar.ics" rel="external">"Calendar file"</a> }
    });
    let state = (planned && !wanted).then(|| badge("ok", "You are registered"));
    (button.is_some() || calendar.is_some() || state.is_some())
        .then(|| view! { <p class="cluster">{state}{button}{calendar}</p> })
}

fn the_door(
    id: &str,
    known: &Webinar,
    door: &Door,
    step: Step,
    way_in: RwSignal<Option<Join>>,
    loaded: Loaded<Webinar>,
) -> AnyView {
    match door {
        Door::Early => {
            view! { <p>"The door opens at "<At instant=known.join.opens_at/>", ten minutes before."</p> }
        }
        Door::Open => {
            let of = id.to_owned();
            let press = move |_| {
                let of = of.clone();
                let call = async move {
                    let join = api::webinars::join(&of).await?;
                    way_in.try_set(Some(join));
                    Ok(())
                };
                step.send(Box::pin(call), &["join"], move |done| {
                    loaded.again();
                    if done {
                        document::focus_next(IN);
                    }
                });
            };
            view! {
                <p class="cluster">
                    {badge("ok", "The door is open")}
                    <button class="button" id="join" type="button" data-kind="primary" aria-busy=move || step.busy() on:click=press>"Join"</button>
                </p>
                {live(move || way_in.get().map(|join| ways(&join)))}
            }
        }
        Door::Over => {
            let next = if known.summary.recording == wire::webinar::RecordingState::Owed {
                "It is over. The recording is owed, and appears here."
            } else {
                "It is over."
            };
            view! { <p>{next}</p> }
        }
        _ => view! { <p>"It does not take place."</p> },
    }
}

/// The link and the telephone number. A link is one only when it is https: whatever was typed is text otherwise.
fn ways(join: &Join) -> AnyView {
    let link_view = join.link.clone().map(|address| {
        if !address.starts_with("https://") {
            return view! { <p>{address}</p> };
        }
        let shown = address.clone();
        view! { <p><a href=address rel="external noreferrer" target="_blank">"Open the webinar (new window)"</a><br/><small class="muted">{shown}</small></p> }
    });
    let dial_in = join.dial_in.clone().map(|words| view! { <p>"By telephone: "{words}</p> });
    let none = (join.link.is_none() && join.dial_in.is_none()).then(|| {
        view! { <p>"There is no link here. Ask "{link(&Route::advisor(""), "your advisor")}"."</p> }
    });
    view! { <div id=IN tabindex="-1"><p><b>"It is noted that you joined."</b></p>{link_view}{dial_in}{none}</div> }
}
