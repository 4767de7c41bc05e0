//! What is written behind the log and beside the links: words, counts, wishes, browsers.

use keylink_domain::activity::Count;
use keylink_domain::actor::{Actor, Who};
use keylink_domain::arrival::{Occasion, Wish};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::{EventId, LinkId, SessionId, SubscriptionId};
use keylink_domain::token::Session;
use keylink_store::activity::{self, Counted};
use keylink_store::push::{self, NewSubscription};
use keylink_store::{arrival, event, link, search, session};

use crate::house::{Base, House, at, chance, on_both, secret};

async fn found(base: &Base, house: &House, term: &str, most: u32) -> Option<Vec<LinkId>> {
    let (organization, term) = (house.organization.id, term.to_owned());
    base.store
        .read(move |tx| Box::pin(async move { search::links(tx, organization, &term, most).await }))
        .await
        .unwrap()
}

async fn opened(base: &Base, house: &House, count: usize) {
    let actor = Actor::new(house.organization.id, Who::Operator);
    let about = About { door: Some(house.doors[0].id), ..About::default() };
    let line = |_| NewEvent::by(&actor, EventId::new(at(0), chance()), at(0), EventKind::UnlockOpened, about);
    let lines = (0..count).map(line).collect();
    base.store.write(move |tx| Box::pin(async move { event::append(tx, lines).await })).await.unwrap();
}

on_both! {
    async fn a_link_is_found_by_the_words_of_its_name_and_by_no_other(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let mut ids = Vec::new();
        for name in ["Weekend, Mia", "Weekday Ben", "Ägypten 末 \u{1F511}", "%_\\"] {
            let mut link = house.link();
            link.name = name.to_owned();
            house.add_link(&base, &link).await;
            ids.push(link);
        }
        other.add_link(&base, &other.link()).await;
        for (term, places) in [
            ("mia", &[0][..]), ("week", &[0, 1]), ("weekend", &[0]), ("ä", &[2]), ("末", &[2]), ("end", &[]), ("%", &[]), ("_", &[]),
        ] {
            let wanted: Vec<LinkId> = places.iter().map(|place| ids[*place].id).collect();
            assert_eq!(found(&base, &house, term, 10).await, Some(wanted), "{term}");
        }
        assert_eq!(found(&base, &house, "week", 1).await, None, "too many to be of use");
        let mut renamed = ids[0].clone();
        renamed.name = "Zoë".to_owned();
        base.store.write(move |tx| Box::pin(async move { link::update(tx, &renamed).await })).await.unwrap();
        assert_eq!(found(&base, &house, "mia", 10).await, Some(vec![]), "a name that is gone leaves no word behind");
        assert_eq!(found(&base, &house, "zoë", 10).await, Some(vec![ids[0].id]));
    }

    async fn words_of_older_links_are_written_behind(base: Base) {
        let house = House::in_base(&base).await;
        for _ in 0..5 {
            house.add_link(&base, &house.link()).await;
        }
        base.raw("DELETE FROM link_words; INSERT INTO link_words_due (organization_id, link_id) SELECT organization_id, id FROM links").await.unwrap();
        assert_eq!(found(&base, &house, "mia", 10).await, Some(vec![]));
        for (written, known) in [(3, 3), (2, 5), (0, 5)] {
            assert_eq!(base.store.write(|tx| Box::pin(search::catch_up(tx, 3))).await.unwrap(), written);
            assert_eq!(found(&base, &house, "mia", 10).await.unwrap().len(), known);
        }
    }

    async fn a_line_is_counted_once_however_many_follow(base: Base) {
        let house = House::in_base(&base).await;
        let (organization, door) = (house.organization.id, Some(house.doors[0].id));
        opened(&base, &house, 7).await;
        let follow = async || {
            base.store.write(move |tx| Box::pin(async move {
                let place = activity::place(tx, organization).await?;
                let tail = activity::tail(tx, organization, place, 5).await?;
                let Some(last) = tail.last() else { return Ok::<_, keylink_store::Error>(None) };
                assert!(tail.windows(2).all(|pair| pair[0].seq < pair[1].seq));
                let one = Count { opened: i64::try_from(tail.len()).unwrap(), refused: 0 };
                let moved = activity::move_place(tx, organization, place, last.seq).await?;
                assert!(moved && !activity::move_place(tx, organization, place, last.seq + 1).await?, "who is late moves nothing");
                let counts = [None, door].map(|door| Counted { door, quarter: at(0), count: one });
                activity::add(tx, organization, &counts, at(-1)).await?;
                Ok(Some(tail.len()))
            })).await.unwrap()
        };
        assert_eq!([follow().await, follow().await, follow().await], [Some(5), Some(2), None]);
        for of in [None, door] {
            let counts = base.store.read(move |tx| Box::pin(async move { activity::counts(tx, organization, of, at(0)).await })).await.unwrap();
            assert_eq!(counts, [(at(0), Count { opened: 7, refused: 0 })]);
        }
        let later = base.store.read(move |tx| Box::pin(async move { activity::counts(tx, organization, None, at(1)).await })).await.unwrap();
        assert!(later.is_empty());
        let forgets = [Counted { door, quarter: at(900), count: Count { opened: 1, refused: 1 } }];
        base.store.write(move |tx| Box::pin(async move { activity::add(tx, organization, &forgets, at(1)).await })).await.unwrap();
        let kept = base.store.read(move |tx| Box::pin(async move { activity::counts(tx, organization, door, at(0)).await })).await.unwrap();
        assert_eq!(kept, [(at(900), Count { opened: 1, refused: 1 })], "what is old is forgotten where something new comes");
    }

    async fn a_wish_made_anew_waits_for_the_first_again(base: Base) {
        let house = House::in_base(&base).await;
        let link = house.link();
        house.add_link(&base, &link).await;
        let (organization, id) = (house.organization.id, link.id);
        let wish = Wish { occasion: Occasion::First, mail: true, push: false };
        base.store.write(move |tx| Box::pin(async move {
            assert_eq!(arrival::of_link(tx, organization, id).await?, Wish::default());
            arrival::set(tx, organization, id, wish).await?;
            arrival::told(tx, organization, id, at(1)).await?;
            let known = arrival::of_links(tx, organization, &[id, LinkId::new(at(0), chance())]).await?;
            assert_eq!((known.len(), known[0].link, known[0].wish, known[0].was_told), (1, id, wish, true));
            arrival::set(tx, organization, id, wish).await?;
            assert!(!arrival::of_links(tx, organization, &[id]).await?[0].was_told);
            Ok::<_, keylink_store::Error>(())
        })).await.unwrap();
    }

    async fn a_browser_listens_once_and_only_while_it_is_signed_in(base: Base) {
        let house = House::in_base(&base).await;
        let (organization, user) = (house.organization.id, house.owner.id);
        let begun = |n: i64| Session { id: SessionId::new(at(n), chance()), organization, user, created_at: at(0), expires_at: at(100), device: "Firefox on Linux".to_owned(), address: None, used_at: None, proved_at: None, is_recovery: false };
        let (one, other) = (begun(0), begun(1));
        for known in [one.clone(), other.clone()] {
            base.store.write(move |tx| Box::pin(async move { session::insert(tx, &known, secret()).await })).await.unwrap();
        }
        let new = move |session: SessionId, endpoint: u8| NewSubscription {
            organization, id: SubscriptionId::new(at(0), chance()), user, session, endpoint_hash: vec![endpoint; 32], sealed: vec![endpoint],
        };
        base.store.write(move |tx| Box::pin(async move {
            push::set(tx, new(one.id, 1), at(0)).await?;
            push::set(tx, new(one.id, 2), at(0)).await?;
            push::set(tx, new(other.id, 3), at(0)).await?;
            // The same browser, signed in anew.
            push::set(tx, new(other.id, 2), at(0)).await?;
            let listen = async |tx: &mut keylink_store::Tx, now| push::live(tx, organization, user, now).await.map(|all| all.into_iter().map(|one| one.sealed).collect::<Vec<_>>());
            assert_eq!(listen(tx, at(0)).await?, [vec![2]]);
            assert!(listen(tx, at(100)).await?.is_empty(), "the session is over");
            assert!(push::is_on(tx, organization, user, other.id).await? && !push::is_on(tx, organization, user, one.id).await?);
            session::delete(tx, organization, other.id).await?;
            assert!(listen(tx, at(0)).await?.is_empty(), "signed out");
            assert_eq!(push::erase(tx).await?, 1);
            Ok::<_, keylink_store::Error>(())
        })).await.unwrap();
    }
}
