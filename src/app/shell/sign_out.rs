//! Signing out: first everything that was typed goes to the server, then what is kept here of it is erased. When the server does
//! not take it, the person says what is to become of it; nothing is erased unasked.

use std::sync::Arc;

use leptos::prelude::*;
use rules::words::count;

use crate::{
    api,
    browser::{download, kept_file, storage},
    components::{
        icon::Icon,
        link::{link, use_go},
        markup::view,
    },
    draft::saving::{Saving, Unsaved, use_saving},
    pages::{
        case::{
            life::draft as step,
            uploads::{Uploads, use_uploads},
        },
        on_behalf::typed,
        report::as_text,
    },
    route::Route,
    session::{Session, use_session},
};

/// Signs out, whatever is saved.
type Leave = Arc<dyn Fn() + Send + Sync>;

/// How far it is.
#[derive(Clone, PartialEq)]
enum Leaving {
    Not,
    /// Under way.
    Going,
    /// Something was written there and not sent.
    Written(Vec<Route>),
    /// Not everything is saved.
    Unsaved(Unsaved, Downloaded),
    /// The server did not answer.
    Failed,
}

/// Whether what was typed is in a file by now.
#[derive(Clone, Copy, PartialEq)]
enum Downloaded {
    No,
    Yes,
}

/// The button, and what is said of it.
pub fn sign_out(person: String) -> AnyView {
    let (saving, session, go, uploads) = (use_saving(), use_session(), use_go(), use_uploads());
    let leaving = RwSignal::new(Leaving::Not);
    let own = person.clone();
    let leave: Leave = Arc::new(move || {
        let (person, go) = (person.clone(), go.clone());
        leptos::task::spawn_local(async move {
            if gone(saving, session, &person).await {
                go(Route::SignIn { next: None });
            } else {
                leaving.try_set(Leaving::Failed);
            }
        });
    });
    let leave_now = leave.clone();
    let press = move |_| {
        let before = leaving.get_untracked();
        if before == Leaving::Going {
            return;
        }
        // Nothing that was typed is lost unseen: it is named first, and the second press means it.
        let written = written(&own, uploads);
        let named = if let Leaving::Written(named) = &before { named.as_slice() } else { &[] };
        if written.iter().any(|place| !named.contains(place)) {
            return leaving.set(Leaving::Written(written));
        }
        leaving.set(Leaving::Going);
        let leave = leave_now.clone();
        leptos::task::spawn_local(async move {
            match saving.flush().await {
                Ok(()) => leave(),
                Err(unsaved) => leaving.try_set(Leaving::Unsaved(unsaved, Downloaded::No)),
            }
        });
    };
    let busy = move || (leaving.get() == Leaving::Going).to_string();
    view! {
        <button class="button" aria-busy=busy on:click=press><Icon name="logout"/>"Sign out"</button>
        <div role="alert">{move || said(leaving, leave.clone())}</div>
    }
}

fn said(leaving: RwSignal<Leaving>, leave: Leave) -> Option<AnyView> {
    let (unsaved, downloaded) = match leaving.get() {
        Leaving::Not | Leaving::Going => return None,
        Leaving::Written(places) => return Some(not_sent(&places)),
        Leaving::Failed => {
            return Some(view! { <p>"Signing out did not work: no answer. Try again."</p> });
        }
        Leaving::Unsaved(unsaved, downloaded) => (unsaved, downloaded),
    };
    let number = count(u32::try_from(unsaved.drafts.len()).unwrap_or_default(), "report");
    let why = unsaved.why.clone();
    let text: Vec<String> = unsaved.drafts.iter().map(as_text).collect();
    let save = move |_| {
        if download::text("unsent-reports.txt", &[&text.join("\r\n")]) {
            leaving.set(Leaving::Unsaved(unsaved.clone(), Downloaded::Yes));
        }
    };
    let go = (downloaded == Downloaded::Yes).then(|| {
        view! { <button class="button" data-kind="danger" type="button" on:click=move |_| leave()>"Sign out and erase it here"</button> }
    });
    Some(view! {
        <p><b>"You are still signed in. "</b>"What you typed in "{number}" is on this device only: "{why}</p>
        <p>"Signing out erases it here."</p>
        <div class="stack">
            <button class="button" type="button" on:click=move |_| leaving.set(Leaving::Not)>"Stay signed in"</button>
            <button class="button" type="button" on:click=save>"Download what I typed"</button>
            {go}
        </div>
    })
}

/// What signing out would erase, each with the way to it.
fn not_sent(places: &[Route]) -> AnyView {
    let name = |place: &Route| match place {
        Route::Case { number, .. } => number.clone(),
        _ => "The case that you were opening".to_owned(),
    };
    let links = places.iter().map(|place| view! { <li>{link(place, name(place))}</li> }).collect_view();
    view! { <p>"What you wrote here was not sent, or a file is still on its way. Sign out once more, and it is erased from this device."</p><ul class="rows">{links}</ul> }
}

/// Where something was written that is not sent, or a file is on its way.
pub fn written(person: &str, uploads: Option<Uploads>) -> Vec<Route> {
    let mut cases = step::unsent(person);
    cases.extend(uploads.iter().flat_map(|uploads| uploads.under_way()));
    cases.sort_unstable();
    cases.dedup();
    let calls = storage::keys(&typed::prefix(person));
    let behalf = calls.first().map(|_| Route::on_behalf());
    cases.into_iter().map(Route::case).chain(behalf).collect()
}

/// Erases what is the person's own: the device may be anybody's. When cases were last looked at stays: no word of anybody's is
/// in it, and what is new since then could not be told any more.
pub async fn erase(saving: Saving, person: &str) {
    saving.erase();
    kept_file::erase(person).await;
    step::erase(person);
    for place in [typed::prefix(person), format!("portal.told.{person}.")] {
        storage::keys(&place).iter().for_each(|key| storage::remove(key));
    }
}

/// Signs out, then erases what is the person's own: the device may be anybody's.
async fn gone(saving: Saving, session: Session, person: &str) -> bool {
    let done = api::session::sign_out().await.is_ok();
    if done {
        erase(saving, person).await;
        session.signed_out();
    }
    done
}
