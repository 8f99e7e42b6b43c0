//! How other programs set the rules and read what was broken: `PUT /rules` with a JSON list, `GET /hits`.

use crate::{
    exchange::answer,
    head::Request,
    rule::{Rule, Rules},
};
use std::{io, sync::Arc};
use tokio::net::{TcpListener, TcpStream};

/// Answers one after the other for as long as the proxy runs.
pub async fn serve(listener: TcpListener, rules: Arc<Rules>) {
    while let Ok((mut stream, _)) = listener.accept().await {
        // Nobody is there to be told.
        drop(take(&mut stream, &rules).await);
    }
}

async fn take(stream: &mut TcpStream, rules: &Rules) -> io::Result<()> {
    let Some(request) = Request::read(stream).await? else { return Ok(()) };
    let body = request.body(stream).await?;
    match (request.method.as_str(), request.target.as_str()) {
        ("PUT", "/rules") => match serde_json::from_slice::<Vec<Rule>>(&body) {
            Ok(new) => {
                rules.set(new);
                answer(stream, "200 OK", "").await
            }
            Err(error) => answer(stream, "400 Bad Request", &error.to_string()).await,
        },
        ("GET", "/hits") => {
            let hits = serde_json::to_string(&rules.hits())?;
            answer(stream, "200 OK\r\ncontent-type: application/json", &hits).await
        }
        _ => answer(stream, "404 Not Found", "PUT /rules, GET /hits").await,
    }
}
