//! The label of a unit, to print and to stick on it: a QR code of the unit's own page, made by the API, and in text what one
//! needs when the code can't be read.

use leptos::prelude::*;
use wire::unit::UnitDetail;

use crate::{
    api,
    browser::{document, download::Getting},
    components::{
        icon::Icon,
        link::use_asked,
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
    },
    pages::one::page_of,
    route::{Page, Route},
    session::use_session,
};

/// The page.
#[component]
pub fn LabelPage() -> impl IntoView {
    let asked = use_asked(Page::Label);
    let reference = Memo::new(move |_| asked.with(Route::name));
    let account = Memo::new(move |_| asked.with(Route::account));
    let unit = load(move || Some(api::units::one(&reference.get(), &account.get())));
    page_of("unit", reference, unit, move |detail| label_view(&detail, &account.get()))
}

fn label_view(detail: &UnitDetail, account: &str) -> AnyView {
    let unit = &detail.unit;
    let route = Route::unit_of(&unit.reference, account);
    // What is stuck on the unit is the same for all who read it.
    let address = format!("{}{}", document::origin(), Route::unit(&unit.reference));
    let picture = picture(api::units::label(&unit.reference, account));
    let (reference, host, model) = (unit.number().to_owned(), unit.host_name.clone(), unit.model.clone());
    let kind = if unit.serial.is_some() { "Serial" } else { "Software reference" };
    let code = live(move || {
        match picture.get() {
        Err(why) => view! {
            <p class="muted">"The QR code did not come, so the label has none; the address stands beside it. "{why}</p>
        }
        .into_any(),
        Ok(address) if address.is_empty() => ().into_any(),
        // Its meaning stands beside it in text.
        Ok(address) => view! {
            <img src=address alt="QR code of the address of this unit" on:error=move |_| picture.set(Err(String::new()))/>
        }
        .into_any(),
    }
    });
    let numbers = live(|| {
        let config = use_session().config()?;
        let phones = config.phones.new_fault.iter().chain(&config.phones.stuck_case);
        let set = phones.filter(|phone| !phone.number.is_empty());
        Some(
            set.map(|phone| view! { <li>{phone.number.clone()}" "<small>{phone.label.clone()}</small></li> })
                .collect_view(),
        )
    });
    view! {
        <PageHead title=format!("Label for {}", unit.title()) back=(route, "Unit")
            lead="Printed at its real size, 90 mm wide. A phone that reads the code opens the unit with its cover and the numbers to call; whoever reads it signs in first.">
            <button class="button" data-kind="primary" type="button" on:click=move |_| document::print()><Icon name="print"/>"Print"</button>
        </PageHead>
        <article class="label" aria-label="The label">
            {code}
            <div>
                <p><b class="mono">{reference}</b><br/><small>{kind}</small></p>
                <p>{host.map(|host| view! { <b>{host}</b><br/> })}<small>{model}</small></p>
                <ul>{numbers}</ul>
                <p><small>{address}</small></p>
            </div>
        </article>
    }
}

/// Where the picture is, empty until that is known; else why there is none. A picture carries no token, and the policy of the page
/// takes none of another origin: then the app gets it first.
fn picture(path: String) -> RwSignal<Result<String, String>> {
    if api::line::authorization().is_none() && !api::line::is_elsewhere() {
        return RwSignal::new(Ok(api::line::address(&path)));
    }
    let picture = RwSignal::new(Ok(String::new()));
    leptos::task::spawn_local(async move {
        let Some(getting) = Getting::new() else { return picture.set(Err(String::new())) };
        let address = match api::file::get(getting, &path, "", Box::new(|_, _| ())).await {
            Ok(came) => came.address().await.ok_or_else(String::new),
            Err(failure) => Err(failure.with_request()),
        };
        picture.try_set(address);
    });
    picture
}
