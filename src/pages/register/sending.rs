//! Sending: what is ready, in pieces, until the server has answered every row. A connection that breaks is waited for; after a
//! reload it goes on with what the server says is missing. It stops with the page, and goes on when somebody comes back to it.

use std::time::Duration;

use leptos::prelude::*;
use rules::registration::Wanted;
use wire::registration::{Batch, BatchState, NewBatch, PIECE_MAX, PutRows, Row};

use super::{
    file::{Stage, Work},
    left::{self, Rest},
    note::{Sent, members, pieces, ranges},
};
use crate::{
    api::{self, Abort, Failure, IdempotencyKey},
    browser::{
        document, identifier, kept_file,
        timer::{monotonic_ms, sleep},
    },
    components::{
        card::banner,
        link::link,
        markup::{live, view},
        words::muted,
    },
    route::Route,
};

/// When the next page has said its title.
const AFTER_THE_TITLE: Duration = Duration::from_secs(3);
/// Longest wait between two tries, seconds.
const LONGEST_WAIT: u32 = 8;
/// Rows of the first piece. The next ones are larger as long as they are answered [`SOON`]: over a slow line a large one might
/// not arrive within the time that a server gives it.
const FIRST_PIECE: u32 = 500;
/// Milliseconds.
const SOON: f64 = 2_000.0;

/// A batch on its way.
#[derive(Clone, Copy)]
pub struct OnItsWay {
    /// As the server said last.
    pub batch: RwSignal<Option<Batch>>,
    /// Somebody has stopped it for now.
    pub paused: RwSignal<bool>,
    /// Why it does not go on.
    pub hindered: RwSignal<String>,
    /// What has not become units, once all has been answered.
    pub rest: RwSignal<Option<Rest>>,
    /// It had stopped because the page was left.
    pub resumed: RwSignal<bool>,
}

impl OnItsWay {
    /// Nothing is on its way.
    pub fn new() -> Self {
        Self {
            batch: RwSignal::new(None),
            paused: RwSignal::new(false),
            hindered: RwSignal::new(String::new()),
            rest: RwSignal::new(None),
            resumed: RwSignal::new(false),
        }
    }

    /// Nothing is on its way any more.
    pub fn end(self) {
        self.batch.set(None);
        self.paused.set(false);
        self.hindered.set(String::new());
        self.rest.set(None);
        self.resumed.set(false);
    }
}

/// The page while it is on its way, and when it has arrived.
pub fn view(work: Work) -> AnyView {
    let way = work.batch;
    let number =
        |of: fn(&Batch) -> u32| move || way.batch.with(|batch| batch.as_ref().map_or(0, of)).to_string();
    let rows = move || {
        let rows = work.note.with(|note| note.sent.as_ref().map_or(0, |sent| members(&sent.rows).len()));
        rows.max(1).to_string()
    };
    let hindered = live(move || {
        let why = way.hindered.get();
        (!why.is_empty()).then(|| banner("warn", "offline", "It does not go on.", why))
    });
    let resumed = live(move || {
        let words = "Now it goes on where it was. Nothing is lost, and nothing is sent twice.";
        let goes = !way.paused.get() && way.hindered.with(String::is_empty);
        let is_so = way.resumed.get() && goes && way.rest.with(Option::is_none);
        is_so.then(|| banner("info", "info", "It had stopped when this page was left.", words))
    });
    let buttons = live(move || {
        if way.rest.with(Option::is_some) {
            return ().into_any();
        }
        if way.paused.get() {
            return view! {
                <button class="button" data-kind="primary" type="button" on:click=move |_| work.go_on()>"Go on"</button>
                <button class="button" type="button" on:click=move |_| work.back()>"Back to the rows"</button>
                {work.discard_button("Discard the file")}
            };
        }
        let pause = move |_| {
            work.begin();
            way.resumed.set(false);
            way.paused.set(true);
        };
        view! { <button class="button" type="button" on:click=pause>"Pause"</button> }
    });
    let link = live(move || {
        let id = way.batch.with(|batch| batch.as_ref().map(|batch| batch.id.clone()))?;
        Some(link(&Route::registration(id), "What the server has of it"))
    });
    // Nobody is kept here, but nobody leaves without hearing it, after the title of the next page.
    on_cleanup(move || {
        let is_under_way = work.stage.try_get_untracked() == Some(Stage::Sending)
            && way.rest.try_get_untracked().is_some_and(|rest| rest.is_none());
        if is_under_way {
            let words = "The file is not being sent any more. It goes on when you come back to it.";
            let announcer = work.announcer;
            set_timeout(move || announcer.say(words), AFTER_THE_TITLE);
        }
    });
    view! {
        {live(move || way.rest.with(Option::is_none).then(|| work.not_kept()))}
        <section class="card stack">
            <header><h2 id="sending" tabindex="-1">{move || work.note.with(|note| note.name.clone())}</h2></header>
            <progress aria-label="Rows that have been answered" value=number(|batch| batch.received) max=rows></progress>
            <p>{number(|batch| batch.received)}" of "{rows}" rows answered, "{number(|batch| batch.registered)}" registered, "{number(|batch| batch.refused)}" refused."</p>
            <div role="status">{hindered}{resumed}</div>
            <p class="cluster">{buttons}{link}</p>
            {live(move || way.rest.with(Option::is_none).then(|| muted("It is sent as long as this page is open. Leave it, and it stops; come back, and it goes on.")))}
        </section>
        {live(move || way.rest.get().map(|rest| left::arrived(work, rest)))}
    }
}

impl Work {
    /// Begins to send what is ready.
    pub fn send(self) {
        let ready: Vec<usize> = self.sheet.with_untracked(|sheet| {
            sheet.as_ref().map(|sheet| sheet.rows_with(Wanted::Clean).collect()).unwrap_or_default()
        });
        if ready.is_empty() || self.stage.get_untracked() == Stage::Sending {
            return;
        }
        let sent = Sent { key: identifier::random(), id: String::new(), rows: ranges(&ready) };
        self.note.update(|note| note.sent = Some(sent));
        self.batch.end();
        self.stage.set(Stage::Sending);
        document::focus_next("sending");
        self.go_on();
    }

    /// Goes on with what is missing.
    pub fn go_on(self) {
        let turn = self.begin();
        self.batch.paused.set(false);
        leptos::task::spawn_local(async move {
            if let Some(rest) = self.on_its_way(turn).await
                && self.is_wanted(turn)
            {
                if rest.is_empty() {
                    kept_file::erase(&self.person()).await;
                }
                self.announcer.say("All rows are answered");
                self.batch.rest.try_set(Some(rest));
            }
        });
    }

    /// Sends until all is answered: the rows of the file that are left. Nothing when it is not wanted any more.
    async fn on_its_way(self, turn: u32) -> Option<Rest> {
        let sent = self.note.try_get_untracked()?.sent?;
        let rows = members(&sent.rows);
        // The key is kept before anything is sent: after a crash the same batch is begun again, not another one.
        self.note_kept().await;
        if !self.is_wanted(turn) {
            return None;
        }
        let mut batch = self.tried(turn, || self.begun(sent.clone(), rows.len())).await?;
        let mut most = FIRST_PIECE;
        loop {
            let id = batch.id.clone();
            self.batch.batch.set(Some(batch.clone()));
            let next = pieces(&batch.missing, most).first().copied();
            let Some((from, count)) = next.filter(|_| batch.state == BatchState::Open) else {
                let refused = self.tried(turn, || left::refused(id.clone(), batch.refused)).await?;
                let left = self.left(&rows, &refused, &batch);
                return left.or_else(|| self.hinder("Which rows have arrived can’t be read."));
            };
            let piece = PutRows { from, rows: self.piece(&rows, from, count) };
            let began = monotonic_ms();
            batch = self.tried(turn, || send(id.clone(), piece.clone())).await?;
            most = if monotonic_ms() - began < SOON { most * 2 } else { FIRST_PIECE };
            most = most.min(u32::try_from(PIECE_MAX).unwrap_or(u32::MAX));
        }
    }

    /// The batch, begun if it has not been.
    async fn begun(self, sent: Sent, rows: usize) -> Result<Batch, Failure> {
        if !sent.id.is_empty() {
            return api::registration::batch(&sent.id).send(&Abort::never()).await;
        }
        let file_name = self.note.try_get_untracked().map(|note| note.name).filter(|name| !name.is_empty());
        let new =
            NewBatch { file_name, rows: u32::try_from(rows).unwrap_or(u32::MAX), ..NewBatch::default() };
        let batch = api::registration::begin(&new, &IdempotencyKey(sent.key)).await?;
        self.note.update(|note| {
            if let Some(sent) = &mut note.sent {
                sent.id.clone_from(&batch.id);
            }
        });
        self.keep_note();
        // What an answer that was lost told about: a batch that was begun before may be further on.
        api::registration::batch(&batch.id).send(&Abort::never()).await
    }

    /// Tries until it works or is not wanted any more. What does not pass by itself pauses it.
    async fn tried<T, F>(self, turn: u32, call: impl Fn() -> F) -> Option<T>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        let mut wait = 1;
        loop {
            let said = call().await;
            if !self.is_wanted(turn) {
                return None;
            }
            match said {
                Ok(said) => {
                    self.batch.hindered.set(String::new());
                    return Some(said);
                }
                Err(failure) if passes(&failure) => {
                    let what = failure.what_happened();
                    self.batch
                        .hindered
                        .set(format!("{what} It goes on by itself as soon as it can. Nothing is lost."));
                    let seconds = failure.retry_after().unwrap_or(wait);
                    sleep(Duration::from_secs(seconds.into())).await;
                    wait = (wait * 2).min(LONGEST_WAIT);
                }
                Err(failure) => return self.hinder(&failure.what_happened()),
            }
        }
    }

    /// Stops, and says why: the person goes on, or does something else.
    fn hinder<T>(self, what: &str) -> Option<T> {
        self.batch
            .hindered
            .set(format!("{what} Nothing is lost: go on when it works, or go back to the rows."));
        self.batch.paused.set(true);
        None
    }

    fn piece(self, rows: &[usize], from: u32, count: u32) -> Vec<Row> {
        let first = from.saturating_sub(1) as usize;
        let piece = rows.iter().skip(first).take(count as usize);
        self.sheet.with_untracked(|sheet| match sheet {
            Some(sheet) => piece.map(|row| Row::from(&sheet.row(*row))).collect(),
            None => Vec::new(),
        })
    }
}

fn passes(failure: &Failure) -> bool {
    // A row that is refused by name stays refused.
    (failure.is_passing() && failure.fields().is_empty()) || failure.retry_after().is_some()
}

async fn send(id: String, piece: PutRows) -> Result<Batch, Failure> {
    api::registration::send(&id, &piece).await.map(|answers| answers.batch)
}
