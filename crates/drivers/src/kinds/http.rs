//! Whatever a request over HTTP opens: its address, headers and body are templates, and the settings say what in the
//! answer means that it was done. Where drivers may connect to is the networks' matter (direct/network.rs).

use futures_util::future::BoxFuture;
use hyper::Method;
use hyper::header::{HeaderName, HeaderValue};
use keylink_domain::controller::Channel;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;

use super::About;
use crate::direct::call::{self, Reply, encoded};
use crate::direct::order::{Order, Trouble};
use crate::direct::settings::{Field, FieldKind, Values, Wrong, web_address};
use crate::direct::{Driver, Probe, Tools};

pub(super) const ABOUT: About = About {
    name: "HTTP request",
    purpose: "Any device or service that opens a door when a web address is called.",
    places: "Any name; it stands in place of {channel}.",
    confirms: "Sent: the answer was as the settings say. Opened only if you say that this answer comes after the lock has moved.",
    tells: "Nothing.",
    has_memory: false,
    largest_card: None,
    fields: &[
        Field::new(
            FieldKind::Place,
            "url",
            "Web address",
            "Called once for each opening. {channel}, {pulse_ms}, {pulse_s}, {id} and {secret} are filled in.",
        )
        .required(),
        Field::new(
            FieldKind::Choice(&[("POST", "POST"), ("PUT", "PUT"), ("PATCH", "PATCH"), ("GET", "GET")]),
            "method",
            "Method",
            "GET only where the device knows nothing else: some programs repeat a GET by themselves.",
        )
        .default("POST"),
        Field::new(FieldKind::Secret, "secret", "Secret", "A token or password; it stands in place of {secret}."),
        Field::new(FieldKind::Lines, "headers", "Headers", "One on each line, such as Authorization: Bearer {secret}"),
        Field::new(FieldKind::Lines, "body", "Body", "The same places are filled in."),
        Field::new(FieldKind::Text, "status", "Statuses that mean done", "Such as 200 or 200-299.").default("200-299"),
        Field::new(
            FieldKind::Text,
            "done",
            "Words that mean done",
            "If the answer must hold them; without them the outcome is not known.",
        ),
        Field::new(
            FieldKind::Text,
            "failed",
            "Words that mean refused",
            "If the answer holds them, the door did not move.",
        ),
        Field::new(
            FieldKind::Choice(&[("taken", "The device took the command"), ("opened", "The lock has moved")]),
            "means",
            "What done means",
            "Say that the lock has moved only if the device answers after it has seen it.",
        )
        .default("taken"),
        Field::new(
            FieldKind::Place,
            "test_url",
            "Address for tests",
            "Asked with GET by \u{201c}Test connection\u{201d}; it must change nothing. Without it only a connection is made.",
        ),
    ],
    is_place: |_| true,
    holds: |_| false,
    build: |values| Ok(Box::new(Anything::new(values)?)),
};

/// The places that are filled in.
const PLACES: [&str; 5] = ["channel", "pulse_ms", "pulse_s", "id", "secret"];

/// A device that is opened by a request.
pub(super) struct Anything {
    url: String,
    method: Method,
    headers: Vec<(String, String)>,
    body: String,
    secret: String,
    least: u16,
    most: u16,
    done: String,
    failed: String,
    opened: bool,
    test_url: String,
}

impl Anything {
    fn new(values: &Values) -> Result<Self, Wrong> {
        let (least, most) = statuses(values.get("status"))?;
        let some = |field| values.get(field).to_owned();
        let url = address("url", values.get("url"))?;
        Ok(Self {
            method: values.get("method").parse().map_err(|_| Wrong::new("method", "choose one of the methods"))?,
            headers: headers(values.get("headers"), values.get("secret"))?,
            body: template("body", values.get("body"))?,
            secret: some("secret"),
            least,
            most,
            done: some("done"),
            failed: some("failed"),
            opened: values.get("means") == "opened",
            test_url: match values.get("test_url") {
                "" => String::new(),
                // It is asked again and again, with no press behind it and no line in the log.
                text if address("test_url", text)? == url => {
                    return Err(Wrong::new(
                        "test_url",
                        "this is the address that opens; give one that only tells, or none",
                    ));
                }
                text => address("test_url", text)?,
            },
            url,
        })
    }

    fn request(&self, order: &Order<'_>) -> call::Request {
        let plain = |template: &str| self.fill(template, Some(order), str::to_owned);
        call::Request {
            method: self.method.clone(),
            url: self.fill(&self.url, Some(order), encoded),
            headers: self.headers.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
            body: plain(&self.body),
        }
    }

    fn fill(&self, text: &str, order: Option<&Order<'_>>, safe: impl Fn(&str) -> String) -> String {
        super::template::fill(text, &PLACES, |place| safe(&self.value(place, order)))
    }

    fn value(&self, place: &str, order: Option<&Order<'_>>) -> String {
        match (place, order) {
            ("secret", _) => self.secret.clone(),
            ("channel", Some(order)) => order.channel.as_str().to_owned(),
            ("pulse_ms", Some(order)) => order.pulse_ms.to_string(),
            ("pulse_s", Some(order)) => order.pulse_s().to_string(),
            ("id", Some(order)) => order.unlock.to_string(),
            _ => String::new(),
        }
    }

    /// What the answer means. What it does not say is not known.
    fn judge(&self, reply: &Reply) -> Result<Outcome, Trouble> {
        let (status, text) = (reply.status.as_u16(), reply.text());
        if !self.failed.is_empty() && text.contains(&self.failed) {
            return Ok(Outcome::Failed(Refusal::DoorJammed));
        }
        if (self.least..=self.most).contains(&status) && text.contains(&self.done) {
            return Ok(if self.opened { Outcome::Opened } else { Outcome::Sent });
        }
        // A request that was refused did nothing; everything else may have.
        match status {
            400..=407 | 410..=428 => Ok(Outcome::Failed(Refusal::DoorJammed)),
            _ => Err(Trouble::Answered(status)),
        }
    }

    async fn carry_out(&self, tools: &Tools, order: &Order<'_>) -> Result<Outcome, Trouble> {
        let reply = tools.http.command(order, &self.request(order)).await?;
        self.judge(&reply)
    }

    async fn tell(&self, tools: &Tools) -> Result<Probe, Trouble> {
        let fact = if self.test_url.is_empty() {
            tools.http.knock(&self.fill(&self.url, None, encoded)).await?;
            "A connection was made. Whether the address and the login are right, only an opening tells.".to_owned()
        } else {
            let mut request = call::Request::get(self.fill(&self.test_url, None, encoded));
            request.headers =
                self.headers.iter().map(|(n, v)| (n.clone(), self.fill(v, None, str::to_owned))).collect();
            let reply = tools.http.ask(&request).await?.read()?;
            format!("The address for tests answered with status {}.", reply.status.as_u16())
        };
        Ok(Probe { facts: vec![fact], ..Probe::default() })
    }
}

/// `200`, or `200-299`.
fn statuses(text: &str) -> Result<(u16, u16), Wrong> {
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let read = |text: &str| text.trim().parse::<u16>().ok().filter(|status| (200..=599).contains(status));
    match (read(least), read(most)) {
        (Some(least), Some(most)) if least <= most => Ok((least, most)),
        _ => Err(Wrong::new("status", "give a status or two with a dash between, such as 200 or 200-299")),
    }
}

/// A web address with places in it, none of them where the host is named.
fn address(field: &'static str, text: &str) -> Result<String, Wrong> {
    let text = template(field, text)?;
    let host = text.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    if host.contains('{') {
        return Err(Wrong::new(field, "the host must stand there as it is; places are filled in only after it"));
    }
    let tried = PLACES.iter().fold(text.clone(), |text, place| text.replace(&format!("{{{place}}}"), "1"));
    web_address(field, &tried)?;
    Ok(text)
}

/// A text whose places are all known.
fn template(field: &'static str, text: &str) -> Result<String, Wrong> {
    super::template::check(field, text, &PLACES)?;
    Ok(text.to_owned())
}

fn headers(text: &str, secret: &str) -> Result<Vec<(String, String)>, Wrong> {
    let mut headers = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let wrong = || Wrong::new("headers", format!("{:?} is no header; write it as Name: value", shown(line)));
        let (name, value) = line.split_once(':').ok_or_else(wrong)?;
        let (name, value) = (name.trim(), value.trim());
        let known = HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
        if ["host", "connection", "content-length", "transfer-encoding", "upgrade"].contains(&known.as_str()) {
            return Err(Wrong::new("headers", format!("{known} is set by Keylink itself; leave it out")));
        }
        HeaderValue::from_str(&value.replace("{secret}", secret)).map_err(|_| wrong())?;
        headers.push((name.to_owned(), template("headers", value)?));
    }
    Ok(headers)
}

/// A header's name alone: what follows may be a secret that was typed in there.
fn shown(line: &str) -> &str {
    line.split_once(':').map_or("the line", |(name, _)| name)
}

impl Driver for Anything {
    fn open<'a>(&'a self, tools: &'a Tools, order: &'a Order<'a>) -> BoxFuture<'a, Result<Outcome, Trouble>> {
        Box::pin(self.carry_out(tools, order))
    }

    fn probe<'a>(&'a self, tools: &'a Tools, _channels: &'a [Channel]) -> BoxFuture<'a, Result<Probe, Trouble>> {
        Box::pin(self.tell(tools))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::time::Duration;

    fn values(typed: &[(&str, &str)]) -> Result<Values, Wrong> {
        let typed: BTreeMap<String, String> = typed.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Values::read(ABOUT.fields, typed)
    }

    fn made(typed: &[(&str, &str)]) -> Result<Anything, Wrong> {
        values(typed).and_then(|values| Anything::new(&values))
    }

    #[test]
    fn places_are_filled_in_once_and_safely() {
        let device = made(&[
            ("url", "http://door/{channel}?token={secret}&x={y}"),
            ("secret", "a{id}&b"),
            ("headers", "Authorization: Bearer {secret}\nX-Pulse: {pulse_s}"),
            ("body", "{\"ms\": {pulse_ms}, \"nested\": {\"a\": 1}}"),
        ]);
        assert!(device.is_err(), "an unknown place is told");
        let device = made(&[
            ("url", "http://door/{channel}?token={secret}"),
            ("secret", "a{id}&b"),
            ("headers", "Authorization: Bearer {secret}\nX-Pulse: {pulse_s}"),
            ("body", "{\"ms\": {pulse_ms}, \"nested\": {\"a\": 1}}"),
        ])
        .unwrap();
        let command = crate::direct::order::tests::command("east.1", 1_500);
        let order = Order::new(&command, tokio::time::Instant::now() + Duration::from_secs(9));
        let request = device.request(&order);
        assert_eq!(request.url, "http://door/east.1?token=a%7Bid%7D%26b");
        assert_eq!(request.headers[0].1, "Bearer a{id}&b", "what is put in is not read again");
        assert_eq!(request.headers[1].1, "2");
        assert_eq!(request.body, "{\"ms\": 1500, \"nested\": {\"a\": 1}}");
    }

    #[test]
    fn the_address_that_opens_is_none_for_tests() {
        let opens = ("url", "http://door/open?channel={channel}");
        let wrong = made(&[opens, ("test_url", "http://door/open?channel={channel}")]).err().unwrap();
        assert_eq!(wrong.field, "test_url");
        assert!(made(&[opens, ("test_url", "http://door/status")]).is_ok());
    }

    #[test]
    fn what_cannot_be_used_is_told_at_its_field() {
        for (name, value) in [
            ("url", "http://{channel}.door/"),
            ("url", "http://door/{pin}"),
            ("url", "http://me:secret@door/"),
            ("url", "gopher://door/"),
            ("status", "2xx"),
            ("status", "299-200"),
            ("headers", "no colon"),
            ("headers", "Host: other"),
            ("headers", "Bad Name: x"),
            ("body", "{pulse}"),
            ("method", "DELETE"),
            ("test_url", "door"),
        ] {
            let typed = if name == "url" { vec![(name, value)] } else { vec![("url", "http://door/"), (name, value)] };
            assert_eq!(made(&typed).err().map(|wrong| wrong.field), Some(name), "{name}: {value}");
        }
    }
}
