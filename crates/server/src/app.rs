//! What every handler can reach: the open store, the clock, and the few things that live as long as the process.

use crate::{
    api::policy_reports::PolicyReports, clock::Clock, idempotency::Running, installation::Installation,
    media::Media, passwords::Passwords, sign_in_limit::SignInLimit, static_files::AppFiles, store::Store,
    zones::Zones,
};
use std::sync::Arc;

/// Shared by all handlers.
pub type App = Arc<Portal>;

/// The running portal.
#[derive(Debug)]
pub struct Portal {
    /// The database.
    pub store: Store,
    /// The server's clock.
    pub clock: Clock,
    /// Time zones.
    pub zones: Zones,
    /// What this installation is and what its decisions rest on.
    pub installation: Installation,
    /// How the outside reaches this server.
    pub front: Front,
    /// Checks passwords.
    pub passwords: Passwords,
    /// Slows down guessing.
    pub sign_in_limit: SignInLimit,
    /// Creating requests that are being worked on.
    pub running: Running,
    /// How many violations of the policy were logged lately.
    pub policy_reports: PolicyReports,
    /// The browser app.
    pub files: AppFiles,
    /// Recordings and what goes with them, on disk.
    pub media: Media,
}

/// How the outside reaches this server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Front {
    /// Plain HTTP on this machine only.
    Loopback,
    /// Behind a proxy that speaks TLS, under this origin: `https://portal.example.net`.
    Tls {
        /// Scheme, host and port, without a slash at the end.
        origin: String,
    },
}

impl Front {
    /// Is every connection from outside encrypted?
    #[must_use]
    pub fn is_tls(&self) -> bool {
        matches!(self, Self::Tls { .. })
    }
}
