//! `POST /v1/inbound-mail`: a mail as the installation's mail server received it, which becomes a comment on an open case
//! and never opens one. The mail server shows the key that `portal-server mail-key` made; while there is none,
//! nothing is here. It has checked that the sender is who it says; what it is told in a refusal is what it writes back. A mail
//! that comes twice is one comment, by sender, case and Message-ID: whoever else makes up the same is not swallowed.

use crate::{
    answer::Answer,
    app::{App, Portal},
    body, mail_key,
    problem::Refusal,
    store::{
        Connection,
        case_life::{self, Change},
        cases, inbound_mail, people,
        reach::Reach,
        sign_ins,
    },
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, decoders::html::html_to_text};
use rules::{
    case_life::{Side, Step, after},
    case_mail::{Refused, may_update, said, tagged},
};
use std::borrow::Cow;
use wire::{
    case::{Case, CaseEvent, EventKind},
    inbound_mail::InboundMail,
    problem::{Kind, Problem},
    session::Me,
};

/// Largest message, bytes: what is attached is named and not kept, but it has to come through.
const LARGEST: usize = 32 * 1024 * 1024;

/// Take a mail about a case. One that is refused says why in words for its sender.
#[utoipa::path(post, path = "/v1/inbound-mail", operation_id = "takeMail", tag = "cases",
    request_body(content = String, content_type = "message/rfc822", description = "The message as it was received (RFC 5322)"),
    params(("Authorization" = Option<String>, Header, description = "`Bearer` and the key that `portal-server mail-key` made")),
    responses(
        (status = 200, body = InboundMail, description = "It is a comment on that case, now or before"),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 404, body = Problem, description = "No key was made: no mail is taken"),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem, description = "Refused; `errors` says why"),
    ))]
pub async fn take(State(app): State<App>, request: Request) -> Result<Response, Refusal> {
    let mut read = app.store.read().await?;
    let known = mail_key::digest(&mut read).await?.ok_or_else(Refusal::not_found)?;
    drop(read);
    if !mail_key::is(&known, shown(request.headers())) {
        return Err(Refusal::not_signed_in());
    }
    let bytes = body::read_within(request, LARGEST).await?;
    let parsed = MessageParser::default().parse(&bytes);
    let mail = parsed.ok_or_else(|| Refusal::new(Kind::Unreadable, "This is no mail message."))?;
    let id = mail_key::message_id(mail.message_id(), &bytes);
    let mut tx = app.store.write().await?;
    let (sender, case) = about(&mut tx, &mail).await?;
    if inbound_mail::is_known(&mut tx, &sender.id, &id, &case.number).await? {
        return Ok(Answer::of(&InboundMail { case: case.number })?.with(StatusCode::OK));
    }
    let change = change(&app, &mail, &case, &sender)?;
    if !case_life::take(&mut tx, &case, &change).await? {
        return Err(Refusal::changed());
    }
    inbound_mail::keep(&mut tx, &sender.id, &id, &case.number, app.clock.now()).await?;
    tx.commit().await?;
    Ok(Answer::of(&InboundMail { case: case.number })?.with(StatusCode::OK))
}

/// The key that was shown.
fn shown(headers: &HeaderMap) -> &str {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    value.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default().trim()
}

fn refusal(pointer: &str, refused: Refused) -> Refusal {
    Refusal::field(pointer, refused.code(), refused.reason().why)
}

/// Who writes, and about which case of that person's account. A case of somebody else's is not there.
async fn about(conn: &mut Connection, mail: &Message<'_>) -> Result<(Me, Case), Refusal> {
    let automatic = mail.header("Auto-Submitted").and_then(HeaderValue::as_text);
    if automatic.is_some_and(|how| !how.trim().eq_ignore_ascii_case("no")) {
        return Err(refusal("/Auto-Submitted", Refused::Automatic));
    }
    let unknown = || refusal("/From", Refused::UnknownSender);
    // Two senders are nobody in particular.
    let mut senders = mail.from().into_iter().flat_map(|from| from.iter());
    let (Some(sender), None) = (senders.next(), senders.next()) else { return Err(unknown()) };
    let address = sender.address().unwrap_or_default().trim().to_lowercase();
    let holder = sign_ins::holder(conn, &address).await?.filter(|holder| holder.signs_in);
    let me = people::by_id(conn, &holder.ok_or_else(unknown)?.id).await?.ok_or_else(unknown)?;
    if me.role.known().and_then(Side::of) != Some(Side::Customer) {
        return Err(unknown());
    }
    let number = mail.subject().and_then(tagged).ok_or_else(|| refusal("/Subject", Refused::NoCase))?;
    let reach = Reach::accounts([me.account.id.clone()]);
    let case = cases::one(conn, &reach, number).await?;
    Ok((me, case.ok_or_else(|| refusal("/Subject", Refused::NoCase))?))
}

/// What it does to the case: what a comment does, told as an e-mail.
fn change(app: &Portal, mail: &Message<'_>, case: &Case, sender: &Me) -> Result<Change, Refusal> {
    let facts = crate::api::case_life::facts(case)?;
    may_update(facts.standing.status).map_err(|refused| refusal("/Subject", refused))?;
    let standing = after(&facts, Step::Comment, Side::Customer);
    let standing = standing.map_err(|_| refusal("/Subject", Refused::Closed))?;
    let text = words(mail);
    let files: Vec<&str> =
        mail.attachments().map(|part| part.attachment_name().unwrap_or("without a name")).collect();
    let text = said(&text, &files).map_err(|refused| refusal("/body", refused))?;
    let event = CaseEvent {
        name: Some(sender.name.clone()),
        text: Some(text),
        ..CaseEvent::new(app.clock.now(), EventKind::Email, Side::Customer.into())
    };
    Ok(Change {
        standing,
        priority: None,
        first_contact_at: None,
        own_reference: None,
        event,
        by: sender.id.clone(),
    })
}

/// All that is said in it. A mail may have several texts, with pictures between them, and an empty plain one beside what is meant.
fn words(mail: &Message<'_>) -> String {
    let joined = |texts: Vec<String>| {
        let texts = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join("\n\n")
    };
    let plain = (0..mail.text_body_count()).filter_map(|place| mail.body_text(place));
    let plain = joined(plain.map(Cow::into_owned).collect());
    if !plain.is_empty() {
        return plain;
    }
    let html = (0..mail.html_body_count()).filter_map(|place| mail.body_html(place));
    joined(html.map(|text| html_to_text(&text)).collect())
}
