//! Files of an API that is shown a token: a link and a picture carry none, so the app gets what they lead to. And pictures of one on
//! another origin.

use super::{Failure, line, request};
use crate::browser::download::{Came, Getting};

/// Gets it. `name` is that of the file; `progress` is told how many bytes are here, and how many there are, 0 when that is not known.
pub async fn get(
    getting: Getting,
    path: &str,
    name: &str,
    progress: Box<dyn Fn(f64, f64)>,
) -> Result<Came, Failure> {
    let came = getting.get(&line::address(path), line::shown(), progress).await.map_err(request::cut)?;
    let (status, media_type) = (came.status, came.media_type.as_str());
    if !(200..300).contains(&status) {
        request::told(status, media_type, came.text().await)?;
    }
    // A page in the place of a file is something other than the API.
    if media_type.starts_with("text/html") && !name.contains(".htm") {
        return Err(Failure::NotTheApi { status });
    }
    Ok(came)
}
