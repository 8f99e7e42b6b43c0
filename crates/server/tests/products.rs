//! The list of products from a real file, with the command itself; and what a unit takes from it.

use crate::{
    registration::{own_row, register, with},
    support::{
        Server,
        world::{OWN_UNIT, World},
    },
};
use portal_server::app::Front;
use rules::access::Role;
use serde_json::{Value, json};
use std::{path::Path, process::Command};

const LIST: &str = "model,family,description,vendor,end_of_support\n\
    ZX-900,ZX,A router,juniper,2031-06-30\n\
    ZX-100,ZX,,,not announced\n\
    CS-48,,Console server,third_party,\n";

fn products(folder: &Path, list: Option<&str>) -> Result<String, String> {
    let file = folder.join("products.csv");
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal-server"));
    command.args(["products", "--data"]).arg(folder);
    if let Some(list) = list {
        std::fs::write(&file, list).unwrap();
        command.arg("--list").arg(&file);
    }
    let ran = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if ran.status.success() { Ok(text(&ran.stdout)) } else { Err(text(&ran.stderr)) }
}

async fn unit(world: &World, serial: &str) -> Value {
    world.server.get(world.cookie(Role::Administrator), &format!("/v1/units/{serial}")).await.json()["unit"]
        .clone()
}

#[tokio::test]
async fn a_list_of_products_is_taken_once_and_units_take_from_it() {
    let world = World::new().await;
    // Registered before anybody knew its model.
    register(&world, Role::Administrator, &[with(own_row("ZX1"), &[("model", "zx-900")])]).await;
    let before = unit(&world, "ZX1").await;
    assert_eq!((&before["family"], &before["end_of_support"]), (&Value::Null, &Value::Null), "{before}");
    assert_eq!(before["cover"]["answer"], "cannot_tell", "{before}");
    let folder = world.server.stop().await;
    let nothing = products(folder.path(), None).unwrap();

    let taken = products(folder.path(), Some(LIST)).unwrap();
    assert!(
        taken.starts_with("3 added, 0 changed, 0 as before;") && taken.contains("1 unit took"),
        "{taken}"
    );
    let again = products(folder.path(), Some(LIST)).unwrap();
    assert!(
        again.starts_with("0 added, 0 changed, 3 as before;") && again.contains("0 units took"),
        "{again}"
    );
    let wrong = products(folder.path(), Some("model,end_of_support\nZX-200,\nZX-300,soon\n")).unwrap_err();
    assert!(wrong.contains("Line 3: end_of_support is a date"), "{wrong}");
    let listed = products(folder.path(), None).unwrap();
    assert_eq!(listed.lines().count(), nothing.lines().count() + 3, "all or nothing: {listed}");
    assert!(
        listed.lines().any(|line| line.starts_with("ZX-900 ") && line.contains("2031-06-30")),
        "{listed}"
    );

    let world = World::reopened(Server::start_in(folder, Front::Loopback).await).await;
    let told = unit(&world, "ZX1").await;
    assert_eq!(
        (&told["model"], &told["family"], &told["end_of_support"]),
        (&json!("ZX-900"), &json!("ZX"), &json!({"on": "2031-06-30"})),
        "{told}"
    );
    assert_eq!(told["cover"]["answer"], "advanced_care_plus", "{told}");
    let rows = [with(own_row("ZX2"), &[("model", "Zx-100")]), with(own_row("ZX3"), &[("model", "cs-48")])];
    register(&world, Role::Administrator, &rows).await;
    assert_eq!(unit(&world, "ZX2").await["model"], "ZX-100");
    assert_eq!(unit(&world, "ZX3").await["vendor"], "third_party");
    assert_eq!(unit(&world, "ZX3").await["cover"]["answer"], "no_cover_found");
    assert_eq!(unit(&world, OWN_UNIT).await["model"], "MX480", "others stay");
    let basis = world.server.get(world.cookie(Role::Administrator), "/v1/registration").await.json();
    let console = basis["models"].as_array().unwrap().iter().find(|model| model["model"] == "CS-48");
    assert_eq!(console.unwrap()["vendor"], "third_party");
}

#[test]
fn a_folder_without_data_is_no_portal() {
    let folder = tempfile::tempdir().unwrap();
    assert!(products(folder.path(), None).unwrap_err().contains("holds no data of a portal"));
}
