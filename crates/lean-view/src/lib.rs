//! The `view!` of lean-leptos. It reads what leptos' own reads, as far as the app writes it, and makes of each element, with
//! all that is in it, one text and a chain of calls that hand over what is not fixed: `lean_leptos::Markup` follows the text
//! and puts the rest into its places. leptos' own makes a call for every element, attribute and text. What is not supported
//! is refused with a word about it; this room never guesses.

mod markup;
mod plan;

use proc_macro2::TokenStream;
use rstml::{Parser, ParserConfig};

/// Markup as an `AnyView`: elements with `name="text"`, `name=expression`, `prop:name=expression` and
/// `on:event=handler`, components with their properties and children, texts, and blocks.
#[proc_macro]
pub fn view(markup: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expanded(markup.into()).into()
}

fn expanded(markup: TokenStream) -> TokenStream {
    let parser = Parser::new(ParserConfig::default().recover_block(true));
    let (nodes, errors) = parser.parse_recoverable(markup).split_vec();
    let errors = errors.into_iter().map(|error| error.emit_as_expr_tokens());
    let view = markup::view(&nodes).unwrap_or_else(|error| error.into_compile_error());
    quote::quote! {{ #(#errors;)* #view }}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(markup: &str) -> String {
        let expanded = expanded(markup.parse().unwrap()).to_string();
        expanded.replace("\\u{1}", "<").replace("\\u{3}", ">").replace(' ', "")
    }

    #[test]
    fn what_is_fixed_is_one_text() {
        let text = text_of(r#"<p class="a" hidden><b>"x" {"y"}</b><br/></p>"#);
        assert!(text.contains(r#""<p\u{5}class=a\u{5}hidden=<b\u{4}x\u{4}y><br>>""#), "{text}");
    }

    #[test]
    fn what_is_not_is_handed_over_in_the_order_it_is_written() {
        let text = text_of(r#"<input class=c on:input=f prop:value=v/>"#);
        assert!(text.contains(r#""<input\u{6}class\u{8}input\u{7}value>""#), "{text}");
        let places = [".value(c)", ".on(::leptos::ev::input,f)", ".value(v)"].map(|call| text.find(call));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
    }

    #[test]
    fn what_is_not_supported_is_refused() {
        for markup in [
            "<p class:a=b/>",
            "<p {..c}/>",
            "<p style=\"color: red\"/>",
            "<p inner_html=x/>",
            "<Field on:click=f/>",
            "<Field let:x/>",
            "<p>\"\\u{3}\"</p>",
        ] {
            assert!(text_of(markup).contains("compile_error"), "{markup}");
        }
        assert!(!text_of("<Field name=\"a\">\"b\"</Field>").contains("compile_error"));
    }
}
