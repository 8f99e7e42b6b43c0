//! Every rule of the service description that decides, as pure functions with reasons.
//!
//! *Advanced Care Plus* is a support service for network equipment, and its description is a contract. Its sentences are
//! numbered (`R-001` … `R-087`) in the order in which they stand there; where it is silent or contradicts itself a reading
//! of ours stands in (`B-…`, `D-…`) and is marked as ours wherever it is shown. [`catalogue`] has all of them in plain
//! words. This page is the manual: one chapter a question, each example runs.
//!
//! What never happens here: no I/O, no clock (`now` and `on` are arguments), no JSON, no HTTP, no user interface, and
//! no panic on data. No decision leaves without its [`reason::Reason`]s: rules, outcome, plain words and the inputs.
//!
//! # Is this unit covered?
//!
//! Cover is decided on a civil date in the zone of the unit's site, from eleven conditions, all of which are told at once
//! ([`entitlement::assess`]). There are four answers: Advanced Care Plus, Juniper Care only, no cover found, and "cannot
//! tell" when an input is missing that would decide. Missing is never "no".
//!
//! ```
//! use rules::{
//!     country::{Country, CountryList},
//!     entitlement::{Answer, Condition, assess},
//!     term::{ContractKind, ContractStatus, Term},
//!     unit::{Address, EndOfSupport, OrderLine, Registration, SiteRecord, Source, Unit, Usage, Vendor},
//! };
//!
//! let date = |text: &str| text.parse::<rules::Date>();
//! let term = |kind, start, end| Ok::<_, chrono::ParseError>(Term {
//!     contract: format!("{start}"), kind, start: date(start)?, end: date(end)?, status: ContractStatus::Active,
//! });
//! let unit = Unit {
//!     vendor: Some(Vendor::Juniper),
//!     source: Some(Source::AuthorizedReseller),
//!     usage: Some(Usage::InUse),
//!     order: Some(OrderLine::Listed { order: "PO-1".to_owned() }),
//!     registration: Some(Registration::On(date("2026-01-02")?)),
//!     site: SiteRecord::At { address: Address::Complete, country: Country::parse("DE") },
//!     end_user_country: Country::parse("DE"),
//!     end_of_support: EndOfSupport::NotAnnounced,
//!     terms: Some(vec![
//!         term(ContractKind::AdvancedCarePlus, "2026-01-01", "2026-12-31")?,
//!         term(ContractKind::JuniperCare, "2025-07-01", "2027-06-30")?,
//!     ]),
//!     terms_unread: false,
//!     parts: vec![],
//! };
//! let countries = CountryList {
//!     source: "named in the service description".to_owned(),
//!     checked_on: date("2026-11-01")?,
//!     excluded: ["CU", "IR", "KP", "SD", "SY"].iter().filter_map(|code| Country::parse(code)).collect(),
//!     unread: false,
//! };
//!
//! let on_the_last_day = assess(&unit, &countries, date("2026-12-31")?);
//! assert_eq!(on_the_last_day.answer, Answer::AdvancedCarePlus); // both ends of a term count
//!
//! let the_day_after = assess(&unit, &countries, date("2027-01-01")?);
//! assert_eq!(the_day_after.answer, Answer::JuniperCareOnly);
//! assert_eq!(the_day_after.failed.iter().collect::<Vec<_>>(), [Condition::ServiceTerm]);
//! for (_, reason) in the_day_after.reasons(&unit, &countries) {
//!     println!("{}: {} ({:?})", reason.title, reason.why, reason.rules);
//! }
//!
//! // Over time: every change with its causes.
//! use rules::entitlement::over_time;
//! let next = over_time::next_change(&unit, &countries, date("2026-06-01")?);
//! assert_eq!(next.map(|change| change.on), Some(date("2027-01-01")?));
//!
//! // What if? Nothing is decided by other rules: another unit is.
//! use rules::entitlement::what_if::{Supposition, suppose};
//! let june = date("2026-06-01")?;
//! let supposed = suppose(&unit, &[Supposition::EndOfSupportPassed], june);
//! assert_eq!(assess(&supposed, &countries, june).answer, Answer::NoCoverFound);
//! # Ok::<(), chrono::ParseError>(())
//! ```
//!
//! A part that is excluded by itself (past its End of Support, or somebody else's product) leaves its host covered:
//! [`entitlement::excluded_parts`].
//!
//! # May this unit be registered, and what will it be worth?
//!
//! A row of a file or a form is told all its faults at once ([`registration::check`]), what is only worth a look refuses nothing
//! ([`registration::warnings`]), and its cover is decided before it is sent ([`registration::worth`]). Big files are read by
//! [`csv::table`] and put in order in a [`registration::Sheet`].
//!
//! ```
//! use rules::{country::{Country, CountryList}, csv::table::Reader, registration::{By, Sheet}};
//!
//! let countries = CountryList {
//!     source: "named in the service description".to_owned(),
//!     checked_on: rules::Date::default(),
//!     excluded: Country::parse("SD").into_iter().collect(),
//!     unread: false,
//! };
//! let mut reader = Reader::new();
//! reader.feed(b"S/N;SKU;Site;Street;City;Country\nJN1234AFB;MX204;Juba;Airport Road 1;Juba;South Sudan\n")
//!     .and_then(|()| reader.feed(b"JN1235AFB;MX204;Khartoum;;Khartoum;Sudan\n"))
//!     .map_err(|refused| refused.message())?;
//! let table = reader.finish().map_err(|refused| refused.message())?;
//! let mut sheet = Sheet::new(table, By::EndUser);
//! assert!(sheet.check_more(usize::MAX, &countries));
//! assert!(sheet.faults(0).is_empty());
//! assert_eq!(
//!     sheet.faults(1).sentence(),
//!     "Enter the site’s street and number; The service is not available in this country"
//! );
//! # Ok::<(), String>(())
//! ```
//!
//! # Is this contract in order?
//!
//! A decision of its own, which never turns a unit red ([`contract::Contract`]). Twelve months are counted as the calendar
//! does; a shorter term needs a written reference and another contract of the same End User that ends with it.
//!
//! ```
//! use rules::contract::lasts_months;
//!
//! let date = |text: &str| text.parse::<rules::Date>();
//! assert!(lasts_months(date("2026-01-01")?, date("2026-12-31")?, 12));
//! assert!(!lasts_months(date("2026-01-01")?, date("2026-12-30")?, 12));
//! assert!(lasts_months(date("2028-02-29")?, date("2029-02-27")?, 12)); // there is no 29 February in 2029
//! # Ok::<(), chrono::ParseError>(())
//! ```
//!
//! # How fast does an engineer answer?
//!
//! The target comes out of a dated table by priority and channel ([`response`]); a Priority 1 that was opened on the web
//! stays a Priority 1 and takes the row of Priority 2. Only an engineer's telephone call or e-mail ends the response time.
//!
//! ```
//! use rules::response::{Channel, Priority, TargetTable};
//!
//! // Other numbers than today's, in which the substitution shows.
//! let table = TargetTable { version: "example".to_owned(), minutes: [15, 45, 240, 240], business_hours: None };
//! let minutes = |channel| table.target(Priority::P1, &channel).map(|target| target.minutes);
//! assert_eq!(minutes(Channel::Phone), Ok(15));
//! assert_eq!(minutes(Channel::Web), Ok(45));
//! assert!(minutes(Channel::Email).is_err()); // new cases are not accepted by e-mail
//! ```
//!
//! # How long is that in business time?
//!
//! Weekly hours, holidays and a zone make a [`calendar::Calendar`]; its answers cost the same over an hour and over a
//! century, and changes of clock are counted as they are lived through.
//!
//! ```
//! use chrono::TimeDelta;
//! use rules::{calendar::{Calendar, WeeklyHours}, zone::ZoneRules};
//!
//! let hours = WeeklyHours::parse("Mon-Fri 09:00-17:00").map_err(|problem| problem.message())?;
//! let calendar = Calendar::new(&hours, &[], ZoneRules::utc());
//! let at = |text: &str| text.parse::<rules::Instant>().map_err(|error| error.to_string());
//! // Friday 16:00 and two hours: one on Friday, one on Monday.
//! let due = calendar.add(at("2026-11-20T16:00:00Z")?, TimeDelta::hours(2));
//! assert_eq!(due, at("2026-11-23T10:00:00Z")?);
//! assert_eq!(calendar.between(at("2026-11-20T16:00:00Z")?, due), TimeDelta::hours(2));
//! # Ok::<(), String>(())
//! ```
//!
//! # Who may speak for the customer?
//!
//! Two to six representatives are named ([`roster`]); who holds a certificate has Expert to Expert Access beside them
//! ([`expert_to_expert`]); what each role may do stands in one table ([`access`]); how an address and a telephone number
//! have to look is in [`person`], and when somebody likes to be called in [`reachable`]. What a certificate must say and when the
//! vendor may approve it is in [`certificate`], how long a link of an invitation works in [`invitation`], and what
//! the advisor proposes in [`proposal`].
//!
//! ```
//! use rules::roster::{Edit, Refused, after};
//!
//! let six = ["a", "b", "c", "d", "e", "f"];
//! assert_eq!(after(&six, &Edit::Add("g")), Err(Refused::Full));
//! let swapped = after(&six, &Edit::Replace { out: "a", by: "g" });
//! assert_eq!(swapped.map(|roster| roster.len()), Ok(6)); // one step, never five and never seven
//! assert_eq!(after(&["a", "b"], &Edit::Remove("a")), Err(Refused::TooFew));
//! assert!(after(&["a", "b"], &Edit::HasLeft("a")).is_ok()); // what has happened is not refused
//! ```
//!
//! # Whom to call now?
//!
//! Always the same three lines, in an order that follows the advisor's hours ([`who_to_call`], [`advisor`]). What the
//! advisor is asked, and what becomes of it, is in [`advice`].
//!
//! # How far is the on-boarding, and when do we meet?
//!
//! Seven things and the account's own ([`on_boarding`]); what does not apply counts as done. Meetings are agreed on by two
//! sides ([`meeting`]) and have a link to join by ([`link`]), never a place.
//!
//! # What may be put right about a unit?
//!
//! Its use, site, host name and release ([`unit_change`]); units are not moved where the service is not available. A list that
//! was narrowed down keeps a name ([`saved_view`]). Sites are told apart and joined in [`site`].
//!
//! # What about this problem, and is the report complete?
//!
//! What is not part of the service about a problem ([`problem`]) never stops a report; [`case_draft::Draft::check`] names
//! everything that is missing from one at once, and a Priority 1 gets past it only by way of the phone page. Which cases there are
//! about the same already, [`similar_case`] tells by the words of the symptom.
//!
//! # What can be done with a case, and who does it?
//!
//! Both sides move a case on ([`case_life`]); it is closed when one asks and the other agrees. What is escalated has an owner and
//! reports until the End User agrees that it is completed ([`escalation`]), and keeps its case open until then. Files go with a case up to a size and a number, under names that
//! are harmless everywhere ([`case_file`]).
//!
//! # What is said in a recording?
//!
//! Captions and chapters are WebVTT; [`vtt`] reads them into cues of plain text, and names every fault with its line.
//!
//! ```
//! use rules::vtt::{Kind, parse};
//!
//! let track = parse("WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada>Look at the <b>alarms</b> first.\n", Kind::Captions);
//! assert_eq!(track.cues[0].text, "Look at the alarms first.");
//! let faulty = parse("WEBVTT\n\n00:04.000 --> 00:01.000\nBack to front", Kind::Captions);
//! assert_eq!(faulty.faults[0].message(), "Line 3: this ends before it begins.");
//! ```

pub mod access;
pub mod advice;
pub mod advisor;
pub mod calendar;
pub mod case_draft;
pub mod case_file;
pub mod case_life;
pub mod case_mail;
pub mod catalogue;
pub mod certificate;
pub mod contract;
pub mod country;
pub mod csv;
pub mod entitlement;
pub mod escalation;
pub mod expert_to_expert;
pub mod invitation;
pub mod link;
pub mod meeting;
pub mod on_boarding;
pub mod participation;
pub mod password;
pub mod person;
pub mod problem;
pub mod proposal;
pub mod quarter;
pub mod reachable;
pub mod readiness;
pub mod reason;
pub mod registration;
pub mod release;
pub mod response;
pub mod responsibilities;
pub mod rma;
pub mod roster;
pub mod saved_view;
pub mod serial;
pub mod similar_case;
pub mod site;
pub mod term;
pub mod unit;
pub mod unit_change;
pub mod vtt;
pub mod webinar;
pub mod who_to_call;
pub mod words;
pub mod zone;

/// A point in time, UTC.
pub type Instant = chrono::DateTime<chrono::Utc>;
/// A civil date, without zone: cover is decided on these, in the site's zone.
pub type Date = chrono::NaiveDate;
