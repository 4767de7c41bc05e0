//! Throws any bytes at the target `found` of `keylink_fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| keylink_fuzzing::target("found")(bytes));
