//! Limits: unknown secrets and sign-ins per address, presses per link and per door.
//!
//! A valid link is never locked because of somebody else's misses: misses count against addresses,
//! and only for what they ask next that is unknown too.

mod pin;

use std::hash::{BuildHasher as _, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use keylink_domain::id::{DoorId, LinkId, OrganizationId, UserId};
use keylink_store::delivery::Sent;
use keylink_store::unlock::Pace;

use self::pin::PinPauses;
use crate::trouble::Trouble;

/// Addresses and accounts are counted at so many places, each at one that nobody can foretell. There are more
/// addresses (and anything may be written where an account is asked for) than memory; like this a flood of
/// them costs some megabytes and no more. Two share a place once in so many times, which costs neither a good link.
const PLACES: u64 = 1 << 16;

/// How often is too often; zero switches a limit off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitSettings {
    /// Unknown secrets per address (IPv6: per /64) and minute.
    pub misses_per_minute: u32,
    /// Tries to sign in per address, per account and per device that an account knows, and minute.
    pub sign_ins_per_minute: u32,
    /// Presses per link and minute.
    pub presses_per_link_per_minute: u32,
    /// Presses per door by links, and per user of their own doors, and minute.
    pub presses_per_door_per_minute: u32,
    /// Sendings of links per user and minute.
    pub sends_per_user_per_minute: u32,
    /// Sendings of an organization's links to one recipient in 24 hours.
    pub sends_per_recipient_per_day: u32,
    /// Sendings of links per user in 24 hours.
    pub sends_per_user_per_day: u32,
    /// Sendings of links per organization in 24 hours.
    pub sends_per_organization_per_day: u32,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            misses_per_minute: 20,
            sign_ins_per_minute: 10,
            presses_per_link_per_minute: 30,
            presses_per_door_per_minute: 120,
            sends_per_user_per_minute: 30,
            sends_per_recipient_per_day: 10,
            sends_per_user_per_day: 100,
            sends_per_organization_per_day: 1_000,
        }
    }
}

/// One limit over keys of one kind.
struct Limit<K: Hash + Eq + Clone> {
    limiter: Option<DefaultKeyedRateLimiter<K>>,
}

impl<K: Hash + Eq + Clone> Limit<K> {
    fn per_minute(count: u32) -> Self {
        Self { limiter: NonZeroU32::new(count).map(|count| RateLimiter::keyed(Quota::per_minute(count))) }
    }

    /// As often as a mailbox can bear: three at once, and then one in five minutes; never where tries are not counted.
    fn seldom(tries: u32) -> Self {
        let burst = NonZeroU32::new(tries.min(3));
        let quota =
            burst.zip(Quota::with_period(Duration::from_secs(300))).map(|(burst, quota)| quota.allow_burst(burst));
        Self { limiter: quota.map(RateLimiter::keyed) }
    }

    fn check(&self, key: &K) -> Result<(), Trouble> {
        let Some(limiter) = &self.limiter else { return Ok(()) };
        limiter.check_key(key).map_err(|not_until| Trouble::TooOften {
            retry_after_s: not_until.wait_time_from(DefaultClock::default().now()).as_secs() + 1,
        })
    }

    /// Forgets keys that have been quiet for long enough to count as new.
    fn tidy(&self) {
        if let Some(limiter) = &self.limiter {
            limiter.retain_recent();
        }
    }
}

/// How many sendings of links a day may have; zero switches a limit off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SendsPerDay {
    recipient: u32,
    user: u32,
    organization: u32,
}

impl SendsPerDay {
    /// Refuses one sending more than there may be.
    pub(crate) fn check(self, sent: Sent) -> Result<(), Trouble> {
        let is_over = |sent: i64, limit: u32| limit > 0 && sent >= i64::from(limit);
        let message = if is_over(sent.to_recipient, self.recipient) {
            format!(
                "{} links were sent to this address in 24 hours, and that is as many as there may be; copy the link, \
                 or send it tomorrow",
                sent.to_recipient
            )
        } else if is_over(sent.by_user, self.user) {
            format!(
                "you sent {} links in 24 hours, and that is as many as one person may; go on tomorrow",
                sent.by_user
            )
        } else if is_over(sent.in_all, self.organization) {
            format!(
                "{} links of this organization were sent in 24 hours, and that is as many as there may be; go on \
                 tomorrow, or ask whoever runs this server",
                sent.in_all
            )
        } else {
            return Ok(());
        };
        Err(Trouble::TooMany(message))
    }
}

/// All limits of this node.
pub(crate) struct Limits {
    misses: Limit<u64>,
    sign_ins: Limit<u64>,
    accounts: Limit<u64>,
    devices: Limit<u64>,
    links: Limit<LinkId>,
    doors: Limit<DoorId>,
    users: Limit<UserId>,
    senders: Limit<UserId>,
    /// Wrong PINs of links.
    pub(crate) pins: PinPauses,
    mail_links: Limit<u64>,
    challenges: Limit<u64>,
    per_day: SendsPerDay,
    salt: RandomState,
}

impl Limits {
    pub(crate) fn new(settings: LimitSettings) -> Self {
        Self {
            misses: Limit::per_minute(settings.misses_per_minute),
            sign_ins: Limit::per_minute(settings.sign_ins_per_minute),
            accounts: Limit::per_minute(settings.sign_ins_per_minute),
            devices: Limit::per_minute(settings.sign_ins_per_minute),
            links: Limit::per_minute(settings.presses_per_link_per_minute),
            doors: Limit::per_minute(settings.presses_per_door_per_minute),
            users: Limit::per_minute(settings.presses_per_door_per_minute),
            senders: Limit::per_minute(settings.sends_per_user_per_minute),
            pins: PinPauses::default(),
            mail_links: Limit::seldom(settings.sign_ins_per_minute),
            challenges: Limit::per_minute(settings.sign_ins_per_minute.saturating_mul(6)),
            per_day: SendsPerDay {
                recipient: settings.sends_per_recipient_per_day,
                user: settings.sends_per_user_per_day,
                organization: settings.sends_per_organization_per_day,
            },
            salt: RandomState::new(),
        }
    }

    fn place(&self, whose: impl Hash) -> u64 {
        self.salt.hash_one(whose) % PLACES
    }

    /// Counts an unknown secret.
    pub(crate) fn miss(&self, address: Option<IpAddr>) -> Result<(), Trouble> {
        self.misses.check(&self.place(network(address)))
    }

    /// Counts a try to sign in, for the address and for the account.
    pub(crate) fn sign_in(&self, address: Option<IpAddr>, account: &str) -> Result<(), Trouble> {
        self.sign_ins.check(&self.place(network(address)))?;
        self.accounts.check(&self.place(account.trim().to_lowercase()))
    }

    /// Counts a try to sign in on a device that the account knows, or in a session of its.
    pub(crate) fn device(&self, known: &str) -> Result<(), Trouble> {
        self.devices.check(&self.place(known))
    }

    /// The place at which an address is counted.
    pub(crate) fn place_of(&self, address: Option<IpAddr>) -> u64 {
        self.place(network(address))
    }

    /// Counts what a guest does with their link besides opening, as one of its presses; whether it may go on.
    pub(crate) fn press_of(&self, link: LinkId) -> bool {
        self.links.check(&link).is_ok()
    }

    /// Counts a wish for a link by mail: for who asks, as a try to sign in, and for the mailbox, known or not.
    pub(crate) fn mail_link(&self, address: Option<IpAddr>, account: &str) -> Result<(), Trouble> {
        self.sign_ins.check(&self.place(network(address)))?;
        self.mail_links.check(&self.place(account.trim().to_lowercase()))
    }

    /// The same for a device that the mailbox's user signed in on before.
    pub(crate) fn mail_link_of_device(&self, known: &str) -> Result<(), Trouble> {
        self.mail_links.check(&self.place(("a device", known)))
    }

    /// Counts a passkey's challenge, of which a page asks for one each time it is opened.
    pub(crate) fn challenge(&self, address: Option<IpAddr>) -> Result<(), Trouble> {
        self.challenges.check(&self.place(network(address)))
    }

    /// Counts a user's press.
    pub(crate) fn press_own(&self, user: UserId) -> Result<(), Trouble> {
        self.users.check(&user)
    }

    /// Counts a user's sending of a link; messages cost money, and strangers' patience.
    pub(crate) fn send(&self, user: Option<UserId>) -> Result<(), Trouble> {
        user.map_or(Ok(()), |user| self.senders.check(&user))
    }

    /// Counts a message that tries a channel out, which its organization pays nothing for.
    pub(crate) fn test_message(&self, organization: OrganizationId) -> Result<(), Trouble> {
        self.mail_links.check(&self.place(("a test", organization)))
    }

    /// Counts an invitation, for the mailbox.
    pub(crate) fn invitation(&self, mailbox: &str) -> Result<(), Trouble> {
        self.mail_links.check(&self.place(("an invitation", mailbox)))
    }

    /// What may be sent in a day; it is counted in the database, which no restart forgets and all nodes share.
    pub(crate) const fn sends_per_day(&self) -> SendsPerDay {
        self.per_day
    }

    pub(crate) fn tidy(&self, now: jiff::Timestamp) {
        self.pins.tidy(now);
        self.misses.tidy();
        self.sign_ins.tidy();
        self.accounts.tidy();
        self.devices.tidy();
        self.links.tidy();
        self.doors.tidy();
        self.users.tidy();
        self.senders.tidy();
        self.mail_links.tidy();
        self.challenges.tidy();
    }
}

impl Pace for Limits {
    fn link(&self, link: LinkId) -> bool {
        self.links.check(&link).is_ok()
    }

    fn door(&self, door: DoorId) -> bool {
        self.doors.check(&door).is_ok()
    }
}

/// Who counts as one: an IPv4 address, or the /64 that one IPv6 customer has.
pub fn network(address: Option<IpAddr>) -> IpAddr {
    match address {
        Some(IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & !u128::from(u64::MAX))),
        },
        Some(v4) => v4,
        None => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ipv6_customer_is_one() {
        let limits = Limits::new(LimitSettings { misses_per_minute: 2, ..LimitSettings::default() });
        let from = |text: &str| Some(text.parse().unwrap());
        assert!(limits.miss(from("2001:db8:1:2::1")).is_ok());
        assert!(limits.miss(from("2001:db8:1:2:ffff::9")).is_ok());
        assert!(limits.miss(from("2001:db8:1:2:3::3")).is_err());
        assert!(limits.miss(from("2001:db8:1:3::1")).is_ok());
    }

    #[test]
    fn a_mailbox_gets_three_links_and_then_waits() {
        let limits = Limits::new(LimitSettings { sign_ins_per_minute: 1000, ..LimitSettings::default() });
        let ask = |from: &str, account| limits.mail_link(Some(from.parse().unwrap()), account);
        for written in ["ben@example.com", " Ben@Example.com", "BEN@example.com "] {
            assert!(ask("192.0.2.1", written).is_ok(), "{written}");
        }
        let Err(Trouble::TooOften { retry_after_s }) = ask("198.51.100.1", "ben@example.com") else {
            panic!("from wherever it is asked for");
        };
        assert!((200..=301).contains(&retry_after_s), "{retry_after_s}");
        assert!(ask("192.0.2.1", "clara@example.com").is_ok());
    }

    #[test]
    fn a_flood_of_addresses_and_accounts_takes_so_much_memory_and_no_more() {
        let limits = Limits::new(LimitSettings::default());
        let mut refused = 0;
        for number in 0..200_000u128 {
            let address = Some(IpAddr::V6(Ipv6Addr::from((0x2001_0db8 << 96) | (number << 64))));
            refused += u32::from(limits.miss(address).is_err());
            drop(limits.sign_in(address, &format!("nobody{number}@example.com")));
        }
        let kept = |limit: &Limit<u64>| limit.limiter.as_ref().map_or(0, |limiter| limiter.len());
        let places = usize::try_from(PLACES).unwrap();
        for limit in [&limits.misses, &limits.sign_ins, &limits.accounts] {
            assert!((places / 2..=places).contains(&kept(limit)), "{}", kept(limit));
        }
        assert_eq!(refused, 0, "three of them to a place, more or less, are nobody's fault");
    }
}
