//! Passwords: Argon2id (19 MiB, two passes, one lane). Checking takes as long for an address that nobody has as for one
//! that somebody has, runs beside the asynchronous work, and only a few at once, so that guessing can't eat the memory.

use crate::problem::Refusal;
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

const AT_ONCE: usize = 4;

/// Checks passwords.
#[derive(Clone, Debug)]
pub struct Passwords {
    places: Arc<Semaphore>,
    /// Stands in for the hash of somebody who does not exist.
    nobody: Arc<str>,
    worked: Arc<AtomicU64>,
}

/// Why a password can't be hashed.
#[derive(Debug, thiserror::Error)]
#[error("the password can't be hashed: {0}")]
pub struct Unhashable(String);

impl Passwords {
    /// Makes the stand-in hash.
    ///
    /// # Errors
    /// The machine has no randomness or too little memory.
    pub fn new() -> Result<Self, Unhashable> {
        let nobody = hash(&crate::digest::hex(&rand::random::<[u8; 16]>()))?;
        Ok(Self { places: Arc::new(Semaphore::new(AT_ONCE)), nobody: nobody.into(), worked: Arc::default() })
    }

    /// Does the password belong to the hash? Without a hash the answer is no, after the same work.
    ///
    /// # Errors
    /// The server is stopping.
    pub async fn check(&self, hash: Option<String>, password: String) -> Result<bool, Refusal> {
        let _place = self.places.acquire().await.map_err(|_| Refusal::busy())?;
        let exists = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        self.worked.fetch_add(1, Ordering::Relaxed);
        let fits = spawn_blocking(move || verify(&hash, &password)).await;
        fits.map(|fits| fits && exists).map_err(|error| Refusal::internal(&error))
    }

    /// Hashes a new one, in the same few places.
    ///
    /// # Errors
    /// The server is stopping, or the machine has no randomness or too little memory.
    pub async fn make(&self, password: String) -> Result<String, Refusal> {
        let _place = self.places.acquire().await.map_err(|_| Refusal::busy())?;
        let made = spawn_blocking(move || hash(&password)).await;
        made.map_err(|error| Refusal::internal(&error))?.map_err(|error| Refusal::internal(&error))
    }

    /// How many were worked through, for addresses that somebody has and for others alike.
    #[must_use]
    pub fn worked(&self) -> u64 {
        self.worked.load(Ordering::Relaxed)
    }
}

/// Hashes a new password.
///
/// # Errors
/// The machine has no randomness or too little memory.
pub fn hash(password: &str) -> Result<String, Unhashable> {
    let fault = |error: &dyn std::fmt::Display| Unhashable(error.to_string());
    let hash = argon2().map_err(|e| fault(&e))?.hash_password(password.as_bytes()).map_err(|e| fault(&e))?;
    Ok(hash.to_string())
}

fn verify(hash: &str, password: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &hash).is_ok())
}

fn argon2() -> Result<Argon2<'static>, argon2::Error> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_fits_its_password_only() {
        let stored = hash("correct horse").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify(&stored, "correct horse"));
        assert!(!verify(&stored, "wrong horse"));
        assert!(!verify("", "correct horse"));
    }
}
