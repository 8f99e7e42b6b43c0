//! What a person's eyes reach. Every query for things that belong to an account takes a [`Reach`]; there is no query
//! without one, so that nobody forgets it.

use super::json_list;

/// Accounts, or what one's own account has registered for others.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reach {
    accounts: Vec<String>,
    registered_by: Option<String>,
    only: Option<String>,
}

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

    /// The accounts, as one bound value.
    pub(super) fn account_list(&self) -> String {
        json_list(
            self.accounts
                .iter()
                .map(String::as_str)
                .filter(|id| self.only.as_deref().is_none_or(|only| only == *id)),
        )
    }

    pub(super) fn reseller(&self) -> Option<&str> {
        self.registered_by.as_deref()
    }

    pub(super) fn narrowed_to(&self) -> Option<&str> {
        self.only.as_deref()
    }
}
