//! The first screen of resellers: registering, how far that is, their End Users, what is missing, and what ends soon. Nothing
//! of the End Users' cases stands here, because resellers do not open Tech Cases.

use leptos::prelude::*;
use rules::{Date, access::Role, access::opening_cases, words};
use wire::registration::{BatchList, BatchState, ClaimList, ClaimState, EndUserBasis, RegistrationBasis};

use crate::{
    api,
    clock::use_clock,
    components::{
        card::card,
        icon::Icon,
        link::{link, use_go},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
        words::{more_unread, muted, none, none_or},
    },
    pages::registrations,
    route::{Route, UnitsQuery},
    session::use_session,
    widgets::why::explanation,
};

/// How many batches are shown.
const SHOWN: usize = 5;
/// What ends within so many days is ahead.
const AHEAD: i64 = 90;

/// The page.
pub fn page() -> AnyView {
    let Some(me) = use_session().me() else { return ().into_any() };
    let basis = load(|| Some(api::registration::basis("")));
    let has = |name| use_session().has(name);
    let (has_registration, has_claims) = (has("registration"), has("claims"));
    let has_batches = has_registration && has("batches");
    let batches = load(move || has_batches.then(|| api::registration::batches("", "")));
    let claims = load(move || has_claims.then(|| api::registration::claims("", "")));
    let today = use_clock().today();
    let registrations = has_batches.then(|| {
        view! {
                    <section class="card">
                        <header><h2>"Registrations"</h2>{link(&Route::registrations(""), "All registrations")}</header>
                        {batches.show("the registrations", newest)}
                    </section>
        }
    });
    view! {
        <PageHead title=format!("Hello, {}", me.name) lead=me.account.name.clone()>{has_registration.then(registrations::ways)}</PageHead>
        <div class="stack" data-gap="wide">
            {find()}
            <div class="columns" data-split="main">
                <div class="stack">
                    {registrations}
                    {card("Your End Users", basis.show("your End Users", end_users))}
                </div>
                <div class="stack">
                    {has_registration.then(|| card("What is missing", live(move || missing(basis, batches, claims))))}
                    {has_registration.then(|| card("Ends within 90 days", basis.show("what ends", move |basis| ending(basis, today))))}
                    {card("Resellers register units and do not open Tech Cases", explanation(opening_cases(Role::Reseller)))}
                </div>
            </div>
        </div>
    }
}

/// The box for a unit that was registered.
fn find() -> AnyView {
    let text = RwSignal::new(String::new());
    let go = use_go();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let q = text.get_untracked().trim().to_owned();
        go(Route::Units(UnitsQuery { q, ..UnitsQuery::default() }));
    };
    view! {
        <form class="search" role="search" on:submit=find>
            <label class="visually-hidden" for="find">"Serial number or host name"</label>
            <Icon name="search"/>
            <input type="search" id="find" placeholder="Serial number or host name" autocomplete="off"
                prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))/>
            <button class="button">"Find"</button>
        </form>
    }
}

fn newest(list: &BatchList) -> AnyView {
    if list.items.is_empty() {
        return none_or(list.items.unread, registrations::none);
    }
    registrations::table(&list.items[..list.items.len().min(SHOWN)])
}

fn end_users(basis: &RegistrationBasis) -> AnyView {
    if basis.end_users.is_empty() {
        return none(
            basis.end_users.unread,
            "None yet. An End User appears with the first unit that you register for it.",
        );
    }
    let row = |end_user: &EndUserBasis| {
        let account = || end_user.account.id.clone();
        let name = end_user.account.name.clone();
        let units = Route::Units(UnitsQuery { account: account(), ..UnitsQuery::default() });
        let of = || view! { <span class="visually-hidden">" of "{name.clone()}" "</span> };
        let orders = match end_user.purchase_orders.all() {
            0 => "no purchase order".to_owned(),
            n => words::count(u32::try_from(n).unwrap_or(u32::MAX), "purchase order"),
        };
        let counted = format!("{}, {orders}", words::count(end_user.units, "unit"));
        view! {
            <li><div><b>{name.clone()}</b>" "{muted(counted)}</div>
                <span class="cluster"><span>{link(&units, "Units")}{of()}</span><span>{link(&Route::Register { account: account() }, "Register")}{of()}</span></span></li>
        }
    };
    let rows = basis.end_users.iter().map(row).collect_view();
    view! { <ul class="rows">{rows}</ul>{more_unread(basis.end_users.unread)} }
}

/// What waits on the reseller: rows that have not come, rows that were refused, addresses, open claims.
fn missing(
    basis: Loaded<RegistrationBasis>,
    batches: Loaded<BatchList>,
    claims: Loaded<ClaimList>,
) -> AnyView {
    let mut rows = Vec::new();
    for batch in batches.value().iter().flat_map(|list| list.items.iter()) {
        let what = if batch.state == BatchState::Open {
            format!("{} rows have not come yet", batch.rows.saturating_sub(batch.received))
        } else if batch.refused > 0 {
            format!("{} refused", words::count(batch.refused, "row"))
        } else {
            continue;
        };
        rows.push((link(&Route::registration(&batch.id), registrations::name(batch)), what));
    }
    for end_user in basis.value().iter().flat_map(|basis| basis.end_users.iter()) {
        let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
        let name = || view! { <span>{end_user.account.name.clone()}</span> };
        if ![&end_user.street, &end_user.city, &end_user.country].into_iter().all(given) {
            rows.push((name(), "its address is not complete".to_owned()));
        }
        if end_user.purchase_orders.all() == 0 {
            rows.push((name(), "no purchase order for the service is known".to_owned()));
        }
    }
    let claims = claims.value();
    let unread = [
        batches.value().map(|list| list.items.unread),
        basis.value().map(|basis| basis.end_users.unread),
        claims.as_ref().map(|list| list.items.unread),
    ];
    for claim in
        claims.iter().flat_map(|list| list.items.iter()).filter(|claim| claim.state == ClaimState::Open)
    {
        let to = link(&Route::Claims { account: String::new() }, claim.reference.clone());
        rows.push((to, "its claim is not settled yet".to_owned()));
    }
    if rows.is_empty() {
        let is_whole = unread.into_iter().flatten().sum::<usize>() == 0;
        let words = if is_whole {
            "Nothing."
        } else {
            "Nothing is known to be missing; not everything can be read here."
        };
        return view! { <p class="muted">{words}</p> };
    }
    let rows =
        rows.into_iter().map(|(what, words)| view! { <li>{what}<span>{words}</span></li> }).collect_view();
    view! { <ul class="rows">{rows}</ul> }
}

/// Terms of the End Users' purchase orders that end soon, the next first.
fn ending(basis: &RegistrationBasis, today: Date) -> AnyView {
    let (mut ends, mut unread) = (Vec::new(), basis.end_users.unread);
    for end_user in &basis.end_users {
        unread += end_user.purchase_orders.unread;
        for order in &end_user.purchase_orders {
            unread += order.terms.unread;
            let near = |end: Date| end >= today && (end - today).num_days() <= AHEAD;
            ends.extend(order.terms.iter().filter(|term| near(term.end)).map(|term| {
                let kind = term.kind.name().to_owned();
                (term.end, format!("{}: {kind}, {}", end_user.account.name, order.number))
            }));
        }
    }
    ends.sort_unstable();
    if ends.is_empty() && unread > 0 {
        return view! { <p class="muted">"Nothing is known to end within 90 days; not everything can be read here."</p> };
    }
    if ends.is_empty() {
        return view! { <p class="muted">"Nothing ends within 90 days."</p> };
    }
    let row =
        |(end, what): (Date, String)| view! { <li><span>{what}</span><span>{words::date(end)}</span></li> };
    let rows = ends.into_iter().map(row).collect_view();
    view! { <ul class="rows">{rows}</ul> }
}
