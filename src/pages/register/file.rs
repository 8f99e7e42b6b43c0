//! Registering from a file: it is chosen or dropped, read and checked in steps, mended, and sent. Until it is sent or discarded
//! the browser keeps it with all that was done to it, so that neither a reload nor a crash loses anything.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;
use rules::{
    access::Action,
    registration::{By, Column, Mapping, Sheet, template},
};

use super::{
    by, columns, countries, known,
    known::Known,
    mending, not_yours,
    note::{Change, Found, Note},
    ready, rows, sending,
};
use crate::{
    api,
    browser::{
        alone::{Alone, alone},
        announce::{Announcer, announcer},
        document, download, file, kept_file,
        timer::sleep,
    },
    components::{
        asking::{Asking, asking},
        card::banner,
        icon::Icon,
        link::link,
        loaded::{load, skeleton},
        markup::{live, view},
        page_head::PageHead,
    },
    route::Route,
    session::{Session, use_session},
};

/// Where the work is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Is there a file from before?
    Looking,
    /// Another tab of this browser has this page, and the file.
    Elsewhere,
    /// None yet.
    Choosing,
    /// It is being read.
    Reading,
    /// Its rows are being checked.
    Checking,
    /// A column of many rows is being changed.
    Rewriting,
    /// All of it stands there.
    Mending,
    /// It is on its way, or has been sent.
    Sending,
}

/// How long another tab may take to let go of the file before that is said: one that loads anew is quicker.
const PATIENCE: Duration = Duration::from_secs(1);

/// A file and the work on it.
#[derive(Clone, Copy)]
pub struct Work {
    /// Contexts are not at hand while something waits.
    pub session: Session,
    /// Who registers.
    pub by: By,
    /// Likewise.
    pub announcer: Announcer,
    person: StoredValue<String>,
    /// Id of the file that is kept; empty when none is.
    id: StoredValue<String>,
    /// As long as this is there no other tab works on files of this person.
    alone: StoredValue<Option<Alone>>,
    /// The file as it stands.
    pub sheet: RwSignal<Option<Sheet>>,
    /// What is kept with it.
    pub note: RwSignal<Note>,
    /// How many changes there were with the last one of a whole column, and what the server had found before it.
    pub last_whole: RwSignal<Option<(usize, Vec<Found>)>>,
    /// Where it is.
    pub stage: RwSignal<Stage>,
    /// How far that is, and of how much.
    pub progress: RwSignal<(u32, u32)>,
    /// Whether the browser keeps the file.
    pub kept: RwSignal<bool>,
    /// Why a file can't be read.
    pub problem: RwSignal<String>,
    /// Counts what is under way: what has an older number stops.
    turn: RwSignal<u32>,
    /// What is known beside the rows.
    pub known: Memo<Option<Arc<Known>>>,
    /// The rows that are listed.
    pub listed: rows::Listed,
    /// The batch that it is sent as.
    pub batch: sending::OnItsWay,
}

/// The page.
pub fn page() -> AnyView {
    let Some(me) = use_session().me().filter(|me| me.may(Action::RegisterUnits)) else {
        return not_yours("Register from a file");
    };
    let session = use_session();
    let basis = load(|| Some(api::registration::basis("")));
    let work = Work {
        session,
        by: by(session),
        announcer: announcer(),
        person: StoredValue::new(me.id.clone()),
        id: StoredValue::new(String::new()),
        alone: StoredValue::new(None),
        sheet: RwSignal::new(None),
        note: RwSignal::new(Note::default()),
        last_whole: RwSignal::new(None),
        stage: RwSignal::new(Stage::Looking),
        progress: RwSignal::new((0, 0)),
        kept: RwSignal::new(true),
        problem: RwSignal::new(String::new()),
        turn: RwSignal::new(0),
        known: known(basis),
        listed: rows::Listed::new(),
        batch: sending::OnItsWay::new(),
    };
    work.resume();
    view! {
        <PageHead title="Register from a file" back=(Route::Register { account: String::new() }, "Register one unit")
            lead="Up to 200,000 units at once. Every row is checked here before anything is sent."/>
        {live(move || match work.stage.get() {
            Stage::Looking => skeleton(),
            Stage::Elsewhere => elsewhere(),
            Stage::Choosing => work.choosing(),
            Stage::Reading => work.busy("Reading the file"),
            Stage::Checking => work.busy("Checking the rows"),
            Stage::Rewriting => work.rewriting(),
            Stage::Mending => work.mending(),
            Stage::Sending => sending::view(work),
        })}
    }
}

impl Work {
    /// Begins something that runs by itself; its number. What ran before ends.
    pub fn begin(self) -> u32 {
        let turn = self.turn.try_get_untracked().unwrap_or_default().wrapping_add(1);
        self.turn.set(turn);
        turn
    }

    /// Is that still what is wanted? Not when the page was left.
    pub fn is_wanted(self, turn: u32) -> bool {
        self.turn.try_get_untracked() == Some(turn)
    }

    /// Whose file it is.
    pub fn person(self) -> String {
        self.person.get_value()
    }

    fn resume(self) {
        let (turn, person) = (self.begin(), self.person());
        leptos::task::spawn_local(async move {
            sleep(PATIENCE).await;
            // Nothing but looking leads there.
            if self.is_wanted(turn) && self.alone.with_value(Option::is_none) {
                self.stage.set(Stage::Elsewhere);
            }
        });
        leptos::task::spawn_local(async move {
            let alone = alone(&kept_file::name(&person)).await;
            // What is not wanted any more is let go.
            if !self.is_wanted(turn) {
                return;
            }
            self.alone.set_value(Some(alone));
            let found = kept_file::kept(&person).await;
            if !self.is_wanted(turn) {
                return;
            }
            let Some(found) = found else { return self.stage.set(Stage::Choosing) };
            self.id.set_value(found.id);
            self.note.set(wire::json::read(&found.note).unwrap_or_default());
            self.read(found.file, turn).await;
        });
    }

    /// Takes a file in the place of what is there.
    pub fn take(self, file: file::Blob, note: Note) {
        let (turn, person) = (self.begin(), self.person());
        self.problem.set(String::new());
        self.sheet.set(None);
        self.stage.set(Stage::Reading);
        // Nothing that is still under way is written to it.
        self.id.set_value(String::new());
        self.last_whole.set(None);
        let text = serde_json::to_string(&note).unwrap_or_default();
        self.note.set(note);
        leptos::task::spawn_local(async move {
            let kept = kept_file::keep(&person, &file, &text).await;
            if !self.is_wanted(turn) {
                return;
            }
            self.kept.set(kept.is_some());
            self.id.set_value(kept.unwrap_or_default());
            self.read(file, turn).await;
        });
    }

    /// Takes the last change of a whole column back: the others are done anew to the file that is kept.
    pub fn undo(self) {
        let Some((_, found)) = self.last_whole.try_update(Option::take).flatten() else { return };
        let (turn, person) = (self.begin(), self.person());
        self.stage.set(Stage::Reading);
        leptos::task::spawn_local(async move {
            let kept = kept_file::kept(&person).await;
            if !self.is_wanted(turn) {
                return;
            }
            let Some(kept) = kept else {
                self.kept.set(false);
                return self.stage.set(Stage::Mending);
            };
            self.note.update(|note| {
                note.changes.pop();
                note.found = found;
            });
            self.keep_note();
            self.sheet.set(None);
            self.read(kept.file, turn).await;
        });
    }

    /// Writes the note anew.
    pub fn keep_note(self) {
        leptos::task::spawn_local(self.note_kept());
    }

    /// Likewise, for what must not begin before it is written.
    pub fn note_kept(self) -> impl Future<Output = ()> {
        let (note, person, id) = (self.note.try_get_untracked(), self.person(), self.id.try_get_value());
        async move {
            let Some((note, id)) = note.zip(id) else { return };
            // What could not be kept is said by the page as long as it is so.
            let kept = match serde_json::to_string(&note) {
                Ok(text) => kept_file::note(&person, &id, &text).await,
                Err(_) => false,
            };
            // Another file may have come meanwhile.
            if self.id.try_get_value().is_some_and(|now| now == id) {
                self.kept.try_set(kept);
            }
        }
    }

    /// The button that forgets it; asks first when work would be lost with it.
    pub fn discard_button(self, word: &'static str) -> AnyView {
        let question =
            "Discard the file, with all that was done to it? What is registered already stays registered.";
        let (id, about) = ("discard".to_owned(), String::new());
        let asked = Asking { id, word, about, question, yes: "Discard it", small: false };
        asking(asked, move || self.note.with_untracked(Note::is_work), move || self.discard())
    }

    /// Forgets it and begins with another one.
    pub fn discard(self) {
        self.begin();
        self.id.set_value(String::new());
        let person = self.person();
        self.sheet.set(None);
        self.last_whole.set(None);
        self.note.set(Note::default());
        self.stage.set(Stage::Choosing);
        leptos::task::spawn_local(async move { kept_file::erase(&person).await });
        document::focus_next("file");
    }

    /// Does something to the rows, and notes it.
    pub fn change(self, change: Change) {
        let countries = countries(self.session);
        self.sheet.update(|sheet| {
            if let Some(sheet) = sheet {
                change.apply(sheet, &countries);
            }
        });
        self.note.update(|note| {
            // Where it was said which column is which, nothing is checked yet.
            if !change.column.is_empty() {
                self.sheet.with_untracked(|sheet| sheet.iter().for_each(|sheet| note.forget_mended(sheet)));
            }
            note.changes.push(change);
        });
        self.keep_note();
    }

    /// Says which column is which, and checks all rows again.
    pub fn map(self, mapping: &Mapping) {
        let before = self.sheet.with_untracked(|sheet| sheet.as_ref().map(|sheet| sheet.mapping().clone()));
        self.note.update(|note| note.forget_moved(&before.unwrap_or_default(), mapping));
        self.change(Change::mapping(mapping));
        let turn = self.begin();
        leptos::task::spawn_local(async move { self.check(turn).await });
    }

    /// A cell of one row, with what the server says of another serial number.
    pub fn mend(self, row: usize, column: Column, text: &str) {
        self.change(Change::of_rows(&[row], column, text));
        if column == Column::Serial {
            self.look_up(vec![row]);
        }
    }

    fn choosing(self) -> AnyView {
        let take = move |file: Option<file::File>| {
            if let Some(file) = file {
                let name = file.name();
                self.take(file.into(), Note { name, ..Note::default() });
            }
        };
        let problem = live(move || {
            let problem = self.problem.get();
            (!problem.is_empty()).then(|| banner("bad", "warning", "This file can’t be read.", problem))
        });
        let by = self.by;
        let give = move |_| {
            download::text("registration.csv", &[&template(by)]);
            self.announcer.say("The template is in your downloads");
        };
        view! {
            <div role="alert">{problem}</div>
            <section class="card stack">
                <header><h2>"The file"</h2></header>
                <div class="drop" on:dragover=move |event: leptos::ev::DragEvent| event.prevent_default() on:drop=move |event| take(file::dropped(&event))>
                    <label class="button" data-kind="primary"><Icon name="upload"/>"Choose a CSV file"
                        <input type="file" class="visually-hidden" id="file" accept=".csv,.txt,.tsv,text/csv,text/plain" on:change=move |event| take(file::chosen(&event))/></label>
                    <p>"or drop it here. Its first line names the columns, in any order and in many spellings. Comma, semicolon or tab, UTF-8 or UTF-16, up to 50 MB."</p>
                </div>
                <p class="cluster"><button class="button" type="button" on:click=give><Icon name="download"/>"A template to fill in"</button>
                    {link(&Route::registrations(""), "What was registered before")}</p>
            </section>
        }
    }

    fn busy(self, what: &'static str) -> AnyView {
        let of = move |(done, all): (u32, u32)| (done.to_string(), all.max(1).to_string());
        view! {
            <section class="card stack">
                <header><h2>{what}</h2></header>
                <p>{move || self.note.with(|note| note.name.clone())}</p>
                <progress aria-label=what value=move || of(self.progress.get()).0 max=move || of(self.progress.get()).1></progress>
                <p class="cluster">{self.discard_button("Cancel")}</p>
            </section>
        }
    }

    /// Says so as long as the browser does not keep the file.
    pub fn not_kept(self) -> AnyView {
        live(move || {
            (!self.kept.get()).then(|| {
                banner(
                    "warn",
                    "warning",
                    "This browser does not keep the file.",
                    "Stay on this page until it is sent.",
                )
            })
        })
    }

    fn mending(self) -> AnyView {
        view! {
            {self.not_kept()}
            {ready::view(self)}
            {columns::view(self)}
            {mending::view(self)}
            {rows::view(self)}
        }
    }
}

/// What stands there while another tab has it.
fn elsewhere() -> AnyView {
    let words = "This browser keeps one file at a time, with all that is done to it. Go on in that tab; as soon as it is closed, or shows another page, the file is here.";
    view! { <div role="status">{banner("info", "info", "Another tab of this browser has this page open.", words)}</div> }
}
