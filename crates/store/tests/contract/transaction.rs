//! What a transaction promises: all or nothing, each by itself, even where many are committed together.

use keylink_domain::id::OrganizationId;
use keylink_domain::organization::{GesturePolicy, Organization};
use keylink_store::{Error, organization};

use crate::house::{Base, at, chance, on_both};

fn named(name: &str) -> Organization {
    Organization {
        id: OrganizationId::new(at(0), chance()),
        name: name.to_owned(),
        gesture: GesturePolicy::Person,
        limits: keylink_domain::bounds::LinkLimits::default(),
    }
}

on_both! {
    async fn an_error_undoes_all_of_it(base: Base) {
        let one = named("one");
        let failed: Result<(), Error> = base.store.write(move |tx| Box::pin(async move {
            organization::insert(tx, &one, at(0)).await?;
            Err(Error::Taken)
        })).await;
        assert!(matches!(failed, Err(Error::Taken)));
        let left = base.store.read(|tx| Box::pin(organization::list(tx))).await.unwrap();
        assert!(left.is_empty(), "{left:?}");
    }

    async fn jobs_that_commit_together_fail_alone(base: Base) {
        let jobs: Vec<_> = (0..200).map(|i| {
            let store = base.store.clone();
            tokio::spawn(async move {
                store.write(move |tx| Box::pin(async move {
                    organization::insert(tx, &named(&format!("{i}")), at(0)).await?;
                    if i % 3 == 0 { Err(Error::Taken) } else { Ok(()) }
                })).await
            })
        }).collect();
        let mut good = 0;
        for (i, job) in jobs.into_iter().enumerate() {
            let done = job.await.unwrap();
            assert_eq!(done.is_err(), i % 3 == 0);
            good += usize::from(done.is_ok());
        }
        let left = base.store.read(|tx| Box::pin(organization::list(tx))).await.unwrap();
        assert_eq!(left.len(), good);
        assert!(left.iter().all(|one| one.name.parse::<u32>().unwrap() % 3 != 0));
    }

    async fn a_statement_that_breaks_a_rule_fails_its_job_alone(base: Base) {
        let first = named("first");
        let copy = first.clone();
        base.store.write(move |tx| Box::pin(async move { organization::insert(tx, &copy, at(0)).await })).await.unwrap();
        let error = base.store.write(move |tx| Box::pin(async move { organization::insert(tx, &first, at(0)).await })).await.unwrap_err();
        assert!(error.is_taken(), "{error}");
        base.store.write(|tx| Box::pin(async move { organization::insert(tx, &named("second"), at(0)).await })).await.unwrap();
    }

    async fn a_read_cannot_write(base: Base) {
        let error = base.store.read(|tx| Box::pin(async move { organization::insert(tx, &named("sneaked in"), at(0)).await })).await;
        assert!(error.is_err());
        assert!(base.store.read(|tx| Box::pin(organization::list(tx))).await.unwrap().is_empty());
    }
}
