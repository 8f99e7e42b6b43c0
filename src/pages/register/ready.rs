//! What of a file is ready, what it will be worth, and what can be done with it: send it, load down what is wrong, discard it.

use leptos::prelude::*;
use rules::registration::{Sheet, Wanted};

use super::{file::Work, rows::counted};
use crate::{
    browser::{announce::announcer, download},
    components::{
        card::banner,
        icon::Icon,
        markup::{live, view},
        words::{badge, muted},
    },
    widgets::cover::answer_words,
};

/// What can be sent, what it will be worth, and the button.
pub fn view(work: Work) -> AnyView {
    let name = work.note.with_untracked(|note| note.name.clone());
    let counts = live(move || work.sheet.with(|sheet| sheet.as_ref().map(|sheet| ready(work, sheet))));
    let looking = live(move || {
        let looking = work.listed.looking.get();
        looking.map(|(done, all)| muted(format!("Asking the server which are registered: {done} of {all}")))
    });
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
            {counts}
            {looking}
            {problem}
        </section>
    }
}

fn ready(work: Work, sheet: &Sheet) -> AnyView {
    let (all, clean) = (sheet.rows(), sheet.clean());
    let wrong = all - clean.min(all);
    let units = move |rows: usize| rules::words::count(u32::try_from(rows).unwrap_or(u32::MAX), "unit");
    let send = (clean > 0).then(|| {
        let words = format!("Register {}", units(clean));
        view! { <button class="button" data-kind="primary" type="button" on:click=move |_| work.send()>{words}</button> }
    });
    let announcer = announcer();
    let give = move |_| {
        let rejects = work.sheet.with_untracked(|sheet| {
            sheet.as_ref().map(|sheet| sheet.rejects(&sheet.rows_with(Wanted::Faulty).collect::<Vec<_>>()))
        });
        download::text("to-mend.csv", &[&rejects.unwrap_or_default()]);
        announcer.say("The file is in your downloads");
    };
    let rejects = (wrong > 0).then(|| {
        view! { <button class="button" type="button" on:click=give><Icon name="download"/>{format!("{} with what is wrong", counted(wrong))}</button> }
    });
    let left =
        (wrong > 0 && clean > 0).then(|| muted("What is not ready stays here; mend it before or after."));
    view! {
        <p class="cluster" role="status">{counted(all)}{badge("ok", format!("{clean} ready"))}{(wrong > 0).then(|| badge("bad", format!("{wrong} to mend")))}</p>
        {worth(work)}
        <p class="cluster">{send}{rejects}<button class="button" type="button" on:click=move |_| work.discard()>"Discard the file"</button></p>
        {left}
    }
}

/// How many of those that are ready will be worth what, as it was counted last.
fn worth(work: Work) -> AnyView {
    live(move || {
        work.listed.worth.with(|counts| {
            (!counts.is_empty()).then(|| {
                let badges = counts.iter().map(|(answer, count)| {
                    let words = answer_words(*answer);
                    badge(words.tone, format!("{}: {count}", words.name))
                });
                view! { <p class="cluster"><span>"They will be worth:"</span>{badges.collect_view()}</p> }
            })
        })
    })
}
