//! A bundle store on loopback that does as it is told.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;
use socket2::{Domain, Socket, Type};

/// How the store answers a request, by how many came before it.
pub(crate) type Behaviour = fn(&Store, usize) -> Answer;

/// What the store answers.
pub(crate) enum Answer {
    /// The bundle.
    Bundle,
    /// A status without a bundle.
    Status(u16),
    /// The first half of the bundle, announced as the whole.
    Half,
    /// The first half of the bundle, announced as that.
    CutShort,
    /// What is asked for of it, by its first byte; of that, so many bytes at most come.
    Rest(usize),
    /// A byte of the bundle now and then, for some seconds.
    Trickle,
    /// Not a word.
    Nothing,
    /// A whole answer that is no archive.
    Page,
    /// Another URL, by this status.
    Redirect(u16, String),
}

/// A store that runs until the test ends.
pub(crate) struct Store {
    /// Its URL.
    pub(crate) url: String,
    /// What it gives.
    pub(crate) bundle: Vec<u8>,
    /// Every request: method, path and credentials.
    pub(crate) requests: Mutex<Vec<String>>,
    /// Which part each request asks for; nothing, when for all of it.
    pub(crate) ranges: Mutex<Vec<String>>,
    /// What each request called its sender.
    pub(crate) senders: Mutex<Vec<String>>,
    /// What came with them, which is JSON.
    pub(crate) told: Mutex<Vec<Value>>,
    /// Where the store sends somebody, when it does.
    pub(crate) elsewhere: Mutex<String>,
}

impl Store {
    /// Starts a store that gives `bundle`. It speaks HTTP by hand: no server library cuts its own answers short.
    pub(crate) fn start(bundle: Vec<u8>, behaviour: Behaviour) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        // A client that goes away in the middle is what some of the answers are for.
        Self::listen(listener, url, bundle, move |store, stream| drop(store.serve(stream, behaviour)))
    }

    /// Starts a store that speaks TLS, by that identity, and calls itself by a name.
    pub(crate) fn start_with_tls(
        bundle: Vec<u8>,
        name: &str,
        tls: Arc<ServerConfig>,
        behaviour: Behaviour,
    ) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://{name}:{}", listener.local_addr().unwrap().port());
        Self::listen(listener, url, bundle, move |store, stream| {
            let connection = ServerConnection::new(Arc::clone(&tls)).unwrap();
            // A client that does not trust the certificate goes away before it asks.
            drop(store.serve(StreamOwned::new(connection, stream), behaviour));
        })
    }

    fn listen(
        listener: TcpListener,
        url: String,
        bundle: Vec<u8>,
        serve: impl Fn(&Self, TcpStream) + Send + 'static,
    ) -> Arc<Self> {
        let store = Arc::new(Self {
            url,
            bundle,
            requests: Mutex::default(),
            ranges: Mutex::default(),
            senders: Mutex::default(),
            told: Mutex::default(),
            elsewhere: Mutex::default(),
        });
        let served = Arc::clone(&store);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(&served, stream);
            }
        });
        store
    }

    fn serve(&self, mut stream: impl Read + Write, behaviour: Behaviour) -> std::io::Result<()> {
        let mut reader = BufReader::new(&mut stream);
        let head = reader.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty());
        let head: Vec<String> = head.collect();
        let said = |name: &str| head.iter().find_map(|line| line.strip_prefix(name));
        let mut request = head.first().cloned().unwrap_or_default();
        request = request.trim_end_matches(" HTTP/1.1").trim_end_matches(" HTTP/1.0").to_owned();
        request.push_str(said("Authorization:").unwrap_or_default());
        let range = said("Range:").unwrap_or_default().trim().to_owned();
        let first = range.trim_start_matches("bytes=").trim_end_matches('-').parse().unwrap_or_default();
        self.ranges.lock().unwrap().push(range);
        self.senders.lock().unwrap().push(said("User-Agent:").unwrap_or_default().trim().to_owned());
        if let Some(length) = said("Content-Length:").and_then(|length| length.trim().parse().ok()) {
            let mut body = vec![0; length];
            reader.read_exact(&mut body)?;
            self.told.lock().unwrap().push(serde_json::from_slice(&body)?);
        }
        drop(reader);
        let before = {
            let mut requests = self.requests.lock().unwrap();
            requests.push(request.clone());
            requests.len() - 1
        };
        let mut location = String::new();
        let (status, body, sent) = match behaviour(self, before) {
            Answer::Bundle => (200, self.bundle.clone(), self.bundle.len()),
            Answer::Half => (200, self.bundle.clone(), self.bundle.len() / 2),
            Answer::Rest(most) => {
                let last = self.bundle.len() - 1;
                location = format!("Content-Range: bytes {first}-{last}/{}\r\n", self.bundle.len());
                (206, self.bundle[first..].to_vec(), most.min(self.bundle.len() - first))
            }
            Answer::Trickle => {
                write!(stream, "HTTP/1.1 200 As Told\r\nContent-Length: {}\r\n\r\n", self.bundle.len())?;
                for byte in self.bundle.iter().take(100) {
                    stream.write_all(&[*byte])?;
                    stream.flush()?;
                    thread::sleep(Duration::from_millis(100));
                }
                return Ok(());
            }
            Answer::Nothing => return Ok(()),
            Answer::CutShort => (200, self.bundle[..self.bundle.len() / 2].to_vec(), self.bundle.len() / 2),
            Answer::Page => (200, b"<html>sign in</html>".to_vec(), 20),
            Answer::Status(status) => (status, Vec::new(), 0),
            Answer::Redirect(status, to) => {
                location = format!("Location: {to}\r\n");
                (status, Vec::new(), 0)
            }
        };
        write!(
            stream,
            "HTTP/1.1 {status} As Told\r\n{location}Content-Length: {}\r\nWWW-Authenticate: Basic realm=\"store\"\r\nConnection: close\r\n\r\n",
            body.len()
        )?;
        if !request.starts_with("HEAD") {
            stream.write_all(&body[..sent])?;
        }
        stream.flush()
    }

    /// A URL of this machine where nobody listens, nor comes to until the test ends: a port that is bound and does not
    /// listen refuses every connection, and a store that starts beside it gets another.
    pub(crate) fn nobody() -> String {
        let port = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        port.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).unwrap();
        let address = port.local_addr().unwrap().as_socket().unwrap();
        std::mem::forget(port);
        format!("http://{address}")
    }
}
