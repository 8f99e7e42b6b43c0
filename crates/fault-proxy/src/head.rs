//! The head of a request: read from a connection, understood as far as a proxy must, and written again for the server with the
//! wish that the connection ends after the answer.

use std::io;
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    net::TcpStream,
};

const HEAD_MAX: usize = 64 * 1024;
const HEADERS_MAX: usize = 100;
/// What concerns a connection and not what is said on it.
const OF_THE_CONNECTION: [&str; 3] = ["connection", "keep-alive", "upgrade"];

/// A request whose body has not been read.
pub struct Request {
    /// Its method.
    pub method: String,
    /// Its path and query.
    pub target: String,
    /// Its head for the server.
    pub head: Vec<u8>,
    /// What of its body came with the head.
    pub begun: Vec<u8>,
    /// Bytes of the body that are still to come.
    pub rest: u64,
}

impl Request {
    /// Reads up to the end of the head; `None` when nothing was asked before the connection ended.
    ///
    /// # Errors
    /// The connection; what is no HTTP/1.1, or has a body of unsaid length.
    pub async fn read(stream: &mut TcpStream) -> io::Result<Option<Self>> {
        let mut received = Vec::new();
        loop {
            if stream.read_buf(&mut received).await? == 0 {
                return if received.is_empty() { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            if let Some(request) = Self::parse(&received)? {
                return Ok(Some(request));
            }
            if received.len() > HEAD_MAX {
                return Err(bad("a head without an end"));
            }
        }
    }

    fn parse(received: &[u8]) -> io::Result<Option<Self>> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
        let mut parsed = httparse::Request::new(&mut headers);
        let status = parsed.parse(received).map_err(|error| bad(&error.to_string()))?;
        let (httparse::Status::Complete(end), Some(method), Some(target)) =
            (status, parsed.method, parsed.path)
        else {
            return Ok(None);
        };
        let mut head = format!("{method} {target} HTTP/1.1\r\nconnection: close\r\n").into_bytes();
        let mut length = 0;
        for header in parsed.headers.iter() {
            let name = header.name.to_ascii_lowercase();
            if name == "transfer-encoding" {
                return Err(bad("a body of unsaid length"));
            }
            if name == "content-length" {
                let text = String::from_utf8_lossy(header.value);
                length = text.parse::<u64>().map_err(|_| bad("the length of the body"))?;
            }
            if !OF_THE_CONNECTION.contains(&name.as_str()) {
                head.extend([header.name.as_bytes(), b": ", header.value, b"\r\n"].concat());
            }
        }
        head.extend(b"\r\n");
        let begun = received.get(end..).unwrap_or_default().to_vec();
        let rest =
            length.checked_sub(begun.len() as u64).ok_or_else(|| bad("more than one request at once"))?;
        Ok(Some(Self { method: method.to_owned(), target: target.to_owned(), head, begun, rest }))
    }

    /// The whole body, for those who need it at once.
    ///
    /// # Errors
    /// The connection.
    pub async fn body(&self, stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
        let mut body = self.begun.clone();
        stream.take(self.rest).read_to_end(&mut body).await?;
        Ok(body)
    }
}

fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
