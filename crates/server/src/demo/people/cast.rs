//! Who there is: names from many places, none of them anybody's in particular.

use super::Person;
use crate::demo::accounts::{CARRIER, METRO, OPERATOR, OTHER_RESELLER, RESELLER, VENDOR};
use wire::account::Role;

pub const ADMINISTRATOR: &str = "person-oyelaran";
pub const SENIOR: &str = "person-barragan";
pub const NIGHT_SHIFT: &str = "person-lindqvist";
pub const IN_TOKYO: &str = "person-nakagawa";
pub const IN_KOLKATA: &str = "person-raghunathan";
pub const EXPERT: &str = "person-mabuza";
pub const EXPIRING_EXPERT: &str = "person-kowalczyk";
pub const ASSOCIATE: &str = "person-kealoha";
pub const ENGINEER: &str = "person-figueiredo";
pub const VIEWER: &str = "person-ngata";
pub const GUEST: &str = "person-seo";
pub const OPERATOR_ADMINISTRATOR: &str = "person-hohenloewenstein";
pub const OPERATOR_ENGINEER: &str = "person-woerthmueller";
pub const OPERATOR_ROSTER: [&str; 5] =
    ["person-gruenewald", "person-kilicoglu", "person-brzeczek", "person-hanh", "person-nibhriain"];
pub const METRO_SENIOR: &str = "person-mukhopadhyay";
pub const RESELLER_USER: &str = "person-lim";
pub const OTHER_RESELLER_USER: &str = "person-thackray";
pub const ADVISOR_AMERICAS: &str = "person-quintanilla";
pub const ADVISOR_EMEA: &str = "person-ostermayr";
pub const STAND_IN_EMEA: &str = "person-brannigan";
pub const ADVISOR_APAC: &str = "person-siddiquee";
pub const VENDOR_ENGINEER: &str = "person-adebisi";
pub const ESCALATION_DESK: &str = "person-haugland";

const fn person(
    id: &'static str,
    account: &'static str,
    role: Role,
    name: &'static str,
    [email, phone, zone]: [&'static str; 3],
    about: Option<&'static str>,
) -> Person {
    Person { id, account, name, email, phone, role, zone, about }
}

/// Everybody, in the order of the sign-in page.
pub const PEOPLE: &[Person] = &[
    person(
        SENIOR,
        CARRIER,
        Role::Representative,
        "Ximena Barragán Soto",
        ["ximena.barragan@example.net", "+1 303-555-0112", "America/Denver"],
        Some(
            "Start here: one of the named representatives, with cases in every state, a call note to settle, and Expert to Expert access.",
        ),
    ),
    person(
        ADMINISTRATOR,
        CARRIER,
        Role::Administrator,
        "Adaeze Oyelaran",
        ["adaeze.oyelaran@example.net", "+1 303-555-0101", "America/Denver"],
        Some(
            "Administrator who is not one of the six: sees everything of the account, opens cases, has no Expert to Expert access.",
        ),
    ),
    person(
        EXPERT,
        CARRIER,
        Role::CertifiedExpert,
        "Thandeka Mabuza",
        ["thandeka.mabuza@example.net", "+1 312-555-0124", "America/Chicago"],
        Some("JNCIE, approved, outside the six: Expert to Expert access by certificate."),
    ),
    person(
        EXPIRING_EXPERT,
        CARRIER,
        Role::CertifiedExpert,
        "Bertrand Kowalczyk",
        ["bertrand.kowalczyk@example.net", "+1 416-555-0137", "America/Toronto"],
        Some("JNCIS whose certificate ends in 20 days: Expert to Expert access until then."),
    ),
    person(
        ASSOCIATE,
        CARRIER,
        Role::Engineer,
        "Leilani Kealoha",
        ["leilani.kealoha@example.net", "+1 212-555-0149", "America/New_York"],
        Some(
            "Engineer with JNCIA: opens cases of every priority; the certificate is no basis for Expert to Expert.",
        ),
    ),
    person(
        ENGINEER,
        CARRIER,
        Role::Engineer,
        "Mateus Figueiredo",
        ["mateus.figueiredo@example.net", "+1 212-555-0158", "America/Sao_Paulo"],
        Some("Ordinary engineer in São Paulo: opens cases of every priority, without Expert to Expert."),
    ),
    person(
        VIEWER,
        CARRIER,
        Role::Viewer,
        "Priscilla Ngata",
        ["priscilla.ngata@example.net", "+1 303-555-0163", "America/Denver"],
        Some(
            "Looks on: sees units, and the cases where somebody has added this person; has no button to open one.",
        ),
    ),
    person(
        OPERATOR_ADMINISTRATOR,
        OPERATOR,
        Role::Administrator,
        // 60 characters: the longest name that has to fit everywhere.
        "Maximiliane-Friederike Freifrau von Hohenlöwenstein-Überland",
        ["m.hohenloewenstein@example.net", "+1 646-555-0170", "Europe/Berlin"],
        Some(
            "Administrator of an operator in EMEA, named as well, with a long name; the advisor is on leave and a stand-in answers.",
        ),
    ),
    person(
        OPERATOR_ENGINEER,
        OPERATOR,
        Role::Engineer,
        "Çiğdem Wörthmüller",
        ["cigdem.woerthmueller@example.net", "+1 646-555-0171", "Europe/Berlin"],
        Some("Engineer of the operator in EMEA: another account, none of the carrier's units."),
    ),
    person(
        METRO_SENIOR,
        METRO,
        Role::Representative,
        "Debjani Mukhopadhyay",
        ["debjani.mukhopadhyay@example.net", "+1 415-555-0181", "Asia/Kolkata"],
        Some(
            "The only named representative of a small End User in APAC: the roster is below two, and the portal says whose turn it is.",
        ),
    ),
    person(
        RESELLER_USER,
        RESELLER,
        Role::Reseller,
        "Lim Wei Xuan",
        ["weixuan.lim@example.com", "+1 415-555-0186", "Asia/Singapore"],
        Some("Reseller: sees the units registered for two End Users; is told who opens Tech Cases."),
    ),
    person(
        OTHER_RESELLER_USER,
        OTHER_RESELLER,
        Role::Reseller,
        "Imogen Thackray",
        ["imogen.thackray@example.com", "+1 617-555-0187", "Europe/London"],
        Some("Another reseller, without any unit: what an empty list looks like."),
    ),
    person(
        ADVISOR_AMERICAS,
        VENDOR,
        Role::Advisor,
        "Dolores Quintanilla",
        ["dolores.quintanilla@example.com", "+1 303-555-0190", "America/Denver"],
        Some(
            "Technical Services Advisor of the carrier in AMERICAS: looks after two accounts and opens cases on their behalf.",
        ),
    ),
    person(
        ADVISOR_EMEA,
        VENDOR,
        Role::Advisor,
        "Hannes Ostermayr",
        ["hannes.ostermayr@example.com", "+1 646-555-0191", "Europe/Berlin"],
        Some("Technical Services Advisor in EMEA, on leave at the moment."),
    ),
    person(
        VENDOR_ENGINEER,
        VENDOR,
        Role::VendorEngineer,
        "Oluwaseun Adebisi",
        ["oluwaseun.adebisi@example.com", "+1 408-555-0194", "America/Los_Angeles"],
        Some(
            "Vendor's engineer, assigned to three accounts: opens a phone case and names the call note it settles.",
        ),
    ),
    person(
        ESCALATION_DESK,
        VENDOR,
        Role::EscalationDesk,
        "Marit Haugland",
        ["marit.haugland@example.com", "+1 408-555-0195", "Europe/Oslo"],
        Some(
            "Escalation Management Desk: sees the escalated cases of three accounts, reports until both sides agree that it is completed, opens none.",
        ),
    ),
    person(
        GUEST,
        CARRIER,
        Role::WebinarGuest,
        "Seo Eun-bi",
        ["eunbi.seo@example.net", "+1 212-555-0167", "Asia/Seoul"],
        Some("Webinar guest: may see the webinar catalogue and nothing else."),
    ),
    // From here on: people who can't sign in.
    person(
        NIGHT_SHIFT,
        CARRIER,
        Role::Representative,
        "Tobias Lindqvist",
        ["tobias.lindqvist@example.net", "+1 720-555-0113", "America/Denver"],
        None,
    ),
    person(
        IN_TOKYO,
        CARRIER,
        Role::Representative,
        "中川 美緒 (Mio Nakagawa)",
        ["mio.nakagawa@example.net", "+1 213-555-0114", "Asia/Tokyo"],
        None,
    ),
    person(
        IN_KOLKATA,
        CARRIER,
        Role::Representative,
        "Vidya Raghunathan",
        ["vidya.raghunathan@example.net", "+1 213-555-0115", "Asia/Kolkata"],
        None,
    ),
    operator_representative(
        "person-gruenewald",
        "Søren Grünewald",
        "soren.gruenewald@example.net",
        "+1 646-555-0172",
    ),
    operator_representative(
        "person-kilicoglu",
        "Ayşe Kılıçoğlu",
        "ayse.kilicoglu@example.net",
        "+1 646-555-0173",
    ),
    operator_representative(
        "person-brzeczek",
        "Wojciech Brzęczkowski",
        "wojciech.brzeczkowski@example.net",
        "+1 646-555-0174",
    ),
    operator_representative("person-hanh", "Đặng Thị Mỹ Hạnh", "hanh.dang@example.net", "+1 646-555-0175"),
    operator_representative(
        "person-nibhriain",
        "Fionnuala Ní Bhrádaigh",
        "fionnuala.nibhradaigh@example.net",
        "+1 646-555-0176",
    ),
    person(
        STAND_IN_EMEA,
        VENDOR,
        Role::Advisor,
        "Caoimhe Brannigan",
        ["caoimhe.brannigan@example.com", "+1 646-555-0192", "Europe/Dublin"],
        None,
    ),
    person(
        ADVISOR_APAC,
        VENDOR,
        Role::Advisor,
        "Farhan Siddiquee",
        ["farhan.siddiquee@example.com", "+1 415-555-0193", "Asia/Kolkata"],
        None,
    ),
];

const fn operator_representative(
    id: &'static str,
    name: &'static str,
    email: &'static str,
    phone: &'static str,
) -> Person {
    person(id, OPERATOR, Role::Representative, name, [email, phone, "Europe/Berlin"], None)
}
