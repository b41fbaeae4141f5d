//! A PowerShell script in the form that a cloud's runner on Windows knows it by.
//!
//! Of the runners there, cloudbase-init alone takes what is compressed, and none is known to read anything but ASCII as it was
//! meant. A script that is too large, or not plain enough, travels in a short one that unpacks it in memory and runs it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::payload::bare::{plain_with_short_names, with_short_names, without_comments};
use crate::payload::gzip::deflate;
use crate::payload::protected::{ProtectedSettings, settings};
use crate::payload::sized::{Encoding, Payload, Wrapped, far_too_large, most_packed, payload};
use crate::policy::catalog::{Envelope, Taken};
use crate::policy::packing::Packing;
use crate::script::Script;

/// The first of these that fits: the script as it is, without its comments, with short names as well, packed, and packed with
/// short names. When none does, the smallest.
pub(super) fn wrap(script: &Script, delivery: Taken<'_>) -> Wrapped {
    let forms: [&dyn Fn() -> Result<String, Packing>; 3] = [
        &|| plain(script.text.clone(), delivery.envelope),
        &|| plain(without_comments(script), delivery.envelope),
        &|| plain(plain_with_short_names(script), delivery.envelope),
    ];
    let mut packing = Packing::Plain;
    let mut smallest: Option<Payload> = None;
    let smaller =
        |smallest: Option<Payload>, made: Payload| smallest.filter(|known| known.left >= made.left).or(Some(made));
    for form in forms {
        match form() {
            Ok(text) => {
                let made = put(text, delivery);
                if made.left >= 0 {
                    return Wrapped::Made(made);
                }
                packing = Packing::TooLong;
                smallest = smaller(smallest, made);
            }
            Err(why) => packing = why,
        }
    }
    // Compressing takes longer than all the rest of an answer, so nothing is that need not be.
    let texts: [&dyn Fn() -> String; 2] = [&|| script.text.clone(), &|| with_short_names(script)];
    for text in texts {
        let packed = match packed(&text(), delivery) {
            Ok(packed) => packed,
            Err(read) => return far_too_large(delivery, packing, read),
        };
        let made = Payload { packing, ..put(stub(&packed, delivery.envelope), delivery) };
        if made.left >= 0 {
            return Wrapped::Made(made);
        }
        smallest = smaller(smallest, made);
    }
    Wrapped::Made(smallest.unwrap_or_else(|| put(script.text.clone(), delivery)))
}

/// A text that can travel as it is, or why it cannot. A command line cannot hold a script. What the launcher of EC2 takes for its
/// tags ends or begins a script wherever it stands, so nothing that looks like one goes there.
fn plain(text: String, envelope: Envelope) -> Result<String, Packing> {
    match envelope {
        Envelope::ProtectedCommand => Err(Packing::CommandLine),
        Envelope::PowershellTag if text.contains('<') => Err(Packing::Tag),
        _ if !text.is_ascii() => Err(Packing::Letters),
        _ => Ok(text),
    }
}

/// Compressed, then in base64, whose letters mean nothing to PowerShell, cmd.exe and JSON. No frame is around it: it would take 24
/// of the few letters that a command line has.
fn packed(text: &str, delivery: Taken<'_>) -> Result<String, usize> {
    Ok(BASE64_STANDARD.encode(deflate(text.as_bytes(), most_packed(delivery))?))
}

/// The script that unpacks another and runs it: in lines, or as the one line that a command line can hold.
fn stub(packed: &str, envelope: Envelope) -> String {
    if envelope == Envelope::ProtectedCommand {
        return format!(
            "powershell.exe -NoProfile -Command \"& ([ScriptBlock]::Create(([IO.StreamReader](New-Object \
             IO.Compression.DeflateStream([IO.MemoryStream][Convert]::FromBase64String('{packed}'),\
             [IO.Compression.CompressionMode]0))).ReadToEnd()))\""
        );
    }
    format!(
        "# The script of dynaboot, compressed: this unpacks it in memory and runs it.\r\n\
         $packed = [Convert]::FromBase64String('{packed}')\r\n\
         $stream = New-Object IO.Compression.DeflateStream((New-Object IO.MemoryStream(, $packed)), [IO.Compression.CompressionMode]::Decompress)\r\n\
         & ([ScriptBlock]::Create((New-Object IO.StreamReader($stream)).ReadToEnd()))\r\n"
    )
}

/// A script in its envelope. What is counted is what the cloud counts: of the object of settings, the command line.
fn put(text: String, delivery: Taken<'_>) -> Payload {
    let (content, length) = match delivery.envelope {
        Envelope::Nothing | Envelope::ProtectedScript => counted(text),
        Envelope::Ps1Sysnative => counted(format!("#ps1_sysnative\r\n{text}")),
        Envelope::PowershellLine => counted(format!("[powershell]\r\n{text}")),
        Envelope::PowershellTag => counted(format!("<powershell>\r\n{text}</powershell>\r\n")),
        Envelope::ProtectedCommand => (settings(&ProtectedSettings::Command(&text)), text.len()),
    };
    payload(delivery, &delivery.file_name, Encoding::Raw, content, length)
}

fn counted(content: String) -> (String, usize) {
    let length = content.len();
    (content, length)
}
