//! Invitations: as an administrator makes them, and as somebody who has a link sees one.

use wire::{
    invitation::{AcceptInvitation, Invitation, Invitations, Invite, InvitedTo, LookAtInvitation},
    path,
};

use super::{Failure, IdempotencyKey, Reading, request};

/// Those that can be accepted.
pub fn list() -> Reading<Invitations> {
    Reading::new(path::INVITATIONS)
}

/// Invites somebody. Only the first answer has the secret of the link.
pub async fn invite(wish: &Invite, key: &IdempotencyKey) -> Result<Invitation, Failure> {
    request::post(path::INVITATIONS, wish, key).await.map(|answer| answer.body)
}

/// Takes one back.
pub async fn withdraw(id: &str) -> Result<(), Failure> {
    request::delete(&path::invitation(id)).await
}

/// What a link is for.
pub async fn look(token: String) -> Result<InvitedTo, Failure> {
    request::post_once(path::LOOK_AT_INVITATION, &LookAtInvitation { token }).await
}

/// Accepts one with a password.
pub async fn accept(wish: &AcceptInvitation) -> Result<InvitedTo, Failure> {
    request::post_once(path::ACCEPT_INVITATION, wish).await
}
