//! One request on its way to the server and its answer back, with the fault that it meets. What goes wrong by itself, a server
//! that is not there, say, is a connection that ends.

use crate::{
    head::Request,
    rule::{Fault, Rules},
};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const PAGE: &str =
    "<!doctype html><html lang=\"en\"><title>Welcome</title><h1>Sign in to this network</h1></html>";

/// Serves one connection until its one answer, or its fault.
pub async fn serve(mut stream: TcpStream, upstream: SocketAddr, rules: Arc<Rules>) {
    // Nobody is there to be told.
    drop(exchange(&mut stream, upstream, &rules).await);
}

async fn exchange(stream: &mut TcpStream, upstream: SocketAddr, rules: &Rules) -> io::Result<()> {
    let Some(request) = Request::read(stream).await? else { return Ok(()) };
    match rules.meet(&request.method, &request.target) {
        None => pass(stream, upstream, &request).await,
        Some(Fault::Delay { ms }) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            pass(stream, upstream, &request).await
        }
        Some(Fault::Hang) => {
            request.body(stream).await?;
            // Until the other end gives up.
            stream.read_to_end(&mut Vec::new()).await.map(drop)
        }
        Some(Fault::ResetBefore) => reset(stream),
        Some(Fault::ResetAfter) => {
            whole_answer(stream, upstream, &request).await?;
            reset(stream)
        }
        Some(Fault::Truncate { bytes }) => {
            let answer = whole_answer(stream, upstream, &request).await?;
            let head =
                answer.windows(4).position(|window| window == b"\r\n\r\n").map_or(answer.len(), |at| at + 4);
            let passes = answer.len().min(head.saturating_add(bytes));
            stream.write_all(answer.get(..passes).unwrap_or_default()).await?;
            stream.shutdown().await
        }
        Some(Fault::Status { code, retry_after }) => {
            request.body(stream).await?;
            let retry_after =
                retry_after.map_or_else(String::new, |seconds| format!("retry-after: {seconds}\r\n"));
            answer(
                stream,
                &format!("{code} Broken\r\n{retry_after}content-type: text/plain"),
                "broken on purpose",
            )
            .await
        }
        Some(Fault::Html) => {
            request.body(stream).await?;
            answer(stream, "200 OK\r\ncontent-type: text/html; charset=utf-8", PAGE).await
        }
    }
}

/// The server's answer goes through as it comes.
async fn pass(stream: &mut TcpStream, upstream: SocketAddr, request: &Request) -> io::Result<()> {
    let mut server = asked(stream, upstream, request).await?;
    tokio::io::copy(&mut server, stream).await?;
    stream.shutdown().await
}

async fn whole_answer(
    stream: &mut TcpStream,
    upstream: SocketAddr,
    request: &Request,
) -> io::Result<Vec<u8>> {
    let mut server = asked(stream, upstream, request).await?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// A connection on which the server has been asked.
async fn asked(stream: &mut TcpStream, upstream: SocketAddr, request: &Request) -> io::Result<TcpStream> {
    let mut server = TcpStream::connect(upstream).await?;
    server.write_all(&request.head).await?;
    server.write_all(&request.begun).await?;
    tokio::io::copy(&mut stream.take(request.rest), &mut server).await?;
    Ok(server)
}

/// The other end sees the connection broken, not ended.
fn reset(stream: &TcpStream) -> io::Result<()> {
    stream.set_zero_linger()
}

/// An answer of the proxy's own; status line without its version, and headers.
pub async fn answer(stream: &mut TcpStream, head: &str, body: &str) -> io::Result<()> {
    let words =
        format!("HTTP/1.1 {head}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    stream.write_all(words.as_bytes()).await?;
    stream.shutdown().await
}
