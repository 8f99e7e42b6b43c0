//! The products that this installation knows: what a unit takes from its product number when it is registered. `portal-server
//! products` shows them and takes a list of them from a CSV file, on the data folder itself. A product that is in no list is
//! registered all the same, as one of Juniper's of which neither family nor End of Support is known.

use crate::{
    data_folder::{self, Fault},
    store::products::{self, Product, Written},
};
use clap::Args;
use rules::{
    Date,
    case_draft::LINE_MAX,
    csv::table::{Reader, Refused, Table},
    registration::{Column, same},
    words::count,
};
use std::{collections::BTreeMap, path::PathBuf};

/// Shows the products that are known, or takes some from a list
#[derive(Args, Clone, Debug)]
pub struct NewProducts {
    /// The data folder
    #[arg(long, default_value = "data")]
    pub data: PathBuf,
    /// A CSV file with the columns model, family, description, vendor (juniper, third_party) and end_of_support (2031-06-30,
    /// not announced); only model is needed. What is empty is not known. Products that are not in it stay as they are; units
    /// that are registered take what it says of their model
    #[arg(long)]
    pub list: Option<PathBuf>,
}

/// The columns of a list, in the order of [`Cells`].
const COLUMNS: [&str; 5] = ["model", "family", "description", "vendor", "end_of_support"];

type Cells<'a> = [&'a str; COLUMNS.len()];

/// Takes the list that is given, whole or not at all, and says what it did; without one, shows what is known.
///
/// # Errors
/// A list that can't be, a folder without data, the database.
pub async fn run(new: NewProducts) -> Result<(), Fault> {
    let list = match &new.list {
        Some(file) => Some(read(&std::fs::read(file)?).map_err(Fault::Refused)?),
        None => None,
    };
    let store = data_folder::open(&new.data).await?;
    let mut tx = store.write().await?;
    let written = match &list {
        Some(list) => Some(products::write(&mut tx, list).await?),
        None => None,
    };
    let known = products::all(&mut tx).await?;
    tx.commit().await?;
    store.close().await;
    match written {
        Some(written) => println!("{}", told(&written, known.len())),
        None => known.iter().for_each(|product| println!("{}", line(product))),
    }
    Ok(())
}

fn told(written: &Written, known: usize) -> String {
    let Written { added, changed, same, units } = written;
    let known = count(u32::try_from(known).unwrap_or(u32::MAX), "product");
    format!(
        "{added} added, {changed} changed, {same} as before; {known} known. {} took what is new of their model.",
        count(*units, "unit")
    )
}

fn line(product: &Product) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let end = match product.eos_state.as_deref() {
        Some("on") => text(&product.eos_on),
        Some(_) => "not announced".to_owned(),
        None => String::new(),
    };
    let (family, vendor) = (text(&product.family), text(&product.vendor));
    format!("{:<20} {family:<10} {vendor:<12} {end:<14} {}", product.name, text(&product.description))
}

/// The products of a list.
fn read(bytes: &[u8]) -> Result<Vec<Product>, String> {
    let mut reader = Reader::new();
    let table = reader.feed(bytes).and_then(|()| reader.finish()).map_err(Refused::message)?;
    let places = places(&table)?;
    let (mut products, mut lines) = (Vec::new(), BTreeMap::new());
    for row in 0..table.rows() {
        let cells = places.map(|place| place.map_or("", |place| table.cell(row, place).trim()));
        let line = table.line(row);
        let product = product(cells).map_err(|wrong| format!("Line {line}: {wrong}"))?;
        if let Some(first) = lines.insert(product.name.to_ascii_lowercase(), line) {
            return Err(format!("Line {line}: {} stands on line {first} already.", product.name));
        }
        products.push(product);
    }
    Ok(products)
}

/// Where each column stands. One that nobody knows is an error: it may be a known one with a slip.
fn places(table: &Table) -> Result<[Option<usize>; COLUMNS.len()], String> {
    let mut places = [None; COLUMNS.len()];
    for (place, header) in table.head().enumerate() {
        let named = header.trim().replace([' ', '-'], "_");
        let column = COLUMNS.iter().position(|column| same(column, &named));
        match column.and_then(|column| places.get_mut(column)) {
            Some(empty @ None) => *empty = Some(place),
            Some(Some(_)) => return Err(format!("The column “{header}” is there twice.")),
            None if header.trim().is_empty() => {}
            None => {
                return Err(format!("There is no column “{header}”. There are: {}.", COLUMNS.join(", ")));
            }
        }
    }
    match places {
        [None, ..] => Err("The first line names the columns; “model” is needed.".to_owned()),
        places => Ok(places),
    }
}

fn product([model, family, description, vendor, end]: Cells<'_>) -> Result<Product, String> {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    if model.is_empty() {
        return Err("model is empty.".to_owned());
    }
    let most = [Column::Model.limit(), LINE_MAX, LINE_MAX];
    for ((name, text), most) in COLUMNS.iter().zip([model, family, description]).zip(most) {
        if text.chars().count() > most {
            return Err(format!("{name} has more than {most} characters."));
        }
    }
    let vendor = match vendor {
        "" => None,
        "juniper" | "third_party" => Some(vendor.to_owned()),
        other => return Err(format!("vendor is juniper or third_party, and not “{other}”.")),
    };
    let (eos_state, eos_on) = match end {
        "" => (None, None),
        text if same(&text.replace('_', " "), "not announced") => (Some("not_announced".to_owned()), None),
        text => match Date::parse_from_str(text, "%Y-%m-%d") {
            Ok(on) => (Some("on".to_owned()), Some(on.to_string())),
            Err(_) => {
                return Err(format!(
                    "end_of_support is a date such as 2031-06-30, or “not announced”, and not “{text}”."
                ));
            }
        },
    };
    let (family, description) = (given(family), given(description));
    Ok(Product { name: model.to_owned(), family, description, vendor, eos_state, eos_on })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_or_refused_as_a_whole_with_the_line() {
        let fine = "Model;Family;End of Support;Vendor\nMX204;MX;2031-06-30;\nPTX10001;PTX;Not announced;juniper\nX1;;;third_party\n";
        let read_fine = read(fine.as_bytes()).unwrap();
        assert_eq!(read_fine.len(), 3);
        assert_eq!(read_fine[0].eos_on.as_deref(), Some("2031-06-30"));
        assert_eq!(read_fine[1].eos_state.as_deref(), Some("not_announced"));
        assert_eq!((read_fine[2].family.as_ref(), read_fine[2].eos_state.as_ref()), (None, None));
        for (wrong, words) in [
            ("", "nothing in this file"),
            ("family\nMX\n", "“model” is needed"),
            ("model,famly\nMX204,MX\n", "no column “famly”"),
            ("model,model\nMX204,MX\n", "there twice"),
            ("model,family\n,MX\n", "Line 2: model is empty"),
            ("model\nMX204\nmx204\n", "Line 3: mx204 stands on line 2 already"),
            ("model,end_of_support\nMX204,30.06.2031\n", "Line 2: end_of_support is a date"),
            ("model,vendor\nMX204,acme\n", "Line 2: vendor is"),
        ] {
            let told = read(wrong.as_bytes()).unwrap_err();
            assert!(told.contains(words), "{told}");
        }
        assert!(read(format!("model\n{}\n", "x".repeat(500)).as_bytes()).unwrap_err().contains("more than"));
    }
}
