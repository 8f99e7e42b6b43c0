//! Questions to the Subject Matter Expert: asked before, during and after, voted for, answered live or in writing.
//! Whoever asks later may name the second of the recording that it is about.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use rules::webinar::question::{ANSWER_MAX, QUESTION_MAX};
use wire::webinar::{AnswerHow, AskQuestion, GiveAnswer, Webinar, WebinarQuestion, WebinarStep};

use super::Known;
use crate::{
    api,
    browser::{document, video},
    components::{
        creation::Creation,
        error_summary::ErrorSummary,
        field::{Control, Field},
        instant::At,
        link::link,
        loaded::Loaded,
        markup::{live, view},
        step::Step,
        words::{badge, more_unread, muted, none},
    },
    pages::webinars::words::{clock, read_clock},
    route::Route,
};

/// The section, with what is being typed in it.
#[derive(Clone, Copy)]
pub struct Questions {
    id: StoredValue<String>,
    loaded: Loaded<Webinar>,
    /// As which of several accounts it is seen.
    account: Memo<String>,
    /// Votes, asking, answering.
    step: Step,
    text: RwSignal<String>,
    /// The second that was shown when the box was ticked: the video may go on, and another try is about the same.
    about_second: RwSignal<Option<u32>>,
    creation: Creation,
    answering: RwSignal<Option<Answering>>,
    is_live: RwSignal<bool>,
    answer: RwSignal<String>,
    at: RwSignal<String>,
    /// What was typed about questions that are not open any more: id, live, answer, where.
    put_by: StoredValue<Vec<(String, bool, String, String)>>,
}

/// The question that is being answered.
#[derive(Clone, PartialEq)]
struct Answering {
    id: String,
    text: String,
    /// When the answer was given that stood there when the form was opened.
    replaces: Option<DateTime<Utc>>,
}

impl Questions {
    /// Nothing is typed yet.
    pub fn new(id: &str, loaded: Loaded<Webinar>, account: Memo<String>) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            id: StoredValue::new(id.to_owned()),
            loaded,
            account,
            step: Step::new(),
            text: text(),
            about_second: RwSignal::new(None),
            creation: Creation::new(),
            answering: RwSignal::new(None),
            is_live: RwSignal::new(false),
            answer: text(),
            at: text(),
            put_by: StoredValue::new(Vec::new()),
        }
    }

    /// The section.
    pub fn view(self, known: Known) -> AnyView {
        let asks = Memo::new(move |_| allows(known, &WebinarStep::Ask));
        let recorded = Memo::new(move |_| {
            known.with(|known| known.as_ref().is_some_and(|known| known.summary.duration_seconds.is_some()))
        });
        view! {
            <section class="card">
                <header><h2 id="questions" tabindex="-1">"Questions"</h2></header>
                <ErrorSummary problems=self.step.problems/>
                {live(move || known.get().map(|known| self.list(&known)))}
                // Beside the list, which each vote draws anew.
                {live(move || self.answering.get().map(|open| self.answer_form(open.text)))}
                {live(move || asks.get().then(|| self.asking(recorded)))}
            </section>
        }
    }

    fn list(self, known: &Webinar) -> AnyView {
        if known.questions.is_empty() {
            return none(known.questions.unread, "Nobody has asked anything yet.");
        }
        let items = known.questions.iter().map(|question| self.question(question, known)).collect_view();
        view! { <ul class="people questions">{items}</ul>{more_unread(known.questions.unread)} }
    }

    fn question(self, question: &WebinarQuestion, known: &Webinar) -> AnyView {
        let who = match (&question.asked_by, question.own) {
            (_, true) => "you".to_owned(),
            (Some(name), _) => name.clone(),
            (None, _) => "somebody of another company".to_owned(),
        };
        let second = question.at_second.map(|second| self.second(second, "about"));
        let answers = known.allows(&WebinarStep::Answer);
        let begun = question.clone();
        let answer_button = answers.then(|| {
            let words = if question.answer.is_some() { "Change the answer" } else { "Answer" };
            view! { <button class="button no-print" data-size="small" type="button" on:click=move |_| self.begin(&begun)>{words}<span class="visually-hidden">": "{begun_text(&question.text)}</span></button> }
        });
        view! {
            <li>
                <div>
                    <p class="as-typed">{question.text.clone()}</p>
                    <small>{who}" · "<At instant=question.asked_at/>" "{second}</small>
                    {question.answer.is_none().then(|| muted("Not answered yet"))}
                    {question.answer.as_ref().map(|answer| self.answered(answer))}
                </div>
                {self.vote(question, known.allows(&WebinarStep::Ask))}{answer_button}
            </li>
        }
    }

    /// A second of the recording, as a link to it.
    fn second(self, second: u32, word: &'static str) -> AnyView {
        let to = Route::webinar_as(self.id.get_value(), self.account.get_untracked(), Some(second));
        view! { {word}" "{link(&to, clock(second))} }
    }

    fn answered(self, answer: &wire::webinar::QuestionAnswer) -> AnyView {
        let how = if answer.how == AnswerHow::Live { "answered live" } else { "answered in writing" };
        let text = answer.text.clone().map(|text| view! { <p class="as-typed">{text}</p> });
        let second = answer.at_second.map(|second| self.second(second, "at"));
        view! { <div class="note" data-tone="ok"><p class="cluster">{badge("ok", how)}<small>{answer.by.clone()}" · "<At instant=answer.at/>" "{second}</small></p>{text}</div> }
    }

    fn vote(self, question: &WebinarQuestion, may: bool) -> AnyView {
        let (id, wanted) = (question.id.clone(), !question.voted);
        let count = question.votes;
        if !may || question.own || question.answer.is_some() {
            return if count == 0 { ().into_any() } else { muted(rules::words::count(count, "vote")) };
        }
        let press = move |_| {
            let (of, id) = (self.id.get_value(), id.clone());
            let call = async move { api::webinars::vote(&of, &id, wanted).await };
            self.step.send(Box::pin(call), &["questions"], move |_| self.loaded.again());
        };
        let pressed = question.voted.to_string();
        view! {
            <button class="button no-print" data-size="small" type="button" aria-pressed=pressed on:click=press>
                "Me too "<b>{count.to_string()}</b><span class="visually-hidden">": "{begun_text(&question.text)}</span>
            </button>
        }
    }

    fn asking(self, recorded: Memo<bool>) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.ask();
        };
        let tick = move |event| {
            self.about_second.set(event_target_checked(&event).then(|| video::look().at as u32));
        };
        let second = live(move || {
            recorded.get().then(|| {
                view! { <label class="check"><input type="checkbox" prop:checked=move || self.about_second.get().is_some()
                    on:change=tick/><span>"About the second of the recording that is shown now"{live(move || self.about_second.get().map(|second| format!(": {}", clock(second))))}</span></label> }
            })
        });
        let text = self.text;
        view! {
            <form class="stack no-print" novalidate on:submit=submit>
                <Field id="ask-text" label="Your question" hint="Everybody who may see this webinar reads it; people of other companies do not see who asked."
                    control=Control::Text limit=Some(QUESTION_MAX) value=text set=move |typed| text.set(typed) problems=self.step.problems/>
                {second}
                <p><button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Ask"</button></p>
            </form>
        }
    }

    fn ask(self) {
        let text = self.text.get_untracked().trim().to_owned();
        let (id, creation) = (self.id.get_value(), self.creation);
        let (question, key) =
            (AskQuestion { text, at_second: self.about_second.get_untracked() }, creation.key());
        let call = async move {
            let asked = api::webinars::ask(&id, &question, &key).await;
            asked.inspect_err(|failure| creation.failed(failure))
        };
        self.step.send(Box::pin(call), &["ask-text"], move |done| {
            if done {
                self.text.set(String::new());
                self.about_second.set(None);
                creation.renew();
                document::focus_next("questions");
            }
            self.loaded.again();
        });
    }

    fn begin(self, question: &WebinarQuestion) {
        let known = question.answer.as_ref();
        if !self.answers(&question.id) {
            self.put_by();
            let typed = self.put_by.with_value(|all| all.iter().find(|(id, ..)| *id == question.id).cloned());
            let (_, is_live, answer, at) = typed.unwrap_or_else(|| {
                (
                    String::new(),
                    known.is_some_and(|known| known.how == AnswerHow::Live),
                    known.and_then(|known| known.text.clone()).unwrap_or_default(),
                    known.and_then(|known| known.at_second).map(clock).unwrap_or_default(),
                )
            });
            self.is_live.set(is_live);
            self.answer.set(answer);
            self.at.set(at);
            self.step.problems.set(Vec::new());
        }
        // Whoever presses it again has seen the answer that stands there now; what was typed stays.
        let (id, text) = (question.id.clone(), question.text.clone());
        self.answering.set(Some(Answering { id, text, replaces: known.map(|known| known.at) }));
        document::focus_next("answer-text");
    }

    /// Keeps what is typed about the question that is open, for when it is opened again.
    fn put_by(self) {
        let Some(open) = self.answering.get_untracked() else { return };
        let typed =
            (open.id, self.is_live.get_untracked(), self.answer.get_untracked(), self.at.get_untracked());
        self.put_by.update_value(|all| {
            all.retain(|(id, ..)| *id != typed.0);
            all.push(typed);
        });
    }

    /// Is it this one that is being answered?
    fn answers(self, question: &str) -> bool {
        self.answering.with_untracked(|open| open.as_ref().is_some_and(|open| open.id == question))
    }

    fn answer_form(self, question: String) -> AnyView {
        let (answer, at, problems) = (self.answer, self.at, self.step.problems);
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send_answer();
        };
        view! {
            <form class="stack no-print" novalidate on:submit=submit>
                <div class="note"><b>"What was asked"</b><p class="as-typed">{question}</p></div>
                <label class="check"><input type="checkbox" prop:checked=move || self.is_live.get()
                    on:change=move |event| self.is_live.set(event_target_checked(&event))/><span>"It was answered live, in the webinar"</span></label>
                <Field id="answer-text" label="Answer" hint="Not needed when it was answered live" control=Control::Text limit=Some(ANSWER_MAX)
                    value=answer set=move |typed| answer.set(typed) problems/>
                <Field id="answer-at_second" label="Where in the recording (optional)" hint="Such as 12:34" control=Control::Short
                    value=at set=move |typed| at.set(typed) problems/>
                <p class="cluster">
                    <button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Save the answer"</button>
                    <button class="button" type="button" on:click=move |_| self.end()>"Leave it"</button>
                </p>
            </form>
        }
    }

    fn end(self) {
        if let Some(open) = self.answering.get_untracked() {
            self.put_by.update_value(|all| all.retain(|(id, ..)| *id != open.id));
        }
        self.answering.set(None);
        document::focus_next("questions");
    }

    fn send_answer(self) {
        let Some(Answering { id: question, replaces, .. }) = self.answering.get_untracked() else { return };
        let at = self.at.get_untracked();
        let at_second = read_clock(&at);
        if at_second.is_none() && !at.trim().is_empty() {
            return self
                .step
                .refuse(vec![("answer-at_second", "Write it as 12:34, or leave it empty".to_owned())]);
        }
        let text = Some(self.answer.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let how = if self.is_live.get_untracked() { AnswerHow::Live } else { AnswerHow::Written };
        let (id, of, answer) =
            (self.id.get_value(), question.clone(), GiveAnswer { how, text, at_second, replaces });
        let call = async move { api::webinars::answer(&id, &of, &answer).await };
        self.step.send(Box::pin(call), &["answer-text", "answer-at_second"], move |done| {
            // Another one may be open by now.
            if done && self.answers(&question) {
                self.end();
            }
            self.loaded.again();
        });
    }
}

/// The first words, for the name of a button.
fn begun_text(text: &str) -> String {
    text.chars().take(60).collect()
}

/// May the person do that now?
fn allows(known: Known, step: &WebinarStep) -> bool {
    known.with(|known| known.as_ref().is_some_and(|known| known.allows(step)))
}
