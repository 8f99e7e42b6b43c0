//! One unit, by a form: what it will be worth stands there before anything is sent, and all that is wrong is said at once.

use std::sync::Arc;

use leptos::prelude::*;
use rules::{
    registration::{By, Column, Faults, Row, Worth, check},
    unit::Usage,
};
use wire::{
    registration::{Batch, EndUserBasis, NewBatch, RegistrationBasis, RowOutcome},
    unit::Site,
};

use super::{by, countries, known, known::Known, not_yours};
use crate::{
    api,
    browser::document,
    components::{
        card::{banner, card},
        choice::choice,
        creation::Creation,
        error_summary::{ErrorSummary, Problems},
        field::{Control, Field},
        link::{button_link, link, use_asked},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        step::Step,
    },
    route::{Page, Route},
    session::{Session, use_session},
    widgets::cover::{answer_words, condition_list},
};
use rules::access::Action;

/// Ids of the choices, which stand for several columns each.
const END_USER: &str = "choice-end-user";
const SITE: &str = "choice-site";
const ORDER: &str = "choice-order";
/// Heading of the answer, which takes the focus.
const ANSWER: &str = "registered";

const OF_SITE: [Column; 5] =
    [Column::SiteName, Column::Street, Column::PostalCode, Column::City, Column::Country];
const OF_END_USER: [Column; 5] = [
    Column::EndUser,
    Column::EndUserStreet,
    Column::EndUserPostalCode,
    Column::EndUserCity,
    Column::EndUserCountry,
];

/// The form.
#[derive(Clone, Copy)]
struct Form {
    session: Session,
    by: By,
    typed: [RwSignal<String>; Column::COUNT],
    /// Id of the End User that was chosen; empty for one that is typed.
    end_user: RwSignal<String>,
    /// Id of the site that was chosen; empty for one that is typed.
    site: RwSignal<String>,
    /// The purchase order that was chosen; empty for one that is typed.
    order: RwSignal<String>,
    known: Memo<Option<Arc<Known>>>,
    step: Step,
    creation: Creation,
    /// The unit that was registered last.
    made: RwSignal<String>,
}

/// The page.
pub fn page() -> AnyView {
    let session = use_session();
    if !session.me().is_some_and(|me| me.may(Action::RegisterUnits)) {
        return not_yours("Register a unit");
    }
    let asked = use_asked(Page::Register);
    let basis = load(|| Some(api::registration::basis("")));
    let form = Form {
        session,
        by: by(session),
        typed: std::array::from_fn(|_| RwSignal::new(String::new())),
        end_user: RwSignal::new(String::new()),
        site: RwSignal::new(String::new()),
        order: RwSignal::new(String::new()),
        known: known(basis),
        step: Step::new(),
        creation: Creation::new(),
        made: RwSignal::new(String::new()),
    };
    view! {
        <PageHead title="Register a unit" problems=form.step.problems
            lead="By serial number, with the site where it is installed and the purchase order that names it.">
            {button_link(&Route::RegisterFile, "", "upload", "Many from a file")}
            {link(&Route::registrations(""), "What was registered before")}
        </PageHead>
        {live(move || form.answer())}
        {basis.show("what to choose from", move |basis| form.view(basis, &asked.with_untracked(Route::account)))}
    }
}

impl Form {
    fn typed(self, column: Column) -> RwSignal<String> {
        self.typed[column.index()]
    }

    fn view(self, basis: &RegistrationBasis, asked: &str) -> AnyView {
        let end_users = Arc::new(basis.end_users.clone());
        self.choose_end_user(match self.by {
            By::EndUser => end_users.first(),
            By::Reseller => end_users.iter().find(|end_user| end_user.account.id == asked).or(end_users.first()),
        });
        self.typed(Column::Usage).set("in_use".to_owned());
        self.typed(Column::Source).set(self.first_source().to_owned());
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        let (by_end_user, of_end_user) = (end_users.clone(), end_users);
        let usage = [
            ("in_use", Usage::InUse, "In the running network"),
            ("spare", Usage::Spare, "On a shelf: not covered"),
            ("laboratory", Usage::Laboratory, "In a laboratory: not covered"),
        ];
        let usage = usage.into_iter().map(|(value, _, words)| (value.to_owned(), words.to_owned())).collect();
        let sources = [("juniper", "Juniper Networks"), ("authorized_reseller", "An authorised reseller"), ("unauthorized_seller", "Somebody else")];
        let sources = sources.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
        let problems = self.step.problems;
        view! {
            <ErrorSummary problems/>
            <form class="stack" novalidate on:submit=submit>
                {(self.by == By::Reseller).then(|| card("End User", live(move || self.end_user_part(&by_end_user))))}
                {card("The unit", view! {
                    <div class="stack">
                        {self.field(Column::Serial, "As on its label", Control::Short)}
                        {self.field(Column::Model, "Product number, such as MX480", Control::Short)}
                        {self.field(Column::HostName, "Optional", Control::Short)}
                        {choice(Column::Usage.code(), "Use", "", usage, self.typed(Column::Usage), problems)}
                        {choice(Column::Source.code(), "Bought or leased from", "", sources, self.typed(Column::Source), problems)}
                        {self.field(Column::Release, "Optional, such as 23.4R2", Control::Short)}
                        {self.field(Column::Replaces, "Optional: after a return, the serial number of the unit that it replaced. It takes over that one’s purchase order.", Control::Short)}
                    </div>
                })}
                {live(move || {
                    let chosen = self.end_user.get();
                    let end_user = of_end_user.iter().find(|end_user| end_user.account.id == chosen);
                    view! {
                        {card("Purchase order", self.order_part(end_user))}
                        {card("Site", self.site_part(end_user.map(|end_user| end_user.sites.clone()).unwrap_or_default()))}
                    }
                })}
                {card("What it will be worth", live(move || self.worth()))}
                <p><button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Register"</button></p>
            </form>
        }
    }

    fn first_source(self) -> &'static str {
        if self.by == By::Reseller { "authorized_reseller" } else { "juniper" }
    }

    fn field(self, column: Column, hint: &'static str, control: Control) -> AnyView {
        let typed = self.typed(column);
        view! { <Field id=column.code() label=column.name() hint control value=typed set=move |text| typed.set(text) problems=self.step.problems/> }
    }

    fn fields(self, columns: [Column; 5]) -> AnyView {
        columns
            .into_iter()
            .map(|column| {
                let hint = if column.name().ends_with("ountry") { "Its English name, or two letters" } else { "" };
                self.field(column, hint, Control::Short)
            })
            .collect_view()
            .into_any()
    }

    /// Takes over what is known of an End User; its own sites and orders are to be chosen from then on.
    fn choose_end_user(self, end_user: Option<&EndUserBasis>) {
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let told = end_user.map(|end_user| {
            let name = end_user.account.name.clone();
            [name, text(end_user.street.as_ref()), text(end_user.postal_code.as_ref()), text(end_user.city.as_ref()), text(end_user.country.as_ref())]
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
            [site.name.clone(), text(site.street.as_ref()), text(site.postal_code.as_ref()), text(site.city.as_ref()), text(site.country.as_ref())]
        });
        for (column, told) in OF_SITE.into_iter().zip(told.unwrap_or_default()) {
            self.typed(column).set(told);
        }
        self.site.set(site.map(|site| site.id.clone()).unwrap_or_default());
    }

    fn end_user_part(self, end_users: &Arc<Vec<EndUserBasis>>) -> AnyView {
        let chosen = self.end_user.get();
        let options = end_users.iter().map(|end_user| (end_user.account.id.clone(), end_user.account.name.clone()));
        let others = end_users.clone();
        let choose = move |id: String| {
            self.choose_end_user(others.iter().find(|end_user| end_user.account.id == id));
        };
        let known = end_users.iter().find(|end_user| end_user.account.id == chosen);
        // What the purchase order must say of it and nobody has said yet is typed here.
        let complete = known.is_some_and(|known| {
            [&known.street, &known.city, &known.country].into_iter().all(|text| text.as_deref().is_some_and(|text| !text.is_empty()))
        });
        let address = known.filter(|_| complete).map(|known| {
            let parts = [&known.street, &known.postal_code, &known.city, &known.country];
            let parts: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
            view! { <p class="muted">{parts.join(", ")}</p> }
        });
        view! {
            <div class="stack">
                {(!end_users.is_empty()).then(|| select(END_USER, "End User", "As your purchase order names it", options.collect(), &chosen, "Another one", choose))}
                {address}
                {(!complete).then(|| self.fields(OF_END_USER))}
            </div>
        }
    }

    fn order_part(self, end_user: Option<&EndUserBasis>) -> AnyView {
        let orders: Vec<(String, String)> = end_user
            .map(|end_user| end_user.purchase_orders.iter().map(|order| (order.number.clone(), order.number.clone())).collect())
            .unwrap_or_default();
        view! {
            <div class="stack">
                {live(move || {
                    let chosen = self.order.get();
                    let orders = orders.clone();
                    (!orders.is_empty()).then(|| select(ORDER, "Purchase order for the service", "", orders, &chosen, "Another one", move |number| self.choose_order(number)))
                })}
                {live(move || self.order.with(String::is_empty).then(|| self.field(Column::PurchaseOrder, "The one for the service that names the unit", Control::Short)))}
            </div>
        }
    }

    fn site_part(self, sites: Vec<Site>) -> AnyView {
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
                    {chosen.is_empty().then(|| self.fields(OF_SITE))}
                </div>
            }
        })
    }

    /// The row as it was typed; followed.
    fn row(self) -> Row {
        let mut row = Row::default();
        for column in self.by.columns() {
            self.typed(column).with(|text| row.set(column, text));
        }
        row
    }

    fn worth(self) -> Option<AnyView> {
        let known = self.known.get()?;
        let row = self.row();
        if row.get(Column::Serial).is_empty() || row.get(Column::Model).is_empty() {
            return Some(view! { <p class="muted">"Shown as soon as serial number and model are there."</p> });
        }
        Some(worth_view(&known.worth(&row.borrowed()), self.session))
    }

    fn send(self) {
        let row = self.row();
        let faults = check(&row.borrowed(), self.by, &countries(self.session));
        if !faults.is_empty() {
            return self.step.refuse(self.problems(&faults));
        }
        self.made.set(String::new());
        let new = NewBatch { rows: 1, first: vec![(&row.borrowed()).into()], ..NewBatch::default() };
        let (creation, came) = (self.creation, StoredValue::new(None::<Batch>));
        let key = creation.key();
        let call = async move {
            let batch = api::registration::begin(&new, &key).await;
            came.try_set_value(Some(batch.inspect_err(|failure| creation.failed(failure))?));
            Ok(())
        };
        self.step.send(Box::pin(call), &["serial"], move |_| {
            if let Some(batch) = came.get_value() {
                self.came(&batch);
            }
        });
    }

    /// What the server made of it.
    fn came(self, batch: &Batch) {
        self.creation.renew();
        let Some(answer) = batch.answers.first() else { return };
        if answer.outcome == RowOutcome::Registered {
            self.made.set(answer.reference.clone().unwrap_or_default());
            // The next one is often of the same kind, at the same place.
            for column in [Column::Serial, Column::HostName, Column::Replaces] {
                self.typed(column).set(String::new());
            }
            return request_animation_frame(|| document::focus(ANSWER));
        }
        let problems = answer.faults.iter().map(|fault| {
            let column = Column::from_code(&fault.column).unwrap_or(Column::Serial);
            (self.place(column), fault.message.clone())
        });
        self.step.refuse(problems.collect());
    }

    fn problems(self, faults: &Faults) -> Problems {
        let mut problems: Problems = Vec::new();
        for fault in faults.iter() {
            problems.push((self.place(fault.column), fault.message()));
        }
        problems
    }

    /// The control at which a column's faults are said: its own, or the choice that stands for it.
    fn place(self, column: Column) -> &'static str {
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

    fn answer(self) -> Option<AnyView> {
        let made = self.made.get();
        (!made.is_empty()).then(|| {
            let unit = link(&Route::unit(&made), "See its cover");
            view! {
                <h2 class="visually-hidden" id=ANSWER tabindex="-1">{format!("{made} is registered")}</h2>
                {banner("ok", "check", format!("{made} is registered."), view! { {unit}", or register the next one below." })}
            }
        })
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

fn worth_view(worth: &Worth, session: Session) -> AnyView {
    let words = answer_words(worth.assessment.answer);
    let reasons = worth.reasons(&countries(session)).into_iter().map(|(_, reason)| reason).collect();
    view! {
        <p role="status"><b>{worth.words()}</b></p>
        <p class="muted">{words.meaning}</p>
        <details class="why"><summary>"Every condition"</summary>{condition_list(reasons)}</details>
    }
}
