//! Sessions between requests: the layer that reads and writes the cookie, and the store behind it. The cookie holds a
//! random id and nothing else; the database holds the id's SHA-256. When a session ends is decided by the server's clock
//! alone, so the cookie has no end of its own and the layer's idea of expiry is not used.

use crate::{
    app::Portal,
    clock::Clock,
    digest::sha256_hex,
    store::{
        Store,
        sessions::{self, IDLE, Stored},
    },
};
use tower_sessions::{
    Expiry, SessionManagerLayer, SessionStore,
    cookie::{SameSite, time::OffsetDateTime},
    session::{Id, Record},
    session_store,
};

/// What a session carries: the person's id.
pub const PERSON: &str = "person";
/// What a session carries: the generation of the password that was checked when it began.
pub const GENERATION: &str = "generation";
/// What a session carries: how the browser names itself, so that people can tell their sessions apart.
pub const AGENT: &str = "agent";

/// Sessions in the database.
#[derive(Clone, Debug)]
pub struct SessionTable {
    store: Store,
    clock: Clock,
}

/// The layer for this portal.
#[must_use]
pub fn layer(app: &Portal) -> SessionManagerLayer<SessionTable> {
    let tls = app.front.is_tls();
    SessionManagerLayer::new(SessionTable { store: app.store.clone(), clock: app.clock.clone() })
        .with_name(cookie_name(app.installation.instance(), tls))
        .with_secure(tls)
        .with_http_only(true)
        .with_same_site(SameSite::Strict)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd)
}

/// The instance is part of the name, because cookies ignore ports: two portals on one machine would sign each other's
/// people out. Without TLS the name is plain: some browsers refuse the prefix there.
#[must_use]
pub fn cookie_name(instance: &str, tls: bool) -> String {
    if tls { format!("__Host-Http-{instance}") } else { format!("portal-{instance}") }
}

/// What is stored in place of an id.
#[must_use]
pub fn hash(id: &Id) -> String {
    sha256_hex(&[&id.0.to_le_bytes()])
}

impl SessionTable {
    fn stored(&self, record: &Record) -> session_store::Result<Stored> {
        let text = |name: &str| record.data.get(name).and_then(|value| value.as_str()).map(str::to_owned);
        let data = serde_json::to_string(&record.data);
        Ok(Stored {
            id_hash: hash(&record.id),
            person: text(PERSON),
            data: data.map_err(|error| session_store::Error::Encode(error.to_string()))?,
            agent: text(AGENT),
            generation: record.data.get(GENERATION).and_then(serde_json::Value::as_i64).unwrap_or_default(),
        })
    }
}

fn backend(error: crate::store::Error) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

#[async_trait::async_trait]
impl SessionStore for SessionTable {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let now = self.clock.now();
        let mut tx = self.store.write().await.map_err(backend)?;
        sessions::sweep(&mut tx, now).await.map_err(backend)?;
        while !sessions::create(&mut tx, &self.stored(record)?, now).await.map_err(backend)? {
            record.id = Id::default();
        }
        tx.commit().await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let mut tx = self.store.write().await.map_err(backend)?;
        sessions::update(&mut tx, &self.stored(record)?, self.clock.now()).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let mut tx = self.store.read().await.map_err(backend)?;
        let data = sessions::data(&mut tx, &hash(id), self.clock.now()).await.map_err(backend)?;
        let Some(data) = data else { return Ok(None) };
        let data = serde_json::from_str(&data).map_err(|e| session_store::Error::Decode(e.to_string()))?;
        let idle = std::time::Duration::from_secs(IDLE.num_seconds().unsigned_abs());
        Ok(Some(Record { id: *id, data, expiry_date: OffsetDateTime::now_utc() + idle }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        let mut tx = self.store.write().await.map_err(backend)?;
        sessions::end(&mut tx, &hash(id)).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}
