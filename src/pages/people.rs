//! The people who may speak for the account: six places, certified experts beside them, and who changed what when. Which
//! step may be is the API's to say, by the rules; what was typed stays until it is through.

mod confirmation;
mod editing;
mod fields;
mod history;
mod invitations;
mod own;
mod proposals;
mod proposing;
mod task;

use std::sync::Arc;

use leptos::prelude::*;
use rules::{
    access::Action,
    certificate,
    expert_to_expert::{self, Approval, Named, Standing},
    reason::Outcome,
    response::Priority,
    roster, words,
};
use wire::{
    capability::ROSTER_CHANGES,
    config::tel,
    contact::{Contact, Contacts, RosterStep},
    session::{Certification, Me},
};

use crate::{
    api,
    clock::use_clock,
    components::{
        card::card,
        link::{use_asked, use_go_in_place},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
        words::{avatar, badge, muted},
    },
    route::{Page, Route},
    session::use_session,
    widgets::why::Why,
};
use editing::Editing;
use proposing::Proposing;
use task::Task;

/// The roster with its entity tag, which a step names.
type Roster = Loaded<(Contacts, String)>;

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let asked = use_asked(Page::People);
    let account = Memo::new(move |_| match asked.get() {
        Route::PeopleOf { account } => account,
        // Whoever looks after several begins with the first.
        _ => use_session().several_accounts().first().map(|first| first.id.clone()).unwrap_or_default(),
    });
    let session = use_session();
    let may = move |action| session.me().is_some_and(|me| me.may(action));
    let may_edit = move || may(Action::EditContacts);
    let roster = load(move || Some(account.with(|account| api::contacts::roster(account))));
    let history = load(move || (may_edit() && session.has("rosterHistory")).then(api::contacts::changes));
    let invited = load(move || (may_edit() && session.has("invitations")).then(api::invitations::list));
    let proposed = load(move || {
        let takes_part = (may_edit() || may(Action::ProposeContacts)) && session.has("proposals");
        takes_part.then(|| account.with(|account| api::proposals::list(account)))
    });
    let editing = Editing::new(roster, history, invited, proposed, account);
    view! {
        <PageHead title="People" problems=editing.problems
            lead="Who may speak for you to the vendor: two to six senior representatives, and certified experts beside them."/>
        {account_of(account)}
        {editing.view()}
        {live(move || proposed.answer().is_some().then(|| proposed.show("what is proposed", move |proposals| proposals::proposals_view(proposals, editing))))}
        {roster.show("your people", move |(contacts, _)| use_session().me().map_or_else(|| ().into_any(), |me| people_view(contacts, &me, editing)))}
        {live(move || (may_edit() && session.has("invitations")).then(|| invitations::invitations(editing)))}
        {move || (may_edit() && session.has("rosterHistory")).then(|| history.show("the history", history::history_view))}
    }
}

/// Whose people, for somebody who looks after several accounts.
fn account_of(chosen: Memo<String>) -> AnyView {
    let accounts = use_session().several_accounts();
    if accounts.is_empty() {
        return ().into_any();
    }
    let go = use_go_in_place();
    let option = |account: wire::account::AccountRef| {
        let id = account.id.clone();
        view! { <option value=account.id prop:selected=move || chosen.with(|chosen| *chosen == id)>{account.name}</option> }
    };
    let options = accounts.into_iter().map(option).collect_view();
    view! {
        <p class="filters"><label>"End User" <select on:change=move |event| go(Route::PeopleOf { account: event_target_value(&event) })>{options}</select></label></p>
    }
}

/// All whom a list shows.
fn everybody(contacts: &Contacts) -> Vec<&Contact> {
    contacts.representatives.iter().chain(&contacts.certified_experts).chain(&contacts.others).collect()
}

fn people_view(contacts: &Contacts, me: &Arc<Me>, editing: Editing) -> AnyView {
    let rows = Rows { me: me.clone(), editing };
    let named = contacts.named();
    let most = usize::try_from(contacts.maximum).unwrap_or(roster::MOST);
    let reason = roster::reason(named);
    let may_edit = me.may(Action::EditContacts);
    let add = if may_edit && use_session().has(ROSTER_CHANGES) {
        Some(("Add a representative", Task::Add))
    } else {
        let propose = Task::Proposal(Proposing::New(RosterStep::Add, None));
        (me.may(Action::ProposeContacts) && use_session().has("proposals"))
            .then_some(("Propose a representative", propose))
    };
    let free = (named..most).map(|place| free_place(place, add.clone().filter(|_| place == named), editing));
    let places: Vec<AnyView> = contacts
        .representatives
        .iter()
        .map(|contact| rows.place(contact, Place::Named))
        .chain(cannot_be_read(contacts.representatives.unread))
        .chain(free)
        .collect();
    let sees_all = may_edit || me.may(Action::ApproveCertificates);
    let others: Vec<AnyView> =
        contacts.others.iter().map(|contact| rows.place(contact, Place::Beside)).collect();
    let others = (sees_all && !others.is_empty()).then(|| {
        card("Certificates that give no access now", view! {
            <p class="muted">"Not approved yet, declined, run out, or an associate’s. The advisor approves; a new certificate is entered by the person or an administrator."</p>
            <ul class="people">{others}</ul>
        })
    });
    view! {
        <div class="stack">
            {use_session().has("rosterHistory").then(|| confirmation::confirmation(contacts, me, editing))}
            {card("Senior representatives", view! {
                <p>{reason.why.clone()}" Each works with senior engineers at Priority 1 and 2, and with your advisor. JNCIS or higher is recommended for them, never demanded."</p>
                <Why reason/>
                <ol class="people">{places}</ol>
            })}
            {card("Certified experts beside them", experts(contacts, &rows))}
            {others}
            {me.may(Action::EditOwnContact).then(|| own::own_details(contacts, me, editing))}
        </div>
    }
}

/// Where somebody stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// One of the six
    Named,
    /// Beside them
    Beside,
}

/// Rows for the person at the page.
struct Rows {
    me: Arc<Me>,
    editing: Editing,
}

impl Rows {
    fn place(&self, contact: &Contact, place: Place) -> AnyView {
        // A viewer is shown names; that nothing more came says nothing about the person.
        let withheld = contact.email.is_none() && contact.phone.is_none();
        let words = contact.certification.as_ref().map(certificate_words);
        let words = words.or_else(|| (!withheld).then(|| "no certificate on record".to_owned()));
        let zone = contact.zone.clone().map(|zone| format!("{zone} · "));
        let email = contact
            .email
            .clone()
            .map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> });
        let phone = contact.phone.clone().map(|phone| view! { <a href=tel(&phone)>{phone.clone()}</a> });
        view! {
            <li>
                {avatar(&contact.name)}
                <div><b>{contact.name.clone()}</b>" "<small>{zone}{words}</small>{(!withheld).then(|| standing(contact, place))}</div>
                <span class="cluster">{email}{phone}</span>
                {self.steps(contact, place)}
            </li>
        }
    }

    fn steps(&self, contact: &Contact, place: Place) -> Option<AnyView> {
        let editing = self.editing;
        let step = |words: &'static str, task: Task| {
            let name = contact.name.clone();
            view! {
                <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| editing.begin(task.clone())>
                    {words}<span class="visually-hidden">" "{name}</span></button>
            }
        };
        let of = |task: fn(Contact) -> Task| task(contact.clone());
        let mut steps = Vec::new();
        if self.me.may(Action::EditContacts) {
            let has = |name| use_session().has(name);
            if place == Place::Named && has(ROSTER_CHANGES) {
                steps.extend([
                    step("Edit", of(Task::Edit)),
                    step("Replace", of(Task::Replace)),
                    step("Remove", of(Task::Remove)),
                ]);
            }
            let email = contact.email.clone().unwrap_or_default();
            let invited = Task::Invite([contact.name.clone(), email, "engineer".to_owned()]);
            steps.extend(has(ROSTER_CHANGES).then(|| step("Has left", of(Task::HasLeft))));
            steps.extend(has("certificates").then(|| step("Certificate", of(Task::Certificate))));
            steps.extend(has("invitations").then(|| step("Invite", invited)));
        }
        if self.me.may(Action::ProposeContacts) && place == Place::Named && use_session().has("proposals") {
            let new = |step| Task::Proposal(Proposing::New(step, Some(contact.clone())));
            steps.extend([
                step("Propose other details of", new(RosterStep::Edit)),
                step("Propose to replace", new(RosterStep::Replace)),
                step("Propose to remove", new(RosterStep::Remove)),
            ]);
        }
        if let Some(held) = contact
            .certification
            .as_ref()
            .filter(|_| self.me.may(Action::ApproveCertificates) && use_session().has("certificates"))
        {
            if !held.approved {
                steps.push(step("Approve", of(Task::Approve)));
            }
            if held.declined.is_none() {
                steps.push(step("Decline", of(Task::Decline)));
            }
        }
        (!steps.is_empty()).then(|| view! { <span class="cluster no-print">{steps}</span> })
    }
}

/// What a certificate gives and lacks, and on which basis somebody has access.
fn standing(contact: &Contact, place: Place) -> AnyView {
    let today = use_clock().today();
    let known = contact.certification.as_ref().and_then(Certification::known);
    let named = if place == Place::Named { Named::Representative } else { Named::NotNamed };
    let standing = Standing { named, certification: known };
    // What the vendor can't approve waits for nothing.
    let pending = known.filter(|held| {
        held.approval == Approval::Pending && certificate::approvable(known, today).outcome == Outcome::Met
    });
    let declined = contact.certification.as_ref().and_then(|held| held.declined.clone());
    let waits = match (pending, declined) {
        (_, Some(word)) => Some(view! { <span>{badge("bad", "declined")}" "{muted(word)}</span> }),
        (Some(_), None) => Some(badge("warn", "waits for approval")),
        _ => None,
    };
    let ends = known.and_then(|held| certificate::warning(held, today)).map(|words| badge("warn", words));
    let recommended = (place == Place::Named && !standing.holds_the_recommended(today))
        .then(|| view! { <Why reason=certificate::recommendation() summary="JNCIS recommended"/> });
    let reason = expert_to_expert::reason(standing, Priority::P1, today);
    view! { <span class="cluster">{waits}{ends}</span>{recommended}<Why reason summary="Basis of access"/> }
}

fn certificate_words(certification: &Certification) -> String {
    let approved = if certification.approved { "" } else { ", not approved yet" };
    let to = if certification.expires < use_clock().today() { "run out on" } else { "valid to" };
    let (level, track) = (certification.level.as_str(), &certification.track);
    format!("{level}-{track}, {to} {}{approved}", words::date(certification.expires))
}

/// The first of the free places can be filled.
fn free_place(place: usize, add: Option<(&'static str, Task)>, editing: Editing) -> AnyView {
    let add = add.map(|(words, task)| {
        view! { <button class="button no-print" type="button" on:click=move |_| editing.begin(task.clone())>{words}</button> }
    });
    // Two are needed.
    let word = if place < roster::FEWEST { badge("warn", "waiting on you") } else { muted("free") };
    nobody_shown(word, add)
}

/// A place without a name in it.
fn nobody_shown(word: AnyView, add: Option<AnyView>) -> AnyView {
    view! { <li><span class="avatar" aria-hidden="true">"–"</span><div>{word}</div>{add}</li> }
}

fn cannot_be_read(people: usize) -> impl Iterator<Item = AnyView> {
    (0..people).map(|_| nobody_shown(muted("can’t be read here"), None))
}

fn experts(contacts: &Contacts, rows: &Rows) -> AnyView {
    let experts = &contacts.certified_experts;
    let rows: Vec<AnyView> = experts
        .iter()
        .map(|contact| rows.place(contact, Place::Beside))
        .chain(cannot_be_read(experts.unread))
        .collect();
    if rows.is_empty() {
        return view! { <p class="muted">"Nobody yet. Engineers with a valid JNCIS, JNCIP or JNCIE that the vendor has approved work with senior engineers too; there may be any number of them."</p> };
    }
    view! { <ul class="people">{rows}</ul> }
}
