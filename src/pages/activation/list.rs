//! Releases from a file: read here, looked at row by row before anything is kept, then recorded in one request. What becomes
//! of a row is the API's to say, by the rules.

use leptos::prelude::*;
use rules::{
    csv::quoted,
    release::{ROWS_MAX, read},
    words,
};
use wire::release::{RecordReleases, ReleaseAnswer, ReleaseAnswers, ReleaseOutcome, ReleaseRow};

use crate::{
    api::{self, IdempotencyKey},
    browser::{document, file, identifier},
    components::{
        icon::Icon,
        markup::{live, view},
        step::Step,
        words::{badge, muted, untold},
    },
};

/// Most rows that are shown.
const SHOWN: usize = 200;
const HEADING: &str = "from-file";

/// A list that was read.
#[derive(Clone)]
struct Looked {
    list: RecordReleases,
    answers: ReleaseAnswers,
    /// Of the recording, however often it is tried.
    key: IdempotencyKey,
    recorded: bool,
}

/// The file and what becomes of it.
#[derive(Clone, Copy)]
pub struct FromFile {
    looked: RwSignal<Option<Looked>>,
    step: Step,
    recorded: Callback<()>,
}

impl FromFile {
    /// No file yet. `recorded` is told when releases were recorded.
    pub fn new(step: Step, recorded: Callback<()>) -> Self {
        Self { looked: RwSignal::new(None), step, recorded }
    }

    /// The field for the file, and the list once there is one.
    pub fn view(self) -> AnyView {
        view! {
            <div class="stack no-print">
                <div class="drop">
                    <label class="button"><Icon name="upload"/>"Choose a CSV file"
                        <input type="file" class="visually-hidden" id="file" accept=".csv,.txt,text/csv,text/plain" on:change=move |event| self.take(&event)/></label>
                    <p>"The first line names the columns: serial and release, in any order, with comma, semicolon or tab. Up to "{ROWS_MAX.to_string()}" rows."</p>
                </div>
                {live(move || self.looked.get().map(|looked| self.list(looked)))}
            </div>
        }
    }

    fn take(self, event: &web_sys::Event) {
        let Some(chosen) = file::chosen(event) else { return };
        self.looked.set(None);
        leptos::task::spawn_local(async move {
            let Some(text) = file::text(chosen).await else {
                return self
                    .step
                    .refuse(vec![("file", "This file can’t be read, or is larger than 4 MB.".to_owned())]);
            };
            match read(&text) {
                Err(problem) => self.step.refuse(vec![("file", problem.message())]),
                Ok(rows) => {
                    self.look(RecordReleases { rows: rows.into_iter().map(ReleaseRow::from).collect() })
                }
            }
        });
    }

    fn look(self, list: RecordReleases) {
        let call = async move {
            let answers = api::readiness::check_releases(&list).await?;
            let key = IdempotencyKey(identifier::random());
            self.looked.try_set(Some(Looked { list, answers, key, recorded: false }));
            Ok(())
        };
        self.step.send(Box::pin(call), &["file"], |_| document::focus_next(HEADING));
    }

    fn record(self, looked: Looked) {
        let call = async move {
            let answers = api::readiness::record_releases(&looked.list, &looked.key).await?;
            self.looked.try_set(Some(Looked { answers, recorded: true, ..looked }));
            Ok(())
        };
        self.step.send(Box::pin(call), &["file"], move |_| {
            document::focus_next(HEADING);
            self.recorded.run(());
        });
    }

    fn list(self, looked: Looked) -> AnyView {
        let all = &looked.answers;
        let set = all.count(|outcome| *outcome == ReleaseOutcome::Set);
        let taken = all.count(ReleaseOutcome::is_taken);
        let refused = all.rows.len() - taken;
        let heading = if looked.recorded { "Recorded from the file" } else { "From the file" };
        let (will, can) =
            if looked.recorded { ("were set", "could not") } else { ("will be set", "can’t") };
        let untold = untold(looked.list.rows.len().saturating_sub(all.rows.len()), looked.recorded);
        let summary = format!("{set} {will}, {} unchanged, {refused} {can} be taken.{untold}", taken - set);
        // What can't be taken is what somebody has to look at.
        let (good, bad): (Vec<_>, Vec<_>) = all.rows.iter().partition(|row| row.outcome.is_taken());
        let more = all.rows.len().saturating_sub(SHOWN);
        let more = (more > 0).then(|| muted(format!("and {more} more rows")));
        let rejects = (!bad.is_empty()).then(|| rejects(&bad));
        let rows = bad.into_iter().chain(good).take(SHOWN).map(row).collect_view();
        let record = (!looked.recorded && taken > 0).then(|| {
            let words = format!("Record {}", words::count(u32::try_from(taken).unwrap_or(u32::MAX), "release"));
            let looked = looked.clone();
            view! { <button class="button" data-kind="primary" type="button" aria-busy=move || self.step.busy() on:click=move |_| self.record(looked.clone())>{words}</button> }
        });
        let close = if looked.recorded { "Close" } else { "Cancel" };
        view! {
            <h3 id=HEADING tabindex="-1">{heading}</h3>
            <p role="status">{summary}</p>
            <div class="table-scroll" role="region" aria-label="Rows of the file" tabindex="0">
                <table class="table" data-narrow="stack">
                    <caption class="visually-hidden">"Rows of the file"</caption>
                    <thead><tr><th scope="col">"Serial"</th><th scope="col">"Release"</th><th scope="col">"What becomes of it"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
            <p class="cluster">
                {record}
                <button class="button" type="button" on:click=move |_| { self.looked.set(None); document::focus("file"); }>{close}</button>
                {rejects}
            </p>
        }
    }
}

fn row(row: &ReleaseAnswer) -> AnyView {
    let (tone, word) = match &row.outcome {
        ReleaseOutcome::Set => ("ok", "set"),
        ReleaseOutcome::Unchanged => ("quiet", "unchanged"),
        ReleaseOutcome::UnknownSerial => ("bad", "unknown serial"),
        ReleaseOutcome::BadRelease => ("bad", "bad release"),
        ReleaseOutcome::Twice => ("bad", "twice"),
        ReleaseOutcome::Unknown(other) => ("quiet", other.as_str()),
    };
    view! {
        <tr>
            <th scope="row" data-label="Serial" class="mono">{row.serial.clone()}</th>
            <td data-label="Release">{row.release.clone()}</td>
            <td data-label="Becomes"><span class="cluster">{badge(tone, word)}<span>{row.detail.clone()}</span></span></td>
        </tr>
    }
}

/// Those that can't be taken, as a file of the same kind with one more column.
fn rejects(rows: &[&ReleaseAnswer]) -> AnyView {
    let mut text = "serial,release,problem\r\n".to_owned();
    for row in rows {
        let fields = [&row.serial, &row.release, &row.detail].map(|field| quoted(field));
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    let href = format!("data:text/csv;charset=utf-8,{}", wire::path::encode(&text));
    view! { <a class="button" href=href download="releases-not-taken.csv"><Icon name="download"/>"Those not taken, as CSV"</a> }
}
