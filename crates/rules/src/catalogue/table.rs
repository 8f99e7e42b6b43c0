//! The table itself, in the order of the service description.

use super::{By, Entry, State};

const fn decided(item: &'static str, test: &'static str) -> State {
    State::Decided(By { item, test })
}

const fn enforced(item: &'static str, test: &'static str) -> State {
    State::Enforced(By { item, test })
}

const fn shown(item: &'static str, test: &'static str) -> State {
    State::Shown(By { item, test })
}

const fn rule(id: &'static str, heading: &'static str, says: &'static str, state: State) -> Entry {
    Entry { id, heading, says, state }
}

const ELIGIBILITY_AND_PURCHASING: &str = "Eligibility and Purchasing";
const ADVANCED_CARE_PLUS_FEATURES: &str = "Advanced Care Plus Features";
const ESCALATION_MANAGEMENT_DESK: &str = "Escalation Management Desk (24x7)";
const ON_BOARDING: &str = "On-boarding";
const CUSTOMIZED_REPORTS: &str = "Customized Reports";
const BEST_PRACTICE_KNOWLEDGE_TRANSFER: &str = "Best Practice Knowledge Transfer";
const EXPERT_TO_EXPERT_ACCESS: &str = "Expert to Expert Access";
const ENHANCED_SUPPORT_RESPONSE_TIME: &str = "Enhanced Support Response Time";
const TECHNICAL_SERVICES_ADVISOR: &str = "Technical Services Advisor";
const END_USER_RESPONSIBILITIES: &str = "End User Responsibilities";
const AVAILABILITY: &str = "Availability";
const SCOPE: &str = "Scope";
const EXCLUSIONS: &str = "Exclusions";

/// All of them.
pub const RULES: &[Entry] = &[
    rule(
        "R-001",
        ELIGIBILITY_AND_PURCHASING,
        "The service is sold to End Users, directly or through authorized resellers.",
        decided("contract::Purchase", "a_reseller_is_authorized_and_names_the_end_user"),
    ),
    rule(
        "R-002",
        ELIGIBILITY_AND_PURCHASING,
        "The service description applies together with the vendor's purchase and licence agreement, or another written one.",
        decided("contract::Agreement", "every_fault_is_told_at_once_and_what_is_missing_is_none"),
    ),
    rule(
        "R-003",
        ELIGIBILITY_AND_PURCHASING,
        "Where the two differ, the service description stands.",
        decided("contract::Contract", "a_reason_names_its_rules_and_marks_the_reading"),
    ),
    rule(
        "R-004",
        ELIGIBILITY_AND_PURCHASING,
        "Words that it does not explain mean what the agreement says they mean.",
        State::Told,
    ),
    rule(
        "R-005",
        ELIGIBILITY_AND_PURCHASING,
        "Only certain qualified End Users may buy, for their own use.",
        decided("contract::Qualification", "every_fault_is_told_at_once_and_what_is_missing_is_none"),
    ),
    rule(
        "R-006",
        ELIGIBILITY_AND_PURCHASING,
        "A reseller buys for the End User that its purchase order names with name and address.",
        enforced("registration::check", "a_reseller_names_the_end_user_with_its_whole_address"),
    ),
    rule(
        "R-007",
        ELIGIBILITY_AND_PURCHASING,
        "Covered products come from Juniper or an authorized reseller.",
        enforced("registration::check", "it_comes_from_juniper_or_an_authorized_reseller"),
    ),
    rule(
        "R-008",
        ELIGIBILITY_AND_PURCHASING,
        "Each covered product has a valid Juniper Care contract.",
        decided("entitlement::assess", "a_suspended_contract_does_not_count"),
    ),
    rule(
        "R-009",
        ELIGIBILITY_AND_PURCHASING,
        "A product is covered only while its Juniper Care contract runs.",
        decided(
            "entitlement::over_time::intervals",
            "every_day_is_in_the_interval_that_says_what_is_decided_on_it",
        ),
    ),
    rule(
        "R-010",
        ELIGIBILITY_AND_PURCHASING,
        "A contract lasts at least twelve months.",
        decided("contract::lasts_months", "months_are_those_of_the_calendar"),
    ),
    rule(
        "R-011",
        ELIGIBILITY_AND_PURCHASING,
        "A shorter term is possible only to let contracts end together, agreed in writing.",
        decided("contract::TermLength", "a_shorter_term_needs_a_reference_and_a_contract_that_ends_with_it"),
    ),
    rule(
        "R-012",
        ELIGIBILITY_AND_PURCHASING,
        "Such a purchase is called a Juniper Networks Service Contract.",
        shown("term::ContractKind", "a_subscription_stands_for_juniper_care"),
    ),
    rule(
        "R-013",
        ELIGIBILITY_AND_PURCHASING,
        "All conditions must be met; all that fail are told.",
        decided("entitlement::assess", "every_failing_condition_is_reported_at_once"),
    ),
    rule(
        "R-014",
        ELIGIBILITY_AND_PURCHASING,
        "The End User uses the product.",
        decided("registration::Warning", "a_warning_refuses_nothing"),
    ),
    rule(
        "R-015",
        ELIGIBILITY_AND_PURCHASING,
        "It was bought or leased from Juniper or an authorized reseller.",
        enforced("registration::FaultKind", "it_comes_from_juniper_or_an_authorized_reseller"),
    ),
    rule(
        "R-016",
        ELIGIBILITY_AND_PURCHASING,
        "It stands in a purchase order for the service.",
        enforced("registration::check", "a_replacement_needs_no_purchase_order_of_its_own"),
    ),
    rule(
        "R-017",
        ELIGIBILITY_AND_PURCHASING,
        "It is registered by serial number, with the address of its site.",
        enforced("registration::check", "a_unit_needs_its_serial_number_and_the_address_of_its_site"),
    ),
    rule(
        "R-018",
        ELIGIBILITY_AND_PURCHASING,
        "Then it is a Supported Juniper Product.",
        decided("entitlement::Answer", "the_answer_is_what_all_completions_agree_on"),
    ),
    rule(
        "R-019",
        ELIGIBILITY_AND_PURCHASING,
        "It stays one while the contract or its renewal runs.",
        decided("term::chain_end", "a_renewal_the_next_day_continues_and_one_day_later_does_not"),
    ),
    rule(
        "R-020",
        ELIGIBILITY_AND_PURCHASING,
        "A Subscription licence counts as including Juniper Care.",
        decided("term::Term", "renewals_and_chains_are_one_interval"),
    ),
    rule(
        "R-021",
        ADVANCED_CARE_PLUS_FEATURES,
        "Features are delivered with commercially reasonable efforts: targets, not guarantees.",
        shown("response::ResponseTarget", "targets_by_priority_and_channel"),
    ),
    rule(
        "R-022",
        ESCALATION_MANAGEMENT_DESK,
        "A desk at all hours that moves cases on to the next level.",
        decided("who_to_call::order", "the_desk_comes_second_while_the_advisor_is_open"),
    ),
    rule(
        "R-023",
        ESCALATION_MANAGEMENT_DESK,
        "It has a telephone number of its own.",
        shown("who_to_call::Line", "the_desk_comes_second_while_the_advisor_is_open"),
    ),
    rule(
        "R-024",
        ESCALATION_MANAGEMENT_DESK,
        "One team looks after all escalations.",
        enforced("escalation::after", "every_escalation_has_an_owner_before_anything_is_reported"),
    ),
    rule(
        "R-025",
        ESCALATION_MANAGEMENT_DESK,
        "It watches a case from one end to the other.",
        shown("escalation::Reports", "reports_are_owed_until_it_is_completed"),
    ),
    rule(
        "R-026",
        ESCALATION_MANAGEMENT_DESK,
        "It reports until every escalation request is completed.",
        enforced("case_life::after", "nothing_ends_while_an_escalation_is_open"),
    ),
    rule(
        "R-027",
        ON_BOARDING,
        "The advisor helps to set up access to what the service offers.",
        decided("on_boarding::standing", "progress_is_what_crossing_off_leaves"),
    ),
    rule(
        "R-028",
        ON_BOARDING,
        "A meeting goes through seven things.",
        decided("on_boarding::reason", "complete_only_when_all_are_done_or_do_not_apply"),
    ),
    rule("R-029", CUSTOMIZED_REPORTS, "One consolidated report a quarter.", State::Planned),
    rule("R-030", CUSTOMIZED_REPORTS, "Which devices are covered and which are not.", State::Planned),
    rule("R-031", CUSTOMIZED_REPORTS, "End-of-life information for the install base.", State::Planned),
    rule("R-032", CUSTOMIZED_REPORTS, "The history of cases.", State::Planned),
    rule("R-033", CUSTOMIZED_REPORTS, "Returns by status, product line and volume.", State::Planned),
    rule(
        "R-034",
        CUSTOMIZED_REPORTS,
        "Major and critical bugs, monthly, for covered products.",
        State::Planned,
    ),
    rule(
        "R-035",
        BEST_PRACTICE_KNOWLEDGE_TRANSFER,
        "Interactive webinars every quarter.",
        decided("webinar::quarter::coverage", "a_quarter_without_a_webinar_is_missing"),
    ),
    rule(
        "R-036",
        BEST_PRACTICE_KNOWLEDGE_TRANSFER,
        "An expert hosts them and answers questions.",
        enforced("webinar::question::may", "questions_are_asked_before_during_and_with_the_recording"),
    ),
    rule(
        "R-037",
        BEST_PRACTICE_KNOWLEDGE_TRANSFER,
        "Five topics, and others.",
        shown("webinar::Topic", "five_topics_and_others"),
    ),
    rule(
        "R-038",
        BEST_PRACTICE_KNOWLEDGE_TRANSFER,
        "They are recorded, and the recording is posted.",
        decided("webinar::Recording", "a_webinar_that_is_over_owes_its_recording"),
    ),
    rule(
        "R-039",
        EXPERT_TO_EXPERT_ACCESS,
        "Priority 1 and 2 cases go to senior engineers directly, at all hours.",
        decided("expert_to_expert::expert_to_expert", "decision_table_c3"),
    ),
    rule(
        "R-040",
        EXPERT_TO_EXPERT_ACCESS,
        "Priorities mean what the JTAC User Guide says.",
        shown("response::Priority", "targets_by_priority_and_channel"),
    ),
    rule(
        "R-041",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "Targets are for the first response and depend on the priority.",
        decided("response::TargetTable", "targets_by_priority_and_channel"),
    ),
    rule(
        "R-042",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "A Tech Case is made when the End User reports an issue.",
        decided("response::ResponseTarget", "within_means_the_due_instant_is_in_time"),
    ),
    rule(
        "R-043",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "Priority 1: within 30 minutes.",
        decided("response::TargetTable", "targets_by_priority_and_channel"),
    ),
    rule(
        "R-044",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "Priority 2: within 30 minutes.",
        decided("response::TargetTable", "targets_by_priority_and_channel"),
    ),
    rule(
        "R-045",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "Priority 3: within 4 hours.",
        decided("response::TargetTable", "targets_by_priority_and_channel"),
    ),
    rule(
        "R-046",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "Priority 4: within 4 hours.",
        decided("response::TargetTable", "targets_by_priority_and_channel"),
    ),
    rule(
        "R-047",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "Priority 1 is best opened by phone.",
        enforced("case_draft::PhonePageChoice", "there_is_no_priority_1_on_the_web_without_the_phone_page"),
    ),
    rule(
        "R-048",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "Priority 1 on the web is handled at the Priority 2 target.",
        decided(
            "response::TargetTable",
            "priority_1_on_the_web_takes_the_priority_2_row_and_stays_priority_1",
        ),
    ),
    rule(
        "R-049",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "It stays Priority 1 all the same.",
        decided("response::ResponseTarget", "an_unknown_channel_counts_as_web_and_says_so"),
    ),
    rule(
        "R-050",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "The time runs from the case to an engineer's call or e-mail.",
        decided("response::is_first_contact", "only_an_engineer_by_phone_or_email_stops_the_clock"),
    ),
    rule(
        "R-051",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "Every issue differs; reasonable efforts are made.",
        shown("response::ResponseTarget", "within_means_the_due_instant_is_in_time"),
    ),
    rule("R-052", ENHANCED_SUPPORT_RESPONSE_TIME, "The JTAC User Guide says more.", State::Told),
    rule(
        "R-053",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "New Tech Cases are not accepted by e-mail.",
        enforced("response::EmailRefused", "targets_by_priority_and_channel"),
    ),
    rule(
        "R-054",
        ENHANCED_SUPPORT_RESPONSE_TIME,
        "E-mail can update an open case.",
        enforced("case_mail::may_update", "mail_updates_what_is_not_closed_and_opens_nothing"),
    ),
    rule(
        "R-055",
        TECHNICAL_SERVICES_ADVISOR,
        "One named advisor for the account.",
        decided("advisor::assignment", "nobody_and_leave_without_a_stand_in_are_said"),
    ),
    rule(
        "R-056",
        TECHNICAL_SERVICES_ADVISOR,
        "The advisor is there remotely, in business hours.",
        decided("advisor::Schedule", "open_is_what_the_wall_clock_says"),
    ),
    rule(
        "R-057",
        TECHNICAL_SERVICES_ADVISOR,
        "The advisor has five tasks.",
        shown("advisor::Task", "the_advisor_has_five_tasks"),
    ),
    rule(
        "R-058",
        TECHNICAL_SERVICES_ADVISOR,
        "The advisor moves Priority 1 and 2 cases on, when asked.",
        enforced("case_life::after", "every_step_from_everywhere_is_what_the_lists_say"),
    ),
    rule(
        "R-059",
        TECHNICAL_SERVICES_ADVISOR,
        "The advisor reviews notices that concern the install base.",
        State::Planned,
    ),
    rule(
        "R-060",
        TECHNICAL_SERVICES_ADVISOR,
        "The advisor helps to choose a software release.",
        enforced("advice::Part", "guidance_is_answered_with_a_recommendation_risks_and_benefits"),
    ),
    rule(
        "R-061",
        TECHNICAL_SERVICES_ADVISOR,
        "A review call about the cases, on request.",
        enforced("meeting::decide", "the_life_of_a_meeting"),
    ),
    rule(
        "R-062",
        TECHNICAL_SERVICES_ADVISOR,
        "Informal questions, which are no Tech Cases.",
        decided("advice::after", "every_state_and_step"),
    ),
    rule(
        "R-063",
        END_USER_RESPONSIBILITIES,
        "The End User hands in what activates the service.",
        decided("contract::activation::assess", "each_item_is_decided_by_its_own_fact"),
    ),
    rule(
        "R-064",
        END_USER_RESPONSIBILITIES,
        "The End User says which software runs.",
        decided("release::reason", "releases_that_are_not_known_wait_on_the_account"),
    ),
    rule(
        "R-065",
        END_USER_RESPONSIBILITIES,
        "Two to six senior representatives are named.",
        decided("roster::after", "a_roster_stays_a_roster"),
    ),
    rule(
        "R-066",
        END_USER_RESPONSIBILITIES,
        "The End User takes part in knowledge transfer.",
        decided("webinar::attendance::reason", "taking_part_is_joining_or_watching"),
    ),
    rule(
        "R-067",
        END_USER_RESPONSIBILITIES,
        "Contacts and network profile are kept up to date.",
        decided("responsibilities::assess", "the_profile_is_asked_for_again_after_a_quarter"),
    ),
    rule(
        "R-068",
        END_USER_RESPONSIBILITIES,
        "What the solution needs to work is in place.",
        decided("responsibilities::assess", "each_responsibility_is_decided_by_its_own_fact"),
    ),
    rule(
        "R-069",
        END_USER_RESPONSIBILITIES,
        "Training may be required.",
        decided("responsibilities::assess", "each_responsibility_is_decided_by_its_own_fact"),
    ),
    rule(
        "R-070",
        END_USER_RESPONSIBILITIES,
        "Representatives are strongly recommended to hold a JNCIS.",
        decided(
            "expert_to_expert::Standing",
            "a_certificate_lasts_three_years_and_its_end_is_told_three_times",
        ),
    ),
    rule(
        "R-071",
        END_USER_RESPONSIBILITIES,
        "The End User secures the help of third parties.",
        decided("responsibilities::assess", "each_responsibility_is_decided_by_its_own_fact"),
    ),
    rule(
        "R-072",
        END_USER_RESPONSIBILITIES,
        "Written notice when a responsibility can't be met.",
        decided("responsibilities::notice::Draft", "everything_wrong_with_a_notice_is_told_at_once"),
    ),
    rule(
        "R-073a",
        AVAILABILITY,
        "Not available in the countries that the service description names.",
        enforced("registration::check", "juba_is_registered_and_khartoum_is_not"),
    ),
    rule(
        "R-073b",
        AVAILABILITY,
        "Nor where the law forbids it.",
        decided("country::CountryList", "south_sudan_is_not_sudan"),
    ),
    rule(
        "R-074",
        AVAILABILITY,
        "Twelve months at least.",
        decided("contract::lasts_months", "twelve_months_are_counted_with_both_ends"),
    ),
    rule(
        "R-075",
        AVAILABILITY,
        "The advisor's hours, Monday to Friday, without holidays.",
        decided("advisor::Region", "an_american_day_is_nine_hours_and_others_eight"),
    ),
    rule("R-076", SCOPE, "Delivered remotely.", enforced("link::HttpsLink", "only_a_safe_scheme_is_a_link")),
    rule("R-077", SCOPE, "Parts may be subcontracted.", State::Told),
    rule(
        "R-078",
        SCOPE,
        "Deliverables are in English.",
        shown("words::date", "spans_read_as_people_say_them"),
    ),
    rule(
        "R-079",
        SCOPE,
        "The service rests on co-operation: what is missing waits on the End User.",
        decided("contract::activation::missing", "what_is_missing_is_named_and_nothing_else"),
    ),
    rule(
        "R-080",
        SCOPE,
        "Six people at most have Expert to Expert and speak with the advisor.",
        decided("roster::after", "the_seventh_is_refused_and_the_second_last_stays"),
    ),
    rule(
        "R-081",
        SCOPE,
        "Certified experts can have access besides.",
        decided("expert_to_expert::basis", "expiry_removes_access_the_day_after"),
    ),
    rule(
        "R-082",
        EXCLUSIONS,
        "No standing by during maintenance windows.",
        decided("problem::Exclusion", "codes_come_back_and_every_exclusion_names_the_way_on"),
    ),
    rule(
        "R-083",
        EXCLUSIONS,
        "No support past the End of Support, of units and of parts.",
        decided("entitlement::excluded_parts", "a_part_past_end_of_support_leaves_its_host_covered"),
    ),
    rule(
        "R-084",
        EXCLUSIONS,
        "No support for third-party products.",
        decided("entitlement::PartExclusion", "codes_come_back_and_every_exclusion_names_the_way_on"),
    ),
    rule(
        "R-085",
        EXCLUSIONS,
        "No support for gray market products.",
        decided("entitlement::Condition", "gray_market_fails_source_and_exclusion_and_ends_juniper_care_too"),
    ),
    rule(
        "R-086",
        EXCLUSIONS,
        "No support for modified software.",
        decided("problem::Exclusion", "codes_come_back_and_every_exclusion_names_the_way_on"),
    ),
    rule(
        "R-087",
        EXCLUSIONS,
        "Not obliged is not forbidden: there is always a way on.",
        decided("problem::Exclusion", "codes_come_back_and_every_exclusion_names_the_way_on"),
    ),
];
