//! Saved views: what the list was narrowed to, under a name, with how many units each has. One's own list may begin with one.

use leptos::prelude::*;
use rules::saved_view::NAME_MAX;
use wire::saved_view::{SaveView, SavedView, ViewContent, ViewList};

use crate::{
    api,
    components::{
        asking::{Asking, asking},
        creation::Creation,
        error_summary::ErrorSummary,
        field::{Control, Field},
        link::use_go_in_place,
        loaded::{Loaded, load},
        markup::{live, view},
        step::{Call, Step},
        words::muted,
    },
    route::{Route, UnitsQuery},
    session::use_session,
};

/// The list that these are views of.
const LIST: &str = "units";
const NAME: &str = "view-name";

/// The whole list, also for somebody whose list begins with a view.
pub fn whole() -> Route {
    Route::Units(UnitsQuery { view: "all".to_owned(), ..UnitsQuery::default() })
}

/// The views as tabs, and below them what is done with them.
pub fn views(query: Memo<UnitsQuery>) -> AnyView {
    let list = load(|| Some(api::views::list(LIST)));
    begin(query, list);
    let tabs =
        live(move || list.value().filter(|list| !list.items.is_empty()).map(|list| tabs(&list, query)));
    view! { {tabs}{Keeping::new(query, list).view()} }
}

/// An address that asks for nothing shows the view that the person's list begins with.
fn begin(query: Memo<UnitsQuery>, list: Loaded<ViewList>) {
    if query.get_untracked() != UnitsQuery::default() {
        return;
    }
    let go = use_go_in_place();
    let done = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(list) = list.value() else { return };
        if done.get_value() {
            return;
        }
        done.set_value(true);
        if let Some(first) = list.items.iter().find(|view| view.default)
            && query.get_untracked() == UnitsQuery::default()
        {
            go(Route::Units(UnitsQuery::of_text(&first.query)));
        }
    });
}

fn tabs(list: &ViewList, query: Memo<UnitsQuery>) -> AnyView {
    let all = move || query.with(|query| query.text().is_empty()).then_some("page");
    let views = list.items.iter().map(|view| tab(view, query)).collect_view();
    view! {
        <nav class="tabs no-print" aria-label="Views">
            <a href=whole().to_string() aria-current=all>"All units"</a>{views}
        </nav>
    }
}

fn tab(saved: &SavedView, query: Memo<UnitsQuery>) -> AnyView {
    let asked = UnitsQuery::of_text(&saved.query);
    let (href, text) = (Route::Units(asked.clone()).to_string(), asked.text());
    let current = move || query.with(|query| query.text() == text).then_some("page");
    let found = load(move || Some(api::units::list(&asked, 1)));
    let count = live(move || {
        let total = found.value().and_then(|list| list.total);
        total.map(|total| view! { " "<span>{total.to_string()}</span> })
    });
    view! { <a href=href aria-current=current>{saved.name.clone()}{count}</a> }
}

/// Saving what is shown, and minding what was saved.
#[derive(Clone, Copy)]
struct Keeping {
    query: Memo<UnitsQuery>,
    list: Loaded<ViewList>,
    name: RwSignal<String>,
    shared: RwSignal<bool>,
    first: RwSignal<bool>,
    creation: Creation,
    step: Step,
}

impl Keeping {
    fn new(query: Memo<UnitsQuery>, list: Loaded<ViewList>) -> Self {
        let [shared, first] = [false; 2].map(RwSignal::new);
        Self {
            query,
            list,
            name: RwSignal::new(String::new()),
            shared,
            first,
            creation: Creation::new(),
            step: Step::new(),
        }
    }

    fn view(self) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.save();
        };
        let account = use_session().me().map(|me| me.account.name.clone()).unwrap_or_default();
        let rows = live(move || {
            let list = self.list.value().filter(|list| !list.items.is_empty())?;
            let rows = list.items.iter().map(|saved| self.row(saved)).collect_view();
            Some(view! { <ul class="people">{rows}</ul> })
        });
        view! {
            <details class="no-print">
                <summary>"Save this view"</summary>
                <section class="card">
                    <ErrorSummary problems=self.step.problems/>
                    <form class="stack" data-gap="tight" novalidate on:submit=submit>
                        <Field id=NAME label="Name of the view" hint="For what is found, filtered and sorted now"
                            control=Control::Short limit=Some(NAME_MAX) value=self.name
                            set=move |text| self.name.set(text) problems=self.step.problems/>
                        {tick(format!("Everybody of {account} sees it"), self.shared)}
                        {tick("My list begins with it".to_owned(), self.first)}
                        <p><button class="button" data-kind="primary" data-size="small" aria-busy=move || self.step.busy()>"Save view"</button></p>
                    </form>
                    {rows}
                </section>
            </details>
        }
    }

    fn row(self, saved: &SavedView) -> AnyView {
        let mut about = Vec::new();
        if saved.default {
            about.push("your list begins with it".to_owned());
        }
        if saved.shared {
            about.push(if saved.own { "shared".to_owned() } else { format!("shared by {}", saved.by) });
        }
        let content = ViewContent {
            name: saved.name.clone(),
            query: saved.query.clone(),
            shared: saved.shared,
            default: saved.default,
        };
        let begin = ViewContent { default: !saved.default, ..content.clone() };
        let words = if saved.default { "Begin with all units" } else { "Begin with it" };
        let change = move |saved: SavedView, content: ViewContent| {
            self.send(Box::pin(async move { api::views::change(&saved, &content).await }));
        };
        let (seen, id) = (saved.clone(), saved.id.clone());
        let begin = button(words, &saved.name, move || change(seen.clone(), begin.clone()));
        let seen = saved.clone();
        let put = saved.own.then(|| {
            button("Put what is shown here", &saved.name, move || {
                let query = self.query.with_untracked(UnitsQuery::text);
                change(seen.clone(), ViewContent { query, ..content.clone() });
            })
        });
        let delete = saved.own.then(|| {
            let asked = Asking {
                id: format!("delete-{id}"),
                word: "Delete",
                about: saved.name.clone(),
                question: if saved.shared { "Delete it, for everybody?" } else { "Delete it?" },
                yes: "Delete it",
                small: true,
            };
            let delete = move || {
                let id = id.clone();
                self.send(Box::pin(async move { api::views::delete(&id).await }));
            };
            asking(asked, || true, delete)
        });
        view! { <li><div><b>{saved.name.clone()}</b>" "{muted(about.join(", "))}</div>{begin}{put}{delete}</li> }
    }

    fn save(self) {
        let wish = SaveView {
            page: LIST.to_owned(),
            name: self.name.get_untracked(),
            query: self.query.with_untracked(UnitsQuery::text),
            shared: self.shared.get_untracked(),
            default: self.first.get_untracked(),
        };
        let key = self.creation.key();
        let call = async move {
            let saved = api::views::save(&wish, &key).await;
            match &saved {
                Ok(()) => {
                    self.creation.renew();
                    self.name.try_set(String::new());
                }
                Err(failure) => self.creation.failed(failure),
            }
            saved
        };
        self.send(Box::pin(call));
    }

    fn send(self, call: Call) {
        self.step.send(call, &[NAME], move |_| self.list.again());
    }
}

fn tick(words: String, value: RwSignal<bool>) -> AnyView {
    view! {
        <label class="check"><input type="checkbox" prop:checked=move || value.get() on:change=move |event| value.set(event_target_checked(&event))/>
            <span>{words}</span></label>
    }
}

fn button(words: &'static str, name: &str, press: impl Fn() + 'static) -> AnyView {
    view! {
        <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| press()>
            {words}<span class="visually-hidden">" "{name.to_owned()}</span></button>
    }
}
