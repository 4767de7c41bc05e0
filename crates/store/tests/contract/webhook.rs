//! Webhook URLs: a second way to what a link opens, found by a secret of its own, and dead when taken away.

use keylink_domain::refusal::Refusal;
use keylink_domain::secret::SecretHash;
use keylink_domain::webhook::Webhook;
use keylink_store::unlock::{Answer, Claim};
use keylink_store::webhook;

use crate::house::{Base, House, at, clock, on_both, press, press_once, record, secret};

async fn hooked(base: &Base, house: &House) -> (Webhook, SecretHash) {
    let link = house.link();
    house.add_link(base, &link).await;
    let made = Webhook { organization: house.organization.id, link: link.id, generation: 1, created_at: at(0) };
    let (hash, new) = (secret(), made.clone());
    let sealed = b"sealed once".to_vec();
    base.store.write(move |tx| Box::pin(async move { webhook::insert(tx, &new, hash, sealed).await })).await.unwrap();
    (made, hash)
}

fn knock(hash: SecretHash, house: &House) -> keylink_store::unlock::Press {
    keylink_store::unlock::Press { claim: Claim::Webhook(hash), ..press(hash, house.doors[0].id) }
}

async fn outcome(base: &Base, hash: SecretHash, house: &House) -> Option<Refusal> {
    match press_once(base, &clock(1), knock(hash, house)).await {
        Answer::Refused { refusal, .. } => Some(refusal),
        Answer::Granted(_) | Answer::Repeated(_) => None,
    }
}

on_both! {
    async fn a_webhook_url_comes_back_as_it_went(base: Base) {
        let house = House::in_base(&base).await;
        let (made, hash) = hooked(&base, &house).await;
        let found = base.store.read(move |tx| Box::pin(async move {
            let (organization, link) = (made.organization, made.link);
            let of_link = webhook::of_link(tx, organization, link).await?;
            let missing = webhook::of_link(tx, keylink_domain::id::OrganizationId::new(at(0), [9; 16]), link).await?;
            Ok::<_, keylink_store::Error>((of_link, webhook::anywhere(tx, link).await?, webhook::link_of(tx, hash).await?, missing, made))
        })).await.unwrap();
        let (of_link, anywhere, link_of, missing, made) = found;
        assert_eq!(of_link, Some((made.clone(), b"sealed once".to_vec())));
        assert_eq!(anywhere, of_link);
        assert_eq!(link_of, Some((made.organization, made.link)));
        assert_eq!(missing, None, "another organization has none");
    }

    async fn a_link_has_one_at_most(base: Base) {
        let house = House::in_base(&base).await;
        let (made, _) = hooked(&base, &house).await;
        let second = secret();
        let again = base.store.write(move |tx| Box::pin(async move { webhook::insert(tx, &made, second, Vec::new()).await })).await;
        assert!(again.unwrap_err().is_taken());
    }

    async fn a_knock_opens_what_the_link_opens_until_its_secret_is_another(base: Base) {
        let house = House::in_base(&base).await;
        let (made, old) = hooked(&base, &house).await;
        assert_eq!(outcome(&base, old, &house).await, None);
        let (new, rotated) = (secret(), Webhook { generation: 2, ..made.clone() });
        base.store.write(move |tx| Box::pin(async move { webhook::set_secret(tx, &rotated, new, Vec::new()).await })).await.unwrap();
        assert_eq!(outcome(&base, old, &house).await, Some(Refusal::UnknownLink));
        assert_eq!(outcome(&base, new, &house).await, None);
        let removed = base.store.write(move |tx| Box::pin(async move { webhook::remove(tx, made.organization, made.link).await })).await;
        assert!(removed.unwrap());
        assert_eq!(outcome(&base, new, &house).await, Some(Refusal::UnknownLink));
    }

    async fn knocks_and_presses_of_one_page_count_the_same_uses(base: Base) {
        let house = House::in_base(&base).await;
        let mut link = house.link();
        link.validity.max_uses = std::num::NonZeroU32::new(2);
        let by_page = house.add_link(&base, &link).await;
        let (hash, made) = (secret(), Webhook { organization: link.organization, link: link.id, generation: 1, created_at: at(0) });
        base.store.write(move |tx| Box::pin(async move { webhook::insert(tx, &made, hash, Vec::new()).await })).await.unwrap();
        let door = house.doors[0].id;
        let presses = vec![knock(hash, &house), press(by_page, door), knock(hash, &house), press(by_page, door)];
        let answers = record(&base.store, presses, &clock(1)).await;
        let granted: Vec<bool> = answers.iter().map(|answer| matches!(answer, Answer::Granted(_))).collect();
        assert_eq!(granted, [true, true, false, false], "{answers:?}");
    }
}
