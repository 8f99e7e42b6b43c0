//! What is to be changed about the chosen units: their use, their site, or their release, and why.

use leptos::prelude::*;
use rules::{
    access::Action,
    release::Release,
    unit_change::{Changed, NOTE_MAX},
};
use wire::{
    facets::{Facets, NONE},
    site::ZoneNames,
    unit::Usage,
    unit_change::UnitChange,
};

use crate::{
    components::{
        choice::choice,
        error_summary::{Problems, ProblemsSignal},
        field::{Control, Field},
        loaded::Loaded,
        markup::{live, view},
    },
    pages::site::fields::{NEW_SITE, WHERE_IT_IS, new_site, where_it_is},
    session::use_session,
};

/// The choice of what is changed.
pub const WHAT: &str = "change-what";
const USAGE: &str = "change-usage";
pub const SITE: &str = "change-site_id";
const RELEASE: &str = "change-release";
const NOTE: &str = "change-note";
/// All of them; what concerns none is said at the first.
pub const IDS: [&str; 11] =
    [WHAT, USAGE, SITE, RELEASE, NOTE, "name", "street", "postal_code", "city", "country", "zone"];

/// What was typed.
#[derive(Clone, Copy)]
pub struct Fields {
    what: RwSignal<String>,
    usage: RwSignal<String>,
    site: RwSignal<String>,
    release: RwSignal<String>,
    note: RwSignal<String>,
    /// Name, address and zone of a new site.
    new_site: [RwSignal<String>; WHERE_IT_IS.len()],
    /// What is wrong with it.
    pub problems: ProblemsSignal,
}

impl Fields {
    /// Nothing yet.
    pub fn new() -> Self {
        let [what, usage, site, release, note] = std::array::from_fn(|_| RwSignal::new(String::new()));
        let new_site = std::array::from_fn(|_| RwSignal::new(String::new()));
        Self { what, usage, site, release, note, new_site, problems: RwSignal::new(Problems::new()) }
    }

    /// From the start, for what the person may change.
    pub fn begin(self) {
        let first = kinds().first().map(|kind| kind.code()).unwrap_or_default();
        self.what.set(first.to_owned());
        for text in [self.usage, self.site, self.release, self.note].into_iter().chain(self.new_site) {
            text.set(String::new());
        }
        self.problems.set(Problems::new());
    }

    /// Is a site to be made? Followed.
    pub fn makes_site(self) -> bool {
        self.site.with(|site| site == NEW_SITE)
    }

    /// The note, where there is one.
    pub fn note(self) -> Option<String> {
        let note = self.note.get_untracked().trim().to_owned();
        (!note.is_empty()).then_some(note)
    }

    /// What is wished.
    pub fn change(self) -> Result<UnitChange, Problems> {
        let text = |value: RwSignal<String>| value.get_untracked().trim().to_owned();
        let missing = |id, words: &str| Err(vec![(id, words.to_owned())]);
        let mut change = UnitChange::default();
        match self.what.get_untracked().as_str() {
            "usage" => match text(self.usage) {
                usage if usage.is_empty() => return missing(USAGE, "Choose a use"),
                usage => change.usage = Some(Usage::from(usage.as_str())),
            },
            "site" => match text(self.site) {
                site if site.is_empty() => return missing(SITE, "Choose a site"),
                site if site == NEW_SITE => change.new_site = Some(new_site(self.new_site.map(text))),
                site => change.site_id = Some((site != NONE).then_some(site)),
            },
            _ => match Release::parse(&text(self.release)) {
                Err(problem) => return missing(RELEASE, &problem.message()),
                Ok(release) => change.release = Some(release.to_string()),
            },
        }
        Ok(change)
    }

    /// The controls.
    pub fn view(self, facets: Loaded<Facets>, zones: Loaded<ZoneNames>) -> AnyView {
        let kinds = kinds();
        let which = (kinds.len() > 1).then(|| {
            let options = kinds.iter().map(|kind| (kind.code().to_owned(), kind.name().to_owned())).collect();
            choice(
                WHAT,
                "What is changed",
                "One thing at a time, for all of them",
                options,
                self.what,
                self.problems,
            )
        });
        let value = live(move || match self.what.get().as_str() {
            "usage" => {
                let usages = Usage::KNOWN
                    .iter()
                    .map(|known| ((*known).to_owned(), super::usage_words(&Usage::from(*known))));
                let hint = "A unit that is not in use has no Advanced Care Plus. Decommissioned retires it; its history stays";
                choice(USAGE, "Use", hint, choose(usages), self.usage, self.problems)
            }
            "site" => {
                let facets = facets.value();
                let sites = facets.as_ref().map(|facets| facets.of("site")).unwrap_or_default();
                let sites = sites
                    .iter()
                    .filter(|site| site.value != NONE)
                    .map(|site| (site.value.clone(), site.words().to_owned()));
                let none = (NONE.to_owned(), "No site".to_owned());
                let hint = "Where they stand from now on. A unit without a site has no Advanced Care Plus";
                let new = (NEW_SITE.to_owned(), "A new site…".to_owned());
                let options = choose(sites.chain([none, new]));
                let chosen = choice(SITE, "Site", hint, options, self.site, self.problems);
                view! { {chosen}{live(move || self.makes_site().then(|| {
                    self.new_site.into_iter().zip(WHERE_IT_IS).map(|(typed, id)| where_it_is(id, typed, zones, self.problems)).collect_view()
                }))} }
            }
            _ => {
                let set = move |text| self.release.set(text);
                view! { <Field id=RELEASE label="Release" hint="Such as 23.4R2-S3. One that is known already counts as confirmed today" control=Control::Short limit=Some(Release::MAX) value=self.release set problems=self.problems/> }
            }
        });
        let set = move |text| self.note.set(text);
        view! {
            {which}{value}
            <Field id=NOTE label="Why (optional)" hint="Stands in the history of each unit" limit=Some(NOTE_MAX) value=self.note set problems=self.problems/>
        }
    }
}

/// What the person may change. Host names are given one at a time, on the page of the unit.
fn kinds() -> Vec<Changed> {
    let edits = use_session().me().is_some_and(|me| me.may(Action::EditUnits));
    let all = [Changed::Usage, Changed::Site, Changed::Release];
    all.into_iter().filter(|kind| edits || *kind == Changed::Release).collect()
}

fn choose(options: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), "Choose".to_owned())).chain(options).collect()
}
