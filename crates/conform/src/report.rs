//! The report: screens, calls, habits. As text for people and as JSON for programs; both say the same.

use std::fmt::{self, Write};

use serde::Serialize;

use crate::{
    Wishes,
    ask::Asked,
    fields::{Fields, Note, What},
    habits::Habit,
    outcome::{Outcome, Verdict, verdict},
    screens::SCREENS,
    writes::Opened,
};

/// All that was found.
#[derive(Debug, Serialize)]
pub struct Report {
    address: String,
    dialect: &'static str,
    person: String,
    role: String,
    /// Whether the core is answered to whom it is for, everything that is answered can be read whole, and no habit leads the app
    /// astray.
    pub conforms: bool,
    /// What is wrong with the settings of the installation.
    config: Vec<String>,
    /// How many screens become what.
    totals: Totals,
    screens: Vec<Shown>,
    calls: Vec<Called>,
    habits: Vec<Habit>,
    /// The cases that were opened: they stay.
    opened: Vec<Opened>,
    /// What the API was seen to do without, as `capabilitiesOff` names it, with what the settings name; empty where nothing was seen.
    lacking: Vec<String>,
}

#[derive(Debug, Default, Serialize)]
struct Totals {
    works: usize,
    less: usize,
    hidden: usize,
    fails: usize,
    unknown: usize,
}

impl Totals {
    fn of(screens: &[Shown]) -> Self {
        let mut totals = Self::default();
        for shown in screens {
            *match shown.verdict {
                Verdict::Works => &mut totals.works,
                Verdict::Less(_) => &mut totals.less,
                Verdict::Hidden(_) => &mut totals.hidden,
                Verdict::Fails(_) => &mut totals.fails,
                Verdict::Unknown(_) => &mut totals.unknown,
            } += 1;
        }
        totals
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    title: &'static str,
    address: &'static str,
    #[serde(flatten)]
    verdict: Verdict,
    /// What people send from it, of what the API may have: it is not tried, because it can't be taken back.
    not_tried: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Called {
    call: String,
    #[serde(flatten)]
    outcome: Outcome,
}

impl Report {
    pub(crate) fn new(wishes: &Wishes, asked: &Asked<'_>, habits: Vec<Habit>, config: Vec<String>) -> Self {
        let of = |call: &str| asked.outcomes.get(call);
        let shown = SCREENS.iter().map(|screen| {
            let verdict = match screen.is_for {
                Some(is_for) if !asked.me.role.known().is_some_and(is_for) => {
                    Verdict::Unknown(vec!["not for this role".to_owned()])
                }
                _ => verdict(screen, of),
            };
            let is_there = matches!(verdict, Verdict::Works | Verdict::Less(_));
            let sends = screen.sends.iter().copied().filter(|name| is_there && !asked.sends_nothing(name));
            Shown { title: screen.title, address: screen.address, verdict, not_tried: sends.collect() }
        });
        let screens: Vec<Shown> = shown.collect();
        let named = |name: &str| if name.contains(' ') { name.to_owned() } else { format!("GET {name}") };
        let calls = asked
            .outcomes
            .iter()
            .map(|(name, outcome)| Called { call: named(name), outcome: outcome.clone() });
        Self {
            address: wishes.address.clone(),
            dialect: wishes.dialect.name,
            person: asked.me.name.clone(),
            role: asked.me.role.as_str().to_owned(),
            conforms: asked.outcomes.values().all(stands) && !habits.iter().any(|habit| habit.mend),
            config,
            totals: Totals::of(&screens),
            screens,
            calls: calls.collect(),
            habits,
            opened: asked.opened.clone(),
            lacking: asked.found_lacking(),
        }
    }

    /// As JSON, for programs.
    ///
    /// # Errors
    /// Never in practice; it is plain data.
    pub fn json(&self) -> Result<String, String> {
        serde_json::to_string_pretty(self).map_err(|error| error.to_string())
    }

    /// Each screen with what becomes of it.
    pub fn screens(&self) -> impl Iterator<Item = (&'static str, &Verdict)> {
        self.screens.iter().map(|shown| (shown.address, &shown.verdict))
    }

    /// Each call with what became of it.
    pub fn calls(&self) -> impl Iterator<Item = (&str, &Outcome)> {
        self.calls.iter().map(|called| (called.call.as_str(), &called.outcome))
    }

    /// Each habit, and whether the API has it.
    pub fn habits(&self) -> impl Iterator<Item = (&'static str, bool)> {
        self.habits.iter().map(|habit| (habit.name, habit.has))
    }
}

impl Report {
    /// The names of what has to be mended once more, below all that is said of it.
    fn to_mend(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let calls =
            self.calls.iter().filter(|called| !stands(&called.outcome)).map(|called| called.call.as_str());
        let habits = self.habits.iter().filter(|habit| habit.mend).map(|habit| habit.name);
        let names: Vec<&str> = calls.chain(habits).collect();
        if names.is_empty() { Ok(()) } else { writeln!(f, "\nTO MEND\n  {}", names.join("\n  ")) }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, dialect, person, role, .. } = self;
        writeln!(f, "The portal in front of {address}, as {person} ({role}), in the dialect “{dialect}”")?;
        for fault in &self.config {
            writeln!(f, "config.json: {fault}")?;
        }
        writeln!(f, "\nSCREENS")?;
        for Shown { title, address, verdict, not_tried } in &self.screens {
            let (word, because) = match verdict {
                Verdict::Works => ("works", &[][..]),
                Verdict::Less(because) => ("less", because.as_slice()),
                Verdict::Hidden(because) => ("hidden", because.as_slice()),
                Verdict::Fails(because) => ("FAILS", because.as_slice()),
                Verdict::Unknown(because) => ("not seen", because.as_slice()),
            };
            writeln!(f, "  {word:<9} {title} ({address})")?;
            because.iter().try_for_each(|why| writeln!(f, "            {why}"))?;
            if !not_tried.is_empty() {
                writeln!(f, "            not tried: {}", not_tried.join(", "))?;
            }
        }
        writeln!(f, "\nCALLS")?;
        self.calls.iter().try_for_each(|called| write_call(f, called))?;
        writeln!(f, "\nHABITS")?;
        for Habit { name, has, mend, says } in &self.habits {
            let word = if *mend {
                "MEND"
            } else if *has {
                "yes"
            } else {
                "no"
            };
            writeln!(f, "  {word:<4} {name:<12} {says}")?;
        }
        if !self.opened.is_empty() {
            writeln!(f, "\nLEFT BEHIND")?;
        }
        for Opened { number, asks_to_be_closed } in &self.opened {
            let how = if *asks_to_be_closed { "asks to be closed" } else { "stands open: close it by hand" };
            writeln!(f, "  case {number} {how}")?;
        }
        self.to_mend(f)?;
        if !self.lacking.is_empty() {
            let names: Vec<String> = self.lacking.iter().map(|name| format!("{name:?}")).collect();
            writeln!(
                f,
                "\nWhat is there for nobody can be said before anybody looks for it, in config.json (as seen by this person):"
            )?;
            writeln!(f, "  \"capabilitiesOff\": [{}]", names.join(", "))?;
        }
        let Totals { works, less, hidden, fails, unknown } = &self.totals;
        writeln!(
            f,
            "\nOf {} screens {works} work, {less} show less, {hidden} are hidden, {fails} fail, {unknown} could not be seen as this person.",
            self.screens.len()
        )?;
        match (self.conforms, unknown) {
            (false, _) => writeln!(f, "Something has to be mended first."),
            (true, 0) => writeln!(f, "This API carries the portal."),
            (true, _) => {
                writeln!(f, "Nothing that was seen has to be mended. Ask as somebody else for the rest.")
            }
        }
    }
}

/// Whether the app can do with it.
fn stands(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Broken { .. } => false,
        Outcome::Read { fields } => fields.left_out == 0 && fields.in_other_words().is_empty(),
        _ => true,
    }
}

fn write_call(f: &mut fmt::Formatter<'_>, Called { call, outcome }: &Called) -> fmt::Result {
    match outcome {
        Outcome::Read { fields } if fields.left_out > 0 => {
            writeln!(f, "  PART  {call}: {} of {} entries are left out", fields.left_out, fields.entries)?;
        }
        Outcome::Read { fields } if !fields.in_other_words().is_empty() => {
            writeln!(f, "  WORDS {call}: none of {} is known", fields.in_other_words().join(", "))?;
        }
        Outcome::Read { fields } if fields.answers > 1 => {
            writeln!(f, "  ok    {call}, {} of them", fields.answers)?;
        }
        Outcome::Read { .. } => writeln!(f, "  ok    {call}")?,
        Outcome::Heeded { unseen } => {
            writeln!(f, "  ok    {call}")?;
            if !unseen.is_empty() {
                writeln!(f, "          not seen: {}; no two entries show a difference", unseen.join(", "))?;
            }
        }
        Outcome::Lacking { why } => writeln!(f, "  –     {call}: {why}")?,
        Outcome::NotForRole => writeln!(f, "  ?     {call}: not for this role")?,
        Outcome::NotTried { why } => writeln!(f, "  ?     {call}: {why}")?,
        Outcome::Broken { why, .. } => writeln!(f, "  FAIL  {call}: {why}")?,
    }
    outcome.fields().map_or(Ok(()), |fields| write_fields(f, fields))
}

/// What is not supplied anywhere stands in one line, everything else in one of its own.
fn write_fields(f: &mut fmt::Formatter<'_>, fields: &Fields) -> fmt::Result {
    let is_quiet = |note: &&Note| !note.breaks && matches!(note.what, What::Missing | What::UnknownMember);
    for note in fields.notes.iter().filter(|note| !is_quiet(note)) {
        let mut line = format!("{} {}", note.field, in_words(&note.what, note.came.as_deref()));
        if note.times < note.of {
            write!(line, ", {} of {} times", note.times, note.of)?;
        }
        if let Some(known) = &note.known {
            write!(line, "; what rests on it may be “cannot tell”. Known: {known}")?;
        }
        if let Some(meaning) = note.meaning.as_deref().filter(|_| note.breaks) {
            write!(line, ". It is: {meaning}")?;
        }
        writeln!(f, "          {}{line}", if note.breaks { "! " } else { "" })?;
    }
    let names = |what: What, always: bool| -> Vec<&str> {
        let of = |note: &&Note| is_quiet(note) && note.what == what && (note.times == note.of) == always;
        fields.notes.iter().filter(of).map(|note| note.field.as_str()).collect()
    };
    let lists = fields
        .notes
        .iter()
        .filter(|note| is_quiet(note) && note.what == What::Missing && note.list && note.times < note.of);
    for (head, names) in [
        ("never supplied", names(What::Missing, true)),
        (
            "not always supplied ([] says that there are none)",
            lists.map(|note| note.field.as_str()).collect(),
        ),
        ("passed over", [names(What::UnknownMember, true), names(What::UnknownMember, false)].concat()),
    ] {
        if !names.is_empty() {
            writeln!(f, "          {head}: {}", names.join(", "))?;
        }
    }
    Ok(())
}

pub fn in_words(what: &What, came: Option<&str>) -> String {
    let came = came.map(|came| format!(" ({came})")).unwrap_or_default();
    match what {
        What::Missing => "is missing".to_owned(),
        What::Expected(kind) => format!("should be {kind}{came}"),
        What::NoTimeZone => format!("has no time zone{came}"),
        What::UnknownWord => format!("has a word that the portal does not know{came}, shown as it is"),
        What::UnknownMember => "is passed over".to_owned(),
        What::Unreadable => "can't be read".to_owned(),
    }
}
