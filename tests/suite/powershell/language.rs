//! Generated scripts as syntax trees: whole, and made of nothing that the system's own PowerShell lacks.
//!
//! What a parser cannot see is looked for by names: every command is a function of the script, with as many arguments as it has
//! parameters, or one of the table; every variable is set somewhere; every type and every member is one of the table.

use std::collections::{BTreeMap, BTreeSet};

use dynaboot_core::script::windows::SETTINGS;
use dynaboot_core::{Policy, Version};
use serde_json::json;
use tree_sitter::{Node, Parser, Tree};

use super::quoting::Strings;
use super::versions::{Type, Versions};
use super::{CERTIFICATE, SYSTEMS, full, least, script, section};

pub(super) fn parse(text: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).unwrap();
    parser.parse(text, None).unwrap()
}

/// The first place that is no PowerShell.
pub(super) fn broken(text: &str) -> Option<String> {
    let tree = parse(text);
    let node = all(tree.root_node()).into_iter().find(|node| node.is_error() || node.is_missing())?;
    Some(format!("{}: {}", node.start_position(), of(node, text)))
}

fn all(root: Node<'_>) -> Vec<Node<'_>> {
    let mut nodes = vec![root];
    let mut next = 0;
    while let Some(node) = nodes.get(next).copied() {
        nodes.extend(node.children(&mut node.walk()));
        next += 1;
    }
    nodes
}

fn of<'t>(node: Node<'_>, text: &'t str) -> &'t str {
    &text[node.byte_range()]
}

fn children(node: Node<'_>) -> Vec<Node<'_>> {
    node.children(&mut node.walk()).collect()
}

fn first<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    all(node).into_iter().find(|child| child.kind() == kind)
}

/// What a script uses and a PowerShell of that version does not have, as sentences.
pub(super) fn faults(text: &str, powershell: &Version, table: &Versions) -> Vec<String> {
    let tree = parse(text);
    let nodes = all(tree.root_node());
    let functions = functions(&nodes, text);
    let set = variables_set(&nodes, text);
    let keys: BTreeSet<&str> = named(&nodes, "key_expression").map(|key| of(key, text)).collect();
    let asked: Vec<&str> =
        named(&nodes, "comparison_expression").filter_map(|node| asked_for(of(node, text))).collect();
    let dotnet = table.dotnet(powershell);
    let mut faults = Vec::new();
    let mut fault = |node: Node<'_>, why: &str| {
        faults.push(format!("line {}: `{}` {why}", node.start_position().row + 1, of(node, text)));
    };
    for node in &nodes {
        let node = *node;
        let words = of(node, text);
        if node.is_error() || node.is_missing() {
            fault(node, "is no PowerShell");
        }
        if node.is_named() && Versions::since(&table.syntax, node.kind()).is_none_or(|since| since > *powershell) {
            fault(node, &format!("is a {}, which this version does not have", node.kind()));
        }
        let operator =
            !node.is_named() && words.starts_with('-') && words.len() > 1 || node.kind() == "comparison_operator";
        if operator && Versions::since(&table.operators, words).is_none_or(|since| since > *powershell) {
            fault(node, "is an operator that this version does not have");
        }
        match node.kind() {
            "command" => {
                for why in command_faults(node, text, &functions, powershell, table) {
                    fault(node, &why);
                }
            }
            "type_literal" if table.find_type(type_name(words)).is_none_or(|found| found.since > *dotnet) => {
                fault(node, "is a type that this .NET does not have");
            }
            "member_name" if !is_member(node, text, dotnet, &asked, table) && !keys.contains(words) => {
                fault(node, "is a member that no type of the table has in this .NET");
            }
            "variable" | "braced_variable" => {
                let name = words.trim_matches(['$', '{', '}']).to_ascii_lowercase();
                let automatic = Versions::since(&table.variables, &name).is_some_and(|since| since <= *powershell);
                if !automatic && !set.contains(&name) {
                    fault(node, "is set nowhere");
                }
            }
            _ => {}
        }
    }
    for name in functions.keys() {
        if !named(&nodes, "command_name").any(|call| of(call, text).eq_ignore_ascii_case(name)) {
            faults.push(format!("the function {name} is never called"));
        }
    }
    faults
}

fn named<'n, 't: 'n>(nodes: &'n [Node<'t>], kind: &'n str) -> impl Iterator<Item = Node<'t>> + 'n {
    nodes.iter().copied().filter(move |node| node.kind() == kind)
}

/// The functions of a script, in small letters, and how many parameters each has.
fn functions(nodes: &[Node<'_>], text: &str) -> BTreeMap<String, usize> {
    let functions = named(nodes, "function_statement").map(|function| {
        let name = of(first(function, "function_name").unwrap(), text).to_ascii_lowercase();
        let parameters = first(function, "function_parameter_declaration")
            .map_or(0, |list| all(list).iter().filter(|node| node.kind() == "script_parameter").count());
        (name, parameters)
    });
    functions.collect()
}

/// The variables that something sets: an assignment, a parameter, a loop.
fn variables_set(nodes: &[Node<'_>], text: &str) -> BTreeSet<String> {
    let mut set = BTreeSet::new();
    for node in nodes {
        let places = match node.kind() {
            "left_assignment_expression" | "script_parameter" => {
                all(*node).into_iter().filter(|child| child.kind() == "variable").collect()
            }
            "foreach_statement" => {
                children(*node).into_iter().filter(|child| child.kind() == "variable").take(1).collect()
            }
            _ => Vec::new(),
        };
        set.extend(places.into_iter().map(|place| of(place, text).trim_start_matches('$').to_ascii_lowercase()));
    }
    set
}

/// The name between the brackets of a type.
fn type_name(literal: &str) -> &str {
    literal.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(literal)
}

/// The type that `'Name' -as [Type]` asks for: it may be there or not, and what follows depends on it.
fn asked_for(expression: &str) -> Option<&str> {
    expression.strip_suffix(" -as [Type]")?.strip_prefix('\'')?.strip_suffix('\'')
}

/// Whether a member is one of the table: of the type before it when that is told, else of any type.
fn is_member(node: Node<'_>, text: &str, dotnet: &Version, asked: &[&str], table: &Versions) -> bool {
    let name = of(node, text);
    let has =
        |found: &Type| found.since <= *dotnet && found.members.iter().any(|member| member.eq_ignore_ascii_case(name));
    let before = node.parent().and_then(|access| access.child(0)).filter(|before| before.kind() == "type_literal");
    if let Some(found) = before.and_then(|before| table.find_type(type_name(of(before, text)))) {
        // A member of the object that a type is itself stands under the type of types.
        return has(found) || table.find_type("Type").is_some_and(has);
    }
    let of_asked = asked.iter().filter_map(|name| table.find_type(name)).flat_map(|found| &found.members);
    table.types.values().any(has) || of_asked.into_iter().any(|member| member.eq_ignore_ascii_case(name))
}

fn command_faults(
    node: Node<'_>,
    text: &str,
    functions: &BTreeMap<String, usize>,
    powershell: &Version,
    table: &Versions,
) -> Vec<String> {
    // `& $action` and its like name no command.
    let Some(name) = children(node).into_iter().find(|child| child.kind() == "command_name") else { return Vec::new() };
    let name = of(name, text);
    let elements = first(node, "command_elements").map(children).unwrap_or_default();
    let parameters =
        elements.iter().filter(|element| element.kind() == "command_parameter").map(|element| of(*element, text));
    let parameters: Vec<&str> = parameters.collect();
    let arguments = elements
        .iter()
        .filter(|element| !matches!(element.kind(), "command_argument_sep" | "command_parameter"))
        .count();
    if let Some(wanted) = functions.get(&name.to_ascii_lowercase()) {
        let well = parameters.is_empty() && arguments == *wanted;
        return if well { Vec::new() } else { vec![format!("gives {arguments} arguments to a function of {wanted}")] };
    }
    let Some(command) = table.command(name).filter(|command| command.since <= *powershell) else {
        return vec!["is a command that this version does not have".to_owned()];
    };
    let mut faults = Vec::new();
    for parameter in parameters {
        let known = parameter.trim_start_matches('-');
        // What a program takes is its own.
        if !name.contains('.') && !command.parameters.iter().any(|name| name.eq_ignore_ascii_case(known)) {
            faults.push(format!("has a parameter that this version does not have: {parameter}"));
        }
    }
    if name.eq_ignore_ascii_case("New-Object") {
        let type_name =
            elements.iter().find(|element| element.kind() == "generic_token").map(|element| of(*element, text));
        let dotnet = table.dotnet(powershell);
        if type_name.and_then(|name| table.find_type(name)).is_none_or(|found| found.since > *dotnet) {
            faults.push("makes an object of a type that this .NET does not have".to_owned());
        }
    }
    // Without a block these took a property's name since 3.0.
    if name.eq_ignore_ascii_case("Where-Object") && first(node, "script_block_expression").is_none() {
        faults.push("has no block".to_owned());
    }
    faults
}

/// The PowerShell of a system; 2.0 where it brings less than the script needs.
pub(super) fn powershell(policy: &Policy, system: &str) -> Version {
    let systems = &policy.document().systems;
    let own = systems.iter().find(|(id, _)| id.as_str() == system).and_then(|(_, system)| system.powershell.clone());
    own.unwrap().max(Version::from([2, 0]))
}

#[test]
fn every_script_uses_what_its_system_has() {
    let policy = Policy::builtin().unwrap();
    let table = Versions::read();
    for system in SYSTEMS {
        for agent in ["cloudcenter", "generic"] {
            let mut with_certificate = full("aws", system, agent);
            with_certificate["bundleStore"]["caCertificate"] = json!(CERTIFICATE);
            for choices in [with_certificate, least("aws", system, agent)] {
                let text = script(&policy.read_choices(&choices).unwrap(), &policy).text;
                let faults = faults(&text, &powershell(&policy, system), &table);
                assert!(faults.is_empty(), "{system}, {agent}:\n{}", faults.join("\n"));
            }
        }
    }
}

/// The check must be able to tell. Each of these is right in a later version, or wrong in all.
#[test]
fn what_a_version_lacks_is_seen() {
    let table = Versions::read();
    let old = Version::from([2, 0]);
    for (text, why) in [
        ("Invoke-WebRequest -Uri 'x'", "command"),
        ("Expand-Archive -Path 'x'", "command"),
        ("Get-FileHash 'x'", "command"),
        ("$x = 1 -in 1", "operator"),
        ("$x = [pscustomobject]@{ 'a' = 1 }", "type"),
        ("$x = [ordered]@{ 'a' = 1 }", "type"),
        ("[IO.Compression.ZipFile]::ExtractToDirectory('a', 'b')", "type"),
        ("$x = [IO.File]::OpenHandle('a')", "member"),
        ("$x = [IO.File]::ReadAllLines('a').Where({ $_ })", "member"),
        ("$x = New-Object Net.Http.HttpClient", "type"),
        ("Get-Content -Path 'x' -Raw", "parameter"),
        ("$x = 'a' | Where-Object Length -eq 1", "block"),
        ("$x = 1 && 2", "pipeline_chain_tail"),
        ("$x = $y", "set nowhere"),
        ("class A { }", "class"),
        ("function f($a) { $a }\nf 1 2", "arguments"),
        ("function f { 1 }", "never called"),
        ("$x = 'a", "PowerShell"),
        ("if ($true) {", "PowerShell"),
    ] {
        let faults = faults(text, &old, &table);
        assert!(faults.iter().any(|fault| fault.contains(why)), "{text}: {faults:?}");
    }
    let text = "Add-Type -AssemblyName System.IO.Compression.FileSystem\n[IO.Compression.ZipFile]::ExtractToDirectory('a', 'b')\n";
    assert_eq!(faults(text, &Version::from([3, 0]), &table), Vec::<String>::new(), "it is there since .NET 4.5");
}

/// Wherever a value can go, the script stays whole, and its sections outside of the settings stay the same tree.
#[test]
fn no_value_breaks_a_script() {
    let policy = Policy::builtin().unwrap();
    let mut strings = Strings::new();
    for number in 0..100 {
        let agent = if number % 2 == 0 { "generic" } else { "cloudcenter" };
        let mut choices = full("openstack", SYSTEMS[number % SYSTEMS.len()], agent);
        let settings = choices["agent"]["settings"].as_object_mut().unwrap();
        for value in settings.values_mut() {
            *value = json!(strings.next() + "x");
        }
        for field in ["proxy", "callHome"] {
            choices[field] = json!(strings.next() + "x");
        }
        for field in ["sha256", "user", "password", "caCertificate"] {
            choices["bundleStore"][field] = json!(strings.next() + "x");
        }
        let script = script(&policy.read_choices(&choices).unwrap(), &policy);
        // The parser takes the curly quotes for plain letters, so it is shown each string with nothing but straight ones.
        let text = script.text.replace(['‘', '’', '‚', '‛'], "");
        assert_eq!(broken(&text), None, "{choices}\n{}", section(&script, SETTINGS));
    }
}
