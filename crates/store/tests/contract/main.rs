//! The contract: every store function, the same on SQLite and on PostgreSQL.

mod event;
mod house;
mod link;
mod nouns;
mod statements;
mod transaction;
mod unlock;
