//! What is remembered: every SQL statement, on SQLite and PostgreSQL
