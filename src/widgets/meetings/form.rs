//! One step of a meeting at a time: times to propose, why it is cancelled, what was said. What was typed stays until the
//! step is through.

use std::pin::Pin;

use leptos::prelude::*;
use rules::{
    access::{Action, Permission, permission},
    advisor::Schedule,
    meeting::{Kind, Slot, TIMES_MAX},
};
use wire::{
    advisor::AdvisorOfAccount,
    json,
    meeting::{BeginMeeting, ChangeMeeting, Meeting, MeetingAction, MeetingList, MeetingStep, MeetingTime},
};

use super::{conflict, parts::other_zone, task::Task};
use crate::{
    api::{self, Abort, Failure, IdempotencyKey},
    browser::{
        announce::announcer,
        document, identifier,
        intl::{self, Detail},
    },
    components::{
        error_summary::{ErrorSummary, Problems, ProblemsSignal, focus_summary},
        field::{Control, Field},
        loaded::{Loaded, load},
        markup::{live, view},
    },
    session::use_session,
};

const HEADING: &str = "meeting-step";
const DO: &str = "meeting-do";
const STARTS: [&str; TIMES_MAX] =
    ["meeting-start-1", "meeting-start-2", "meeting-start-3", "meeting-start-4", "meeting-start-5"];
const LABELS: [&str; TIMES_MAX] = ["First time", "Second time", "Third time", "Fourth time", "Fifth time"];

/// A call that answers with the meeting.
type Call = Pin<Box<dyn Future<Output = Result<Meeting, Failure>>>>;

/// The form above the meetings.
#[derive(Clone, Copy)]
pub struct Form {
    kind: Kind,
    account: Memo<String>,
    list: Loaded<MeetingList>,
    advisor: Loaded<AdvisorOfAccount>,
    task: RwSignal<Option<Task>>,
    key: RwSignal<String>,
    /// As many as are shown.
    starts: [RwSignal<String>; TIMES_MAX],
    shown: RwSignal<usize>,
    /// Length, link, text, whose, by when.
    length: RwSignal<String>,
    link: RwSignal<String>,
    pub text: RwSignal<String>,
    /// The minutes that the text began with: where they are others by now, somebody else has written some.
    pub begun_with: RwSignal<String>,
    whose: RwSignal<String>,
    due: RwSignal<String>,
    problems: ProblemsSignal,
    pending: RwSignal<bool>,
}

impl Form {
    /// Nothing is being done yet.
    pub fn new(kind: Kind, account: Memo<String>, list: Loaded<MeetingList>) -> Self {
        let text = || RwSignal::new(String::new());
        let task = RwSignal::new(None::<Task>);
        // Only who proposes times needs the advisor's hours.
        let proposes = Memo::new(move |_| task.with(|task| matches!(task, Some(Task::Propose(_)))));
        Self {
            kind,
            account,
            list,
            advisor: load(move || proposes.get().then(|| api::meetings::advisor(&account.get()))),
            task,
            key: text(),
            starts: std::array::from_fn(|_| text()),
            shown: RwSignal::new(1),
            length: text(),
            link: text(),
            text: text(),
            begun_with: text(),
            whose: text(),
            due: text(),
            problems: RwSignal::new(Problems::new()),
            pending: RwSignal::new(false),
        }
    }

    /// Is it the advisor who looks at them?
    pub fn by_advisor(self) -> bool {
        let role = use_session().me().and_then(|me| me.role.known());
        role.is_some_and(|role| permission(role, Action::WorkWithAdvisor) == Permission::OnBehalf)
    }

    /// Opens the form.
    pub fn begin(self, task: Task) {
        if self.pending.get_untracked() {
            return;
        }
        let known = task.meeting();
        let minutes =
            known.filter(|_| matches!(task, Task::Minutes(_))).and_then(|meeting| meeting.minutes.clone());
        let minutes = minutes.unwrap_or_default();
        self.begun_with.set(minutes.clone());
        self.text.set(minutes);
        self.link.set(known.and_then(|meeting| meeting.join_link.clone()).unwrap_or_default());
        self.length.set("60".to_owned());
        self.starts.iter().chain([&self.whose, &self.due]).for_each(|typed| typed.set(String::new()));
        self.shown.set(1);
        self.key.set(identifier::random());
        self.problems.set(Problems::new());
        self.task.set(Some(task));
        document::focus_next(HEADING);
    }

    fn end(self) {
        self.task.set(None);
        self.problems.set(Problems::new());
        document::focus_next("meetings");
    }

    fn submit(self) {
        let Some(task) = self.task.get_untracked() else { return };
        let text = Some(self.text.get_untracked()).filter(|text| !text.trim().is_empty());
        let step = |step| ChangeMeeting { text: text.clone(), ..ChangeMeeting::of(step) };
        let change = match &task {
            Task::Begin => return self.ask(text),
            Task::Propose(_) => match self.times() {
                Ok(times) => ChangeMeeting {
                    times,
                    join_link: Some(self.link.get_untracked()),
                    ..ChangeMeeting::of(MeetingStep::Propose)
                },
                Err(problems) => {
                    self.problems.set(problems);
                    return focus_summary();
                }
            },
            Task::OtherTimes(_) => step(MeetingStep::OtherTimes),
            Task::Cancel(_) => step(MeetingStep::Cancel),
            Task::Hold(_) => step(MeetingStep::Hold),
            Task::Minutes(_) => step(MeetingStep::Minutes),
            Task::AddAction(_) => {
                let action = MeetingAction {
                    text: text.clone().unwrap_or_default(),
                    whose: self.whose.get_untracked(),
                    due: json::date(&self.due.get_untracked()),
                    done: false,
                };
                ChangeMeeting { action: Some(action), ..ChangeMeeting::of(MeetingStep::AddAction) }
            }
        };
        if let Some(meeting) = task.meeting() {
            self.send(meeting, change);
        }
    }

    /// The times that were typed, those that are blank left out; where one can't be read.
    fn times(self) -> Result<Vec<MeetingTime>, Problems> {
        let minutes = self.length.get_untracked().trim().parse().unwrap_or(0);
        let (mut times, mut problems) = (Vec::new(), Problems::new());
        for (typed, id) in self.starts.into_iter().zip(STARTS).take(self.shown.get_untracked()) {
            let text = typed.get_untracked();
            match instant(&text) {
                Some(start) => times.push(MeetingTime { start, minutes }),
                None if text.is_empty() && id != STARTS[0] => {}
                None => problems.push((id, "Enter a day and a time".to_owned())),
            }
        }
        if problems.is_empty() { Ok(times) } else { Err(problems) }
    }

    fn ask(self, wish: Option<String>) {
        let kind = self.kind.into();
        let meeting = BeginMeeting { kind, wish, times: Vec::new(), join_link: None };
        let (account, key) = (self.account.get_untracked(), IdempotencyKey(self.key.get_untracked()));
        self.run(None, Box::pin(async move { api::meetings::begin(&meeting, &account, &key).await }));
    }

    /// Takes a step on a meeting as it stands on the page, or as it stood when the form was opened: whoever has seen another
    /// one overwrites nothing.
    pub fn send(self, meeting: &Meeting, change: ChangeMeeting) {
        let (id, version) = (meeting.id.clone(), meeting.version);
        self.run(
            Some(change.step.clone()),
            Box::pin(async move { api::meetings::change(&id, &change, version).await }),
        );
    }

    fn run(self, step: Option<MeetingStep>, call: Call) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let announcer = announcer();
        // Accepting and ticking off have no form: one that is open is about something else, and stays.
        let has_form = !matches!(step, Some(MeetingStep::Accept | MeetingStep::MarkAction));
        leptos::task::spawn_local(async move {
            let done = call.await;
            let now = self.as_it_is_now(&done).await;
            self.pending.try_set(false);
            let Some(task) = self.task.try_get_untracked() else { return };
            if let Some((task, now)) = task.zip(now) {
                self.task.set(Some(task.about(now)));
            }
            match done {
                Ok(_) => {
                    announcer.say("Saved");
                    if has_form {
                        self.end();
                    } else {
                        self.problems.set(Problems::new());
                    }
                }
                Err(failure) => {
                    if !failure.is_uncertain() {
                        self.key.set(identifier::random());
                    }
                    let task = self.task.get_untracked();
                    let theirs = task.and_then(|task| conflict::theirs(self, &task));
                    self.problems.set(match theirs {
                        Some(_) if failure.is_changed() => vec![(DO, conflict::WORDS.to_owned())],
                        _ => problems_of(&failure),
                    });
                    focus_summary();
                }
            }
            self.list.again();
        });
    }

    /// The meeting that the open form is about: as a step beside the form has left it, or as somebody else has.
    async fn as_it_is_now(self, done: &Result<Meeting, Failure>) -> Option<Meeting> {
        let seen = self.task.try_get_untracked().flatten()?.meeting().cloned()?;
        match done {
            Ok(now) => (now.id == seen.id && now.minutes == seen.minutes).then(|| now.clone()),
            Err(failure) if failure.is_changed() => {
                api::meetings::read(&seen.id).send(&Abort::never()).await.ok()
            }
            Err(_) => None,
        }
    }

    /// The form, while something is being done; what went wrong without it.
    pub fn view(self) -> AnyView {
        view! {
            <ErrorSummary problems=self.problems/>
            {live(move || self.task.get().map(|task| self.form(&task)))}
        }
    }

    fn form(self, task: &Task) -> AnyView {
        let [heading, label, word] = task.words();
        let kind = if matches!(task, Task::Cancel(_)) { "danger" } else { "primary" };
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.submit();
        };
        let fields = match task {
            Task::Propose(meeting) => self.time_fields(other_zone(meeting)),
            Task::AddAction(_) => view! { {self.text_field(label, Control::Line)}{self.action_fields()} },
            Task::Minutes(_) => conflict::beside(self, task, self.text_field(label, Control::Text)),
            _ => self.text_field(label, Control::Text),
        };
        view! {
            <form class="stack no-print" novalidate on:submit=submit>
                <h3 id=HEADING tabindex="-1">{heading}</h3>
                {fields}
                <p class="cluster">
                    <button class="button" id=DO data-kind=kind aria-busy=move || self.pending.get().to_string()>{word}</button>
                    <button class="button" type="button" on:click=move |_| self.end()>"Back"</button>
                </p>
            </form>
        }
    }

    fn text_field(self, label: &'static str, control: Control) -> AnyView {
        let (text, problems) = (self.text, self.problems);
        view! { <Field id="meeting-text" label control value=text set=move |typed| text.set(typed) problems/> }
    }

    fn action_fields(self) -> AnyView {
        let (whose, due, problems) = (self.whose, self.due, self.problems);
        view! {
            <Field id="meeting-whose" label="Who does it" value=whose set=move |text| whose.set(text) problems/>
            <Field id="meeting-due" label="By when (optional)" control=Control::Date value=due set=move |text| due.set(text) problems/>
        }
    }

    fn time_fields(self, zone: Option<String>) -> AnyView {
        let (length, link, problems, shown) = (self.length, self.link, self.problems, self.shown);
        let field = move |place: usize| {
            let (id, label, typed) = (*STARTS.get(place)?, *LABELS.get(place)?, *self.starts.get(place)?);
            let zone = zone.clone();
            Some(view! {
                <Field id label hint=format!("In your zone, {}", intl::viewer_zone()) control=Control::DateTime
                    value=typed set=move |text| typed.set(text) problems/>
                {live(move || self.hint(&typed.get(), zone.as_deref()))}
            })
        };
        view! {
            {live(move || (0..shown.get()).filter_map(&field).collect::<Vec<AnyView>>())}
            {live(move || (shown.get() < TIMES_MAX).then(|| view! {
                <p><button class="button" data-size="small" type="button" on:click=move |_| shown.update(|shown| *shown += 1)>"Another time"</button></p>
            }))}
            <Field id="meeting-length" label="Minutes" control=Control::Short value=length set=move |text| length.set(text) problems/>
            <Field id="meeting-link" label="Link to join by" hint="It begins with https://" value=link set=move |text| link.set(text) problems/>
        }
    }

    /// What the time is for the other side, and whether it lies within the advisor's hours.
    fn hint(self, text: &str, zone: Option<&str>) -> Option<AnyView> {
        let start = instant(text)?;
        let there = zone.map(|zone| format!("{} there. ", intl::format(start, Some(zone), Detail::Full)));
        let slot = Slot { start, minutes: self.length.get().trim().parse().unwrap_or(0) };
        let advisor = self.advisor.value().and_then(|known| Schedule::try_from(known.advisor.as_ref()?).ok());
        let hours = advisor.map(|advisor| slot.hours_reason(&advisor).why);
        Some(view! { <p class="hint" role="status">{there}{hours}</p> })
    }
}

fn instant(text: &str) -> Option<rules::Instant> {
    json::instant(&intl::local_to_utc(text)?)
}

/// What the API found wrong, at its fields; what concerns none of them, at the button.
fn problems_of(failure: &Failure) -> Problems {
    if failure.is_changed() {
        let words = "Somebody else did something about this meeting in the meantime. It is shown as it is now, and what you typed is still here; look and press again.";
        return vec![(DO, words.to_owned())];
    }
    let fields = failure.fields();
    if fields.is_empty() {
        return vec![(DO, failure.what_happened())];
    }
    let id = |pointer: &str| {
        let mut parts = pointer.split('/').skip(1);
        match (parts.next(), parts.next()) {
            (Some("times"), Some(place)) if !pointer.ends_with("minutes") => {
                place.parse().ok().and_then(|place: usize| STARTS.get(place).copied()).unwrap_or(DO)
            }
            (Some("times"), Some(_)) => "meeting-length",
            (Some("times"), None) => STARTS[0],
            (Some("join_link"), _) => "meeting-link",
            (Some("text" | "wish"), _) | (Some("action"), Some("text")) => "meeting-text",
            (Some("action"), Some("whose")) => "meeting-whose",
            _ => DO,
        }
    };
    fields.iter().map(|error| (id(&error.pointer), error.detail.clone())).collect()
}
