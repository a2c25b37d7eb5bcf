//! Names by which criteria, evidence and registers refer to each other.

use std::fmt;
use std::sync::Arc;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The code as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&$name> for Arc<str> {
            fn from(code: &$name) -> Self {
                Self::clone(&code.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

code!(
    /// What evidence calls an agency: `skhdt`. Stable over the years.
    AgencyCode
);
code!(
    /// What evidence calls a node of the tree: its code as printed, or its `id` where a code is printed twice.
    ItemCode
);
code!(
    /// Those who are ranked with one another: `departments`.
    PeerGroup
);
