//! Enumerations on the wire that somebody else may extend: what this build does not know is kept as text and shown.

/// Makes a string-backed enumeration with `Unknown(String)`.
macro_rules! open_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash, Debug)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
            /// A value that this build does not know, kept as it came.
            Unknown(String),
        }

        impl $name {
            /// The values that this build knows, as they stand on the wire.
            pub const KNOWN: &'static [&'static str] = &[$($text),+];

            /// As it stands on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)+
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Ok(Self::from(text.as_ref()))
            }
        }

        impl crate::json::FromJson for $name {
            fn read(value: serde_json::Value, faults: &mut crate::json::Faults) -> Self {
                Self::from(<String as crate::json::FromJson>::read(value, faults).as_str())
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .description(Some(concat!(
                        "An open list; clients keep and show values that they do not know. Known:",
                        $(" `", $text, "`",)+
                    )))
                    .examples(Self::KNOWN.iter().map(|text| serde_json::Value::from(*text)))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}

pub(crate) use open_enum;

#[cfg(test)]
mod tests {
    use crate::unit::Vendor;

    #[test]
    fn what_is_not_known_comes_back_as_it_came() {
        let vendor: Vendor = serde_json::from_str("\"zzz_new\"").unwrap();
        assert_eq!(vendor, Vendor::Unknown("zzz_new".to_owned()));
        assert_eq!(serde_json::to_string(&vendor).unwrap(), "\"zzz_new\"");
        assert_eq!(serde_json::from_str::<Vendor>("\"juniper\"").unwrap(), Vendor::Juniper);
    }
}
