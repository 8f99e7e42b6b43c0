//! The command line of `conform`: reads arguments, asks, prints. Exit status 0 when the API carries the portal, 1 when something
//! has to be mended, 2 when nothing could be asked.

use std::{
    io::{self, BufRead, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use conform::{Who, Wishes, conform};

/// Ask an API what of the portal it can carry: which screens, which not and why, field by field
#[derive(Parser)]
#[command(name = "conform")]
struct Arguments {
    /// Where the API is: what stands before /v1, such as https://portal.example.net
    url: String,
    /// The e-mail address of whoever signs in; the password is PORTAL_PASSWORD, or the first line of the input. Without it the
    /// bearer token is PORTAL_TOKEN
    #[arg(long, value_name = "EMAIL")]
    sign_in: Option<String>,
    /// Write nothing. Otherwise a draft and a view are saved and taken away again, and one case of Priority 4 is opened, which asks
    /// to be closed
    #[arg(long)]
    read_only: bool,
    /// The dialect of the API, as the app is built for it
    #[arg(long, default_value = "reference")]
    dialect: String,
    /// The config.json of the installation: what is off there is not asked for
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let as_json = arguments.json;
    let report = wishes(arguments).and_then(|wishes| conform(&wishes));
    let text = report.and_then(|report| {
        let text = if as_json { report.json()? } else { report.to_string() };
        Ok((text, report.conforms))
    });
    match text {
        Ok((text, conforms)) => {
            // Whoever stops reading, as `head` does, has read enough.
            drop(writeln!(io::stdout(), "{}", text.trim_end()));
            ended(conforms)
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn ended(conforms: bool) -> ExitCode {
    if conforms { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn wishes(arguments: Arguments) -> Result<Wishes, String> {
    let known = dialect::ALL.map(|dialect| dialect.name).join(", ");
    let dialect = dialect::ALL.into_iter().find(|dialect| dialect.name == arguments.dialect);
    let dialect =
        dialect.ok_or_else(|| format!("There is no dialect “{}”, but: {known}", arguments.dialect))?;
    let config = arguments
        .config
        .map(|path| std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display())));
    Ok(Wishes {
        address: address(&arguments.url)?,
        dialect,
        who: who(arguments.sign_in)?,
        writes: !arguments.read_only,
        config: config.transpose()?,
    })
}

/// What stands before `/v1`.
fn address(text: &str) -> Result<String, String> {
    // Reports are passed on.
    if text.contains('@') {
        return Err("No name and no password in the address: it stands in the report.".to_owned());
    }
    let address = text.trim_end_matches('/');
    match address.split_once("://").map(|(scheme, _)| scheme.to_lowercase()).as_deref() {
        Some("https" | "http") => (),
        Some(_) => return Err(format!("{address} is no address of the web")),
        None => return Err(format!("{address} is no address: write https://{address}")),
    }
    match address.strip_suffix("/v1") {
        Some(before) => Err(format!("The app writes /v1 behind the address itself: write {before}")),
        None => Ok(address.to_owned()),
    }
}

/// Secrets stand in no argument: every program of the machine could read them there.
fn who(email: Option<String>) -> Result<Who, String> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let Some(email) = email else {
        return set("PORTAL_TOKEN").map(Who::Token).ok_or_else(|| {
            "Who asks? Sign in with --sign-in EMAIL and PORTAL_PASSWORD, or set PORTAL_TOKEN.".to_owned()
        });
    };
    if let Some(password) = set("PORTAL_PASSWORD") {
        return Ok(Who::Person { email, password });
    }
    eprintln!("Password of {email} (it is seen as it is typed):");
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(|error| error.to_string())?;
    Ok(Who::Person { email, password: line.trim_end_matches(['\r', '\n']).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_is_what_stands_before_the_path_of_the_api() {
        for (typed, known) in [
            ("https://api.example.net/", Some("https://api.example.net")),
            ("HTTP://127.0.0.1:8787", Some("HTTP://127.0.0.1:8787")),
            ("https://example.net/support", Some("https://example.net/support")),
            ("api.example.net", None),
            ("ftp://api.example.net", None),
            ("https://ximena:secret@api.example.net", None),
        ] {
            assert_eq!(address(typed).ok().as_deref(), known, "{typed}");
        }
        let told = |typed| address(typed).unwrap_err();
        assert!(told("api.example.net").ends_with("write https://api.example.net"));
        assert!(told("https://api.example.net/v1/").ends_with("write https://api.example.net"));
    }
}
