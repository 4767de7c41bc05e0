//! Links: what is written is what is read, and a rotated secret is found no more.

use std::num::NonZeroU32;

use keylink_domain::bounds::{Bounds, MadeFrom};
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::TemplateId;
use keylink_domain::validity::DurationMs;
use keylink_store::link;

use crate::house::{Base, House, at, chance, on_both, secret};

on_both! {
    async fn a_link_comes_back_as_it_went(base: Base) {
        let house = House::in_base(&base).await;
        let mut made = house.link();
        made.doors.reverse();
        made.description = "emoji 🗝 and עברית".to_owned();
        made.language = Some("pt-BR".to_owned());
        made.validity.from = Some(at(1));
        made.validity.until = Some(at(2));
        made.validity.max_uses = NonZeroU32::new(3);
        made.validity.after_first_use = Some(DurationMs::new(4).unwrap());
        made.validity.hours = Some(WeeklyHours::parse("mon-fri 08:00-18:00; sat 22:00-02:00").unwrap());
        made.made_from = Some(MadeFrom {
            template: TemplateId::new(at(0), chance()),
            name: "Weekend".to_owned(),
            bounds: Bounds { doors: made.doors.clone(), hours: None, longest: DurationMs::new(5).ok(), most_uses: NonZeroU32::new(3) },
            message: "See you".to_owned(),
        });
        let hash = house.add_link(&base, &made).await;
        let found = base.store.read(move |tx| Box::pin(async move { link::by_secret(tx, hash).await })).await.unwrap();
        assert_eq!(found, Some(made));
    }

    async fn a_change_is_read_back_and_the_uses_stay(base: Base) {
        let house = House::in_base(&base).await;
        let mut made = house.link();
        let hash = house.add_link(&base, &made).await;
        crate::house::press_once(&base, &crate::house::clock(5), crate::house::press(hash, house.doors[0].id)).await;
        made.name = "Week".to_owned();
        made.doors.truncate(1);
        made.revision = 2;
        let copy = made.clone();
        base.store.write(move |tx| Box::pin(async move { link::update(tx, &copy).await })).await.unwrap();
        let found = base.store.read(move |tx| Box::pin(async move { link::by_secret(tx, hash).await })).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.doors.len(), found.usage.uses, found.usage.first_used_at), ("Week", 1, 1, Some(at(5))));
    }

    async fn a_rotated_secret_is_found_no_more(base: Base) {
        let house = House::in_base(&base).await;
        let made = house.link();
        let old = house.add_link(&base, &made).await;
        let new = secret();
        let rotated = made.clone().rotate().unwrap();
        base.store.write(move |tx| Box::pin(async move { link::set_secret(tx, &rotated, new, vec![9]).await })).await.unwrap();
        let find = |hash| base.store.read(move |tx| Box::pin(async move { link::by_secret(tx, hash).await }));
        assert_eq!(find(old).await.unwrap(), None);
        assert_eq!(find(new).await.unwrap().map(|link| (link.id, link.generation)), Some((made.id, 2)));
        let (org, id) = (made.organization, made.id);
        assert_eq!(base.store.read(move |tx| Box::pin(async move { link::sealed(tx, org, id).await })).await.unwrap(), Some(vec![9]));
    }

    async fn lists_are_the_organization_s_own(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let (mine, theirs) = (house.link(), other.link());
        house.add_link(&base, &mine).await;
        other.add_link(&base, &theirs).await;
        let org = house.organization.id;
        let list = base.store.read(move |tx| Box::pin(async move { link::list(tx, org, None, None, 10).await })).await.unwrap();
        assert_eq!(list.iter().map(|link| link.id).collect::<Vec<_>>(), [mine.id]);
        let foreign = base.store.read(move |tx| Box::pin(async move { link::by_id(tx, org, theirs.id).await })).await.unwrap();
        assert_eq!(foreign, None);
    }

    async fn links_that_end_soon_come_in_their_order_and_nobody_else_s(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let add = async |house: &House, until: Option<i64>, is_revoked: bool| {
            let mut made = house.link();
            made.validity.until = until.map(at);
            house.add_link(&base, &made).await;
            if is_revoked {
                made.state = keylink_domain::link::LinkState::Revoked { at: at(1) };
                let copy = made.clone();
                base.store.write(move |tx| Box::pin(async move { link::update(tx, &copy).await })).await.unwrap();
            }
            made.id
        };
        let (late, soon) = (add(&house, Some(30), false).await, add(&house, Some(20), false).await);
        for (until, is_revoked) in [(Some(10), false), (Some(31), false), (Some(25), true), (None, false)] {
            add(&house, until, is_revoked).await;
        }
        add(&other, Some(20), false).await;
        let org = house.organization.id;
        let ending = async |user, limit| {
            let found = base.store.read(move |tx| Box::pin(async move { link::ending(tx, org, user, at(10), at(30), limit).await }));
            found.await.unwrap().into_iter().map(|link| link.id).collect::<Vec<_>>()
        };
        assert_eq!(ending(None, 10).await, [soon, late]);
        assert_eq!(ending(Some(house.owner.id), 10).await, [soon, late]);
        assert_eq!(ending(Some(house.owner.id), 1).await, [soon]);
        assert_eq!(ending(Some(other.owner.id), 10).await, []);
    }
}
