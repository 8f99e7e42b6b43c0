//! Signing in at an identity provider (OAuth 2.0, authorization code with PKCE, RFC 7636), for an API that is shown a bearer
//! token. The token is kept by [`line`](super::line), in memory; what outlives the way there and back is a proof that is good
//! for one exchange, and where to go on.

use serde_json::Value;
use sha2::{Digest, Sha256};
use wire::{config::Redirect, path};

use super::{Abort, Failure, line, request};
use crate::browser::{document, fetch::Sent, identifier, tab};

/// What is kept over the way there and back, in this tab only: state, proof and where to go on, a line each.
const KEPT: &str = "portal.sign-in";
/// Where the identity provider sends people back to.
const BACK: &str = "/sign-in";

/// Leaves for the identity provider; comes back to the sign-in page, which goes on to `next`.
pub fn leave(to: &Redirect, next: &str) {
    let (state, proof) = (identifier::secret(), identifier::secret());
    tab::write(KEPT, &format!("{state}\n{proof}\n{next}"));
    let back = format!("{}{BACK}", document::origin());
    let challenge = base64url(&Sha256::digest(&proof));
    let asked = path::query(&[
        ("response_type", "code"),
        ("client_id", &to.client),
        ("redirect_uri", &back),
        ("scope", to.scope.as_deref().unwrap_or_default()),
        ("state", &state),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]);
    let mark = if to.authorize.contains('?') { "&" } else { "?" };
    document::leave_for(&format!("{}{mark}{}", to.authorize, asked.trim_start_matches('?')));
}

/// What the identity provider has sent back, if this is the way back from it.
pub struct Came {
    code: Option<String>,
    error: Option<String>,
    state: Option<String>,
}

impl Came {
    /// Reads the query of the address; then it stands there no more, because a code is good once.
    pub fn read(search: &str) -> Option<Self> {
        let parameter = |name: &str| {
            let mut pairs = search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).and_then(|(_, value)| path::decode(&value.replace('+', " ")))
        };
        let came = Self { code: parameter("code"), error: parameter("error"), state: parameter("state") };
        (came.state.is_some() && (came.code.is_some() || came.error.is_some())).then(|| {
            document::change_address(search, "");
            came
        })
    }

    /// Takes the token for the code. Where to go on in any case; and why that did not work, for people.
    pub async fn take_token(self, from: &Redirect) -> (String, Result<(), String>) {
        let kept = tab::take(KEPT).unwrap_or_default();
        let mut lines = kept.lines();
        let (state, proof, next) = (lines.next(), lines.next(), lines.next().unwrap_or_default().to_owned());
        (next, self.exchange(from, state, proof).await)
    }

    async fn exchange(self, from: &Redirect, state: Option<&str>, proof: Option<&str>) -> Result<(), String> {
        if self.state.as_deref() != state {
            return Err("This sign-in was not begun in this tab. Begin it here.".to_owned());
        }
        let (Some(code), Some(proof)) = (self.code, proof) else {
            let why = self.error.unwrap_or_default();
            return Err(format!("The sign-in was not finished there ({why})."));
        };
        let back = format!("{}{BACK}", document::origin());
        let form = path::query(&[
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &back),
            ("client_id", &from.client),
            ("code_verifier", proof),
        ]);
        let token = token(&from.token, form.trim_start_matches('?')).await;
        line::sign(Some(token.map_err(|failure| match failure {
            Failure::NotTheApi { status: 400..=499 } => {
                "The sign-in was not accepted there. Begin again.".to_owned()
            }
            failure => failure.what_happened(),
        })?));
        Ok(())
    }
}

async fn token(address: &str, form: &str) -> Result<String, Failure> {
    let headers = [("Accept", "application/json"), ("Content-Type", "application/x-www-form-urlencoded")];
    let sent = Sent { method: "POST", address, headers: &headers, body: Some(form), cookie: false };
    let answer = request::fetch(&sent, &Abort::never()).await?;
    let status = answer.status();
    let text = answer.text().await.map_err(|_| Failure::NoAnswer)?;
    let read: Option<Value> = serde_json::from_str(&text).ok().filter(|_| answer.ok());
    let token = read.as_ref().and_then(|read| read.get("access_token")?.as_str());
    token.map(str::to_owned).ok_or(Failure::NotTheApi { status })
}

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let piece = |piece: &[u8]| {
        let bits =
            piece.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - piece.len()));
        (0..=piece.len()).map(move |at| char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize]))
    };
    bytes.chunks(3).flat_map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let proof = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(base64url(&Sha256::digest(proof)), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert_eq!(
            (base64url(b""), base64url(b"f"), base64url(b"fo"), base64url(b"foo")),
            (String::new(), "Zg".to_owned(), "Zm8".to_owned(), "Zm9v".to_owned())
        );
    }
}
