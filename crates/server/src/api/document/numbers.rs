//! How far numbers go. The types of `wire` refuse what does not fit into them; the description says only where they begin.

use utoipa::openapi::{
    RefOr,
    schema::{
        AdditionalProperties, AllOf, AnyOf, ArrayItems, KnownFormat, Object, OneOf, Schema, SchemaFormat,
    },
};

/// Says where the unsigned numbers of a schema end, those within it too. What stands behind a reference is not looked at.
pub(super) fn end(schema: &mut RefOr<Schema>) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Object(object) => {
            end_one(object);
            object.properties.values_mut().for_each(end);
            if let Some(AdditionalProperties::RefOr(others)) = object.additional_properties.as_deref_mut() {
                end(others);
            }
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                end(items);
            }
        }
        Schema::OneOf(OneOf { items, .. })
        | Schema::AllOf(AllOf { items, .. })
        | Schema::AnyOf(AnyOf { items, .. }) => items.iter_mut().for_each(end),
        _ => {}
    }
}

fn end_one(object: &mut Object) {
    let Some(SchemaFormat::KnownFormat(format)) = &object.format else { return };
    // utoipa would write `u-int32`; the registry of formats has `uint32`.
    let (name, most) = match format {
        KnownFormat::UInt8 => ("uint8", u8::MAX.into()),
        KnownFormat::UInt16 => ("uint16", u16::MAX.into()),
        KnownFormat::UInt32 => ("uint32", u32::MAX),
        _ => return,
    };
    object.format = Some(SchemaFormat::Custom(name.to_owned()));
    object.maximum.get_or_insert(most.into());
}
