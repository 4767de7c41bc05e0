//! Alerts: each incident begins once, is told once and ends once, on both databases; wishes and bounds are kept.

use keylink_domain::alert::{Ailment, Alert, AlertBounds, AlertKind, AlertWish, Incident};
use keylink_domain::delivery::DeliveryState;
use keylink_domain::id::NoticeId;
use keylink_domain::notice::{News, Notice, NoticeChannel};
use keylink_store::{Error, alert, controller, notice};

use crate::house::{Base, House, at, chance, on_both};

on_both! {
    async fn an_incident_begins_is_told_and_ends_once(base: Base) {
        let house = House::in_base(&base).await;
        let (organization, controller) = (house.organization.id, house.controller.id);
        let new = Incident { organization, controller, ailment: Ailment::Offline, began: at(0), told: None };
        base.store.write(move |tx| Box::pin(async move {
            assert!(alert::begin(tx, new).await?);
            assert!(!alert::begin(tx, Incident { began: at(5), ..new }).await?, "it began already");
            let mine = |all: Vec<Incident>| all.into_iter().filter(|one| one.organization == organization).collect::<Vec<_>>();
            assert_eq!(mine(alert::untold(tx, 1_000).await?), [new]);
            assert!(alert::tell(tx, &new, at(6)).await?);
            assert!(!alert::tell(tx, &new, at(7)).await?, "it is told already");
            assert!(mine(alert::untold(tx, 1_000).await?).is_empty());
            let told = Incident { told: Some(at(6)), ..new };
            assert_eq!(alert::of_organization(tx, organization).await?, [told]);
            assert_eq!(alert::end(tx, organization, controller, Ailment::Battery).await?, None);
            assert_eq!(alert::end(tx, organization, controller, Ailment::Offline).await?, Some(told));
            assert_eq!(alert::end(tx, organization, controller, Ailment::Offline).await?, None);
            assert!(!alert::tell(tx, &new, at(8)).await?, "it is over");
            Ok::<_, Error>(())
        })).await.unwrap();
    }

    async fn a_program_that_begins_anew_misses_who_was_connected_and_nobody_else(base: Base) {
        let house = House::in_base(&base).await;
        let (organization, known) = (house.organization.id, house.controller.clone());
        base.store.write(move |tx| Box::pin(async move {
            controller::all_offline(tx, at(1)).await?;
            assert!(alert::of_organization(tx, organization).await?.is_empty(), "it was never online");
            controller::set_presence(tx, &known, true, at(2)).await?;
            controller::all_offline(tx, at(3)).await?;
            controller::all_offline(tx, at(4)).await?;
            let all = alert::of_organization(tx, organization).await?;
            assert_eq!(all.iter().map(|one| (one.controller, one.began)).collect::<Vec<_>>(), [(known.id, at(3))]);
            controller::set_presence(tx, &known, false, at(9)).await?;
            let seen = controller::by_id(tx, organization, known.id).await?.and_then(|found| found.last_seen);
            assert_eq!(seen, Some(at(2)), "who is still away was not seen anew");
            Ok::<_, Error>(())
        })).await.unwrap();
    }

    async fn wishes_bounds_and_notices_are_kept(base: Base) {
        let house = House::in_base(&base).await;
        let (organization, user, controller) = (house.organization.id, house.owner.id, house.controller.id);
        let (bounds, wish) = (AlertBounds::new(12, 30).unwrap(), AlertWish { mail: true, push: false });
        let news = Alert { controller, kind: AlertKind::BatteryLow, began: at(0), at: at(7), percent: Some(9) };
        let one = Notice {
            id: NoticeId::new(at(7), chance()),
            organization,
            user,
            news: News::Alert(news),
            channel: NoticeChannel::Mail,
            subscription: None,
            state: DeliveryState::new(at(7)),
        };
        base.store.write(move |tx| Box::pin(async move {
            assert_eq!(alert::bounds(tx, organization).await?, AlertBounds::default());
            assert_eq!(alert::wish(tx, organization, user).await?, AlertWish::default());
            for set in [AlertBounds::new(3, 10).unwrap(), bounds] {
                alert::set_bounds(tx, organization, set).await?;
            }
            for set in [AlertWish { mail: false, push: true }, wish] {
                alert::set_wish(tx, organization, user, set).await?;
            }
            assert_eq!(alert::bounds(tx, organization).await?, bounds);
            assert_eq!(alert::wish(tx, organization, user).await?, wish);
            assert_eq!(alert::wishes(tx, organization).await?, [(user, wish)]);
            notice::insert(tx, std::slice::from_ref(&one)).await?;
            assert_eq!(notice::by_id_for_change(tx, organization, one.id).await?, Some(one));
            Ok::<_, Error>(())
        })).await.unwrap();
    }
}
