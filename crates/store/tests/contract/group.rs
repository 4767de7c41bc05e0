//! Groups: a right given to many is each one's, as long as they are in it, and costs a press no scan.

use keylink_domain::access::{Access, Holder, Target};
use keylink_domain::door::{DoorPlan, DoorState, InForce};
use keylink_domain::group::{Group, GroupKind, MAX_GROUPS_OF_ONE, Member};
use keylink_domain::hours::WeeklyHours;
use keylink_domain::id::{AccessId, GroupId, ScheduleId};
use keylink_domain::refusal::Refusal;
use keylink_domain::schedule::{Holidays, Schedule};
use keylink_store::{access, door, group, schedule};

use crate::house::{Base, House, at, chance, on_both, press_once_at};

fn group_of(house: &House, kind: GroupKind) -> Group {
    Group { id: GroupId::new(at(0), chance()), organization: house.organization.id, kind, name: "Staff".to_owned() }
}

fn right(house: &House, holder: Holder, target: Target) -> Access {
    Access {
        id: AccessId::new(at(0), chance()),
        organization: house.organization.id,
        holder,
        target,
        remote_unlock: true,
        schedule: None,
    }
}

/// Takes what was given directly and gives `rights` instead, with one group of each kind.
async fn only(base: &Base, house: &House, groups: [&Group; 2], rights: Vec<Access>) {
    let (house, [users, doors]) = (house.clone(), groups.map(Clone::clone));
    base.store
        .write(move |tx| {
            Box::pin(async move {
                for old in access::list(tx, house.organization.id, None).await? {
                    access::delete(tx, old.organization, old.id).await?;
                }
                for group in [&users, &doors] {
                    if group::by_id(tx, group.organization, group.id).await?.is_none() {
                        group::insert(tx, group, at(0)).await?;
                    }
                }
                for right in &rights {
                    access::insert(tx, right, at(0)).await?;
                }
                Ok::<_, keylink_store::Error>(())
            })
        })
        .await
        .unwrap();
}

async fn put(base: &Base, to: &Group, member: Member, is_in: bool) {
    let to = to.clone();
    base.store
        .write(move |tx| {
            Box::pin(async move {
                match is_in {
                    true => group::join(tx, to.organization, to.id, member).await,
                    false => group::leave(tx, to.organization, to.id, member).await,
                }
            })
        })
        .await
        .unwrap();
}

on_both! {
    async fn a_right_by_groups_is_worth_what_its_members_are_in(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let (users, doors) = (group_of(&house, GroupKind::Users), group_of(&house, GroupKind::Doors));
        let (owner, street, flat) = (house.owner.id, house.doors[0].id, house.doors[1].id);
        let press = |door| press_once_at(&base, 0, secret, door);
        for (holder, target) in [
            (Holder::Group(users.id), Target::Door(street)),
            (Holder::User(owner), Target::Group(doors.id)),
            (Holder::Group(users.id), Target::Group(doors.id)),
        ] {
            only(&base, &house, [&users, &doors], vec![right(&house, holder, target)]).await;
            assert_eq!(press(street).await, Some(Refusal::NoAccess), "in no group: {holder:?} {target:?}");
            put(&base, &users, Member::User(owner), true).await;
            put(&base, &doors, Member::Door(street), true).await;
            assert_eq!(press(street).await, None, "in both: {holder:?} {target:?}");
            assert_eq!(press(flat).await, Some(Refusal::NoAccess), "the other door is in none");
            put(&base, &users, Member::User(owner), false).await;
            let by_the_user = holder == Holder::User(owner);
            assert_eq!(press(street).await.is_none(), by_the_user, "out of the users: {holder:?} {target:?}");
            put(&base, &doors, Member::Door(street), false).await;
            assert_eq!(press(street).await, Some(Refusal::NoAccess), "out of both: {holder:?} {target:?}");
        }
    }

    async fn any_of_several_rights_is_enough_and_the_nearest_miss_is_told(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let (users, doors) = (group_of(&house, GroupKind::Users), group_of(&house, GroupKind::Doors));
        let (owner, street) = (house.owner.id, house.doors[0].id);
        let office = Schedule {
            id: ScheduleId::new(at(0), chance()),
            organization: house.organization.id,
            name: "Office".to_owned(),
            hours: WeeklyHours::parse("mon-fri 08:00-18:00").unwrap(),
            holidays: Holidays::default(),
        };
        let bound = Some(office.id);
        base.store.write(move |tx| Box::pin(async move { schedule::insert(tx, &office, at(0)).await })).await.unwrap();
        let mut direct = right(&house, Holder::User(owner), Target::Door(street));
        direct.remote_unlock = false;
        let mut grouped = right(&house, Holder::Group(users.id), Target::Group(doors.id));
        grouped.schedule = bound;
        only(&base, &house, [&users, &doors], vec![direct, grouped]).await;
        // at(0) is a Friday morning in Berlin: 2027-01-15, 09:00; at(36_000) its evening.
        let press = |seconds| press_once_at(&base, seconds, secret, street);
        assert_eq!(press(0).await, Some(Refusal::NoRemoteUnlock));
        put(&base, &users, Member::User(owner), true).await;
        put(&base, &doors, Member::Door(street), true).await;
        assert_eq!(press(0).await, None);
        assert_eq!(press(36_000).await, Some(Refusal::AccessOutsideSchedule));
    }

    async fn rights_are_told_of_a_user_and_to_a_door_alike(base: Base) {
        let house = House::in_base(&base).await;
        let (users, doors) = (group_of(&house, GroupKind::Users), group_of(&house, GroupKind::Doors));
        let (org, owner, street) = (house.organization.id, house.owner.id, house.doors[0].id);
        let given = vec![
            right(&house, Holder::User(owner), Target::Door(street)),
            right(&house, Holder::Group(users.id), Target::Group(doors.id)),
        ];
        let ids: Vec<_> = given.iter().map(|right| right.id).collect();
        only(&base, &house, [&users, &doors], given).await;
        put(&base, &users, Member::User(owner), true).await;
        for door in &house.doors {
            put(&base, &doors, Member::Door(door.id), true).await;
        }
        let all = base.store.read(move |tx| Box::pin(async move { access::rights(tx, org).await })).await.unwrap();
        let of = base.store.read(move |tx| Box::pin(async move { access::rights_of(tx, org, owner).await })).await.unwrap();
        let to = base.store.read(move |tx| Box::pin(async move { access::rights_to(tx, org, street).await })).await.unwrap();
        assert_eq!((all.len(), of.len(), to.len()), (3, 3, 2));
        assert!(to.iter().all(|right| right.user == owner && right.door == street));
        assert_eq!(to.iter().map(|right| right.access.id).collect::<Vec<_>>(), ids);
        let other = House::in_base(&base).await.organization.id;
        let foreign = base.store.read(move |tx| Box::pin(async move { access::rights_to(tx, other, street).await })).await;
        assert!(foreign.unwrap().is_empty(), "another organization's question finds nothing");
    }

    async fn as_many_groups_as_there_may_be_are_one_set_of_facts(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let (owner, street) = (house.owner.id, house.doors[0].id);
        let groups: Vec<[Group; 2]> = (0..MAX_GROUPS_OF_ONE)
            .map(|_| [group_of(&house, GroupKind::Users), group_of(&house, GroupKind::Doors)])
            .collect();
        for [users, doors] in &groups {
            only(&base, &house, [users, doors], Vec::new()).await;
            put(&base, users, Member::User(owner), true).await;
            put(&base, doors, Member::Door(street), true).await;
        }
        let [users, doors] = groups.last().unwrap();
        let press = || press_once_at(&base, 0, secret, street);
        assert_eq!(press().await, Some(Refusal::NoAccess));
        let last = right(&house, Holder::Group(users.id), Target::Group(doors.id));
        only(&base, &house, [users, doors], vec![last]).await;
        assert_eq!(press().await, None);
    }

    async fn a_state_by_schedule_is_found_at_the_press(base: Base) {
        let house = House::in_base(&base).await;
        let secret = house.add_link(&base, &house.link()).await;
        let office = Schedule {
            id: ScheduleId::new(at(0), chance()),
            organization: house.organization.id,
            name: "Office".to_owned(),
            hours: WeeklyHours::parse("mon-fri 08:00-18:00").unwrap(),
            holidays: Holidays::default(),
        };
        let schedule = office.id;
        base.store.write(move |tx| Box::pin(async move { schedule::insert(tx, &office, at(0)).await })).await.unwrap();
        // at(0) is a Friday morning in Berlin: 2027-01-15, 09:00; at(36_000) its evening.
        let press = |seconds| press_once_at(&base, seconds, secret, house.doors[0].id);
        for (by_hand, planned, morning, evening) in [
            (DoorState::Standard, DoorState::Locked, Some(Refusal::DoorLocked), None),
            (DoorState::Standard, DoorState::OnsiteOnly, Some(Refusal::DoorOnsiteOnly), None),
            (DoorState::Standard, DoorState::Unlocked, None, None),
            // What is set by hand goes before the schedule.
            (DoorState::Unlocked, DoorState::Locked, None, None),
            (DoorState::Locked, DoorState::Unlocked, Some(Refusal::DoorLocked), Some(Refusal::DoorLocked)),
        ] {
            let mut door = house.doors[0].clone();
            door.state = by_hand;
            door.plan = Some(DoorPlan { state: planned, schedule });
            let copy = door.clone();
            base.store.write(move |tx| Box::pin(async move { door::update(tx, &copy).await })).await.unwrap();
            assert_eq!((press(0).await, press(36_000).await), (morning, evening), "{by_hand:?}, by schedule {planned:?}");
            let (org, id) = (door.organization, door.id);
            let now = base.store.read(move |tx| Box::pin(async move { door::by_id(tx, org, id).await })).await.unwrap().unwrap();
            assert_eq!(now.door, door);
            let by_plan = by_hand == DoorState::Standard;
            let closing = "2027-01-15T17:00:00Z".parse().ok().filter(|_| by_plan);
            assert_eq!(now.in_force(at(0)), InForce { state: if by_plan { planned } else { by_hand }, by_plan, until: closing });
            let opening = "2027-01-18T07:00:00Z".parse().ok().filter(|_| by_plan);
            assert_eq!(now.in_force(at(36_000)), InForce { state: by_hand, by_plan, until: opening });
        }
        let (org, bound) = (house.organization.id, schedule);
        let used = base.store.read(move |tx| Box::pin(async move { schedule::used(tx, org, bound).await })).await.unwrap();
        assert_eq!(used, (0, 1));
    }
}
