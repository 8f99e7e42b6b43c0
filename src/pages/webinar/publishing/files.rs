//! The files of a webinar: posting with progress, ending that, trying again, taking down after a question. The browser takes the
//! SHA-256 first, and the server refuses what has another. Captions and chapters are read here first, by
//! the rules that the server reads them by.

use leptos::prelude::*;
use rules::{vtt, words};
use send_wrapper::SendWrapper;
use wire::webinar::{FileKind, Webinar};

use super::super::{Known, file};
use crate::{
    api::{self, Failure},
    browser::{
        announce::announcer,
        document,
        file::{self as chosen_file, File},
        upload::{self, Sending, Stop},
    },
    components::{
        card::card_not_printed,
        icon::Icon,
        instant::At,
        loaded::Loaded,
        markup::{live, view},
        words::{badge, muted},
    },
};

/// Row of a file, and the question before it is taken down; the kind follows.
const ROW: &str = "file";
const QUESTION: &str = "take-down";

/// Kind, name, media type and name of files to choose from.
struct Slot {
    kind: FileKind,
    name: &'static str,
    hint: &'static str,
    accept: &'static str,
}

const SLOTS: [Slot; 5] = [
    Slot {
        kind: FileKind::Recording,
        name: "Recording",
        hint: "WebM or MP4, up to 2 GB",
        accept: "video/webm,video/mp4",
    },
    Slot { kind: FileKind::Captions, name: "Captions", hint: "WebVTT, up to 2 MB", accept: ".vtt,text/vtt" },
    Slot { kind: FileKind::Chapters, name: "Chapters", hint: "WebVTT, up to 2 MB", accept: ".vtt,text/vtt" },
    Slot { kind: FileKind::Slides, name: "Slides", hint: "PDF, up to 50 MB", accept: ".pdf,application/pdf" },
    Slot {
        kind: FileKind::Poster,
        name: "Poster",
        hint: "The picture that stands before the recording plays: PNG, JPEG or WebP, up to 2 MB",
        accept: "image/png,image/jpeg,image/webp",
    },
];

/// Where an upload stands, or the taking down.
#[derive(Clone, PartialEq)]
enum State {
    Idle,
    /// The file is read and its SHA-256 is taken.
    Reading,
    /// It is on its way.
    Sending,
    /// It is asked whether the file is to be taken down.
    Asked,
    /// It is being taken down.
    TakenDown,
    /// What is wrong, line by line.
    Failed(Vec<String>),
    /// Why it could not be taken down.
    Stays(Vec<String>),
    /// The SHA-256 that both ends took.
    Done(String),
}

/// One file on its way.
#[derive(Clone, Copy)]
struct Upload {
    place: usize,
    id: StoredValue<String>,
    loaded: Loaded<Webinar>,
    state: RwSignal<State>,
    /// How much of it is sent.
    percent: RwSignal<u32>,
    file: StoredValue<Option<SendWrapper<File>>>,
    stop: StoredValue<Option<SendWrapper<Stop>>>,
    /// Counts the tries: one that was ended while the file was read does not go on beside the next.
    tries: StoredValue<u32>,
}

/// The card.
pub fn view(id: &str, loaded: Loaded<Webinar>, known: Known) -> AnyView {
    let id = StoredValue::new(id.to_owned());
    let rows = (0..SLOTS.len())
        .map(|place| {
            let upload = Upload {
                place,
                id,
                loaded,
                state: RwSignal::new(State::Idle),
                percent: RwSignal::new(0),
                file: StoredValue::new(None),
                stop: StoredValue::new(None),
                tries: StoredValue::new(0),
            };
            // Nobody sees any more how far it is, nor can end it.
            on_cleanup(move || upload.end());
            upload.row(known)
        })
        .collect_view();
    card_not_printed("Files", view! { <ul class="people">{rows}</ul> })
}

impl Upload {
    fn slot(self) -> &'static Slot {
        &SLOTS[self.place]
    }

    fn row(self, known: Known) -> AnyView {
        let slot = self.slot();
        let there = live(move || {
            let known = known.get()?;
            Some(match file(&known, &slot.kind) {
                None => muted("none yet"),
                Some(file) => {
                    view! { <small>{file.name.clone()}", "{words::bytes(file.bytes.into())}", posted "<At instant=file.posted_at/></small> }
                }
            })
        });
        let is_there = Memo::new(move |_| {
            known.with(|known| known.as_ref().is_some_and(|known| file(known, &slot.kind).is_some()))
        });
        let is_free = Memo::new(move |_| self.state.with(|state| !state.is_under_way()));
        let take_down = live(move || {
            (is_there.get() && is_free.get()).then(|| {
                view! { <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| self.ask()>"Take down"<span class="visually-hidden">": "{slot.name}</span></button> }
            })
        });
        let choose = move |event: leptos::ev::Event| {
            if let Some(file) = chosen_file::chosen(&event) {
                self.file.set_value(Some(SendWrapper::new(file)));
                self.post();
            }
        };
        let chooser = live(move || {
            is_free.get().then(|| {
                view! { <label class="button" data-size="small"><input type="file" class="visually-hidden" accept=slot.accept on:change=choose/><Icon name="upload"/>"Choose a file"<span class="visually-hidden">": "{slot.name}</span></label> }
            })
        });
        view! {
            <li>
                <div id=self.named(ROW) tabindex="-1"><b>{slot.name}</b>{there}<small>{slot.hint}</small></div>
                {chooser}
                {take_down}
                {live(move || self.progress())}
            </li>
        }
    }

    fn progress(self) -> Option<AnyView> {
        Some(match self.state.get() {
            State::Idle => return None,
            State::Reading => self.on_its_way("Reading the file and taking its SHA-256"),
            State::Sending => self.on_its_way(self.slot().name),
            State::Asked => self.question(),
            State::TakenDown => view! { <p class="wide" role="status">"Taking it down…"</p> },
            State::Failed(lines) => trouble(lines, move || self.post()),
            State::Stays(lines) => trouble(lines, move || self.take_down()),
            State::Done(sha256) => {
                view! { <p class="wide" role="status">{badge("ok", "posted")}" This browser and the server took the same SHA-256 of it: "<small class="mono">{sha256}</small></p> }
            }
        })
    }

    /// How far it is, and what ends it.
    fn on_its_way(self, name: &'static str) -> AnyView {
        let percent = move || self.percent.get().to_string();
        view! {
            <div class="wide cluster"><progress max="100" value=percent aria-label=name></progress><span>{name}": "{percent}" %"</span>
                <button class="button" data-size="small" type="button" on:click=move |_| self.end()>"Stop"</button></div>
        }
    }

    /// Sends the file that was chosen; it stays chosen, so that it can be sent again.
    fn post(self) {
        let Some(file) = self.file.get_value() else { return };
        if !self.begin(State::Reading) {
            return;
        }
        self.tries.update_value(|tries| *tries += 1);
        let announcer = announcer();
        leptos::task::spawn_local(async move {
            let file = file.take();
            let own = self.tries.try_get_value();
            let done = self.send(file).await;
            // Ended, and begun again meanwhile.
            if self.tries.try_get_value() != own {
                return;
            }
            let posted = done.is_ok();
            self.turn(match done {
                Ok(sha256) => State::Done(sha256),
                Err(lines) => State::Failed(lines),
            });
            if posted {
                announcer.say("Posted");
                self.loaded.again();
            }
        });
    }

    async fn send(self, file: File) -> Result<String, Vec<String>> {
        let slot = self.slot();
        if let Some(kind) = match slot.kind {
            FileKind::Captions => Some(vtt::Kind::Captions),
            FileKind::Chapters => Some(vtt::Kind::Chapters),
            _ => None,
        } {
            let text = chosen_file::text(file.clone()).await;
            let text =
                text.ok_or_else(|| vec!["The browser can't read this file, or it is too large.".to_owned()])?;
            let faults = vtt::parse(&text, kind).faults;
            if !faults.is_empty() {
                return Err(faults.into_iter().map(vtt::Fault::message).collect());
            }
        }
        let all = file.size().max(1.0);
        let percent = move |part: f64| {
            self.percent.try_set(((100.0 * part / all) as u32).min(100));
        };
        percent(0.0);
        let own = self.tries.try_get_value();
        // Whoever left the page, or stopped, while the file was read sends nothing.
        let goes_on = move || {
            self.tries.try_get_value() == own && self.state.try_get_untracked() == Some(State::Reading)
        };
        let digest = upload::digest(&file, move |part| {
            percent(part);
            goes_on()
        })
        .await;
        if own.is_none() || !goes_on() {
            return Err(lines(&Failure::Aborted));
        }
        let digest = digest.ok_or_else(|| vec!["The browser can't read this file.".to_owned()])?;
        let media_type = match slot.kind {
            FileKind::Captions | FileKind::Chapters => "text/vtt".to_owned(),
            FileKind::Slides => "application/pdf".to_owned(),
            _ => file.type_(),
        };
        let name = file.name();
        let sending = Sending::new(file, media_type, digest.header(), percent);
        let sending = sending.ok_or_else(|| vec!["The browser can't send files.".to_owned()])?;
        let Some(id) = self.id.try_get_value() else { return Err(lines(&Failure::Aborted)) };
        self.stop.try_set_value(Some(SendWrapper::new(sending.stop())));
        self.percent.try_set(0);
        self.state.try_set(State::Sending);
        let posted = api::webinars::post_file(&id, slot.kind.as_str(), &name, sending).await;
        posted.map(|posted| posted.sha256).map_err(|failure| lines(&failure))
    }

    /// Ends the reading or the sending.
    fn end(self) {
        if self.state.try_get_untracked() == Some(State::Reading) {
            self.turn(State::Failed(lines(&Failure::Aborted)));
        }
        self.stop.try_with_value(|stop| {
            if let Some(stop) = stop {
                stop.now();
            }
        });
    }

    /// Begins something; not while something else is under way. The focus goes to the row, because what had it goes.
    fn begin(self, state: State) -> bool {
        if self.state.with_untracked(State::is_under_way) {
            return false;
        }
        self.state.set(state);
        self.find_focus();
        true
    }

    /// What it has come to, unless the page was left.
    fn turn(self, state: State) {
        if self.state.try_get_untracked().is_some() {
            self.state.set(state);
            self.find_focus();
        }
    }

    fn find_focus(self) {
        let row = self.named(ROW);
        document::focus_next_if_lost(&row);
    }

    /// An id in this row.
    fn named(self, part: &'static str) -> String {
        format!("{part}-{}", self.slot().kind.as_str())
    }

    fn ask(self) {
        self.state.set(State::Asked);
        let question = self.named(QUESTION);
        document::focus_next(&question);
    }

    fn question(self) -> AnyView {
        let (heading, labelled) = (self.named(QUESTION), self.named(QUESTION));
        view! {
            <section class="stack wide" aria-labelledby=labelled>
                <h3 id=heading tabindex="-1">"Take down: "{self.slot().name}"?"</h3>
                <p>"It is gone for everybody at once. To have it back, its file is posted again."</p>
                <p class="cluster">
                    <button class="button" type="button" data-kind="danger" on:click=move |_| self.take_down()>"Take it down"</button>
                    <button class="button" type="button" on:click=move |_| self.turn(State::Idle)>"Cancel"</button>
                </p>
            </section>
        }
    }

    fn take_down(self) {
        if !self.begin(State::TakenDown) {
            return;
        }
        let (id, announcer) = (self.id.get_value(), announcer());
        leptos::task::spawn_local(async move {
            let done = api::webinars::take_down(&id, self.slot().kind.as_str()).await;
            if done.is_ok() {
                announcer.say("Taken down");
            }
            self.turn(match done {
                Ok(()) => State::Idle,
                Err(failure) => State::Stays(lines(&failure)),
            });
            self.loaded.again();
        });
    }
}

impl State {
    fn is_under_way(&self) -> bool {
        matches!(self, Self::Reading | Self::Sending | Self::TakenDown)
    }
}

/// What went wrong, and another try.
fn trouble(lines: Vec<String>, again: impl Fn() + 'static) -> AnyView {
    let rows = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <div class="wide" role="alert"><ul class="error-list">{rows}</ul>
            <button class="button" data-size="small" type="button" on:click=move |_| again()>"Try again"</button></div>
    }
}

/// What is wrong; of a file with lines, each of them.
fn lines(failure: &Failure) -> Vec<String> {
    if *failure == Failure::Aborted {
        return vec!["Stopped. What was there before is still there.".to_owned()];
    }
    let fields = failure.fields();
    if fields.is_empty() {
        return vec![failure.what_happened()];
    }
    fields.iter().map(|error| error.detail.clone()).collect()
}
