//! A PowerShell script in the form that a cloud's runner on Windows knows it by.
//!
//! No runner there is known to take what is compressed, or to read anything but ASCII as it was meant. A script that is too
//! large, or not plain enough, travels in a short one that unpacks it in memory and runs it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;

use crate::payload::gzip::gzip;
use crate::payload::sized::{Encoding, Payload, payload};
use crate::policy::catalog::{Envelope, Taken};
use crate::script::Script;
use crate::script::windows::SETTINGS;

/// The first of these that fits: the script as it is, packed, and packed without its comments and indentation. When none
/// does, the smallest.
pub(super) fn wrap(script: &Script, delivery: Taken<'_>) -> Payload {
    let travelling = |text: &str| put(stub(&packed(text), delivery.envelope), delivery);
    let mut smallest: Option<Payload> = None;
    // Compressing takes longer than all the rest of an answer, so nothing is that need not be.
    let forms: [&dyn Fn() -> Option<Payload>; 3] = [
        &|| is_plain(&script.text, delivery.envelope).then(|| put(script.text.clone(), delivery)),
        &|| Some(travelling(&script.text)),
        &|| Some(travelling(&bare(script))),
    ];
    for form in forms.iter().filter_map(|form| form()) {
        if form.left >= 0 {
            return form;
        }
        smallest = smallest.filter(|smallest| smallest.left >= form.left).or(Some(form));
    }
    smallest.unwrap_or_else(|| put(script.text.clone(), delivery))
}

/// Whether a text can travel as it is. A command line cannot hold a script. What the launcher of EC2 takes for its tags ends or
/// begins a script wherever it stands, so nothing that looks like one goes there.
fn is_plain(text: &str, envelope: Envelope) -> bool {
    text.is_ascii()
        && match envelope {
            Envelope::ProtectedCommand => false,
            Envelope::PowershellTag => !text.contains('<'),
            Envelope::Nothing | Envelope::Ps1Sysnative | Envelope::PowershellLine => true,
        }
}

/// Compressed, then in base64, whose letters mean nothing to PowerShell, cmd.exe and JSON.
fn packed(text: &str) -> String {
    BASE64_STANDARD.encode(gzip(text.as_bytes()))
}

/// The script that unpacks another and runs it: in lines, or as the one line that a command line can hold.
fn stub(packed: &str, envelope: Envelope) -> String {
    if envelope == Envelope::ProtectedCommand {
        return format!(
            "powershell.exe -NoProfile -Command \"& ([ScriptBlock]::Create((New-Object IO.StreamReader \
             (New-Object IO.Compression.GzipStream((New-Object IO.MemoryStream(, [Convert]::FromBase64String('{packed}'))), \
             [IO.Compression.CompressionMode]0))).ReadToEnd()))\""
        );
    }
    format!(
        "# The script of dynaboot, compressed: this unpacks it in memory and runs it.\r\n\
         $packed = [Convert]::FromBase64String('{packed}')\r\n\
         $stream = New-Object IO.Compression.GzipStream((New-Object IO.MemoryStream(, $packed)), [IO.Compression.CompressionMode]::Decompress)\r\n\
         & ([ScriptBlock]::Create((New-Object IO.StreamReader($stream)).ReadToEnd()))\r\n"
    )
}

/// The script without the comments and the indentation of its sections, its lines ended by one character. The settings stay as
/// they are: what looks like a comment there may be part of a value.
fn bare(script: &Script) -> String {
    let settings = script.sections.iter().find(|section| section.title == SETTINGS);
    let kept = |number: usize| {
        settings.is_some_and(|section| (section.first_line as usize..=section.last_line as usize).contains(&number))
    };
    let mut text = String::with_capacity(script.text.len());
    for (index, line) in script.text.split_inclusive('\n').enumerate() {
        let trimmed = line.trim_start_matches(' ');
        if kept(index + 1) {
            text.push_str(line);
        } else if !trimmed.starts_with('#') && !trimmed.trim_end().is_empty() {
            text.push_str(trimmed.trim_end());
            text.push('\n');
        }
    }
    text
}

/// A script in its envelope. What is counted is what the cloud counts: of the object of settings, the command line.
fn put(text: String, delivery: Taken<'_>) -> Payload {
    let (content, length) = match delivery.envelope {
        Envelope::Nothing => counted(text),
        Envelope::Ps1Sysnative => counted(format!("#ps1_sysnative\r\n{text}")),
        Envelope::PowershellLine => counted(format!("[powershell]\r\n{text}")),
        Envelope::PowershellTag => counted(format!("<powershell>\r\n{text}</powershell>\r\n")),
        Envelope::ProtectedCommand => (settings(&text), text.len()),
    };
    payload(delivery, &delivery.file_name, Encoding::Raw, content, length)
}

fn counted(content: String) -> (String, usize) {
    let length = content.len();
    (content, length)
}

/// The extension's protected settings: the VM alone can read them, unlike the public ones.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProtectedSettings<'a> {
    command_to_execute: &'a str,
}

fn settings(command: &str) -> String {
    serde_json::to_string(&ProtectedSettings { command_to_execute: command }).unwrap_or_default() + "\n"
}
