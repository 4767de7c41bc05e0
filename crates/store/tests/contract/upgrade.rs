//! A database of an older program is brought to this one's version, with what stands in it.

use keylink_domain::actor::{Actor, Who};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::EventId;
use keylink_store::event::{self, EventFilter};
use keylink_store::{Store, Tx};

use crate::house::{Base, House, at, chance, log, on_both};

/// Takes back what the second migration and those after it did.
const BACK_TO_THE_FIRST: &str = "
    DROP TABLE holds;
    DROP INDEX doors_held;
    DROP INDEX link_doors_by_door;
    ALTER TABLE doors DROP COLUMN removed_ms;
    ALTER TABLE controllers DROP COLUMN removed_ms;
    ALTER TABLE sites DROP COLUMN removed_ms;
    DROP TABLE event_sections;
    DROP TABLE event_marks;
    ALTER TABLE events DROP COLUMN maker_id;
    CREATE INDEX events_by_link ON events (organization_id, link_id, seq) WHERE link_id IS NOT NULL;
    CREATE INDEX events_by_door ON events (organization_id, door_id, seq) WHERE door_id IS NOT NULL;
    DROP INDEX links_by_user;
    CREATE INDEX links_by_user ON links (organization_id, user_id);
    DROP INDEX links_by_credential;
    CREATE INDEX links_by_credential ON links (organization_id, credential_id);
    DROP INDEX links_by_parent;
    DROP INDEX links_by_end;
    ALTER TABLE links DROP COLUMN share_on;
    ALTER TABLE links DROP COLUMN parent_id;
    ALTER TABLE links DROP COLUMN parent_generation;
    ALTER TABLE links DROP COLUMN pin_sealed;
    ALTER TABLE links DROP COLUMN pin_version;
    ALTER TABLE links DROP COLUMN first_device_only;
    ALTER TABLE links DROP COLUMN device_hash;
    ALTER TABLE links DROP COLUMN device_ms;
    ALTER TABLE links DROP COLUMN contact;
    DROP TABLE contacts;
    DROP TABLE incidents;
    DROP TABLE alert_wishes;
    DROP TABLE alert_bounds;
    DROP TABLE notices;
    DROP TABLE push_subscriptions;
    DROP TABLE arrival_wishes;
    DROP TABLE activity;
    DROP TABLE log_places;
    DROP TABLE link_words_due;
    DROP TABLE link_words;
    DROP INDEX credentials_by_mark;
    ALTER TABLE credentials DROP COLUMN mark;
    ALTER TABLE credentials DROP COLUMN pin_sealed;
    ALTER TABLE credentials DROP COLUMN card;
    ALTER TABLE users DROP COLUMN member_id;
    ALTER TABLE users DROP COLUMN language;
    ALTER TABLE doors DROP COLUMN member_id;
    ALTER TABLE doors DROP COLUMN plan_schedule_id;
    ALTER TABLE doors DROP COLUMN plan_state;
    CREATE TABLE accesses_before AS
      SELECT organization_id, id, user_id, door_id, remote_unlock, schedule_id, created_ms FROM accesses;
    DROP TABLE accesses;
    ALTER TABLE accesses_before RENAME TO accesses;
    DROP TABLE group_members;
    DROP TABLE groups;
    DROP TABLE challenges;
    DROP TABLE recovery_codes;
    DROP TABLE passkeys;
    DROP INDEX sessions_by_user;
    ALTER TABLE sessions DROP COLUMN device;
    ALTER TABLE sessions DROP COLUMN address;
    ALTER TABLE sessions DROP COLUMN used_ms;
    ALTER TABLE sessions DROP COLUMN proved_ms;
    ALTER TABLE sessions DROP COLUMN recovery;
    DROP INDEX one_time_links_by_user;
    DROP INDEX one_time_links_due;
    DROP INDEX one_time_links_by_end;
    ALTER TABLE one_time_links DROP COLUMN created_ms;
    ALTER TABLE one_time_links DROP COLUMN by_id;
    ALTER TABLE one_time_links DROP COLUMN mail;
    ALTER TABLE one_time_links DROP COLUMN mail_sealed;
    ALTER TABLE one_time_links DROP COLUMN mail_at_ms;
    ALTER TABLE one_time_links DROP COLUMN mail_tries;
    ALTER TABLE one_time_links DROP COLUMN mail_said;
    DROP TABLE wordings;
    ALTER TABLE links DROP COLUMN made_from;
    DROP TABLE templates;
    ALTER TABLE organizations DROP COLUMN longest_link_ms;
    ALTER TABLE organizations DROP COLUMN most_uses;
    ALTER TABLE organizations DROP COLUMN members_need_template;
    DROP TABLE deliveries;
    DROP TABLE webhooks;
    ALTER TABLE sites DROP COLUMN arrival_notes;
    DROP TABLE controller_places;
    DROP TABLE announcements;
    DROP TABLE enrolments;
    DROP TABLE placements;
    DROP TABLE leaves;
    ALTER TABLE doors DROP COLUMN held_open_ms;
    ALTER TABLE doors DROP COLUMN free_exit;
    ALTER TABLE controllers DROP COLUMN settings;
    ALTER TABLE controllers DROP COLUMN settings_sealed;
    ALTER TABLE controllers DROP COLUMN settings_revision;
    DELETE FROM migrations WHERE number >= 2;";

async fn write_some(tx: &mut Tx, house: &House, lines: Vec<About>) -> keylink_store::Result<()> {
    let actor = Actor::new(house.organization.id, Who::Operator);
    let line = |about| NewEvent::by(&actor, EventId::new(at(0), chance()), at(0), EventKind::LinkChanged, about);
    event::append(tx, lines.into_iter().map(line).collect()).await
}

on_both! {
    async fn old_lines_say_who_made_their_link(base: Base) {
        let house = House::in_base(&base).await;
        let link = house.link();
        house.add_link(&base, &link).await;
        let lines = vec![About { link: Some(link.id), ..About::default() }, About { door: Some(house.doors[0].id), ..About::default() }];
        let copy = house.clone();
        base.store.write(move |tx| Box::pin(async move { write_some(tx, &copy, lines).await })).await.unwrap();
        base.raw(BACK_TO_THE_FIRST).await.unwrap();

        let store = Store::open(&base.options, at(1)).await.unwrap();
        let (organization, maker) = (house.organization.id, house.owner.id);
        let filter = EventFilter { user: Some(maker), ..EventFilter::default() };
        let found = store.read(move |tx| Box::pin(async move { event::before(tx, organization, &filter, None, 10).await })).await.unwrap();
        assert_eq!(found.events.iter().map(|event| event.line.about.link).collect::<Vec<_>>(), [Some(link.id)]);
        let makers: Vec<_> = log(&base, organization).await.iter().map(|event| event.line.about.maker).collect();
        assert_eq!(makers, [Some(maker), None]);
        for change in ["UPDATE events SET at_ms = 0", "DELETE FROM events"] {
            assert!(base.raw(change).await.unwrap_err().contains("append-only"), "the log is closed again");
        }
    }
}
