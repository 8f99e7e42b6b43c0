//! Saved views: what the list was narrowed to, under a name, with how many of them each finds. One's own list may begin with one.

use leptos::prelude::*;
use rules::saved_view::NAME_MAX;
use wire::{
    facets::Total,
    saved_view::{SaveView, SavedView, ViewContent, ViewList},
};

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
    route::{List, ListQuery},
    session::use_session,
};

const NAME: &str = "view-name";

/// The list as it is, also for somebody whose list begins with a view.
pub fn whole(list: List) -> ListQuery {
    let view = if list == List::Units { "all" } else { "open" };
    ListQuery { view: view.to_owned(), ..ListQuery::default() }
}

/// The views as tabs, and below them what is done with them.
pub fn views(list: List, query: Memo<ListQuery>) -> AnyView {
    let saved = load(move || use_session().has("views").then(|| api::views::list(list.name())));
    begin(list, query, saved);
    let tabs = live(move || {
        let saved = saved.value().map(|saved| saved.items.clone()).unwrap_or_default();
        let plain = plain(list);
        (saved.len() + plain.len() > 1).then(|| {
            let plain = plain.iter().map(|(words, text)| tab(list, (*words).to_owned(), text, query, None));
            let saved = saved.iter().map(|view| {
                let asked = list.of_text(&view.query);
                let found = load(move || Some(api::lists::total(list, &asked)));
                tab(list, view.name.clone(), &view.query, query, Some(found))
            });
            let tabs: Vec<AnyView> = plain.chain(saved).collect();
            view! { <nav class="tabs no-print" aria-label="Views">{tabs}</nav> }
        })
    });
    let keeping = use_session().has("views").then(|| Keeping::new(list, query, saved).view());
    view! { {tabs}{keeping} }
}

/// The tabs that are always there, with what they ask for.
fn plain(list: List) -> &'static [(&'static str, &'static str)] {
    match list {
        List::Units => &[("All units", "")],
        List::Cases => &[("Open", ""), ("All", "show=all")],
    }
}

/// An address that asks for nothing shows the view that the person's list begins with.
fn begin(list: List, query: Memo<ListQuery>, saved: Loaded<ViewList>) {
    if query.get_untracked() != ListQuery::default() {
        return;
    }
    let go = use_go_in_place();
    let done = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(saved) = saved.value() else { return };
        if done.get_value() {
            return;
        }
        done.set_value(true);
        if let Some(first) = saved.items.iter().find(|view| view.default)
            && query.get_untracked() == ListQuery::default()
        {
            go(list.of(list.of_text(&first.query)));
        }
    });
}

fn tab(
    list: List,
    words: String,
    text: &str,
    query: Memo<ListQuery>,
    found: Option<Loaded<Total>>,
) -> AnyView {
    let asked = if text.is_empty() { whole(list) } else { list.of_text(text) };
    let (href, text) = (list.of(asked.clone()).to_string(), list.text(&asked));
    let current = move || query.with(|query| list.text(query) == text).then_some("page");
    let count = live(move || {
        let total = found.and_then(Loaded::value).and_then(|found| found.total);
        total.map(|total| view! { " "<span>{total.to_string()}</span> })
    });
    view! { <a href=href aria-current=current>{words}{count}</a> }
}

/// Saving what is shown, and minding what was saved.
#[derive(Clone, Copy)]
struct Keeping {
    list: List,
    query: Memo<ListQuery>,
    saved: Loaded<ViewList>,
    name: RwSignal<String>,
    shared: RwSignal<bool>,
    first: RwSignal<bool>,
    creation: Creation,
    step: Step,
}

impl Keeping {
    fn new(list: List, query: Memo<ListQuery>, saved: Loaded<ViewList>) -> Self {
        let [shared, first] = [false; 2].map(RwSignal::new);
        Self {
            list,
            query,
            saved,
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
            let saved = self.saved.value().filter(|saved| !saved.items.is_empty())?;
            let rows = saved.items.iter().map(|saved| self.row(saved)).collect_view();
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
        let words = match (saved.default, self.list) {
            (false, _) => "Begin with it",
            (true, List::Units) => "Begin with all units",
            (true, List::Cases) => "Begin with open cases",
        };
        let change = move |saved: SavedView, content: ViewContent| {
            self.send(Box::pin(async move { api::views::change(&saved, &content).await }));
        };
        let (seen, id) = (saved.clone(), saved.id.clone());
        let begin = button(words, &saved.name, move || change(seen.clone(), begin.clone()));
        let seen = saved.clone();
        let put = saved.own.then(|| {
            button("Put what is shown here", &saved.name, move || {
                let query = self.query.with_untracked(|query| self.list.text(query));
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
            page: self.list.name().to_owned(),
            name: self.name.get_untracked(),
            query: self.query.with_untracked(|query| self.list.text(query)),
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
        self.step.send(call, &[NAME], move |_| self.saved.again());
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
