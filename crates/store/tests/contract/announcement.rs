//! Announcements: one for each organization, and one node at a time that makes it.

use keylink_domain::announcement::{Announcement, Prefix};
use keylink_domain::id::OrganizationId;
use keylink_store::{Error, announcement};

use crate::house::{Base, House, at, on_both};

fn made(house: &House, revision: i64) -> Announcement {
    Announcement {
        organization: house.organization.id,
        user: house.owner.id,
        broker: "mqtt://192.168.1.10".to_owned(),
        login: "keylink".to_owned(),
        prefix: Prefix::default(),
        revision,
    }
}

async fn put(base: &Base, new: Announcement) {
    let sealed = format!("sealed {}", new.revision).into_bytes();
    base.store
        .write(move |tx| Box::pin(async move { announcement::put(tx, &new, sealed, at(0)).await }))
        .await
        .unwrap();
}

async fn hold(base: &Base, organization: OrganizationId, node: &'static str, now: i64, until: i64) -> bool {
    base.store
        .write(move |tx| Box::pin(async move { announcement::hold(tx, organization, node, at(now), at(until)).await }))
        .await
        .unwrap()
}

on_both! {
    async fn an_announcement_comes_back_as_it_went_and_goes(base: Base) {
        let house = House::in_base(&base).await;
        let (first, second) = (made(&house, 1), made(&house, 2));
        put(&base, first).await;
        put(&base, second.clone()).await;
        let organization = house.organization.id;
        let (kept, all, none) = base.store.read(move |tx| Box::pin(async move {
            let none = announcement::of(tx, OrganizationId::new(at(0), [9; 16])).await?;
            Ok::<_, Error>((announcement::of(tx, organization).await?, announcement::all(tx).await?, none))
        })).await.unwrap();
        let kept = kept.unwrap();
        assert_eq!((kept.announcement, kept.sealed, kept.trouble), (second, b"sealed 2".to_vec(), None));
        assert!(all.len() == 1 && none.is_none(), "one for each organization");
        let removed = async || base.store
            .write(move |tx| Box::pin(async move { announcement::remove(tx, organization).await })).await.unwrap();
        assert!(removed().await && !removed().await);
    }

    async fn one_node_at_a_time_makes_it_until_its_hold_is_over(base: Base) {
        let house = House::in_base(&base).await;
        put(&base, made(&house, 1)).await;
        let id = house.organization.id;
        assert!(hold(&base, id, "first", 0, 20).await);
        assert!(!hold(&base, id, "second", 19, 39).await, "another has it");
        assert!(hold(&base, id, "first", 19, 39).await, "it goes on");
        assert!(hold(&base, id, "second", 40, 60).await, "nothing was heard of the first");
        assert!(!hold(&base, id, "first", 41, 61).await);
        base.store.write(|tx| Box::pin(async move { announcement::let_go(tx, "second").await })).await.unwrap();
        assert!(hold(&base, id, "first", 42, 62).await, "it was let go");
        // Only who makes it says how it stands.
        let known = made(&house, 1);
        let told = base.store.write(move |tx| Box::pin(async move {
            announcement::set_trouble(tx, &known, "second", Some("no".to_owned())).await?;
            let before = announcement::of(tx, known.organization).await?.and_then(|kept| kept.trouble);
            announcement::set_trouble(tx, &known, "first", Some(String::new())).await?;
            let after = announcement::of(tx, known.organization).await?.and_then(|kept| kept.trouble);
            Ok::<_, Error>((before, after))
        })).await.unwrap();
        assert_eq!(told, (None, Some(String::new())));
    }
}
