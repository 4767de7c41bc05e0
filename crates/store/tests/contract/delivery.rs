//! Deliveries: what is written is what is read, and each is claimed by one.

use std::collections::HashSet;

use keylink_domain::actor::Via;
use keylink_domain::delivery::{Address, Channel, Delivery, DeliveryState, FailCode, Failure, Words};
use keylink_domain::id::DeliveryId;
use keylink_domain::link::Link;
use keylink_store::delivery;

use crate::house::{Base, House, at, chance, on_both};

fn mail(house: &House, link: &Link) -> Delivery {
    Delivery {
        id: DeliveryId::new(at(0), chance()),
        organization: link.organization,
        link: link.id,
        generation: 1,
        by: Some(house.owner.id),
        via: Via::Console,
        channel: Channel::Mail,
        address: Some(Address::parse(Channel::Mail, "mia@example.com").unwrap()),
        message: Words::parse("The key is \u{1f511}\n\u{5e9}\u{5dc}\u{5d5}\u{5dd}").unwrap(),
        language: Some("de".to_owned()),
        state: DeliveryState::new(at(0)),
        created_at: at(0),
    }
}

async fn add(base: &Base, new: &Delivery) {
    let new = new.clone();
    base.store.write(move |tx| Box::pin(async move { delivery::insert(tx, &new).await })).await.unwrap();
}

async fn set(base: &Base, changed: &Delivery) {
    let changed = changed.clone();
    base.store.write(move |tx| Box::pin(async move { delivery::set_state(tx, &changed).await })).await.unwrap();
}

/// Those that are due, marked as being sent, as a node does it.
async fn claim(base: &Base, channel: Channel, seconds: i64, limit: u32) -> Vec<Delivery> {
    let claimed = base.store.write(move |tx| {
        Box::pin(async move {
            let mut due = delivery::due(tx, channel, at(seconds), limit).await?;
            for one in &mut due {
                one.state = one.state.clone().begin(at(seconds));
                delivery::set_state(tx, one).await?;
            }
            Ok::<_, keylink_store::Error>(due)
        })
    });
    claimed.await.unwrap()
}

on_both! {
    async fn a_delivery_comes_back_as_it_went_in_every_state(base: Base) {
        let house = House::in_base(&base).await;
        let link = house.link();
        house.add_link(&base, &link).await;
        let mut one = mail(&house, &link);
        add(&base, &one).await;
        let failure = Failure::new(FailCode::Address, "550 no such user");
        for state in [
            DeliveryState::Queued { tries: 3, next_at: at(9), said: Some("451 later".to_owned()) },
            DeliveryState::Sending { tries: 4, since: at(10) },
            DeliveryState::Sent { at: at(11) },
            DeliveryState::Failed { at: at(12), failure },
        ] {
            one.state = state;
            set(&base, &one).await;
            let (org, id) = (one.organization, one.id);
            let found = base.store.read(move |tx| Box::pin(async move { delivery::by_id(tx, org, id).await })).await.unwrap();
            assert_eq!(found.as_ref(), Some(&one));
        }
    }

    async fn what_is_due_comes_by_channel_and_time(base: Base) {
        let house = House::in_base(&base).await;
        let link = house.link();
        house.add_link(&base, &link).await;
        let mut all = Vec::new();
        for next in [5, 1, 9] {
            let mut one = mail(&house, &link);
            one.state = DeliveryState::Queued { tries: 0, next_at: at(next), said: None };
            add(&base, &one).await;
            all.push(one.id);
        }
        let ids = |claimed: Vec<Delivery>| claimed.iter().map(|one| one.id).collect::<Vec<_>>();
        assert!(claim(&base, Channel::Sms, 20, 10).await.is_empty(), "another channel");
        assert!(claim(&base, Channel::Mail, 0, 10).await.is_empty(), "too early");
        assert_eq!(ids(claim(&base, Channel::Mail, 5, 10).await), [all[1], all[0]]);
        assert!(claim(&base, Channel::Mail, 5, 10).await.is_empty(), "they are being sent");
        let under_way = base.store.read(|tx| Box::pin(delivery::under_way(tx, 10))).await.unwrap();
        assert_eq!(under_way.iter().map(|one| one.id).collect::<HashSet<_>>(), HashSet::from([all[0], all[1]]));
        assert_eq!(ids(claim(&base, Channel::Mail, 9, 10).await), [all[2]]);
    }

    async fn each_is_claimed_by_one(base: Base) {
        let house = House::in_base(&base).await;
        let link = house.link();
        house.add_link(&base, &link).await;
        for _ in 0..24 {
            add(&base, &mail(&house, &link)).await;
        }
        let nodes = (0..6).map(|_| async {
            let mut mine = Vec::new();
            loop {
                let claimed = claim(&base, Channel::Mail, 1, 3).await;
                if claimed.is_empty() {
                    break mine;
                }
                mine.extend(claimed.into_iter().map(|one| one.id));
            }
        });
        let claimed: Vec<_> = futures_util::future::join_all(nodes).await.concat();
        assert_eq!(claimed.iter().collect::<HashSet<_>>().len(), claimed.len(), "none is claimed twice");
        // A node that passed over what another held may have ended early; it looks again a second later.
        let rest = claim(&base, Channel::Mail, 1, 100).await.len();
        assert_eq!(claimed.len() + rest, 24);
    }

    async fn a_link_s_deliveries_come_newest_first_and_page_by_page(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let (link, theirs) = (house.link(), other.link());
        house.add_link(&base, &link).await;
        other.add_link(&base, &theirs).await;
        let mut mine = Vec::new();
        for second in 0..3 {
            let mut one = mail(&house, &link);
            one.id = DeliveryId::new(at(second), chance());
            add(&base, &one).await;
            mine.push(one.id);
        }
        add(&base, &mail(&other, &theirs)).await;
        let (org, id) = (link.organization, link.id);
        let page = |before| base.store.read(move |tx| Box::pin(async move { delivery::of_link(tx, org, id, before, 2).await }));
        let ids = |found: Vec<Delivery>| found.iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids(page(None).await.unwrap()), [mine[2], mine[1]]);
        assert_eq!(ids(page(Some(mine[1])).await.unwrap()), [mine[0]]);
        let foreign = theirs.id;
        let found = base.store.read(move |tx| Box::pin(async move { delivery::of_link(tx, org, foreign, None, 10).await }));
        assert_eq!(found.await.unwrap(), []);
    }

    async fn what_is_personal_is_erased_after_its_time_where_it_is_over(base: Base) {
        let house = House::in_base(&base).await;
        let link = house.link();
        house.add_link(&base, &link).await;
        let (waiting, mut failed, mut young) = (mail(&house, &link), mail(&house, &link), mail(&house, &link));
        failed.state = DeliveryState::Failed { at: at(1), failure: Failure::new(FailCode::Refused, "550 mia@example.com") };
        young.state = DeliveryState::Sent { at: at(60) };
        young.created_at = at(50);
        for one in [&waiting, &failed, &young] {
            add(&base, one).await;
        }
        let erased = base.store.write(|tx| Box::pin(delivery::erase_personal(tx, at(50)))).await.unwrap();
        assert_eq!(erased, 1);
        let (org, id) = (link.organization, link.id);
        let found = base.store.read(move |tx| Box::pin(async move { delivery::of_link(tx, org, id, None, 10).await })).await.unwrap();
        let find = |id| found.iter().find(|one| one.id == id).unwrap();
        assert_eq!((find(waiting.id), find(young.id)), (&waiting, &young));
        let bare = find(failed.id);
        assert_eq!((bare.address.as_ref(), bare.message.as_str()), (None, ""));
        assert_eq!(bare.state, DeliveryState::Failed { at: at(1), failure: Failure::of(FailCode::Refused) });
    }
}
