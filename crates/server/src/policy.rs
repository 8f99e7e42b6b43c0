//! What a host of the static files has to say of the page: its content security policy, as text or as the line that nginx or
//! Caddy include. It names the page's own scripts and styles by their hashes, so it is made anew for each build.

use crate::{headers, inline::Hashes};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Of which page, and for whom.
#[derive(Args, Clone, Debug)]
pub struct Wanted {
    /// The built browser app
    #[arg(long, default_value = "dist")]
    pub app: PathBuf,
    /// As the line that this host includes; otherwise the policy alone
    #[arg(long = "for")]
    pub host: Option<Host>,
    /// Another origin that the page may ask: of an API that is somewhere else, or of an identity provider
    #[arg(long, value_parser = origin)]
    pub connect: Vec<String>,
    /// Another origin that films and their pictures may come from
    #[arg(long, value_parser = origin)]
    pub media: Vec<String>,
}

/// `https://api.example.net`
fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").filter(|host| !host.is_empty());
    let plain = |host: &str| host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
    match host {
        Some(host) if plain(host) => Ok(text.to_owned()),
        _ => Err("an origin like https://api.example.net".to_owned()),
    }
}

/// A host of which there is a tested configuration.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Host {
    /// See docs/adopt/nginx.conf
    Nginx,
    /// See docs/adopt/Caddyfile
    Caddy,
}

/// There is no page.
#[derive(Debug, thiserror::Error)]
#[error("the page {0} can't be read: {1}")]
pub struct Unreadable(PathBuf, std::io::Error);

/// Prints it.
///
/// # Errors
/// The page can't be read.
pub fn run(wanted: &Wanted) -> Result<(), Unreadable> {
    let page = wanted.app.join("index.html");
    let html = std::fs::read_to_string(&page).map_err(|error| Unreadable(page, error))?;
    println!("{}", line(&html, wanted.host, &wanted.connect, &wanted.media));
    Ok(())
}

fn line(html: &str, host: Option<Host>, connect: &[String], media: &[String]) -> String {
    let policy = headers::policy(&Hashes::of(html));
    let mut policy = policy.to_str().unwrap_or("default-src 'none'").to_owned();
    for (directive, more) in [("connect-src", connect), ("media-src", media), ("img-src", media)] {
        let own = format!("{directive} 'self'");
        let more = format!("{own} {}", more.join(" "));
        policy = policy.replace(&own, more.trim_end());
    }
    match host {
        None => policy,
        // With `always`: what went wrong has it too.
        Some(Host::Nginx) => format!("add_header Content-Security-Policy \"{policy}\" always;"),
        Some(Host::Caddy) => format!("header Content-Security-Policy \"{policy}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_with_the_hashes_of_the_page_and_nothing_that_a_host_would_read_otherwise() {
        let html = "<script>a</script><style>b</style>";
        let policy = line(html, None, &[], &[]);
        assert_eq!(policy.matches("'sha256-").count(), 2);
        // A quote ends the value for both, `$` and `{` begin variables.
        assert!(!policy.contains(['"', '$', '{', '\\', '\n']), "{policy}");
        assert_eq!(
            line(html, Some(Host::Nginx), &[], &[]),
            format!("add_header Content-Security-Policy \"{policy}\" always;")
        );
        assert_eq!(
            line(html, Some(Host::Caddy), &[], &[]),
            format!("header Content-Security-Policy \"{policy}\"")
        );
    }

    #[test]
    fn another_origin_may_be_asked_and_nothing_else_gets_into_the_policy() {
        let there = "https://api.example.net:8443".to_owned();
        let own = line("", None, &[], &[]);
        let wider = |words: &str| words.replace("'self'", &format!("'self' {there}"));
        let connect = line("", None, std::slice::from_ref(&there), &[]);
        assert_eq!(connect, own.replace("connect-src 'self'", &wider("connect-src 'self'")));
        let media = line("", None, &[], std::slice::from_ref(&there));
        let wanted = own.replace("media-src 'self'", &wider("media-src 'self'"));
        assert_eq!(media, wanted.replace("img-src 'self'", &wider("img-src 'self'")));
        assert_eq!(media.matches(&there).count(), 2);
        assert_eq!(origin(&there), Ok(there));
        for wrong in [
            "http://api.example.net",
            "https://",
            "https://a b",
            "https://a; script-src *",
            "'unsafe-inline'",
        ] {
            assert!(origin(wrong).is_err(), "{wrong}");
        }
    }
}
