//! How often is too often is asked within the decision: of the link and the door that the facts name, and a press
//! that is one too many leaves nothing behind.

use std::sync::{Arc, Mutex};

use keylink_domain::id::{DoorId, LinkId};
use keylink_domain::refusal::Refusal;
use keylink_store::link;
use keylink_store::unlock::{Answer, Decided, Pace, Page, Press, Surroundings};

use crate::house::{Base, House, at, clock, log, on_both, press, secret};

/// Writes down what it is asked, and lets so many presses of links and doors on.
struct Asked {
    links: usize,
    doors: usize,
    heard: Mutex<(Vec<LinkId>, Vec<DoorId>)>,
}

impl Pace for Asked {
    fn link(&self, link: LinkId) -> bool {
        let mut heard = self.heard.lock().unwrap();
        heard.0.push(link);
        heard.0.len() <= self.links
    }

    fn door(&self, door: DoorId) -> bool {
        let mut heard = self.heard.lock().unwrap();
        heard.1.push(door);
        heard.1.len() <= self.doors
    }
}

fn letting(links: usize, doors: usize) -> Arc<Asked> {
    Arc::new(Asked { links, doors, heard: Mutex::default() })
}

/// Presses, decided together at this pace; the refusals, in order.
async fn decide(base: &Base, pace: &Arc<Asked>, presses: Vec<Press>) -> Vec<Option<Refusal>> {
    let around = Surroundings { clock: clock(0), pace: Arc::<Asked>::clone(pace) };
    let page = Arc::new(Page { presses, outcomes: Vec::new() });
    let decided = keylink_store::unlock::record(&base.store, page, around, ()).await.unwrap();
    let refusal = |decided: Decided| match decided.answer {
        Answer::Refused { refusal, .. } => Some(refusal),
        Answer::Granted(_) | Answer::Repeated(_) => None,
    };
    decided.into_iter().map(refusal).collect()
}

async fn uses(base: &Base, house: &House, link: LinkId) -> u64 {
    let organization = house.organization.id;
    let seen = base.store.read(move |tx| Box::pin(async move { link::by_id(tx, organization, link).await })).await;
    u64::from(seen.unwrap().unwrap().usage.uses)
}

on_both! {
    async fn one_too_many_of_a_link_leaves_nothing_behind(base: Base) {
        let house = House::in_base(&base).await;
        let link = house.link();
        let hash = house.add_link(&base, &link).await;
        let pace = letting(2, usize::MAX);
        let presses = (0..4).map(|_| press(hash, house.doors[0].id)).collect();
        let told = decide(&base, &pace, presses).await;
        assert_eq!(told, [None, None, Some(Refusal::TooManyPresses), Some(Refusal::TooManyPresses)]);
        assert_eq!(pace.heard.lock().unwrap().0, [link.id; 4]);
        assert_eq!(log(&base, house.organization.id).await.len(), 2);
        assert_eq!(uses(&base, &house, link.id).await, 2);
    }

    async fn one_too_many_of_a_door_leaves_nothing_behind(base: Base) {
        let house = House::in_base(&base).await;
        let (one, other) = (house.link(), house.link());
        let (first, second) = (house.add_link(&base, &one).await, house.add_link(&base, &other).await);
        let (pace, door) = (letting(usize::MAX, 2), house.doors[0].id);
        let told = decide(&base, &pace, vec![press(first, door), press(second, door), press(second, door)]).await;
        assert_eq!(told, [None, None, Some(Refusal::TooManyPresses)]);
        assert_eq!(pace.heard.lock().unwrap().1, [door; 3]);
        assert_eq!(log(&base, house.organization.id).await.len(), 2);
        assert_eq!(uses(&base, &house, other.id).await, 1);
    }

    async fn only_who_may_open_a_door_is_counted_at_it(base: Base) {
        let house = House::in_base(&base).await;
        let (one, other) = (house.link(), house.link());
        let (good, gone) = (house.add_link(&base, &one).await, house.add_link(&base, &other).await);
        let revoked = other.clone().revoke(at(0));
        base.store.write(move |tx| Box::pin(async move { link::update(tx, &revoked).await })).await.unwrap();
        let (pace, door) = (letting(usize::MAX, 1), house.doors[0].id);
        let told = decide(&base, &pace, vec![press(gone, door), press(secret(), door), press(good, door)]).await;
        assert_eq!(told, [Some(Refusal::LinkRevoked), Some(Refusal::UnknownLink), None]);
        let heard = pace.heard.lock().unwrap();
        // A secret that leads to no link is nobody's press, and a link that opens nothing is none of the door's.
        assert_eq!((&heard.0[..], &heard.1[..]), (&[other.id, one.id][..], &[door][..]));
    }

    async fn a_press_that_is_sent_again_is_no_other_press_of_its_door(base: Base) {
        let house = House::in_base(&base).await;
        let hash = house.add_link(&base, &house.link()).await;
        let (pace, door) = (letting(usize::MAX, 1), house.doors[0].id);
        let once = press(hash, door);
        let told = decide(&base, &pace, vec![once.clone(), once.clone()]).await;
        assert_eq!(told, [None, None]);
        assert_eq!(decide(&base, &pace, vec![once]).await, [None]);
        assert_eq!(pace.heard.lock().unwrap().1.len(), 1);
    }
}
