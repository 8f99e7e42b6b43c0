//! On which basis a case reaches the senior engineers, when it is opened and whenever its priority changes. It goes by
//! who pursues it with them: the contact that was named, at whatever number; else the person who opens or raises it, or for
//! whom the vendor's side opens it. What a case has it keeps as long as it is a Priority 1 or 2: who is at work on it with
//! somebody is not sent away because a certificate ends that night.

use crate::{
    app::App,
    problem::Refusal,
    store::{Connection, contact_details, contacts, reach::Reach},
    visitor::Visitor,
};
use rules::{
    Date,
    case_life::Side,
    expert_to_expert::{Basis, Named, Standing, expert_to_expert},
    response::Priority,
};
use wire::{
    case::{Case, ExpertBasis},
    session::Certification,
};

/// By what the person is, for a priority, on a day.
pub fn basis(standing: Standing, priority: Priority, today: Date) -> Option<ExpertBasis> {
    expert_to_expert(standing, priority, today).map(|basis| match basis {
        Basis::Representative => ExpertBasis::Representative,
        Basis::Certified(_) => ExpertBasis::Certified,
    })
}

/// Of a case whose priority changes, on either side: what it had, while it stays a Priority 1 or 2; else by who changes it, if
/// that is somebody of the End User, or by who is spoken with. Lowering takes the case out, and its events tell both.
///
/// # Errors
/// The database.
pub async fn after_change(
    app: &App,
    conn: &mut Connection,
    (visitor, side): (&Visitor, Side),
    case: &Case,
    priority: Priority,
) -> Result<Option<ExpertBasis>, Refusal> {
    let known = case.expert_to_expert.clone().filter(|_| matches!(priority, Priority::P1 | Priority::P2));
    let own = (side == Side::Customer).then(|| basis(visitor.me.standing(), priority, visitor.today(app)));
    if let Some(known) = known.or(own.flatten()) {
        return Ok(Some(known));
    }
    let reach = Reach::accounts([case.account.id.clone()]);
    let Some(contact) = contacts::of_case(conn, &reach, &case.number).await? else { return Ok(None) };
    of_contact(app, conn, &reach, &contact, priority).await
}

/// By somebody of the account for whom the vendor's side opens a case: a person, or a contact that does not sign in.
///
/// # Errors
/// The database.
pub async fn of_person(
    app: &App,
    conn: &mut Connection,
    reach: &Reach,
    id: &str,
    priority: Priority,
) -> Result<Option<ExpertBasis>, Refusal> {
    let contact = contact_details::of_person(conn, reach, id).await?;
    of_contact(app, conn, reach, contact.as_deref().unwrap_or(id), priority).await
}

async fn of_contact(
    app: &App,
    conn: &mut Connection,
    reach: &Reach,
    id: &str,
    priority: Priority,
) -> Result<Option<ExpertBasis>, Refusal> {
    let roster = contacts::roster(conn, reach).await?;
    Ok(roster.one(id).and_then(|contact| {
        let is_named = roster.representatives.iter().any(|named| named.id == contact.id);
        let standing = Standing {
            named: if is_named { Named::Representative } else { Named::NotNamed },
            certification: contact.certification.as_ref().and_then(Certification::known),
        };
        basis(standing, priority, app.zones.today(contact.zone.as_deref(), app.clock.now()))
    }))
}
