//! Sending: what is ready, in pieces, until the server has answered every row. A connection that breaks is waited for; after a
//! reload it goes on with what the server says is missing. What is left at the end can be mended and sent as well.

use std::time::Duration;

use leptos::prelude::*;
use rules::registration::{Sheet, Wanted};
use wire::registration::{Batch, BatchState, NewBatch, PIECE_MAX, PutRows, Row};

use super::{
    file::{Stage, Work},
    note::{Sent, members, pieces, ranges},
    rows::counted,
};
use crate::{
    api::{self, Abort, Failure, IdempotencyKey},
    browser::{
        announce::announcer,
        document, download, identifier, kept_file,
        timer::{monotonic_ms, sleep},
    },
    components::{
        card::banner,
        link::{button_link, link},
        markup::{live, view},
    },
    route::{Route, UnitsQuery},
};

/// Longest wait between two tries, seconds.
const LONGEST_WAIT: u32 = 8;
/// Rows of the first piece. The next ones are larger as long as they are answered [`SOON`]: over a slow line a large one might
/// not arrive within the time that a server gives it.
const FIRST_PIECE: u32 = 500;
/// Milliseconds.
const SOON: f64 = 2_000.0;
/// Rows that are handed out at a time.
const AT_A_TIME: u32 = 200;

/// A batch on its way.
#[derive(Clone, Copy)]
pub struct OnItsWay {
    /// As the server said last.
    batch: RwSignal<Option<Batch>>,
    /// Somebody has stopped it for now.
    paused: RwSignal<bool>,
    /// Why it does not go on.
    hindered: RwSignal<String>,
    /// Rows of the file that have not become units, once all has been answered.
    rest: RwSignal<Option<Vec<usize>>>,
}

impl OnItsWay {
    /// Nothing is on its way.
    pub fn new() -> Self {
        Self {
            batch: RwSignal::new(None),
            paused: RwSignal::new(false),
            hindered: RwSignal::new(String::new()),
            rest: RwSignal::new(None),
        }
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
    let buttons = live(move || {
        if way.rest.with(Option::is_some) {
            return ().into_any();
        }
        if way.paused.get() {
            return view! {
                <button class="button" data-kind="primary" type="button" on:click=move |_| work.go_on()>"Go on"</button>
                <button class="button" type="button" on:click=move |_| work.discard()>"Discard the file"</button>
            };
        }
        let pause = move |_| {
            work.begin();
            way.paused.set(true);
        };
        view! { <button class="button" type="button" on:click=pause>"Pause"</button> }
    });
    let link = live(move || {
        let id = way.batch.with(|batch| batch.as_ref().map(|batch| batch.id.clone()))?;
        Some(link(&Route::registration(id), "What the server has of it"))
    });
    view! {
        <section class="card stack">
            <header><h2 id="sending" tabindex="-1">{move || work.note.with(|note| note.name.clone())}</h2></header>
            <progress aria-label="Rows that have been answered" value=number(|batch| batch.received) max=rows></progress>
            <p>{number(|batch| batch.received)}" of "{rows}" rows answered, "{number(|batch| batch.registered)}" registered, "{number(|batch| batch.refused)}" refused."</p>
            {hindered}
            <p class="cluster">{buttons}{link}</p>
        </section>
        {live(move || way.rest.get().map(|rest| arrived(work, rest)))}
    }
}

fn arrived(work: Work, rest: Vec<usize>) -> AnyView {
    let registered =
        work.batch.batch.with_untracked(|batch| batch.as_ref().map_or(0, |batch| batch.registered));
    let words = format!("{} registered.", rules::words::count(registered, "unit"));
    let done = banner(
        "ok",
        "check",
        words,
        view! {
            {link(&Route::Units(UnitsQuery::default()), "See them")}" with their cover."
        },
    );
    if rest.is_empty() {
        return view! {
            <div role="status">{done}</div>
            <p class="cluster"><button class="button" data-kind="primary" type="button" on:click=move |_| work.discard()>"Another file"</button>
                {button_link(&Route::Home, "", "", "Done")}</p>
        };
    }
    let left = counted(rest.len());
    let go_on = move |_| work.take_rest(&rest);
    view! {
        <div role="status">{done}</div>
        <section class="card stack">
            <header><h2>{format!("{left} left")}</h2></header>
            <p>"They were not sent, or the server refused them. Nothing of them is registered."</p>
            <p class="cluster">
                <button class="button" data-kind="primary" type="button" on:click=go_on>"Go on with them"</button>
                <button class="button" type="button" on:click=move |_| work.discard()>"Discard them"</button>
            </p>
        </section>
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
        self.batch.batch.set(None);
        self.batch.rest.set(None);
        self.stage.set(Stage::Sending);
        request_animation_frame(|| document::focus("sending"));
        self.go_on();
    }

    /// Goes on with what is missing.
    pub fn go_on(self) {
        let turn = self.begin();
        self.batch.paused.set(false);
        let announcer = announcer();
        leptos::task::spawn_local(async move {
            if let Some(rest) = self.on_its_way(turn).await
                && self.is_wanted(turn)
            {
                if rest.is_empty() {
                    kept_file::erase(&self.person()).await;
                }
                announcer.say("All rows are answered");
                self.batch.rest.try_set(Some(rest));
            }
        });
    }

    /// Sends until all is answered: the rows of the file that are left. Nothing when it is not wanted any more.
    async fn on_its_way(self, turn: u32) -> Option<Vec<usize>> {
        let sent = self.note.try_get_untracked()?.sent?;
        let rows = members(&sent.rows);
        // The key is kept before anything is sent: after a crash the same batch is begun again, not another one.
        self.keep_note();
        let mut batch = self.tried(turn, || self.begun(sent.clone(), rows.len())).await?;
        let mut most = FIRST_PIECE;
        loop {
            let id = batch.id.clone();
            self.batch.batch.set(Some(batch.clone()));
            let next = pieces(&batch.missing, most).first().copied();
            let Some((from, count)) = next.filter(|_| batch.state == BatchState::Open) else {
                let refused = self.tried(turn, || refused(id.clone(), batch.refused)).await?;
                return Some(self.left(&rows, &refused, &batch));
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
                Err(failure) => {
                    self.batch.hindered.set(failure.what_happened());
                    self.batch.paused.set(true);
                    return None;
                }
            }
        }
    }

    fn piece(self, rows: &[usize], from: u32, count: u32) -> Vec<Row> {
        let first = from.saturating_sub(1) as usize;
        let piece = rows.iter().skip(first).take(count as usize);
        self.sheet.with_untracked(|sheet| match sheet {
            Some(sheet) => piece.map(|row| Row::from(&sheet.row(*row))).collect(),
            None => Vec::new(),
        })
    }

    /// The rows of the file that have not become units.
    fn left(self, rows: &[usize], refused: &[u32], batch: &Batch) -> Vec<usize> {
        let all = self.sheet.with_untracked(|sheet| sheet.as_ref().map_or(0, Sheet::rows));
        let mut left = vec![true; all];
        for (index, row) in rows.iter().enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let came = !batch.missing.iter().any(|(first, last)| (*first..=*last).contains(&number));
            if came && refused.binary_search(&number).is_err() {
                left[*row] = false;
            }
        }
        (0..all).filter(|row| left[*row]).collect()
    }

    /// What is left becomes the file.
    fn take_rest(self, rest: &[usize]) {
        let text = self.sheet.with_untracked(|sheet| sheet.as_ref().map(|sheet| sheet.rejects(rest)));
        let name = self.note.with_untracked(|note| note.name.clone());
        if let Some(file) = text.and_then(|text| download::blob(&[&text])) {
            self.take(file, name);
        }
    }
}

fn passes(failure: &Failure) -> bool {
    // A row that is refused by name stays refused.
    (failure.is_passing() && failure.fields().is_empty()) || failure.retry_after().is_some()
}

async fn send(id: String, piece: PutRows) -> Result<Batch, Failure> {
    api::registration::send(&id, &piece).await.map(|answers| answers.batch)
}

/// Numbers of the rows that were refused, ascending.
async fn refused(id: String, count: u32) -> Result<Vec<u32>, Failure> {
    let (mut numbers, mut cursor) = (Vec::new(), String::new());
    if count == 0 {
        return Ok(numbers);
    }
    loop {
        let page = api::registration::refused(&id, &cursor, AT_A_TIME).send(&Abort::never()).await?;
        numbers.extend(page.items.iter().map(|row| row.answer.row));
        match page.next {
            Some(next) => cursor = next,
            None => break,
        }
    }
    numbers.sort_unstable();
    Ok(numbers)
}
