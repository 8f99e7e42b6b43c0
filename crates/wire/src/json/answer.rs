//! How answers are declared: a struct, its serde, and the straight lines that read it member by member.

/// Declares a struct that answers carry: serialised by serde as ever, read by [`FromJson`](crate::json::FromJson). `Deserialize` is
/// there for programs other than the browser app. A member is required, unless it is an `Option` or says `name [default]: String`:
/// then it may be missing or `null`, and is empty. One with `= "word"` behind it has that name in the answer.
#[macro_export]
macro_rules! answer {
    ($($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* pub $field:ident $([$or:ident])?: $type:ty $(= $member:literal)?,)*
    })+) => {
        $(
            $(#[$meta])*
            pub struct $name {
                $($(#[$field_meta])* $(#[serde($or)])? pub $field: $type,)*
            }

            impl $crate::json::FromJson for $name {
                fn read(value: serde_json::Value, faults: &mut $crate::json::Faults) -> Self {
                    let mut members = $crate::json::members(value, faults);
                    Self { $($field: $crate::take_member!($($or)?)(&mut members, $crate::member_name!($field $($member)?), faults),)* }
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
                    $crate::json::from_value(value).map_err(|place| serde::de::Error::custom(format!("{place} can't be read")))
                }
            }
        )+
    };
}

/// How a member is taken: one of a type that has no "missing" of its own may say that its default is taken then.
#[doc(hidden)]
#[macro_export]
macro_rules! take_member {
    () => {
        $crate::json::take
    };
    (default) => {
        $crate::json::take_or_default
    };
}

/// The name of a member: the field's own unless another is given.
#[doc(hidden)]
#[macro_export]
macro_rules! member_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $member:literal) => {
        $member
    };
}
