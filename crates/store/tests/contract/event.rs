//! The log: in order, in pages, by what it is about; and what is personal can be erased from beside it.

use keylink_domain::actor::{Actor, Who};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::EventId;
use keylink_store::event::{self, EventFilter};

use crate::house::{Base, House, at, chance, log, on_both};

fn line(house: &House, kind: EventKind, about: About, seconds: i64) -> NewEvent {
    let actor = Actor::new(house.organization.id, Who::Operator);
    NewEvent::by(&actor, EventId::new(at(seconds), chance()), at(seconds), kind, about)
}

on_both! {
    async fn pages_have_no_gaps_and_no_repeats(base: Base) {
        let house = House::in_base(&base).await;
        let lines = (0..250).map(|i| line(&house, EventKind::DoorChanged, About::default(), i)).collect();
        base.store.write(move |tx| Box::pin(async move { event::append(tx, lines).await })).await.unwrap();
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let org = house.organization.id;
            let page = base.store.read(move |tx| Box::pin(async move { event::before(tx, org, &EventFilter::default(), before, 40).await })).await.unwrap();
            seen.extend(page.events.into_iter().map(|event| event.line.at));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        let wanted: Vec<_> = (0..250).rev().map(at).collect();
        assert_eq!(seen, wanted);
    }

    async fn filters_find_what_a_line_is_about(base: Base) {
        let house = House::in_base(&base).await;
        let (link, door) = (house.link(), house.doors[0].id);
        house.add_link(&base, &link).await;
        let lines = vec![
            line(&house, EventKind::LinkCreated, About { link: Some(link.id), ..About::default() }, 0),
            line(&house, EventKind::UnlockOpened, About { link: Some(link.id), door: Some(door), ..About::default() }, 1),
            line(&house, EventKind::UnlockRefused, About { door: Some(door), ..About::default() }, 2),
            line(&house, EventKind::UserSignedIn, About { user: Some(house.owner.id), ..About::default() }, 3),
        ];
        base.store.write(move |tx| Box::pin(async move { event::append(tx, lines).await })).await.unwrap();
        let org = house.organization.id;
        let count = |filter: EventFilter| {
            let store = base.store.clone();
            async move { store.read(move |tx| Box::pin(async move { event::before(tx, org, &filter, None, 10).await })).await.unwrap().events.len() }
        };
        assert_eq!(count(EventFilter::default()).await, 4);
        let of = |text: &str| EventFilter { kinds: Some(EventKind::beginning(text)), ..EventFilter::default() };
        assert_eq!(count(of("unlock.")).await, 2);
        assert_eq!(count(EventFilter { link: Some(link.id), ..EventFilter::default() }).await, 2);
        assert_eq!(count(EventFilter { door: Some(door), ..EventFilter::default() }).await, 2);
        assert_eq!(count(EventFilter { door: Some(door), link: Some(link.id), ..EventFilter::default() }).await, 1);
        assert_eq!(count(EventFilter { user: Some(house.owner.id), ..EventFilter::default() }).await, 3);
        assert_eq!(count(of("")).await, 4);
        assert_eq!(count(of("%")).await, 0, "a kind's beginning is no pattern");
    }

    async fn what_is_personal_goes_and_the_line_stays(base: Base) {
        let house = House::in_base(&base).await;
        let personal = |ms| line(&house, EventKind::UserSignedIn, About::default(), ms).with_personal(serde_json::json!({ "address": "192.0.2.7" }));
        let lines = vec![personal(0), personal(1), personal(2), personal(3)];
        base.store.write(move |tx| Box::pin(async move { event::append(tx, lines).await })).await.unwrap();
        assert_eq!(log(&base, house.organization.id).await[0].line.personal.as_ref().unwrap()["address"], "192.0.2.7");
        for more in [true, false] {
            let may_be_more = base.store.write(|tx| Box::pin(async move { event::erase_personal(tx, at(3), 1).await })).await.unwrap();
            assert_eq!(may_be_more, more, "two at a time, and of the last instant none");
        }
        let left = log(&base, house.organization.id).await;
        assert_eq!(left.iter().map(|event| event.line.personal.is_some()).collect::<Vec<_>>(), [false, false, false, true]);
    }
}
