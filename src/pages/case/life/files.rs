//! The files of a case: those that are there, and those on their way. Several are chosen or dropped at once; the limits stand
//! beside it before. Names are text of people, and nothing is ever shown here: a file is saved.

mod sending;
mod there;

use leptos::prelude::*;
use rules::{
    case_file::{COUNT_MAX, FILE_MAX, TOTAL_MAX, fault},
    case_life::{Side, after_file},
    words::{bytes, count},
};
use send_wrapper::SendWrapper;

use super::super::CaseAtHand;
use crate::{
    browser::{
        announce::announcer,
        document,
        file::{File, all_chosen, all_dropped},
        identifier,
    },
    components::{
        card::card,
        icon::Icon,
        markup::{live, view},
        words::{badge, muted},
    },
    pages::case::uploads::{State, Upload, Uploads, use_uploads},
    widgets::why::Why,
};

/// The field that files are chosen in.
const FIELD: &str = "files";

/// The files of the case, and who is at the page.
#[derive(Clone, Copy)]
pub struct Files {
    at_hand: CaseAtHand,
    uploads: Uploads,
    person: StoredValue<String>,
    /// Nothing for those who only read.
    side: Option<Side>,
}

impl Files {
    /// Of the case at hand.
    pub fn of(at_hand: CaseAtHand, person: &str, side: Option<Side>) -> Option<Self> {
        let files =
            Self { at_hand, uploads: use_uploads()?, person: StoredValue::new(person.to_owned()), side };
        Effect::new(move |before: Option<()>| {
            files.uploads.arrived.track();
            if before.is_some() {
                at_hand.case.again();
            }
        });
        Some(files)
    }

    /// The card.
    pub fn card(self) -> AnyView {
        let on_their_way = Memo::new(move |_| self.uploads.of_case(&self.at_hand.number.get()));
        let rows = live(move || {
            let rows = on_their_way.get().into_iter().map(|id| self.row(id)).collect_view();
            on_their_way
                .with(|ids| !ids.is_empty())
                .then(|| view! { <ul class="people no-print">{rows}</ul> })
        });
        card("Files", view! { {there::list(self.at_hand, self.person.get_value())}{self.chooser()}{rows} })
    }

    /// Chooses files from elsewhere on the page.
    pub fn button(self) -> AnyView {
        let takes = Memo::new(move |_| self.refused().is_none());
        live(move || {
            takes.get().then(|| view! { <button class="button" type="button" on:click=move |_| document::press(FIELD)><Icon name="upload"/>"Add files"</button> })
        })
    }

    /// Why the case takes none; nothing when it does, or nothing is known of it.
    fn refused(self) -> Option<rules::case_life::Refused> {
        after_file(&self.at_hand.shown()?.facts()?, self.side?).err()
    }

    fn chooser(self) -> AnyView {
        let refused = Memo::new(move |_| self.refused());
        let limits = move || {
            let held = self.at_hand.shown().map(|case| case.held()).unwrap_or_default();
            let now = match held.count {
                0 => String::new(),
                files => format!(
                    " There {} {} with {} now.",
                    if files == 1 { "is" } else { "are" },
                    count(files.try_into().unwrap_or(u32::MAX), "file"),
                    bytes(held.bytes)
                ),
            };
            format!(
                "or drop them here. Up to {} each, {COUNT_MAX} files and {} in a case.{now}",
                bytes(FILE_MAX),
                bytes(TOTAL_MAX)
            )
        };
        live(move || {
            self.side?;
            if let Some(refused) = refused.get() {
                let reason = refused.reason();
                return Some(view! { <div class="no-print"><p>{reason.why.clone()}</p><Why reason/></div> });
            }
            Some(view! {
                <div class="drop no-print" on:dragover=move |event: leptos::ev::DragEvent| event.prevent_default() on:drop=move |event| self.take(all_dropped(&event))>
                    <label class="button"><Icon name="upload"/>"Choose files"
                        <input type="file" class="visually-hidden" id=FIELD multiple=true aria-describedby="files-limits" on:change=move |event| self.take(all_chosen(&event))/></label>
                    <p id="files-limits">{limits}</p>
                </div>
            })
        })
    }

    /// Puts files in the row of those that are sent. What can't go is said at once and stays in the list.
    fn take(self, files: Vec<File>) {
        let Some(case) = untrack(|| self.at_hand.shown()) else { return };
        let after = case.files.last().map_or(0, |last| last.number);
        for file in files {
            let (name, bytes) = (file.name(), file.size() as u64);
            let state =
                fault(&name, bytes, case.held()).map_or(State::Waiting, |(_, words)| State::Refused(words));
            self.uploads.add(Upload {
                id: 0,
                person: self.person.get_value(),
                case: case.number.clone(),
                name,
                bytes,
                file: SendWrapper::new(file),
                key: identifier::random(),
                after,
                state,
                percent: 0,
                tries: 0,
                stop: None,
            });
        }
        self.run();
    }

    fn run(self) {
        if let Some(side) = self.side {
            sending::run(self.uploads, side, announcer());
        }
    }

    /// One on its way.
    fn row(self, id: u32) -> AnyView {
        let Some((name, size)) = self.uploads.get(id).map(|upload| (upload.name, upload.bytes)) else {
            return ().into_any();
        };
        let state = Memo::new(move |_| self.uploads.with(id, |upload| upload.state.clone()));
        let (about, is_first) = (name.clone(), StoredValue::new(true));
        let stands = live(move || {
            let state = state.get()?;
            // What had the focus may be gone with the state before.
            if !is_first.get_value() {
                document::focus_next_if_lost(&row_id(id));
            }
            is_first.set_value(false);
            Some(self.stands(id, &about, state))
        });
        view! {
            <li><div id=row_id(id) tabindex="-1"><b><bdi>{name}</bdi></b><small>{bytes(size)}</small></div>
                {stands}</li>
        }
    }

    fn stands(self, id: u32, name: &str, state: State) -> AnyView {
        let again = move |_| {
            self.uploads.change(id, |upload| upload.state = State::Waiting);
            self.run();
        };
        let button = |word: &'static str, press: Box<dyn Fn(leptos::ev::MouseEvent)>| {
            view! { <button class="button" data-size="small" type="button" on:click=press>{word}<span class="visually-hidden">": "{name.to_owned()}</span></button> }
        };
        let forget = || {
            let press = move |_| {
                self.uploads.forget(id);
                document::focus_next_if_lost(FIELD);
            };
            button("Take off the list", Box::new(press))
        };
        let stop = || button("Stop", Box::new(move |_| self.uploads.stop(id)));
        let failed = |what: &'static str, words: String, again: Option<AnyView>| {
            view! { <div class="wide"><p>{badge("bad", what)}" "{words}</p><p class="cluster">{again}{forget()}</p></div> }
        };
        match state {
            State::Waiting => view! { {muted("waiting")}{stop()} },
            State::Reading => view! { {self.progress(id, "Taking its SHA-256", name)}{stop()} },
            State::Sending => view! { {self.progress(id, "Sending", name)}{stop()} },
            State::Looking => {
                view! { <p class="wide" role="status">"No answer: looking whether it has arrived…"</p> }
            }
            State::Sent(sha256) => {
                view! { <div class="wide"><p>{badge("ok", "sent")}" This browser and the server took the same SHA-256 of it: "<small class="mono">{sha256}</small></p><p>{forget()}</p></div> }
            }
            State::NotSent(words) => failed("not sent", words, Some(button("Try again", Box::new(again)))),
            State::NotKnown(words) => {
                failed("not known whether it was sent", words, Some(button("Try again", Box::new(again))))
            }
            State::Refused(words) => failed("not sent", words, None),
        }
    }

    fn progress(self, id: u32, what: &'static str, name: &str) -> AnyView {
        let percent = Memo::new(move |_| self.uploads.with(id, |upload| upload.percent).unwrap_or_default());
        let (done, label) = (move || percent.get().to_string(), format!("{what}: {name}"));
        view! { <div class="wide cluster"><progress max="100" value=done aria-label=label></progress><span>{what}": "{done}" %"</span></div> }
    }
}

fn row_id(id: u32) -> String {
    format!("upload-{id}")
}
