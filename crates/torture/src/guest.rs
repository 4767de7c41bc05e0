//! The people: guests who press, makers who make and revoke, an owner who opens their own doors.
//!
//! They live through the server's deaths. Whoever got no answer asks again, with the same number, as
//! the guest page does; and presses are sent twice on purpose. A link's press at a door is always the
//! same press, so that one link never has a right to move one door twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;

use crate::chance::Chance;
use crate::client::{Client, GuestPage, Lost, Said};
use crate::doors::Door;
use crate::ledger::{MadeLink, Revoke, Right, Shared};
use crate::now_ms;

/// How long to wait before asking a server again that could not answer.
const AGAIN: Duration = Duration::from_millis(8);

/// What everybody shares.
pub struct Town {
    /// How the server is talked to.
    pub client: Client,
    /// What everybody was told.
    pub ledger: Shared,
    /// Where the server is, while it lives.
    pub server: watch::Receiver<Option<String>>,
    /// Set when people shall finish what they began, and begin nothing more.
    pub closing: watch::Receiver<bool>,
    /// The doors.
    pub doors: Vec<Door>,
    /// Counts names.
    pub names: AtomicU64,
}

/// One person.
pub struct Guest {
    town: Arc<Town>,
    chance: Chance,
    /// Links of before that were revoked, with doors that were never pressed: for after a crash.
    revoked: Vec<(usize, GuestPage, Vec<Uuid>)>,
}

/// How a request is repeated: until it is answered.
macro_rules! until_answered {
    ($town:expr, $server:ident, $ask:expr) => {
        loop {
            let Some($server) = $town.server().await else { break None };
            match $ask.await {
                Ok(answer) => break Some(answer),
                Err(Lost::Again(_)) => tokio::time::sleep(AGAIN).await,
                Err(Lost::Wrong(what)) => {
                    $town.ledger.open().wrong.push(what);
                    break None;
                }
            }
        }
    };
}

impl Town {
    /// The server's address, as soon as it lives.
    async fn server(&self) -> Option<String> {
        let mut server = self.server.clone();
        let up = server.wait_for(Option::is_some).await.ok()?;
        up.clone()
    }

    fn is_closing(&self) -> bool {
        *self.closing.borrow()
    }

    fn name(&self, of: &str) -> String {
        format!("{of}-{:06}", self.names.fetch_add(1, Ordering::Relaxed))
    }
}

impl Guest {
    /// Somebody new in town.
    pub const fn new(town: Arc<Town>, chance: Chance) -> Self {
        Self { town, chance, revoked: Vec::new() }
    }

    /// A guest's life: one link after the other, until the town closes.
    pub async fn live(mut self) {
        while !self.town.is_closing() {
            let Some((link, secret)) = self.get_link().await else { continue };
            let page = self.open_page(secret).await;
            self.use_link(link, page).await;
            self.try_a_dead_one().await;
        }
    }

    /// An owner's life: their own doors, by the API.
    pub async fn live_as_owner(mut self) {
        while !self.town.is_closing() {
            let Some(door) = self.chance.one_of(&self.town.doors).map(|door| door.id) else { return };
            let key = self.town.name("own");
            let press = self.town.ledger.open().new_press(Right::Own, door, key.clone(), now_ms());
            self.press(press, None, door, &key).await;
        }
    }

    async fn get_link(&mut self) -> Option<(usize, String)> {
        let name = self.town.name("link");
        let max_uses = self.chance.once_in(3).then(|| u32::try_from(1 + self.chance.below(6)).unwrap_or(1));
        let link = self.town.ledger.open().new_link(name.clone(), max_uses);
        let doors: Vec<Uuid> = self.town.doors.iter().map(|door| door.id).collect();
        let made = until_answered!(self.town, server, self.town.client.make_link(&server, &name, &doors, max_uses))?;
        let Some(url) = made.url else {
            self.town.ledger.open().wrong.push(format!("making {name} was answered without the link's address"));
            return None;
        };
        let secret = url.rsplit('/').next().unwrap_or_default().to_owned();
        let mut ledger = self.town.ledger.open();
        ledger.links[link].made = Some(MadeLink { id: made.id, secret: secret.clone() });
        Some((link, secret))
    }

    /// Half of the guests wait for the page's script. Its ticket goes with each press of the page, early or late.
    async fn open_page(&mut self, secret: String) -> GuestPage {
        let town = Arc::clone(&self.town);
        let waits = self.chance.once_in(2);
        let ticket = if waits { until_answered!(town, server, town.client.look(&server, &secret)) } else { None };
        GuestPage { secret, ticket: ticket.unwrap_or_default() }
    }

    async fn use_link(&mut self, link: usize, page: GuestPage) {
        let mut doors: Vec<Uuid> = self.town.doors.iter().map(|door| door.id).collect();
        self.chance.shuffle(&mut doors);
        let left = if self.chance.once_in(2) { doors.split_off(doors.len() - 2) } else { Vec::new() };
        // Half of the links are revoked, at some point, while a press is under way or between two.
        let revoke_at = if self.chance.once_in(2) { self.chance.below(doors.len()) } else { usize::MAX };
        let mut late = None;
        for (place, door) in doors.into_iter().enumerate() {
            if self.town.is_closing() {
                return;
            }
            let number = format!("press-{link}-{door}");
            if place == revoke_at && self.chance.once_in(2) {
                let press = self.note(link, door, &number);
                let town = Arc::clone(&self.town);
                tokio::join!(revoke(&town, link), self.press(press, Some(&page), door, &number));
            } else {
                if place == revoke_at {
                    revoke(&self.town, link).await;
                }
                let press = self.note(link, door, &number);
                self.press(press, Some(&page), door, &number).await;
                if place == 0 && self.chance.once_in(3) {
                    late = Some((press, door, number));
                }
            }
        }
        if let Some((press, door, number)) = late {
            // Somebody whose phone sends the first press of the day once more, long after.
            self.send(press, Some(&page), door, &number).await;
        }
        if revoke_at != usize::MAX && !left.is_empty() {
            self.revoked.push((link, page, left));
        }
    }

    /// A link that was revoked some time ago, perhaps before a crash.
    async fn try_a_dead_one(&mut self) {
        if self.revoked.is_empty() || !self.chance.once_in(3) {
            return;
        }
        let at = self.chance.below(self.revoked.len());
        let (link, page, door) = {
            let (link, page, left) = &mut self.revoked[at];
            (*link, page.clone(), left.pop())
        };
        let Some(door) = door else {
            self.revoked.swap_remove(at);
            return;
        };
        let number = format!("press-{link}-{door}");
        let press = self.note(link, door, &number);
        self.press(press, Some(&page), door, &number).await;
    }

    fn note(&self, link: usize, door: Uuid, number: &str) -> usize {
        self.town.ledger.open().new_press(Right::Link(link), door, number.to_owned(), now_ms())
    }

    /// Presses until there is an answer, and sometimes once more than needed.
    async fn press(&mut self, press: usize, page: Option<&GuestPage>, door: Uuid, number: &str) {
        let twins = self.chance.once_in(6);
        let hurried = self.chance.once_in(10).then(|| self.chance.ms(0, 30));
        let again = self.chance.once_in(6);
        if let Some(hurry) = hurried {
            // Somebody whose phone lost the net: the answer, if there is one, reaches nobody.
            drop(tokio::time::timeout(hurry, self.send_once(press, page, door, number)).await);
        }
        let first = self.send(press, page, door, number);
        if twins {
            tokio::join!(first, self.send(press, page, door, number));
        } else {
            first.await;
        }
        if again {
            self.send(press, page, door, number).await;
        }
        self.town.ledger.open().under_way(press, Some(now_ms()));
    }

    async fn send(&self, press: usize, page: Option<&GuestPage>, door: Uuid, number: &str) {
        loop {
            match self.send_once(press, page, door, number).await {
                Some(Ok(said)) if !said.is_unrecorded() => return,
                None | Some(Err(Lost::Wrong(_))) => return,
                Some(Ok(_) | Err(Lost::Again(_))) => tokio::time::sleep(AGAIN).await,
            }
        }
    }

    async fn send_once(
        &self,
        press: usize,
        page: Option<&GuestPage>,
        door: Uuid,
        number: &str,
    ) -> Option<Result<Said, Lost>> {
        let town = &self.town;
        let server = town.server().await?;
        let heard = match page {
            Some(page) => town.client.press(&server, page, door, number).await,
            None => town.client.press_own(&server, door, number).await,
        };
        match &heard {
            Ok(said) => town.ledger.open().answered(press, said.clone()),
            Err(Lost::Wrong(what)) => town.ledger.open().wrong.push(what.clone()),
            Err(Lost::Again(_)) => {}
        }
        Some(heard)
    }
}

async fn revoke(town: &Town, link: usize) {
    let Some(id) = town.ledger.open().links[link].made.as_ref().map(|made| made.id) else { return };
    town.ledger.open().revoked(link, Revoke::Asked);
    let done = until_answered!(town, server, town.client.revoke(&server, id));
    if let Some(done) = done {
        let mut ledger = town.ledger.open();
        ledger.revoked(link, Revoke::Done);
        if done.standing.state != "revoked" {
            ledger
                .wrong
                .push(format!("the revoke of link {id} was answered with a link that is {}", done.standing.state));
        }
    }
}
