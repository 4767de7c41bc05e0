//! The log's lists against an oracle: whatever is asked for, the pages are what a reading of the whole log finds.

use std::sync::atomic::{AtomicUsize, Ordering};

use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::event::{About, Event, EventKind, NewEvent};
use keylink_domain::id::{EventId, LinkId, OrganizationId, UserId};
use keylink_domain::user::Role;
use keylink_store::Store;
use keylink_store::event::{self, EventFilter, Noted};

use crate::house::{Base, House, at, chance, log, on_both};

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn maybe<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        of.get(self.roll(of.len() + 1)).copied()
    }
}

fn instant(number: usize) -> jiff::Timestamp {
    at(i64::try_from(number).unwrap() * 10)
}

/// A house whose links have several makers, and who lives in it.
struct Town {
    house: House,
    users: Vec<UserId>,
    links: Vec<(LinkId, UserId)>,
    lines: AtomicUsize,
}

impl Town {
    async fn in_base(base: &Base) -> Self {
        let house = House::in_base(base).await;
        let mut users = vec![house.owner.id];
        for name in ["Ben", "Cem"] {
            let mut user = house.owner.clone();
            user.id = UserId::new(at(0), chance());
            (user.name, user.email) = (name.to_owned(), format!("{name}@{}.example", user.id));
            users.push(user.id);
            base.store
                .write(move |tx| Box::pin(async move { keylink_store::user::insert(tx, &user, at(0)).await }))
                .await
                .unwrap();
        }
        let mut links = Vec::new();
        for maker in users.iter().cycle().take(5) {
            let mut link = house.link();
            link.maker = *maker;
            house.add_link(base, &link).await;
            links.push((link.id, *maker));
        }
        Self { house, users, links, lines: AtomicUsize::new(0) }
    }

    /// A line like those of the hot path where it is about a link, else one about whatever falls.
    fn line(&self, dice: &mut Dice, kind: EventKind) -> NewEvent {
        let who = match dice.maybe(&self.users) {
            Some(id) => Who::User { id, role: Role::Member, via: Via::Api },
            None => Who::Operator,
        };
        let actor = Actor::new(self.house.organization.id, who);
        let doors: Vec<_> = self.house.doors.iter().map(|door| door.id).collect();
        let link = dice.maybe(&self.links);
        let about = About {
            door: dice.maybe(&doors),
            link: link.map(|(id, _)| id),
            // Half of the lines leave it to the store to find the maker.
            maker: link.map(|(_, maker)| maker).filter(|_| dice.roll(2) == 0),
            user: if dice.roll(4) == 0 { dice.maybe(&self.users) } else { None },
            ..About::default()
        };
        // Time goes on, and some lines are of one instant.
        let now = instant(self.lines.fetch_add(1, Ordering::Relaxed) / 3);
        NewEvent::by(&actor, EventId::new(now, chance()), now, kind, about)
    }

    fn filter(&self, dice: &mut Dice) -> EventFilter {
        const BEGINNINGS: [&str; 8] =
            ["unlock.", "unlock.opened", "link.", "door.created", "user.sign", "", "%", "unlock.u"];
        let doors: Vec<_> = self.house.doors.iter().map(|door| door.id).collect();
        let links: Vec<_> = self.links.iter().map(|(link, _)| *link).collect();
        let instants: Vec<_> = (0..self.lines.load(Ordering::Relaxed) / 3 + 3).map(instant).collect();
        EventFilter {
            kinds: dice.maybe(&BEGINNINGS).map(EventKind::beginning),
            door: if dice.roll(3) == 0 { dice.maybe(&doors) } else { None },
            link: if dice.roll(3) == 0 { dice.maybe(&links) } else { None },
            user: if dice.roll(2) == 0 { dice.maybe(&self.users) } else { None },
            from: if dice.roll(3) == 0 { dice.maybe(&instants) } else { None },
            until: if dice.roll(3) == 0 { dice.maybe(&instants) } else { None },
            between: None,
        }
    }

    /// Whether the line is one that was asked for: written apart from the store, by the words of the contract.
    fn fits(&self, filter: &EventFilter, event: &Event) -> bool {
        let (line, about) = (&event.line, &event.line.about);
        let maker = self.links.iter().find(|(link, _)| about.link == Some(*link)).map(|(_, maker)| *maker);
        let of_user = |user| [line.actor, about.user, maker].contains(&Some(user));
        filter.kinds.as_ref().is_none_or(|kinds| kinds.contains(&line.kind))
            && (filter.door.is_none() || filter.door == about.door)
            && (filter.link.is_none() || filter.link == about.link)
            && filter.user.is_none_or(of_user)
            && filter.from.is_none_or(|from| from <= line.at)
            && filter.until.is_none_or(|until| line.at < until)
    }
}

/// All pages, one after the other, and how many there were.
async fn walk(store: &Store, organization: OrganizationId, filter: &EventFilter, limit: u32) -> (Vec<i64>, usize) {
    let (mut seen, mut before, mut pages) = (Vec::new(), None, 0);
    loop {
        let filter = filter.clone();
        let page = store
            .read(move |tx| Box::pin(async move { event::before(tx, organization, &filter, before, limit).await }))
            .await
            .unwrap();
        assert!(page.events.len() <= limit as usize);
        assert!(page.next.is_none() || before.is_none() || page.next < before, "a walk goes on");
        seen.extend(page.events.iter().map(|event| event.seq));
        pages += 1;
        match page.next {
            Some(next) => before = Some(next),
            None => return (seen, pages),
        }
    }
}

async fn fill(base: &Base, town: &Town, dice: &mut Dice, lines: usize, kinds: &[EventKind]) {
    let line = |_| {
        let kind = kinds[dice.roll(kinds.len())];
        town.line(dice, kind)
    };
    let lines = (0..lines).map(line).collect();
    base.store.write(move |tx| Box::pin(async move { event::append(tx, lines).await })).await.unwrap();
}

/// Asks for this and that, and compares with what the whole log holds.
async fn every_filter_is_right(base: &Base, town: &Town, dice: &mut Dice, whole: &[Event], when: &str) {
    for _ in 0..60 {
        let (filter, limit) = (town.filter(dice), [1, 7, 50, 200][dice.roll(4)]);
        let fitting = whole.iter().filter(|event| town.fits(&filter, event)).map(|event| event.seq);
        let wanted: Vec<i64> = fitting.rev().collect();
        let found = walk(&base.store, town.house.organization.id, &filter, limit).await.0;
        assert_eq!(found, wanted, "{filter:?}, {when}");
    }
}

on_both! {
    async fn every_filter_finds_what_the_whole_log_holds(base: Base) {
        let mut dice = Dice(7);
        let (town, other) = (Town::in_base(&base).await, Town::in_base(&base).await);
        for _ in 0..10 {
            fill(&base, &town, &mut dice, 40, EventKind::ALL).await;
            fill(&base, &other, &mut dice, 15, EventKind::ALL).await;
        }
        let organization = town.house.organization.id;
        let whole = log(&base, organization).await;
        assert_eq!(whole.len(), 400);
        for event in &whole {
            let maker = town.links.iter().find(|(link, _)| event.line.about.link == Some(*link)).map(|(_, maker)| *maker);
            assert_eq!(event.line.about.maker, maker, "a line about a link says who made it, whoever wrote it");
        }
        every_filter_is_right(&base, &town, &mut dice, &whole, "nothing is noted").await;
        // Some hundred lines are noted, more than once and by two at once, and some are not.
        for _ in 0..8 {
            fill(&base, &town, &mut dice, 60, EventKind::ALL).await;
            fill(&base, &other, &mut dice, 20, EventKind::ALL).await;
            let (one, two) = tokio::join!(event::note_from(&base.store, 50), event::note_from(&base.store, 50));
            assert!(one.unwrap().max(two.unwrap()) > Noted::Nothing, "something was due");
        }
        fill(&base, &town, &mut dice, 40, EventKind::ALL).await;
        assert_eq!(event::note_from(&base.store, 1_000).await.unwrap(), Noted::Nothing, "so many are not new");
        let whole = log(&base, organization).await;
        assert_eq!(whole.len(), 920);
        every_filter_is_right(&base, &town, &mut dice, &whole, "most is noted").await;
        while event::note_from(&base.store, 1).await.unwrap() > Noted::Nothing {}
        every_filter_is_right(&base, &town, &mut dice, &whole, "all is noted").await;
        let newest = base.store.read(move |tx| Box::pin(async move { event::newest(tx, organization).await })).await.unwrap();
        assert_eq!(newest, whole.last().unwrap().seq);
        let after = whole[150].seq;
        let rest = base.store.read(move |tx| Box::pin(async move { event::after(tx, organization, after, 100).await })).await.unwrap();
        assert_eq!(rest, whole[151..251]);
    }

    async fn what_is_rare_in_a_long_log_costs_pages_not_scans(base: Base) {
        let mut dice = Dice(11);
        let town = Town::in_base(&base).await;
        let (mut rare, door) = (town.line(&mut dice, EventKind::DoorChanged), town.house.doors[0].id);
        rare.about = About { door: Some(door), ..About::default() };
        base.store.write(move |tx| Box::pin(async move { event::append(tx, vec![rare]).await })).await.unwrap();
        fill(&base, &town, &mut dice, 7_000, &[EventKind::UnlockGranted, EventKind::UnlockOpened]).await;
        while event::note(&base.store).await.unwrap() > Noted::Nothing {}
        let organization = town.house.organization.id;
        // Rare by its kind: found at once, through two thousand lines of that door and more.
        let filter = EventFilter { kinds: Some(vec![EventKind::DoorChanged]), door: Some(door), ..EventFilter::default() };
        let (found, pages) = walk(&base.store, organization, &filter, 50).await;
        assert_eq!((found.len(), pages), (1, 1));
        // Not there at all, and neither way is short: some short pages, and an end.
        let filter = EventFilter { kinds: Some(vec![EventKind::UnlockGranted]), link: Some(LinkId::new(at(0), chance())), ..EventFilter::default() };
        assert_eq!(walk(&base.store, organization, &filter, 50).await, (vec![], 1));
        let (a, b) = (town.users[0], town.links.iter().find(|(_, maker)| *maker != town.users[0]).unwrap().0);
        let filter = EventFilter { user: Some(a), link: Some(b), kinds: Some(EventKind::beginning("unlock.")), ..EventFilter::default() };
        let whole = log(&base, organization).await;
        let wanted = whole.iter().filter(|event| town.fits(&filter, event)).count();
        assert_eq!(walk(&base.store, organization, &filter, 200).await.0.len(), wanted);
    }

    async fn what_is_common_does_not_get_lost_beside_what_is_rare(base: Base) {
        use EventKind::{UnlockGranted, UnlockOpened, UnlockUnknown};
        let mut dice = Dice(13);
        let town = Town::in_base(&base).await;
        // Six of ten lines and one of ten: a hundred of the one kind lie close together, of the other far apart.
        let kinds = [[UnlockGranted; 6].as_slice(), &[UnlockOpened; 3], &[UnlockUnknown]].concat();
        fill(&base, &town, &mut dice, 2_500, &kinds).await;
        while event::note(&base.store).await.unwrap() > Noted::Nothing {}
        let organization = town.house.organization.id;
        let whole = log(&base, organization).await;
        let (kinds, user) = (Some(vec![UnlockGranted, UnlockUnknown]), Some(town.users[0]));
        for limit in [20, 60, 80, 120, 200] {
            let filter = EventFilter { kinds: kinds.clone(), user, ..EventFilter::default() };
            let fitting = whole.iter().filter(|event| town.fits(&filter, event)).map(|event| event.seq);
            let wanted: Vec<i64> = fitting.rev().collect();
            assert_eq!(walk(&base.store, organization, &filter, limit).await.0, wanted, "{limit} on a page");
        }
    }
}
