//! The facts of a unit beside its cover: identity, site, software, purchase order, whom it replaced, contracts.

use leptos::prelude::*;
use rules::{access::Action, words};
use wire::{
    contract::ContractStatus,
    unit::{OrderLine, OrderState, Term, Unit, UnitDetail, Usage},
    unit_history::{FormerSite, OrderSnapshot, RelatedUnit},
};

use super::parts::end_of_support;
use crate::{
    components::{card::card, copy::Copy, fact::fact, instant::At, link::link, markup::view, words::muted},
    route::Route,
    session::use_session,
};

/// "MX480 · Frankfurt am Main"
pub fn lead(unit: &Unit) -> String {
    [Some(unit.model.clone()), unit.description.clone(), unit.site().map(|site| site.name.clone())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Identity, site, software and use; `buttons` are what can be done about them.
pub fn facts(detail: &UnitDetail, buttons: AnyView) -> AnyView {
    let unit = &detail.unit;
    let number = if unit.serial.is_some() {
        ("Serial number", "serial number")
    } else {
        ("Software reference", "software reference number")
    };
    let release = unit.software_release.clone().unwrap_or_else(|| "not known".to_owned());
    let confirmed = unit
        .release_confirmed_at
        .map(|at| view! { " "<small class="muted">"confirmed "<At instant=at/></small> });
    let usage = unit.usage.as_ref().map_or("not supplied", usage_words).to_owned();
    let rows = vec![
        fact(number.0, view! { <Copy value=unit.number().to_owned() label=number.1/> }),
        fact("Model", unit.model.clone()),
        fact("End User", unit.account.name.clone()),
        fact("Software release", view! { {release}{confirmed} }),
        fact("Use", usage),
        fact("End of Support", end_of_support(unit.end_of_support.as_ref())),
    ];
    card("Unit", view! { <dl class="facts">{rows}</dl>{buttons} })
}

/// Where it stands, and where it stood.
pub fn site(detail: &UnitDetail) -> AnyView {
    let now = match &detail.unit.site {
        None => view! { <p class="muted">"The site was not supplied."</p> },
        Some(None) => {
            view! { <p class="muted">"It has no site. Cover needs the address where it is installed."</p> }
        }
        Some(Some(site)) => {
            let zone = site.zone.clone().map(|zone| view! { <br/>{muted(zone)} });
            let name = if use_session().has("sites") {
                link(&Route::Site { id: site.id.clone() }, site.name.clone())
            } else {
                site.name.clone().into_any()
            };
            view! { <p>{name}<br/>{site.address()}{zone}</p> }
        }
    };
    let former = (!detail.former_sites.is_empty()).then(|| {
        let rows = detail.former_sites.iter().map(former_site).collect_view();
        view! { <h3>"Before that"</h3><ul class="rows">{rows}</ul> }
    });
    card("Site", view! { {now}{former} })
}

fn former_site(former: &FormerSite) -> AnyView {
    let site = former.site.clone().unwrap_or_else(|| "no site".to_owned());
    let note = former.note.clone().map(muted);
    view! { <li><span>{site}<small>"until "<At instant=former.until/></small>{note}</span></li> }
}

/// For people.
pub fn usage_words(usage: &Usage) -> &str {
    match usage {
        Usage::Unknown(text) => text,
        known => known.known().map_or("", rules::unit_change::usage_words),
    }
}

/// Its line in the purchase orders, as it was then; whom it replaced after a return, and who replaced it.
pub fn order(detail: &UnitDetail, account: &str) -> AnyView {
    let line = detail.unit.order.as_ref();
    let number = match line {
        None => "not supplied".to_owned(),
        Some(line) => order_words(line),
    };
    let unit = |related: &RelatedUnit| {
        let to = Route::unit_of(&related.reference, account);
        let name = related.host_name.clone().map(|name| format!(" {name},")).unwrap_or_default();
        view! { {link(&to, &related.reference)}{muted(format!("{name} {}", related.model))}" " }
    };
    // The returned unit need not be in the install base any more.
    let replaced = line.and_then(|line| line.replaces.clone());
    let replaces = detail
        .replaces
        .as_ref()
        .map(unit)
        .or_else(|| replaced.map(|serial| view! { <span class="mono">{serial}</span> }));
    let replaces = replaces.map(|unit| fact("In the place of", unit));
    let replaced_by = (!detail.replaced_by.is_empty())
        .then(|| fact("Replaced by", detail.replaced_by.iter().map(unit).collect_view()));
    let snapshots: Vec<AnyView> = detail.order_snapshots.iter().map(snapshot).collect();
    let inherits = (!detail.replaced_by.is_empty())
        .then(|| muted("What came in its place has taken its line in the purchase order."));
    card(
        "Purchase order",
        view! {
            <dl class="facts">{fact("Number", number)}{replaces}{replaced_by}{snapshots}</dl>{inherits}
        },
    )
}

/// "PO-1", "PO-1, inherited"
fn order_words(line: &OrderLine) -> String {
    let number = line.number.clone().unwrap_or_else(|| "no number supplied".to_owned());
    match &line.state {
        OrderState::Listed => number,
        OrderState::Inherited => format!("{number}, inherited from the unit that it replaced"),
        OrderState::NotListed => "in none".to_owned(),
        OrderState::Unknown(state) => format!("{number} ({state})"),
    }
}

/// Companies move and change their names; what was written in the order stays.
fn snapshot(snapshot: &OrderSnapshot) -> AnyView {
    let address = snapshot.address.clone().map(|address| view! { <br/>{address} });
    let reseller = snapshot.reseller.clone().map(|name| view! { <br/>{muted(format!("placed by {name}"))} });
    let number = snapshot.number.clone();
    fact(
        "As named in it",
        view! { {snapshot.end_user.clone()}{address}{reseller}<br/><small class="muted">{number}", registered with it "<At instant=snapshot.at/></small> },
    )
}

/// The contracts that name it.
pub fn contracts(unit: &Unit) -> AnyView {
    let none = |words: &'static str| view! { <p class="muted">{words}</p> };
    let unread = unit.terms.as_ref().is_some_and(|terms| terms.unread > 0);
    let rows = match unit.terms.as_deref() {
        None => none("The contracts were not supplied."),
        Some([]) if !unread => none("No contract names this unit."),
        Some(terms) => view! { <dl class="facts">{terms.iter().map(term).collect_view()}</dl> },
    };
    let perhaps = unread.then(|| {
        none("What else names it can’t be read here: it may be covered on more days than these say.")
    });
    let may_see = use_session().me().is_some_and(|me| me.may(Action::SeeContracts));
    let all = may_see
        .then(|| view! { <p>{link(&Route::Contracts, "All contracts, and whether they are in order")}</p> });
    card("Contracts", view! { {rows}{perhaps}{all} })
}

fn term(term: &Term) -> AnyView {
    let kind = term.kind.name().to_owned();
    let state = (term.status != ContractStatus::Active).then(|| format!(" ({})", term.status.as_str()));
    let dates = format!("{} to {}", words::date(term.start), words::date(term.end));
    view! {
        <div><dt>{kind}{state}</dt>
            <dd><span class="mono">{term.contract.clone()}</span><br/>{muted(dates)}</dd></div>
    }
}
