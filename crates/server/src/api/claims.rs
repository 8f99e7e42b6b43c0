//! Units that somebody else has: claims, transfers, and how they are settled. Who wants a unit never learns who has it, and
//! who has it never learns who wants it; the advisor of one of the accounts sees both and decides, for all open wishes of the
//! unit at once; any advisor where the accounts have none.

mod settling;
mod wishes;
mod withdrawing;

pub use settling::{__path_settle, settle};
pub use wishes::{__path_claim, __path_transfer, claim, transfer};
pub use withdrawing::{__path_withdraw, withdraw};

use crate::{
    answer::Answer,
    api::page::{Page, Place},
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        claims::{self, Asking, Stored, moving},
        reach::Reach,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use rules::access::{Action, Role};
use wire::{
    path,
    problem::Problem,
    registration::{Claim, ClaimList, ClaimState},
};

/// Claims and transfers that one has to do with: as the one who wishes, as the one who has the unit, or as the advisor.
#[utoipa::path(get, path = "/v1/claims", operation_id = "listClaims", tag = "registration",
    params(
        ("state" = Option<ClaimState>, Query, description = "Only those that stand so"),
        ("account" = Option<String>, Query, description = "Only those of this account, for people with several"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = ClaimList, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    may_see(&visitor)?;
    let account = query.text("account").map(str::to_owned);
    if account.as_deref().is_some_and(|account| !visitor.has_account(account)) {
        return Err(Refusal::not_found());
    }
    let state = query.one_of("state", ClaimState::KNOWN, |text| ClaimState::from(text));
    let page = Page::read(&mut query, &["open"], "-open");
    query.finish()?;
    let mut read = app.store.read().await?;
    let mut found = claims::all(&mut read, &asking(&visitor)).await?;
    found.retain(|stored| {
        let seen = Sides::of(&visitor, stored);
        let is_of = |account: &String| {
            let holder = seen.holder && stored.holder == *account;
            let to = stored.to.account.as_ref() == Some(account);
            holder || seen.claimant && (stored.claimant == *account || to)
        };
        state.as_ref().is_none_or(|state| stored.claim.state == *state) && account.as_ref().is_none_or(is_of)
    });
    let place = |stored: &Stored| Place {
        key: Some(format!(
            "{} {}",
            u8::from(stored.claim.state == ClaimState::Open),
            stored.claim.created_at.to_rfc3339()
        )),
        id: stored.claim.id.clone(),
    };
    let (found, next) = page.cut(found, place);
    let mut items = Vec::with_capacity(found.len());
    for stored in found {
        items.push(shown(&mut read, &visitor, stored).await?);
    }
    let list = ClaimList { items: items.into(), next };
    Ok(Answer::of(&list)?.next_page(path::CLAIMS, &query, list.next.as_deref()).found(&headers))
}

/// One claim or transfer. Its tag is that of what is shown: other wishes for the unit, and the accounts there are, change it.
#[utoipa::path(get, path = "/v1/claims/{id}", operation_id = "readClaim", tag = "registration",
    params(("id" = String, Path, description = "Id of the claim")),
    responses(
        (status = 200, body = Claim), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    may_see(&visitor)?;
    let mut read = app.store.read().await?;
    present(&mut read, &visitor, &id).await.map(|answer| answer.found(&headers))
}

/// The answer that shows a wish, alike after it was written, after it was settled and when it is read.
async fn present(conn: &mut Connection, visitor: &Visitor, id: &str) -> Result<Answer, Refusal> {
    let found = claims::one(conn, &asking(visitor), id).await?;
    let claim = shown(conn, visitor, found.ok_or_else(Refusal::not_found)?).await?;
    Answer::of(&claim)
}

/// Those who register units, and those who settle whose they are.
fn may_see(visitor: &Visitor) -> Result<(), Refusal> {
    visitor.may(Action::SettleUnits).or_else(|_| visitor.may(Action::RegisterUnits)).map(drop)
}

/// The accounts whose units somebody speaks for. A reseller speaks for what it registered only. Where no account that is
/// concerned has an advisor, any advisor settles: a wish that nobody sees would wait for ever.
fn asking(visitor: &Visitor) -> Asking<'_> {
    let reach = match visitor.me.role.known() {
        Some(Role::Reseller) | None => Reach::nothing(),
        Some(_) => visitor.reach(),
    };
    Asking { reach, own: &visitor.me.account.id, unassigned: visitor.may(Action::SettleUnits).is_ok() }
}

/// Which sides of a wish somebody sees. Neither side learns of the other, by a filter as little as by its answer.
struct Sides {
    holder: bool,
    claimant: bool,
}

impl Sides {
    fn of(visitor: &Visitor, stored: &Stored) -> Self {
        let own = visitor.me.account.id.as_str();
        let settles = visitor.may(Action::SettleUnits).is_ok();
        Self {
            holder: settles || stored.holder == own || stored.seller.as_deref() == Some(own),
            claimant: settles || stored.claimant == own || stored.to.account.as_deref() == Some(own),
        }
    }
}

/// What of a wish somebody sees.
async fn shown(conn: &mut Connection, visitor: &Visitor, stored: Stored) -> Result<Claim, Refusal> {
    let sides = Sides::of(visitor, &stored);
    let mut claim = stored.claim;
    if visitor.may(Action::SettleUnits).is_ok() {
        if claim.state == ClaimState::Open && claim.to_account.is_none() {
            claim.to_account = moving::end_user(conn, &stored.to).await?;
        }
        return Ok(claim);
    }
    claim.own = stored.claimant == visitor.me.account.id;
    claim.others = 0;
    if !sides.holder {
        (claim.holder, claim.model) = (None, None);
    }
    if !sides.claimant {
        // Who takes a wish back is who had it.
        if claim.state == ClaimState::Withdrawn {
            claim.settled_by = None;
        }
        (claim.claimant, claim.by, claim.to_name) = (None, None, None);
        (claim.to_address, claim.to_account, claim.purchase_order) = (None, None, None);
        claim.reason.clear();
    }
    Ok(claim)
}
