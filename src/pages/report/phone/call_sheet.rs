//! The call sheet: what the engineer on the phone will ask for, made from what is known; to copy and to print.

use leptos::prelude::*;
use rules::term::{ContractKind, Side};
use wire::unit::Unit;

use crate::{
    browser::document,
    clock::use_clock,
    components::{
        copy::{copy_icon, use_copy},
        icon::Icon,
        markup::{live, view},
    },
    draft::ReportDraft,
    pages::report::Wizard,
    widgets::unit_picker::site_date,
};

/// One line of the sheet.
type Line = (&'static str, String);

/// The sheet.
#[component]
pub fn CallSheet(wizard: Wizard) -> impl IntoView {
    let (open, unit, clock) = (wizard.open, wizard.unit, use_clock());
    let lines = Memo::new(move |_| {
        let answer = unit.value();
        let detail = answer.as_deref();
        let today =
            detail.as_ref().map(|detail| site_date(&detail.unit, &detail.zones, clock.now_untracked()));
        let known = detail.as_ref().map(|detail| &detail.unit).zip(today);
        let me = wizard.me.with_value(|me| [Some(me.name.clone()), me.phone.clone(), Some(me.email.clone())]);
        let contact = me.into_iter().flatten().collect::<Vec<_>>().join(", ");
        open.draft
            .with(|draft| sheet(draft, known, contact, wizard.me.with_value(|me| me.account.name.clone())))
    });
    let (done, copy) = use_copy();
    let text = move || {
        lines.with_untracked(|lines| {
            lines.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<String>()
        })
    };
    let rows = live(move || {
        lines
            .get()
            .into_iter()
            .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
            .collect_view()
    });
    view! {
        <section class="call-sheet" aria-labelledby="sheet-title">
            <header><h2 id="sheet-title">"Have this ready"</h2>
                <button class="button" data-size="small" type="button" on:click=move |_| copy(text())>
                    {copy_icon(done)}"Copy"</button>
                <button class="button" data-size="small" type="button" on:click=move |_| document::print()><Icon name="print"/>"Print"</button>
            </header>
            <dl class="facts">{rows}</dl>
        </section>
    }
}

/// The lines, in the order in which they are asked for. What is not known says so.
fn sheet(
    draft: &ReportDraft,
    known: Option<(&Unit, rules::Date)>,
    contact: String,
    account: String,
) -> Vec<Line> {
    let or_unknown = |text: Option<String>| {
        text.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| "not known yet".to_owned())
    };
    let contract = known.and_then(|(unit, today)| contract_on(unit, today));
    let unit = known.map(|(unit, _)| unit);
    let (number, host, site) = if draft.unlisted {
        (None, Some(draft.host_name.clone()), Some(draft.site.clone()))
    } else {
        (
            unit.map(|unit| unit.number().to_owned())
                .or_else(|| draft.unit.as_ref().map(|unit| unit.reference.clone())),
            draft.unit.as_ref().map(|unit| format!("{} ({})", unit.title, unit.model)),
            unit.and_then(|unit| unit.site()).map(|site| format!("{}, {}", site.name, site.address())),
        )
    };
    vec![
        ("Priority", "1".to_owned()),
        ("Company", account),
        ("Contract", or_unknown(contract)),
        ("Serial number", or_unknown(number)),
        ("Unit", or_unknown(host)),
        ("Site", or_unknown(site)),
        ("Contact", contact),
        ("Symptom", or_unknown(Some(draft.synopsis.clone()))),
        ("Software", or_unknown(unit.and_then(|unit| unit.software_release.clone()))),
    ]
}

/// The contract to name: Advanced Care Plus if it covers the day, else Juniper Care.
fn contract_on(unit: &Unit, today: rules::Date) -> Option<String> {
    let facts = unit.facts().ok()?;
    let terms = facts.terms.unwrap_or_default();
    [Side::Service, Side::Care].into_iter().find_map(|side| {
        terms.iter().find(|term| term.is(side) && term.covers(today)).map(|term| match term.kind {
            ContractKind::AdvancedCarePlus => term.contract.clone(),
            kind => format!("{} ({})", term.contract, kind.name()),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit() -> Unit {
        serde_json::from_str(
            r#"{"reference":"JN1","model":"MX480","account":{"id":"a","name":"A"},"software_release":"23.4R2",
                "terms":[{"contract":"CARE-1","kind":"juniper_care","start":"2026-01-01","end":"2026-12-31","status":"active"},
                         {"contract":"ACP-1","kind":"advanced_care_plus","start":"2026-01-01","end":"2026-06-30","status":"active"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn the_contract_that_covers_today_is_named() {
        assert_eq!(contract_on(&unit(), "2026-06-30".parse().unwrap()).as_deref(), Some("ACP-1"));
        assert_eq!(
            contract_on(&unit(), "2026-07-01".parse().unwrap()).as_deref(),
            Some("CARE-1 (Juniper Care)")
        );
        assert_eq!(contract_on(&unit(), "2027-01-01".parse().unwrap()), None);
    }

    #[test]
    fn what_is_not_known_says_so() {
        let lines = sheet(&ReportDraft::default(), None, "Ana".to_owned(), "Carrier".to_owned());
        let value =
            |name: &str| lines.iter().find(|(line, _)| *line == name).map(|(_, value)| value.as_str());
        assert_eq!(value("Serial number"), Some("not known yet"));
        assert_eq!(value("Symptom"), Some("not known yet"));
        assert_eq!(value("Contact"), Some("Ana"));
    }
}
