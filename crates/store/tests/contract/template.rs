//! Templates and limits: what is written is what is read, and they are the organization's own.

use std::num::NonZeroU32;

use keylink_domain::bounds::LinkLimits;
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::TemplateId;
use keylink_domain::template::{Template, TemplateHours};
use keylink_domain::user::Role;
use keylink_domain::validity::DurationMs;
use keylink_store::{organization, template};

use crate::house::{Base, House, at, chance, on_both};

fn cleaning(house: &House) -> Template {
    Template {
        id: TemplateId::new(at(0), chance()),
        organization: house.organization.id,
        name: "Cleaning \u{1f9f9}".to_owned(),
        doors: house.doors.iter().map(|door| door.id).collect(),
        hours: TemplateHours::Weekly(WeeklyHours::parse("tue,fri 09:00-12:00").unwrap()),
        longest: DurationMs::new(3_600_000).ok(),
        most_uses: NonZeroU32::new(4),
        message: "Please lock up.\nThank you".to_owned(),
        language: Some("pt-BR".to_owned()),
        roles: vec![Role::Manager, Role::Member],
        removed_at: None,
        revision: 1,
        created_at: at(1),
    }
}

on_both! {
    async fn a_template_comes_back_as_it_went(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let (mut known, foreign) = (cleaning(&house), cleaning(&other));
        let (a, b) = (known.clone(), foreign.clone());
        base.store.write(move |tx| Box::pin(async move {
            template::insert(tx, &a).await?;
            template::insert(tx, &b).await
        })).await.unwrap();
        let org = house.organization.id;
        let list = || base.store.read(move |tx| Box::pin(async move { template::list(tx, org).await }));
        assert_eq!(list().await.unwrap(), [known.clone()]);
        let look = |id| base.store.read(move |tx| Box::pin(async move { template::by_id(tx, org, id).await }));
        assert_eq!(look(foreign.id).await.unwrap(), None);
        known.name = "Windows".to_owned();
        known.hours = TemplateHours::Any;
        known.removed_at = Some(at(9));
        known.revision = 2;
        let copy = known.clone();
        base.store.write(move |tx| Box::pin(async move { template::update(tx, &copy).await })).await.unwrap();
        assert_eq!(look(known.id).await.unwrap(), Some(known), "links name it still");
        assert!(list().await.unwrap().is_empty());
    }

    async fn limits_come_back_as_they_went(base: Base) {
        let house = House::in_base(&base).await;
        let mut known = house.organization.clone();
        for limits in [
            LinkLimits { longest: DurationMs::new(7).ok(), most_uses: NonZeroU32::new(2), members_need_template: true },
            LinkLimits::default(),
        ] {
            known.limits = limits;
            let copy = known.clone();
            base.store.write(move |tx| Box::pin(async move { organization::update(tx, &copy).await })).await.unwrap();
            let org = known.id;
            let found = base.store.read(move |tx| Box::pin(async move { organization::by_id(tx, org).await })).await.unwrap();
            assert_eq!(found, Some(known.clone()));
        }
    }
}
