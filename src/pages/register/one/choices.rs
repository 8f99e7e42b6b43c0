//! What is chosen from what is known: the End User, its purchase order and its site; or typed, where it is another one.

use std::sync::Arc;

use leptos::prelude::*;
use rules::registration::{By, Column};
use wire::{json::Counted, registration::EndUserBasis, unit::Site};

use super::Form;
use crate::{
    browser::document,
    components::{
        field::Control,
        markup::{live, view},
        words::more_unread,
    },
};

/// Ids of the choices, which stand for several columns each.
const END_USER: &str = "choice-end-user";
const SITE: &str = "choice-site";
const ORDER: &str = "choice-order";
const OF_SITE: [Column; 5] =
    [Column::SiteName, Column::Street, Column::PostalCode, Column::City, Column::Country];
const OF_END_USER: [Column; 5] = [
    Column::EndUser,
    Column::EndUserStreet,
    Column::EndUserPostalCode,
    Column::EndUserCity,
    Column::EndUserCountry,
];

impl Form {
    /// Takes over what is known of an End User; its own sites and orders are to be chosen from then on.
    pub fn choose_end_user(self, end_user: Option<&EndUserBasis>) {
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let told = end_user.map(|end_user| {
            let name = end_user.account.name.clone();
            [
                name,
                text(end_user.street.as_ref()),
                text(end_user.postal_code.as_ref()),
                text(end_user.city.as_ref()),
                text(end_user.country.as_ref()),
            ]
        });
        if self.by == By::Reseller {
            for (column, told) in OF_END_USER.into_iter().zip(told.unwrap_or_default()) {
                self.typed(column).set(told);
            }
        }
        self.end_user.set(end_user.map(|end_user| end_user.account.id.clone()).unwrap_or_default());
        let first = end_user.and_then(|end_user| end_user.purchase_orders.first());
        self.choose_order(first.map(|order| order.number.clone()).unwrap_or_default());
        self.choose_site(end_user.and_then(|end_user| end_user.sites.first()));
    }

    fn choose_order(self, number: String) {
        self.typed(Column::PurchaseOrder).set(number.clone());
        self.order.set(number);
    }

    fn choose_site(self, site: Option<&Site>) {
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let told = site.map(|site| {
            [
                site.name.clone(),
                text(site.street.as_ref()),
                text(site.postal_code.as_ref()),
                text(site.city.as_ref()),
                text(site.country.as_ref()),
            ]
        });
        for (column, told) in OF_SITE.into_iter().zip(told.unwrap_or_default()) {
            self.typed(column).set(told);
        }
        self.site.set(site.map(|site| site.id.clone()).unwrap_or_default());
    }

    /// The End User: one that is known, or another one with its full address.
    pub fn end_user_part(self, end_users: &Arc<Counted<EndUserBasis>>) -> AnyView {
        let chosen = self.end_user.get();
        let options =
            end_users.iter().map(|end_user| (end_user.account.id.clone(), end_user.account.name.clone()));
        let others = end_users.clone();
        let choose = move |id: String| {
            self.choose_end_user(others.iter().find(|end_user| end_user.account.id == id));
        };
        let known = end_users.iter().find(|end_user| end_user.account.id == chosen);
        // What the purchase order must say of it and nobody has said yet is typed here.
        let complete = known.is_some_and(|known| {
            [&known.street, &known.city, &known.country]
                .into_iter()
                .all(|text| text.as_deref().is_some_and(|text| !text.is_empty()))
        });
        let address = known.filter(|_| complete).map(|known| {
            let parts = [&known.street, &known.postal_code, &known.city, &known.country];
            let parts: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
            view! { <p class="muted">{parts.join(", ")}</p> }
        });
        view! {
            <div class="stack">
                {(!end_users.is_empty()).then(|| select(END_USER, "For which End User", "As your purchase order names it", options.collect(), &chosen, "Another one", choose))}
                {address}
                {more_unread(end_users.unread)}
                {known.is_none().then(|| self.field(Column::EndUser, "", Control::Short))}
                {(!complete).then(|| self.fields(&OF_END_USER[1..]))}
            </div>
        }
    }

    /// The purchase order: one of the End User's, or another one.
    pub fn order_part(self, end_user: Option<&EndUserBasis>) -> AnyView {
        let unread = end_user.map_or(0, |end_user| end_user.purchase_orders.unread);
        let orders: Vec<(String, String)> = end_user
            .map(|end_user| {
                end_user
                    .purchase_orders
                    .iter()
                    .map(|order| (order.number.clone(), order.number.clone()))
                    .collect()
            })
            .unwrap_or_default();
        view! {
            <div class="stack">
                {live(move || {
                    let chosen = self.order.get();
                    let orders = orders.clone();
                    (!orders.is_empty()).then(|| select(ORDER, "Purchase order for the service", "", orders, &chosen, "Another one", move |number| self.choose_order(number)))
                })}
                {more_unread(unread)}
                {live(move || self.order.with(String::is_empty).then(|| self.field(Column::PurchaseOrder, "The one for the service that names the unit", Control::Short)))}
            </div>
        }
    }

    /// The site: one of the End User's, or a new one with its address.
    pub fn site_part(self, sites: Counted<Site>) -> AnyView {
        let sites = Arc::new(sites);
        live(move || {
            let chosen = self.site.get();
            let options = sites.iter().map(|site| {
                let place = site.city.clone().map(|city| format!(", {city}")).unwrap_or_default();
                (site.id.clone(), format!("{}{place}", site.name))
            });
            let others = sites.clone();
            let choose = move |id: String| self.choose_site(others.iter().find(|site| site.id == id));
            let address = sites.iter().find(|site| site.id == chosen).map(Site::address);
            let address = address.map(|address| view! { <p class="muted">{address}</p> });
            view! {
                <div class="stack">
                    {(!sites.is_empty()).then(|| select(SITE, "Where it is installed", "", options.collect(), &chosen, "A new site", choose))}
                    {address}
                    {more_unread(sites.unread)}
                    {chosen.is_empty().then(|| self.fields(&OF_SITE))}
                </div>
            }
        })
    }

    /// The control at which a column's faults are said: its own, or the choice that stands for it.
    pub fn place(self, column: Column) -> &'static str {
        let chosen = |choice: RwSignal<String>| !choice.with_untracked(String::is_empty);
        if OF_SITE.contains(&column) && chosen(self.site) {
            SITE
        } else if column == Column::PurchaseOrder && chosen(self.order) {
            ORDER
        } else if OF_END_USER.contains(&column) && document::lacks(column.code()) {
            END_USER
        } else {
            column.code()
        }
    }
}

/// One of several, or another one that is typed.
fn select(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
    another: &'static str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(value, words)| {
        let selected = value == chosen;
        view! { <option value=value prop:selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="field" data-width="medium">
            <label for=id>{label}</label>
            <p class="hint">{hint}</p>
            <select id=id on:change=move |event| choose(event_target_value(&event))>{options}<option value="" prop:selected=chosen.is_empty()>{another}</option></select>
        </div>
    }
}
