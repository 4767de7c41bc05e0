//! A database of an older program is brought to this one's version, with what stands in it.

use keylink_domain::actor::{Actor, Who};
use keylink_domain::event::{About, EventKind, NewEvent};
use keylink_domain::id::EventId;
use keylink_store::event::{self, EventFilter};
use keylink_store::{Store, Tx};

use crate::house::{Base, House, at, chance, log, on_both};

/// Takes back what the second migration and those after it did.
const BACK_TO_THE_FIRST: &str = "
    DROP TABLE event_sections;
    DROP TABLE event_marks;
    ALTER TABLE events DROP COLUMN maker_id;
    CREATE INDEX events_by_link ON events (organization_id, link_id, seq) WHERE link_id IS NOT NULL;
    CREATE INDEX events_by_door ON events (organization_id, door_id, seq) WHERE door_id IS NOT NULL;
    DROP INDEX links_by_user;
    CREATE INDEX links_by_user ON links (organization_id, user_id);
    DROP INDEX links_by_credential;
    CREATE INDEX links_by_credential ON links (organization_id, credential_id);
    DROP TABLE deliveries;
    DROP TABLE webhooks;
    ALTER TABLE sites DROP COLUMN arrival_notes;
    DELETE FROM migrations WHERE number >= 2;";

async fn write_some(tx: &mut Tx, house: &House, lines: Vec<About>) -> keylink_store::Result<()> {
    let actor = Actor { organization: house.organization.id, who: Who::Operator };
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
