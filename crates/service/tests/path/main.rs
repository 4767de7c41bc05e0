//! The unlock path whole: real databases, a real broker, doors that are MQTT devices of their own.

mod scene;

mod faults;
mod nodes;
mod press;
