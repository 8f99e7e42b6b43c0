//! The next step: a message, the advisor's answer, closing and taking up again. Which steps there are is the rules' to say,
//! for the side that somebody is on.

use leptos::prelude::*;
use rules::{
    access::{Action, Permission, permission},
    advice::{Kind, Part, Side, State, Step, after},
};
use wire::{
    advice::{Advice, AdviceStep, ChangeAdvice, Guidance},
    advisor::AdvisorOfAccount,
};

use super::Asked;
use crate::{
    api,
    browser::document,
    components::{
        card::card,
        error_summary::ErrorSummary,
        field::{Control, Field},
        loaded::{Loaded, load},
        markup::{live, view},
        step::Step as Sending,
    },
    pages::advisor::who_may_ask,
    session::use_session,
    widgets::why::Why,
};

/// What concerns no field is said about the buttons.
const DO: &str = "do";
const FIELDS: &[&str] = &[DO, "recommendation", "risks", "benefits", "text"];

/// Recommendation, risks, benefits, message.
const PARTS: [(Part, &str, &str); 4] = [
    (Part::Recommendation, "Recommendation", "Which release, and for which units"),
    (Part::Risks, "Risks", "Known problems, and what has to be looked at"),
    (Part::Benefits, "Benefits", "What it brings"),
    (Part::Text, "Message", ""),
];

/// The form below what was written.
#[derive(Clone, Copy)]
pub struct Writing {
    advice: Loaded<Asked>,
    /// Decides who may write.
    advisor: Loaded<(AdvisorOfAccount, String)>,
    typed: [RwSignal<String>; 4],
    /// What is sent, and what is wrong with what was typed.
    pub step: Sending,
}

impl Writing {
    /// Nothing is written yet.
    pub fn new(advice: Loaded<Asked>) -> Self {
        let account =
            Memo::new(move |_| advice.value().map(|asked| asked.0.account.id.clone()).unwrap_or_default());
        Self {
            advice,
            advisor: load(move || {
                let account = account.get();
                (!account.is_empty()).then(|| api::contacts::advisor_of(&account))
            }),
            typed: std::array::from_fn(|_| RwSignal::new(String::new())),
            step: Sending::new(),
        }
    }

    fn send(self, step: AdviceStep) {
        let Some(asked) = self.advice.value() else { return };
        let [recommendation, risks, benefits, text] = self.typed.map(|typed| typed.get_untracked());
        let is_guidance = asked.0.kind.known() == Some(Kind::ReleaseGuidance) && step == AdviceStep::Answer;
        let change = ChangeAdvice {
            step,
            text,
            guidance: is_guidance.then_some(Guidance { recommendation, risks, benefits }),
            case_number: String::new(),
        };
        let call = async move { api::advice::change(&asked.0.id, &change, &asked.1).await.map(drop) };
        self.step.send_saying("Sent", Box::pin(call), FIELDS, move |done| {
            if done {
                self.typed.iter().for_each(|typed| typed.set(String::new()));
                document::focus_next("title");
            }
            self.advice.again();
        });
    }

    /// The form; or why there is none.
    pub fn view(self, advice: &Advice) -> AnyView {
        let Some((kind, state)) = advice.kind.known().zip(advice.state.known()) else { return ().into_any() };
        if state == State::BecameCase {
            return view! { <p class="muted">"This question has become a Tech Case and goes on there."</p> };
        }
        live(move || {
            let advisor = self.advisor.value()?;
            let me = use_session().me()?;
            let reason = who_may_ask(&advisor.0)?;
            if reason.outcome != rules::reason::Outcome::Met {
                return Some(card("Writing", view! { <p>{reason.why.clone()}</p><Why reason/> }));
            }
            let on_behalf = me.role.known().map(|role| permission(role, Action::WorkWithAdvisor))
                == Some(Permission::OnBehalf);
            Some(self.form(kind, state, if on_behalf { Side::Advisor } else { Side::EndUser }))
        })
    }

    fn form(self, kind: Kind, state: State, side: Side) -> AnyView {
        let can = |step| after(kind, state, step, side).is_ok();
        let writes = can(Step::Reply);
        let answers = can(Step::Answer);
        let fields: Vec<AnyView> = PARTS
            .into_iter()
            .zip(self.typed)
            .filter(|((part, ..), _)| {
                writes && (*part == Part::Text || answers && kind.needs(Step::Answer).contains(part))
            })
            .map(|((part, label, hint), typed)| {
                let asks_back = answers && part == Part::Text && kind == Kind::ReleaseGuidance;
                let hint = if asks_back { "To ask back, or a word along with the answer" } else { hint };
                let limit = Some(part.limit());
                view! { <Field id=part.name() label hint control=Control::Text limit value=typed set=move |text| typed.set(text) problems=self.step.problems/> }
            })
            .collect();
        let button = |shown: bool, step: AdviceStep, words: &'static str| {
            let press = move |_| self.send(step.clone());
            shown.then(|| view! { <button class="button" type="button" on:click=press>{words}</button> })
        };
        // The first of them is what pressing Enter does.
        let (first, word) = match (answers, writes) {
            (true, _) => (AdviceStep::Answer, "Answer"),
            (false, true) => (AdviceStep::Reply, "Send"),
            (false, false) => (AdviceStep::Reopen, "Take it up again"),
        };
        let has_step = answers || writes || can(Step::Reopen);
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send(first.clone());
        };
        let buttons = view! {
            {has_step.then(|| view! { <button class="button" id=DO data-kind="primary" aria-busy=move || self.step.busy()>{word}</button> })}
            {button(answers, AdviceStep::Reply, "Ask back")}
            {button(can(Step::Close), AdviceStep::Close, "Close")}
        };
        let closed = (state == State::Closed)
            .then(|| view! { <p>"This is closed. The End User can take it up again."</p> });
        card(
            if answers { "Answer" } else { "Go on" },
            view! {
                <ErrorSummary problems=self.step.problems/>
                <form class="stack" novalidate on:submit=submit>{closed}{fields}<p class="cluster">{buttons}</p></form>
            },
        )
    }
}
