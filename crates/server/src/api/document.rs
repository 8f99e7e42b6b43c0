//! The OpenAPI document: what outsiders read to build the same API. It is written from the handlers' own descriptions;
//! here stands what they have in common. `docs/openapi.json` is this text, and a test fails when the two differ.

mod bodies;
mod examples;
mod numbers;
mod parameters;

use axum::http::StatusCode;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        Content, OpenApi as Document, Ref, RefOr, ResponseBuilder, Schema,
        path::Operation,
        security::{ApiKey, ApiKeyValue, SecurityScheme},
    },
};
use wire::problem::{Kind, MEDIA_TYPE, Problem};

const PROBLEM: &str = "#/components/schemas/Problem";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Advanced Care portal API",
        version = "2026-11-24",
        description = "What the portal asks of an API. Refusals are `application/problem+json` (RFC 9457) with a `type` \
                       from a closed list and the request id as `instance`; they come in this order: 401, 403, 404, \
                       428 or 412, 422. A foreign id answers exactly as a missing one. Changes need `X-Portal: 1` and \
                       come from the portal's own pages or from a tool that is no browser. Every `GET` carries a strong \
                       `ETag` and answers `If-None-Match` with 304. Enumerations may grow; clients keep what they do \
                       not know."
    ),
    servers((url = "/", description = "The portal itself: pages and API are of one origin")),
    components(schemas(wire::problem::Problem)),
    modifiers(&Cookie),
    security(("session" = [])),
    tags(
        (name = "installation", description = "What this API is and can"),
        (name = "session", description = "Who is signed in"),
        (name = "install base", description = "Units and the contracts that cover them"),
        (name = "registration", description = "Units that are registered by serial number and site, in batches, and whose they are"),
        (name = "people", description = "Who may speak for the account, and who advises it"),
        (name = "readiness", description = "What keeps an account ready: on-boarding, meetings with the advisor, activation, software releases, responsibilities, notices"),
        (name = "webinars", description = "Webinars and their recordings: who takes part, what is asked, who publishes"),
        (name = "cases", description = "Tech Cases, and notes of calls on the way to one"),
    )
)]
pub(super) struct Description;

struct Cookie;

impl Modify for Cookie {
    fn modify(&self, document: &mut Document) {
        let described = "`portal-<instance>` on plain loopback, `__Host-Http-<instance>` behind TLS";
        let cookie = ApiKey::Cookie(ApiKeyValue::with_description("portal-instance", described));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    }
}

/// The document.
#[must_use]
pub fn document() -> Document {
    let mut document = super::documented().split_for_parts().1;
    // Read off the package, which names none: an empty one would be said.
    document.info.license = None;
    if let Some(components) = &mut document.components {
        components.schemas.values_mut().for_each(numbers::end);
        components.schemas.get_mut("Problem").into_iter().for_each(with_kinds);
    }
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.patch, &mut item.put, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            with_words(operation);
            with_problems(operation);
            bodies::as_files(operation);
            parameters::narrow(operation);
            examples::add(operation);
        }
    }
    document
}

/// The document as it is committed: pretty, with a line end.
///
/// # Errors
/// Never in practice; the document is plain data.
pub fn text() -> Result<String, serde_json::Error> {
    document().to_pretty_json().map(|text| text + "\n")
}

/// Each answer needs a description. Where none says more, it is the name of the status.
fn with_words(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        if response.description.is_empty() {
            let status: Option<StatusCode> = status.parse().ok();
            let name = status.and_then(|status| status.canonical_reason());
            name.unwrap_or_default().clone_into(&mut response.description);
        }
    }
}

/// The list of the types of problems is closed.
fn with_kinds(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(problem)) = schema else { return };
    let example = Kind::NotFound.problem("There is no unit of that number in your account.");
    let example = Problem { instance: "8d1f7251".to_owned(), ..example };
    problem.examples = serde_json::to_value(example).into_iter().collect();
    if let Some(RefOr::T(Schema::Object(kind))) = problem.properties.get_mut("type") {
        kind.enum_values = Some(Kind::ALL.map(|kind| kind.parts().0.into()).into());
    }
}

/// Problems have a media type of their own, and every operation may answer with one that it does not list.
fn with_problems(operation: &mut Operation) {
    let problem = || Content::new(Some(RefOr::Ref(Ref::new(PROBLEM))));
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else { continue };
        let of_problem = |content: &RefOr<Content>| matches!(content, RefOr::T(content) if content.schema == problem().schema);
        let is_problem = response.content.values().any(of_problem);
        if is_problem {
            response.content = [(MEDIA_TYPE.to_owned(), RefOr::T(problem()))].into_iter().collect();
        }
    }
    let any = ResponseBuilder::new().description("Any other refusal").content(MEDIA_TYPE, problem()).build();
    operation.responses.responses.insert("default".to_owned(), RefOr::T(any));
}
