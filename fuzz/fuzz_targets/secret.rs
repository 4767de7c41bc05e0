//! Throws any bytes at the target `secret` of `keylink_fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| keylink_fuzzing::target("secret")(bytes));
