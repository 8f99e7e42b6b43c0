//! Addresses as most links want them: all that can be added to one left out.

use super::{CasesQuery, CasesShown, Confirmed, Route, Step, TimelineQuery, WeekShown};

impl Route {
    /// Report a fault, from its first question.
    pub fn report() -> Self {
        Self::Report { step: Step::Down, draft: None, unit: None }
    }

    /// A case for an End User, with nothing known of it yet.
    pub fn on_behalf() -> Self {
        Self::OnBehalf { note: String::new(), account: String::new() }
    }

    /// The advisor of an account, this week; empty for one's own.
    pub fn advisor(account: impl Into<String>) -> Self {
        Self::Advisor { account: account.into(), week: WeekShown::This, cursor: String::new() }
    }

    /// Open cases.
    pub fn open_cases() -> Self {
        Self::Cases(CasesQuery::default())
    }

    /// Shift handover: since when, and of which account.
    pub fn handover(since: &str, account: &str) -> Self {
        Self::Handover { since: since.to_owned(), account: account.to_owned(), cursor: String::new() }
    }

    /// What matches a text, among all cases.
    pub fn all_cases(text: &str) -> Self {
        Self::Cases(CasesQuery { show: CasesShown::All, q: text.to_owned(), ..CasesQuery::default() })
    }

    /// A unit as of today.
    pub fn unit(reference: impl Into<String>) -> Self {
        Self::unit_of(reference, "")
    }

    /// A unit of one of several accounts as of today; of the own one when the account is empty.
    pub fn unit_of(reference: impl Into<String>, account: impl Into<String>) -> Self {
        let (reference, account) = (reference.into(), account.into());
        Self::Unit { reference, account, on: None, suppose: Vec::new() }
    }

    /// Batches of registrations, from the newest; of one of several accounts when it is named.
    pub fn registrations(account: impl Into<String>) -> Self {
        Self::Registrations { account: account.into(), cursor: String::new() }
    }

    /// A batch, from its first row that was refused.
    pub fn registration(id: impl Into<String>) -> Self {
        Self::Registration { id: id.into(), cursor: String::new() }
    }

    /// A webinar, from where somebody left off.
    pub fn webinar(id: impl Into<String>) -> Self {
        Self::webinar_as(id, "", None)
    }

    /// The same as one of several accounts sees it, from a second on.
    pub fn webinar_as(id: impl Into<String>, account: impl Into<String>, at: Option<u32>) -> Self {
        Self::Webinar { id: id.into(), at, account: account.into() }
    }

    /// A case, without confirmation.
    pub fn case(number: impl Into<String>) -> Self {
        Self::Case { number: number.into(), confirmed: Confirmed::No, timeline: TimelineQuery::default() }
    }

    /// The same as it was just opened, with the confirmation.
    pub fn case_opened(number: impl Into<String>) -> Self {
        Self::Case { number: number.into(), confirmed: Confirmed::Yes, timeline: TimelineQuery::default() }
    }
}
