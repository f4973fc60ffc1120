//! Paths as the URIs of SARIF.

use std::fmt::Write;

use super::shapes::{ArtifactLocation, Message};
use crate::render::entry::repository_path;

/// The base of relative paths: what a consumer takes for the root of the sources.
pub(super) const ROOT: &str = "%SRCROOT%";

/// Where a file is: relative to [`ROOT`], a `file:` URI where the path is absolute, nothing but words for standard input.
pub(super) fn of(path: &str) -> ArtifactLocation {
    let Some(path) = repository_path(path) else {
        let description = Some(Message { text: "standard input".to_owned() });
        return ArtifactLocation { uri: None, uri_base_id: None, description };
    };
    let drive = cfg!(windows) && matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let (uri, uri_base_id) = if path.starts_with('/') {
        (format!("file://{}", encoded(&path)), None)
    } else if drive {
        (format!("file:///{}:{}", &path[..1], encoded(&path[2..])), None)
    } else {
        (encoded(&path), Some(ROOT))
    };
    ArtifactLocation { uri: Some(uri), uri_base_id, description: None }
}

/// Everything but slashes and the unreserved characters of RFC 3986 as `%` and two digits for each byte.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{ROOT, of};

    #[test]
    fn paths_become_references_that_lead_back_to_them() {
        for (path, uri, base) in [
            ("talks/a b.md", "talks/a%20b.md", Some(ROOT)),
            ("./100%#1?.md", "100%25%231%3F.md", Some(ROOT)),
            ("c:x.md", "c%3Ax.md", Some(ROOT)),
            ("über/日.md", "%C3%BCber/%E6%97%A5.md", Some(ROOT)),
            ("/tmp/a b", "file:///tmp/a%20b", None),
            ("a\n<b>", "a%0A%3Cb%3E", Some(ROOT)),
        ] {
            let location = of(path);
            assert_eq!((location.uri.as_deref(), location.uri_base_id), (Some(uri), base), "{path}");
        }
        assert!(of("-").uri.is_none());
    }
}
