//! Throws any bytes at the target `press_form` of `keylink_fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| keylink_fuzzing::target("press_form")(bytes));
