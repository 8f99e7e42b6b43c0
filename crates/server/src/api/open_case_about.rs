//! What a new case is about beside its main unit, and with whom to speak about it. A unit that is not covered is as good as any
//! other (B-22); one of another account answers as one that is not there, and so does a contact. Expert to Expert goes by the
//! contact: the access is that of the person who pursues the case with the senior engineers.

use crate::{
    api::{case_expert::basis, contacts::certified_experts, cover},
    app::App,
    problem::{Refusal, field_error},
    store::{Connection, case_units::NewFurtherUnit, contact_details, contacts, reach::Reach, units},
    visitor::Visitor,
};
use rules::{
    case_draft::{Fault, Field, FieldProblem, Report, Way},
    expert_to_expert::{Named, Standing},
};
use wire::{
    case::{CaseContact, ExpertBasis, OpenCase},
    contact::Contact,
    problem::FieldError,
    session::Certification,
};

/// The further units with their cover of today; `main` is the key of the main one.
///
/// # Errors
/// The database. Inside: everything that is wrong with them, each with its place.
pub async fn further_units(
    app: &App,
    conn: &mut Connection,
    reach: &Reach,
    references: &[String],
    main: Option<&str>,
) -> Result<Result<Vec<NewFurtherUnit>, Vec<FieldError>>, Refusal> {
    let (mut found, mut errors) = (Vec::<NewFurtherUnit>::new(), Vec::new());
    for (place, reference) in references.iter().enumerate() {
        let pointer = format!("/further_units/{place}");
        let Some(stored) = units::one(conn, reach, reference).await? else {
            let words = format!(
                "No unit {reference} in your install base. Take it away and name it in the description"
            );
            errors.push(field_error(&pointer, "unknown_unit", words));
            continue;
        };
        if main == Some(&*stored.id) || found.iter().any(|known| known.unit == stored.id) {
            let twice = FieldProblem { field: Field::FurtherUnits, fault: Fault::Twice };
            errors.push(field_error(&pointer, twice.code(), twice.message()));
            continue;
        }
        let cover = cover::decide(app, &stored.unit, cover::date(app, &stored.unit, None));
        found.push(NewFurtherUnit { unit: stored.id, cover });
    }
    Ok(if errors.is_empty() { Ok(found) } else { Err(errors) })
}

/// The contact of a case, with what decides Expert to Expert.
pub struct Chosen {
    /// As it is stored.
    pub contact: Option<CaseContact>,
    /// Id of the contact, when one was named.
    pub id: Option<String>,
    /// On which basis the case goes to the senior engineers.
    pub expert: Option<ExpertBasis>,
}

/// The contact that was named, else the person who opens the case. The vendor's people are none: for them it stays open, and
/// Expert to Expert goes by the person for whom they open it.
///
/// # Errors
/// The database. Inside: a contact that this person does not see in the account.
pub async fn contact(
    app: &App,
    conn: &mut Connection,
    visitor: &Visitor,
    reach: &Reach,
    wish: &OpenCase,
    report: &Report,
    on_behalf: bool,
) -> Result<Result<Chosen, FieldError>, Refusal> {
    let Some(id) = wish.contact.as_deref().map(str::trim).filter(|id| !id.is_empty()) else {
        if on_behalf {
            return Ok(Ok(Chosen { contact: None, id: None, expert: None }));
        }
        let me = &visitor.me;
        let known = (me.phone.as_deref(), Some(me.email.as_str()));
        let expert = basis(me.standing(), report.priority, visitor.today(app));
        return Ok(Ok(Chosen { contact: Some(reached(&me.name, known, report)), id: None, expert }));
    };
    let Some((contact, named)) = seen(app, conn, visitor, reach, id).await? else {
        let words = "This is no contact of the account that you can name";
        return Ok(Err(field_error("/contact", "unknown_contact", words)));
    };
    let certification = contact.certification.as_ref().and_then(Certification::known);
    let today = app.zones.today(contact.zone.as_deref(), app.clock.now());
    let standing = Standing { named, certification };
    let expert = basis(standing, report.priority, today);
    let known = (contact.phone.as_deref(), contact.email.as_deref());
    let reached = Some(reached(&contact.name, known, report));
    Ok(Ok(Chosen { contact: reached, id: Some(contact.id), expert }))
}

/// A contact whom everybody of the account sees with number and address, or the person's own.
async fn seen(
    app: &App,
    conn: &mut Connection,
    visitor: &Visitor,
    reach: &Reach,
    id: &str,
) -> Result<Option<(Contact, Named)>, Refusal> {
    let roster = contacts::roster(conn, reach).await?;
    if let Some(contact) = roster.representatives.iter().find(|contact| contact.id == id) {
        return Ok(Some((contact.clone(), Named::Representative)));
    }
    let own = contact_details::of_person(conn, reach, &visitor.me.id).await?;
    let shown = own.as_deref() == Some(id)
        || certified_experts(app, conn, reach).await?.iter().any(|expert| expert == id);
    Ok(roster.one(id).filter(|_| shown).map(|contact| (contact.clone(), Named::NotNamed)))
}

/// Where the person is reached: as was said, else as is known, by telephone first.
fn reached(name: &str, (phone, email): (Option<&str>, Option<&str>), report: &Report) -> CaseContact {
    let said = &report.contact;
    let way = said.way.unwrap_or(if phone.is_none() && email.is_some() { Way::Email } else { Way::Phone });
    let known = match way {
        Way::Phone => phone,
        Way::Email => email,
    };
    CaseContact {
        name: name.to_owned(),
        by: way.into(),
        at: said.at.clone().or_else(|| known.map(str::to_owned)),
        when: said.when.clone(),
    }
}
