//! What a person's eyes reach. Every query for things that belong to an account takes a [`Reach`]; there is no query
//! without one, so that nobody forgets it. A reach that is narrower than its accounts says of them as a whole that there are
//! none: a query that does not know the narrower bound finds nothing, never too much.

use super::json_list;

/// Accounts, their escalated cases only, or what one's own account has registered for others.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reach {
    accounts: Vec<String>,
    escalated_only: bool,
    registered_by: Option<String>,
    only: Option<String>,
    added: Option<String>,
}

/// The condition that a case `c` is in reach, `?1` being [`Reach::cases`]. Escalated is what has, or had, a request to the desk:
/// who looks after requests sees those that are completed too, so that the history is kept (R-024 to R-026) and a question
/// about the end has somebody to answer it.
macro_rules! case_in_reach {
    () => {
        $crate::store::reach::in_reach!("c.account_id", "c.number")
    };
}

/// The same of a reach with one account, [`Reach::has_one_account`]: within one, an index has the cases in an order.
macro_rules! case_in_reach_of_one {
    () => {
        concat!("c.account_id = ?1 ->> '$.accounts[0]'", $crate::store::reach::narrower!("c.number"))
    };
}

/// The same for anything that may name a case: with the columns of its account and of the case's number.
macro_rules! in_reach {
    ($account:literal, $case:literal) => {
        concat!(
            $account,
            " IN (SELECT value FROM json_each(?1, '$.accounts'))",
            $crate::store::reach::narrower!($case)
        )
    };
}

/// What a reach asks of a case beside its account, with the column of the case's number.
macro_rules! narrower {
    ($case:literal) => {
        concat!(
            " AND (NOT json_extract(?1, '$.escalated_only') OR EXISTS (SELECT 1 FROM escalation q WHERE q.case_number = ",
            $case,
            "))
             AND (?1 ->> '$.added' IS NULL OR EXISTS (SELECT 1 FROM case_participant t
                    WHERE t.person_id = ?1 ->> '$.added' AND t.case_number = ",
            $case,
            "))"
        )
    };
}

pub(super) use {case_in_reach, case_in_reach_of_one, in_reach, narrower};

impl Reach {
    /// Nothing at all.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Everything of these accounts.
    #[must_use]
    pub fn accounts(ids: impl IntoIterator<Item = String>) -> Self {
        Self { accounts: ids.into_iter().collect(), ..Self::default() }
    }

    /// The escalated cases of these accounts, and nothing else of them.
    #[must_use]
    pub fn escalated_cases(ids: impl IntoIterator<Item = String>) -> Self {
        Self { escalated_only: true, ..Self::accounts(ids) }
    }

    /// Units that this account registered for its End Users, and nothing else.
    #[must_use]
    pub fn registered_by(reseller: String) -> Self {
        Self { registered_by: Some(reseller), ..Self::default() }
    }

    /// The same, narrowed to one account. Narrowing never widens.
    #[must_use]
    pub fn only(mut self, account: String) -> Self {
        self.only = Some(account);
        self
    }

    /// Of the cases, only those where that person was added; all else of the accounts stays in reach.
    #[must_use]
    pub fn cases_where_added(mut self, person: String) -> Self {
        self.added = Some(person);
        self
    }

    /// The accounts that are in reach as a whole, as one bound value.
    pub(super) fn account_list(&self) -> String {
        if self.escalated_only { json_list([]) } else { self.some_of() }
    }

    /// What [`case_in_reach`] and [`in_reach`] are told, as one bound value.
    pub(super) fn cases(&self) -> String {
        let added = serde_json::Value::from(self.added.as_deref());
        let (accounts, escalated) = (self.some_of(), self.escalated_only);
        format!(r#"{{"accounts":{accounts},"escalated_only":{escalated},"added":{added}}}"#)
    }

    /// Is something of exactly one account in reach?
    pub(super) fn has_one_account(&self) -> bool {
        self.some().count() == 1
    }

    /// The accounts of which something is in reach.
    fn some_of(&self) -> String {
        json_list(self.some())
    }

    fn some(&self) -> impl Iterator<Item = &str> {
        let only = |id: &&str| self.only.as_deref().is_none_or(|only| only == *id);
        self.accounts.iter().map(String::as_str).filter(only)
    }

    /// Does it hold less than its accounts as a whole?
    #[must_use]
    pub const fn is_escalated_only(&self) -> bool {
        self.escalated_only
    }

    pub(super) fn reseller(&self) -> Option<&str> {
        self.registered_by.as_deref()
    }

    pub(super) fn narrowed_to(&self) -> Option<&str> {
        self.only.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_that_does_not_know_of_escalated_cases_finds_nothing_of_their_accounts() {
        let ids = || ["a".to_owned(), "b".to_owned()];
        let (all, escalated) = (Reach::accounts(ids()), Reach::escalated_cases(ids()));
        assert_eq!((all.account_list().as_str(), escalated.account_list().as_str()), (r#"["a","b"]"#, "[]"));
        assert_eq!(all.cases(), r#"{"accounts":["a","b"],"escalated_only":false,"added":null}"#);
        let one = escalated.only("b".to_owned());
        assert_eq!(one.account_list(), "[]");
        assert_eq!(one.cases(), r#"{"accounts":["b"],"escalated_only":true,"added":null}"#);
        assert_eq!(one.only("c".to_owned()).cases(), r#"{"accounts":[],"escalated_only":true,"added":null}"#);
    }
}
