//! How it was: one to five stars, and words if somebody likes. It can be changed.

use leptos::prelude::*;
use wire::webinar::{GiveFeedback, Webinar, WebinarStep};

use super::Known;
use crate::{
    api,
    components::{
        card::card_not_printed,
        error_summary::ErrorSummary,
        field::{Control, Field},
        loaded::Loaded,
        markup::{live, view},
        step::Step,
    },
};

const STARS: [(u8, &str); 5] = [(5, "Very good"), (4, "Good"), (3, "Fair"), (2, "Poor"), (1, "Very poor")];

/// The form, for whoever may say something now.
pub fn view(id: &str, loaded: Loaded<Webinar>, known: Known) -> AnyView {
    let may = Memo::new(move |_| {
        known.with(|known| known.as_ref().is_some_and(|known| known.allows(&WebinarStep::Feedback)))
    });
    let given = known.get_untracked().and_then(|known| known.feedback.clone());
    let stars = RwSignal::new(given.as_ref().map_or_else(String::new, |given| given.stars.to_string()));
    let text = RwSignal::new(given.and_then(|given| given.text).unwrap_or_default());
    let step = Step::new();
    let of = StoredValue::new(id.to_owned());
    live(move || may.get().then(|| form(of, loaded, stars, text, step)))
}

fn form(
    id: StoredValue<String>,
    loaded: Loaded<Webinar>,
    stars: RwSignal<String>,
    text: RwSignal<String>,
    step: Step,
) -> AnyView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(chosen) = stars.get_untracked().parse() else {
            return step.refuse(vec![("feedback-stars", "Choose how it was".to_owned())]);
        };
        let words = Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let (of, feedback) = (id.get_value(), GiveFeedback { stars: chosen, text: words });
        let call = async move { api::webinars::give_feedback(&of, &feedback).await };
        step.send(Box::pin(call), &["feedback-stars", "feedback-text"], move |_| loaded.again());
    };
    let star = |(number, words): (u8, &'static str)| {
        let value = number.to_string();
        let same = value.clone();
        view! { <label><input type="radio" name="stars" prop:checked=move || stars.get() == same on:change=move |_| stars.set(value.clone())/><span>{words}<small>{format!("{number} of 5")}</small></span></label> }
    };
    let choices = STARS.map(star).into_iter().collect::<Vec<AnyView>>();
    card_not_printed(
        "How was it?",
        view! {
            <ErrorSummary problems=step.problems/>
            <form class="stack" novalidate on:submit=submit>
                <fieldset class="choices" data-layout="row" id="feedback-stars" tabindex="-1"><legend class="visually-hidden">"How was it?"</legend>{choices}</fieldset>
                <Field id="feedback-text" label="In your words (optional)" hint="Whoever publishes the webinar reads it, without your name" control=Control::Text
                    value=text set=move |typed| text.set(typed) problems=step.problems/>
                <p><button class="button" aria-busy=move || step.busy()>"Send"</button></p>
            </form>
        },
    )
}
