//! Prints `public/service.json`.

fn main() -> Result<(), serde_json::Error> {
    println!("{}", serde_json::to_string_pretty(&wire::service::ServiceDescription::of_the_rules())?);
    Ok(())
}
