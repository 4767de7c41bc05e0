//! What controllers say means the same on both brokers; what cannot be read is logged and dropped.

use keylink_domain::controller::Channel;
use keylink_domain::id::ControllerId;

use super::answers::Answers;
use super::payload::{self, Unreadable};
use crate::Report;
use crate::reports::Reports;

pub(super) fn result(answers: &Answers, controller: ControllerId, topic: &str, payload: &[u8]) {
    match payload::read_result(payload) {
        Ok((unlock, outcome)) => answers.answer(controller, unlock, outcome),
        Err(error) => unreadable(topic, &error),
    }
}

pub(super) fn results(answers: &Answers, controller: ControllerId, topic: &str, payload: &[u8]) {
    match payload::read_results(payload) {
        Ok(read) => answers.answer_all(controller, read),
        Err(error) => unreadable(topic, &error),
    }
}

pub(super) fn door(reports: &Reports, controller: ControllerId, channel: Channel, topic: &str, payload: &[u8]) {
    match payload::read_door(payload) {
        Ok(payload::DoorMessage { lock, contact }) => {
            reports.put(Report::Door { controller, channel, lock, contact });
        }
        Err(error) => unreadable(topic, &error),
    }
}

pub(super) fn online(topic: &str, payload: &[u8]) -> Option<bool> {
    payload::read_online(payload).inspect_err(|error| unreadable(topic, error)).ok()
}

fn unreadable(topic: &str, error: &Unreadable) {
    tracing::warn!(topic, %error, "a controller's message cannot be read; dropped");
}
