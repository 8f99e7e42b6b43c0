//! The files of a webinar: posting with progress, ending that, trying again, taking down. Up to 64 MB the browser takes the
//! SHA-256 itself and the server compares; of more the server takes it alone. Captions and chapters are read here first, by
//! the rules that the server reads them by.

use leptos::prelude::*;
use rules::vtt;
use send_wrapper::SendWrapper;
use wire::webinar::{FileKind, Webinar};

use super::super::{Known, file, size};
use crate::{
    api::{self, Failure},
    browser::{
        announce::announcer,
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

/// Kind, name, media type and name of files to choose from.
struct Slot {
    kind: FileKind,
    name: &'static str,
    hint: &'static str,
    accept: &'static str,
}

const SLOTS: [Slot; 4] = [
    Slot {
        kind: FileKind::Recording,
        name: "Recording",
        hint: "WebM or MP4, up to 2 GB",
        accept: "video/webm,video/mp4",
    },
    Slot { kind: FileKind::Captions, name: "Captions", hint: "WebVTT, up to 2 MB", accept: ".vtt,text/vtt" },
    Slot { kind: FileKind::Chapters, name: "Chapters", hint: "WebVTT, up to 2 MB", accept: ".vtt,text/vtt" },
    Slot { kind: FileKind::Slides, name: "Slides", hint: "PDF, up to 50 MB", accept: ".pdf,application/pdf" },
];

/// Where an upload stands.
#[derive(Clone, PartialEq)]
enum State {
    Idle,
    /// The file is read and its SHA-256 is taken.
    Reading,
    /// Bytes that are sent, of all.
    Sending(f64, f64),
    /// What is wrong, line by line.
    Failed(Vec<String>),
    /// The SHA-256 that the server took, and whether this browser took the same.
    Done(String, bool),
}

/// One file on its way.
#[derive(Clone, Copy)]
struct Upload {
    place: usize,
    id: StoredValue<String>,
    loaded: Loaded<Webinar>,
    state: RwSignal<State>,
    file: StoredValue<Option<SendWrapper<File>>>,
    stop: StoredValue<Option<SendWrapper<Stop>>>,
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
                file: StoredValue::new(None),
                stop: StoredValue::new(None),
            };
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
                    view! { <small>{file.name.clone()}", "{size(file.bytes)}", posted "<At instant=file.posted_at/></small> }
                }
            })
        });
        let take_down = live(move || {
            known.get().filter(|known| file(known, &slot.kind).is_some()).map(|_| {
                view! { <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| self.take_down()>"Take down"<span class="visually-hidden">": "{slot.name}</span></button> }
            })
        });
        let choose = move |event: leptos::ev::Event| {
            if let Some(file) = chosen_file::chosen(&event) {
                self.file.set_value(Some(SendWrapper::new(file)));
                self.post();
            }
        };
        view! {
            <li>
                <div><b>{slot.name}</b>{there}<small>{slot.hint}</small></div>
                <label class="button" data-size="small"><input type="file" class="visually-hidden" accept=slot.accept on:change=choose/><Icon name="upload"/>"Choose a file"<span class="visually-hidden">": "{slot.name}</span></label>
                {take_down}
                {live(move || self.progress())}
            </li>
        }
    }

    fn progress(self) -> Option<AnyView> {
        let name = self.slot().name;
        Some(match self.state.get() {
            State::Idle => return None,
            State::Reading => view! { <p class="wide" role="status">"Reading the file…"</p> },
            State::Sending(sent, all) => {
                let percent = ((100.0 * sent / all.max(1.0)) as u32).min(100);
                let stop = move |_| {
                    self.stop.with_value(|stop| {
                        if let Some(stop) = stop {
                            stop.now();
                        }
                    });
                };
                view! {
                    <div class="wide cluster"><progress max="100" value=percent.to_string() aria-label=name></progress><span>{percent.to_string()}" %"</span>
                        <button class="button" data-size="small" type="button" on:click=stop>"Stop"</button></div>
                }
            }
            State::Failed(lines) => {
                let rows = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
                view! {
                    <div class="wide" role="alert"><ul class="error-list">{rows}</ul>
                        <button class="button" data-size="small" type="button" on:click=move |_| self.post()>"Try again"</button></div>
                }
            }
            State::Done(sha256, compared) => {
                let words = if compared {
                    "This browser and the server took the same SHA-256 of it:"
                } else {
                    "The file is too large for this browser to take its SHA-256; the server took this one, to compare:"
                };
                view! { <p class="wide" role="status">{badge("ok", "posted")}" "{words}" "<small class="mono">{sha256}</small></p> }
            }
        })
    }

    /// Sends the file that was chosen; it stays chosen, so that it can be sent again.
    fn post(self) {
        let Some(file) = self.file.get_value() else { return };
        if matches!(self.state.get_untracked(), State::Reading | State::Sending(..)) {
            return;
        }
        self.state.set(State::Reading);
        let announcer = announcer();
        leptos::task::spawn_local(async move {
            let file = file.take();
            let done = self.send(file).await;
            if self.state.try_get_untracked().is_none() {
                return;
            }
            match done {
                Ok((sha256, compared)) => {
                    announcer.say("Posted");
                    self.state.set(State::Done(sha256, compared));
                    self.loaded.again();
                }
                Err(lines) => {
                    self.state.set(State::Failed(lines));
                }
            }
        });
    }

    async fn send(self, file: File) -> Result<(String, bool), Vec<String>> {
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
        let digest = upload::digest(&file).await;
        let compared = digest.is_some();
        let media_type = match slot.kind {
            FileKind::Captions | FileKind::Chapters => "text/vtt".to_owned(),
            FileKind::Slides => "application/pdf".to_owned(),
            _ => file.type_(),
        };
        let (all, name) = (file.size(), file.name());
        let sending = Sending::new(file, media_type, digest, move |sent| {
            self.state.try_set(State::Sending(sent, all));
        });
        let sending = sending.ok_or_else(|| vec!["The browser can't send files.".to_owned()])?;
        self.stop.try_set_value(Some(SendWrapper::new(sending.stop())));
        self.state.try_set(State::Sending(0.0, all));
        let id = self.id.try_get_value().unwrap_or_default();
        let posted = api::webinars::post_file(&id, slot.kind.as_str(), &name, sending).await;
        posted.map(|posted| (posted.sha256, compared)).map_err(|failure| lines(&failure))
    }

    fn take_down(self) {
        let id = self.id.get_value();
        leptos::task::spawn_local(async move {
            let done = api::webinars::take_down(&id, self.slot().kind.as_str()).await;
            self.state.try_set(match done {
                Ok(()) => State::Idle,
                Err(failure) => State::Failed(lines(&failure)),
            });
            self.loaded.again();
        });
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
