//! The OpenAPI document tells the whole API, and the whole API asks for a token.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::house::Place;

/// What may be asked without a token. This list may only shrink.
const OPEN: [(&str, &str); 1] = [("get", "/openapi.json")];

async fn document(place: &Place) -> Value {
    place.anonymous("GET", "/openapi.json").await.ok()
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let each = |(path, item): (&String, &Value)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(|(method, operation)| (method.clone(), path.clone(), operation.clone())).collect::<Vec<_>>()
    };
    paths.iter().flat_map(each).collect()
}

fn address(path: &str) -> String {
    path.replace("{id}", "0198c0de-7a11-7000-8000-000000000000")
}

#[tokio::test]
async fn every_operation_refuses_a_request_without_a_token() {
    let place = Place::new().await;
    let all = operations(&document(&place).await);
    assert!(all.len() > 40, "{}", all.len());
    let mut open = Vec::new();
    for (method, path, _) in &all {
        let reply = place.anonymous(&method.to_uppercase(), &address(path)).await;
        match reply.status.as_u16() {
            401 => drop(reply.problem(401, "no_token")),
            200 => open.push((method.as_str(), path.as_str())),
            other => panic!("{method} {path} answered {other}"),
        }
    }
    assert_eq!(open, OPEN);
}

#[tokio::test]
async fn the_router_and_the_document_name_the_same_routes() {
    let place = Place::new().await;
    let document = document(&place).await;
    let app = keylink_web::App::new(std::sync::Arc::clone(&place.house), keylink_web::WebSettings::default()).unwrap();
    let inside = format!("{:?}", keylink_web::api::routes(&app));
    let is_route = |text: &&str| text.len() > 1 && text.starts_with('/') && !text.contains("{*");
    let routed: BTreeSet<&str> = inside.split('"').filter(is_route).collect();
    let documented: BTreeSet<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(routed, documented);

    let anna = place.owner("Lindenhof").await;
    let known: BTreeSet<(String, String)> =
        operations(&document).into_iter().map(|(method, path, _)| (method, path)).collect();
    for path in documented {
        for method in ["get", "post", "put", "patch", "delete"] {
            if !known.contains(&(method.to_owned(), path.to_owned())) {
                let method = method.to_uppercase().parse().unwrap();
                anna.send(method, &address(path), &[], None).await.problem(405, "no_method");
            }
        }
    }
}

#[tokio::test]
async fn the_document_is_whole() {
    let place = Place::new().await;
    let document = document(&place).await;
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["title"], "Keylink");
    assert_eq!(document["servers"][0]["url"], "/api/v1");
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    assert!(document["security"][0]["token"].is_array());
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        assert!(ids.insert(operation["operationId"].as_str().unwrap().to_owned()), "{method} {path}: the id is taken");
        assert!(operation["summary"].as_str().is_some_and(|text| text.len() > 5), "{method} {path} has no summary");
        assert!(operation["tags"][0].is_string(), "{method} {path} has no tag");
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(response["description"].is_string(), "{method} {path} {status} is not described");
        }
        if OPEN.contains(&(&method, &path)) {
            continue;
        }
        let unauthorized = &operation["responses"]["401"]["content"]["application/problem+json"]["schema"]["$ref"];
        assert_eq!(unauthorized, "#/components/schemas/Problem", "{method} {path}");
    }
    let text = document.to_string();
    for part in text.split("\"$ref\":\"#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(!document["components"]["schemas"][name].is_null(), "{name} is named and not there");
    }
    let names = document["components"]["schemas"].as_object().unwrap().keys();
    let inside: Vec<&String> = names.filter(|name| name.contains("::") || name.contains("Body")).collect();
    assert!(inside.is_empty(), "names of the program's inside: {inside:?}");
}
