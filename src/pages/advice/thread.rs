//! What was written and done, the oldest first. Text of people is shown as text.

use leptos::prelude::*;
use wire::advice::{AdviceMessage, AdviceSide, AdviceStep};

use crate::components::{fact::fact, icon::Icon, instant::At, markup::view};

/// All of it.
pub fn thread(messages: &[AdviceMessage]) -> AnyView {
    let entries: Vec<AnyView> = messages.iter().map(entry).collect();
    view! { <ol class="timeline">{entries}</ol> }
}

fn entry(message: &AdviceMessage) -> AnyView {
    let kind = if message.side == AdviceSide::Advisor { "engineer" } else { "you" };
    let (icon, did) = match &message.step {
        AdviceStep::Ask => ("question", "asked"),
        AdviceStep::Reply if message.side == AdviceSide::Advisor => ("mail", "asked back"),
        AdviceStep::Reply => ("mail", "wrote"),
        AdviceStep::Answer => ("advisor", "answered"),
        AdviceStep::Close => ("check", "closed it"),
        AdviceStep::Reopen => ("info", "took it up again"),
        AdviceStep::BecameCase => ("case", "made a Tech Case of it"),
        AdviceStep::Unknown(text) => ("info", text.as_str()),
    };
    let guidance = message.guidance.as_ref().map(|guidance| {
        let row = |name, text: &String| fact(name, view! { <p>{text.clone()}</p> });
        view! { <dl class="facts">{row("Recommendation", &guidance.recommendation)}{row("Risks", &guidance.risks)}{row("Benefits", &guidance.benefits)}</dl> }
    });
    view! {
        <li data-kind=kind>
            <Icon name=icon/>
            <div>
                <header><b>{message.by.clone()}</b>" "<span>{did.to_owned()}</span>" "<At instant=message.at/></header>
                {message.text.clone().map(|text| view! { <p>{text}</p> })}
                {guidance}
            </div>
        </li>
    }
}
