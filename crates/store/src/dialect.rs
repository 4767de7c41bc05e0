//! Where SQLite and PostgreSQL differ: parameters, types, tables of given rows, and the lock on links.

use std::borrow::Cow;

/// Which database a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// The statement as this database reads it.
    pub(crate) fn statement(self, sql: &str) -> String {
        let sql = self.expand_rows(sql);
        match self {
            // `$1` is a name to SQLite, numbered in order of appearance; `?1` is a number.
            Self::Sqlite => sql.replace('$', "?").replace("FOR NO KEY UPDATE OF locked", ""),
            Self::Postgres => sql.into_owned(),
        }
    }

    /// A migration as this database reads it.
    pub(crate) fn migration(self, sql: &str) -> String {
        // A counter's greatest row is never deleted (the log is append-only), so that the next is always greater.
        let words: [(&str, &str, &str); 7] = [
            ("{uuid}", "BLOB", "UUID"),
            ("{bytes}", "BLOB", "BYTEA"),
            ("{int}", "INTEGER", "BIGINT"),
            ("{bool}", "INTEGER", "BOOLEAN"),
            ("{counter}", "INTEGER PRIMARY KEY", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
            ("{keyed}", "STRICT, WITHOUT ROWID", ""),
            ("{strict}", "STRICT", ""),
        ];
        let text = words.iter().fold(sql.to_owned(), |text, (word, sqlite, postgres)| {
            text.replace(
                word,
                match self {
                    Self::Sqlite => sqlite,
                    Self::Postgres => postgres,
                },
            )
        });
        self.expand_append_only(&text)
    }

    /// `{rows a UUID, b BIGINT}`: on PostgreSQL the parameters are arrays, unnested with a running
    /// number; on SQLite the statement runs once for each row.
    fn expand_rows(self, sql: &str) -> Cow<'_, str> {
        let Some((before, rest)) = sql.split_once("{rows ") else { return Cow::Owned(sql.to_owned()) };
        let Some((columns, after)) = rest.split_once('}') else { return Cow::Owned(sql.to_owned()) };
        let columns = columns.split(',').map(|column| column.trim().split_once(' ').unwrap_or((column, "TEXT")));
        let table = match self {
            Self::Sqlite => {
                let cells: Vec<String> =
                    columns.enumerate().map(|(i, (name, _))| format!("${} AS {name}", i + 1)).collect();
                format!("(SELECT {}, 1 AS n) AS r", cells.join(", "))
            }
            Self::Postgres => {
                let (names, arrays): (Vec<&str>, Vec<String>) =
                    columns.enumerate().map(|(i, (name, kind))| (name, format!("${}::{kind}[]", i + 1))).unzip();
                format!("unnest({}) WITH ORDINALITY AS r({}, n)", arrays.join(", "), names.join(", "))
            }
        };
        Cow::Owned(format!("{before}{table}{after}"))
    }

    /// `{append_only TABLE}`: triggers that refuse every change and deletion.
    fn expand_append_only(self, sql: &str) -> String {
        let mut text = sql.to_owned();
        while let Some((before, rest)) = text.split_once("{append_only ") {
            let Some((table, after)) = rest.split_once('}') else { break };
            let refuse = match self {
                Self::Sqlite => ["UPDATE", "DELETE"]
                    .map(|act| {
                        format!(
                            "CREATE TRIGGER {table}_no_{low} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;",
                            low = act.to_lowercase()
                        )
                    })
                    .join("\n"),
                Self::Postgres => format!(
                    "CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$;\n\
                     CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse();\n\
                     CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse();"
                ),
            };
            text = format!("{before}{refuse}{after}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_rows_become_each_database_s_own_table() {
        let sql = "INSERT INTO t (a, b) SELECT r.a, r.b FROM {rows a UUID, b BIGINT} WHERE r.a = r.a";
        assert_eq!(
            Dialect::Sqlite.statement(sql),
            "INSERT INTO t (a, b) SELECT r.a, r.b FROM (SELECT ?1 AS a, ?2 AS b, 1 AS n) AS r WHERE r.a = r.a"
        );
        assert_eq!(
            Dialect::Postgres.statement(sql),
            "INSERT INTO t (a, b) SELECT r.a, r.b FROM unnest($1::UUID[], $2::BIGINT[]) WITH ORDINALITY AS r(a, b, n) WHERE r.a = r.a"
        );
    }
}
