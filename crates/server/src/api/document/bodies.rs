//! Bodies that are files. Handlers describe them as `Vec<u8>`, which would be a list of numbers if it were JSON; they are none,
//! they come and go as they are.

use utoipa::openapi::{
    Content, ObjectBuilder, RefOr,
    path::Operation,
    schema::{KnownFormat, Schema, SchemaFormat, Type},
};

/// Describes the files that an operation takes and gives as bytes.
pub(super) fn as_files(operation: &mut Operation) {
    if let Some(RefOr::T(body)) = &mut operation.request_body {
        body.content.iter_mut().for_each(|(kind, content)| as_file(kind, content));
    }
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            response.content.iter_mut().for_each(|(kind, content)| as_file(kind, content));
        }
    }
}

fn as_file(media_type: &str, content: &mut RefOr<Content>) {
    // `application/json`, and all that end with `+json`.
    if media_type.ends_with("json") {
        return;
    }
    if let RefOr::T(content) = content
        && matches!(content.schema, Some(RefOr::T(Schema::Array(_))))
    {
        let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
        content.schema = Some(ObjectBuilder::new().schema_type(Type::String).format(Some(binary)).into());
    }
}
