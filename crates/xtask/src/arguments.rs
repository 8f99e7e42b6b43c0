//! What was asked for on the command line, as values. Parsed by hand: six commands with a handful of options are not
//! worth the seconds that an argument parser adds to the first compile. It never looks at the disk or the environment.

use std::path::PathBuf;

/// What `cargo xtask` prints when it is asked for nothing.
pub const HELP: &str = "\
cargo xtask <command>

  serve   get the tools, build the release app and the reference API, start it
            --port N          listen on 127.0.0.1:N (8787)
            --data DIR        where the database lives (data/ in the repository; data/own/ with --no-demo)
            --no-demo         start empty, without demonstration data
            --clock INSTANT   run at a fixed instant, such as 2026-11-24T09:00:00Z
            --open            open the address in the browser
  app     the release app alone, in dist/
            --dialect NAME    for an API of other words (crates/dialect), in target/xtask/NAME
  test    everything: format, lints, native tests, size gate, journeys in real browsers
            --fast            leave the browsers out
            --full            all journeys narrow, all zones, 800 histories, 200 interleavings, a file of 2 GB, the fuzz target, 15 times the drawn requests (an hour and more)
  size    brotli bytes of the app against the gate, and what they are made of
            --detail          bytes by crate, and the largest functions
  function N…
          names for the numbers of functions in the report of a stopped portal
  conform URL
          what of the portal somebody's API can carry: which screens, which not and why, field by field
            --sign-in EMAIL   as whom; the password is PORTAL_PASSWORD. Without it the bearer token is PORTAL_TOKEN
            --read-only       write nothing; else one case of Priority 4 is opened
            --dialect NAME    the words of the API
            --config FILE     the config.json of the installation
            --json            for programs; the exit status is 0 when the API carries the portal
  rules   how many rules of the service description are in the code, and which are planned
  bench   first paint, unit decisions natively and in wasm, search, lists, API, registration, large files, timeline";

/// One parsed command line.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// Nothing, or a cry for help.
    Help,
    /// Build everything and run the reference API.
    Serve(Wishes),
    /// Build the app, in a dialect.
    App(Option<String>),
    /// Run every check.
    Test(Reach),
    /// Weigh the app.
    Size(Detail),
    /// Name functions of the app by their numbers.
    Function(Vec<usize>),
    /// Ask somebody's API what of the portal it can carry, with the options of that program.
    Conform(Vec<String>),
    /// Say which rules are in the code.
    Rules,
    /// Measure; never assert.
    Bench,
}

/// The options of `serve`.
#[derive(Debug, PartialEq, Eq)]
pub struct Wishes {
    /// The loopback port.
    pub port: u16,
    /// The data folder, as typed.
    pub data: Option<PathBuf>,
    /// Demonstration data or an empty start.
    pub content: Content,
    /// An instant for the server to stand at, passed on as typed.
    pub clock: Option<String>,
    /// What to do with the address once it answers.
    pub address: Address,
}

/// What the database holds at a first start.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Content {
    /// The demonstration accounts.
    Demonstration,
    /// Nothing.
    Empty,
}

/// What to do with the address.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Address {
    /// Print it.
    Print,
    /// Print it and open the browser.
    Open,
}

/// How far `test` goes.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Reach {
    /// With the journeys in real browsers.
    Everything,
    /// Without them.
    Fast,
    /// With the journeys, and all that a normal run only samples.
    Full,
}

/// How closely `size` looks.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Detail {
    /// The built files as they are.
    Sections,
    /// Their code, attributed by crate.
    Crates,
}

/// Reads a command line without the program's name. The error is a sentence for the person who typed it.
pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Request, String> {
    let mut words = words.into_iter();
    let Some(command) = words.next() else { return Ok(Request::Help) };
    if command == "conform" {
        return Ok(Request::Conform(words.collect()));
    }
    let mut rest = split_equals(words);
    match command.as_str() {
        "help" | "--help" | "-h" => Ok(Request::Help),
        "serve" => serve(&mut rest),
        "app" => app(&mut rest),
        "test" => test(&mut rest),
        "size" => Ok(if only_flag(&mut rest, "--detail")? {
            Request::Size(Detail::Crates)
        } else {
            Request::Size(Detail::Sections)
        }),
        "function" => numbers(rest),
        "rules" | "bench" => match rest.next() {
            None if command == "rules" => Ok(Request::Rules),
            None => Ok(Request::Bench),
            Some(word) => Err(format!("`{command}` takes no options, but got `{word}`.")),
        },
        other => Err(format!("There is no command `{other}`.")),
    }
}

fn numbers(words: impl Iterator<Item = String>) -> Result<Request, String> {
    let number =
        |word: String| word.parse().map_err(|_| format!("`{word}` is not the number of a function."));
    let numbers = words.map(number).collect::<Result<Vec<usize>, _>>()?;
    if numbers.is_empty() {
        Err("`function` needs numbers.".to_owned())
    } else {
        Ok(Request::Function(numbers))
    }
}

fn serve(rest: &mut dyn Iterator<Item = String>) -> Result<Request, String> {
    let mut wishes = Wishes {
        port: 8787,
        data: None,
        content: Content::Demonstration,
        clock: None,
        address: Address::Print,
    };
    while let Some(word) = rest.next() {
        let mut value =
            || rest.next().filter(|value| !value.starts_with("--")).ok_or(format!("`{word}` needs a value."));
        match word.as_str() {
            "--port" => {
                let text = value()?;
                wishes.port =
                    text.parse().map_err(|_| format!("`{text}` is not a port: a number from 1 to 65535."))?;
            }
            "--data" => wishes.data = Some(PathBuf::from(value()?)),
            "--clock" => {
                // Asked before the long work, so that nobody waits minutes for this.
                let text = value()?;
                if !is_instant(&text) {
                    return Err(format!(
                        "`{text}` is not an instant with its zone, such as 2026-11-24T09:00:00Z."
                    ));
                }
                wishes.clock = Some(text);
            }
            "--no-demo" => wishes.content = Content::Empty,
            "--open" => wishes.address = Address::Open,
            "--help" | "-h" => return Ok(Request::Help),
            other => return Err(format!("`serve` has no option `{other}`.")),
        }
    }
    if wishes.port == 0 {
        return Err("`0` is not a port: a number from 1 to 65535.".to_owned());
    }
    if wishes.clock.is_some() && wishes.content == Content::Empty {
        return Err("`--clock` goes with demonstration data only, so not with `--no-demo`.".to_owned());
    }
    Ok(Request::Serve(wishes))
}

/// Whether it has the shape of RFC 3339 with an offset; the server reads the rest.
fn is_instant(text: &str) -> bool {
    let (time, offset) = match text.strip_suffix(['Z', 'z']) {
        Some(time) => (time, "+00:00"),
        None if text.is_char_boundary(text.len().saturating_sub(6)) => {
            text.split_at(text.len().saturating_sub(6))
        }
        None => return false,
    };
    let shape =
        |text: &str| text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    let whole = time.split('.').next().unwrap_or_default();
    ["0000-00-00T00:00:00", "0000-00-00T00:00"].contains(&shape(whole).as_str())
        && ["+00:00", "-00:00"].contains(&shape(offset).as_str())
}

fn app(rest: &mut dyn Iterator<Item = String>) -> Result<Request, String> {
    let dialect = match (rest.next().as_deref(), rest.next()) {
        (None, _) => None,
        (Some("--dialect"), Some(name)) if name.bytes().all(|byte| byte.is_ascii_lowercase()) => Some(name),
        (Some("--dialect"), _) => return Err("`--dialect` wants a name in small letters.".to_owned()),
        (Some(other), _) => return Err(format!("`app` has no option `{other}`.")),
    };
    match rest.next() {
        None => Ok(Request::App(dialect)),
        Some(word) => Err(format!("`app` takes one option, but got `{word}` as well.")),
    }
}

fn test(rest: &mut dyn Iterator<Item = String>) -> Result<Request, String> {
    let reach = match rest.next().as_deref() {
        None => Reach::Everything,
        Some("--fast") => Reach::Fast,
        Some("--full") => Reach::Full,
        Some(other) => return Err(format!("No option `{other}` here, only `--fast` or `--full`.")),
    };
    match rest.next() {
        None => Ok(Request::Test(reach)),
        Some(word) => Err(format!("`test` takes one option, but got `{word}` as well.")),
    }
}

fn only_flag(rest: &mut dyn Iterator<Item = String>, flag: &str) -> Result<bool, String> {
    let mut given = false;
    for word in rest {
        if word != flag {
            return Err(format!("No option `{word}` here, only `{flag}`."));
        }
        given = true;
    }
    Ok(given)
}

/// `--port=1` and `--port 1` are the same.
fn split_equals(words: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    words.flat_map(|word| match word.split_once('=') {
        Some((name, value)) if name.starts_with("--") => vec![name.to_owned(), value.to_owned()],
        _ => vec![word],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Request, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn nothing_asks_for_help() {
        assert_eq!(read(""), Ok(Request::Help));
        assert_eq!(read("--help"), Ok(Request::Help));
        assert_eq!(read("serve --help"), Ok(Request::Help));
    }

    #[test]
    fn an_instant_has_its_zone_and_is_for_demonstration_data() {
        for good in ["2026-11-24T09:00:00Z", "2026-11-24T09:00:00+05:30", "2026-11-24T09:00:00.5-08:00"] {
            assert!(read(&format!("serve --clock {good}")).is_ok(), "{good}");
        }
        for bad in [
            "2026-11-24T09:00:00",
            "yesterday",
            "2026-11-24",
            "Z",
            "ü-11-24T09:00:00",
            "2026-11-24 09:00:00Z",
        ] {
            assert!(read(&format!("serve --clock {bad}")).is_err(), "{bad}");
        }
        assert!(read("serve --no-demo --clock 2026-11-24T09:00:00Z").is_err());
    }

    #[test]
    fn what_conform_is_told_goes_to_it_word_for_word() {
        let words = ["https://api.example.net", "--sign-in=a@example.net", "--json"].map(str::to_owned);
        assert_eq!(read(&format!("conform {}", words.join(" "))), Ok(Request::Conform(words.to_vec())));
    }

    #[test]
    fn test_takes_one_word() {
        assert_eq!(read("test"), Ok(Request::Test(Reach::Everything)));
        assert_eq!(read("test --full"), Ok(Request::Test(Reach::Full)));
        assert!(read("test --fast --full").is_err());
        assert_eq!(read("app"), Ok(Request::App(None)));
        assert_eq!(read("app --dialect other"), Ok(Request::App(Some("other".to_owned()))));
        for wrong in ["app --dialect", "app --dialect ../x", "app --dialect a b", "app x"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert_eq!(read("rules"), Ok(Request::Rules));
        assert!(read("rules --fast").is_err());
    }

    #[test]
    fn serve_has_its_defaults() {
        let Ok(Request::Serve(wishes)) = read("serve") else { panic!() };
        assert_eq!(
            (wishes.port, wishes.content, wishes.address),
            (8787, Content::Demonstration, Address::Print)
        );
    }

    #[test]
    fn serve_takes_every_option_in_both_spellings() {
        let line = "serve --port=9000 --data /tmp/d --clock 2026-11-24T09:00:00Z --open";
        let Ok(Request::Serve(wishes)) = read(line) else { panic!() };
        assert_eq!(wishes.port, 9000);
        assert_eq!(wishes.data, Some(PathBuf::from("/tmp/d")));
        assert_eq!(wishes.clock.as_deref(), Some("2026-11-24T09:00:00Z"));
        assert_eq!(wishes.address, Address::Open);
        let Ok(Request::Serve(wishes)) = read("serve --no-demo") else { panic!() };
        assert_eq!((wishes.content, wishes.clock), (Content::Empty, None));
    }

    #[test]
    fn mistakes_are_named() {
        for line in
            ["serve --port", "serve --port 0", "serve --port x", "serve --data --open", "serve --prot 1"]
        {
            assert!(read(line).is_err(), "{line}");
        }
        assert!(read("bench --fast").unwrap_err().contains("--fast"));
        assert!(read("function 12 x7").unwrap_err().contains("x7"));
        assert!(read("function").is_err());
        assert!(read("test --slow").unwrap_err().contains("--slow"));
        assert!(read("sevre").unwrap_err().contains("sevre"));
    }

    #[test]
    fn flags_choose() {
        assert_eq!(read("test --fast"), Ok(Request::Test(Reach::Fast)));
        assert_eq!(read("test"), Ok(Request::Test(Reach::Everything)));
        assert_eq!(read("size --detail"), Ok(Request::Size(Detail::Crates)));
        assert_eq!(read("function 2841 7"), Ok(Request::Function(vec![2841, 7])));
    }
}
