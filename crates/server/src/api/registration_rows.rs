//! The rows of a batch: sent in pieces, by number, and read again with what became of them. A piece that comes twice is
//! answered as before; one transaction takes a whole piece or nothing of it. What becomes of a row the registrar says.

use crate::{
    answer::Answer,
    api::registrations::own,
    app::App,
    body,
    problem::{Refusal, field_error},
    query::Query,
    registrar::{self, Registrar, Wanted},
    store::{
        Connection,
        registrations::{
            self, Stored,
            made::Occasion,
            rows::{self, Answered},
        },
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rules::{
    access::{Action, Role},
    registration::By,
};
use wire::{
    path,
    problem::{Kind, Problem},
    registration::{BatchRows, BatchState, PIECE_MAX, PutRows, Row, RowAnswer, RowAnswers, RowOutcome},
};

/// Most that a piece may have, bytes: as many rows as may come, each with the longest texts, of three bytes a letter.
pub const LIMIT: usize = 10 * 1024 * 1024;

/// Send rows. Rows that have been answered are answered as before.
#[utoipa::path(put, path = "/v1/registrations/{id}/rows", operation_id = "putRegistrationRows", tag = "registration", request_body = PutRows,
    params(("id" = String, Path, description = "Id of the batch")),
    responses(
        (status = 200, body = RowAnswers), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "Other content under the number of a row that has been answered, or a batch that was stopped"),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn put(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    let reach = own(&visitor);
    let body = body::read_within(request, LIMIT).await?;
    // Read before the one writer is taken; said after it is known that the batch is there.
    let wish = body::parse::<PutRows>(&body);
    let mut tx = app.store.write().await?;
    let found = registrations::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
    let wish = wish?;
    let answers = take(&app, &visitor, &mut tx, &found, (wish.from, &wish.rows)).await?;
    let after = registrations::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
    let version = after.batch.version;
    let answer = Answer::of(&RowAnswers { answers, batch: after.batch })?.version(version);
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// The rows that have been answered, with what they said: the refused ones can be mended and sent in another batch, wherever
/// one is.
#[utoipa::path(get, path = "/v1/registrations/{id}/rows", operation_id = "listRegistrationRows", tag = "registration",
    params(
        ("id" = String, Path, description = "Id of the batch"),
        ("outcome" = Option<RowOutcome>, Query, description = "Only rows with this outcome"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 200"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = BatchRows, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    let mut read = app.store.read().await?;
    let found = registrations::one(&mut read, &own(&visitor), &id).await?.ok_or_else(Refusal::not_found)?;
    let outcome = query.one_of("outcome", RowOutcome::KNOWN, |text| RowOutcome::from(text));
    let limit = query.number("limit", 1, 200).unwrap_or(200);
    // The number of the last row of the page before.
    let after = query.number("cursor", 0, u32::MAX).unwrap_or(0);
    query.finish()?;
    let mut items = rows::page(&mut read, found.key, outcome.as_ref(), (after, limit)).await?;
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next = items.last().filter(|_| more).map(|last| last.answer.row.to_string());
    let page = BatchRows { items: items.into(), next };
    let path = path::registration_rows(&id);
    Ok(Answer::of(&page)?.next_page(&path, &query, page.next.as_deref()).found(&headers))
}

/// Takes a piece: the first number and the rows. Writes what they make, their answers and the batch's sums; nothing is there
/// before the caller commits.
pub(super) async fn take(
    app: &App,
    visitor: &Visitor,
    tx: &mut Connection,
    batch: &Stored,
    (from, sent): (u32, &[Row]),
) -> Result<Vec<RowAnswer>, Refusal> {
    let to = last(batch, from, sent)?;
    let earlier = rows::between(tx, batch.key, (from, to)).await?;
    let wanted = unanswered(&earlier, from, sent)?;
    let mut answers: Vec<RowAnswer> = earlier.into_iter().map(|answered| answered.answer).collect();
    if let Some(first) = wanted.first() {
        if batch.batch.state == BatchState::Stopped {
            let words =
                format!("This batch was stopped before row {} came. Begin another one.", first.number);
            return Err(Refusal::new(Kind::Conflict, words));
        }
        let registrar = registrar(app, visitor);
        let answered = registrar::take(tx, &registrar, batch.key, &wanted).await?;
        rows::record(tx, batch.key, &answered).await?;
        let registered = answered.iter().filter(|row| row.answer.outcome == RowOutcome::Registered).count();
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        let sums = (count(registered), count(answered.len() - registered));
        let missing = without(&batch.batch.missing, wanted.iter().map(|wanted| wanted.number));
        registrations::progress(tx, batch.key, sums, &missing).await?;
        answers.extend(answered.into_iter().map(|answered| answered.answer));
        answers.sort_by_key(|answer| answer.row);
    }
    Ok(answers)
}

/// Number of the last row of a piece.
fn last(batch: &Stored, from: u32, sent: &[Row]) -> Result<u32, Refusal> {
    let rows = batch.batch.rows;
    if sent.is_empty() {
        return Err(Refusal::field("/rows", "missing", "Send at least one row"));
    }
    if sent.len() > PIECE_MAX {
        return Err(Refusal::field("/rows", "too_many", format!("At most {PIECE_MAX} rows at once")));
    }
    let to = u32::try_from(sent.len()).ok().and_then(|count| from.checked_add(count - 1));
    to.filter(|to| from >= 1 && *to <= rows).ok_or_else(|| {
        Refusal::field("/from", "out_of_range", format!("Rows of this batch have the numbers 1 to {rows}"))
    })
}

/// Those that have not been answered. One that has must say the same as then.
fn unanswered(earlier: &[Answered], from: u32, sent: &[Row]) -> Result<Vec<Wanted>, Refusal> {
    let mut earlier = earlier.iter().peekable();
    let (mut wanted, mut others) = (Vec::new(), Vec::new());
    for (number, row) in (from..).zip(sent) {
        let content = serde_json::to_string(row).map_err(|error| Refusal::internal(&error))?;
        match earlier.next_if(|answered| answered.answer.row == number) {
            None => wanted.push(Wanted { number, content, row: row.into() }),
            Some(answered) if answered.content == content => {}
            Some(_) => others.push(number),
        }
    }
    let Some(first) = others.first() else { return Ok(wanted) };
    let words = format!("Row {first} has been answered with other content. Nothing of this piece was taken.");
    let error = |number: &u32| {
        let detail = format!("Row {number} has been answered with other content");
        field_error(&format!("/rows/{}", number - from), "other_content", detail)
    };
    Err(Refusal::new(Kind::Conflict, words).naming(others.iter().map(error).collect()))
}

fn registrar<'a>(app: &'a App, visitor: &'a Visitor) -> Registrar<'a> {
    let account = &visitor.me.account;
    let by = if visitor.me.role.known() == Some(Role::Reseller) { By::Reseller } else { By::EndUser };
    let reseller = (by == By::Reseller).then_some((account.id.as_str(), account.name.as_str()));
    let occasion = Occasion {
        at: app.clock.now(),
        today: everywhere(app.clock.now()),
        person: &visitor.me.id,
        reseller,
    };
    Registrar { by, account: &account.id, occasion, countries: &app.installation.country_list }
}

/// The civil date that has begun everywhere. A unit counts as registered from that day on, decided in the zone of its site,
/// and a new site has none yet: with the day of whoever registers, a unit would have no cover for hours.
fn everywhere(now: DateTime<Utc>) -> NaiveDate {
    (now - TimeDelta::hours(12)).date_naive()
}

/// Row numbers without some of them, which come in their order.
fn without(missing: &[(u32, u32)], mut answered: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut left = Vec::with_capacity(missing.len() + 1);
    let mut next = answered.next();
    for (first, last) in missing {
        let mut begin = *first;
        while let Some(number) = next.filter(|number| number <= last) {
            if number > begin {
                left.push((begin, number - 1));
            }
            begin = number + 1;
            next = answered.next();
        }
        if begin <= *last {
            left.push((begin, *last));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::FixedOffset;
    use std::collections::BTreeSet;

    proptest::proptest! {
        /// The oracle counts one by one.
        #[test]
        fn what_is_missing_is_what_was_not_answered(
            pieces in proptest::collection::vec(proptest::collection::btree_set(1u32..40, 0..12), 0..6),
        ) {
            let mut missing = vec![(1, 39)];
            let mut left: BTreeSet<u32> = (1..40).collect();
            for piece in pieces {
                let new: Vec<u32> = piece.intersection(&left).copied().collect();
                missing = without(&missing, new.iter().copied());
                new.iter().for_each(|number| { left.remove(number); });
                let spelled: Vec<u32> = missing.iter().flat_map(|(first, last)| *first..=*last).collect();
                proptest::prop_assert_eq!(spelled, left.iter().copied().collect::<Vec<_>>());
                proptest::prop_assert!(missing.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0), "no two could be one");
            }
        }
    }

    #[test]
    fn the_largest_piece_fits() {
        let row: serde_json::Map<String, serde_json::Value> = rules::registration::Column::ALL
            .into_iter()
            .map(|column| (column.code().to_owned(), "€".repeat(column.limit()).into()))
            .collect();
        let piece = serde_json::json!({"from": 1, "rows": vec![row; PIECE_MAX]});
        assert!(piece.to_string().len() <= LIMIT);
    }

    #[test]
    fn the_day_of_registration_has_begun_wherever_the_site_is() {
        for hour in 0..48 {
            let now = DateTime::from_timestamp(1_795_000_000 + hour * 3600, 0).unwrap_or_default();
            for offset in -12..=14 {
                let there =
                    FixedOffset::east_opt(offset * 3600).map(|zone| now.with_timezone(&zone).date_naive());
                assert!(there >= Some(everywhere(now)), "{now} {offset}");
            }
        }
    }
}
