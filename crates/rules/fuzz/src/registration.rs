//! The rooms of registration and of big files, called as [`super`] calls the others.

use super::{
    inputs::{Bytes, countries, date, end_of_support, maybe, pick},
    read, seen,
};
use arbitrary::Result;
use rules::{
    country,
    csv::{
        table::{Reader, Table},
        write::{Formulas, Mark, Writer},
    },
    registration::{
        self, Basis, By, Column, ColumnSet, Fault, FaultKind, Faults, KnownEndUser, Mapping, Row, RowRef,
        Serials, Sheet, Standing, Wanted, Warning, Warnings,
    },
    release::Release,
    serial::SerialNumber,
    unit::Vendor,
    words,
};

pub fn exercise(u: Bytes) -> Result<()> {
    let by = pick(u, &[By::EndUser, By::Reseller])?;
    columns(u)?;
    faults(u)?;
    rows(u, by)?;
    let text: String = u.arbitrary()?;
    let mut bytes = [registration::template(by).as_bytes(), text.as_bytes()].concat();
    bytes.extend(u.arbitrary::<[u8; 24]>()?);
    if let Some(table) = table(u, &bytes)? {
        sheet(u, by, table)?;
    }
    Ok(())
}

fn table(u: Bytes, bytes: &[u8]) -> Result<Option<Table>> {
    let size = maybe(u, |u| u.int_in_range(0..=100_000))?;
    let mut reader = size.map_or_else(Reader::new, Reader::of_size);
    let cut = u.int_in_range(0..=bytes.len())?;
    let fed = reader.feed(&bytes[..cut]).and_then(|()| reader.feed(&bytes[cut..]));
    seen((fed, reader.rows()));
    Ok(match reader.finish() {
        Ok(table) => Some(table),
        Err(refused) => {
            seen((refused.message(), refused.code()));
            None
        }
    })
}

fn columns(u: Bytes) -> Result<()> {
    let text: &str = u.arbitrary()?;
    let column = pick(u, &Column::ALL)?;
    seen((Column::recognise(text), Column::from_code(column.code()), column.name(), column.index()));
    seen((column.limit(), column.is_of_end_user(), column.is_required(By::Reseller)));
    let mut set = ColumnSet::NONE;
    set.insert(column);
    seen((set.with(ColumnSet::NONE), set.contains(column), set.is_empty(), set.iter().count()));
    let mut mapping = Mapping::recognise([text, column.name()]);
    mapping.set(column, maybe(u, |u| u.arbitrary())?);
    seen((mapping.place(column), mapping.column(1), mapping.to_text(), Mapping::from_text(text)));
    let found = country::read(text);
    if let Some(found) = found {
        seen((country::has_no_postal_codes(found), country::named(found)));
    }
    seen((country::names().count(), words::letters(text).count()));
    seen((SerialNumber::problem(text), Release::problem(text)));
    Ok(())
}

fn faults(u: Bytes) -> Result<()> {
    let fault = Fault { column: pick(u, &Column::ALL)?, kind: pick(u, &FaultKind::ALL)? };
    let mut faults = Faults::NONE;
    faults.add(fault);
    faults.add_twice(u.arbitrary()?);
    seen((FaultKind::from_code(fault.kind.code()), fault.message(), fault.title()));
    read(&fault.reason());
    seen((
        faults.is_empty(),
        faults.contains(fault),
        faults.columns(),
        faults.first_line(),
        faults.iter().count(),
    ));
    seen((faults.message(fault), faults.message_of(fault.column), faults.sentence()));
    let warning = pick(u, &Warning::ALL)?;
    let mut warnings = Warnings::NONE;
    warnings.insert(warning);
    seen((warnings.contains(warning), warnings.is_empty(), warnings.iter().count(), warning.message()));
    Ok(())
}

fn rows(u: Bytes, by: By) -> Result<()> {
    let countries = countries(u)?;
    let mut row = Row::default();
    for column in by.columns() {
        let text: &str = pick(u, &["", "JN1234AFB", "Juniper", "spare", "South Sudan", "AE", "Crimea"])?;
        row.set(column, if u.ratio(1, 4)? { u.arbitrary()? } else { text });
        seen(row.get(column).len());
    }
    let cleaned = row.cleaned();
    let borrowed: RowRef<'_> = cleaned.borrowed();
    seen((borrowed.owned(), RowRef::new(|column| borrowed.get(column))));
    seen((borrowed.serial(), borrowed.replaces(), borrowed.usage(), borrowed.source(by)));
    seen((borrowed.country(), borrowed.end_user_country()));
    seen((registration::check(&borrowed, by, &countries), registration::warnings(&borrowed, by)));
    let basis = Basis {
        today: date(u)?,
        vendor: pick(u, &[Vendor::Juniper, Vendor::ThirdParty])?,
        terms: if u.arbitrary()? { Some(&[]) } else { None },
        end_of_support: end_of_support(u)?,
        end_user_country: borrowed.country(),
    };
    let worth = registration::worth(&borrowed, by, &basis, &countries);
    seen(worth.words());
    worth.reasons(&countries).iter().for_each(|(_, reason)| read(reason));
    let text: &str = u.arbitrary()?;
    let end_user = KnownEndUser {
        name: &row.end_user,
        street: maybe(u, |_| Ok(text))?,
        postal_code: maybe(u, |_| Ok(text))?,
        city: None,
        country: maybe(u, |_| Ok(text))?,
        own: u.arbitrary()?,
    };
    seen((registration::means_end_user(&borrowed, &end_user), registration::means_order(&borrowed, text)));
    seen(registration::kept_number(text, [text, "PO-1"].into_iter()));
    seen((registration::same(text, &row.end_user), registration::agrees(Some(text), &row.end_user)));
    let mut serials = Serials::with_room_for(u.int_in_range(0..=9)?);
    seen((
        serials.see(&row.serial, 1),
        serials.see(u.arbitrary()?, u.arbitrary()?),
        serials.see(&row.serial, 2),
    ));
    Ok(())
}

fn sheet(u: Bytes, by: By, mut table: Table) -> Result<()> {
    let countries = countries(u)?;
    let (row, place): (usize, usize) = (u.int_in_range(0..=3)?, u.int_in_range(0..=30)?);
    seen((
        table.head().count(),
        table.columns(),
        table.rows(),
        table.cell(row, place).len(),
        table.line(row),
    ));
    seen((table.encoding(), table.delimiter(), table.add_column(u.arbitrary()?)));
    table.set(row, place, u.arbitrary()?);
    table.set_all(&[row, 0], place, u.arbitrary()?);
    let mut sheet = Sheet::new(table, by);
    seen(sheet.check_more(u.int_in_range(0..=3)?, &countries));
    let mut mapping = sheet.mapping().clone();
    mapping.set(pick(u, &Column::ALL)?, Some(place));
    seen(mapping.row(sheet.table(), row));
    sheet.set_mapping(mapping);
    seen(sheet.check_more(usize::MAX, &countries));
    let column = pick(u, &Column::ALL)?;
    sheet.set(row, column, u.arbitrary()?, &countries);
    sheet.set_all(&[row, 0, 99], column, u.arbitrary()?, &countries);
    seen(sheet.replace(&[row, 0], column, u.arbitrary()?, u.arbitrary()?, &countries));
    let mut rewrite = sheet.write(&[row, 0, 99], column, u.arbitrary()?);
    seen((sheet.check_again(&mut rewrite, u.int_in_range(0..=3)?, &countries), rewrite.done()));
    seen(sheet.check_again(&mut rewrite, usize::MAX, &countries));
    sheet.stand(row, pick(u, &[Standing::Free, Standing::Here, Standing::Elsewhere])?);
    let fault = Fault { column, kind: pick(u, &FaultKind::ALL)? };
    sheet.add_fault(row, fault);
    for wanted in [Wanted::All, Wanted::Faulty, Wanted::Clean, Wanted::With(fault)] {
        seen(sheet.rows_with(wanted).count());
    }
    seen((sheet.rows(), sheet.checked(), sheet.row(row), sheet.line(row), sheet.faults(row)));
    seen((sheet.counts(), sheet.clean(), sheet.to_csv(), sheet.rejects(&[row, 99])));
    seen(sheet.mapping_of_rejects());
    let mut writer = Writer::new(
        pick(u, &[Formulas::AsText, Formulas::AsTheyAre])?,
        pick(u, &[Mark::With, Mark::Without])?,
    );
    writer.cell(u.arbitrary()?);
    writer.end_row();
    writer.row([u.arbitrary()?]);
    seen(writer.take());
    Ok(())
}
