//! Products of the demonstration: real product numbers and families with releases that run on them. Junos Evolved
//! (`-EVO`) stands only where it runs. End of Support dates are invented: they are placed around today.

/// A product.
pub struct Model {
    pub sku: &'static str,
    pub family: &'static str,
    pub description: &'static str,
    /// How its serial numbers begin.
    pub prefix: &'static str,
    pub releases: &'static [&'static str],
    pub end_of_support: EndOfSupport,
}

/// End of Support of a product, counted from today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EndOfSupport {
    /// In so many days; negative is past.
    In(i64),
    NotAnnounced,
    NoData,
}

use EndOfSupport::{In, NoData, NotAnnounced};

const JUNOS: &[&str] = &["21.4R3-S5", "22.4R3-S2", "23.2R2-S1", "23.4R2-S3"];
const JUNOS_LATE: &[&str] = &["22.4R3-S2", "23.4R2-S3", "24.2R2"];
const JUNOS_OLD: &[&str] = &["12.3R12-S21", "15.1R7-S13"];
const EVOLVED: &[&str] = &["22.4R3-S2-EVO", "23.2R2-S1-EVO", "23.4R2-S2-EVO"];

const fn model(
    sku: &'static str,
    family: &'static str,
    description: &'static str,
    prefix: &'static str,
    releases: &'static [&'static str],
) -> Model {
    Model { sku, family, description, prefix, releases, end_of_support: NotAnnounced }
}

const fn ending(end_of_support: EndOfSupport, model: Model) -> Model {
    Model { end_of_support, ..model }
}

pub const MX480: Model = model("MX480", "MX", "Universal routing platform, 8 slots", "JN", JUNOS);
pub const MX960: Model = model("MX960", "MX", "Universal routing platform, 14 slots", "JN", JUNOS);
pub const MX304: Model = model("MX304", "MX", "Universal routing platform, 2 RU", "JN", JUNOS_LATE);
pub const MX204: Model = model("MX204", "MX", "Universal routing platform, 1 RU", "BV", JUNOS);
pub const MX10003: Model = model("MX10003", "MX", "Universal routing platform, 3 RU", "BN", JUNOS);
pub const MX80: Model =
    ending(In(-301), model("MX80", "MX", "Universal routing platform, 2 RU", "HX", JUNOS_OLD));
pub const PTX10001: Model = model("PTX10001-36MR", "PTX", "Packet transport router, 9.6 Tbps", "FW", EVOLVED);
pub const PTX10004: Model = model("PTX10004", "PTX", "Packet transport router, 4 slots", "EF", EVOLVED);
pub const PTX10008: Model = model("PTX10008", "PTX", "Packet transport router, 8 slots", "DK", EVOLVED);
pub const ACX7100: Model = model("ACX7100-32C", "ACX", "Cloud metro router, 32 × 100GbE", "GA", EVOLVED);
pub const ACX7024: Model = model("ACX7024", "ACX", "Cloud metro router, 24 × 25GbE", "GF", EVOLVED);
pub const ACX5448: Model = model("ACX5448", "ACX", "Universal metro router, 48 × 10GbE", "DX", JUNOS);
pub const ACX710: Model = model("ACX710-DC", "ACX", "Universal metro router, 24 × 10GbE", "FM", JUNOS);
pub const ACX1100: Model = ending(
    NoData,
    model("ACX1100-DC", "ACX", "Universal access router", "NS", &["17.3R3-S12", "18.4R3-S11"]),
);
pub const QFX5120: Model = model("QFX5120-48Y", "QFX", "Leaf switch, 48 × 25GbE", "XH", JUNOS);
pub const QFX5130: Model = model("QFX5130-32CD", "QFX", "Leaf and spine switch, 32 × 400GbE", "EV", EVOLVED);
pub const QFX5220: Model = model("QFX5220-32CD", "QFX", "Spine switch, 32 × 400GbE", "ZE", EVOLVED);
pub const QFX10002: Model =
    ending(In(1180), model("QFX10002-72Q", "QFX", "Spine switch, 72 × 40GbE", "DH", JUNOS));
pub const QFX5100: Model = ending(
    In(61),
    model("QFX5100-48S", "QFX", "Leaf switch, 48 × 10GbE", "TA", &["20.4R3-S10", "21.4R3-S5"]),
);
pub const EX4400: Model = model("EX4400-48P", "EX", "Access switch, 48 × PoE++", "ZD", JUNOS_LATE);
pub const EX4650: Model = model("EX4650-48Y", "EX", "Distribution switch, 48 × 25GbE", "XR", JUNOS);
pub const EX3400: Model = model("EX3400-24P", "EX", "Access switch, 24 × PoE+", "NW", JUNOS);
pub const EX4200: Model =
    ending(In(-212), model("EX4200-48T", "EX", "Access switch, 48 × GbE", "BP", JUNOS_OLD));
pub const EX2300: Model = ending(In(1420), model("EX2300-24T", "EX", "Access switch, 24 × GbE", "JW", JUNOS));
pub const SRX4600: Model = model("SRX4600", "SRX", "Services gateway, 1 RU, 400 Gbps", "AF", JUNOS);
pub const SRX4200: Model = model("SRX4200", "SRX", "Services gateway, 1 RU, 80 Gbps", "CQ", JUNOS);
pub const SRX1500: Model =
    ending(In(980), model("SRX1500", "SRX", "Services gateway, 1 RU, 9 Gbps", "DA", JUNOS));
pub const SRX345: Model = model("SRX345", "SRX", "Services gateway for branches", "CZ", JUNOS);
pub const VSRX: Model = model("vSRX3.0", "SRX", "Virtual services gateway, Subscription", "", JUNOS_LATE);
pub const CRPD: Model = model(
    "cRPD",
    "Software",
    "Containerized routing, route reflector, Subscription",
    "",
    &["23.2R1", "23.4R1"],
);
pub const PARAGON: Model =
    model("Paragon Pathfinder", "Software", "Path computation controller, Subscription", "", &["2.3"]);
pub const APSTRA: Model = model(
    "Apstra Premium",
    "Software",
    "Data center fabric controller, Subscription",
    "",
    &["4.2.1", "5.0.0"],
);
/// Not made by Juniper.
pub const CONSOLE_SERVER: Model = model("CS-4800", "", "Console server, 48 ports, third party", "TP", &[]);

/// What a unit is for; the middle of its host name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Edge,
    Core,
    Aggregation,
    Access,
    Leaf,
    Spine,
    Switch,
    Firewall,
    OutOfBand,
}

impl Place {
    /// In the order of the plans in [`super::units`].
    pub const ALL: [Self; 9] = [
        Self::Edge,
        Self::Core,
        Self::Aggregation,
        Self::Access,
        Self::Leaf,
        Self::Spine,
        Self::Switch,
        Self::Firewall,
        Self::OutOfBand,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Edge => "pe",
            Self::Core => "core",
            Self::Aggregation => "agg",
            Self::Access => "acc",
            Self::Leaf => "leaf",
            Self::Spine => "spine",
            Self::Switch => "sw",
            Self::Firewall => "fw",
            Self::OutOfBand => "oob",
        }
    }

    /// The products that stand there, in turn.
    pub const fn models(self) -> &'static [Model] {
        match self {
            Self::Edge => &[MX480, MX304, MX960, MX10003, MX204],
            Self::Core => &[PTX10008, PTX10001, PTX10004],
            Self::Aggregation => &[ACX7100, ACX7024],
            Self::Access => &[ACX5448, ACX710],
            Self::Leaf => &[QFX5120, QFX5120, QFX5130],
            Self::Spine => &[QFX5220, QFX10002],
            Self::Switch => &[EX4400, EX4650, EX3400],
            Self::Firewall => &[SRX4600, SRX1500, SRX4200],
            Self::OutOfBand => &[SRX345, EX2300],
        }
    }
}
