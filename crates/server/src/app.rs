//! What every handler can reach: the open store, the clock, and the few things that live as long as the process.

use crate::{
    api::policy_reports::PolicyReports, clock::Clock, idempotency::Running, installation::Installation,
    media::Media, passwords::Passwords, sign_in_limit::SignInLimit, static_files::AppFiles, store::Store,
    zones::Zones,
};
use axum::{extract::ConnectInfo, http::Request};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

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
    /// Slows down guessing of passwords.
    pub sign_in_limit: SignInLimit,
    /// Slows down guessing of links. Counted apart: a link that was copied badly keeps nobody from signing in.
    pub link_limit: SignInLimit,
    /// Creating requests that are being worked on.
    pub running: Running,
    /// How many violations of the policy were logged lately.
    pub policy_reports: PolicyReports,
    /// The browser app.
    pub files: AppFiles,
    /// Recordings and what goes with them, on disk.
    pub media: Media,
    /// Files of cases, on disk.
    pub case_files: Media,
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
        /// Addresses of the proxies, besides this machine's own.
        proxies: Vec<IpAddr>,
    },
}

impl Front {
    /// Is every connection from outside encrypted?
    #[must_use]
    pub fn is_tls(&self) -> bool {
        matches!(self, Self::Tls { .. })
    }

    /// The network address that a request comes from. What the proxy says about it counts only when the request comes from
    /// the proxy, and of that only the last address that is no proxy's: whatever stands before it, anybody can write.
    #[must_use]
    pub fn asker<B>(&self, request: &Request<B>) -> Option<IpAddr> {
        let peer =
            request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip())?;
        let Self::Tls { proxies, .. } = self else { return Some(peer) };
        let is_proxy = |address: IpAddr| {
            let address = address.to_canonical();
            address.is_loopback() || proxies.contains(&address)
        };
        if !is_proxy(peer) {
            return Some(peer);
        }
        let said = request.headers().get_all("x-forwarded-for");
        let said: Vec<&str> = said.iter().filter_map(|line| line.to_str().ok()).collect();
        let asker = said
            .iter()
            .flat_map(|line| line.split(','))
            .rev()
            .map(address)
            .find(|address| !address.is_some_and(is_proxy));
        Some(asker.flatten().unwrap_or(peer))
    }
}

/// An address as proxies write it: with a port or without.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asker(front: &Front, peer: &str, said: &[&str]) -> String {
        let mut request = Request::new(());
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        for line in said {
            request.headers_mut().append("x-forwarded-for", line.parse().unwrap());
        }
        front.asker(&request).unwrap().to_string()
    }

    #[test]
    fn the_proxy_is_believed_and_nobody_else() {
        let proxies = vec!["10.0.0.2".parse().unwrap()];
        let tls = Front::Tls { origin: "https://portal.example.net".to_owned(), proxies };
        for (peer, said, expected) in [
            ("127.0.0.1:1", &["192.0.2.7"][..], "192.0.2.7"),
            ("[::1]:1", &["192.0.2.7:443"], "192.0.2.7"),
            ("[::ffff:10.0.0.2]:1", &["[2001:db8::7]:443"], "2001:db8::7"),
            ("127.0.0.1:1", &["203.0.113.9, 192.0.2.7, 10.0.0.2, 127.0.0.1"], "192.0.2.7"),
            ("127.0.0.1:1", &["203.0.113.9", "192.0.2.7"], "192.0.2.7"),
            // Nothing said, nothing that can be read, or proxies only.
            ("127.0.0.1:1", &[], "127.0.0.1"),
            ("127.0.0.1:1", &["192.0.2.7, unknown"], "127.0.0.1"),
            ("127.0.0.1:1", &["10.0.0.2"], "127.0.0.1"),
            // Said by somebody who is no proxy.
            ("198.51.100.7:1", &["192.0.2.7"], "198.51.100.7"),
        ] {
            assert_eq!(asker(&tls, peer, said), expected, "{peer} {said:?}");
        }
        assert_eq!(asker(&Front::Loopback, "127.0.0.1:1", &["192.0.2.7"]), "127.0.0.1");
    }
}
