//! A few commands of WebDriver (W3C), spoken to `chromedriver` over a local socket.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A browser without a window, gone when dropped.
pub(super) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: Profile,
}

/// A profile of its own, so that nothing of the user's is touched.
struct Profile(std::path::PathBuf);

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Browser {
    /// Starts Chromium; nothing where it is not installed, which is said aloud. With
    /// `ONRECORD_BROWSER=required` (as in CI) that is a failure.
    pub(super) fn start(name: &str) -> Option<Self> {
        let driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut driver = match driver {
            Ok(driver) => driver,
            Err(error) => {
                let missing = format!(
                    "SKIPPED: the report was not opened in a browser, since chromedriver cannot be started ({error}). \
                     Install it (Debian: apt-get install chromium chromium-driver)."
                );
                let required = std::env::var("ONRECORD_BROWSER").is_ok_and(|v| v == "required");
                assert!(!required, "{missing}");
                eprintln!("{missing}");
                return None;
            }
        };
        let port = port(&mut driver);
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{name}"));
        let _ = std::fs::remove_dir_all(&profile);
        let mut browser = Self {
            driver,
            port,
            session: String::new(),
            _profile: Profile(profile.clone()),
        };
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "goog:chromeOptions": { "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--window-size=1400,1000",
                format!("--user-data-dir={}", profile.display()),
            ] },
        } } });
        let session = browser.send("POST", "/session", &capabilities);
        browser.session = session["sessionId"].as_str().unwrap().to_owned();
        // Away from the browser's own first page, which loads much.
        browser.command("url", &json!({ "url": "about:blank" }));
        Some(browser)
    }

    pub(super) fn open(&self, page: &Path, place: &str) {
        let url = format!("file://{}{place}", page.display());
        self.command("url", &json!({ "url": url }));
    }

    /// What a function body returns in the page, after what was begun there has been done.
    pub(super) fn run(&self, script: &str) -> Value {
        let settled = format!(
            "const done = arguments[0];\
             requestAnimationFrame(() => requestAnimationFrame(() => done((() => {{ {script} }})())));"
        );
        self.command("execute/async", &json!({ "script": settled, "args": [] }))
    }

    /// Clicks on what `selector` finds first, brought to the middle of what holds it: the driver's
    /// own scrolling knows nothing of bars that stay in place.
    pub(super) fn click(&self, selector: &str) {
        let params = json!({
            "expression": format!("document.querySelector(\"{selector}\").scrollIntoView({{ block: 'center' }})"),
        });
        self.devtools("Runtime.evaluate", &params);
        let found = self.command(
            "element",
            &json!({ "using": "css selector", "value": selector }),
        );
        let id = found.as_object().unwrap().values().next().unwrap();
        let id = id.as_str().unwrap();
        self.command(&format!("element/{id}/click"), &json!({}));
    }

    /// Presses keys (WebDriver's codes: `\u{e004}` Tab, `\u{e007}` Enter) in what has the focus.
    pub(super) fn press(&self, keys: &str) {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() }))
            })
            .collect();
        self.keyboard(&actions);
    }

    /// Presses one key while Shift is held.
    pub(super) fn press_shifted(&self, key: &str) {
        const SHIFT: &str = "\u{e008}";
        let action = |kind: &str, key: &str| json!({ "type": kind, "value": key });
        self.keyboard(&[
            action("keyDown", SHIFT),
            action("keyDown", key),
            action("keyUp", key),
            action("keyUp", SHIFT),
        ]);
    }

    fn keyboard(&self, actions: &[Value]) {
        let keyboard = json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] });
        self.command("actions", &keyboard);
    }

    /// A command of the browser's own protocol.
    pub(super) fn devtools(&self, command: &str, params: &Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.command("goog/cdp/execute", &body)
    }

    /// Messages of one log (`browser`, `performance`) since it was last asked for.
    pub(super) fn log(&self, kind: &str) -> Vec<String> {
        let entries = self.command("se/log", &json!({ "type": kind }));
        let entries = entries.as_array().unwrap().iter();
        entries
            .map(|entry| entry["message"].as_str().unwrap().to_owned())
            .collect()
    }

    fn command(&self, command: &str, body: &Value) -> Value {
        let path = format!("/session/{}/{command}", self.session);
        self.send("POST", &path, body)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.exchange(method, path, body).unwrap();
        let mut answer: Value = serde_json::from_str(&answer).expect(&answer);
        let value = answer["value"].take();
        assert!(value.get("error").is_none(), "{path} {body}: {value}");
        value
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<String> {
        let body = body.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        answer(stream)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ending the session ends the browser, after a failed test too.
        let _ = self.exchange("DELETE", &format!("/session/{}", self.session), &json!({}));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port the driver says it listens on.
fn port(driver: &mut Child) -> u16 {
    let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    lines
        .map(|line| line.unwrap())
        .find_map(|line| {
            let port = line.split_once("started successfully on port ")?.1;
            port.trim_end_matches('.').parse().ok()
        })
        .expect("chromedriver says its port")
}

/// The body of an HTTP answer: as long as its head says, since the driver keeps the line open.
fn answer(stream: TcpStream) -> std::io::Result<String> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}
