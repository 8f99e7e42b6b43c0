//! Signing in and out.

use wire::{
    path,
    session::{Me, SignIn},
};

use super::{Abort, Failure, Reading, line, request};

/// Who is signed in.
pub async fn me() -> Result<Me, Failure> {
    Reading::new(path::ME).send(&Abort::never()).await
}

/// Signs in.
pub async fn sign_in(email: String, password: String) -> Result<Me, Failure> {
    request::post_once(path::SESSION, &SignIn { email, password }).await
}

/// Signs out. Of one who has signed in elsewhere only the token is known here: it is forgotten.
pub async fn sign_out() -> Result<(), Failure> {
    if line::authorization().is_some() {
        line::sign(None);
        return Ok(());
    }
    request::delete(path::SESSION).await
}
