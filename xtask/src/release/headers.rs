//! What a server says of the page's files, in the words of several servers: all of it from `web/headers.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::json;

use crate::failure::Failure;
use crate::files;
use crate::workspace::Workspace;

const SOURCE: &str = "web/headers.toml";

/// How the page is put into a frame, where that is wanted; in the form of a comment.
const FRAMES: &str = "\
# No page may put this one into a frame. Where one of yours shall: write its origin, such as https://portal.example.com,
# in the place of 'none' below, and take the line with X-Frame-Options away.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headers {
    /// Which names have their content's fingerprint, as a regular expression.
    hashed: String,
    cache: Cache,
    always: BTreeMap<String, String>,
    types: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cache {
    hashed: String,
    others: String,
}

/// A file for each kind of server, by its name in the page's folder. The names are those of the page's files.
pub(super) fn of_page(workspace: &Workspace, names: &[String]) -> Result<Vec<(&'static str, String)>, Failure> {
    let path = workspace.root.join(SOURCE);
    let headers: Headers =
        toml::from_str(&files::read_text(&path)?).map_err(|cause| Failure::file("understand", &path, cause))?;
    let files = names.iter().map(|name| File::new(name, &headers)).collect::<Result<Vec<_>, _>>()?;
    Ok(vec![
        ("servers/nginx.conf", nginx(&headers)),
        ("servers/Caddyfile", caddy(&headers)),
        ("servers/cloudfront.json", cloudfront(&headers)?),
        ("servers/s3-upload.sh", s3(&files)),
        ("_headers", netlify(&headers, &files)),
    ])
}

struct File<'a> {
    name: &'a str,
    cache: &'a str,
    kind: &'a str,
}

impl<'a> File<'a> {
    fn new(name: &'a str, headers: &'a Headers) -> Result<Self, Failure> {
        let end = name.rsplit('.').next().unwrap_or_default();
        // A licence has no end, and is text.
        let kind = headers.types.get(end).or(if name.contains('.') { None } else { headers.types.get("txt") });
        let kind =
            kind.ok_or_else(|| Failure::new(format!("{SOURCE} has no type for {name}; add its end to [types]")))?;
        let cache = if is_hashed(name) { &headers.cache.hashed } else { &headers.cache.others };
        Ok(Self { name, cache, kind })
    }
}

/// What the pattern of the source says, without an engine for it; a test holds that both agree.
fn is_hashed(name: &str) -> bool {
    let Some((name, "css" | "js" | "wasm")) = name.rsplit_once('.') else { return false };
    let mark = name.strip_suffix("_bg").unwrap_or(name).rsplit_once('-').map_or("", |(_, mark)| mark);
    (8..=16).contains(&mark.len()) && mark.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn nginx(headers: &Headers) -> String {
    // A location with headers of its own has none of those around it.
    let said = |cache: &str, indent: &str| {
        let always = headers.always.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        [("Cache-Control", cache)].into_iter().chain(always).fold(String::new(), |mut text, (name, value)| {
            let _ = writeln!(text, "{indent}add_header {name} \"{value}\" always;");
            text
        })
    };
    let types = headers.types.iter().fold(String::new(), |mut text, (end, kind)| {
        let _ = writeln!(text, "        {} {end};", kind.split(';').next().unwrap_or_default());
        text
    });
    format!(
        "# For nginx, in a `server`: the page lies in /srv/dynaboot.\n{FRAMES}# The lines are there twice.\n\
         location /dynaboot/ {{\n    root /srv;\n    types {{\n{types}    }}\n    charset utf-8;\n    gzip on;\n    gzip_comp_level 9;\n    \
         gzip_types text/css text/javascript application/wasm image/svg+xml application/manifest+json;\n{}\n    \
         location ~ \"{}\" {{\n{}    }}\n}}\n",
        said(&headers.cache.others, "    "),
        headers.hashed,
        said(&headers.cache.hashed, "        ")
    )
}

fn caddy(headers: &Headers) -> String {
    let always = headers.always.iter().fold(String::new(), |mut text, (name, value)| {
        let _ = writeln!(text, "\t\t{name} \"{value}\"");
        text
    });
    let Headers { hashed, cache, .. } = headers;
    format!(
        "# For Caddy: the page lies in /srv/dynaboot.\n{FRAMES}vms.example.com {{\n\troot * /srv/dynaboot\n\tencode gzip\n\tfile_server\n\
         \theader {{\n{always}\t}}\n\t@hashed path_regexp {hashed}\n\theader @hashed Cache-Control \"{}\"\n\
         \t@others not path_regexp {hashed}\n\theader @others Cache-Control \"{}\"\n}}\n",
        cache.hashed, cache.others
    )
}

/// For hosts that read this file at the root of what they serve. Each header is said once of each file: said twice, some join both.
fn netlify(headers: &Headers, files: &[File<'_>]) -> String {
    let mut text = format!("# For Netlify, Cloudflare Pages and their like.\n{FRAMES}/*\n");
    for (name, value) in &headers.always {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let whole = [("", headers.cache.others.as_str())];
    for (name, cache) in whole.into_iter().chain(files.iter().map(|file| (file.name, file.cache))) {
        let _ = writeln!(text, "/{name}\n  Cache-Control: {cache}");
    }
    text
}

/// A response headers policy. What is said of caching comes with the objects.
fn cloudfront(headers: &Headers) -> Result<String, Failure> {
    let mut custom = Vec::new();
    let mut security = serde_json::Map::new();
    for (name, value) in &headers.always {
        // These have places of their own; the policy takes them nowhere else.
        let (place, entry) = match name.as_str() {
            "Content-Security-Policy" => {
                ("ContentSecurityPolicy", json!({ "ContentSecurityPolicy": value, "Override": true }))
            }
            "Referrer-Policy" => ("ReferrerPolicy", json!({ "ReferrerPolicy": value, "Override": true })),
            "X-Content-Type-Options" => ("ContentTypeOptions", json!({ "Override": true })),
            "X-Frame-Options" => ("FrameOptions", json!({ "FrameOption": value, "Override": true })),
            _ => {
                custom.push(json!({ "Header": name, "Value": value, "Override": true }));
                continue;
            }
        };
        security.insert(place.to_owned(), entry);
    }
    let policy = json!({
        "Name": "dynaboot-page",
        "Comment": "Headers of dynaboot's page",
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    });
    let text = serde_json::to_string_pretty(&policy)
        .map_err(|cause| Failure::new(format!("cannot write the headers as JSON: {cause}")))?;
    Ok(text + "\n")
}

fn s3(files: &[File<'_>]) -> String {
    let mut text = "\
#!/bin/sh
# Puts the page into a bucket behind CloudFront: sh servers/s3-upload.sh s3://BUCKET/FOLDER
# The other headers are CloudFront's to say, once for a distribution:
#   aws cloudfront create-response-headers-policy --response-headers-policy-config file://servers/cloudfront.json
set -eu
[ $# -eq 1 ] || { echo 'name the place, such as s3://bucket/dynaboot' >&2; exit 2; }
to=${1%/}
cd \"$(dirname \"$0\")/..\"
put() { aws s3 cp --only-show-errors \"$1\" \"$to/$1\" --content-type \"$2\" --cache-control \"$3\"; }
"
    .to_owned();
    // The page itself comes last: what it names is there by then.
    let (page, named): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.name == "index.html");
    for File { name, cache, kind } in named.into_iter().chain(page) {
        let _ = writeln!(text, "put '{name}' '{kind}' '{cache}'");
    }
    text
}
