//! The clouds' metadata services, as far as cloud-init and Google's agent ask them for what is in a cloud's field.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::json;

/// What a service says, by the cloud that it stands for.
#[derive(Clone, Debug)]
pub(crate) enum Service {
    /// AWS: `/2009-04-04/user-data` and its kin.
    Ec2(Vec<u8>),
    /// OpenStack: `/openstack/latest/user_data` and its kin.
    Openstack(Vec<u8>),
    /// Google: an attribute of the instance, by its key.
    Google(&'static str, String),
    /// None: every question is answered with 404.
    Silent,
}

/// A metadata service that runs until the test ends.
pub(crate) struct Metadata {
    /// Its port on loopback.
    pub(crate) port: u16,
    questions: Arc<AtomicUsize>,
}

impl Metadata {
    pub(crate) fn start(service: Service, instance: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let questions = Arc::new(AtomicUsize::new(0));
        let (asked, instance) = (Arc::clone(&questions), instance.to_owned());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, instance, service) = (Arc::clone(&asked), instance.clone(), service.clone());
                // Google's agent holds a connection open while others are asked.
                thread::spawn(move || serve(stream, &asked, |path| service.answer(path, &instance)));
            }
        });
        Self { port, questions }
    }

    /// How often it was asked.
    pub(crate) fn questions(&self) -> usize {
        self.questions.load(Ordering::Relaxed)
    }
}

impl Service {
    fn answer(&self, path: &str, instance: &str) -> Option<Vec<u8>> {
        match self {
            Self::Ec2(data) => ec2(path, instance, data),
            Self::Openstack(data) => openstack(path, instance, data),
            Self::Google(key, data) => google(path, instance, key, data),
            Self::Silent => None,
        }
    }
}

fn ec2(path: &str, instance: &str, data: &[u8]) -> Option<Vec<u8>> {
    // The first part is the version: a date or `latest`.
    let (version, item) = path.trim_start_matches('/').split_once('/')?;
    if version != "latest" && !version.starts_with("20") {
        return None;
    }
    match item.trim_end_matches('/') {
        "api/token" => Some(b"token".to_vec()),
        "meta-data" => Some(b"instance-id\nlocal-hostname".to_vec()),
        "meta-data/instance-id" => Some(instance.into()),
        "meta-data/local-hostname" => Some(b"firstboot".to_vec()),
        "dynamic/instance-identity" => Some(b"document".to_vec()),
        "dynamic/instance-identity/document" => Some(json!({ "instanceId": instance }).to_string().into_bytes()),
        "user-data" => Some(data.to_vec()),
        _ => None,
    }
}

fn openstack(path: &str, instance: &str, data: &[u8]) -> Option<Vec<u8>> {
    match path.trim_end_matches('/') {
        "/openstack" => Some(b"2018-08-27\nlatest".to_vec()),
        "/openstack/2018-08-27" | "/openstack/latest" => Some(b"meta_data.json\nuser_data".to_vec()),
        "/openstack/2018-08-27/meta_data.json" | "/openstack/latest/meta_data.json" => {
            Some(json!({ "uuid": instance, "name": "firstboot", "hostname": "firstboot" }).to_string().into_bytes())
        }
        "/openstack/2018-08-27/user_data" | "/openstack/latest/user_data" => Some(data.to_vec()),
        _ => None,
    }
}

fn google(path: &str, instance: &str, key: &str, data: &str) -> Option<Vec<u8>> {
    let path = path.split('?').next()?.trim_end_matches('/');
    match path.strip_prefix("/computeMetadata/v1/")? {
        "instance/id" => Some(instance.into()),
        "instance/zone" => Some(b"projects/1/zones/none".to_vec()),
        "instance/hostname" => Some(b"firstboot".to_vec()),
        "instance/attributes" => Some(json!({ key: data }).to_string().into_bytes()),
        "project/attributes" => Some(b"{}".to_vec()),
        item if item.strip_prefix("instance/attributes/") == Some(key) => Some(data.into()),
        _ => None,
    }
}

/// Answers until the other side hangs up.
fn serve(mut stream: TcpStream, asked: &AtomicUsize, answer: impl Fn(&str) -> Option<Vec<u8>>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let mut request = String::new();
        reader.read_line(&mut request).ok().filter(|length| *length > 0)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if line.trim().is_empty() {
                break;
            }
        }
        std::io::copy(&mut std::io::Read::take(&mut reader, length), &mut std::io::sink()).ok()?;
        let mut words = request.split_whitespace();
        let path = words.nth(1)?;
        asked.fetch_add(1, Ordering::Relaxed);
        let (status, body) = answer(path).map_or((404, Vec::new()), |body| (200, body));
        let head = format!(
            "HTTP/1.1 {status} As Told\r\nMetadata-Flavor: Google\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).ok()?;
    }
}
