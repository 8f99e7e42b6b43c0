//! Agreements there, service contracts here. How they were bought and by whom an End User was found to qualify is not said
//! there: whether one is in order can't be told, and the page says which inputs are missing.

use http::Method;
use wire::{
    contract::{ContractList, ServiceContract},
    json::Counted,
    unit::Term,
};

use super::{
    Spoken, call,
    question::Question,
    theirs::Theirs,
    words::{AGREEMENT_STATES, AGREEMENTS},
    written,
};

/// All of them.
pub fn ask_list(_: &Question) -> Spoken {
    call(Method::GET, "/rest/agreements".to_owned(), None)
}

/// By end date; of one account when several are theirs and one was asked for.
pub fn hear_list(question: &Question, theirs: Theirs<'_>) -> Option<String> {
    let account = question.parameter("account");
    let is_asked_for = |contract: &ServiceContract| {
        account.is_empty() || contract.account.as_ref().is_some_and(|known| known.id == account)
    };
    let all = theirs.each("agreements").map(contract);
    let mut items: Counted<ServiceContract> =
        all.filter(|contract| contract.as_ref().is_none_or(is_asked_for)).collect();
    items.sort_by_key(|contract| contract.end);
    written(&ContractList { items })
}

fn contract(theirs: Theirs<'_>) -> Option<ServiceContract> {
    let Term { contract, kind, start, end, status } = term(theirs)?;
    Some(ServiceContract {
        number: contract,
        kind,
        status,
        start,
        end,
        purchase_order: theirs.text("orderNo"),
        units: theirs.count("assetCount"),
        account: theirs.account("customer"),
        co_term_reference: None,
        agreement: None,
        qualification: None,
        purchase: None,
        decision: None,
    })
}

/// What an agreement says about a unit.
pub fn term(theirs: Theirs<'_>) -> Option<Term> {
    Some(Term {
        contract: theirs.text("agreementNo")?,
        kind: AGREEMENTS.ours(theirs.word("type")).into(),
        start: theirs.day("from")?,
        end: theirs.day("until")?,
        status: AGREEMENT_STATES.ours(theirs.word("state")).into(),
    })
}
