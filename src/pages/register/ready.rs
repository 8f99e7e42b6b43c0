//! What of a file is ready, what it will be worth, and what can be done with it: send it, load down what is wrong, discard it.

use leptos::prelude::*;
use rules::registration::{Sheet, Wanted};

use super::{file::Work, rows::counted};
use crate::{
    browser::download,
    components::{
        card::banner,
        icon::Icon,
        markup::{live, view},
        words::badge,
    },
    widgets::cover::answer_words,
};

/// What can be sent, what it will be worth, and the button. Nothing of it is made anew or moves while a cell is mended: a press
/// that takes the focus from the cell still meets what it was meant for.
pub fn view(work: Work) -> AnyView {
    let name = work.note.with_untracked(|note| note.name.clone());
    let looking = move || match work.listed.looking.get() {
        Some((done, all)) => format!("Asking the server which are registered: {done} of {all}"),
        None => "What the server knows of the serial numbers stands at their rows.".to_owned(),
    };
    let problem = live(move || {
        let problem = work.listed.look_problem.get();
        (!problem.is_empty()).then(|| {
            let again = move |_| {
                work.listed.look_problem.set(String::new());
                let rows = work.sheet.with_untracked(|sheet| sheet.as_ref().map_or(0, Sheet::rows));
                work.look_up((0..rows).collect());
            };
            let words = view! { {problem}" It is found out when they are sent, too. "<button class="button" data-size="small" type="button" on:click=again>"Ask again"</button> };
            banner("warn", "warning", "Which numbers are registered is not known.", words)
        })
    });
    view! {
        <section class="card stack">
            <header><h2 id="summary" tabindex="-1">{name}</h2></header>
            {ready(work)}
            <p><small class="muted">{looking}</small></p>
            {problem}
            {refused(work)}
        </section>
    }
}

/// Rows of the file, and how many of them have no fault; followed.
pub fn state(work: Work) -> (usize, usize) {
    work.sheet.with(|sheet| sheet.as_ref().map_or((0, 0), |sheet| (sheet.rows(), sheet.clean())))
}

fn ready(work: Work) -> AnyView {
    let state = Memo::new(move |_| state(work));
    let wrong = move || state.with(|(all, clean)| all - clean.min(all));
    let units = |rows: usize| rules::words::count(u32::try_from(rows).unwrap_or(u32::MAX), "unit");
    let send = move |_| {
        if state.get_untracked().1 == 0 {
            return work.announcer.say("No row is ready yet");
        }
        work.send();
    };
    let give = move |_| {
        let rejects = work.sheet.with_untracked(|sheet| {
            sheet.as_ref().map(|sheet| sheet.rejects(&sheet.rows_with(Wanted::Faulty).collect::<Vec<_>>()))
        });
        download::text("to-mend.csv", &[&rejects.unwrap_or_default()]);
        work.announcer.say("The file is in your downloads");
    };
    let badges = live(move || {
        let ((all, clean), wrong) = (state.get(), wrong());
        view! { {counted(all)}{badge("ok", format!("{clean} ready"))}{badge(if wrong > 0 { "bad" } else { "quiet" }, format!("{wrong} to mend"))} }
    });
    // What is hidden once all is mended stands last.
    view! {
        <p class="cluster" role="status">{badges}</p>
        {worth(work)}
        <p class="cluster">
            <button class="button" data-kind="primary" type="button" aria-disabled=move || (state.get().1 == 0).then_some("true") on:click=send>{move || format!("Register {}", units(state.get().1))}</button>
            {work.discard_button("Discard the file")}
            <button class="button" type="button" hidden=move || (wrong() == 0).then_some("") on:click=give><Icon name="download"/>{move || format!("{} with what is wrong", counted(wrong()))}</button>
        </p>
        <p><small class="muted">"What is not ready stays here; mend it before or after."</small></p>
    }
}

/// What the server refused before may be right meanwhile, without anything in the file being another.
fn refused(work: Work) -> AnyView {
    let is_so = Memo::new(move |_| work.note.with(|note| !note.found.is_empty()));
    live(move || {
        let again = move |_| {
            work.note.update(|note| note.found.clear());
            let mapping =
                work.sheet.with_untracked(|sheet| sheet.as_ref().map(|sheet| sheet.mapping().clone()));
            work.map(&mapping.unwrap_or_default());
        };
        is_so.get().then(|| {
            let words = view! { "What it said stands at the rows until they are mended. "<button class="button" data-size="small" type="button" on:click=again>"Try them as they are"</button> };
            banner("info", "info", "The server refused some of these before.", words)
        })
    })
}

/// How many of those that are ready will be worth what, as it was counted last. The line is there from the beginning: what
/// stands below does not move when the first row is ready.
fn worth(work: Work) -> AnyView {
    let badges = live(move || {
        work.listed.worth.with(|counts| {
            if counts.is_empty() {
                let words = if state(work).1 == 0 { "nothing is ready yet" } else { "being counted" };
                return badge("quiet", words);
            }
            let badges = counts.iter().map(|(answer, count)| {
                let words = answer_words(*answer);
                badge(words.tone, format!("{}: {count}", words.name))
            });
            badges.collect_view().into_any()
        })
    });
    view! { <p class="cluster"><span>"They will be worth:"</span>{badges}</p> }
}
