//! A door to try Keylink on: an independent MQTT device that shares no code with the server
