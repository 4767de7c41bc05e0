//! Each statement is understood by both databases, and both have the same tables.

use keylink_store::{Error, Options, Store, statements};

use crate::house::{Base, at, on_both};

on_both! {
    async fn every_statement_prepares(base: Base) {
        let all = statements();
        assert!(all.len() > 60, "the list of statements lost its members: {}", all.len());
        for (name, sql) in all {
            if let Err(error) = base.store.check(sql).await {
                panic!("{name}: {error}\n{sql}");
            }
        }
    }

    async fn opening_again_changes_nothing(base: Base) {
        let again = Store::open(&base.options, at(1)).await.unwrap();
        again.check("SELECT id FROM organizations").await.unwrap();
    }

    async fn what_is_remembered_is_its_owner_s_alone(base: Base) {
        use std::os::unix::fs::PermissionsExt as _;
        let Options::Sqlite(path) = &base.options else { return };
        for end in ["", "-wal", "-shm"] {
            let file = std::path::PathBuf::from(format!("{}{end}", path.display()));
            let mode = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}", file.display());
        }
    }

    async fn a_newer_database_is_refused_in_words(base: Base) {
        base.raw("INSERT INTO migrations (number, name, applied_ms) VALUES (9999, '9999_future', 0)").await.unwrap();
        let error = Store::open(&base.options, at(1)).await.unwrap_err();
        assert!(matches!(error, Error::Newer { found: 9999, .. }), "{error}");
        assert!(error.to_string().contains("use the newer program"), "{error}");
    }

    async fn the_log_is_append_only(base: Base) {
        let house = crate::house::House::in_base(&base).await;
        let link = house.link();
        let secret = house.add_link(&base, &link).await;
        crate::house::press_once(&base, &crate::house::clock(0), crate::house::press(secret, house.doors[0].id)).await;
        assert_eq!(crate::house::log(&base, house.organization.id).await.len(), 1);
        for change in ["UPDATE events SET at_ms = 0", "DELETE FROM events"] {
            let refused = base.raw(change).await.unwrap_err();
            assert!(refused.contains("append-only"), "{refused}");
        }
        assert_eq!(crate::house::log(&base, house.organization.id).await.len(), 1);
    }
}

#[test]
fn an_address_that_is_none_is_refused_without_its_password() {
    let error = Options::parse("mysql://user:pa55word@host/db").unwrap_err();
    assert!(!error.to_string().contains("pa55word"), "{error}");
    assert!(Options::parse("sqlite:").is_err());
    assert_eq!(Options::parse("sqlite:/var/lib/keylink.db").unwrap(), Options::Sqlite("/var/lib/keylink.db".into()));
}
