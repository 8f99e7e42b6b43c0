//! Written notices: those that were sent, and a new one. Its receipt is a page of its own.

use leptos::prelude::*;
use rules::{
    access::{self, Action, Permission},
    responsibilities::{
        Duty,
        notice::{TEXT_MAX, duties, reason},
    },
};
use wire::notice::{Notice, NoticeList, SendNotice};

use crate::{
    api,
    components::{
        creation::Creation,
        field::{Control, Field},
        instant::At,
        link::{link, use_go},
        loaded::{Loaded, load},
        markup::view,
        step::Step,
        words::{badge, none},
    },
    route::Route,
    session::use_session,
    widgets::why::Why,
};

/// The card.
pub fn notices(account: Memo<String>, step: Step) -> AnyView {
    let all = load(move || Some(api::readiness::notices(&account.get())));
    let may_send = use_session()
        .me()
        .and_then(|me| me.role.known())
        .is_some_and(|role| access::permission(role, Action::KeepReadiness) == Permission::Allowed);
    view! {
        <section class="card" id="notices">
            <header><h2>"Written notices"</h2></header>
            {all.show("the notices", list)}
            {may_send.then(|| Form::new(step, all).view())}
        </section>
    }
}

fn list(all: &NoticeList) -> AnyView {
    let why = view! { <Why reason=reason(u32::try_from(all.items.all()).unwrap_or(u32::MAX)) summary="What a notice is for"/> };
    if all.items.is_empty() {
        return view! { {why}{none(all.items.unread, "None was sent yet.")} };
    }
    let rows = all.items.iter().map(row).collect_view();
    view! { {why}<ul class="people">{rows}</ul> }
}

fn row(notice: &Notice) -> AnyView {
    view! {
        <li>
            <div><b>{link(&Route::Notice { number: notice.number.clone() }, &notice.number)}</b>
                <small>{about(notice)}</small><small>"by "{notice.sent_by.clone()}", "<At instant=notice.sent_at/></small></div>
            {state(notice)}
        </li>
    }
}

/// The responsibilities that a notice is about, in words.
pub fn about(notice: &Notice) -> String {
    let name =
        |code: &String| Duty::from_code(code).map_or_else(|| code.clone(), |duty| duty.name().to_owned());
    notice.responsibilities.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// Whether the advisor has seen it.
pub fn state(notice: &Notice) -> AnyView {
    match notice.acknowledged_at {
        Some(_) => badge("ok", "acknowledged"),
        None => badge("info", "not acknowledged yet"),
    }
}

#[derive(Clone, Copy)]
struct Form {
    chosen: RwSignal<Vec<Duty>>,
    /// Text, since, until.
    typed: [RwSignal<String>; 3],
    /// Of this notice, however often it is tried.
    creation: Creation,
    step: Step,
    all: Loaded<NoticeList>,
}

impl Form {
    fn new(step: Step, all: Loaded<NoticeList>) -> Self {
        Self {
            chosen: RwSignal::new(Vec::new()),
            typed: std::array::from_fn(|_| RwSignal::new(String::new())),
            creation: Creation::new(),
            step,
            all,
        }
    }

    fn view(self) -> AnyView {
        let [text, since, until] = self.typed;
        let problems = self.step.problems;
        let go = use_go();
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send(go.clone());
        };
        let choices = duties().map(|duty| self.choice(duty)).collect_view();
        view! {
            <details class="no-print" id="new-notice">
                <summary>"Send a notice"</summary>
                <form class="stack" novalidate on:submit=submit>
                    <fieldset class="choices" id="responsibilities" tabindex="-1"><legend>"What will you not meet?"</legend>{choices}</fieldset>
                    <Field id="notice" label="What, and why" control=Control::Text limit=Some(TEXT_MAX) value=text set=move |typed| text.set(typed) problems/>
                    <Field id="since" label="Since when, or from when on (optional)" control=Control::Date value=since set=move |typed| since.set(typed) problems/>
                    <Field id="until" label="Expected until (optional)" control=Control::Date value=until set=move |typed| until.set(typed) problems/>
                    <p class="muted">"It gets a number and the time at which it is sent, goes to your advisor, and can’t be changed."</p>
                    <p><button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Send the notice"</button></p>
                </form>
            </details>
        }
    }

    fn choice(self, duty: Duty) -> AnyView {
        let toggle = move |_| {
            self.chosen.update(|chosen| match chosen.iter().position(|one| *one == duty) {
                Some(place) => drop(chosen.remove(place)),
                None => chosen.push(duty),
            });
        };
        view! {
            <label><input type="checkbox" prop:checked=move || self.chosen.with(|chosen| chosen.contains(&duty)) on:change=toggle/>
                <span>{duty.name()}<small>{duty.code()}</small></span></label>
        }
    }

    fn send(self, go: impl Fn(Route) + 'static) {
        let [text, since, until] = self.typed.map(|typed| typed.get_untracked());
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let chosen = self.chosen.get_untracked();
        let notice = SendNotice {
            responsibilities: duties()
                .filter(|duty| chosen.contains(duty))
                .map(|duty| duty.code().to_owned())
                .collect(),
            text,
            since: given(since),
            until: given(until),
        };
        // What the API would refuse is said without asking it.
        if let Ok(draft) = notice.draft() {
            let id = |field| if field == "text" { "notice" } else { field };
            let problems: Vec<_> = draft
                .problems()
                .into_iter()
                .map(|problem| (id(problem.field()), problem.message().to_owned()))
                .collect();
            if !problems.is_empty() {
                return self.step.refuse(problems);
            }
        }
        let (creation, all) = (self.creation, self.all);
        let call = async move {
            let sent = api::readiness::send_notice(&notice, &creation.key()).await;
            let sent = sent.inspect_err(|failure| creation.failed(failure))?;
            go(Route::Notice { number: sent.number });
            Ok(())
        };
        self.step
            .send(Box::pin(call), &["notice", "since", "until", "responsibilities"], move |_| all.again());
    }
}
