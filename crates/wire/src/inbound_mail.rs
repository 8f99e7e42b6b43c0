//! Mail about cases, as the installation's mail server hands it in.

use crate::answer;
use serde::Serialize;

answer! {
    /// `POST /v1/inbound-mail`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct InboundMail {
        /// Number of the case that it is a comment on.
        pub case: String,
    }
}
