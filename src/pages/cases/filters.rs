//! What the list of cases can be narrowed to, and sorted by.

use crate::{
    route::List,
    session::use_session,
    widgets::list_filters::{Control, Filter, Filters, Part},
};

/// All of it.
pub static FILTERS: Filters = Filters {
    list: List::Cases,
    name: "Cases",
    find: "Number, words, host name, serial, own reference",
    main: &[
        filter("Waiting on", |query| &mut query.waiting_on, of(whose_turn)),
        filter(
            "Priority",
            |query| &mut query.priority,
            of(|| {
                &[
                    ("", "Any priority"),
                    ("1", "Priority 1"),
                    ("2", "Priority 2"),
                    ("3", "Priority 3"),
                    ("4", "Priority 4"),
                ]
            }),
        ),
        filter(
            "First response",
            |query| &mut query.target,
            of(|| {
                &[
                    ("", "Any"),
                    ("running", "Target running"),
                    ("overdue", "Overdue"),
                    ("met", "Target met"),
                    ("missed", "Target missed"),
                ]
            }),
        ),
        filter("Sort by", |query| &mut query.sort, Control::Sort(&SORTS, sorted_by)),
    ],
    more: &[
        filter("Opened by", |query| &mut query.mine, of(|| &[("", "Anybody"), ("true", "Me")])),
        filter(
            "Channel",
            |query| &mut query.channel,
            of(|| &[("", "Any"), ("phone", "Phone"), ("web", "Web"), ("email", "E-mail")]),
        ),
        filter(
            "Escalation",
            |query| &mut query.escalated,
            of(|| &[("", "Any"), ("true", "Escalated"), ("false", "Not escalated")]),
        ),
        filter("Site", |query| &mut query.site, Control::Counted("site", str::to_owned)),
        filter("Contract", |query| &mut query.contract, Control::Counted("contract", str::to_owned)),
        filter("Serial of the unit", |query| &mut query.unit, Control::Text),
        filter("Opened from", |query| &mut query.opened_from, Control::Date),
        filter("Opened until", |query| &mut query.opened_to, Control::Date),
    ],
};

/// The first is the list's own order: it needs no word in the address.
const SORTS: [(&str, &str); 6] = [
    ("", "What is urgent"),
    ("due", "First response due"),
    ("priority", "Priority"),
    ("-created", "Newest first"),
    ("created", "Oldest first"),
    ("-changed", "Last change"),
];

const fn filter(label: &'static str, part: Part, control: Control) -> Filter {
    Filter { label, part, control }
}

const fn of(options: fn() -> &'static [(&'static str, &'static str)]) -> Control {
    Control::Of(options, str::to_owned)
}

/// "You" is the End User's side; the vendor's people read it as the other one.
fn whose_turn() -> &'static [(&'static str, &'static str)] {
    let of_end_user = use_session()
        .me()
        .is_none_or(|me| me.role.known().is_none_or(rules::access::Role::works_for_end_user));
    if of_end_user {
        &[("", "Anybody"), ("customer", "You"), ("vendor", "Juniper"), ("nobody", "Nobody")]
    } else {
        &[("", "Anybody"), ("customer", "The End User"), ("vendor", "Juniper"), ("nobody", "Nobody")]
    }
}

/// Links of other pages and views may name the list's own order, and each order the other way round.
fn sorted_by(sort: &str) -> &str {
    if sort == "urgency" { "" } else { sort }
}
