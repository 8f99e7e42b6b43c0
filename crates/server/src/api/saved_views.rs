//! Saved views of lists: a name for what a list is narrowed to, for oneself or shared with the account. What a query means
//! only the app knows; here it is text. Whose list begins with which view is each person's own choice. Who may not see a list
//! has no views of it.

use crate::{
    answer::{Answer, match_seen, version_tag},
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    query::Query,
    store::{
        Connection,
        saved_views::{self, Asking},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use rules::{
    access::{Action, Permission},
    saved_view::{PAGES, QUERY_MAX, VIEWS_MAX, is_query, name},
};
use wire::{
    path,
    problem::{Kind, Problem},
    saved_view::{SaveView, SavedView, ViewContent, ViewList},
};

/// The views of a list: one's own, and those that the account shares.
#[utoipa::path(get, path = "/v1/views", operation_id = "listViews", tag = "install base",
    params(("page" = String, Query, description = "The list: `units`, `cases`")),
    responses(
        (status = 200, body = ViewList), (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    sees_a_list(&visitor)?;
    let page = query.one_of("page", &PAGES, str::to_owned);
    query.finish()?;
    let page = page.ok_or_else(|| Refusal::field("/query/page", "missing", "Say of which list"))?;
    sees(&visitor, &page)?;
    let mut read = app.store.read().await?;
    let items = saved_views::all(&mut read, asking(&visitor), &page).await?;
    Ok(Answer::of(&ViewList { items })?.found(&headers))
}

/// Save a view.
#[utoipa::path(post, path = "/v1/views", operation_id = "saveView", tag = "install base", request_body = SaveView,
    params(("Idempotency-Key" = String, Header, description = "New for each new view")),
    responses(
        (status = 201, body = SavedView, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn save(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Refusal> {
    sees_a_list(&visitor)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let SaveView { page, name, query, shared, default } = body::parse(&body)?;
    sees(&visitor, &page)?;
    let creation = Creation::enter(&app, &visitor.me.id, key, path::VIEWS, &body)?;
    let asking = asking(&visitor);
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    if !PAGES.contains(&page.as_str()) {
        return Err(Refusal::field("/page", "unknown", format!("Give one of: {}", PAGES.join(", "))));
    }
    let content = content(&mut tx, asking, &page, "", ViewContent { name, query, shared, default }).await?;
    let id = saved_views::insert(&mut tx, asking, &page, &content).await?;
    let answer = begin(&mut tx, asking, &id, content.default).await?;
    let response = creation.created(&mut tx, &answer, &path::view(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// Put a view right, or let the own list begin with it.
#[utoipa::path(put, path = "/v1/views/{id}", operation_id = "changeView", tag = "install base", request_body = ViewContent,
    params(
        ("id" = String, Path, description = "Id of the view"),
        ("If-Match" = String, Header, description = "The version that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = SavedView), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    sees_a_list(&visitor)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let asking = asking(&visitor);
    let mut tx = app.store.write().await?;
    let view = saved_views::one(&mut tx, asking, &id).await?.ok_or_else(Refusal::not_found)?;
    sees(&visitor, &view.page)?;
    match_seen(&headers, &version_tag(view.version))?;
    let wish: ViewContent = body::parse(&body)?;
    let begins = wish.default;
    let same = wish.name == view.name && wish.query == view.query && wish.shared == view.shared;
    if !same {
        if !view.own {
            let words = "This view is somebody else’s. Save one of your own instead.";
            return Err(Refusal::new(Kind::NotAllowed, words));
        }
        let content = content(&mut tx, asking, &view.page, &id, wish).await?;
        saved_views::update(&mut tx, &id, &content).await?;
    }
    let answer = begin(&mut tx, asking, &id, begins).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// Take a view away: one's own, or as an administrator one that the account shares.
#[utoipa::path(delete, path = "/v1/views/{id}", operation_id = "deleteView", tag = "install base",
    params(("id" = String, Path, description = "Id of the view")),
    responses(
        (status = 204, description = "Gone"), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    sees_a_list(&visitor)?;
    let mut tx = app.store.write().await?;
    let view = saved_views::one(&mut tx, asking(&visitor), &id).await?.ok_or_else(Refusal::not_found)?;
    sees(&visitor, &view.page)?;
    if !view.own && !matches!(visitor.may(Action::EditUnits), Ok(Permission::Allowed)) {
        let words = "This view is somebody else’s. An administrator of the account can take it away.";
        return Err(Refusal::new(Kind::NotAllowed, words));
    }
    saved_views::delete(&mut tx, &id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// May this person see one of the lists that have views?
fn sees_a_list(visitor: &Visitor) -> Result<Permission, Refusal> {
    visitor.may(Action::SeeUnits).or_else(|refusal| visitor.may(Action::SeeCases).map_err(|_| refusal))
}

/// May this person see that list?
fn sees(visitor: &Visitor, page: &str) -> Result<Permission, Refusal> {
    visitor.may(if page == "cases" { Action::SeeCases } else { Action::SeeUnits })
}

fn asking(visitor: &Visitor) -> Asking<'_> {
    Asking { person: &visitor.me.id, account: &visitor.me.account.id }
}

/// The view as it stands, after it was chosen to begin with or not.
async fn begin(conn: &mut Connection, asking: Asking<'_>, id: &str, begins: bool) -> Result<Answer, Refusal> {
    let view = saved_views::one(conn, asking, id).await?.ok_or_else(Refusal::not_found)?;
    if view.default != begins {
        saved_views::begin_with(conn, asking.person, &view, begins).await?;
    }
    let view = SavedView { default: begins, ..view };
    Ok(Answer::of(&view)?.version(view.version))
}

/// What may be kept of a wish. `id` is the view that it is about; a new one has none yet.
async fn content(
    conn: &mut Connection,
    asking: Asking<'_>,
    page: &str,
    id: &str,
    wish: ViewContent,
) -> Result<ViewContent, Refusal> {
    let others = saved_views::all(conn, asking, page).await?;
    let own = || others.iter().filter(|view| view.own && view.id != id);
    let mut errors = Vec::new();
    if own().count() >= VIEWS_MAX {
        let words = format!("You have {VIEWS_MAX} views of this list. Take one away first.");
        errors.push(field_error("/name", "too_many", words));
    }
    let name = name(&wish.name, own().map(|view| view.name.as_str())).unwrap_or_else(|problem| {
        errors.push(field_error("/name", problem.code(), problem.message()));
        String::new()
    });
    let query = wish.query.trim_start_matches('?').to_owned();
    if !is_query(&query) {
        let words = format!("This is not what stands behind the ? of an address, or longer than {QUERY_MAX}");
        errors.push(field_error("/query", "unreadable", words));
    }
    if errors.is_empty() { Ok(ViewContent { name, query, ..wish }) } else { Err(Refusal::fields(errors)) }
}
