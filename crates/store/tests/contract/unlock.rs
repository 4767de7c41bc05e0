//! The unlock: decided on the facts of its own transaction, recorded once, finished once.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use keylink_domain::door::DoorState;
use keylink_domain::event::EventKind;
use keylink_domain::id::EventId;
use keylink_domain::refusal::Refusal;
use keylink_domain::unlock::Outcome;
use keylink_domain::validity::DurationMs;
use keylink_store::unlock::{Answer, Claim, Finished, Progress, by_id, finish, overdue};
use keylink_store::{access, credential, door, link, site, user};

use crate::house::{Base, House, at, chance, clock, log, on_both, press, press_once, record};

fn refused(answer: &Answer) -> Option<Refusal> {
    match answer {
        Answer::Refused { refusal, .. } => Some(*refusal),
        Answer::Granted(_) | Answer::Repeated(_) => None,
    }
}

async fn end(base: &Base, answer: &Answer, outcome: Outcome) -> bool {
    let Answer::Granted(recorded) = answer else { panic!("not granted: {answer:?}") };
    let command = recorded.get();
    let done = Finished {
        organization: command.organization,
        unlock: command.id,
        event: EventId::new(at(0), chance()),
        outcome,
        at: at(1),
    };
    base.store.write(move |tx| Box::pin(async move { finish(tx, &[done]).await })).await.unwrap()[0]
}

on_both! {
    async fn a_press_is_granted_and_on_the_log(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let answer = press_once(&base, &clock(7), press(secret, house.doors[1].id)).await;
        let Answer::Granted(recorded) = &answer else { panic!("{answer:?}") };
        let command = recorded.get();
        assert_eq!(command.door, house.doors[1].id);
        assert_eq!(Some(&command.address), house.doors[1].address.as_ref());
        assert_eq!(command.deadline, at(12));
        let log = log(&base, house.organization.id).await;
        assert_eq!(log.len(), 1);
        assert_eq!((log[0].line.kind, log[0].line.at), (EventKind::UnlockGranted, at(7)));
        assert_eq!(log[0].door_name.as_deref(), Some("Flat 3"));
        assert_eq!(log[0].link_name.as_deref(), Some("Weekend, Mia"));
    }

    async fn a_press_that_waited_past_its_deadline_moves_nothing(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        // Pressed at 0 with five seconds to live, and decided at 5.
        let answers = record(&base.store, vec![press(secret, house.doors[0].id)], &clock(5)).await;
        assert_eq!(refused(&answers[0]), Some(Refusal::TooLate));
    }

    async fn changes_of_an_organization_come_one_after_the_other(base: Base) {
        let house = House::in_base(&base).await;
        let mut tasks = Vec::new();
        for n in 0..8 {
            let (store, organization, id) = (base.store.clone(), house.organization.id, house.key.id);
            tasks.push(tokio::spawn(async move {
                store.write(move |tx| Box::pin(async move {
                    keylink_store::organization::one_change_at_a_time(tx, organization).await?;
                    let mut key = credential::by_id(tx, organization, id).await?.unwrap();
                    // Each change adds to what it read: one that read too early would lose another's.
                    key.name.push_str(&n.to_string());
                    credential::update(tx, &key).await
                })).await.unwrap();
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        let (organization, id) = (house.organization.id, house.key.id);
        let key = base.store.read(move |tx| Box::pin(async move { credential::by_id(tx, organization, id).await })).await.unwrap().unwrap();
        assert_eq!(key.name.len(), house.key.name.len() + 8, "{}", key.name);
    }

    async fn an_unknown_secret_opens_nothing(base: Base) {
        let house = House::in_base(&base).await;
        let answer = press_once(&base, &clock(0), press(crate::house::secret(), house.doors[0].id)).await;
        assert_eq!(answer, Answer::Refused { unlock: None, refusal: Refusal::UnknownLink });
        assert!(log(&base, house.organization.id).await.is_empty());
    }

    async fn after_a_revoke_nothing_is_granted(base: Base) {
        let house = House::in_base(&base).await;
        let link = house.link();
        let secret = house.add_link(&base, &link).await;
        assert_eq!(refused(&press_once(&base, &clock(0), press(secret, house.doors[0].id)).await), None);
        let revoked = link.revoke(at(1));
        base.store.write(move |tx| Box::pin(async move { link::update(tx, &revoked).await })).await.unwrap();
        let answer = press_once(&base, &clock(2), press(secret, house.doors[0].id)).await;
        assert_eq!(refused(&answer), Some(Refusal::LinkRevoked));
        let log = log(&base, house.organization.id).await;
        assert_eq!(log.last().unwrap().line.detail["refusal"], "link_revoked");
    }

    async fn every_wall_of_the_maker_holds(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let door = house.doors[0].clone();
        let h = house.clone();
        let now = clock(0);
        let before = || press(secret, door.id);
        // Each wall is put up, seen to refuse, and taken down again.
        let mut key = h.key.clone();
        key.until = Some(at(0));
        write(&base, |tx| Box::pin(async move { credential::update(tx, &key).await })).await;
        assert_eq!(refused(&press_once(&base, &now, before()).await), Some(Refusal::CloudKeyInactive));
        let key = h.key.clone();
        write(&base, |tx| Box::pin(async move { credential::update(tx, &key).await })).await;

        let mut owner = h.owner.clone();
        owner.state = keylink_domain::user::UserState::Suspended;
        write(&base, |tx| Box::pin(async move { user::update(tx, &owner).await })).await;
        assert_eq!(refused(&press_once(&base, &now, before()).await), Some(Refusal::UserInactive));
        let owner = h.owner.clone();
        write(&base, |tx| Box::pin(async move { user::update(tx, &owner).await })).await;

        let mut right = h.accesses[0].clone();
        right.remote_unlock = false;
        write(&base, |tx| Box::pin(async move { access::update(tx, &right).await })).await;
        assert_eq!(refused(&press_once(&base, &now, before()).await), Some(Refusal::NoRemoteUnlock));
        let right = h.accesses[0].clone();
        write(&base, |tx| Box::pin(async move { access::update(tx, &right).await })).await;

        let mut shut = door.clone();
        shut.state = DoorState::OnsiteOnly;
        write(&base, |tx| Box::pin(async move { door::update(tx, &shut).await })).await;
        assert_eq!(refused(&press_once(&base, &now, before()).await), Some(Refusal::DoorOnsiteOnly));
        let open = door.clone();
        write(&base, |tx| Box::pin(async move { door::update(tx, &open).await })).await;

        let mut site = h.site.clone();
        site.lockdown = true;
        write(&base, |tx| Box::pin(async move { site::update(tx, &site).await })).await;
        assert_eq!(refused(&press_once(&base, &now, before()).await), Some(Refusal::SiteLockdown));
        let site = h.site.clone();
        write(&base, |tx| Box::pin(async move { site::update(tx, &site).await })).await;

        let right = h.accesses[0].clone();
        write(&base, move |tx| Box::pin(async move { access::delete(tx, right.organization, right.id).await })).await;
        assert_eq!(refused(&press_once(&base, &now, before()).await), Some(Refusal::NoAccess));
        // The other door still opens: the walls are each door's own.
        assert_eq!(refused(&press_once(&base, &now, press(secret, h.doors[1].id)).await), None);
    }

    async fn another_organization_s_door_is_no_door(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let mut link = house.link();
        link.doors = vec![house.doors[0].id];
        let secret = house.add_link(&base, &link).await;
        let answer = press_once(&base, &clock(0), press(secret, other.doors[0].id)).await;
        assert_eq!(refused(&answer), Some(Refusal::DoorNotOnLink));
        assert!(log(&base, other.organization.id).await.is_empty());
        assert_eq!(log(&base, house.organization.id).await[0].line.about.door, None);
        let mut own = press(secret, other.doors[0].id);
        own.claim = Claim::User { organization: house.organization.id, user: house.owner.id };
        assert_eq!(refused(&press_once(&base, &clock(0), own).await), Some(Refusal::NoAccess));
    }

    async fn the_same_press_twice_is_one_press(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let first = press(secret, house.doors[0].id);
        let mut again = press(secret, house.doors[0].id);
        again.press = first.press;
        let answers = record(&base.store, vec![first.clone(), again.clone()], &clock(0)).await;
        assert!(matches!(&answers[0], Answer::Granted(_)));
        let Answer::Repeated(attempt) = &answers[1] else { panic!("{:?}", answers[1]) };
        assert_eq!((attempt.id, attempt.progress), (first.unlock, Progress::UnderWay));
        assert!(end(&base, &answers[0], Outcome::Opened).await);
        again.unlock = keylink_domain::id::UnlockId::new(at(9), chance());
        let Answer::Repeated(attempt) = press_once(&base, &clock(9), again).await else { panic!() };
        assert_eq!((attempt.id, attempt.progress), (first.unlock, Progress::Finished(Outcome::Opened)));
        assert_eq!(log(&base, house.organization.id).await.len(), 2);
    }

    async fn uses_are_exact_within_a_batch_and_between_batches(base: Base) {
        let house = House::in_base(&base).await;
        let mut link = house.link();
        link.validity.max_uses = NonZeroU32::new(7);
        let secret = house.add_link(&base, &link).await;
        let tasks: Vec<_> = (0..10).map(|_| {
            let (store, door) = (base.store.clone(), house.doors[0].id);
            tokio::spawn(async move {
                let presses = (0..5).map(|_| press(secret, door)).collect();
                record(&store, presses, &clock(0)).await
            })
        }).collect();
        let mut granted = 0;
        for task in tasks {
            for answer in task.await.unwrap() {
                match answer {
                    Answer::Granted(_) => granted += 1,
                    Answer::Refused { refusal: Refusal::LinkUsedUp, .. } => {}
                    other => panic!("{other:?}"),
                }
            }
        }
        assert_eq!(granted, 7);
        let (org, id) = (link.organization, link.id);
        let now = base.store.read(move |tx| Box::pin(async move { link::by_id(tx, org, id).await })).await.unwrap().unwrap();
        assert_eq!(now.usage.uses, 7);
    }

    async fn a_door_that_did_not_move_gives_the_use_back(base: Base) {
        let house = House::in_base(&base).await;
        let mut link = house.link();
        link.validity.max_uses = NonZeroU32::new(1);
        link.validity.after_first_use = Some(DurationMs::new(60_000).unwrap());
        let secret = house.add_link(&base, &link).await;
        let first = press_once(&base, &clock(0), press(secret, house.doors[0].id)).await;
        assert_eq!(refused(&press_once(&base, &clock(1), press(secret, house.doors[0].id)).await), Some(Refusal::LinkUsedUp));
        assert!(end(&base, &first, Outcome::Failed(Refusal::DoorJammed)).await);
        // Neither the use nor the first use's clock was spent by a door that stayed shut.
        let second = press_once(&base, &clock(3_600), press(secret, house.doors[0].id)).await;
        assert_eq!(refused(&second), None);
        // Silence may hide a door that opened: that use is spent.
        assert!(end(&base, &second, Outcome::Unknown).await);
        assert_eq!(refused(&press_once(&base, &clock(3_601), press(secret, house.doors[0].id)).await), Some(Refusal::LinkUsedUp));
    }

    async fn the_first_outcome_stays(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let answer = press_once(&base, &clock(0), press(secret, house.doors[0].id)).await;
        assert!(end(&base, &answer, Outcome::Opened).await);
        assert!(!end(&base, &answer, Outcome::Unknown).await);
        let Answer::Granted(recorded) = answer else { unreachable!() };
        let (org, id) = (recorded.get().organization, recorded.get().id);
        let attempt = base.store.read(move |tx| Box::pin(async move { by_id(tx, org, id).await })).await.unwrap().unwrap();
        assert_eq!(attempt.progress, Progress::Finished(Outcome::Opened));
        let kinds: Vec<_> = log(&base, org).await.iter().map(|event| event.line.kind).collect();
        assert_eq!(kinds, [EventKind::UnlockGranted, EventKind::UnlockOpened]);
    }

    async fn what_has_no_outcome_is_found_after_its_deadline(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let answer = press_once(&base, &clock(0), press(secret, house.doors[0].id)).await;
        let found = |seconds| base.store.read(move |tx| Box::pin(async move { overdue(tx, at(seconds), 10).await }));
        assert!(found(5).await.unwrap().is_empty());
        assert_eq!(found(6).await.unwrap().len(), 1);
        end(&base, &answer, Outcome::Unknown).await;
        assert!(found(6).await.unwrap().is_empty());
    }

    async fn the_time_is_that_of_the_decision(base: Base) {
        let house = House::in_base(&base).await;
        let mut link = house.link();
        link.validity.until = Some(at(100));
        let secret = house.add_link(&base, &link).await;
        let clock = clock(99);
        assert_eq!(refused(&press_once(&base, &clock, press(secret, house.doors[0].id)).await), None);
        clock.0.store(100, Ordering::SeqCst);
        assert_eq!(refused(&press_once(&base, &clock, press(secret, house.doors[0].id)).await), Some(Refusal::LinkExpired));
    }

    async fn a_revoke_and_presses_race_without_a_late_grant(base: Base) {
        let house = House::in_base(&base).await;
        for round in 0..25 {
            let link = house.link();
            let secret = house.add_link(&base, &link).await;
            let revoked = Arc::new(std::sync::atomic::AtomicBool::new(false));
            let pressers: Vec<_> = (0..4).map(|_| {
                let (store, door, revoked) = (base.store.clone(), house.doors[0].id, Arc::clone(&revoked));
                tokio::spawn(async move {
                    for _ in 0..6 {
                        let late = revoked.load(Ordering::SeqCst);
                        let answer = record(&store, vec![press(secret, door)], &clock(0)).await.remove(0);
                        assert!(!(late && matches!(answer, Answer::Granted(_))), "granted after the revoke was acknowledged, round {round}");
                    }
                })
            }).collect();
            let gone = link.revoke(at(1));
            base.store.write(move |tx| Box::pin(async move { link::update(tx, &gone).await })).await.unwrap();
            revoked.store(true, Ordering::SeqCst);
            for presser in pressers {
                presser.await.unwrap();
            }
        }
    }
}

async fn write<F>(base: &Base, todo: F)
where
    F: for<'t> FnOnce(&'t mut keylink_store::Tx) -> keylink_store::BoxFuture<'t, keylink_store::Result<()>>
        + Send
        + 'static,
{
    base.store.write(todo).await.unwrap();
}
