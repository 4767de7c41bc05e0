//! What links carry for their guests: branches that live by the link they come from, PINs, one device.

use std::num::NonZeroU32;

use keylink_domain::authority::Shown;
use keylink_domain::event::EventKind;
use keylink_domain::id::{EventId, LinkId};
use keylink_domain::link::{Link, LinkState, Origin, PinTerm, Terms};
use keylink_domain::refusal::Refusal;
use keylink_domain::secret::SecretHash;
use keylink_domain::unlock::Outcome;
use keylink_store::link;
use keylink_store::unlock::{Answer, Finished, Press, finish};

use crate::house::{Base, House, at, chance, clock, log, on_both, press, press_once, press_once_at, record, secret};

/// A link that may be passed on, and a branch of it.
async fn family(base: &Base, house: &House, parent: Link, child: impl FnOnce(&mut Link)) -> [(Link, SecretHash); 2] {
    let parent = Link { terms: Terms { share_on: true, ..parent.terms }, ..parent };
    let mut branch = Link { id: LinkId::new(at(0), chance()), terms: Terms::default(), ..house.link() };
    branch.origin = Some(Origin { link: parent.id, generation: parent.generation });
    child(&mut branch);
    let hashes = [house.add_link(base, &parent).await, house.add_link(base, &branch).await];
    [(parent, hashes[0]), (branch, hashes[1])]
}

async fn write_link(base: &Base, link: &Link) {
    let link = link.clone();
    base.store.write(move |tx| Box::pin(async move { link::update(tx, &link).await })).await.unwrap();
}

async fn uses(base: &Base, link: &Link) -> u32 {
    let (organization, id) = (link.organization, link.id);
    let found = base.store.read(move |tx| Box::pin(async move { link::by_id(tx, organization, id).await }));
    found.await.unwrap().unwrap().usage.uses
}

fn refusals(answers: &[Answer]) -> Vec<Option<Refusal>> {
    let refusal = |answer: &Answer| match answer {
        Answer::Refused { refusal, .. } => Some(*refusal),
        Answer::Granted(_) | Answer::Repeated(_) => None,
    };
    answers.iter().map(refusal).collect()
}

fn shown(press: Press, shown: Shown) -> Press {
    let binding = shown.device.map(|_| EventId::new(at(0), chance()));
    Press { shown, binding, ..press }
}

fn from_device(secret: SecretHash, house: &House, device: SecretHash) -> Press {
    shown(press(secret, house.doors[0].id), Shown { device: Some(device), ..Shown::default() })
}

on_both! {
    async fn a_branch_opens_and_counts_on_both(base: Base) {
        let house = House::in_base(&base).await;
        let [(parent, _), (branch, hash)] = family(&base, &house, house.link(), |_| {}).await;
        assert_eq!(press_once_at(&base, 1, hash, house.doors[0].id).await, None);
        assert_eq!((uses(&base, &parent).await, uses(&base, &branch).await), (1, 1));
        let log = log(&base, house.organization.id).await;
        assert_eq!((log[0].line.about.link, log[0].origin_name.as_deref()), (Some(branch.id), Some("Weekend, Mia")));
        let (organization, id) = (parent.organization, parent.id);
        let (found, counts) = base.store.read(move |tx| Box::pin(async move {
            Ok::<_, keylink_store::Error>((link::branches(tx, organization, id, 9).await?, link::count_branches(tx, organization, id).await?))
        })).await.unwrap();
        assert_eq!(found.iter().map(|link| (link.id, link.origin)).collect::<Vec<_>>(), [(branch.id, branch.origin)]);
        assert_eq!(counts, (1, 1));
    }

    async fn uses_of_parent_and_branches_are_one_sum_also_within_a_batch(base: Base) {
        let house = House::in_base(&base).await;
        let mut limited = house.link();
        limited.validity.max_uses = NonZeroU32::new(3);
        let [(parent, own), (_, first)] = family(&base, &house, limited, |_| {}).await;
        let mut second = Link { id: LinkId::new(at(0), chance()), ..house.link() };
        second.origin = Some(Origin { link: parent.id, generation: 1 });
        second.validity.max_uses = NonZeroU32::new(1);
        let other = house.add_link(&base, &second).await;
        let door = house.doors[0].id;
        let batch = [other, other, first, own, first, own].map(|secret| press(secret, door));
        let answers = record(&base.store, batch.into(), &clock(1)).await;
        let used_up = Some(Refusal::LinkUsedUp);
        assert_eq!(refusals(&answers), [None, used_up, None, None, used_up, used_up]);
        assert_eq!((uses(&base, &parent).await, uses(&base, &second).await), (3, 1));
        assert_eq!(press_once_at(&base, 2, first, door).await, used_up);
    }

    async fn a_press_that_moved_nothing_gives_back_to_both(base: Base) {
        let house = House::in_base(&base).await;
        let [(parent, _), (branch, hash)] = family(&base, &house, house.link(), |_| {}).await;
        let Answer::Granted(recorded) = press_once(&base, &clock(1), press(hash, house.doors[0].id)).await else { panic!() };
        let (organization, unlock) = (recorded.get().organization, recorded.get().id);
        let outcome = Outcome::Failed(Refusal::DoorOffline);
        let done = Finished { organization, unlock, event: EventId::new(at(1), chance()), outcome, at: at(1) };
        base.store.write(move |tx| Box::pin(async move { finish(tx, &[done]).await })).await.unwrap();
        assert_eq!((uses(&base, &parent).await, uses(&base, &branch).await), (0, 0));
    }

    async fn a_branch_dies_with_whatever_ends_the_link_it_comes_from(base: Base) {
        let house = House::in_base(&base).await;
        let door = house.doors[0].id;
        type End = (fn(&mut Link), Refusal);
        let ends: [End; 7] = [
            (|link| link.state = LinkState::Revoked { at: at(1) }, Refusal::OriginWithdrawn),
            (|link| link.terms.share_on = false, Refusal::OriginWithdrawn),
            (|link| link.validity.until = Some(at(1)), Refusal::LinkExpired),
            (|link| link.validity.from = Some(at(9)), Refusal::LinkNotYetValid),
            (|link| link.doors.clear(), Refusal::DoorNotOnLink),
            (|link| link.validity.max_uses = NonZeroU32::new(1), Refusal::LinkUsedUp),
            (|link| link.terms.pin = PinTerm { is_set: true, version: 1 }, Refusal::PinNeeded),
        ];
        for (end, refusal) in ends {
            let [(mut parent, _), (_, hash)] = family(&base, &house, house.link(), |_| {}).await;
            assert_eq!(press_once_at(&base, 0, hash, door).await, None);
            end(&mut parent);
            write_link(&base, &parent).await;
            if parent.terms.pin.is_set {
                let pinned = parent.clone();
                base.store.write(move |tx| Box::pin(async move { link::set_pin(tx, &pinned, Some(vec![1])).await })).await.unwrap();
            }
            assert_eq!(press_once_at(&base, 2, hash, door).await, Some(refusal));
        }
    }

    async fn a_new_address_kills_the_branches_of_the_old_one(base: Base) {
        let house = House::in_base(&base).await;
        let [(parent, _), (_, hash)] = family(&base, &house, house.link(), |_| {}).await;
        let rotated = parent.rotate().unwrap();
        base.store.write(move |tx| Box::pin(async move { link::set_secret(tx, &rotated, secret(), vec![9]).await })).await.unwrap();
        assert_eq!(press_once_at(&base, 1, hash, house.doors[0].id).await, Some(Refusal::OriginWithdrawn));
    }

    async fn a_pin_is_asked_for_and_another_one_is_not_it(base: Base) {
        let house = House::in_base(&base).await;
        let mut made = house.link();
        let hash = house.add_link(&base, &made).await;
        made.terms.pin = PinTerm { is_set: true, version: 2 };
        let copy = made.clone();
        base.store.write(move |tx| Box::pin(async move { link::set_pin(tx, &copy, Some(vec![1, 2])).await })).await.unwrap();
        let kept = base.store.read(move |tx| Box::pin(async move { link::pin_of(tx, hash).await })).await.unwrap().unwrap();
        assert_eq!((kept.owner, kept.sealed, kept.version), (made.id, vec![1, 2], 2));
        for (pin, refusal) in [(None, Some(Refusal::PinNeeded)), (Some(1), Some(Refusal::PinNeeded)), (Some(2), None)] {
            let one = shown(press(hash, house.doors[0].id), Shown { pin, ..Shown::default() });
            assert_eq!(refusals(&[press_once(&base, &clock(1), one).await]), [refusal], "{pin:?}");
        }
        made.terms.pin.is_set = false;
        base.store.write(move |tx| Box::pin(async move { link::set_pin(tx, &made, None).await })).await.unwrap();
        assert_eq!(press_once_at(&base, 1, hash, house.doors[0].id).await, None, "none is asked for any more");
    }

    async fn the_first_device_is_the_only_one_also_within_a_batch(base: Base) {
        let house = House::in_base(&base).await;
        let mut made = house.link();
        made.terms.first_device_only = true;
        let hash = house.add_link(&base, &made).await;
        let (mine, theirs) = (secret(), secret());
        assert_eq!(press_once_at(&base, 0, hash, house.doors[0].id).await, Some(Refusal::DeviceUnknown));
        let batch = vec![from_device(hash, &house, mine), from_device(hash, &house, theirs), from_device(hash, &house, mine)];
        let other = Some(Refusal::OtherDevice);
        assert_eq!(refusals(&record(&base.store, batch, &clock(1)).await), [None, other, None]);
        let later = vec![from_device(hash, &house, theirs), from_device(hash, &house, mine), press(hash, house.doors[0].id)];
        assert_eq!(refusals(&record(&base.store, later, &clock(2)).await), [other, None, other]);
        let bound = log(&base, house.organization.id).await;
        assert_eq!(bound.iter().filter(|event| event.line.kind == EventKind::LinkDeviceBound).count(), 1);

        let copy = made.clone();
        base.store.write(move |tx| Box::pin(async move { link::free_device(tx, &copy).await })).await.unwrap();
        assert_eq!(refusals(&record(&base.store, vec![from_device(hash, &house, theirs)], &clock(3)).await), [None]);
        assert_eq!(refusals(&record(&base.store, vec![from_device(hash, &house, mine)], &clock(3)).await), [other]);
    }

    async fn a_press_that_moved_nothing_binds_no_device(base: Base) {
        let house = House::in_base(&base).await;
        let mut made = house.link();
        made.terms.first_device_only = true;
        let hash = house.add_link(&base, &made).await;
        let (chat, browser) = (secret(), secret());
        let granted = record(&base.store, vec![from_device(hash, &house, chat)], &clock(1)).await.remove(0);
        let Answer::Granted(recorded) = granted else { panic!("{granted:?}") };
        let (organization, unlock) = (recorded.get().organization, recorded.get().id);
        let outcome = Outcome::Failed(Refusal::DoorOffline);
        let done = Finished { organization, unlock, event: EventId::new(at(1), chance()), outcome, at: at(1) };
        base.store.write(move |tx| Box::pin(async move { finish(tx, &[done]).await })).await.unwrap();
        assert_eq!(refusals(&record(&base.store, vec![from_device(hash, &house, browser)], &clock(2)).await), [None]);
    }

    async fn a_refused_press_binds_no_device(base: Base) {
        let house = House::in_base(&base).await;
        let mut made = house.link();
        made.terms.first_device_only = true;
        made.validity.from = Some(at(2));
        let hash = house.add_link(&base, &made).await;
        let (early, later) = (secret(), secret());
        assert_eq!(refusals(&record(&base.store, vec![from_device(hash, &house, early)], &clock(1)).await), [Some(Refusal::LinkNotYetValid)]);
        assert_eq!(refusals(&record(&base.store, vec![from_device(hash, &house, later)], &clock(3)).await), [None]);
    }

    async fn a_machine_is_asked_for_nothing_but_its_secret(base: Base) {
        let house = House::in_base(&base).await;
        let mut made = house.link();
        made.terms.first_device_only = true;
        house.add_link(&base, &made).await;
        let hook = secret();
        let (organization, id) = (made.organization, made.id);
        base.store.write(move |tx| Box::pin(async move {
            let webhook = keylink_domain::webhook::Webhook { organization, link: id, generation: 1, created_at: at(0) };
            keylink_store::webhook::insert(tx, &webhook, hook, vec![1]).await
        })).await.unwrap();
        let knock = Press { claim: keylink_store::unlock::Claim::Webhook(hook), ..press(hook, house.doors[0].id) };
        assert_eq!(refusals(&[press_once(&base, &clock(1), knock).await]), [None]);
    }
}
