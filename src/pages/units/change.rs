//! Changing several units at once: chosen in the list, or all that it finds; first what would become of each, then it is done.
//! What was typed stays until it is through, and what could not be changed stays chosen. More than fit one request go in
//! pieces, each under a key of its own: after a break the same press goes on where it was, and a unit that is not as it was
//! when it was chosen is a conflict and stays as it is.

mod fields;
mod outcome;

use std::sync::Arc;

use leptos::prelude::*;
use rules::{unit_change::UNITS_MAX, words};
use wire::{
    facets::Facets,
    site::ZoneNames,
    unit::{Unit, UnitList, Usage},
    unit_change::{ChangeUnits, ChangedUnits, UnitChange, UnitOutcome, UnitSeen},
};

use crate::{
    api::{self, Abort, Failure, IdempotencyKey},
    browser::{
        announce::{Announcer, announcer},
        document,
    },
    components::{
        creation::Creation,
        error_summary::{ErrorSummary, Problems, focus_summary},
        loaded::{Loaded, load},
        markup::{live, view},
        step::{Call, problems_of},
    },
    route::UnitsQuery,
};
use fields::{Fields, WHAT};

/// Heading of what is open, which takes the focus.
const HEADING: &str = "change";
/// The button that chooses the page, which is there before anything is chosen.
const FIRST: &str = "select-page";
/// Units of one question, while all that match are chosen.
const BATCH: u32 = 200;

/// How far it is.
#[derive(Clone, PartialEq)]
enum Stage {
    /// Only choosing.
    Closed,
    /// What is to be changed.
    Form,
    /// What would become of each.
    Seen(Arc<ChangeUnits>, Arc<ChangedUnits>),
    /// What became of each.
    Done(Arc<ChangeUnits>, Arc<ChangedUnits>),
}

/// Units that are chosen, and what is done with them.
#[derive(Clone, Copy)]
pub struct Bulk {
    query: Memo<UnitsQuery>,
    list: Loaded<UnitList>,
    facets: Loaded<Facets>,
    /// Of a site that is made on the way.
    zones: Loaded<ZoneNames>,
    counted: RwSignal<bool>,
    chosen: RwSignal<Vec<UnitSeen>>,
    fields: Fields,
    stage: RwSignal<Stage>,
    pending: RwSignal<bool>,
    /// How many units of all have been sent, while there are several pieces.
    sent: RwSignal<(usize, usize)>,
    creation: Creation,
    /// Contexts are not at hand while something waits.
    announcer: Announcer,
}

impl Bulk {
    /// Nothing is chosen yet.
    pub fn new(
        query: Memo<UnitsQuery>,
        list: Loaded<UnitList>,
        facets: Loaded<Facets>,
        counted: RwSignal<bool>,
    ) -> Self {
        let fields = Fields::new();
        let zones = load(move || fields.makes_site().then(api::sites::zones));
        Self {
            query,
            list,
            facets,
            zones,
            counted,
            chosen: RwSignal::new(Vec::new()),
            fields,
            stage: RwSignal::new(Stage::Closed),
            pending: RwSignal::new(false),
            sent: RwSignal::new((0, 0)),
            creation: Creation::new(),
            announcer: announcer(),
        }
    }

    /// The cell of a row that chooses its unit.
    pub fn check(self, unit: &Unit) -> AnyView {
        let seen = seen(unit);
        let reference = seen.reference.clone();
        let is_chosen = move || self.place(&reference).is_some();
        let toggle = move |_| {
            let place = self.place(&seen.reference);
            self.chosen.update(|chosen| match place {
                Some(place) => drop(chosen.remove(place)),
                None => chosen.push(seen.clone()),
            });
        };
        let words = format!("Select {}", unit.title());
        view! {
            <td data-label="Select"><label class="check"><input type="checkbox" prop:checked=is_chosen on:change=toggle/>
                <span class="visually-hidden">{words}</span></label></td>
        }
    }

    fn place(self, reference: &str) -> Option<usize> {
        self.chosen.with(|chosen| chosen.iter().position(|seen| seen.reference == reference))
    }

    /// The bar above the table, and what is open.
    pub fn view(self) -> AnyView {
        let stage = live(move || match self.stage.get() {
            Stage::Closed => ().into_any(),
            Stage::Form => self.form(),
            Stage::Seen(wish, answers) => outcome::seen(self, wish, &answers),
            Stage::Done(wish, answers) => outcome::done(self, &wish, &answers),
        });
        view! {
            <ErrorSummary problems=self.fields.problems/>
            <p class="cluster no-print" role="group" aria-label="Selection">
                {live(move || self.of_list())}{live(move || self.of_chosen())}
            </p>
            <p class="muted" role="status">{live(move || self.progress())}</p>
            {stage}
        }
    }

    fn of_list(self) -> AnyView {
        let list = self.list.value();
        let here = list.as_ref().map_or(0, |list| list.items.len());
        let total = list.as_ref().and_then(|list| list.total).unwrap_or_default() as usize;
        let page = move |_| self.choose_page();
        let page = (here > 0).then(|| view! { <button class="button" data-size="small" type="button" id=FIRST on:click=page>"Select this page"</button> });
        let all = format!("Select all {total} that match");
        let all = (total > here).then(|| press(all, move || self.choose_all()));
        view! { {page}{all} }
    }

    fn of_chosen(self) -> Option<AnyView> {
        let chosen = self.count();
        let begin = move |_| self.open();
        let clear = move || {
            self.chosen.set(Vec::new());
            document::focus(FIRST);
        };
        let change = format!("Change {}", words::count(chosen, "unit"));
        (chosen > 0).then(|| view! {
            <button class="button" data-kind="primary" data-size="small" type="button" on:click=begin>{change}</button>
            {press("Clear", clear)}
        })
    }

    /// How far it is, where it takes a while.
    fn progress(self) -> Option<String> {
        let (done, all) = self.sent.get();
        (done < all).then(|| format!("{done} of {all} units so far"))
    }

    fn count(self) -> u32 {
        u32::try_from(self.chosen.with(Vec::len)).unwrap_or(u32::MAX)
    }

    fn choose_page(self) {
        let Some(list) = self.list.value() else { return };
        self.chosen.update(|chosen| {
            for unit in list.items.iter().map(seen) {
                if !chosen.iter().any(|known| known.reference == unit.reference) {
                    chosen.push(unit);
                }
            }
        });
        self.say_chosen();
    }

    fn choose_all(self) {
        let mut asked = self.query.get_untracked().first_page();
        let call = async move {
            let mut all = Vec::new();
            loop {
                let page = api::units::list(&asked, BATCH).send(&Abort::never()).await?;
                // The page was left: nobody chooses any more.
                if self.pending.try_get_untracked().is_none() {
                    return Ok(());
                }
                all.extend(page.items.iter().map(seen));
                match page.next {
                    Some(next) => asked.cursor = next,
                    None => break,
                }
                self.sent.try_set((all.len(), page.total.map_or(0, |total| total as usize)));
            }
            self.chosen.try_set(all);
            self.say_chosen();
            Ok(())
        };
        self.send(Box::pin(call));
    }

    fn say_chosen(self) {
        self.announcer.say(&format!("{} selected", words::count(untrack(|| self.count()), "unit")));
    }

    fn open(self) {
        // What was typed stays when it is pressed again.
        if matches!(self.stage.get_untracked(), Stage::Form | Stage::Seen(..)) {
            return self.show(Stage::Form);
        }
        self.counted.set(true);
        self.fields.begin();
        self.creation.renew();
        self.show(Stage::Form);
    }

    fn close(self) {
        self.stage.set(Stage::Closed);
        document::focus_next("title");
    }

    fn show(self, stage: Stage) {
        self.stage.try_set(stage);
        document::focus_next(HEADING);
    }

    fn form(self) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.ask();
        };
        let heading = live(move || format!("Change {}", words::count(self.count(), "unit")));
        view! {
            <section class="card no-print">
                <header><h2 id=HEADING tabindex="-1">{heading}</h2></header>
                <form class="stack" novalidate on:submit=submit>
                    {self.fields.view(self.facets, self.zones)}
                    <p class="cluster">
                        <button class="button" data-kind="primary" aria-busy=move || self.pending.get().to_string()>"See what changes"</button>
                        <button class="button" type="button" on:click=move |_| self.close()>"Cancel"</button>
                    </p>
                </form>
            </section>
        }
    }

    /// What would become of each.
    fn ask(self) {
        let change = match self.fields.change() {
            Ok(change) => change,
            Err(problems) => return self.refuse(problems),
        };
        if self.chosen.with_untracked(Vec::is_empty) {
            return self.refuse(vec![(WHAT, "Select at least one unit in the list".to_owned())]);
        }
        let wish = self.wish(change);
        if wish.change.new_site.is_some() && wish.units.len() > UNITS_MAX {
            let words = format!(
                "A new site is made for at most {UNITS_MAX} units at once. Add it under Sites first, then choose it here"
            );
            return self.refuse(vec![(fields::SITE, words)]);
        }
        self.send(Box::pin(async move {
            let mut answers = ChangedUnits { items: Vec::new() };
            for piece in pieces(&wish) {
                answers.items.extend(api::units::check_changes(&piece).await?.items);
                if self.pending.try_get_untracked().is_none() {
                    return Ok(());
                }
                self.sent.try_set((answers.items.len(), wish.units.len()));
            }
            self.show(Stage::Seen(Arc::new(wish), Arc::new(answers)));
            Ok(())
        }));
    }

    fn wish(self, change: UnitChange) -> ChangeUnits {
        let note = self.fields.note();
        ChangeUnits { account: None, units: self.chosen.get_untracked(), change, note }
    }

    /// Does what was seen.
    fn carry_out(self, wish: Arc<ChangeUnits>) {
        let key = self.creation.key();
        self.send(Box::pin(async move {
            let mut answers = ChangedUnits { items: Vec::new() };
            for (n, piece) in pieces(&wish).enumerate() {
                let key = IdempotencyKey(format!("{}-{n}", key.0));
                let done = api::units::change(&piece, &key).await;
                // What was done before a break is done: the list says so, and the same press goes on after it.
                let done = done.inspect_err(|failure| {
                    self.creation.failed(failure);
                    self.list.again();
                    self.facets.again();
                })?;
                answers.items.extend(done.items);
                self.sent.try_set((answers.items.len(), wish.units.len()));
            }
            self.creation.renew();
            self.chosen.try_set(left(&wish, &answers));
            self.list.again();
            self.facets.again();
            self.show(Stage::Done(wish, Arc::new(answers)));
            Ok(())
        }));
    }

    fn refuse(self, problems: Problems) {
        self.fields.problems.set(problems);
        focus_summary();
    }

    fn send(self, call: Call) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.sent.set((0, 0));
        self.fields.problems.set(Problems::new());
        leptos::task::spawn_local(async move {
            let sent: Result<(), Failure> = call.await;
            // The page may have been left: then nothing here takes the focus.
            let Some(stage) = self.stage.try_get_untracked() else { return };
            self.pending.try_set(false);
            let Err(failure) = sent else {
                self.sent.try_set((0, 0));
                return;
            };
            // What failed is said at the form, with all that was typed; a break, where the same press goes on.
            let fields = match stage {
                Stage::Closed => &[FIRST][..],
                Stage::Seen(..) if failure.fields().is_empty() => &[HEADING],
                _ => {
                    self.stage.set(Stage::Form);
                    &fields::IDS
                }
            };
            self.fields.problems.set(problems_of(&failure, fields));
            focus_summary();
        });
    }
}

/// As many requests as it takes. Several can't each make the site that is new: who asks for that chooses fewer units.
fn pieces(wish: &ChangeUnits) -> impl Iterator<Item = ChangeUnits> {
    wish.units.chunks(UNITS_MAX).map(|units| ChangeUnits { units: units.to_vec(), ..wish.clone() })
}

/// What was in conflict may be tried again on what stands there now; what was refused may not. What nothing was said of stays, too.
fn left(wish: &ChangeUnits, answers: &ChangedUnits) -> Vec<UnitSeen> {
    // They come in the order of the request.
    let mut said = answers.items.iter().peekable();
    let again = |seen: &UnitSeen| match said.next_if(|item| item.reference == seen.reference) {
        None => Some(seen.clone()),
        Some(item) => (item.outcome == UnitOutcome::Conflict)
            .then(|| UnitSeen { reference: item.reference.clone(), version: item.version }),
    };
    wish.units.iter().filter_map(again).collect()
}

fn seen(unit: &Unit) -> UnitSeen {
    UnitSeen { reference: unit.reference.clone(), version: Some(unit.version) }
}

fn press(words: impl Into<String>, act: impl Fn() + 'static) -> AnyView {
    let words = words.into();
    view! { <button class="button" data-size="small" type="button" on:click=move |_| act()>{words}</button> }
}

/// A use in words.
fn usage_words(usage: &Usage) -> String {
    match usage.known() {
        Some(known) => rules::unit_change::usage_words(known).to_owned(),
        None => usage.as_str().to_owned(),
    }
}
