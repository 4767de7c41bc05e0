//! Unknown secrets per address: who counts as one, and that who has a good link never notices.

use axum::http::Method;
use keylink_domain::actor::{Actor, Via, Who};
use keylink_domain::user::Role;
use keylink_service::event::EventFilter;
use keylink_service::limit::LimitSettings;

use crate::scene::{From, LIMIT, OFF, PROXY, Said, Scene, path_of, unknown};

const MISSES: LimitSettings = LimitSettings { misses_per_minute: LIMIT, ..OFF };

/// Uses up what an address may ask for in vain, and sees that it has.
async fn exhaust(scene: &Scene, from: &From) {
    for _ in 0..LIMIT {
        assert_eq!(scene.miss(from).await, 404);
    }
    assert_eq!(scene.miss(from).await, 429);
}

#[tokio::test]
async fn an_ipv4_address_is_one() {
    let scene = Scene::with(MISSES).await;
    exhaust(&scene, &From::address("192.0.2.1")).await;
    assert_eq!(scene.miss(&From::address("192.0.2.2")).await, 404, "the neighbour did nothing");
    // The same address, as a listener on both families sees it.
    assert_eq!(scene.miss(&From::address("::ffff:192.0.2.1")).await, 429);
    exhaust(&scene, &From::address("::ffff:192.0.2.9")).await;
    assert_eq!(scene.miss(&From::address("192.0.2.9")).await, 429);
}

#[tokio::test]
async fn an_ipv6_customer_is_one() {
    let scene = Scene::with(MISSES).await;
    for address in ["2001:db8:0:7::1", "2001:db8:0:7:ffff:ffff:ffff:ffff", "2001:db8:0:7:dead:beef:0:1"] {
        assert_eq!(scene.miss(&From::address(address)).await, 404);
    }
    assert_eq!(scene.miss(&From::address("2001:db8:0:7::2")).await, 429, "another address of the same /64");
    assert_eq!(scene.miss(&From::address("2001:db8:0:8::2")).await, 404, "the next /64 is somebody else");
}

#[tokio::test]
async fn a_trusted_proxy_s_guests_are_each_one() {
    let scene = Scene::with(MISSES).await;
    let behind = |guest: &str| From::address(PROXY).saying(guest);
    exhaust(&scene, &behind("203.0.113.9")).await;
    assert_eq!(scene.miss(&behind("203.0.113.10")).await, 404);
    assert_eq!(scene.miss(&behind("2001:db8::1")).await, 404);
    // What a guest says before the proxy's own word is not believed, in one header or in two.
    assert_eq!(scene.miss(&behind("198.51.100.1, 203.0.113.9")).await, 429);
    assert_eq!(scene.miss(&From::address(PROXY).saying("198.51.100.2").saying("203.0.113.9")).await, 429);
    // The proxy is the same one when it comes over IPv6.
    assert_eq!(scene.miss(&From::address("::ffff:10.0.0.1").saying("203.0.113.9")).await, 429);
}

#[tokio::test]
async fn nobody_else_is_believed() {
    let scene = Scene::with(MISSES).await;
    let liar = "192.0.2.66";
    for number in 0..LIMIT {
        assert_eq!(scene.miss(&From::address(liar).saying(&format!("198.51.100.{number}"))).await, 404);
    }
    assert_eq!(scene.miss(&From::address(liar).saying("198.51.100.99")).await, 429, "a forged address is not read");
    assert_eq!(scene.miss(&From::address(liar).saying(PROXY)).await, 429);
    assert_eq!(scene.miss(&From::address("198.51.100.0")).await, 404, "whoever was named has done nothing");
}

#[tokio::test]
async fn a_good_link_opens_from_where_many_missed() {
    let scene = Scene::with(MISSES).await;
    let door = scene.door("Street door").await;
    let link = scene.link(&[door]).await;
    let from = From::address("192.0.2.1");
    exhaust(&scene, &from).await;
    for path in [path_of(&link).to_owned(), format!("{}/state", path_of(&link)), format!("{}%23", path_of(&link))] {
        assert_eq!(scene.get(&from, &path).await, 200, "{path}");
    }
    assert_eq!(scene.press(&from, &link, door).await, "door_offline");
    // A token that is good is as little in anybody's way.
    let made = scene.house.make_token(&scene.owner, scene.owner.user().unwrap(), "tests").await.unwrap();
    let bearer = format!("Bearer {}", made.reveal());
    let Said(status, text) =
        scene.ask(&from, Method::GET, "/api/v1/doors", &[("authorization", &bearer)], String::new()).await;
    assert_eq!(status, 200, "{text}");
    // And using what is good did not buy another miss.
    assert_eq!(scene.miss(&from).await, 429);
}

#[tokio::test]
async fn every_kind_of_unknown_secret_counts() {
    let asks: [(&str, Method, String); 8] = [
        ("a page", Method::GET, format!("/k/{}", unknown())),
        ("no secret's form", Method::GET, "/k/admin".to_owned()),
        ("a state", Method::GET, format!("/k/{}/state", unknown())),
        ("a press", Method::POST, format!("/k/{}/unlock", unknown())),
        ("a sign-in link", Method::GET, format!("/sign-in/{}", unknown())),
        ("a sign-in link, used", Method::POST, format!("/sign-in/{}", unknown())),
        ("a set-up link", Method::GET, format!("/setup/{}", unknown())),
        ("a token", Method::GET, "/api/v1/doors".to_owned()),
    ];
    for (what, method, path) in asks {
        let scene = Scene::with(MISSES).await;
        let from = From::address("192.0.2.1");
        for _ in 0..LIMIT {
            assert_eq!(scene.miss(&from).await, 404);
        }
        let bearer = format!("Bearer klt_{}", unknown());
        let form = ("content-type", "application/x-www-form-urlencoded");
        let headers = [("origin", "http://keys.test"), ("authorization", bearer.as_str()), form];
        let Said(status, text) = scene.ask(&from, method, &path, &headers, String::new()).await;
        assert_eq!(status, 429, "{what}: {text}");
    }
}

#[tokio::test]
async fn thousands_of_addresses_lock_nobody_out() {
    let scene = Scene::with(MISSES).await;
    let door = scene.door("Street door").await;
    let link = scene.link(&[door]).await;
    for number in 0..4_000u32 {
        let peer = std::net::Ipv6Addr::from((0x2001_0db8_u128 << 96) | (u128::from(number) << 64));
        let status = scene.get(&From::address(&peer.to_string()), "/k/nothing").await;
        assert!(status == 404 || status == 429, "{status}");
    }
    assert_eq!(scene.press(&From::address("192.0.2.1"), &link, door).await, "door_offline");
}

#[tokio::test]
async fn the_log_says_from_where_to_those_who_see_all_of_it() {
    let scene = Scene::with(OFF).await;
    let door = scene.door("Street door").await;
    let link = scene.link(&[door]).await;
    scene.press(&From::address("192.0.2.77"), &link, door).await;
    let seen = async |actor: &Actor| {
        let filter = EventFilter { link: Some(link.link.id), ..EventFilter::default() };
        let events = scene.house.events(actor, filter, None, 10).await.unwrap();
        let presses = events.iter().filter(|event| event.line.about.unlock.is_some());
        presses.map(|event| event.address().map(str::to_owned)).collect::<Vec<_>>()
    };
    let all = seen(&scene.owner).await;
    assert!(!all.is_empty() && all.iter().all(|from| from.as_deref() == Some("192.0.2.77")), "{all:?}");
    // The same user, had they no more than their own links.
    let id = scene.owner.user().unwrap();
    let who = Who::User { id, role: Role::Member, via: Via::Console };
    let own = seen(&Actor { who, ..scene.owner }).await;
    assert!(own.len() == all.len() && own.iter().all(Option::is_none), "{own:?}");
}

#[tokio::test]
async fn a_change_says_from_where_it_was_made_to_those_who_see_all() {
    let scene = Scene::with(OFF).await;
    let owner = scene.owner.user().unwrap();
    let made = scene.house.make_token(&scene.owner, owner, "tests").await.unwrap();
    keylink_canary::keep(&made.reveal());
    let bearer = format!("Bearer {}", made.reveal());
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let site = scene.house.sites(&scene.owner).await.unwrap()[0].id;
    let change = r#"{ "name": "Hinterhaus" }"#.to_owned();
    let path = format!("/api/v1/sites/{site}");
    let from = From::address("192.0.2.78");
    assert_eq!(scene.ask(&from, axum::http::Method::PATCH, &path, &headers, change).await.0, 200);
    let kinds = Some(vec![keylink_domain::event::EventKind::SiteChanged]);
    let filter = EventFilter { kinds, ..EventFilter::default() };
    let told = scene.house.events(&scene.owner, filter.clone(), None, 1).await.unwrap();
    assert_eq!(told[0].address(), Some("192.0.2.78"));
    assert!(!told[0].line.detail.to_string().contains("192.0.2"), "what is personal is kept apart, and erased");
    // The command line is nowhere.
    let operator = Actor::new(scene.owner.organization, Who::Operator);
    let input = keylink_service::site::SiteInput { name: Some("Vorderhaus".to_owned()), ..Default::default() };
    scene.house.change_site(&operator, site, input).await.unwrap();
    assert_eq!(scene.house.events(&scene.owner, filter.clone(), None, 1).await.unwrap()[0].address(), None);
    let who = Who::User { id: owner, role: Role::Member, via: Via::Console };
    let own = scene.house.events(&Actor { who, ..scene.owner }, filter, None, 10).await.unwrap();
    assert!(own.iter().all(|event| event.address().is_none()));
}
