//! The page: Trunk makes it from `index.html`, as `Trunk.toml` says.

use std::ffi::OsStr;
use std::process::Command;

use serde::Deserialize;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, node, process, shipping, tools};

/// Leaves the release page in `dist/`.
pub(crate) fn build(workspace: &Workspace, path: &OsStr) -> Result<(), Failure> {
    shipping::fetch(workspace)?;
    let mut trunk = trunk(workspace, path);
    shipping::reproducible(trunk.args(["build", "--release", "--offline"]), workspace)?;
    process::run(&mut trunk, "mend what it says above; `cargo xtask serve` builds again at every change")?;
    join_styles(workspace)?;
    show_at_once(workspace)?;
    keep_offline(workspace)
}

/// Puts the page as HTML in the place of its shell: it is there as soon as it is loaded, before its program is.
fn show_at_once(workspace: &Workspace) -> Result<(), Failure> {
    const SHELL: &str = "<!-- The shell";
    const END: &str = "<!-- The end of the shell. -->";
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root).args(["run", "--quiet", "-p", "dynaboot-web", "--features", "prerender"]);
    let html = process::read(cargo.args(["--example", "prerender"]), "mend what it says above")?;
    let index = workspace.root.join("dist").join("index.html");
    let page = files::read_text(&index)?;
    let (Some((head, _)), Some((_, tail))) = (page.split_once(SHELL), page.split_once(END)) else {
        return Err(Failure::new(format!("index.html has no shell between `{SHELL}` and `{END}`: mark it")));
    };
    files::write(&index, format!("{head}{html}{tail}"))
}

/// Puts the style sheets into one: a browser asks for each by itself before it paints, and together they compress better.
fn join_styles(workspace: &Workspace) -> Result<(), Failure> {
    const LINK: &str = "<link rel=\"stylesheet\" href=\"";
    let dist = workspace.root.join("dist");
    let index = dist.join("index.html");
    let page = files::read_text(&index)?;
    let mut parts = page.split(LINK);
    let told = parts.next().unwrap_or_default();
    let (mut styles, mut rest) = (String::new(), String::new());
    for part in parts {
        let (name, after) = part.split_once('"').unwrap_or_default();
        let path = dist.join(name.trim_start_matches("./"));
        styles.push_str(&files::read_text(&path)?);
        files::remove_file(&path)?;
        rest.push_str(after.split_once('>').unwrap_or_default().1.trim_start());
    }
    if styles.is_empty() {
        return Err(Failure::new(format!("index.html has no `{LINK}`: list the style sheets there")));
    }
    let name = format!("page-{}.css", node::fingerprint(styles.as_bytes()));
    files::write(&dist.join(&name), styles)?;
    files::write(&index, format!("{told}{LINK}./{name}\">\n    {rest}"))
}

/// Puts the service worker beside the page: it names every file, and the release by what is in them. The page looks for
/// one only where it is told so, since a page that is being worked on is not to be kept.
fn keep_offline(workspace: &Workspace) -> Result<(), Failure> {
    let dist = workspace.root.join("dist");
    let source = workspace.root.join("web").join("service-worker.js");
    let template = files::read_text(&source)?;
    let mut content = template.clone().into_bytes();
    let mut names = Vec::new();
    for path in files::list(&dist)? {
        content.extend(files::read(&path)?);
        let name = path.strip_prefix(&dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        names.push(if name == "index.html" { "./".to_owned() } else { name });
    }
    let release = node::fingerprint(&content);
    let list = names.join("\", \"");
    let worker = template.replace("{{release}}", &release).replace("{{files}}", &list);
    files::write(&dist.join("service-worker.js"), worker)?;
    let index = dist.join("index.html");
    let page = files::read_text(&index)?;
    let told = page.replace("</head>", &format!("  <meta name=\"dynaboot-release\" content=\"{release}\">\n  </head>"));
    if told == page {
        return Err(Failure::new("index.html has no `</head>` for the mark of a release: write one"));
    }
    files::write(&index, told)
}

/// Serves the page until it is stopped.
pub(crate) fn serve(workspace: &Workspace) -> Result<(), Failure> {
    let path = tools::install(workspace)?;
    let at = workspace.root.join("Trunk.toml");
    let Config { serve: Serve { addresses, port } } =
        toml::from_str(&files::read_text(&at)?).map_err(|cause| Failure::file("understand", &at, cause))?;
    for address in addresses {
        println!("the page: http://{address}:{port}/ (Ctrl-C ends it; reload it after a change)");
    }
    // `dist/` is the release page's.
    let dist = workspace.target.join("xtask").join("serve");
    files::make_directory(&dist)?;
    process::run(
        trunk(workspace, &path).args(["serve", "--offline", "--dist"]).arg(dist),
        "mend what it says above, or free the port that Trunk.toml names",
    )
}

fn trunk(workspace: &Workspace, path: &OsStr) -> Command {
    let mut command = process::program("trunk");
    command.env("PATH", path).current_dir(&workspace.root);
    // Trunk reads NO_COLOR as a yes or no, and refuses the usual `NO_COLOR=1`.
    command.env_remove("NO_COLOR");
    command
}

#[derive(Deserialize)]
struct Config {
    serve: Serve,
}

#[derive(Deserialize)]
struct Serve {
    addresses: Vec<String>,
    port: u16,
}
