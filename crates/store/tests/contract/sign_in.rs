//! What signing in rests on: each thing that counts once counts once, and belongs to whom it was made for.

use keylink_domain::id::{PasskeyId, SessionId};
use keylink_domain::passkey::Passkey;
use keylink_domain::token::Session;
use keylink_store::one_time::{self, MailState, Purpose};
use keylink_store::passkey::{self, StoredPasskey};
use keylink_store::{challenge, recovery, session};

use crate::house::{Base, House, at, chance, on_both, secret};

on_both! {
    async fn a_challenge_is_taken_once_by_whom_it_was_made_for(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let own = Some((house.organization.id, house.owner.id));
        let foreign = Some((other.organization.id, other.owner.id));
        let keep = async |whose| {
            let word = secret();
            base.store.write(move |tx| Box::pin(challenge::insert(tx, word, "prove", whose, "state".to_owned(), at(10)))).await.unwrap();
            word
        };
        let take = async |word, purpose, whose, now| {
            base.store.write(move |tx| Box::pin(challenge::take(tx, word, purpose, whose, now))).await.unwrap()
        };
        let word = keep(own).await;
        assert_eq!(take(word, "prove", own, at(9)).await.as_deref(), Some("state"));
        assert_eq!(take(word, "prove", own, at(9)).await, None, "it was taken");
        for (why, purpose, whose, now) in [
            ("it is another's", "prove", foreign, at(1)),
            ("it is somebody's", "prove", None, at(1)),
            ("it was made for something else", "register", own, at(1)),
            ("it is over", "prove", own, at(10)),
        ] {
            let word = keep(own).await;
            assert_eq!(take(word, purpose, whose, now).await, None, "{why}");
            assert_eq!(take(word, "prove", own, at(1)).await, None, "{why}, and one wrong try ends it");
        }
        let anybody = keep(None).await;
        assert!(take(anybody, "prove", None, at(1)).await.is_some());
    }

    async fn a_recovery_code_counts_once(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let (org, user) = (house.organization.id, house.owner.id);
        let codes = [secret(), secret()];
        base.store.write(move |tx| Box::pin(recovery::replace(tx, org, user, codes.to_vec()))).await.unwrap();
        let spend = async |org, user, code| base.store.write(move |tx| Box::pin(recovery::spend(tx, org, user, code))).await.unwrap();
        assert!(!spend(other.organization.id, other.owner.id, codes[0]).await, "it is another's");
        assert!(spend(org, user, codes[0]).await);
        assert!(!spend(org, user, codes[0]).await);
        let left = async || base.store.read(move |tx| Box::pin(recovery::left(tx, org, user))).await.unwrap();
        assert_eq!(left().await, 1);
        base.store.write(move |tx| Box::pin(recovery::replace(tx, org, user, vec![secret()]))).await.unwrap();
        assert_eq!((left().await, spend(org, user, codes[1]).await), (1, false));
    }

    async fn a_passkey_is_one_user_s(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let new = |house: &House| StoredPasskey {
            passkey: Passkey {
                id: PasskeyId::new(at(0), chance()),
                organization: house.organization.id,
                user: house.owner.id,
                name: "Phone".to_owned(),
                created_at: at(0),
                used_at: None,
                off_at: None,
            },
            body: "{}".to_owned(),
        };
        let (own, foreign) = (new(&house), new(&other));
        let credential: Vec<u8> = chance().to_vec();
        let insert = async |known: StoredPasskey| {
            let credential = credential.clone();
            base.store.write(move |tx| Box::pin(async move { passkey::insert(tx, &known, credential).await })).await
        };
        insert(own.clone()).await.unwrap();
        assert!(insert(foreign).await.unwrap_err().is_taken());
        let (org, user, id) = (house.organization.id, house.owner.id, own.passkey.id);
        let (elsewhere, stranger) = (other.organization.id, other.owner.id);
        let rename = async |org, user| base.store.write(move |tx| Box::pin(passkey::rename(tx, org, user, id, "Mine".to_owned()))).await.unwrap();
        assert!(!rename(elsewhere, stranger).await);
        assert!(rename(org, user).await);
        let known = own.passkey.clone();
        base.store.write(move |tx| Box::pin(async move { passkey::used(tx, &known, at(5), "{1}".to_owned()).await })).await.unwrap();
        let found = base.store.read(move |tx| Box::pin(passkey::by_credential(tx, credential))).await.unwrap().unwrap();
        assert_eq!((found.passkey.name.as_str(), found.passkey.used_at, found.body.as_str()), ("Mine", Some(at(5)), "{1}"));
        let known = found.passkey.clone();
        let switch_off = async |n| {
            let known = known.clone();
            base.store.write(move |tx| Box::pin(async move { passkey::switch_off(tx, &known, at(n)).await })).await.unwrap()
        };
        assert_eq!((switch_off(6).await, switch_off(7).await), (true, false), "it is told once");
        let off = base.store.read(move |tx| Box::pin(passkey::of_user(tx, org, user))).await.unwrap().remove(0);
        assert_eq!(off.passkey.off_at, Some(at(6)));
        let delete = async |org, user| base.store.write(move |tx| Box::pin(passkey::delete(tx, org, user, id))).await.unwrap();
        assert!(!delete(elsewhere, stranger).await);
        assert!(delete(org, user).await);
    }

    async fn a_mail_in_hand_is_due_again_only_when_nothing_is_heard_of_it(base: Base) {
        let house = House::in_base(&base).await;
        let hash = secret();
        let (org, user) = (house.organization.id, house.owner.id);
        let purpose = Purpose::Invitation { organization: org, user };
        base.store.write(move |tx| Box::pin(async move {
            one_time::insert(tx, hash, purpose, at(1_000)).await?;
            one_time::set_mail(tx, hash, at(0), Some(user), Some(vec![1, 2])).await
        })).await.unwrap();
        let lease = async |now| {
            let due = base.store.write(move |tx| Box::pin(one_time::lease(tx, at(now), at(now + 100), 8))).await.unwrap();
            due.into_iter().filter(|one| one.secret == hash).map(|one| (one.tries, one.sealed)).collect::<Vec<_>>()
        };
        let look = async || base.store.read(move |tx| Box::pin(one_time::invitation(tx, org, user, at(1)))).await.unwrap();
        assert_eq!(lease(0).await, [(0, vec![1, 2])]);
        assert_eq!(lease(99).await, []);
        assert_eq!(lease(100).await, [(1, vec![1, 2])]);
        base.store.write(move |tx| Box::pin(one_time::end_mail(tx, hash, MailState::Sent, at(150), None))).await.unwrap();
        assert_eq!(lease(900).await, []);
        assert_eq!(look().await.unwrap().mail, Some((MailState::Sent, Some(at(150)))));
        let forgotten = base.store.write(move |tx| Box::pin(one_time::forget(tx, purpose))).await.unwrap();
        assert_eq!((forgotten, look().await), (1, None));
    }

    async fn a_user_s_sessions_are_listed_and_end(base: Base) {
        let (house, other) = (House::in_base(&base).await, House::in_base(&base).await);
        let (org, user) = (house.organization.id, house.owner.id);
        let begin = async |created: i64| {
            let one = Session {
                id: SessionId::new(at(created), chance()),
                organization: org,
                user,
                created_at: at(created),
                expires_at: at(created + 10),
                device: "Firefox on Linux".to_owned(),
                address: None,
                used_at: None,
                proved_at: None,
                is_recovery: false,
            };
            let (copy, cookie) = (one.clone(), secret());
            base.store.write(move |tx| Box::pin(async move { session::insert(tx, &copy, cookie).await })).await.unwrap();
            one.id
        };
        let list = async || {
            let all = base.store.read(move |tx| Box::pin(session::of_user(tx, org, user, at(11)))).await.unwrap();
            all.into_iter().map(|one| (one.id, one.used_at, one.proved_at)).collect::<Vec<_>>()
        };
        let (_over, second, third) = (begin(0).await, begin(5).await, begin(6).await);
        assert_eq!(list().await, [(third, None, None), (second, None, None)]);
        base.store.write(move |tx| Box::pin(async move {
            session::used(tx, org, second, at(7)).await?;
            session::proved(tx, org, third, at(8)).await
        })).await.unwrap();
        assert_eq!(list().await, [(third, Some(at(8)), Some(at(8))), (second, Some(at(7)), None)]);
        let (elsewhere, stranger) = (other.organization.id, other.owner.id);
        let end = async |org, user| base.store.write(move |tx| Box::pin(session::delete_of_user(tx, org, user, second))).await.unwrap();
        assert!(!end(elsewhere, stranger).await && end(org, user).await);
        assert_eq!(base.store.write(move |tx| Box::pin(session::delete_all(tx, org, user))).await.unwrap(), 2);
    }
}
