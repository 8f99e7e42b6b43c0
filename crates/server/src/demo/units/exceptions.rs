//! What is special about single units, by host name: every reason for missing cover, several reasons at once, missing
//! inputs, and the pairs that are easily taken for missing cover and are not.

use super::{DemoUnit, forge::Forge};
use crate::demo::{
    contracts::{
        CARE, CARE_ALONE, CARE_EXPIRED, CARE_FUTURE, CARE_RENEWED, CARE_SUSPENDED, CARE_WITH_GAP, SERVICE,
        SERVICE_40, SERVICE_75, SERVICE_CO_TERMED, SERVICE_EXPIRED, SERVICE_SUSPENDED, SUBSCRIPTION_SWITCHES,
    },
    models::{
        ACX1100, CONSOLE_SERVER, EX4200, EX4400, EndOfSupport, MX80, MX480, MX960, PTX10008, Place, QFX5100,
        QFX5120,
    },
    sites::by_code,
};
use wire::unit::{OrderLine, OrderState, Part, Registration, Source, Usage, Vendor};

/// The serial number of the unit that was returned, and replaced by another one.
pub const RETURNED: &str = "BN0871ACF";

/// The carrier's Advanced Care Plus with that Care beside it.
pub fn service_and(care: &[&'static str]) -> Vec<&'static str> {
    [&SERVICE[..], care].concat()
}

/// What holds for many units of a site.
pub fn by_site(code: &str, place: Place, n: usize, unit: &mut DemoUnit) {
    match (code, place) {
        // The out-of-band network has Juniper Care only: the first never had more, the others had.
        (_, Place::OutOfBand) if n == 1 => {
            unit.contracts = vec![CARE_ALONE];
            not_on_order(unit);
        }
        (_, Place::OutOfBand) => unit.contracts = vec![SERVICE_EXPIRED, CARE_ALONE],
        ("yyz1", Place::Edge | Place::Core | Place::Aggregation | Place::Leaf) => {
            unit.contracts = vec![SERVICE_40, CARE];
        }
        ("scl1", Place::Edge | Place::Core | Place::Aggregation | Place::Leaf) => {
            unit.contracts = vec![SERVICE_75, CARE];
        }
        ("scl1", Place::Spine | Place::Firewall) => unit.contracts = vec![SERVICE_CO_TERMED, CARE],
        ("tyo1", _) => unit.contracts = service_and(&CARE_RENEWED),
        _ => {}
    }
}

/// What holds for one unit of the carrier.
pub fn by_host(host_name: &str, unit: &mut DemoUnit, forge: &mut Forge) {
    if contracts_of(host_name, unit) || facts_of(host_name, unit) || missing_inputs_of(host_name, unit, forge)
    {
        return;
    }
    match host_name {
        // The unit that the documentation names.
        "fra1-pe03" => {
            forge.set_model(&mut unit.unit, &MX480);
            unit.unit.reference = "JN1234AFB".to_owned();
            unit.unit.serial = Some("JN1234AFB".to_owned());
            line_cards(unit, forge, EndOfSupport::NotAnnounced);
        }
        // What the open cases tell of needs a chassis with line cards.
        "nyc1-pe02" => forge.set_model(&mut unit.unit, &MX960),
        "gru1-core01" => forge.set_model(&mut unit.unit, &PTX10008),
        // Covered, except FPC 3: a part past its End of Support does not end its host's cover.
        "fra1-pe01" => {
            forge.set_model(&mut unit.unit, &MX480);
            line_cards(unit, forge, EndOfSupport::In(-140));
        }
        // Covered, with an optic that somebody else made.
        "nyc1-leaf04" => {
            forge.set_model(&mut unit.unit, &QFX5120);
            unit.unit.parts = vec![
                forge.part("et-0/0/0", "JNP-SFP-25G-SR", EndOfSupport::NotAnnounced),
                Part {
                    slot: "et-0/0/47".to_owned(),
                    model: "SFP28-25G-LR (other maker)".to_owned(),
                    serial: None,
                    vendor: Some(Vendor::ThirdParty),
                    end_of_support: None,
                },
            ]
            .into();
        }
        // A replacement takes the line of the unit that was returned.
        "tyo1-pe02" => {
            unit.unit.order = Some(OrderLine {
                state: OrderState::Inherited,
                number: Some("PO-QB-60417".to_owned()),
                replaces: Some(RETURNED.to_owned()),
            });
        }
        // Past its End of Support.
        "chi1-sw05" => forge.set_model(&mut unit.unit, &EX4200),
        // Still covered, for two months.
        "den2-leaf03" | "gru1-leaf02" => forge.set_model(&mut unit.unit, &QFX5100),
        // Care by Subscription, which ends before Advanced Care Plus does.
        "nyc1-sw01" | "nyc1-sw02" | "nyc1-sw03" | "nyc1-sw04" => {
            forge.set_model(&mut unit.unit, &EX4400);
            unit.contracts = service_and(&[SUBSCRIPTION_SWITCHES]);
        }
        // Not a Juniper product, although it stands in the install base.
        "nyc1-oob03" => {
            forge.set_model(&mut unit.unit, &CONSOLE_SERVER);
            unit.unit.vendor = Some(Vendor::ThirdParty);
            unit.contracts = Vec::new();
            not_on_order(unit);
        }
        // Three reasons: Advanced Care Plus over, not registered, past End of Support.
        "mex1-pe03" => {
            forge.set_model(&mut unit.unit, &MX80);
            unit.contracts = vec![SERVICE_EXPIRED, CARE];
            not_registered(unit);
        }
        _ => {}
    }
}

/// Reasons that lie in the contracts.
fn contracts_of(host_name: &str, unit: &mut DemoUnit) -> bool {
    unit.contracts = match host_name {
        // No Care contract, ended, not started, suspended.
        "chi1-sw04" => SERVICE.to_vec(),
        "chi1-fw02" => service_and(&[CARE_EXPIRED]),
        "den2-acc03" => service_and(&[CARE_FUTURE]),
        "nyc1-fw02" => service_and(&[CARE_SUSPENDED]),
        // Care was renewed a day late, and that day is today.
        "chi1-pe02" => service_and(&CARE_WITH_GAP),
        // Advanced Care Plus ended, suspended.
        "gru1-pe02" | "gru1-pe03" => vec![SERVICE_EXPIRED, CARE],
        "muc1-fw02" => vec![SERVICE_SUSPENDED, CARE],
        _ => return false,
    };
    true
}

/// Reasons that lie in the unit.
fn facts_of(host_name: &str, unit: &mut DemoUnit) -> bool {
    match host_name {
        "yyz1-acc01" => unit.unit.usage = Some(Usage::Spare),
        "den2-leaf02" => unit.unit.usage = Some(Usage::Laboratory),
        "mex1-sw03" => unit.unit.usage = Some(Usage::Decommissioned),
        "scl1-acc02" => not_on_order(unit),
        "den2-sw05" => not_registered(unit),
        // At the site that stands twice in the list.
        "jub1-sw01" | "jub1-fw01" => unit.unit.site = by_code("jub2").map(|site| Some(site.wire())),
        // In the install base without any site.
        "nyc1-sw06" => unit.unit.site = Some(None),
        "mex1-fw02" => unit.unit.source = Some(Source::GrayMarket),
        "gru1-sw03" => unit.unit.source = Some(Source::UnauthorizedSeller),
        // Several reasons at once.
        "scl1-sw02" => {
            unit.unit.usage = Some(Usage::Spare);
            unit.contracts = service_and(&[CARE_EXPIRED]);
            not_on_order(unit);
        }
        "gru1-fw02" => {
            unit.unit.source = Some(Source::GrayMarket);
            unit.contracts = SERVICE.to_vec();
            not_registered(unit);
        }
        "krt1-fw01" => {
            unit.unit.usage = Some(Usage::Decommissioned);
            unit.contracts = vec![SERVICE_EXPIRED, CARE_EXPIRED];
        }
        _ => return false,
    }
    true
}

/// Inputs that nobody supplied: the answer is "cannot tell", never "not covered".
fn missing_inputs_of(host_name: &str, unit: &mut DemoUnit, forge: &mut Forge) -> bool {
    match host_name {
        "ccu1-acc02" => forge.set_model(&mut unit.unit, &ACX1100),
        "ktm1-sw02" => unit.unit.source = None,
        "tyo1-sw02" => unit.unit.registration = None,
        "muc1-sw02" => unit.unit.site = None,
        "yyz1-sw02" => unit.unit.order = None,
        "nyc1-acc02" => unit.unit.usage = None,
        "chi1-acc02" => unit.unit.vendor = None,
        _ => return false,
    }
    true
}

/// What holds for one unit of the other End Users.
pub fn of_neighbours(host_name: &str, unit: &mut DemoUnit, forge: &mut Forge) {
    match host_name {
        "nue1-pe01" => {
            forge.set_model(&mut unit.unit, &MX480);
            line_cards(unit, forge, EndOfSupport::NotAnnounced);
        }
        // A case speaks of its Power over Ethernet.
        "zqw1-sw01" => forge.set_model(&mut unit.unit, &EX4400),
        "nue1-sw03" => forge.set_model(&mut unit.unit, &EX4200),
        "cgn1-acc01" => unit.unit.usage = Some(Usage::Spare),
        "zqw1-sw02" | "ccu6-sw01" => not_registered(unit),
        _ => {}
    }
}

fn line_cards(unit: &mut DemoUnit, forge: &mut Forge, of_slot_3: EndOfSupport) {
    unit.unit.parts = vec![
        forge.part("Routing Engine 0", "RE-S-X6-64G", EndOfSupport::NotAnnounced),
        forge.part("Routing Engine 1", "RE-S-X6-64G", EndOfSupport::NotAnnounced),
        forge.part("FPC 1", "MPC7E-MRATE", EndOfSupport::NotAnnounced),
        forge.part(
            "FPC 3",
            if of_slot_3 == EndOfSupport::NotAnnounced { "MPC7E-10G" } else { "MPC-3D-16XGE-SFPP" },
            of_slot_3,
        ),
    ]
    .into();
}

fn not_registered(unit: &mut DemoUnit) {
    unit.unit.registration = Some(Registration { registered: false, on: None });
}

fn not_on_order(unit: &mut DemoUnit) {
    unit.unit.order = Some(OrderLine { state: OrderState::NotListed, number: None, replaces: None });
}
