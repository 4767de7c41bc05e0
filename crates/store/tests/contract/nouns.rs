//! The other nouns: written, read, changed, unique where they must be, once where they count once.

use keylink_domain::controller::Channel;
use keylink_domain::door::{ContactStatus, LockStatus};
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::*;
use keylink_domain::schedule::{Holidays, Schedule};
use keylink_domain::token::{Session, Token};
use keylink_store::idempotency::Known;
use keylink_store::one_time::Purpose;
use keylink_store::{access, controller, door, idempotency, one_time, schedule, session, token, user};

use crate::house::{Base, House, at, chance, on_both, secret};

on_both! {
    async fn a_place_on_a_controller_is_one_door_s(base: Base) {
        let house = House::in_base(&base).await;
        let mut second = house.doors[0].clone();
        second.id = DoorId::new(at(0), chance());
        let taken = base.store.write(move |tx| Box::pin(async move { door::insert(tx, &second, at(0)).await })).await.unwrap_err();
        assert!(taken.is_taken(), "{taken}");
    }

    async fn status_counts_only_while_the_controller_is_heard(base: Base) {
        let house = House::in_base(&base).await;
        let (org, id, k) = (house.organization.id, house.doors[0].id, house.controller.clone());
        let copy = k.clone();
        base.store.write(move |tx| Box::pin(async move {
            door::set_status(tx, org, id, Some(LockStatus::Locked), Some(ContactStatus::Closed), at(1)).await?;
            controller::set_presence(tx, &copy, true, at(1)).await
        })).await.unwrap();
        let look = || base.store.read(move |tx| Box::pin(async move { door::by_id(tx, org, id).await }));
        let status = look().await.unwrap().unwrap().status;
        assert_eq!((status.online, status.lock, status.contact), (Some(true), Some(LockStatus::Locked), Some(ContactStatus::Closed)));
        base.store.write(|tx| Box::pin(controller::all_offline(tx, at(9)))).await.unwrap();
        let status = look().await.unwrap().unwrap().status;
        assert_eq!((status.online, status.lock, status.contact), (Some(false), None, None));
        let place = Channel::parse("2").unwrap();
        let found = base.store.read(move |tx| Box::pin(async move { door::at_place(tx, k.id, &place).await })).await.unwrap();
        assert_eq!(found.map(|now| now.door.name).as_deref(), Some("Flat 3"));
    }

    async fn a_controller_that_is_called_keeps_its_settings(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let (org, id) = (house.organization.id, house.controller.id);
        let set_up_of = || base.store.read(move |tx| Box::pin(async move { controller::set_up_of(tx, id).await }));
        assert_eq!(set_up_of().await.unwrap(), None, "it connects by itself");
        for revision in 1..=2 {
            let settings = std::collections::BTreeMap::from([("address".to_owned(), format!("10.0.0.{revision}"))]);
            let copy = settings.clone();
            base.store.write(move |tx| Box::pin(async move { controller::set_up(tx, org, id, &copy, vec![7, 8]).await })).await.unwrap();
            let found = set_up_of().await.unwrap().unwrap();
            assert_eq!((found.organization, found.settings, found.sealed, found.revision), (org, settings, vec![7, 8], revision));
        }
        let foreign = other.organization.id;
        let none = std::collections::BTreeMap::new();
        let wrong = base.store.write(move |tx| Box::pin(async move { controller::set_up(tx, foreign, id, &none, vec![]).await })).await;
        assert!(wrong.is_err(), "another organization's controller is not set up");
        let called = base.store.read(|tx| Box::pin(controller::called(tx))).await.unwrap();
        let own: Vec<_> = called.into_iter().filter(|known| [house.controller.id, other.controller.id].contains(&known.id)).collect();
        assert_eq!(own.len(), 1, "only those that are called");
        assert_eq!((own[0].id, own[0].places.len()), (id, 2), "with its doors");
    }

    async fn one_address_is_one_user_s(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let mut user = other.owner.clone();
        user.email = house.owner.email.clone();
        let taken = base.store.write(move |tx| Box::pin(async move { user::update(tx, &user).await })).await.unwrap_err();
        assert!(taken.is_taken(), "{taken}");
        let email = house.owner.email.clone();
        let found = base.store.read(move |tx| Box::pin(async move { user::by_email(tx, &email).await })).await.unwrap();
        assert_eq!(found, Some(house.owner));
    }

    async fn a_one_time_code_s_step_counts_once(base: Base) {
        let house = House::in_base(&base).await;
        let (org, id) = (house.organization.id, house.owner.id);
        let spend = |step| base.store.write(move |tx| Box::pin(async move { user::spend_totp_step(tx, org, id, step).await }));
        assert!(spend(10).await.unwrap());
        assert!(!spend(10).await.unwrap());
        assert!(!spend(9).await.unwrap());
        assert!(spend(11).await.unwrap());
    }

    async fn a_one_time_link_works_once_however_many_try(base: Base) {
        let house = House::in_base(&base).await;
        let hash = secret();
        let purpose = Purpose::SignIn { organization: house.organization.id, user: house.owner.id };
        base.store.write(move |tx| Box::pin(async move { one_time::insert(tx, hash, purpose, at(10)).await })).await.unwrap();
        let peek = base.store.read(move |tx| Box::pin(async move { one_time::peek(tx, hash, at(1)).await })).await.unwrap();
        assert_eq!(peek, Some(purpose));
        let late = base.store.write(move |tx| Box::pin(async move { one_time::spend(tx, hash, at(10)).await })).await.unwrap();
        assert_eq!(late, None);
        let tries: Vec<_> = (0..8).map(|_| {
            let store = base.store.clone();
            tokio::spawn(async move { store.write(move |tx| Box::pin(async move { one_time::spend(tx, hash, at(2)).await })).await.unwrap() })
        }).collect();
        let mut good = 0;
        for one in tries {
            good += usize::from(one.await.unwrap() == Some(purpose));
        }
        assert_eq!(good, 1);
    }

    async fn sessions_end_and_tokens_are_revoked(base: Base) {
        let house = House::in_base(&base).await;
        let (org, owner) = (house.organization.id, house.owner.id);
        let (cookie, key) = (secret(), secret());
        let begun = Session { id: SessionId::new(at(0), chance()), organization: org, user: owner, created_at: at(0), expires_at: at(10), device: "Firefox on Linux".to_owned(), address: Some("192.0.2.7".to_owned()), used_at: Some(at(0)), proved_at: None, is_recovery: false };
        let made = Token { id: TokenId::new(at(0), chance()), organization: org, user: owner, name: "calendar".to_owned(), created_at: at(0), revoked_at: None };
        let (s, t) = (begun.clone(), made.clone());
        base.store.write(move |tx| Box::pin(async move {
            session::insert(tx, &s, cookie).await?;
            token::insert(tx, &t, key).await
        })).await.unwrap();
        let look = |seconds| base.store.read(move |tx| Box::pin(async move { session::by_secret(tx, cookie, at(seconds)).await }));
        assert_eq!(look(9).await.unwrap(), Some((begun, house.owner.clone())));
        assert_eq!(look(10).await.unwrap(), None);
        let admit = || base.store.read(move |tx| Box::pin(async move { token::by_secret(tx, key).await }));
        assert_eq!(admit().await.unwrap(), Some((made.clone(), house.owner)));
        let id = made.id;
        assert!(base.store.write(move |tx| Box::pin(async move { token::revoke(tx, org, id, at(1)).await })).await.unwrap());
        assert_eq!(admit().await.unwrap(), None);
    }

    async fn an_idempotency_key_is_taken_once(base: Base) {
        let house = House::in_base(&base).await;
        let org = house.organization.id;
        let known = Known { fingerprint: [7; 32], resource: uuid::Uuid::from_bytes(chance()) };
        let put = || base.store.write(move |tx| Box::pin(async move { idempotency::insert(tx, org, "key-1", known, at(0)).await }));
        put().await.unwrap();
        assert!(put().await.unwrap_err().is_taken());
        let found = base.store.read(move |tx| Box::pin(async move { idempotency::find(tx, org, "key-1").await })).await.unwrap();
        assert_eq!(found, Some(known));
    }

    async fn schedules_bind_accesses(base: Base) {
        let house = House::in_base(&base).await;
        let org = house.organization.id;
        let hours = WeeklyHours::parse("mon-fri 08:00-18:00").unwrap();
        let made = Schedule { id: ScheduleId::new(at(0), chance()), organization: org, name: "Office".to_owned(), hours, holidays: Holidays::default() };
        let (copy, id) = (made.clone(), made.id);
        let mut right = house.accesses[0].clone();
        right.schedule = Some(id);
        let bound = right.clone();
        base.store.write(move |tx| Box::pin(async move {
            schedule::insert(tx, &copy, at(0)).await?;
            access::update(tx, &bound).await
        })).await.unwrap();
        assert_eq!(base.store.read(move |tx| Box::pin(async move { schedule::by_id(tx, org, id).await })).await.unwrap(), Some(made));
        let owner = house.owner.id;
        let list = base.store.read(move |tx| Box::pin(async move { access::list(tx, org, Some(owner)).await })).await.unwrap();
        assert!(list.contains(&right));
        // at(0) is a Friday morning in Berlin: 2027-01-15, 09:00; at(36_000) its evening.
        let secret = house.add_link(&base, &house.link()).await;
        let press = |seconds| crate::house::press_once_at(&base, seconds, secret, house.doors[0].id);
        assert_eq!(press(0).await, None);
        assert_eq!(press(36_000).await, Some(keylink_domain::refusal::Refusal::AccessOutsideSchedule));
    }
}
