//! The topic tree of the protocol (docs/mqtt.md): how a topic is written, read, and who may use it.

use std::str::FromStr;

use keylink_domain::controller::Channel;
use keylink_domain::id::ControllerId;

const ROOT: &str = "keylink/1";

/// What every node subscribes to on an outside broker.
pub(super) const FROM_ALL_CONTROLLERS: [&str; 4] =
    ["keylink/1/+/result", "keylink/1/+/results", "keylink/1/+/online", "keylink/1/+/door/+"];

/// The same for agents. An older list of rights may not know these.
pub(super) const FROM_ALL_AGENTS: [&str; 2] = ["keylink/1/+/told", "keylink/1/+/clock"];

/// Where the house tells a controller what to do.
pub(super) fn command(controller: ControllerId) -> String {
    format!("{ROOT}/{controller}/command")
}

/// Where it tells one that takes several commands in a message.
pub(super) fn commands(controller: ControllerId) -> String {
    format!("{ROOT}/{controller}/commands")
}

/// Where it asks an agent.
pub(super) fn ask(controller: ControllerId) -> String {
    format!("{ROOT}/{controller}/ask")
}

/// Where it tells an agent the time.
pub(super) fn time(controller: ControllerId) -> String {
    format!("{ROOT}/{controller}/time")
}

/// What a topic that a controller writes to is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// The answer to a command.
    Result,
    /// The answers to several.
    Results,
    /// Whether the controller is there.
    Online,
    /// What one of its doors reports.
    Door(Channel),
    /// An agent's answer to a question.
    Told,
    /// An agent asks for the time.
    Clock,
}

/// Reads a topic that controllers write to; `None` for every other topic.
pub(super) fn read(topic: &str) -> Option<(ControllerId, Said)> {
    let (controller, rest) = topic.strip_prefix(ROOT)?.strip_prefix('/')?.split_once('/')?;
    Some((read_controller(controller)?, read_said(rest)?))
}

fn read_said(rest: &str) -> Option<Said> {
    match rest {
        "result" => Some(Said::Result),
        "results" => Some(Said::Results),
        "online" => Some(Said::Online),
        "told" => Some(Said::Told),
        "clock" => Some(Said::Clock),
        _ => Channel::parse(rest.strip_prefix("door/")?).ok().map(Said::Door),
    }
}

/// Reads a controller's id, only in the one spelling that the house itself writes: an id that
/// may be spelled in several ways would be several topics and several logins.
pub(super) fn read_controller(text: &str) -> Option<ControllerId> {
    let controller = ControllerId::from_str(text).ok()?;
    let mut written = [0; uuid::fmt::Hyphenated::LENGTH];
    (*controller.uuid().hyphenated().encode_lower(&mut written) == *text).then_some(controller)
}

/// Whether this controller may write to this topic: its own answers and states, nothing else.
pub(super) fn may_publish(controller: ControllerId, topic: &str) -> bool {
    read(topic).is_some_and(|(owner, _)| owner == controller)
}

/// Whether this controller may read this filter: what is for itself alone, nothing else. Wildcards and
/// shared subscriptions are refused whole, so that no filter can match a neighbour's topic.
pub(super) fn may_subscribe(controller: ControllerId, filter: &str) -> bool {
    [command, commands, ask, time].iter().any(|own| filter == own(controller))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "0198c0de-7a11-7000-8000-000000000001";
    const TWO: &str = "0198c0de-7a11-7000-8000-000000000002";

    fn one() -> ControllerId {
        read_controller(ONE).unwrap()
    }

    #[test]
    fn topics_are_read_back() {
        let at = |rest: &str| read(&format!("keylink/1/{ONE}/{rest}"));
        assert_eq!(at("result"), Some((one(), Said::Result)));
        assert_eq!(at("results"), Some((one(), Said::Results)));
        assert_eq!(at("online"), Some((one(), Said::Online)));
        let door = Said::Door(Channel::parse("relay-2").unwrap());
        assert_eq!(at("door/relay-2"), Some((one(), door)));
    }

    #[test]
    fn other_topics_are_nothing() {
        for rest in
            ["command", "commands", "ask", "time", "door", "door/", "door/a/b", "door/+", "result/x", "", "Result"]
        {
            assert_eq!(read(&format!("keylink/1/{ONE}/{rest}")), None, "{rest}");
        }
        for topic in [
            "",
            "keylink/1",
            "keylink/1/",
            "keylink/2/x/result",
            "keylink/1/nobody/result",
            "keylink/10198c0de/result",
            "$SYS/broker",
        ] {
            assert_eq!(read(topic), None, "{topic}");
        }
        let upper = ONE.to_uppercase();
        assert_eq!(read(&format!("keylink/1/{upper}/result")), None, "one spelling only");
    }

    #[test]
    fn a_controller_writes_only_its_own_states_and_answers() {
        for rest in ["result", "results", "online", "door/1", "told", "clock"] {
            assert!(may_publish(one(), &format!("keylink/1/{ONE}/{rest}")), "{rest}");
            assert!(!may_publish(one(), &format!("keylink/1/{TWO}/{rest}")), "{rest}");
        }
        assert!(!may_publish(one(), &format!("keylink/1/{ONE}/command")));
        assert!(!may_publish(one(), &format!("keylink/1/{ONE}/commands")));
    }

    #[test]
    fn a_controller_reads_only_its_own_commands() {
        assert!(may_subscribe(one(), &format!("keylink/1/{ONE}/command")));
        assert!(may_subscribe(one(), &format!("keylink/1/{ONE}/commands")));
        assert!(may_subscribe(one(), &format!("keylink/1/{ONE}/ask")));
        assert!(may_subscribe(one(), &format!("keylink/1/{ONE}/time")));
        for filter in [
            format!("keylink/1/{TWO}/command"),
            format!("keylink/1/{TWO}/commands"),
            format!("keylink/1/{TWO}/ask"),
            format!("keylink/1/{TWO}/time"),
            format!("keylink/1/{ONE}/told"),
            format!("keylink/1/{ONE}/result"),
            format!("keylink/1/{ONE}/results"),
            format!("keylink/1/{ONE}/#"),
            format!("$share/g/keylink/1/{ONE}/command"),
            "keylink/1/+/command".to_owned(),
            "#".to_owned(),
            "$SYS/#".to_owned(),
        ] {
            assert!(!may_subscribe(one(), &filter), "{filter}");
        }
    }
}
