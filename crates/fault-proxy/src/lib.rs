//! A proxy on loopback that stands before a server and breaks what passes, by rules: slow, silent, cut off before or after the
//! server has done its work, half an answer, another answer. It serves one request per connection, so that a fault meets one
//! request and nothing beside it. It never caches, never changes a body that it passes, and listens on this machine only.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod control;
mod exchange;
mod head;
pub mod rule;

use rule::{Hit, Rule, Rules};
use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};
use tokio::{net::TcpListener, task::JoinHandle};

/// A running proxy; it ends when it is dropped.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    control: SocketAddr,
    rules: Arc<Rules>,
    tasks: [JoinHandle<()>; 2],
}

impl Proxy {
    /// Stands before the server at that address, on free ports of this machine.
    ///
    /// # Errors
    /// No port is to be had; the address is not one of this machine.
    pub async fn start(upstream: SocketAddr) -> io::Result<Self> {
        if !upstream.ip().is_loopback() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "only servers on this machine are broken",
            ));
        }
        let rules = Arc::new(Rules::default());
        let (front, control) = (listener().await?, listener().await?);
        let (address, control_address) = (front.local_addr()?, control.local_addr()?);
        let passed = rules.clone();
        let tasks = [
            tokio::spawn(async move {
                while let Ok((stream, _)) = front.accept().await {
                    tokio::spawn(exchange::serve(stream, upstream, passed.clone()));
                }
            }),
            tokio::spawn(control::serve(control, rules.clone())),
        ];
        Ok(Self { address, control: control_address, rules, tasks })
    }

    /// Where the server seems to be.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where programs set the rules: `PUT /rules`, `GET /hits`.
    #[must_use]
    pub fn control(&self) -> SocketAddr {
        self.control
    }

    /// From now on these rules; what was met so far is forgotten.
    pub fn set(&self, rules: Vec<Rule>) {
        self.rules.set(rules);
    }

    /// What has been broken since the rules were set.
    #[must_use]
    pub fn hits(&self) -> Vec<Hit> {
        self.rules.hits()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

async fn listener() -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await
}
