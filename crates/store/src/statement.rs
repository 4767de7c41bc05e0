//! Statements have names, so that one test can prepare each of them on both databases.

/// Defines statements as constants, and `STATEMENTS`, the list of all of them.
///
/// Statements are written once, with `$1` for parameters. `{rows a UUID, b BIGINT}` stands for a
/// table `r(a, b, n)` of the rows that the statement is given, however many (see `dialect`).
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* const $name: &str = $sql;)*
        /// Every statement of this noun, by name.
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[$((concat!(module_path!(), "::", stringify!($name)), $name),)*];
    };
}
pub(crate) use statements;
