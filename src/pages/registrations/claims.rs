//! Units that somebody else has: claims of those who want them, transfers of those who have them. The advisor settles them;
//! everybody else sees what concerns the own account, and nobody whose a unit is otherwise.

use leptos::prelude::*;
use rules::access::Action;
use wire::registration::{Claim, ClaimKind, ClaimList, ClaimState, SettleClaim, SettleOutcome};

use super::{claiming::Claiming, withdrawing::Withdrawing};
use crate::{
    api,
    browser::document,
    components::{
        error_summary::{ErrorSummary, Problems},
        fact::{fact, fact_if_known},
        field::{Control, Field},
        icon::Icon,
        instant::At,
        link::{link, use_asked, use_go},
        loaded::{Loaded, load},
        markup::{live, view},
        page_head::PageHead,
        pager::{Place, pager},
        step::Step,
        words::{badge, muted, none_or},
    },
    route::{Page, Route},
    session::use_session,
    widgets::account_choice::account_choice,
};

/// Controls of the form that settles.
const FIELDS: [&str; 2] = ["settle-words", "settle-outcome"];

/// The page.
pub fn page() -> AnyView {
    let asked = use_asked(Page::Claims);
    let account = Memo::new(move |_| asked.with(Route::account));
    let cursor = RwSignal::new(String::new());
    let claims = load(move || Some(api::registration::claims(&account.get(), &cursor.get())));
    let settling = Settling {
        claims,
        open: RwSignal::new(String::new()),
        words: RwSignal::new(String::new()),
        moves: RwSignal::new(false),
        step: Step::new(),
        withdrawing: Withdrawing::new(move || claims.again()),
    };
    let me = use_session().me();
    let may = |action| me.as_ref().is_some_and(|me| me.may(action));
    let settles = may(Action::SettleUnits);
    let registers = may(Action::RegisterUnits);
    let claiming = registers.then(|| {
        let reference = asked.with_untracked(Route::name);
        Claiming::new(reference, move || claims.again()).view()
    });
    let go = use_go();
    let choice = account_choice(
        move || account.get(),
        move |account| {
            cursor.set(String::new());
            go(Route::Claims { account });
        },
    );
    let place = move || Place {
        total: String::new(),
        is_first: cursor.with(String::is_empty),
        next: claims.value().and_then(|list| list.next.clone()),
    };
    view! {
        <PageHead title="Claims" lead="A unit belongs to one account. Who should have it and does not, claims it; the advisor settles it with both sides."/>
        <form class="filters no-print" on:submit=move |event| event.prevent_default()>{choice}</form>
        {claiming}
        {claims.show("the claims", move |list| settling.list(list, [settles, registers]))}
        {pager(place, move |next| cursor.set(next))}
    }
}

/// The list, and the form below the one that is being settled.
#[derive(Clone, Copy)]
struct Settling {
    claims: Loaded<ClaimList>,
    /// Id of the claim whose form is open.
    open: RwSignal<String>,
    words: RwSignal<String>,
    /// Whether the unit is to move.
    moves: RwSignal<bool>,
    step: Step,
    withdrawing: Withdrawing,
}

impl Settling {
    fn list(self, list: &ClaimList, may: [bool; 2]) -> AnyView {
        if list.items.is_empty() {
            return none_or(
                list.items.unread,
                || view! { <div class="empty"><Icon name="device"/><h2>"No claim"</h2><p>"Nobody wants a unit that somebody else has."</p></div> },
            );
        }
        let cards = list.items.iter().map(|claim| self.claim(claim, may)).collect_view();
        view! { <ErrorSummary problems=self.withdrawing.step.problems/><div class="stack">{cards}</div> }
    }

    fn claim(self, claim: &Claim, [settles, withdraws]: [bool; 2]) -> AnyView {
        let what = match &claim.kind {
            ClaimKind::Claim => "Claim of",
            ClaimKind::Transfer => "Transfer of",
            ClaimKind::Unknown(other) => other.as_str(),
        };
        let (tone, word) = match &claim.state {
            ClaimState::Open => ("warn", "open"),
            ClaimState::Moved => ("ok", "moved"),
            ClaimState::Stayed => ("quiet", "stayed"),
            ClaimState::Withdrawn => ("quiet", "withdrawn"),
            ClaimState::Unknown(other) => ("quiet", other.as_str()),
        };
        let id = format!("claim-{}", claim.id);
        let named = id.clone();
        // Only those who may see the unit are told what it is.
        let reference = match claim.model {
            Some(_) => link(&Route::unit(&claim.reference), claim.reference.clone()),
            None => view! { <span class="mono">{claim.reference.clone()}</span> },
        };
        let others = (claim.others > 0)
            .then(|| badge("warn", format!("{} more for this unit, settled together", claim.others)));
        let to = [claim.to_name.clone(), claim.to_address.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        let by = claim.by.clone().map(|by| format!(" by {by}"));
        let settled = claim.settled_at.map(|at| {
            let by = claim.settled_by.clone().map(|by| format!(" by {by}"));
            view! { <At instant=at/>{by}{claim.words.clone().map(|words| view! { <p>{words}</p> })} }
        });
        view! {
            <section class="card" aria-labelledby=named>
                <header><h2 id=id>{what.to_owned()}" "{reference}</h2>{badge(tone, word)}{others}</header>
                <dl class="facts">
                    {fact("Written", view! { <At instant=claim.created_at/>{by} })}
                    {fact_if_known("Product", claim.model.clone())}
                    {fact_if_known("Claimed by", claim.claimant.clone().map(|account| account.name))}
                    {fact_if_known("Has it", claim.holder.clone().map(|account| account.name))}
                    {fact_if_known("Would belong to", Some(to).filter(|to| !to.is_empty()))}
                    {fact_if_known("Purchase order", claim.purchase_order.clone())}
                    {fact("Why", claim.reason.clone())}
                    {fact_if_known(if claim.state == ClaimState::Withdrawn { "Withdrawn" } else { "Settled" }, settled)}
                </dl>
                {(settles && claim.state == ClaimState::Open).then(|| self.settle(claim))}
                {(withdraws && claim.state == ClaimState::Open && claim.own).then(|| self.withdrawing.view(claim))}
            </section>
        }
    }

    fn settle(self, claim: &Claim) -> AnyView {
        let (id, reference) = (claim.id.clone(), claim.reference.clone());
        let version = claim.version;
        let begin = move |_| {
            self.words.set(String::new());
            self.moves.set(false);
            self.step.problems.set(Problems::new());
            self.open.set(id.clone());
            document::focus_next(FIELDS[1]);
        };
        let id = claim.id.clone();
        let form = live(move || (self.open.get() == id).then(|| self.form(id.clone(), version)));
        view! {
            <p class="no-print"><button class="button" type="button" on:click=begin>"Settle it"<span class="visually-hidden">": "{reference}</span></button></p>
            {form}
        }
    }

    fn form(self, id: String, version: u32) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let outcome =
                if self.moves.get_untracked() { SettleOutcome::Moves } else { SettleOutcome::Stays };
            let words = self.words.get_untracked();
            if words.trim().is_empty() {
                return self.step.refuse(vec![(FIELDS[0], "Say why, for all who are concerned".to_owned())]);
            }
            let (id, settled) = (id.clone(), SettleClaim { outcome, words });
            let call = async move { api::registration::settle(&id, version, &settled).await };
            self.step.send(Box::pin(call), &FIELDS, move |done| {
                if done {
                    self.open.set(String::new());
                    document::focus("title");
                }
                self.claims.again();
            });
        };
        let option = |moves: bool, name: &'static str, meaning: &'static str| {
            let id = (!moves).then_some(FIELDS[1]);
            view! {
                <label><input type="radio" name="outcome" id=id prop:checked=move || self.moves.get() == moves on:change=move |_| self.moves.set(moves)/>
                    <span><b>{name}</b><small>{meaning}</small></span></label>
            }
        };
        view! {
            <ErrorSummary problems=self.step.problems/>
            <form class="stack" novalidate on:submit=submit>
                <fieldset class="choices" data-layout="row"><legend>"What becomes of the unit"</legend>
                    {option(false, "It stays", "Where it is now")}
                    {option(true, "It moves", "To the account of this claim. Its site is to be given anew, its history stays, and contracts of the old account no longer cover it.")}
                </fieldset>
                <Field id="settle-words" label="Why" hint="All who are concerned read it" control=Control::Text limit=Some(2000)
                    value=self.words set=move |typed| self.words.set(typed) problems=self.step.problems/>
                <p class="cluster">
                    <button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Settle"</button>
                    <button class="button" type="button" on:click=move |_| self.open.set(String::new())>"Leave it"</button>
                    {muted("Every open claim of the unit is settled with it.")}
                </p>
            </form>
        }
    }
}
