//! `fault-proxy 127.0.0.1:8787`: prints where it listens and where its rules are set, and runs until it is ended.

use fault_proxy::Proxy;
use std::{error::Error, net::SocketAddr};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let upstream =
        std::env::args().nth(1).ok_or("fault-proxy ADDRESS:PORT of the server that it stands before")?;
    let proxy = Proxy::start(upstream.parse::<SocketAddr>()?).await?;
    println!("Address http://{}\nControl http://{}", proxy.address(), proxy.control());
    std::future::pending::<()>().await;
    Ok(())
}
