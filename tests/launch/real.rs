//! The AWS command itself, against a listener on loopback in the place of AWS: what it would really send.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dynaboot_core::LaunchTool;

use crate::answer::answer;
use crate::answers::{choices, large_certificate};
use crate::tool::{self, Scratch};

/// Takes one request of a length that it announces, and gives its body. A command that ends without one is a failure.
fn take(listener: &TcpListener, command: &mut Child) -> String {
    listener.set_nonblocking(true).unwrap();
    let mut stream = loop {
        match listener.accept() {
            Ok((stream, _)) => break stream,
            Err(_) => assert_eq!(command.try_wait().unwrap(), None, "it ended without a request"),
        }
        thread::sleep(Duration::from_millis(20));
    };
    stream.set_nonblocking(false).unwrap();
    let mut request = Vec::new();
    let mut block = vec![0; 65_536];
    loop {
        let read = stream.read(&mut block).unwrap();
        request.extend_from_slice(&block[..read]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length =
            head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
        if body.len() >= length.unwrap_or(0) {
            let answer = "<RunInstancesResponse><instancesSet><item><instanceId>i-1</instanceId></item></instancesSet></RunInstancesResponse>";
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n{answer}",
                answer.len()
            )
            .unwrap();
            return body.to_owned();
        }
    }
}

/// A field of a form.
fn field(form: &str, name: &str) -> String {
    let value =
        form.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or_else(|| panic!("{form}"));
    value.replace("%3D", "=").replace("%2B", "+").replace("%2F", "/")
}

#[test]
fn aws_sends_the_payload_and_wants_tokens_for_metadata() {
    if tool::find("aws", "what the AWS command really sends").is_none() {
        return;
    }
    for large in [false, true] {
        let mut choices = choices("aws", "debian-12", Some("ami-0123456789abcdef0"));
        choices["agent"]["settings"]["installCommand"] = serde_json::json!("./install --für=x");
        if large {
            choices["bundleStore"]["caCertificate"] = large_certificate();
        }
        let answer = answer(&choices);
        let payload = answer.payload.unwrap();
        let launch = answer.launch.into_iter().find(|launch| launch.tool == LaunchTool::AwsCli).unwrap();
        let place = Scratch::new(&format!("launch-aws-{large}"));
        std::fs::write(place.join("launch.sh"), launch.text).unwrap();
        std::fs::write(place.join(&payload.file_name), &payload.content).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let variables = [("REGION", "eu-central-1"), ("INSTANCE_TYPE", "t3.medium"), ("SUBNET_ID", "subnet-1")];
        let mut child = Command::new("sh")
            .arg(place.join("launch.sh"))
            .envs(variables)
            .envs([("AWS_ACCESS_KEY_ID", "none"), ("AWS_SECRET_ACCESS_KEY", "none"), ("AWS_MAX_ATTEMPTS", "1")])
            .env("AWS_ENDPOINT_URL", format!("http://{}", listener.local_addr().unwrap()))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let form = take(&listener, &mut child);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "i-1\n");
        assert_eq!(field(&form, "MetadataOptions.HttpTokens"), "required");
        assert_eq!(field(&form, "ImageId"), "ami-0123456789abcdef0");
        let sent = BASE64_STANDARD.decode(field(&form, "UserData")).unwrap();
        let bytes =
            if large { BASE64_STANDARD.decode(&payload.content).unwrap() } else { payload.content.into_bytes() };
        assert!(sent == bytes, "the bytes that the VM gets are the payload's");
        assert!(u32::try_from(sent.len()).unwrap() == payload.bytes);
    }
}
