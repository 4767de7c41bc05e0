//! Where SQLite and PostgreSQL differ: parameters, types, tables of given rows (and what is read for each of
//! them alone), and locks.

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
        let sql = self.expand_hold(&self.expand_one_of(&self.expand_only(&sql)));
        match self {
            // `$1` is a name to SQLite, numbered in order of appearance; `?1` is a number.
            Self::Sqlite => sql
                .replace('$', "?")
                .replace("FOR NO KEY UPDATE OF locked SKIP LOCKED", "")
                .replace("FOR NO KEY UPDATE OF locked", ""),
            Self::Postgres => sql,
        }
    }

    /// `{only X}`: the id X, which PostgreSQL is given as a list of one, so that it does not count on there
    /// being no other when it thinks about the order of rows.
    fn expand_only(self, sql: &str) -> String {
        let mut text = sql.to_owned();
        while let Some((before, rest)) = text.split_once("{only ") {
            let Some((id, after)) = rest.split_once('}') else { break };
            text = match self {
                Self::Sqlite => format!("{before}{id}{after}"),
                Self::Postgres => format!("{before}ANY(ARRAY[{id}::UUID]){after}"),
            };
        }
        text
    }

    /// `{one of X, Y}`: equal to one of these ids, in a way in which PostgreSQL looks each of them up in an index.
    fn expand_one_of(self, sql: &str) -> String {
        let mut text = sql.to_owned();
        while let Some((before, rest)) = text.split_once("{one of ") {
            let Some((ids, after)) = rest.split_once('}') else { break };
            text = match self {
                Self::Sqlite => format!("{before}IN ({ids}){after}"),
                Self::Postgres => format!("{before}= ANY(ARRAY[{ids}]){after}"),
            };
        }
        text
    }

    /// `{hold rights of X}`: lets no change of the organization X's rights commit until the transaction ends; others may hold
    /// the same. SQLite has one writer at a time.
    fn expand_hold(self, sql: &str) -> String {
        let mut text = sql.to_owned();
        while let Some((before, rest)) = text.split_once("{hold rights of ") {
            let Some((id, after)) = rest.split_once('}') else { break };
            text = match self {
                Self::Sqlite => format!("{before}{id}{after}"),
                Self::Postgres => {
                    format!("{before}pg_advisory_xact_lock_shared(hashtextextended({id}::TEXT, 0)){after}")
                }
            };
        }
        text
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

    /// `FROM {rows a UUID, b BIGINT}`: on PostgreSQL the parameters are arrays, unnested with a running
    /// number `n`; on SQLite the statement runs once for each row, whose cells are its parameters. It
    /// then says no more than it must: a table made of parameters would be built and thrown away each
    /// time, and an insertion out of one would keep a journal of its own.
    ///
    /// What follows is nothing (`INSERT .. SELECT`), `WHERE` (`UPDATE`), or `CROSS JOIN`, also `LATERAL`:
    /// something that is read for each of these rows alone, which SQLite does anyway.
    fn expand_rows(self, sql: &str) -> Cow<'_, str> {
        let Some((before, rest)) = sql.split_once("{rows ") else { return Cow::Owned(sql.to_owned()) };
        let Some((columns, after)) = rest.split_once('}') else { return Cow::Owned(sql.to_owned()) };
        let columns: Vec<(&str, &str)> =
            columns.split(',').map(|column| column.trim().split_once(' ').unwrap_or((column, "TEXT"))).collect();
        match self {
            Self::Sqlite => {
                let before = as_parameters(before.trim_end().trim_end_matches("FROM").trim_end(), &columns);
                let after = as_parameters(after.trim_start(), &columns);
                Cow::Owned(match (before.split_once(" SELECT "), after.strip_prefix("CROSS JOIN ")) {
                    (Some((insert, cells)), None) if after.is_empty() => format!("{insert} VALUES ({cells})"),
                    (_, Some(joined)) => format!("{before} FROM {}", joined.trim_start_matches("LATERAL ")),
                    (_, None) => format!("{before} {after}"),
                })
            }
            Self::Postgres => {
                let (names, arrays): (Vec<&str>, Vec<String>) = columns
                    .iter()
                    .enumerate()
                    .map(|(i, (name, kind))| (*name, format!("${}::{kind}[]", i + 1)))
                    .unzip();
                let names = names.join(", ");
                Cow::Owned(format!("{before}unnest({}) WITH ORDINALITY AS r({names}, n){after}", arrays.join(", ")))
            }
        }
    }

    /// `{append_only TABLE}`: triggers that refuse every change and deletion. `{no_longer_append_only TABLE}`
    /// takes them away, for a migration that then puts them back.
    fn expand_append_only(self, sql: &str) -> String {
        let mut text = sql.to_owned();
        for (word, sqlite, postgres) in [
            ("{append_only ", SQLITE_REFUSES, POSTGRES_REFUSES),
            ("{no_longer_append_only ", SQLITE_ALLOWS, POSTGRES_ALLOWS),
        ] {
            while let Some((before, rest)) = text.split_once(word) {
                let Some((table, after)) = rest.split_once('}') else { break };
                let said = match self {
                    Self::Sqlite => sqlite,
                    Self::Postgres => postgres,
                };
                text = format!("{before}{}{after}", said.replace("TABLE", table));
            }
        }
        text
    }
}

const SQLITE_REFUSES: &str = "\
    CREATE TRIGGER TABLE_no_update BEFORE UPDATE ON TABLE BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;\n\
    CREATE TRIGGER TABLE_no_delete BEFORE DELETE ON TABLE BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;";
const SQLITE_ALLOWS: &str = "DROP TRIGGER TABLE_no_update; DROP TRIGGER TABLE_no_delete;";
const POSTGRES_REFUSES: &str = "\
    CREATE FUNCTION TABLE_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$;\n\
    CREATE TRIGGER TABLE_no_change BEFORE UPDATE OR DELETE ON TABLE FOR EACH ROW EXECUTE FUNCTION TABLE_refuse();\n\
    CREATE TRIGGER TABLE_no_truncate BEFORE TRUNCATE ON TABLE FOR EACH STATEMENT EXECUTE FUNCTION TABLE_refuse();";
const POSTGRES_ALLOWS: &str = "\
    DROP TRIGGER TABLE_no_change ON TABLE; DROP TRIGGER TABLE_no_truncate ON TABLE; DROP FUNCTION TABLE_refuse();";

/// The text with each `r.name` as the parameter that it stands for.
fn as_parameters(text: &str, columns: &[(&str, &str)]) -> String {
    let in_a_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("r.") {
        out.push_str(before);
        let (name, beyond) = after.split_at(after.find(|c| !in_a_name(c)).unwrap_or(after.len()));
        match columns.iter().position(|(column, _)| *column == name) {
            Some(place) if !before.ends_with(in_a_name) => out.push_str(&format!("${}", place + 1)),
            // Not a bare number, which would name a column to order by.
            None if name == "n" && !before.ends_with(in_a_name) => out.push_str("0 + 1"),
            _ => out.push_str(&format!("r.{name}")),
        }
        rest = beyond;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_rows_become_each_database_s_own_table() {
        let rows = "FROM {rows a UUID, b BIGINT}";
        let unnested = "FROM unnest($1::UUID[], $2::BIGINT[]) WITH ORDINALITY AS r(a, b, n)";
        for (before, after, on_sqlite) in [
            ("INSERT INTO t (a, b) SELECT r.a, r.b ", "", "INSERT INTO t (a, b) VALUES (?1, ?2)"),
            ("UPDATE t SET b = t.b + r.b ", " WHERE t.a = r.a", "UPDATE t SET b = t.b + ?2 WHERE t.a = ?1"),
            (
                "SELECT t.b, r.n ",
                " CROSS JOIN t WHERE t.a = r.a AND floor.a = 1",
                "SELECT t.b, 0 + 1 FROM t WHERE t.a = ?1 AND floor.a = 1",
            ),
        ] {
            assert_eq!(Dialect::Sqlite.statement(&format!("{before}{rows}{after}")), on_sqlite);
            let on_postgres = Dialect::Postgres.statement(&format!("{before}{rows}{after}"));
            assert_eq!(on_postgres, format!("{before}{unnested}{after}"));
        }
    }

    #[test]
    fn what_is_read_for_each_given_row_alone() {
        let sql = "SELECT x.seq, r.n FROM {rows o UUID, most BIGINT} \
                   CROSS JOIN LATERAL (SELECT er.seq FROM events er WHERE er.o = {only r.o} LIMIT r.most) x";
        assert_eq!(
            Dialect::Sqlite.statement(sql),
            "SELECT x.seq, 0 + 1 FROM (SELECT er.seq FROM events er WHERE er.o = ?1 LIMIT ?2) x"
        );
        assert_eq!(
            Dialect::Postgres.statement(sql),
            "SELECT x.seq, r.n FROM unnest($1::UUID[], $2::BIGINT[]) WITH ORDINALITY AS r(o, most, n) \
             CROSS JOIN LATERAL (SELECT er.seq FROM events er WHERE er.o = ANY(ARRAY[r.o::UUID]) LIMIT r.most) x"
        );
    }
}
